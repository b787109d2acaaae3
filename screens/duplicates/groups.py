"""The results by SHG: how many of its members are duplicates, and each member number by number."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult

from lokos_tui.domain.message import _, pgettext
from lokos_tui.domain.paging import Page, PageRequest
from lokos_tui.queries.duplicates.fields import GROUP, MEMBER
from lokos_tui.queries.duplicates.results import GroupResult, MemberResult, group_results, member_results
from lokos_tui.ui.frame.actions import Action
from lokos_tui.ui.frame.base import BaseScreen
from lokos_tui.ui.frame.session import context_of, go
from lokos_tui.ui.table.fields import cells_of, columns_of, full_of
from lokos_tui.ui.table.messages import RowActivated
from lokos_tui.ui.table.table import PagedTable


class GroupsScreen(BaseScreen[None]):
    """SHGs with their counts; Enter shows the members."""

    ACTIONS = (
        Action("groups.open", "enter", pgettext("key", "members"), _("Each member, number by number."), priority=1),
    )

    def compose_body(self) -> ComposeResult:
        """Compose the list."""
        yield PagedTable[GroupResult](
            columns_of(GROUP),
            fetch=self._page,
            cells=cells_of(GROUP),
            full=full_of(GROUP),
            row_id=lambda row: row.id,
            empty=_("Nothing was compared yet. Esc goes back, where D checks what arrived."),
            markable=False,
        )

    def on_mount(self) -> None:
        """Say where this is."""
        self.set_title(context_of(self).actor.block_name, _("Deduplication Status"), _("SHGs"))
        self.set_status(_("Members that are confirmed or potential duplicates, by SHG."))

    def _page(self, request: PageRequest) -> Page[GroupResult]:
        ctx = context_of(self)
        return ctx.read(group_results, ctx.actor.area.scope, request)

    def action_open(self) -> None:
        """Show the members of the SHG under the cursor."""
        self.query_one(PagedTable).action_open()

    @on(RowActivated)
    def _open(self, event: RowActivated) -> None:
        go(self, "duplicate_members", shg_id=event.row.id, name=event.row.name)


class MembersScreen(BaseScreen[None]):
    """The members of one SHG with the result of each number, to read."""

    OPENS_ROWS = False

    def __init__(self, shg_id: int, name: str = "") -> None:
        super().__init__()
        self.shg_id = shg_id
        self.shg_name = name

    def compose_body(self) -> ComposeResult:
        """Compose the list."""
        yield PagedTable[MemberResult](
            columns_of(MEMBER),
            fetch=self._page,
            cells=cells_of(MEMBER),
            full=full_of(MEMBER),
            row_id=lambda row: row.id,
            empty=_("This SHG has no members. Esc goes back."),
            markable=False,
        )

    def on_mount(self) -> None:
        """Say where this is."""
        self.set_title(context_of(self).actor.block_name, _("Deduplication Status"), self.shg_name)
        self.set_status(_("- means that she has no such number. shared: two different women by name."))

    def _page(self, request: PageRequest) -> Page[MemberResult]:
        ctx = context_of(self)
        return ctx.read(member_results, ctx.actor.area.scope, self.shg_id, request)
