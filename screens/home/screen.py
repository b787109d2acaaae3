"""My task: what waits, with counts, and one key to each section."""

from __future__ import annotations

from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult

from lokos_tui.domain.dates import grouped, time_of
from lokos_tui.domain.permissions import ABOVE_BLOCK, Permission
from lokos_tui.queries.home import HomeCounts, home_counts
from lokos_tui.ui.actions import Action
from lokos_tui.ui.base import BaseScreen
from lokos_tui.ui.columns import TableColumn
from lokos_tui.ui.draft_questions import choose_draft, offer_drafts
from lokos_tui.ui.memory_source import list_source
from lokos_tui.ui.session import context_of, drafts_of, go, navigator_of
from lokos_tui.ui.table import PagedTable
from lokos_tui.ui.table_messages import RowActivated


@dataclass(frozen=True, slots=True)
class Section:
    """A line of the home screen: its digit, its words, how many, what stands out, and where it leads."""

    digit: int
    label: str
    count: str
    remark: str
    route: str
    permission: Permission | None


class HomeScreen(BaseScreen[None]):
    """The role's first screen."""

    ACTIONS = (
        Action("home.users", "1", "users", "The accounts of the block.", Permission.USERS_VIEW, show=False),
        Action("home.cbos", "2", "SHGs, VOs, CLFs", "Who keeps whose books.", Permission.CBOS_VIEW, show=False),
        Action("home.load", "3", "load", "Load a workbook from the inbox.", Permission.LINKS_IMPORT, show=False),
        Action("home.batches", "4", "loads", "What was loaded, and taking it back.", Permission.LINKS_VIEW, show=False),
        Action("home.audit", "5", "audit", "Who did what, when.", Permission.AUDIT_VIEW, show=False),
        Action("home.password", "6", "password", "Choose a new password.", Permission.OWN_PASSWORD, show=False),
        Action("home.drafts", "7", "drafts", "What you typed and did not save.", show=False),
        Action("home.uploads", "8", "profiles", "Profiles that arrived.", Permission.PROFILES_UPLOAD, show=False),
        Action("home.duplicates", "9", "duplicates", "Deduplication Status.", Permission.DUPLICATES_VIEW, show=False),
        Action("home.sign-out", "ctrl+q", "sign out", "End this session.", priority=95),
    )

    _known: HomeCounts | None = None
    """What was counted last; counted anew only when something was written since."""

    def compose_body(self) -> ComposeResult:
        """Compose the sections as a list."""
        yield PagedTable[Section](
            (
                TableColumn("label", "My task", 26),
                TableColumn("count", "", 8, align="right"),
                TableColumn("remark", "", 28, 1, flexible=True),
            ),
            cells=lambda row: (f"{row.digit} {row.label}", row.count, row.remark),
            row_id=lambda row: row.digit,
            empty="There is nothing for your role to do in this program; it works on the phone.",
            markable=False,
        )

    def on_mount(self) -> None:
        """Show the sections at once, and the counts when they are read."""
        actor = context_of(self).actor
        self.set_title(actor.block_name, "My task")
        self.set_status("Reading ...")
        self._show(None)
        self.action_refresh()
        self.call_after_refresh(offer_drafts, self, navigator_of(self))

    def on_screen_resume(self) -> None:
        """Count again when one comes back."""
        self.action_refresh()

    def action_refresh(self) -> None:
        """Count again."""
        ctx = context_of(self)
        if not ctx.actor.may(Permission.LINKS_VIEW) or ctx.actor.area.scope == ABOVE_BLOCK:
            self.set_status("Choose with a digit or Enter.")
            return
        known = self._known
        self.run_read(lambda: ctx.read(home_counts, ctx.actor.area.scope, known), self._show)

    def why_not(self, action_id: str) -> str | None:
        """Loads belong to one block."""
        reason = super().why_not(action_id)
        if (
            reason is None
            and action_id in ("home.load", "home.batches", "home.uploads", "home.duplicates")
            and context_of(self).actor.area.scope == ABOVE_BLOCK
        ):
            return "This belongs to one block; sign in there."
        return reason

    def _show(self, counts: HomeCounts | None) -> None:
        self._known = counts or self._known
        rows = [row for row in (*self._sections(counts), *self._drafts()) if self.why_not(f"home.{row.route}") is None]
        self.query_one(PagedTable).show_source(list_source(rows, lambda row: (row.digit, row.digit)))
        if counts is not None:
            last = counts.last_batch
            loaded = f"last load {time_of(last.at)} by {last.by_user}" if last else "nothing loaded yet"
            self.set_status(f"{grouped(counts.shgs - counts.shgs_linked)} SHGs without a bookkeeper   {loaded}")

    def _sections(self, counts: HomeCounts | None) -> tuple[Section, ...]:
        users = cbos = loads = over = inactive = ""
        if counts is not None:
            users, loads = grouped(counts.users), grouped(counts.batches)
            cbos = grouped(counts.shgs + counts.vos + counts.clfs)
            over = f"{counts.over_norm} keep more than the norm" if counts.over_norm else ""
            inactive = f"{grouped(counts.shgs_linked)} of {grouped(counts.shgs)} SHGs linked"
        may = Permission
        return (
            Section(1, "Users and their links", users, over, "users", may.USERS_VIEW),
            Section(2, "SHGs, VOs and CLFs", cbos, inactive, "cbos", may.CBOS_VIEW),
            Section(3, "Load a workbook (Excel)", "", "from the inbox", "load", may.LINKS_IMPORT),
            Section(4, "Loads made, and undo", loads, "", "batches", may.LINKS_VIEW),
            Section(5, "Audit trail", "", "who did what, when", "audit", may.AUDIT_VIEW),
            Section(6, "My password", "", "", "password", may.OWN_PASSWORD),
            Section(8, "Profiles that arrived", "", "", "uploads", may.PROFILES_UPLOAD),
            Section(9, "Deduplication Status", "", "", "duplicates", may.DUPLICATES_VIEW),
        )

    def _drafts(self) -> tuple[Section, ...]:
        """Return the line of what was typed and not saved, none while there is nothing."""
        drafts = drafts_of(self)
        count = len(drafts.all(context_of(self).clock())) if drafts else 0
        return (Section(7, "Not saved yet", grouped(count), "go on with it", "drafts", None),) if count else ()

    @on(RowActivated)
    async def _open(self, event: RowActivated) -> None:
        await self.action_perform(f"home.{event.row.route}")

    def action_users(self) -> None:
        """Open the accounts."""
        go(self, "users")

    def action_cbos(self) -> None:
        """Open the CBOs."""
        go(self, "cbos")

    def action_load(self) -> None:
        """Open the loader."""
        go(self, "load")

    def action_batches(self) -> None:
        """Open the list of loads."""
        go(self, "batches")

    def action_audit(self) -> None:
        """Open the audit trail."""
        go(self, "audit")

    def action_password(self) -> None:
        """Choose a new password."""
        go(self, "password")

    def action_uploads(self) -> None:
        """Open the profiles that arrived."""
        go(self, "uploads")

    def action_duplicates(self) -> None:
        """Open Deduplication Status."""
        go(self, "duplicates")

    def action_drafts(self) -> None:
        """Go on with something that was typed and not saved."""
        choose_draft(self, navigator_of(self))

    async def action_sign_out(self) -> None:
        """End the session."""
        await self.app.run_action("app.sign_out")

    def leave(self) -> None:
        """Home is the first step: leaving it is signing out, which has its own key."""
        self.say("This is the first screen. ^Q signs out.")
