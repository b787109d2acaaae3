"""The plan of a bulk act: each group read as its review reads it, and the command that carries its fate out."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy import Connection

from lokos_tui.commands.verification import Approve, Reject, RemarkWish, Seen
from lokos_tui.domain.accounts.permissions import Actor, Permission
from lokos_tui.domain.errors import LokosError
from lokos_tui.domain.message import joined
from lokos_tui.domain.policy import Policy
from lokos_tui.domain.profiles.model import record_kind
from lokos_tui.domain.verification.bulk import BulkAct, Fate, Outcome, approval, rejection
from lokos_tui.domain.verification.gates import Subject
from lokos_tui.domain.verification.ready import ready, ticked
from lokos_tui.queries.scope import in_scope
from lokos_tui.queries.verification.group import load_group


def approvals(
    connection: Connection,
    actor: Actor,
    block_code: str,
    ids: Sequence[int],
    policy: Policy,
    *,
    tick_clean: bool,
) -> tuple[Fate, ...]:
    """Return what approving would do to each of these CBOs, with ``tick_clean`` as if what is clean were ticked.

    Nothing is written.
    """
    in_scope(connection, actor, Permission.PROFILES_VERIFY, block_code)

    def fate(number: int, cbo_id: int) -> Fate:
        read = load_group(connection, actor, block_code, cbo_id)
        group = ticked(read) if tick_clean else read
        found = ready(group, policy)
        members = [one.subject for one in found.members]
        return approval(number, group.cbo.subject, members, found.reasons, with_group=found.group)

    return tuple(_or_stays(fate, number, cbo_id) for number, cbo_id in enumerate(ids))


def rejections(
    connection: Connection,
    actor: Actor,
    block_code: str,
    ids: Sequence[int],
    remarks: Sequence[tuple[str, str]] = (),
) -> tuple[Fate, ...]:
    """Return what sending back would do to each of these CBOs; ``remarks`` as (code, words). Nothing is written."""
    in_scope(connection, actor, Permission.PROFILES_VERIFY, block_code)

    def fate(number: int, cbo_id: int) -> Fate:
        group = load_group(connection, actor, block_code, cbo_id)
        return rejection(number, group.cbo.subject, [one.subject for one in group.members], group.checker, remarks)

    return tuple(_or_stays(fate, number, cbo_id) for number, cbo_id in enumerate(ids))


def _or_stays(fate: Callable[[int, int], Fate], number: int, cbo_id: int) -> Fate:
    """Return the fate of a group; what refuses its reading is why it stays."""
    try:
        return fate(number, cbo_id)
    except LokosError as error:
        return Fate(number, cbo_id, str(cbo_id), outcome=Outcome.STAYS, why=joined(" ", (error.sentence, error.hint)))


def decision(
    block_code: str,
    fate: Fate,
    act: BulkAct,
    remarks: Sequence[tuple[str, str]] = (),
    *,
    tick_clean: bool = False,
) -> Approve | Reject:
    """Return the command that does to one group what its fate says; each record named gets every remark."""
    seen = tuple(_seen(one) for one in fate.records)
    if act is BulkAct.APPROVE:
        return Approve(block_code=block_code, records=seen, tick_clean=tick_clean)
    wishes = tuple(RemarkWish(one.kind, one.id, "", code, words) for one in seen for code, words in remarks)
    return Reject(block_code=block_code, records=seen, remarks=wishes)


def _seen(subject: Subject) -> Seen:
    return Seen(record_kind(subject.kind), subject.id, subject.version)
