"""One opening load: counts, totals by gram panchayat, and accepting, refusing or taking back the whole of it."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult

from lokos_tui.commands.duplicates import Checked
from lokos_tui.commands.opening import OpeningAccepted, RefuseOpening
from lokos_tui.domain.accounts.permissions import Permission
from lokos_tui.domain.dates import grouped, time_of
from lokos_tui.domain.message import _, joined, ngettext, pgettext
from lokos_tui.domain.opening.states import OpeningState
from lokos_tui.domain.paging import Page, PageRequest
from lokos_tui.files.opening import openings
from lokos_tui.queries.opening.fields import GPS, brought
from lokos_tui.queries.opening.loads import GpRow, OpeningLoadRow, opening_gps, opening_load
from lokos_tui.ui.frame.actions import Action
from lokos_tui.ui.frame.base import READING, BaseScreen
from lokos_tui.ui.frame.confirm import ReasonScreen
from lokos_tui.ui.frame.lines import Line
from lokos_tui.ui.frame.session import context_of, go
from lokos_tui.ui.table.fields import cells_of, columns_of, full_of
from lokos_tui.ui.table.table import PagedTable

_DECIDE = Permission.PROFILES_VERIFY


def facts(row: OpeningLoadRow) -> tuple[str, str, str]:
    """Return the three lines above the totals: what it brings, what was found, how it stands."""
    counts = row.counts
    women = _(
        "{brings}; active {active}, with account {accounts}",
        brings=brought(counts),
        active=grouped(counts.get("active", 0)),
        accounts=grouped(counts.get("with_account", 0)),
    )
    here = joined(
        ", ",
        (
            _("{n} already here", n=grouped(counts["same"])) if counts.get("same") else "",
            _("{n} left out", n=grouped(counts["left_out"])) if counts.get("left_out") else "",
            ngettext("{n} line with a fault left out", "{n} lines with a fault left out", counts["fault"])
            if counts.get("fault")
            else "",
        ),
    )
    found = joined("   ", (
        ngettext("{n} confirmed duplicate", "{n} confirmed duplicates", row.confirmed),
        ngettext("{n} possible duplicate", "{n} possible duplicates", row.potential),
        here,
    ))  # fmt: skip
    return women, found, _stands(row)


def _stands(row: OpeningLoadRow) -> str:
    if row.state == OpeningState.WAITING:
        return _("Waits for the block manager.")
    decided = {"user_id": row.decided_by, "at": time_of(row.decided_at or 0), "why": row.decided_why}
    if row.state == OpeningState.ACCEPTED:
        return _("Accepted by {user_id}, {at}: {why}", **decided)
    if row.state == OpeningState.REFUSED:
        return _("Refused by {user_id}, {at}: {why}", **decided)
    return _(
        "Taken back by {user_id}, {at}: {why}",
        user_id=row.undone_by,
        at=time_of(row.undone_at or 0),
        why=row.undo_reason,
    )


class OpeningScreen(BaseScreen[None]):
    """What one load brings by gram panchayat; A accepts it, R refuses it, U takes it back."""

    OPENS_ROWS = False

    ACTIONS: ClassVar[tuple[Action, ...]] = (
        Action("opening.accept", "A", pgettext("key", "accept all"), _("Make it official."), _DECIDE, priority=1),
        Action("opening.refuse", "R", pgettext("key", "refuse"), _("Refuse the whole of it."), _DECIDE, priority=2),
        Action("opening.sample", "d", pgettext("key", "drawn SHGs"), _("SHGs drawn by lot, to look at."), priority=3),
        Action("opening.duplicates", "=", pgettext("key", "duplicates"), _("The confirmed duplicates."), priority=4),
        Action("opening.undo", "U", pgettext("key", "take back"), _("Take it back while nothing stands on it."),
               priority=5),
    )  # fmt: skip

    def __init__(self, opening_id: int) -> None:
        super().__init__()
        self.opening_id = opening_id
        self.row: OpeningLoadRow | None = None

    def compose_body(self) -> ComposeResult:
        """Compose the facts and the totals."""
        for name in ("brings", "found", "stands"):
            yield Line(id=name)
        yield PagedTable[GpRow](
            columns_of(GPS),
            fetch=self._page,
            cells=cells_of(GPS),
            full=full_of(GPS),
            row_id=lambda row: row.id,
            empty=_("Nothing of this load is kept."),
            markable=False,
        )

    def on_mount(self) -> None:
        """Say which load this is, and read it."""
        self.set_title(context_of(self).actor.block_name, _("Opening load {number}", number=self.opening_id))
        self.set_status(READING)
        self.action_refresh()

    def action_refresh(self) -> None:
        """Read the load and its totals again."""
        super().action_refresh()
        ctx = context_of(self)
        self.run_read(
            lambda: ctx.read(opening_load, ctx.actor.area.scope, self.opening_id), self._show,
            on_error=self.show_refusal,
        )  # fmt: skip

    def _page(self, request: PageRequest) -> Page[GpRow]:
        ctx = context_of(self)
        return ctx.read(opening_gps, ctx.actor.area.scope, self.opening_id, request)

    def _show(self, row: OpeningLoadRow) -> None:
        self.row = row
        self.show_state(None)
        loaded = _("loaded by {user_id} on {time}", user_id=row.loaded_by, time=time_of(row.loaded_at))
        self.set_status(joined("   ", (row.source, loaded)))
        for name, text in zip(("brings", "found", "stands"), facts(row), strict=True):
            self.query_one(f"#{name}", Line).show(text)
        self.show_keys()

    def why_not(self, action_id: str) -> str | None:
        """A load is decided once; what ended has nothing to look at; each takes back what is hers."""
        reason = super().why_not(action_id)
        if reason is not None or not action_id.startswith("opening."):
            return reason
        row, actor = self.row, context_of(self).actor
        if row is None:
            return READING
        if action_id == "opening.undo":
            return self._why_not_undo(row)
        if row.state != OpeningState.WAITING:
            return _stands(row)
        if action_id == "opening.duplicates" and not row.confirmed:
            return _("No confirmed duplicate was found in it.")
        if action_id in ("opening.accept", "opening.refuse") and actor.clf:
            return _("An opening load is of the whole block. A block manager without a cluster decides it.")
        return None

    def _why_not_undo(self, row: OpeningLoadRow) -> str | None:
        """A load that waits goes back by who may load one, one that was accepted by who accepted it."""
        actor = context_of(self).actor
        if row.state == OpeningState.WAITING:
            return None if actor.may(Permission.OPENING_LOAD) else _("While it waits, the Block Admin takes it back.")
        if row.state != OpeningState.ACCEPTED:
            return _stands(row)
        if row.decided_by != actor.user_id:
            return _("Only {user_id}, who decided it, may take it back.", user_id=row.decided_by)
        return None

    # What is decided

    def action_accept(self) -> None:
        """Ask for a sentence, then make everything official."""
        if self.row is None:
            return
        confirmed = (
            ngettext(
                "{n} confirmed duplicate comes with it; it stays in the list of duplicates to be settled.",
                "{n} confirmed duplicates come with it; they stay in the list of duplicates to be settled.",
                self.row.confirmed,
            )
            if self.row.confirmed
            else ""
        )
        sentence = joined(" ", (
            _("{brings} become official with the codes they have, as {source}.", brings=brought(self.row.counts),
              source=self.row.source),
            confirmed,
            _("Say in a sentence what you compared."),
        ))  # fmt: skip
        self.app.push_screen(ReasonScreen(sentence, heading=_("Accept the opening load")), self._accept)

    def _accept(self, why: str | None) -> None:
        if why is None:
            self.say(_("Nothing was accepted."))
            return
        ctx = context_of(self)
        self.say(_("Making it official, then checking it for duplicates ..."))
        self.run_read(
            lambda: openings.accept(ctx, ctx.actor.area.scope, self.opening_id, why), self._accepted, group="decide"
        )

    def _accepted(self, done: tuple[OpeningAccepted, Checked]) -> None:
        accepted, checked = done
        self.action_refresh()
        members = ngettext("{n} member", "{n} members", accepted.members)
        groups = ngettext("{n} group", "{n} groups", accepted.groups)
        findings = ngettext("{n} finding", "{n} findings", checked.found)
        self.say(
            _("Act {act}: {members} and {groups} are official now; {findings} to look at.", act=accepted.act,
              members=members, groups=groups, findings=findings)
        )  # fmt: skip

    def action_refuse(self) -> None:
        """Ask why, then refuse the whole load."""
        sentence = _("The whole load is refused, and nothing of its records is kept. The Block Admin reads why.")
        self.app.push_screen(ReasonScreen(sentence, heading=_("Refuse the opening load")), self._refuse)

    def _refuse(self, reason: str | None) -> None:
        if reason is None:
            self.say(_("Nothing was refused."))
            return
        ctx = context_of(self)
        command = RefuseOpening(block_code=ctx.actor.area.scope, opening_id=self.opening_id, reason=reason)
        self.run_read(lambda: ctx.send(command), self._refused, group="decide")

    def _refused(self, count: int) -> None:
        self.action_refresh()
        self.say(ngettext("Refused: {n} record; nothing of it is kept.", "Refused: {n} records; nothing of them is "
                          "kept.", count))  # fmt: skip

    def action_undo(self) -> None:
        """Ask why, then take the load back."""
        sentence = _("All of it goes, and what was here by a list is as it was. What somebody built on it is named.")
        self.app.push_screen(ReasonScreen(sentence, heading=_("Take the load back")), self._undo)

    def _undo(self, reason: str | None) -> None:
        if reason is None:
            self.say(_("Nothing was taken back."))
            return
        ctx = context_of(self)
        self.say(_("Taking it back ..."))
        self.run_read(
            lambda: openings.undo(ctx, ctx.actor.area.scope, self.opening_id, reason), self._undone, group="decide"
        )

    def _undone(self, count: int) -> None:
        self.action_refresh()
        self.say(ngettext("Taken back: {n} record.", "Taken back: {n} records.", count))

    # What is looked at

    def action_sample(self) -> None:
        """Open the drawn SHGs."""
        go(self, "opening_sample", opening_id=self.opening_id)

    def action_duplicates(self) -> None:
        """Open the confirmed duplicates."""
        go(self, "opening_duplicates", opening_id=self.opening_id)
