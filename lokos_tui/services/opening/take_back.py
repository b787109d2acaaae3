"""Taking an accepted opening load back: whole, by who accepted it, while nothing stands on it.

New records go, CBOs that were here by a list get back what they were. The verdicts stay and say by whom they were
taken back; the versions under them are emptied, for of women who are not here nothing is kept.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, or_, select, update

from lokos_tui.db import tables
from lokos_tui.domain.errors import Refused
from lokos_tui.domain.message import _
from lokos_tui.domain.opening.states import OpeningOutcome, OpeningState
from lokos_tui.domain.profiles.model import Kind, RecordKind
from lokos_tui.domain.verification.flow import VersionState
from lokos_tui.matching.records import Ref
from lokos_tui.services.cbos import federation
from lokos_tui.services.duplicates.check import check_again
from lokos_tui.services.opening.stands import require_nothing_stands
from lokos_tui.services.opening.waiting import RECORD, close, forget, opening, require_may_decide
from lokos_tui.services.reasons import kept_reason
from lokos_tui.services.verification.official import mine, restore

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Row

    from lokos_tui.commands.opening import TakeBackOpening
    from lokos_tui.services.unit_of_work import UnitOfWork

_VERDICT, _VERSION, _CBO = tables.verdict, tables.profile_version, tables.cbo
_BATCH = 5_000


def take_back_opening(work: UnitOfWork, command: TakeBackOpening) -> int:
    """Take an accepted load back and return how many records it had.

    Raises Refused for anybody but who accepted it, Conflict naming what stands on it.
    """
    block, reason = command.block_code, kept_reason(command.reason, must=True)
    load = opening(work, block, command.opening_id, OpeningState.ACCEPTED)
    require_may_decide(work, load)
    if load.decided_by != work.actor.user_id:
        raise Refused(
            "act.hers", _("Only {user_id}, who decided it, may take it back.", user_id=load.decided_by), _("Ask her.")
        )
    require_nothing_stands(work, block, load)
    query = select(RECORD).where(RECORD.c.block_code == block, RECORD.c.opening_id == load.id).order_by(RECORD.c.id)
    records = work.connection.execute(query).all()
    _put_back(work, block, load.act, [row for row in records if row.outcome == OpeningOutcome.FILL])
    _undo_verdicts(work, block, load.act, reason)
    _remove(work, block, load.id)
    federation.follow_vo(work, block)
    refs = [Ref(row.record_kind, row.record_id) for row in records]
    for start in range(0, len(refs), _BATCH):
        check_again(work, block, refs[start : start + _BATCH])
    forget(work, block, load.id)
    close(work, block, load.id, state=OpeningState.TAKEN_BACK, **work.taken_back(reason))
    work.touch(block)
    work.record(command.action, block, "opening", load.id, {"act": load.act, "records": len(records)}, reason)
    return len(records)


def _put_back(work: UnitOfWork, block: str, act: int, filled: Sequence[Row[Any]]) -> None:
    """Give the CBOs that were here by a list back what they were."""
    query = select(_VERDICT.c.record_id, _VERDICT.c.before).where(
        _VERDICT.c.block_code == block, _VERDICT.c.act == act, _VERDICT.c.record_kind == RecordKind.CBO
    )
    before = {number: kept for number, kept in work.connection.execute(query)} if filled else {}  # noqa: C416
    for row in filled:
        restore(work, block, Kind(row.kind), row.record_id, json.loads(before[row.record_id]))
        raised = update(_CBO).where(mine(_CBO, block, row.record_id)).values(version=_CBO.c.version + 1)
        work.connection.execute(raised)


def _undo_verdicts(work: UnitOfWork, block: str, act: int, reason: str) -> None:
    """Take the verdicts back and empty the versions they were on: one that waits may be changed, and then ends."""
    of_act = (_VERDICT.c.block_code == block) & (_VERDICT.c.act == act)
    versions = select(_VERDICT.c.version_id).where(of_act)
    work.connection.execute(update(_VERDICT).where(of_act).values(work.taken_back(reason)))
    under = (_VERSION.c.block_code == block) & _VERSION.c.id.in_(versions)
    work.connection.execute(update(_VERSION).where(under).values(state=VersionState.WAITING))
    ended = {"state": VersionState.REPLACED, "content": "{}", "digest": "", "made_mobile": "", "loaded_mobile": ""}
    work.connection.execute(update(_VERSION).where(under).values(ended))


def _remove(work: UnitOfWork, block: str, opening: int) -> None:
    """Take the records out that the load brought, children first."""
    new = (
        select(RECORD.c.record_id)
        .where(RECORD.c.block_code == block, RECORD.c.opening_id == opening)
        .where(RECORD.c.outcome == OpeningOutcome.NEW)
    )
    women = new.where(RECORD.c.record_kind == RecordKind.MEMBER)
    cbos = new.where(RECORD.c.record_kind == RecordKind.CBO)
    member, parent, claim = tables.member, tables.cbo_parent, tables.claim
    work.connection.execute(delete(member).where(member.c.block_code == block, member.c.id.in_(women)))
    around = or_(parent.c.child_id.in_(cbos), parent.c.parent_id.in_(cbos))
    work.connection.execute(delete(parent).where(parent.c.block_code == block, around))
    for table in (claim, tables.shg_profile, tables.federation_profile):
        work.connection.execute(delete(table).where(table.c.block_code == block, table.c.id.in_(cbos)))
    for kind in (Kind.SHG, Kind.VO, Kind.CLF):
        gone = cbos.where(RECORD.c.kind == kind)
        work.connection.execute(delete(_CBO).where(_CBO.c.block_code == block, _CBO.c.id.in_(gone)))
