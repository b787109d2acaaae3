"""What the first screens of all roles share: sections by key, drafts, signing out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult

from lokos_tui.domain.accounts.permissions import ABOVE_BLOCK
from lokos_tui.domain.dates import grouped
from lokos_tui.ui.form.draft_questions import choose_draft, offer_drafts
from lokos_tui.ui.frame.actions import Action
from lokos_tui.ui.frame.base import BaseScreen
from lokos_tui.ui.frame.session import context_of, drafts_of, go, navigator_of
from lokos_tui.ui.table.columns import TableColumn
from lokos_tui.ui.table.memory_source import list_source
from lokos_tui.ui.table.messages import RowActivated
from lokos_tui.ui.table.table import PagedTable


@dataclass(frozen=True, slots=True)
class Section:
    """A line of the first screen: its key, its words, how many, what stands out, and which action it is."""

    key: str
    label: str
    count: str
    remark: str
    action: str


class Home(BaseScreen[None]):
    """A first screen: subclasses give the sections, each of them an action of theirs."""

    ACTIONS: ClassVar[tuple[Action, ...]] = (
        Action("home.sign-out", "ctrl+q", "sign out", "End this session.", priority=95),
    )
    LABEL: ClassVar = 26
    """Cells of the sections' names."""
    OF_ONE_BLOCK: ClassVar[frozenset[str]] = frozenset({"home.load", "home.batches", "home.uploads", "home.duplicates"})
    """Actions that belong to one block and not to those above."""

    def compose_body(self) -> ComposeResult:
        """Compose the sections as a list."""
        yield PagedTable[Section](
            (
                TableColumn("label", "My task", self.LABEL),
                TableColumn("count", "", 8, align="right"),
                TableColumn("remark", "", 28, 1, flexible=True),
            ),
            cells=lambda row: (f"{row.key} {row.label}", row.count, row.remark),
            row_id=lambda row: row.key,
            empty="There is nothing for your role to do in this program; it works on the phone.",
            markable=False,
        )

    def on_mount(self) -> None:
        """Show the sections at once, and the counts when they are read."""
        self.set_title(context_of(self).actor.block_name, "My task")
        self.set_status("Reading ...")
        self.show_sections(self.sections())
        self.action_refresh()
        self.call_after_refresh(offer_drafts, self, navigator_of(self))

    def on_screen_resume(self) -> None:
        """Count again when one comes back."""
        self.action_refresh()

    def sections(self) -> tuple[Section, ...]:
        """Return the sections with the counts known so far; override this."""
        return ()

    def show_sections(self, sections: tuple[Section, ...]) -> None:
        """Show the sections that are permitted here, and the drafts."""
        rows = [row for row in (*sections, *self._drafts()) if self.why_not(row.action) is None]
        places = {row.key: place for place, row in enumerate(rows)}
        source = list_source(rows, lambda row: (places[row.key], places[row.key]))
        self.query_one(PagedTable).show_source(source, keep_place=True)

    def why_not(self, action_id: str) -> str | None:
        """What belongs to one block is not done from above."""
        reason = super().why_not(action_id)
        if reason is None and action_id in self.OF_ONE_BLOCK and context_of(self).actor.area.scope == ABOVE_BLOCK:
            return "This belongs to one block; sign in there."
        return reason

    def _drafts(self) -> tuple[Section, ...]:
        """Return the line of what was typed and not saved, none while there is nothing."""
        drafts = drafts_of(self)
        count = len(drafts.all(context_of(self).clock())) if drafts else 0
        action = self.action_of("home.drafts")
        if not count or action is None:
            return ()
        return (Section(action.key, "Not saved yet", grouped(count), "go on with it", "home.drafts"),)

    @on(RowActivated)
    async def _open(self, event: RowActivated) -> None:
        await self.action_perform(event.row.action)

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
