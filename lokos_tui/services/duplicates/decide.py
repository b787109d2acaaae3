"""Decisions on pairs: not a duplicate, with a reason, until either record changes; and taking one back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select, update

from lokos_tui.commands.duplicates import DecideNotDuplicate, RecordRef, UndoDecision
from lokos_tui.db import tables
from lokos_tui.domain.duplicates.decision import REASONS
from lokos_tui.domain.duplicates.rules import Class
from lokos_tui.domain.errors import Conflict, Invalid, NotFound, Problem
from lokos_tui.domain.message import _
from lokos_tui.domain.reasons import reason_problems
from lokos_tui.domain.text import clean
from lokos_tui.matching.records import Ref
from lokos_tui.queries.profiles.makers import makers, somebody
from lokos_tui.services.duplicates.refresh import digest_of, refresh
from lokos_tui.services.duplicates.store import FindingRow, MatchStore

if TYPE_CHECKING:
    from lokos_tui.services.unit_of_work import UnitOfWork


def decide_not_duplicate(work: UnitOfWork, command: DecideNotDuplicate) -> int:
    """Remember that two records are not one; returns the decision's id.

    It holds until either record changes. Raises Invalid for a confirmed
    duplicate and for one that is open no more, NotFound for one there is none of.
    """
    reason = clean(command.reason)
    _require_reason(command.reason_code, reason)
    one, other = sorted((_ref(command.one), _ref(command.other)))
    _require_not_hers(work, command.block_code, one, other)
    store = MatchStore(work.connection, command.block_code)
    _require_open(store.findings_of([one]).get((one, other)))
    fields = store.fields([one, other])
    number = work.next_id("pair_decision", command.block_code)
    work.connection.execute(
        tables.pair_decision.insert(),
        {
            "block_code": command.block_code,
            "id": number,
            "one_kind": one.kind,
            "one_id": one.id,
            "other_kind": other.kind,
            "other_id": other.id,
            "one_digest": digest_of(fields[one]),
            "other_digest": digest_of(fields[other]),
            "reason_code": command.reason_code,
            "reason": reason,
            "decided_by": work.actor.user_id,
            "decided_at": work.now,
            "undo_reason": "",
        },
    )
    _compare_again(work, command.block_code, {one: fields[one], other: fields[other]})
    pair = f"{one.kind}{one.id}-{other.kind}{other.id}"
    details = {"decision": number, "reason_code": command.reason_code}
    work.record(command.action, command.block_code, "pair", pair, details, reason)
    return number


def undo_decision(work: UnitOfWork, command: UndoDecision) -> None:
    """Take a decision back; the pair stands open again."""
    reason = clean(command.reason)
    table = tables.pair_decision
    mine = (table.c.block_code == command.block_code) & (table.c.id == command.decision_id)
    row = work.connection.execute(select(table).where(mine, table.c.undone_at.is_(None))).first()
    if row is None:
        raise NotFound(
            "decision.gone", _("There is no such decision, or it was taken back already."), _("Refresh the list.")
        )
    _require_reason("OTHER", reason)
    _require_not_hers(work, command.block_code, Ref(row.one_kind, row.one_id), Ref(row.other_kind, row.other_id))
    work.connection.execute(update(table).where(mine).values(work.taken_back(reason)))
    refs = [Ref(row.one_kind, row.one_id), Ref(row.other_kind, row.other_id)]
    _compare_again(work, command.block_code, MatchStore(work.connection, command.block_code).fields(refs))
    pair = f"{row.one_kind}{row.one_id}-{row.other_kind}{row.other_id}"
    work.record(command.action, command.block_code, "pair", pair, {"decision": command.decision_id}, reason)


def _require_not_hers(work: UnitOfWork, block: str, *refs: Ref) -> None:
    """Refuse a decision on what the actor made or loaded herself, under whatever account."""
    actor = somebody(work.connection, work.actor.user_id)
    for ref in refs:
        if any(maker.is_same(actor) for maker in makers(work.connection, block, ref.kind, ref.id)):
            sentence = _("You made or loaded one of these two yourself, or an account with your mobile did.")
            raise Invalid([Problem("decision", "maker", sentence, _("Another block manager decides it."))], "maker")


def _require_open(found: FindingRow | None) -> None:
    """Raise unless the finding is a potential one that nobody has decided."""
    if found is None:
        raise NotFound("finding.gone", _("These two are no longer found to be alike."), _("Refresh the list."))
    if found.found == Class.CONFIRMED.value:
        raise Invalid(
            [
                Problem(
                    "decision",
                    "finding.confirmed",
                    _("A confirmed duplicate cannot be overridden by anyone."),
                    _("Have the wrong number corrected, or reject the record."),
                )
            ]
        )
    if found.decision_id is not None:
        raise Conflict("finding.decided", _("This was decided already."), _("Refresh the list."))
    if found.found != Class.POTENTIAL.value:
        raise Invalid([Problem("decision", "finding.shared", _("They only share a number; nothing is to be decided."))])


def _compare_again(work: UnitOfWork, block: str, fields: dict[Ref, str]) -> None:
    """Weigh the pair anew by the very fields the decision was on; ``check_again`` would read the records as of now."""
    refresh(work.connection, block, dict(fields), work.now, work.policy.duplicates)
    work.touch(block)


def _require_reason(code: str, reason: str) -> None:
    problems = []
    if code not in REASONS:
        problems.append(Problem("reason_code", "reason.code", _("Choose a reason from the list."), ", ".join(REASONS)))
    problems += reason_problems(reason, must=code == "OTHER")
    if problems:
        raise Invalid(problems)


def _ref(ref: RecordRef) -> Ref:
    return Ref(ref.kind, ref.id)
