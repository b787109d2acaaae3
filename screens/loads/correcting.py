"""How corrections of a file are asked for: a value put right, a row left out, a heading, blank cells filled down."""

from __future__ import annotations

from importers.loads.corrections import repeated_faults
from lokos_tui.domain.loads.mapping import Fault
from lokos_tui.domain.loads.questions import QUESTIONS, Question
from lokos_tui.domain.message import _, joined, ngettext
from lokos_tui.files.loads.lines import Line
from lokos_tui.files.loads.templates import free_name
from lokos_tui.ui.frame.confirm import PickScreen, ReasonScreen
from lokos_tui.ui.frame.session import context_of
from lokos_tui.ui.table.table import PagedTable
from screens.loads.planning import CHECKING, PlanWork

_OTHER = ("", 0)


class Correcting(PlanWork):
    """The keys that choose something for the file; each of them plans it anew. The file itself stays as it was."""

    @property
    def line(self) -> Line | None:
        """The line under the cursor."""
        line: Line | None = self.query_one(PagedTable).current
        return line

    def action_leave_out(self) -> None:
        """Leave the row out, or take it in again."""
        line = self.line
        if line is None:
            return
        left = self.job.choices.left_out ^ {line.row}
        self.work(CHECKING, lambda: self.job.leave_out(left))
        self.say(
            _("Row {row} is left out. o turns it round.", row=line.own)
            if line.row in left
            else _("Row {row} is taken in again. o turns it round.", row=line.own)
        )

    def action_fill(self) -> None:
        """Fill blank GP and village cells from above, or no longer."""
        choices = self.job.choices
        choices.fill_down = not choices.fill_down
        self.check_again()
        self.say(
            _("Blank GP and village cells are taken from the row above.")
            if choices.fill_down
            else _("Blank GP and village cells stay blank.")
        )

    def action_heading(self) -> None:
        """Take a proposed meaning of a heading."""
        options = [
            ((mine, key), _("{heading} means {key}", heading=mine, key=key))
            for mine, key, _score in self.job.table.header.proposals
        ]
        self.app.push_screen(PickScreen(_("Headings that are not known"), options), self._take_heading)

    def _take_heading(self, choice: tuple[str, str] | None) -> None:
        if choice is not None:
            self.job.choices.headings = {**self.job.choices.headings, choice[0]: choice[1]}
            self.check_again()

    def action_answer(self) -> None:
        """Answer the question of the row under the cursor, else the first that is open."""
        line = self.line
        here = line.fault.question if line is not None and line.fault is not None else ""
        asked = next((one for one in self.job.questions if one.asked.value == here), self.job.questions[0])
        options = [(answer.value, answer.words) for answer in QUESTIONS[asked.asked].answers]
        heading = asked.sentence if asked.rows else _("Answered before; choose again")
        question = PickScreen(heading, options, current=asked.answer or None)
        self.app.push_screen(question, lambda answer: self._answered(asked.asked, answer))

    def _answered(self, asked: Question, answer: str | None) -> None:
        if answer is None:
            return
        self.work(CHECKING, lambda: self.job.answer(asked, answer))
        words = next(one.words for one in QUESTIONS[asked].answers if one.value == answer)
        self.say(joined(" ", (_("Answered: {answer}.", answer=words), _("y answers it again."))))

    # A value

    def action_correct(self) -> None:
        """Choose the right value for the one under the cursor."""
        line = self.line
        if line is None or line.fault is None or not line.fault.value:
            self.say(
                _("There is no value to correct on this line. Enter looks at the row, o leaves it out."), "refused"
            )
            return
        fault = line.fault
        count = self._rows_with(fault)
        self.app.push_screen(
            PickScreen(joined(": ", (fault.value, fault.sentence)), _options(fault, count)),
            lambda choice: self._chosen(fault, count, choice),
        )

    def _rows_with(self, fault: Fault) -> int:
        """Return on how many rows the same value has the same fault."""
        same = (fault.key, fault.value, fault.code)
        groups = repeated_faults(self.job.plan)
        return next((group.count for group in groups if (group.key, group.value, group.code) == same), 1)

    def _chosen(self, fault: Fault, count: int, choice: tuple[str, int] | None) -> None:
        if choice is None:
            return
        if choice != _OTHER:
            self._correct(fault, *choice)
            return
        sentence = (
            ngettext(
                "What should stand instead of {value} in {n} row?",
                "What should stand instead of {value} in all {n} rows?",
                count,
                value=fault.value,
            )
            if count > 1
            else _("What should stand instead of {value}?", value=fault.value)
        )
        question = ReasonScreen(sentence, heading=_("Right value"), least=1)
        self.app.push_screen(question, lambda value: None if value is None else self._correct(fault, value, 0))

    def _correct(self, fault: Fault, value: str, row: int) -> None:
        self.work(CHECKING, lambda: self.job.correct(fault.key, fault.value, value, row))
        told = (
            _("{wrong} is read as {right} in row {row}.", wrong=fault.value, right=value, row=row)
            if row
            else _("{wrong} is read as {right}.", wrong=fault.value, right=value)
        )
        self.say(joined(" ", (told, _("The file itself is as it was."))))

    def action_faults(self) -> None:
        """Write the faulty rows back as a workbook."""
        target = free_name(context_of(self).settings.exports, f"{self.path.stem}-faults", ".xlsx")
        self.run_read(
            lambda: self.job.write_failed(target),
            lambda count: self.say(
                ngettext(
                    "{n} row with the reason in each faulty cell: {file}",
                    "{n} rows with the reason in each faulty cell: {file}",
                    count,
                    file=target,
                )
            ),
            group="faults",
        )


def _options(fault: Fault, count: int) -> list[tuple[tuple[str, int], str]]:
    """Return the values that may be meant, each with the row it is for (0: all ``count`` rows), and another value."""
    options: list[tuple[tuple[str, int], str]] = []
    for value in fault.proposals:
        if count > 1:
            options.append(((value, 0), joined("   ", (value, ngettext("in {n} row", "in all {n} rows", count)))))
        options.append(((value, fault.row), joined("   ", (value, _("in row {row} only", row=fault.row)))))
    return [*options, (_OTHER, _("type another value"))]
