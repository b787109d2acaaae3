"""Several at once: first the list of what will happen, then each group by itself; a bad one does not stop the rest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult

from lokos_tui.context import Context
from lokos_tui.domain.accounts.permissions import Permission
from lokos_tui.domain.dates import grouped
from lokos_tui.domain.message import _, joined, ngettext, pgettext
from lokos_tui.domain.profiles.remarks import OTHER, Remark, remarks_about
from lokos_tui.domain.verification.bulk import BulkAct, Fate, Outcome, carried_out, decided_words, worst_first
from lokos_tui.queries.verification.bulk import approvals, decision, rejections
from lokos_tui.queries.verification.fields import FATE_ON_SCREEN
from lokos_tui.ui.frame.actions import Action
from lokos_tui.ui.frame.base import BaseScreen
from lokos_tui.ui.frame.confirm import ConfirmScreen, ReasonScreen
from lokos_tui.ui.frame.progress import ProgressLine
from lokos_tui.ui.frame.session import context_of
from lokos_tui.ui.table.fields import cells_of, columns_of
from lokos_tui.ui.table.memory_source import list_source
from lokos_tui.ui.table.table import PagedTable
from screens.verification.remarks import RemarksScreen

_MAY = Permission.PROFILES_VERIFY
_DOING = {BulkAct.APPROVE: pgettext("progress", "approve"), BulkAct.REJECT: pgettext("progress", "reject")}
"""What stands beside the bar."""


class BulkScreen(BaseScreen[None]):
    """The marked groups with what will happen to each; one key does it, and each outcome is shown by name."""

    OPENS_ROWS = False
    ACTIONS: ClassVar[tuple[Action, ...]] = (
        Action(
            "bulk.approve",
            "A",
            pgettext("key", "approve these"),
            _("Approve every group that is clean."),
            _MAY,
            priority=1,
        ),
        Action(
            "bulk.reject",
            "R",
            pgettext("key", "reject these"),
            _("Send every group back, with one remark."),
            _MAY,
            priority=1,
        ),
    )

    def __init__(self, ids: Sequence[int], act: BulkAct) -> None:
        super().__init__()
        self.ids = tuple(ids)
        self.act = act
        self.fates: tuple[Fate, ...] = ()
        self.done = False

    def compose_body(self) -> ComposeResult:
        """Compose the progress and the list."""
        yield ProgressLine(id="progress")
        yield PagedTable[Fate](
            columns_of(FATE_ON_SCREEN),
            cells=cells_of(FATE_ON_SCREEN),
            row_id=lambda row: row.number,
            empty=_("Nothing was marked."),
            markable=False,
        )

    def on_mount(self) -> None:
        """Look at each group."""
        count = grouped(len(self.ids))
        approves = self.act is BulkAct.APPROVE
        title = _("Approve {count} marked", count=count) if approves else _("Reject {count} marked", count=count)
        self.set_title(context_of(self).actor.block_name, title)
        self.set_status(_("Looking at each ..."))
        ctx = context_of(self)
        self.run_read(lambda: self._plan(ctx), self._show)

    def _plan(self, ctx: Context) -> tuple[Fate, ...]:
        """Return what would happen to each; call it in a thread."""
        block = ctx.actor.area.scope
        if self.act is BulkAct.APPROVE:
            return ctx.read(approvals, block, self.ids, ctx.policy, tick_clean=True)
        return ctx.read(rejections, block, self.ids)

    def _show(self, fates: tuple[Fate, ...]) -> None:
        self.fates = worst_first(fates)
        order = {one.number: place for place, one in enumerate(self.fates)}
        source = list_source(self.fates, lambda row: (order[row.number], row.number))
        self.query_one(PagedTable).show_source(source)
        stays = sum(one.outcome is Outcome.STAYS for one in fates)
        goes = decided_words(self.act, len(fates) - stays, done=self.done)
        left = ngettext("{n} stays, with the reason beside", "{n} stay, with the reason beside", stays)
        self.set_status(joined("   ", (goes, left)))
        self.show_keys()

    def why_not(self, action_id: str) -> str | None:
        """Only the act that was chosen, once, and when something is left to do."""
        reason = super().why_not(action_id)
        if reason is not None or not action_id.startswith("bulk."):
            return reason
        if action_id != f"bulk.{self.act}":
            return _("Go back and choose the other key.")
        if self.done:
            return _("It is done; Esc goes back.")
        return None if any(one.records for one in self.fates) else _("None of these can be decided now.")

    def action_approve(self) -> None:
        """Ask, then approve."""
        count = sum(bool(one.records) for one in self.fates)
        sentence = ngettext(
            "Approve {n} group with all its members; its clean identifiers are ticked.",
            "Approve {n} groups with all their members; their clean identifiers are ticked.",
            count,
        )
        self.app.push_screen(
            ConfirmScreen(sentence, label=pgettext("key", "approve"), heading=_("Approve")), self._approve
        )

    def _approve(self, yes: object) -> None:
        if yes:
            self._carry_out(())
        else:
            self.say(_("Nothing was approved."))

    def action_reject(self) -> None:
        """Ask for the remark, then reject."""
        count = sum(bool(one.records) for one in self.fates)
        sentence = ngettext(
            "{n} group goes back to its bookkeeper. Because:",
            "{n} groups go back to their bookkeepers. Because:",
            count,
        )
        of_group = all(one.of_group for one in self.fates)
        remarks = remarks_about("", of_group=of_group)
        self.app.push_screen(RemarksScreen(_("Reject"), sentence, remarks), self._remarked)

    def _remarked(self, chosen: tuple[Remark, ...] | None) -> None:
        if not chosen:
            self.say(_("Nothing was rejected."))
        elif any(one.code == OTHER for one in chosen):
            self.app.push_screen(
                ReasonScreen(_("What is wrong, in a few words?")),
                lambda text: self._carry_out(chosen, text) if text else self.say(_("Nothing was rejected.")),
            )
        else:
            self._carry_out(chosen)

    def _carry_out(self, remarks: tuple[Remark, ...], text: str = "") -> None:
        ctx, bar = context_of(self), self.query_one("#progress", ProgressLine)
        bar.start(_DOING[self.act])
        todo = sum(bool(one.records) for one in self.fates)
        given = tuple((one.code, text if one.code == OTHER else "") for one in remarks)
        block, ticks = ctx.actor.area.scope, self.act is BulkAct.APPROVE

        def work() -> tuple[Fate, ...]:
            found = {one.number: one for one in self.fates}
            done = carried_out(
                self.fates, lambda fate: ctx.send(decision(block, fate, self.act, given, tick_clean=ticks)).act
            )
            for count, one in enumerate(done, 1):
                found[one.number] = one
                bar.report(_DOING[self.act], count, todo)
            return tuple(found.values())

        self.run_read(work, self._finished, "bulk")

    def _finished(self, fates: tuple[Fate, ...]) -> None:
        self.done = True
        self._show(fates)
        stays = sum(one.outcome is Outcome.STAYS for one in fates)
        done = len(fates) - stays
        self.say(
            ngettext("{done} done, {n} stays.", "{done} done, {n} stay.", stays, done=grouped(done)),
            "warn" if stays else "ok",
        )
