"""How corrections of a file are asked for: a value put right, a row left out, a heading, blank cells filled down."""

from __future__ import annotations

from importers.loads.corrections import repeated_faults
from lokos_tui.domain.loads.mapping import Fault
from lokos_tui.domain.text import counted
from lokos_tui.files.loads.lines import Line
from lokos_tui.ui.frame.confirm import PickScreen, ReasonScreen
from lokos_tui.ui.frame.session import context_of
from lokos_tui.ui.table.table import PagedTable
from screens.loads.files import free_name
from screens.loads.planning import PlanWork

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
        verb = "left out" if line.row in left else "taken in again"
        self.work("checking", lambda: self.job.leave_out(left))
        self.say(f"Row {line.row} is {verb}. o turns it round.")

    def action_fill(self) -> None:
        """Fill blank GP and village cells from above, or no longer."""
        choices = self.job.choices
        choices.fill_down = not choices.fill_down
        self.check_again()
        filled = "are taken from the row above" if choices.fill_down else "stay blank"
        self.say(f"Blank GP and village cells {filled}.")

    def action_heading(self) -> None:
        """Take a proposed meaning of a heading."""
        options = [((mine, key), f"{mine} means {key}") for mine, key, _ in self.job.table.header.proposals]
        self.app.push_screen(PickScreen("Headings that are not known", options), self._take_heading)

    def _take_heading(self, choice: tuple[str, str] | None) -> None:
        if choice is not None:
            self.job.choices.headings = {**self.job.choices.headings, choice[0]: choice[1]}
            self.check_again()

    # A value

    def action_correct(self) -> None:
        """Choose the right value for the one under the cursor."""
        line = self.line
        if line is None or line.fault is None or not line.fault.value:
            self.say("There is no value to correct on this line. Enter looks at the row, o leaves it out.", "refused")
            return
        fault = line.fault
        count = self._rows_with(fault)
        self.app.push_screen(
            PickScreen(f"{fault.value}: {fault.sentence}", _options(fault, count)),
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
        everywhere = f" in all {count} rows" if count > 1 else ""
        sentence = f"What should stand instead of {fault.value}{everywhere}?"
        question = ReasonScreen(sentence, heading="Right value", least=1)
        self.app.push_screen(question, lambda value: None if value is None else self._correct(fault, value, 0))

    def _correct(self, fault: Fault, value: str, row: int) -> None:
        self.work("checking", lambda: self.job.correct(fault.key, fault.value, value, row))
        self.say(f"{fault.value} is read as {value}{f' in row {row}' if row else ''}. The file itself is as it was.")

    def action_faults(self) -> None:
        """Write the faulty rows back as a workbook."""
        target = free_name(context_of(self).settings.exports, f"{self.path.stem}-faults", ".xlsx")
        self.run_read(
            lambda: self.job.write_failed(target),
            lambda count: self.say(f"{counted(count, 'row')} with the reason in each faulty cell: {target}"),
            group="faults",
        )


def _options(fault: Fault, count: int) -> list[tuple[tuple[str, int], str]]:
    """Return the values that may be meant, each with the row it is for (0: all ``count`` rows), and another value."""
    options: list[tuple[tuple[str, int], str]] = []
    for value in fault.proposals:
        if count > 1:
            options.append(((value, 0), f"{value}   in all {count} rows"))
        options.append(((value, fault.row), f"{value}   in row {fault.row} only"))
    return [*options, (_OTHER, "type another value")]
