"""The unsaved work on one role's links: saved, taken back, kept as a draft."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from lokos_tui.commands.links import ChangeLinks, LinksChanged
from lokos_tui.domain.errors import Invalid, LokosError
from lokos_tui.domain.message import _, joined, pgettext
from lokos_tui.drafts import Param
from lokos_tui.queries.cbos.list import CboFilters, CboRow
from lokos_tui.queries.links.links import RoleInfo, linked_ids, not_linked_ids, role_info
from lokos_tui.ui.form.drafting import Draft, DraftScreen
from lokos_tui.ui.frame.confirm import ConfirmScreen, ReasonScreen, TextScreen
from lokos_tui.ui.frame.messages import Kind
from lokos_tui.ui.frame.session import context_of
from screens.links.cells import saved_sentence
from screens.links.draft import packed, restored
from screens.links.state import Pending, PendingLinks
from screens.links.undo import SavedLinks, saved_links

BothLists = tuple[Sequence[CboRow], Sequence[CboRow]]
"""What is not hers, and what is."""


class LinkWork(DraftScreen[None]):
    """A screen that holds unsaved links; a subclass shows them."""

    ROUTE = "links"

    def __init__(self, block_code: str, account: int, role_id: int) -> None:
        super().__init__()
        self.block_code, self.account_id, self.role_id = block_code, account, role_id
        self.info: RoleInfo | None = None
        self.pending = PendingLinks(exclusive=True)
        self.last: SavedLinks | None = None
        self._rows_now: BothLists = ((), ())

    def stepped(self, sentence: str, kind: Kind = "ok") -> None:
        """Show that the work changed; override this."""

    def retotal(self, info: RoleInfo) -> None:
        """Show the totals after a save; override this."""

    def read_role(self, take: Callable[[RoleInfo], None]) -> None:
        """Read whose links these are."""
        ctx = context_of(self)
        self.run_read(
            lambda: ctx.read(role_info, self.block_code, self.role_id),
            take,
            group="role",
            on_error=self.show_refusal,
        )

    # Saving

    def action_save(self) -> None:
        """Write the unsaved work."""
        self._send()

    def _send(self, reason: str = "") -> None:
        ctx, work = context_of(self), self.pending.now
        command = ChangeLinks(
            block_code=self.block_code,
            account=self.account_id,
            role_id=self.role_id,
            link=self.pending.wishes(),
            unlink=self.pending.unlinks(),
            overload_reason=reason,
        )
        self.say(_("Saving ..."))
        self.run_read(
            lambda: ctx.send(command),
            lambda done: self._saved(work, command, done),
            group="save",
            on_error=self._refused,
        )

    def _refused(self, error: LokosError) -> None:
        self.say(_("Not saved: {why}", why=str(error)), "refused")
        if isinstance(error, Invalid) and error.problems[0].field == "overload_reason":
            self.app.push_screen(
                ReasonScreen(str(error), heading=_("More than the norm")),
                lambda reason: None if reason is None else self._send(reason),
            )

    def _saved(self, work: Pending, sent: ChangeLinks, done: LinksChanged) -> None:
        self.last = saved_links(work, sent, done)
        self.pending.saved()
        self.draft_done()
        undo = _("u takes it back.") if self.last else ""
        self.stepped(joined(" ", (saved_sentence(done, self._who), undo)), "warn" if done.refused else "ok")
        self._show_refused(done)

    def _show_refused(self, done: LinksChanged) -> None:
        """Read the totals again, and show what was not done in full."""
        self.read_role(self.retotal)
        if done.refused:
            lines = [refusal.sentence for refusal in done.refused]
            self.app.push_screen(TextScreen(_("{number} not done; everything else is", number=len(lines)), lines))

    @property
    def _who(self) -> str:
        return self.info.user_id if self.info else ""

    # Undo

    def action_undo(self) -> None:
        """Take the last step back; when there is none since Save, the save, after saying what that does."""
        if self.pending.undo():
            left = str(self.pending) or _("Nothing is unsaved")
            self.stepped(_("Taken back. {left}.", left=left))
        elif saved := self.last:
            self.app.push_screen(
                ConfirmScreen(
                    saved.sentence(self._who), label=pgettext("key", "take it back"), heading=_("Undo the save")
                ),
                lambda yes: self._take_back(saved) if yes else None,
            )

    def _take_back(self, saved: SavedLinks) -> None:
        ctx = context_of(self)
        self.last = None
        self.say(_("Taking it back ..."))
        self.run_read(
            lambda: ctx.send(saved.back),
            lambda done: self._taken_back(saved, done),
            group="save",
            on_error=self._refused,
        )

    def _taken_back(self, saved: SavedLinks, done: LinksChanged) -> None:
        said = saved.taken_back(done, self._who)
        self.stepped(joined(" ", (_("Save taken back."), said)), "warn" if done.refused else "ok")
        self._show_refused(done)

    def unsaved(self) -> str | None:
        """Ask before unsaved work is left."""
        if self.pending.now.empty:
            return None
        return _(
            "Not saved: {adds} to link, {drops} to unlink.",
            adds=len(self.pending.now.adds),
            drops=len(self.pending.now.drops),
        )

    # Its draft

    def draft_params(self) -> dict[str, Param]:
        """Open the links of the same role."""
        return {"block_code": self.block_code, "account": self.account_id, "role_id": self.role_id}

    def draft_doing(self) -> str:
        """Name the account."""
        return _("linking CBOs to {who}", who=self._who)

    def draft_values(self) -> Mapping[str, str]:
        """Return what is to be linked and unlinked."""
        return packed(self.pending.now)

    def read_draft(self) -> None:
        """Read both lists whole, then take the draft that waits."""
        if self.resuming:
            self.run_read(self._read_rows, self._take_rows, group="draft-rows")

    def _read_rows(self) -> BothLists:
        ctx, filters = context_of(self), CboFilters(self.block_code, cbo_type=self.info.kind if self.info else "SHG")
        return ctx.read(not_linked_ids, self.role_id, filters), ctx.read(linked_ids, self.role_id, filters)

    def _take_rows(self, rows: BothLists) -> None:
        self._rows_now = rows
        self.draft_ready()

    def fill_draft(self, draft: Draft) -> str | None:
        """Lay the work over the rows as they stand now; what somebody changed since is left out and named."""
        back = restored(draft.values, *self._rows_now)
        self.pending.restore(back.work)
        self.stepped("")
        return back.sentence
