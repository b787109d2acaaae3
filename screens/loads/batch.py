"""One load: what became of its rows, and taking the whole of it back."""

from __future__ import annotations

from textual.app import ComposeResult

from lokos_tui.commands.loads import UndoBatch, Undone, UndoneItem
from lokos_tui.domain.accounts.permissions import Permission
from lokos_tui.domain.dates import time_of
from lokos_tui.domain.loads.mapping import BatchState
from lokos_tui.domain.loads.outcomes import count_words
from lokos_tui.domain.message import _, joined, pgettext
from lokos_tui.domain.paging import Page, PageRequest
from lokos_tui.queries.loads.batches import BatchLine, BatchRow, batch, batch_lines
from lokos_tui.queries.loads.fields import LINE
from lokos_tui.ui.frame.actions import Action
from lokos_tui.ui.frame.base import BaseScreen
from lokos_tui.ui.frame.confirm import ReasonScreen, TextScreen
from lokos_tui.ui.frame.lines import Line as TextLine
from lokos_tui.ui.frame.session import context_of
from lokos_tui.ui.table.fields import cells_of, columns_of
from lokos_tui.ui.table.table import PagedTable

_SAID_ON_THE_LINE = 2
"""So many sentences of who has what again stand on the message line; more are shown as a text."""


class BatchScreen(BaseScreen[None]):
    """A load's rows; U takes it back."""

    OPENS_ROWS = False
    ACTIONS = (
        Action(
            "batch.undo",
            "U",
            pgettext("key", "take the load back"),
            _("Reverse everything nobody changed since."),
            Permission.LINKS_IMPORT,
            priority=2,
        ),
    )

    def __init__(self, batch_id: int) -> None:
        super().__init__()
        self.batch_id = batch_id
        self.row: BatchRow | None = None

    def compose_body(self) -> ComposeResult:
        """Compose the rows."""
        yield TextLine(id="counts")
        yield PagedTable[BatchLine](
            columns_of(LINE),
            fetch=self._page,
            cells=cells_of(LINE),
            row_id=lambda line: line,
            empty=_("This load has no rows. Esc goes back."),
            markable=False,
        )

    def on_mount(self) -> None:
        """Say which load this is."""
        self.set_title(context_of(self).actor.block_name, _("Load {number}", number=self.batch_id))
        self.action_refresh()

    def action_refresh(self) -> None:
        """Read the load and its rows again."""
        super().action_refresh()
        ctx = context_of(self)
        self.run_read(
            lambda: ctx.read(batch, ctx.actor.area.scope, self.batch_id), self._show, on_error=self.show_refusal
        )

    def why_not(self, action_id: str) -> str | None:
        """A load is taken back once."""
        reason = super().why_not(action_id)
        if (
            reason is None
            and action_id == "batch.undo"
            and self.row is not None
            and self.row.state != BatchState.APPLIED
        ):
            return _("It was taken back already, by {user_id}.", user_id=self.row.undone_by)
        return reason

    def _page(self, request: PageRequest) -> Page[BatchLine]:
        ctx = context_of(self)
        return ctx.read(batch_lines, ctx.actor.area.scope, self.batch_id, request)

    def _show(self, row: BatchRow) -> None:
        self.row = row
        self.show_state(None)
        undone = ""
        if row.undone_at:
            undone = _("taken back by {user_id} on {time}", user_id=row.undone_by, time=time_of(row.undone_at))
        self.set_status(f"{row.file_name}  {time_of(row.at)}  {row.by_user}")
        self.query_one("#counts", TextLine).show(joined("   ", (count_words(row.counts, "  "), undone)))
        self.show_keys()

    def action_undo(self) -> None:
        """Ask why, then take the load back."""
        if self.row is None:
            return
        sentence = _(
            "Load {number} ({file}) is taken back: its links end, links it moved return, accounts nobody used go. "
            "What somebody changed since stays and is named.",
            number=self.batch_id,
            file=self.row.file_name,
        )
        self.app.push_screen(ReasonScreen(sentence, heading=_("Take the load back")), self._undo)

    def _undo(self, why: str | None) -> None:
        if why is None:
            self.say(_("Nothing was taken back."))
            return
        ctx = context_of(self)
        command = UndoBatch(block_code=ctx.actor.area.scope, batch_id=self.batch_id, why=why)
        self.say(_("Taking it back ..."))
        self.run_read(lambda: ctx.send(command), self._undone, group="undo")

    def _undone(self, result: Undone) -> None:
        self.action_refresh()
        counts = _(
            "Taken back: {back}; kept: {kept}; could not: {failed}.",
            back=len(result.reversed),
            kept=len(result.kept),
            failed=len(result.failed),
        )
        self.say(joined(" ", (counts, *result.again)), "warn" if result.kept or result.failed else "ok")
        if not result.kept and not result.failed and len(result.again) < _SAID_ON_THE_LINE:
            return
        lines: list[str] = [
            _("Reversed: {number}", number=len(result.reversed)),
            *(joined("", ("  ", one)) for one in result.again),
            "",
            _("Kept, because somebody changed it since: {number}", number=len(result.kept)),
        ]
        lines += [_item(item) for item in result.kept]
        lines += ["", _("Could not be taken back: {number}", number=len(result.failed))]
        lines += [_item(item) for item in result.failed]
        self.app.push_screen(TextScreen(_("What was taken back"), lines))


def _item(item: UndoneItem) -> str:
    return joined("", ("  ", _("row {row}", row=item.row), "  ", item.what, ": ", item.reason))
