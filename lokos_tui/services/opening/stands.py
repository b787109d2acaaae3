"""What stands on an accepted opening load, so that it cannot be taken back: named, a few of each."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, exists, func, or_, select

from lokos_tui.db import tables
from lokos_tui.domain.errors import Conflict
from lokos_tui.domain.message import _, joined
from lokos_tui.domain.opening.states import OpeningOutcome
from lokos_tui.domain.profiles.model import RecordKind
from lokos_tui.services.opening.rows import snapshots
from lokos_tui.services.verification.official import fingerprint

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sqlalchemy import ColumnElement, Row

    from lokos_tui.services.unit_of_work import UnitOfWork

_RECORD, _CBO, _VERDICT = tables.opening_record, tables.cbo, tables.verdict
_TOLD = 3


def require_nothing_stands(work: UnitOfWork, block: str, load: Row[Any]) -> None:
    """Raise Conflict when anything was built on a record of the load since it was accepted."""
    found = list(dict.fromkeys(_stands(work, block, load)))
    if found:
        more = (_("({n} more)", n=len(found) - _TOLD),) if len(found) > _TOLD else ()
        raise Conflict(
            "opening.built",
            _(
                "Opening load {number} cannot be taken back; on it stand: {names}.",
                number=load.id,
                names=joined(" ", (joined(", ", found[:_TOLD]), *more)),
            ),
            _("What came later is taken back first."),
        )


def _stands(work: UnitOfWork, block: str, load: Row[Any]) -> Iterator[str]:
    mine = and_(_RECORD.c.block_code == block, _RECORD.c.opening_id == load.id)
    last = select(func.max(_VERDICT.c.version_id)).where(_VERDICT.c.block_code == block, _VERDICT.c.act == load.act)
    for condition, said in _conditions(block, load, work.connection.execute(last).scalar_one() or 0):
        query = select(_RECORD.c.name).where(mine, condition).order_by(_RECORD.c.id).limit(_TOLD + 1)
        yield from (said(name) for name in work.connection.execute(query).scalars())
    yield from _changed(work, block, load)


def _conditions(block: str, load: Row[Any], last: int) -> Sequence[tuple[ColumnElement[bool], Callable[[str], str]]]:
    """Return what may stand on a record, and how it is said of one by name; ``last`` is the load's last version."""
    version, link, member, parent = tables.profile_version, tables.cbo_link, tables.member, tables.cbo_parent
    decision, scope, row = tables.pair_decision, tables.cluster_scope, _RECORD.c
    same = (row.record_kind, row.record_id)
    later = exists().where(
        version.c.block_code == block, version.c.record_kind == same[0], version.c.record_id == same[1],
        version.c.id > last,
    )  # fmt: skip
    verdict = exists().where(
        _VERDICT.c.block_code == block, _VERDICT.c.record_kind == same[0], _VERDICT.c.record_id == same[1],
        _VERDICT.c.act != load.act, _VERDICT.c.undone_at.is_(None), _VERDICT.c.id > load.act,
    )  # fmt: skip
    new_cbo = and_(row.record_kind == RecordKind.CBO, row.outcome == OpeningOutcome.NEW)
    other = _RECORD.alias("other")
    of_load = exists().where(
        other.c.block_code == block, other.c.opening_id == load.id, other.c.record_kind == RecordKind.CBO,
        other.c.outcome == OpeningOutcome.NEW, other.c.record_id == _CBO.c.id,
    )  # fmt: skip
    her = _RECORD.alias("her")
    hers = exists().where(
        her.c.block_code == block, her.c.opening_id == load.id, her.c.record_kind == RecordKind.MEMBER,
        her.c.record_id == member.c.id,
    )  # fmt: skip
    below = exists().where(
        _CBO.c.block_code == block, or_(_CBO.c.vo_id == same[1], _CBO.c.clf_id == same[1]), ~of_load,
        or_(_CBO.c.cbo_type != "SHG", _CBO.c.vo_id.is_(None), _CBO.c.vo_id == same[1]),
    )  # fmt: skip
    decided = exists().where(
        decision.c.block_code == block, decision.c.undone_at.is_(None),
        or_(and_(decision.c.one_kind == same[0], decision.c.one_id == same[1]),
            and_(decision.c.other_kind == same[0], decision.c.other_id == same[1])),
    )  # fmt: skip
    once_below = exists().where(
        parent.c.block_code == block, parent.c.parent_id == same[1], parent.c.child_id == _CBO.c.id,
        _CBO.c.block_code == block, ~of_load, parent.c.left_on.is_not(None),
    )  # fmt: skip
    return (
        (later, lambda name: _("a later upload of {name}", name=name)),
        (verdict, lambda name: _("a later decision on {name}", name=name)),
        (and_(new_cbo, exists().where(link.c.block_code == block, link.c.cbo_id == same[1])),
         lambda name: _("a link of {name}", name=name)),
        (and_(new_cbo, exists().where(member.c.block_code == block, member.c.shg_id == same[1], ~hers)),
         lambda name: _("a later member of {name}", name=name)),
        (and_(new_cbo, or_(below, once_below)), lambda name: _("a CBO that belongs to {name}", name=name)),
        (and_(new_cbo, exists().where(scope.c.block_code == block, scope.c.clf_id == same[1])),
         lambda name: _("the cluster of a block manager, {name}", name=name)),
        (decided, lambda name: _("a decision on a pair with {name}", name=name)),
    )  # fmt: skip


def _changed(work: UnitOfWork, block: str, load: Row[Any]) -> Iterator[str]:
    """Give the records whose rows are not what the acceptance left: a master list that was loaded since."""
    query = (
        select(_RECORD.c.record_kind, _RECORD.c.record_id, _RECORD.c.name, _VERDICT.c.before)
        .join(
            _VERDICT,
            and_(_VERDICT.c.block_code == block, _VERDICT.c.act == load.act,
                 _VERDICT.c.record_kind == _RECORD.c.record_kind, _VERDICT.c.record_id == _RECORD.c.record_id),
        )
        .where(_RECORD.c.block_code == block, _RECORD.c.opening_id == load.id)
    )  # fmt: skip
    rows = work.connection.execute(query).all()
    for family in RecordKind:
        ids = [row.record_id for row in rows if row.record_kind == family]
        now = snapshots(work, block, family, ids)
        for row in rows:
            if row.record_kind == family and json.loads(row.before)["after"] != fingerprint(now[row.record_id]):
                yield _("a change of {name}", name=row.name)
