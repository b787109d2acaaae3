"""The decisions of a review: marks, approval, rejection, taking back; each asks the door and tells what was done."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from lokos_tui.commands.verification import (
    Approve,
    Decided,
    MarkIdentifiers,
    MarkWish,
    Reject,
    RemarkWish,
    Seen,
    TakeBack,
    TickClean,
)
from lokos_tui.domain.errors import Invalid, LokosError
from lokos_tui.domain.message import _, joined, ngettext, pgettext
from lokos_tui.domain.profiles.model import RecordKind
from lokos_tui.domain.profiles.remarks import OTHER, Remark, field_of, remarks_about, remarks_of, words_of
from lokos_tui.domain.verification.answer import gate, what_is_ready
from lokos_tui.domain.verification.identifiers import BY_NAME, Mark
from lokos_tui.ui.frame.confirm import ConfirmScreen, ReasonScreen, TextScreen
from lokos_tui.ui.frame.session import context_of
from screens.verification.remarks import RemarksScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from lokos_tui.commands.base import Command
    from lokos_tui.domain.verification.group import Group, Record
    from lokos_tui.domain.verification.ready import Ready
    from lokos_tui.ui.frame.base import BaseScreen

    _Base = BaseScreen[None]
else:
    _Base = object

R = TypeVar("R")


class Acts(_Base):
    """What the review screen does; it gives the group, the row under the cursor and the way to the next."""

    group: Group | None
    ready: Ready
    last: tuple[int, str] | None = None
    """The act of one's own that u takes back, and what it was in words."""

    if TYPE_CHECKING:

        @property
        def row(self) -> Record | None:
            """The record under the cursor."""

        @property
        def identifier(self) -> str:
            """The identifier that is pointed at."""

        def step(self, direction: str, said: str = "") -> None:
            """Open the neighbour in the queue."""

    def why_not_decide(self, action_id: str) -> str | None:
        """Return why a decision cannot be taken now, None when it can."""
        row, group = self.row, self.group
        if row is None or group is None:
            return None
        subject = row.subject
        if action_id in ("review.tick", "review.cross"):
            if not subject.pending:
                return _("{name} does not wait for a decision.", name=subject.name)
            if self.identifier not in {one.name for one in subject.identifiers}:
                return _("{name} has no {label}.", name=subject.name, label=BY_NAME[self.identifier].label)
        elif action_id == "review.reject" and not subject.pending:
            return _("{name} does not wait for a decision.", name=subject.name)
        elif action_id == "review.approve" and not self.ready.anything:
            return gate(group, self.ready)
        elif action_id == "review.duplicates" and not row.beside:
            return _("Nothing like {name} was found.", name=subject.name)
        elif action_id == "review.undo" and self._undoable() is None:
            return _("There is no decision of yours here to take back.")
        return None

    # Marks

    def action_tick(self) -> None:
        """Tick the identifier that is pointed at."""
        if self.row is not None:
            self._mark(MarkWish(Seen.of(self.row), self.identifier, Mark.TICK))

    def action_cross(self) -> None:
        """Ask for the remark, then cross."""
        row, identifier = self.row, self.identifier
        if row is None:
            return
        label, name = BY_NAME[identifier].label, row.subject.name
        sentence = _("{label} of {name} is wrong, because:", label=label, name=name)
        self._ask_remarks(
            _("Cross"),
            sentence,
            remarks_about(identifier),
            lambda code, text: self._mark(MarkWish(Seen.of(row), identifier, Mark.CROSS, code, text)),
        )

    def _mark(self, wish: MarkWish) -> None:
        ctx = context_of(self)
        label = BY_NAME[wish.identifier].label
        said = (
            _("{label} ticked.", label=label)
            if wish.mark == Mark.TICK
            else _("{label} crossed; y ticks it again.", label=label)
        )
        self._send(MarkIdentifiers(block_code=ctx.actor.area.scope, marks=(wish,)), lambda _count: said)

    def action_tick_row(self) -> None:
        """Tick the clean identifiers of the row under the cursor."""
        if self.row is not None:
            self._tick(self.row)

    def action_tick_all(self) -> None:
        """Tick every clean identifier of the group."""
        if self.group is not None:
            self._tick(*self.group.records)

    def _tick(self, *records: Record) -> None:
        clean = tuple(Seen.of(one) for one in records if one.subject.clean)
        left = sum(len(one.subject.undecided) for one in records if one.subject.pending)
        left -= sum(len(one.subject.clean) for one in records)
        if not clean:
            self.say(
                ngettext(
                    "{n} is left, not clean: look at each.", "{n} are left, none of them clean: look at each.", left
                )
                if left
                else _("Every one is decided already."),
                "warn",
            )
            return
        more = ngettext("{n} is left: look at each.", "{n} are left: look at each.", left) if left else _("A approves.")
        command = TickClean(block_code=context_of(self).actor.area.scope, records=clean)
        self._send(command, lambda count: joined(" ", (_ticked(count), more)))

    # Approval

    def action_approve(self) -> None:
        """Say what will be approved, then do it."""
        if self.group is None:
            return
        what = what_is_ready(self.group, self.ready)
        waits = "" if self.ready.group or not self.group.cbo.subject.pending else _("The group itself waits.")
        sentence = _("Approve {what}: official from now on; who has no code gets one.", what=what)
        self.app.push_screen(
            ConfirmScreen(joined(" ", (sentence, waits)), label=pgettext("key", "approve"), heading=_("Approve")),
            self._approve,
        )

    def _approve(self, yes: object) -> None:
        if not yes or self.group is None:
            self.say(_("Nothing was approved."))
            return
        what = what_is_ready(self.group, self.ready)
        records = [*self.ready.members, *([self.group.cbo] if self.ready.group else [])]
        command = Approve(block_code=context_of(self).actor.area.scope, records=tuple(Seen.of(one) for one in records))
        self._decide(
            command, _("Approved {what}", what=what), done=self.ready.group or not self.group.cbo.subject.pending
        )

    def _decide(self, command: Command[Decided], what: str, *, done: bool) -> None:
        """Send a decision; when the group is done with, go on to the next."""

        def take(decided: Decided) -> None:
            self.last = (decided.act, what)
            said = _("{what}. u takes it back.", what=what)
            if done:
                self.step("after", said)
            else:
                self.action_refresh()
                self.say(said)

        ctx = context_of(self)
        self.run_read(lambda: ctx.send(command), take, "decide", self._refused)

    def _send(self, command: Command[R], said: Callable[[R], str]) -> None:
        def take(result: R) -> None:
            self.action_refresh()
            self.say(said(result))

        ctx = context_of(self)
        self.run_read(lambda: ctx.send(command), take, "decide", self._refused)

    def _refused(self, error: LokosError) -> None:
        """Show every reason of a refusal, and the group as it is now."""
        self.say(joined(" ", (error.sentence, error.hint)), "refused")
        self.action_refresh()
        if isinstance(error, Invalid) and len(error.problems) > 1:
            self.app.push_screen(
                TextScreen(_("Not done, because"), [joined(" ", (one.sentence, one.hint)) for one in error.problems])
            )

    # Rejection

    def action_reject(self) -> None:
        """Ask for the remarks, then send the row under the cursor back."""
        row, group = self.row, self.group
        if row is None or group is None:
            return
        along = sum(one.subject.pending for one in group.members) if row.kind is RecordKind.CBO else 0
        name = row.subject.name
        sentence = (
            ngettext(
                "{name} goes back to the bookkeeper. {n} undecided member goes back with it. Because:",
                "{name} goes back to the bookkeeper. {n} undecided members go back with it. Because:",
                along,
                name=name,
            )
            if along
            else _("{name} goes back to the bookkeeper. Because:", name=name)
        )
        remarks = (*_as_crossed(row), *remarks_of(row.subject.kind))
        self._ask_several(_("Reject"), sentence, remarks, lambda chosen: self._reject(row, chosen))

    def _reject(self, row: Record, chosen: tuple[tuple[Remark, str], ...]) -> None:
        wishes = tuple(
            RemarkWish(row.kind, row.subject.id, field_of(remark), remark.code, text)
            for remark, text in chosen
            if remark.code
        )
        command = Reject(block_code=context_of(self).actor.area.scope, records=(Seen.of(row),), remarks=wishes)
        self._decide(command, _("Rejected {name}", name=row.subject.name), done=row.kind is RecordKind.CBO)

    def _ask_remarks(
        self, heading: str, sentence: str, remarks: tuple[Remark, ...], then: Callable[[str, str], None]
    ) -> None:
        """Ask for one remark."""
        self._ask_several(heading, sentence, remarks, lambda chosen: then(chosen[0][0].code, chosen[0][1]))

    def _ask_several(
        self,
        heading: str,
        sentence: str,
        remarks: tuple[Remark, ...],
        then: Callable[[tuple[tuple[Remark, str], ...]], None],
    ) -> None:
        """Ask for remarks, and for words where one of them says nothing by itself."""

        def take(chosen: tuple[Remark, ...] | None) -> None:
            if not chosen:
                self.say(_("Nothing was done."))
            elif all(one.code != OTHER for one in chosen):
                then(tuple((one, "") for one in chosen))
            else:
                self.app.push_screen(
                    ReasonScreen(_("What is wrong, in a few words?")), lambda text: worded(chosen, text)
                )

        def worded(chosen: tuple[Remark, ...], text: str | None) -> None:
            if text is None:
                self.say(_("Nothing was done."))
            else:
                then(tuple((one, text if one.code == OTHER else "") for one in chosen))

        self.app.push_screen(RemarksScreen(heading, sentence, remarks), take)

    # Taking back

    def _undoable(self) -> tuple[int, str] | None:
        """Return the act that u takes back: the last one made here, else the last one of one's own on this group."""
        if self.last is not None or self.group is None:
            return self.last
        mine = context_of(self).actor.user_id
        acts = [one.decision for one in self.group.records if one.decision and one.decision[1] == mine]
        return (max(acts)[0], _("The decision on {name}", name=self.group.cbo.subject.name)) if acts else None

    def action_undo(self) -> None:
        """Ask why, then take the act back."""
        found = self._undoable()
        if found is None:
            return
        act, what = found
        sentence = _("{what}: this is taken back, and waits again.", what=what)
        self.app.push_screen(ReasonScreen(sentence, heading=_("Take back")), lambda why: self._take_back(act, why))

    def _take_back(self, act: int, why: str | None) -> None:
        if why is None:
            self.say(_("Nothing was taken back."))
            return
        self.last = None
        command = TakeBack(block_code=context_of(self).actor.area.scope, act=act, reason=why)
        self._send(
            command,
            lambda count: ngettext("Taken back: {n} record waits again.", "Taken back: {n} records wait again.", count),
        )


def _ticked(count: int) -> str:
    return ngettext("{n} identifier ticked, one by one.", "{n} identifiers ticked, one by one.", count)


def _as_crossed(record: Record) -> tuple[Remark, ...]:
    """Return one line that stands for the crosses of a record: their remarks go back with it anyway."""
    crossed = [
        joined(": ", (BY_NAME[name].label, words_of(code, text)))
        for name, (mark, code, text) in record.marked.items()
        if mark == Mark.CROSS
    ]
    return (Remark("", "", _("as crossed ({remarks})", remarks=joined("; ", crossed))),) if crossed else ()
