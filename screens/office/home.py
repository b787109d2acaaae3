"""My task of every role but the block manager's: the sections with counts, and one key to each."""

from __future__ import annotations

from typing import ClassVar

from lokos_tui.domain.accounts.permissions import ABOVE_BLOCK, Permission
from lokos_tui.domain.dates import grouped, time_of
from lokos_tui.queries.office.home import HomeCounts, home_counts
from lokos_tui.ui.frame.actions import Action
from lokos_tui.ui.frame.session import context_of
from screens.office.home_base import Home, Section


class HomeScreen(Home):
    """The role's first screen."""

    ACTIONS: ClassVar[tuple[Action, ...]] = (
        Action("home.users", "1", "users", "The accounts of the block.", Permission.USERS_VIEW, show=False),
        Action("home.cbos", "2", "SHGs, VOs, CLFs", "Who keeps whose books.", Permission.CBOS_VIEW, show=False),
        Action("home.load", "3", "load", "Load a workbook from the inbox.", Permission.LINKS_IMPORT, show=False),
        Action("home.batches", "4", "loads", "What was loaded, and taking it back.", Permission.LINKS_VIEW, show=False),
        Action("home.audit", "5", "audit", "Who did what, when.", Permission.AUDIT_VIEW, show=False),
        Action("home.password", "6", "password", "Choose a new password.", Permission.OWN_PASSWORD, show=False),
        Action("home.drafts", "7", "drafts", "What you typed and did not save.", show=False),
        Action("home.uploads", "8", "profiles", "Profiles that arrived.", Permission.PROFILES_UPLOAD, show=False),
        Action("home.duplicates", "9", "duplicates", "Deduplication Status.", Permission.DUPLICATES_VIEW, show=False),
    )

    _known: HomeCounts | None = None
    """What was counted last; counted anew only when something was written since."""

    def action_refresh(self) -> None:
        """Count again."""
        ctx = context_of(self)
        if not ctx.actor.may(Permission.LINKS_VIEW) or ctx.actor.area.scope == ABOVE_BLOCK:
            self.set_status("Choose with a digit or Enter.")
            return
        known = self._known
        self.run_read(lambda: ctx.read(home_counts, ctx.actor.area.scope, ctx.policy, known), self._show)

    def _show(self, counts: HomeCounts) -> None:
        self._known = counts
        self.show_sections(self.sections())
        last = counts.last_batch
        loaded = f"last load {time_of(last.at)} by {last.by_user}" if last else "nothing loaded yet"
        self.set_status(f"{grouped(counts.shgs - counts.shgs_linked)} SHGs without a bookkeeper   {loaded}")

    def sections(self) -> tuple[Section, ...]:
        """Return the sections with their counts."""
        counts = self._known
        users = cbos = loads = over = inactive = ""
        if counts is not None:
            users, loads = grouped(counts.users), grouped(counts.batches)
            cbos = grouped(counts.shgs + counts.vos + counts.clfs)
            over = f"{counts.over_norm} keep more than the norm" if counts.over_norm else ""
            inactive = f"{grouped(counts.shgs_linked)} of {grouped(counts.shgs)} SHGs linked"
        return (
            Section("1", "Users and their links", users, over, "home.users"),
            Section("2", "SHGs, VOs and CLFs", cbos, inactive, "home.cbos"),
            Section("3", "Load a workbook (Excel)", "", "from the inbox", "home.load"),
            Section("4", "Loads made, and undo", loads, "", "home.batches"),
            Section("5", "Audit trail", "", "who did what, when", "home.audit"),
            Section("6", "My password", "", "", "home.password"),
            Section("8", "Profiles that arrived", "", "", "home.uploads"),
            Section("9", "Deduplication Status", "", "", "home.duplicates"),
        )
