"""Steps 2 and 3 of a load: check and correct on one screen, then apply. Nothing is written before that."""

from __future__ import annotations

from pathlib import Path

from textual import on
from textual.app import ComposeResult

from lokos_tui.domain.message import _, pgettext
from lokos_tui.files.loads.lines import ALL, LINE, Line, groups, lines, look
from lokos_tui.ui.frame.actions import Action
from lokos_tui.ui.frame.confirm import TextScreen
from lokos_tui.ui.frame.lines import Line as TextLine
from lokos_tui.ui.frame.lines import MessageLine
from lokos_tui.ui.frame.progress import ProgressLine
from lokos_tui.ui.frame.session import context_of
from lokos_tui.ui.table.fields import cells_of, columns_of
from lokos_tui.ui.table.memory_source import list_source
from lokos_tui.ui.table.messages import CursorMoved, RowActivated
from lokos_tui.ui.table.table import PagedTable
from screens.loads import check_text as words
from screens.loads.applying import Applying
from screens.loads.correcting import Correcting


class CheckScreen(Correcting, Applying):
    """What a file would do, row by row; A applies it."""

    ACTIONS = (
        Action(
            "check.look",
            "enter",
            pgettext("key", "look"),
            _("The whole row: cells, faults, before and after."),
            priority=1,
        ),
        Action(
            "check.correct",
            "e",
            pgettext("key", "correct"),
            _("Put the value right, once for all its rows."),
            priority=2,
        ),
        Action(
            "check.answer",
            "y",
            pgettext("key", "answer"),
            _("Answer what the sheet leaves open, once for all its rows."),
            priority=3,
        ),
        Action(
            "check.leave-out",
            "o",
            pgettext("key", "leave out"),
            _("Leave the row out, or take it in again."),
            priority=3,
        ),
        Action(
            "check.outcome",
            "tab",
            pgettext("key", "next outcome"),
            _("Faults, moves, new links, same, all."),
            priority=4,
        ),
        Action(
            "check.apply", "A", pgettext("key", "apply"), _("Load the whole file, when no row has a fault."), priority=5
        ),
        Action(
            "check.good",
            "L",
            pgettext("key", "load the good rows"),
            _("Load what is good; the rest comes back."),
            priority=6,
        ),
        Action(
            "check.faults",
            "w",
            pgettext("key", "faults to a workbook"),
            _("Your rows with a reason in each cell."),
            priority=7,
        ),
        Action(
            "check.fill",
            "d",
            pgettext("key", "fill down"),
            _("Take a blank GP or village from above, or not."),
            show=False,
        ),
        Action(
            "check.heading", "h", pgettext("key", "headings"), _("Take a proposed meaning of a heading."), show=False
        ),
    )

    def __init__(self, kind: str, path: Path | str) -> None:
        super().__init__(kind, path)
        self.group = ALL

    def compose_body(self) -> ComposeResult:
        """Compose counts, progress and the lines."""
        yield TextLine(id="counts")
        yield ProgressLine(id="progress")
        yield PagedTable[Line](
            columns_of(LINE),
            cells=cells_of(LINE),
            row_id=lambda row: row.number,
            empty=_("No such rows. Tab shows the next outcome."),
            markable=False,
            below=False,
        )
        whole = MessageLine(id="whole")
        whole.styles.height = 3
        yield whole

    def on_mount(self) -> None:
        """Read the file in the background; the screen stays alive."""
        ctx = context_of(self)
        if self.resuming:  # a draft names a file of the inbox and no other
            self.path = ctx.settings.inbox / self.path.name
        self.set_title(ctx.actor.block_name, _("{file}, step 2 of 3", file=self.path.name))
        self.begin()

    def show_plan(self, *, first: bool = False) -> None:
        """Show counts and lines of the plan; the first one begins with its faults and is told what is odd."""
        if first:
            self.group = groups(self.job)[0][0]
        self._show_group()
        if first and self.resuming:
            self.draft_ready()
        elif first and (word := words.first_word(self.job)):
            self.say(word, "warn")

    def _show_group(self) -> None:
        self.touch_draft()
        found = groups(self.job)
        if self.group not in {name for name, _, _ in found}:
            self.group = found[0][0]
        self.query_one("#counts", TextLine).show(words.counts_line(self.job))
        self.set_status(words.status_line(self.job, self.group))
        shown = lines(self.job, self.group)
        self.query_one(PagedTable).show_source(list_source(shown, lambda row: (row.number, row.number)))
        self.show_keys()

    def why_not(self, action_id: str) -> str | None:
        """Most keys wait for the plan; applying waits for a file without faults."""
        reason = super().why_not(action_id)
        if reason is not None or not action_id.startswith("check."):
            return reason
        if self.busy:
            return _("It is still {work}. C stops it.", work=self.busy)
        return words.why_not_now(self.job, action_id) if self.ready else None

    # Looking

    @on(CursorMoved)
    def _read_whole(self, event: CursorMoved) -> None:
        """Show the sentence of the row under the cursor uncut: a column has room for half of it."""
        self.query_one("#whole", MessageLine).tell(*words.whole_line(event.row))

    def action_look(self) -> None:
        """Look at the row under the cursor."""
        self.query_one(PagedTable).action_open()

    @on(RowActivated)
    def _look(self, event: RowActivated) -> None:
        self.app.push_screen(TextScreen(_("Row {row}", row=event.row.own), look(self.job, event.row)))

    def action_outcome(self) -> None:
        """Show the next group of rows."""
        names = [name for name, _, _ in groups(self.job)]
        self.group = names[(names.index(self.group) + 1) % len(names)]
        self._show_group()
