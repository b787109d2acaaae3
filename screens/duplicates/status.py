"""Deduplication Status: what was found in the block, the worst first."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult

from lokos_tui.domain.accounts.permissions import Permission
from lokos_tui.domain.dates import grouped, time_of
from lokos_tui.domain.message import _, joined, ngettext, pgettext
from lokos_tui.domain.paging import Page, PageRequest
from lokos_tui.queries.duplicates.fields import CHOICES, FINDING_ON_SCREEN
from lokos_tui.queries.duplicates.findings import DuplicateCounts, FindingLine, duplicate_counts, finding_page
from lokos_tui.ui.frame.actions import Action
from lokos_tui.ui.frame.base import READING, BaseScreen
from lokos_tui.ui.frame.confirm import PickScreen
from lokos_tui.ui.frame.lines import Line as TextLine
from lokos_tui.ui.frame.session import context_of, go
from lokos_tui.ui.table.fields import cells_of, columns_of
from lokos_tui.ui.table.messages import RowActivated
from lokos_tui.ui.table.table import PagedTable
from screens.shared.duplicate_check import ChecksDuplicates


class StatusScreen(ChecksDuplicates, BaseScreen[None]):
    """The findings; Enter explains one, D checks what arrived."""

    ACTIONS = (
        Action(
            "duplicates.open", "enter", pgettext("key", "explain"), _("Both records side by side, and why."), priority=1
        ),
        Action(
            "duplicates.check",
            "D",
            pgettext("key", "refresh duplicates"),
            _("Check what arrived since the last check."),
            Permission.DUPLICATES_REFRESH,
            priority=2,
        ),
        Action("duplicates.which", "w", pgettext("key", "which"), _("All, or one kind of finding."), priority=3),
        Action(
            "duplicates.generic",
            "n",
            pgettext("key", "numbers"),
            _("Numbers that too many hold."),
            priority=4,
            alone=True,
        ),
        Action(
            "duplicates.groups",
            "b",
            pgettext("key", "by SHG"),
            _("How many members of each SHG are duplicates."),
            priority=5,
            alone=True,
        ),
    )

    def __init__(self, found: str = "") -> None:
        super().__init__()
        self.found = found

    def compose_body(self) -> ComposeResult:
        """Compose the counts and the list."""
        yield TextLine(id="counts")
        yield PagedTable[FindingLine](
            columns_of(FINDING_ON_SCREEN),
            fetch=self._page,
            cells=cells_of(FINDING_ON_SCREEN),
            row_id=lambda row: row.number,
            empty=_("Nothing was found here. D checks what arrived since the last check."),
            markable=False,
        )

    def on_mount(self) -> None:
        """Count and say where this is."""
        self.set_title(context_of(self).actor.block_name, _("Deduplication Status"))
        self.set_status(READING)
        self._count()

    def on_screen_resume(self) -> None:
        """Something may have been decided."""
        self.action_refresh()

    def action_refresh(self) -> None:
        """Read the list and the counts again."""
        super().action_refresh()
        self._count()

    def _count(self) -> None:
        ctx = context_of(self)
        self.run_read(lambda: ctx.read(duplicate_counts, ctx.actor.area.scope), self._show, group="counts")

    def _show(self, counts: DuplicateCounts) -> None:
        self.query_one("#counts", TextLine).show(
            joined(
                "   ",
                (
                    _("{n} confirmed", n=grouped(counts.confirmed)),
                    _("{n} potential", n=grouped(counts.potential)),
                    _("{n} decided", n=grouped(counts.decided)),
                    _("{n} shared", n=grouped(counts.shared)),
                    ngettext("{n} number", "{n} numbers", counts.generic),
                ),
            )
        )
        checked = _("checked {at}", at=time_of(counts.checked_at)) if counts.checked_at else _("never checked")
        stale = (
            ngettext("{n} record arrived since: press D", "{n} records arrived since: press D", counts.stale)
            if counts.stale
            else _("up to date")
        )
        self.set_status(joined("   ", (_("Showing {found}", found=CHOICES[self.found]), checked, stale)))

    def _page(self, request: PageRequest) -> Page[FindingLine]:
        ctx = context_of(self)
        return ctx.read(finding_page, ctx.actor.area.scope, self.found, request)

    def action_open(self) -> None:
        """Explain the finding under the cursor."""
        self.query_one(PagedTable).action_open()

    @on(RowActivated)
    def _open(self, event: RowActivated) -> None:
        go(self, "finding", number=event.row.number)

    def action_which(self) -> None:
        """Choose what is listed."""
        self.app.push_screen(PickScreen(_("Which findings"), list(CHOICES.items()), current=self.found), self._narrow)

    def _narrow(self, found: str | None) -> None:
        if found is not None:
            self.found = found
            self.action_refresh()

    def action_groups(self) -> None:
        """Show the results by SHG."""
        go(self, "duplicate_groups")

    def action_generic(self) -> None:
        """Show the numbers that too many hold."""
        go(self, "generic_numbers")
