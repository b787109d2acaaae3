"""Steps 2 and 3 of a load: check and correct on one screen, then apply. Nothing is written before that."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from textual import on
from textual.app import ComposeResult

from importers.loads.corrections import repeated_faults
from lokos_tui.commands.loads import Loaded
from lokos_tui.domain.dates import grouped
from lokos_tui.domain.errors import Cancelled, LokosError
from lokos_tui.domain.text import counted
from lokos_tui.drafts import Param
from lokos_tui.files.accounts.slips import bundle_keys, write_slips
from lokos_tui.files.loads.lines import ALL, FAULTS, Line, groups, lines, look
from lokos_tui.files.loads.load import Load
from lokos_tui.ui.form.drafting import Draft, DraftScreen
from lokos_tui.ui.frame.actions import Action
from lokos_tui.ui.frame.confirm import ConfirmScreen, PickScreen, ReasonScreen, TextScreen
from lokos_tui.ui.frame.lines import Line as TextLine
from lokos_tui.ui.frame.lines import MessageLine
from lokos_tui.ui.frame.messages import Kind
from lokos_tui.ui.frame.progress import ProgressLine
from lokos_tui.ui.frame.session import context_of, go
from lokos_tui.ui.table.columns import TableColumn
from lokos_tui.ui.table.memory_source import list_source
from lokos_tui.ui.table.messages import CursorMoved, RowActivated
from lokos_tui.ui.table.table import PagedTable
from screens.loads.draft import packed, restored
from screens.loads.files import free_name

_TONES: dict[str, Kind] = {"x": "refused", "!": "warn", "+": "ok", ">": "warn"}
_OTHER = ("", 0)


class CheckScreen(DraftScreen[None]):
    """What a file would do, row by row; A applies it."""

    ROUTE = "load_check"
    ACTIONS = (
        Action("check.look", "enter", "look", "The whole row: cells, faults, before and after.", priority=1),
        Action("check.correct", "f", "correct", "Put the value right, once for all its rows.", priority=2),
        Action("check.leave-out", "o", "leave out", "Leave the row out, or take it in again.", priority=3),
        Action("check.outcome", "tab", "next outcome", "Faults, moves, new links, same, all.", priority=4),
        Action("check.apply", "A", "apply", "Load the whole file, when no row has a fault.", priority=5),
        Action("check.good", "L", "load the good rows", "Load what is good; the rest comes back.", priority=6),
        Action("check.faults", "w", "faults to a workbook", "Your rows with a reason in each cell.", priority=7),
        Action("check.fill", "d", "fill down", "Take a blank GP or village from above, or not.", show=False),
        Action("check.heading", "h", "headings", "Take a proposed meaning of a heading.", show=False),
    )

    def __init__(self, kind: str, path: Path | str) -> None:
        super().__init__()
        self.kind = kind
        self.path = Path(path)
        self.group = ALL
        self.job: Load
        self.ready = False
        self.busy = ""

    def compose_body(self) -> ComposeResult:
        """Compose counts, progress and the lines."""
        yield TextLine(id="counts")
        yield ProgressLine(id="progress")
        yield PagedTable[Line](
            (
                TableColumn("sign", "", 1, tone=_TONES.get),
                TableColumn("row", "Row", 5, align="right"),
                TableColumn("address", "Cell", 6, 2),
                TableColumn("value", "Value", 16, 1),
                TableColumn("words", "What", 30, flexible=True),
            ),
            cells=lambda row: (row.sign, str(row.row), row.address, row.value, row.words),
            row_id=lambda row: row.number,
            empty="No such rows.",
            markable=False,
        )
        whole = MessageLine(id="whole")
        whole.styles.height = 2
        yield whole

    def on_mount(self) -> None:
        """Read the file in the background; the screen stays alive."""
        ctx = context_of(self)
        if self.resuming:  # a draft names a file of the inbox and no other
            self.path = ctx.settings.inbox / self.path.name
        self.set_title(ctx.actor.block_name, f"{self.path.name}, step 2 of 3")
        self._begin()

    def _begin(self) -> None:
        self.job = Load(context_of(self), self.kind, self.path, self.path.name)
        self.set_status("Reading; nothing is written yet.")
        self._work("reading", self._read)

    def action_refresh(self) -> None:
        """Read a file again that could not be read; one that was read keeps what was chosen for it."""
        if not self.ready and not self.busy:
            self.show_state(None)
            self._begin()

    # Work in a thread

    def _read(self) -> None:
        bar = self.query_one(ProgressLine)
        self.job.read(bar.report, bar.cancelled.is_set)
        bar.report("checking")
        self._unless_stopped()
        self.job.check()
        self._unless_stopped()

    def _unless_stopped(self) -> None:
        if self.query_one(ProgressLine).cancelled.is_set():
            raise Cancelled

    def _work(self, what: str, work: object) -> None:
        """Run a step that plans anew, then show the plan."""
        self.busy = what
        self.show_keys()
        self.query_one(ProgressLine).display = True
        self.query_one(ProgressLine).start(what)
        self.run_read(work, lambda _: self._planned(), group="work", on_error=self._stopped)  # type: ignore[arg-type]

    def _rest(self) -> None:
        self.busy = ""
        self.query_one(ProgressLine).display = False
        self.query_one(PagedTable).focus()
        self.show_keys()

    def _stopped(self, error: LokosError) -> None:
        self._rest()
        if self.ready:
            self.say(str(error), "refused")
        else:
            self.refuse(f"{error} The file was not read.", again=True)

    def _planned(self) -> None:
        first = not self.ready
        self.ready = True
        self._rest()
        if first:
            self.group = groups(self.job)[0][0]
        self._show_plan()
        if first and self.resuming:
            self.draft_ready()
        elif first and self.job.known_batch:
            self.say(f"{self.job.known_batch} Loading it again changes nothing.", "warn")
        elif first and self.job.table.header.proposals:
            mine, key, _ = self.job.table.header.proposals[0]
            self.say(f"The heading '{mine}' is not known. Does it mean {key}? h takes it.", "warn")

    def _show_plan(self) -> None:
        self.touch_draft()
        plan, found = self.job.plan, groups(self.job)
        if self.group not in {name for name, _, _ in found}:
            self.group = found[0][0]
        new = plan.counts().get("new_users", 0)
        parts = [f"new accounts {grouped(new)}"] if new else []
        parts += [f"{words} {grouped(count)}" for name, words, count in found if name != ALL]
        self.query_one("#counts", TextLine).show("  ".join(parts) or "nothing to do")
        words = next(words for name, words, _ in found if name == self.group)
        blank = f", {plan.blank_rows} blank" if plan.blank_rows else ""
        warnings = f"   ! {plan.warnings[0]}" if plan.warnings else ""
        rows = len(self.job.table.rows)
        self.set_status(f"{self.job.table.sheet}: {counted(rows, 'row')}{blank}   showing: {words}{warnings}")
        shown = lines(self.job, self.group)
        self.query_one(PagedTable).show_source(list_source(shown, lambda row: (row.number, row.number)))
        self.show_keys()

    # What can be done

    def why_not(self, action_id: str) -> str | None:
        """Most keys wait for the plan; applying waits for a file without faults."""
        reason = super().why_not(action_id)
        if reason is not None or not action_id.startswith("check."):
            return reason
        if self.busy:
            return f"It is still {self.busy}. C stops it."
        return self._why_not_now(action_id) if self.ready else None

    def _why_not_now(self, action_id: str) -> str | None:
        bad, writes = len(self.job.bad_rows), self.job.will_write
        if action_id in ("check.apply", "check.good") and not writes:
            return "Nothing in this file is new; there is nothing to load."
        if action_id == "check.apply" and bad:
            rows = counted(bad, "row has a fault", "rows have faults")
            return f"{rows}: f corrects, o leaves out, L loads the good rows only."
        if action_id == "check.good" and not bad:
            return "No row has a fault: A loads the whole file."
        if action_id == "check.faults" and not bad:
            return "No row has a fault."
        if action_id == "check.heading" and not self.job.table.header.proposals:
            return "Every heading is known."
        return None

    def unsaved(self) -> str | None:
        """Corrections are lost when the check is left."""
        if self.ready and (self.job.choices.corrections or self.job.choices.left_out):
            return "Your corrections and the rows left out are not loaded yet; the file is as it was."
        return None

    # Its draft

    def draft_params(self) -> dict[str, Param]:
        """Open the same file of the inbox."""
        return {"kind": self.kind, "path": self.path.name}

    def draft_doing(self) -> str:
        """Name the file."""
        return f"correcting {self.path.name}"

    def draft_values(self) -> Mapping[str, str]:
        """Return what was chosen for the file."""
        return packed(self.job.choices, self.job.table.sha256)

    def fill_draft(self, draft: Draft) -> str | None:
        """Take the choices back and check the file with them."""
        self.job.choices, another = restored(draft.values, self.job.table.sha256)
        self._work("checking", self._again)
        return "the file is another one since, so what was chosen for single rows is left out" if another else None

    @property
    def _line(self) -> Line | None:
        line: Line | None = self.query_one(PagedTable).current
        return line

    @on(CursorMoved)
    def _read_whole(self, event: CursorMoved) -> None:
        """Show the sentence of the row under the cursor uncut: a column has room for half of it."""
        line: Line = event.row
        value = f"{line.value}: " if line.value and line.fault else ""
        kind: Kind = "refused" if line.sign == "x" else "warn" if line.sign == "!" else "ok"
        self.query_one("#whole", MessageLine).tell(f"row {line.row}  {line.address}  {value}{line.words}", kind)

    def action_look(self) -> None:
        """Look at the row under the cursor."""
        self.query_one(PagedTable).action_open()

    @on(RowActivated)
    def _look(self, event: RowActivated) -> None:
        self.app.push_screen(TextScreen(f"Row {event.row.row}", look(self.job, event.row)))

    def action_outcome(self) -> None:
        """Show the next group of rows."""
        names = [name for name, _, _ in groups(self.job)]
        self.group = names[(names.index(self.group) + 1) % len(names)]
        self._show_plan()

    def action_leave_out(self) -> None:
        """Leave the row out, or take it in again."""
        line = self._line
        if line is None:
            return
        left = self.job.choices.left_out ^ {line.row}
        verb = "left out" if line.row in left else "taken in again"
        self._work("checking", lambda: self.job.leave_out(left))
        self.say(f"Row {line.row} is {verb}. o turns it round.")

    def action_fill(self) -> None:
        """Fill blank GP and village cells from above, or no longer."""
        choices = self.job.choices
        choices.fill_down = not choices.fill_down
        self._work("checking", self._again)
        filled = "are taken from the row above" if choices.fill_down else "stay blank"
        self.say(f"Blank GP and village cells {filled}.")

    def action_heading(self) -> None:
        """Take a proposed meaning of a heading."""
        options = [((mine, key), f"{mine} means {key}") for mine, key, _ in self.job.table.header.proposals]
        self.app.push_screen(PickScreen("Headings that are not known", options), self._take_heading)

    def _take_heading(self, choice: tuple[str, str] | None) -> None:
        if choice is not None:
            self.job.choices.headings = {**self.job.choices.headings, choice[0]: choice[1]}
            self._work("checking", self._again)

    def _again(self) -> None:
        self.job.lay_out()
        self.job.check()

    # Correcting

    def action_correct(self) -> None:
        """Choose the right value for the one under the cursor."""
        line = self._line
        if line is None or line.fault is None or not line.fault.value:
            self.say("There is no value to correct on this line. Enter looks at the row, o leaves it out.", "refused")
            return
        fault = line.fault
        count = next(
            (
                g.count
                for g in repeated_faults(self.job.plan)
                if (g.key, g.value, g.code) == (fault.key, fault.value, fault.code)
            ),
            1,
        )
        options: list[tuple[tuple[str, int], str]] = []
        for value in fault.proposals:
            if count > 1:
                options.append(((value, 0), f"{value}   in all {count} rows"))
            options.append(((value, fault.row), f"{value}   in row {fault.row} only"))
        options.append((_OTHER, "type another value"))
        self.app.push_screen(
            PickScreen(f"{fault.value}: {fault.sentence}", options), lambda choice: self._chosen(line, count, choice)
        )

    def _chosen(self, line: Line, count: int, choice: tuple[str, int] | None) -> None:
        if choice is None or line.fault is None:
            return
        if choice != _OTHER:
            self._correct(line, choice[0], choice[1])
            return
        everywhere = f" in all {count} rows" if count > 1 else ""
        question = ReasonScreen(
            f"What should stand instead of {line.fault.value}{everywhere}?", heading="Right value", least=1
        )
        self.app.push_screen(question, lambda value: None if value is None else self._correct(line, value, 0))

    def _correct(self, line: Line, value: str, row: int) -> None:
        fault = line.fault
        if fault is None:
            return
        self._work("checking", lambda: self.job.correct(fault.key, fault.value, value, row))
        self.say(f"{fault.value} is read as {value}{f' in row {row}' if row else ''}. The file itself is as it was.")

    def action_faults(self) -> None:
        """Write the faulty rows back as a workbook."""
        target = free_name(context_of(self).settings.exports, f"{self.path.stem}-faults", ".xlsx")
        self.run_read(
            lambda: self.job.write_failed(target),
            lambda count: self.say(f"{counted(count, 'row')} with the reason in each faulty cell: {target}"),
            group="faults",
        )

    # Applying

    def action_apply(self) -> None:
        """Ask, then load the whole file."""
        self._ask(good_rows_only=False)

    def action_good(self) -> None:
        """Ask, then load the good rows."""
        self._ask(good_rows_only=True)

    def _ask(self, *, good_rows_only: bool) -> None:
        parts = [f"{words} {grouped(count)}" for name, words, count in groups(self.job) if name not in (ALL, FAULTS)]
        new = self.job.plan.counts().get("new_users", 0)
        accounts = f", new accounts {grouped(new)}" if new else ""
        rest = (
            f" {counted(len(self.job.bad_rows), 'row with a fault is', 'rows with faults are')} not loaded"
            f" and come{'s' if len(self.job.bad_rows) == 1 else ''} back as a workbook."
            if good_rows_only
            else ""
        )
        sentence = (
            f"{self.path.name} is loaded into {context_of(self).actor.block_name}: {', '.join(parts)}{accounts}.{rest}"
        )
        self.app.push_screen(
            ConfirmScreen(sentence, label="load it", heading="Step 3 of 3: apply"),
            lambda yes: self._apply(good_rows_only=good_rows_only) if yes else None,
        )

    def _apply(self, *, good_rows_only: bool) -> None:
        bar = self.query_one(ProgressLine)
        self.busy = "writing"
        bar.display = True
        bar.start("writing")
        self.show_keys()
        self.run_read(
            lambda: self.job.apply(good_rows_only=good_rows_only, told=bar.report, asked=bar.cancelled.is_set),
            self._applied,
            group="work",
            on_error=self._stopped,
        )

    def _applied(self, result: Loaded) -> None:
        self._rest()
        if result.batch_id == 0:
            self.say(result.sentence, "warn")
            if result.changed:
                told = [f"row {row.row}  {row.reason}" for row in result.changed]
                self.app.push_screen(TextScreen("Changed since the preview; nothing was loaded", told))
                self._work("checking", self.job.check)
            return
        self.draft_done()
        self.run_read(lambda: self._write_papers(result), lambda told: self._show_result(result, told), group="papers")

    def _write_papers(self, result: Loaded) -> list[str]:
        """Write slips and failed rows; returns sentences that say where they are."""
        settings, told = context_of(self).settings, []
        if result.users:
            slips = free_name(settings.exports, f"credentials-load-{result.batch_id}", ".txt")
            ctx = context_of(self)
            write_slips(slips, result.users, ctx.actor.block_name, bundle_keys(ctx, result.users))
            told.append(f"First passwords ({len(result.users)} new), to hand over and destroy: {slips}")
        changed = {row.row: row.reason for row in result.changed}
        if self.job.bad_rows or changed:
            failed = free_name(settings.exports, f"{self.path.stem}-failed", ".xlsx")
            count = self.job.write_failed(failed, changed)
            told.append(
                f"{counted(count, 'row that was', 'rows that were')} not loaded, with the reason in each cell: {failed}"
            )
        return told

    def _show_result(self, result: Loaded, told: list[str]) -> None:
        counts = "  ".join(
            f"{name.replace('_', ' ')} {grouped(count)}" for name, count in result.counts.items() if count
        )
        self.app.pop_screen()
        go(self, "batch", batch_id=result.batch_id)
        self.app.push_screen(TextScreen(f"Load {result.batch_id} is done", [counts, *told]))
