"""Several at once: first the list of what will happen, then each group by itself; a bad one does not stop the rest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult

from lokos_tui.context import Context
from lokos_tui.domain.accounts.permissions import Permission
from lokos_tui.domain.dates import grouped
from lokos_tui.domain.profiles.remarks import OTHER, Remark, remarks_about
from lokos_tui.domain.text import counted
from lokos_tui.domain.verification.bulk import BulkAct, Fate, Outcome, carried_out, worst_first
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


class BulkScreen(BaseScreen[None]):
    """The marked groups with what will happen to each; one key does it, and each outcome is shown by name."""

    ACTIONS: ClassVar[tuple[Action, ...]] = (
        Action("bulk.approve", "A", "approve these", "Approve every group that is clean.", _MAY, priority=1),
        Action("bulk.reject", "R", "reject these", "Send every group back, with one remark.", _MAY, priority=1),
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
            empty="Nothing was marked.",
            markable=False,
        )

    def on_mount(self) -> None:
        """Look at each group."""
        word = "approve" if self.act is BulkAct.APPROVE else "reject"
        self.set_title(context_of(self).actor.block_name, f"{word.capitalize()} {grouped(len(self.ids))} marked")
        self.set_status("Looking at each ...")
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
        word = "approved" if self.act is BulkAct.APPROVE else "rejected"
        verbs = ("is", "are") if self.done else ("will be", "will be")
        goes = counted(len(fates) - stays, *verbs)
        self.set_status(f"{goes} {word}   {counted(stays, 'stays', 'stay')}, with the reason beside")
        self.show_keys()

    def why_not(self, action_id: str) -> str | None:
        """Only the act that was chosen, once, and when something is left to do."""
        reason = super().why_not(action_id)
        if reason is not None or not action_id.startswith("bulk."):
            return reason
        if action_id != f"bulk.{self.act}":
            return "Go back and choose the other key."
        if self.done:
            return "It is done; Esc goes back."
        return None if any(one.records for one in self.fates) else "None of these can be decided now."

    def action_approve(self) -> None:
        """Ask, then approve."""
        count = sum(bool(one.records) for one in self.fates)
        whose = "its" if count == 1 else "their"
        sentence = f"Approve {counted(count, 'group')} with all {whose} members; {whose} clean identifiers are ticked."
        self.app.push_screen(ConfirmScreen(sentence, label="approve", heading="Approve"), self._approve)

    def _approve(self, yes: object) -> None:
        if yes:
            self._carry_out(())
        else:
            self.say("Nothing was approved.")

    def action_reject(self) -> None:
        """Ask for the remark, then reject."""
        count = sum(bool(one.records) for one in self.fates)
        sentence = (
            f"{counted(count, 'group goes back to its bookkeeper', 'groups go back to their bookkeepers')}. Because:"
        )
        of_group = all(one.of_group for one in self.fates)
        remarks = remarks_about("", of_group=of_group)
        self.app.push_screen(RemarksScreen("Reject", sentence, remarks), self._remarked)

    def _remarked(self, chosen: tuple[Remark, ...] | None) -> None:
        if not chosen:
            self.say("Nothing was rejected.")
        elif any(one.code == OTHER for one in chosen):
            self.app.push_screen(
                ReasonScreen("What is wrong, in a few words?"),
                lambda text: self._carry_out(chosen, text) if text else self.say("Nothing was rejected."),
            )
        else:
            self._carry_out(chosen)

    def _carry_out(self, remarks: tuple[Remark, ...], text: str = "") -> None:
        ctx, bar = context_of(self), self.query_one("#progress", ProgressLine)
        bar.start(self.act)
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
                bar.report(self.act, count, todo)
            return tuple(found.values())

        self.run_read(work, self._finished, "bulk")

    def _finished(self, fates: tuple[Fate, ...]) -> None:
        self.done = True
        self._show(fates)
        stays = sum(one.outcome is Outcome.STAYS for one in fates)
        done = len(fates) - stays
        self.say(f"{grouped(done)} done, {counted(stays, 'stays', 'stay')}.", "warn" if stays else "ok")
