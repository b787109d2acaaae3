"""Rejected, with the bookkeepers: what went back, whose work it was, and why."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult

from lokos_tui.domain.accounts.permissions import Permission
from lokos_tui.domain.dates import time_of
from lokos_tui.domain.message import _, joined, pgettext
from lokos_tui.domain.paging import Page, PageRequest
from lokos_tui.queries.verification.fields import RETURNED_ON_SCREEN
from lokos_tui.queries.verification.returned import SORTS, ReturnedRow, may_see_returned, returned_page
from lokos_tui.ui.filter.bar import FILTER_ACTION, FilterBar
from lokos_tui.ui.filter.filtered import Filtered
from lokos_tui.ui.frame.actions import Action
from lokos_tui.ui.frame.confirm import TextScreen
from lokos_tui.ui.frame.session import context_of, go
from lokos_tui.ui.table.fields import cells_of, columns_of
from lokos_tui.ui.table.messages import RowActivated
from lokos_tui.ui.table.table import PagedTable

_MAY = Permission.PROFILES_VERIFY


def remark_lines(row: ReturnedRow) -> tuple[str, ...]:
    """Return everything that is told of a rejection, a remark a line."""
    code = row.code or "-"
    of = (
        _("Member of {group}, code {code}", group=row.group, code=code)
        if row.group
        else _("{kind}, code {code}", kind=row.kind, code=code)
    )
    when = (
        _("Rejected on {at} by {user_id}.", at=time_of(row.at), user_id=row.decided_by)
        if row.at
        else _("Rejected in the older MIS.")
    )
    made = _("Revision {revision}, made by {user_id}.", revision=row.revision, user_id=row.made_by)
    remarks = [joined("", ("- ", one.said)) for one in row.remarks] or [_("No remark is known.")]
    return (of, when, *([made] if row.made_by else []), "", *remarks)


class ReturnedScreen(Filtered[None]):
    """What went back longest ago stands first; Enter shows the remarks whole."""

    ACTIONS: ClassVar[tuple[Action, ...]] = (
        Action("returned.open", "enter", pgettext("key", "remarks"), _("Why it went back."), priority=1),
        Action("returned.review", "v", pgettext("key", "profile"), _("Its profile and members."), _MAY, priority=5),
        Action("returned.history", "i", pgettext("key", "history"), _("Who did what when."), _MAY, priority=6),
        FILTER_ACTION,
    )

    def __init__(self) -> None:
        super().__init__()
        self.search = ""

    def compose_body(self) -> ComposeResult:
        """Compose filter and list."""
        yield FilterBar()
        yield PagedTable[ReturnedRow](
            columns_of(RETURNED_ON_SCREEN),
            cells=cells_of(RETURNED_ON_SCREEN),
            row_id=lambda row: row.key,
            sorts=SORTS,
            empty=_("Nothing is with the bookkeepers to be corrected. r reads again; / changes the search."),
            markable=False,
        )

    def on_mount(self) -> None:
        """Say where this is and read the list, or say why not."""
        ctx = context_of(self)
        self.set_title(ctx.actor.block_name, _("Rejected, with the bookkeepers"))
        if not may_see_returned(ctx.actor):
            self.refuse(_("Only a Block Program Manager, bookkeepers and approvers see what went back."))
            return
        self._show()
        self.query_one(PagedTable).focus()

    def _show(self) -> None:
        first = _("What went back longest ago stands first.")
        self.set_status(joined("   ", (first, f"/{self.search}" if self.search else "")))
        self.query_one(PagedTable).show_source(self._page)

    def _page(self, request: PageRequest) -> Page[ReturnedRow]:
        ctx = context_of(self)
        return ctx.read(returned_page, ctx.actor.area.scope, self.search, request)

    def on_screen_resume(self) -> None:
        """Something may have been decided on the screen that was in front."""
        if self.query_one(PagedTable).window.rows:
            self.action_refresh()

    @property
    def _row(self) -> ReturnedRow | None:
        row: ReturnedRow | None = self.query_one(PagedTable).current
        return row

    def why_not(self, action_id: str) -> str | None:
        """Every act but the filter asks for a row."""
        reason = super().why_not(action_id)
        if reason is None and action_id.startswith("returned.") and self.is_mounted and self._row is None:
            return _("Nothing stands under the cursor.")
        return reason

    def action_open(self) -> None:
        """Show the remarks of the record under the cursor."""
        self.query_one(PagedTable).action_open()

    @on(RowActivated)
    def _open(self, event: RowActivated) -> None:
        row: ReturnedRow = event.row
        self.app.push_screen(TextScreen(row.name, remark_lines(row)))

    def action_review(self) -> None:
        """Open the group of the record under the cursor."""
        if self._row is not None:
            go(self, "review", cbo_id=self._row.cbo_id)

    def action_history(self) -> None:
        """Show who did what to the record under the cursor."""
        row = self._row
        if row is not None:
            go(self, "history", kind=row.record_kind, record_id=row.id, name=row.name)

    @on(FilterBar.Changed)
    def _filter_changed(self, event: FilterBar.Changed) -> None:
        self.search = event.words.free
        self._show()
