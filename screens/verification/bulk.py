"""Several at once: first the list of what will happen, then each group by itself; a bad one does not stop the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Literal

from textual.app import ComposeResult

from lokos_tui.commands.verification import Approve, Reject, RemarkWish, Seen
from lokos_tui.context import Context
from lokos_tui.domain.accounts.permissions import Permission
from lokos_tui.domain.dates import grouped
from lokos_tui.domain.errors import LokosError
from lokos_tui.domain.profiles.remarks import OTHER, Remark, remarks_about
from lokos_tui.domain.verification.gates import maker_refusal
from lokos_tui.queries.verification.group import Group, Record, load_group
from lokos_tui.queries.verification.ready import ready, ticked
from lokos_tui.ui.frame.actions import Action
from lokos_tui.ui.frame.base import BaseScreen
from lokos_tui.ui.frame.confirm import ConfirmScreen, ReasonScreen
from lokos_tui.ui.frame.messages import Kind
from lokos_tui.ui.frame.progress import ProgressLine
from lokos_tui.ui.frame.session import context_of
from lokos_tui.ui.table.columns import TableColumn
from lokos_tui.ui.table.memory_source import list_source
from lokos_tui.ui.table.table import PagedTable
from screens.verification.remarks import RemarksScreen

_MAY = Permission.PROFILES_VERIFY
Act = Literal["approve", "reject"]


@dataclass(frozen=True, slots=True)
class Fate:
    """What will happen, or happened, to one group: its records as seen, or why it stays."""

    number: int
    cbo_id: int
    name: str
    seen: tuple[Seen, ...] = ()
    outcome: str = "will be"
    why: str = ""


def fate_of(ctx: Context, number: int, cbo_id: int, act: Act) -> Fate:
    """Return what would happen to one group; call it in a thread."""
    try:
        group = ctx.read(load_group, ctx.actor.area.scope, cbo_id)
    except LokosError as error:
        return Fate(number, cbo_id, str(cbo_id), outcome="stays", why=str(error))
    name = group.cbo.subject.name
    return _approval(ctx, group, number, name) if act == "approve" else _rejection(group, number, name)


def _approval(ctx: Context, group: Group, number: int, name: str) -> Fate:
    """Approve a group only whole and clean: its clean identifiers are ticked, one by one, and nothing is left over."""
    clean = ticked(group)
    found = ready(clean, ctx.policy)
    if found.reasons or not found.anything:
        reasons = " ".join(dict.fromkeys(one.sentence for one in found.reasons)) or "Nothing is to be decided."
        return Fate(number, group.cbo.subject.id, name, outcome="stays", why=reasons)
    records = [*found.members, *([clean.cbo] if found.group else [])]
    members = len(found.members)
    return Fate(number, group.cbo.subject.id, name, tuple(_seen(one) for one in records), why=f"with {members} members")


def _rejection(group: Group, number: int, name: str) -> Fate:
    cbo = group.cbo
    waiting = [one for one in group.records if one.subject.pending]
    refusal = next((one for record in waiting if (one := maker_refusal(record.subject, group.checker))), None)
    if not waiting or refusal is not None:
        why = refusal.sentence if refusal else "Nothing is to be decided."
        return Fate(number, cbo.subject.id, name, outcome="stays", why=why)
    seen = tuple(_seen(one) for one in ([cbo] if cbo.subject.pending else waiting))
    return Fate(number, cbo.subject.id, name, seen, why=f"{grouped(len(waiting))} records go back")


def _seen(record: Record) -> Seen:
    return Seen(record.kind, record.subject.id, record.subject.version)


def tone(text: str) -> Kind | None:
    """Return the look of an outcome."""
    return "warn" if text == "stays" else "ok" if text == "done" else None


class BulkScreen(BaseScreen[None]):
    """The marked groups with what will happen to each; one key does it, and each outcome is shown by name."""

    ACTIONS: ClassVar[tuple[Action, ...]] = (
        Action("bulk.approve", "A", "approve these", "Approve every group that is clean.", _MAY, priority=1),
        Action("bulk.reject", "R", "reject these", "Send every group back, with one remark.", _MAY, priority=1),
    )

    def __init__(self, ids: Sequence[int], act: Act) -> None:
        super().__init__()
        self.ids = tuple(ids)
        self.act = act
        self.fates: tuple[Fate, ...] = ()
        self.done = False

    def compose_body(self) -> ComposeResult:
        """Compose the progress and the list."""
        yield ProgressLine(id="progress")
        yield PagedTable[Fate](
            (
                TableColumn("outcome", "", 8, tone=tone),
                TableColumn("name", "Group", 22, flexible=True),
                TableColumn("why", "", 36, 1, flexible=True),
            ),
            cells=lambda row: (row.outcome, row.name, row.why),
            row_id=lambda row: row.number,
            empty="Nothing was marked.",
            markable=False,
        )

    def on_mount(self) -> None:
        """Look at each group."""
        word = "approve" if self.act == "approve" else "reject"
        self.set_title(context_of(self).actor.block_name, f"{word.capitalize()} {grouped(len(self.ids))} marked")
        self.set_status("Looking at each ...")
        ctx = context_of(self)
        self.run_read(
            lambda: tuple(fate_of(ctx, number, one, self.act) for number, one in enumerate(self.ids)), self._show
        )

    def _show(self, fates: tuple[Fate, ...]) -> None:
        self.fates = tuple(sorted(fates, key=lambda one: (one.outcome != "stays", one.number)))
        order = {one.number: place for place, one in enumerate(self.fates)}
        source = list_source(self.fates, lambda row: (order[row.number], row.number))
        self.query_one(PagedTable).show_source(source)
        stays = sum(one.outcome == "stays" for one in fates)
        word = "approved" if self.act == "approve" else "rejected"
        verb = "are" if self.done else "will be"
        self.set_status(f"{grouped(len(fates) - stays)} {verb} {word}   {grouped(stays)} stay, with the reason beside")
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
        return None if any(one.seen for one in self.fates) else "None of these can be decided now."

    def action_approve(self) -> None:
        """Ask, then approve."""
        count = sum(bool(one.seen) for one in self.fates)
        sentence = f"Approve {grouped(count)} groups with all their members; their clean identifiers are ticked."
        self.app.push_screen(ConfirmScreen(sentence, label="approve", heading="Approve"), self._approve)

    def _approve(self, yes: object) -> None:
        if yes:
            self._carry_out(())
        else:
            self.say("Nothing was approved.")

    def action_reject(self) -> None:
        """Ask for the remark, then reject."""
        count = sum(bool(one.seen) for one in self.fates)
        sentence = f"{grouped(count)} groups go back to their bookkeepers. Because:"
        of_group = all(seen.kind == "C" for one in self.fates for seen in one.seen)
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
        todo = [one for one in self.fates if one.seen]

        def work() -> tuple[Fate, ...]:
            found = {one.number: one for one in self.fates}
            for count, one in enumerate(todo, 1):
                found[one.number] = self._one(ctx, one, remarks, text)
                bar.report(self.act, count, len(todo))
            return tuple(found.values())

        self.run_read(work, self._finished, "bulk")

    def _one(self, ctx: Context, fate: Fate, remarks: tuple[Remark, ...], text: str) -> Fate:
        """Decide on one group; whatever is against it is its outcome, and the rest goes on."""
        block = ctx.actor.area.scope
        try:
            if self.act == "approve":
                ctx.send(Approve(block_code=block, records=fate.seen, tick_clean=True))
            else:
                ctx.send(Reject(block_code=block, records=fate.seen, remarks=_wishes(fate, remarks, text)))
        except LokosError as error:
            return replace(fate, outcome="stays", seen=(), why=str(error))
        return replace(fate, outcome="done", seen=())

    def _finished(self, fates: tuple[Fate, ...]) -> None:
        self.done = True
        self._show(fates)
        stays = sum(one.outcome == "stays" for one in fates)
        done = len(fates) - stays
        self.say(f"{grouped(done)} done, {grouped(stays)} stay.", "warn" if stays else "ok")


def _wishes(fate: Fate, remarks: tuple[Remark, ...], text: str) -> tuple[RemarkWish, ...]:
    """Return the remarks for each record that is named."""
    return tuple(
        RemarkWish(one.kind, one.id, "", remark.code, text if remark.code == OTHER else "")
        for one in fate.seen
        for remark in remarks
    )
