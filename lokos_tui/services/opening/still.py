"""Whether the records of a waiting load are still what they were when it was made: nothing is accepted unseen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, exists, select

from lokos_tui.db import tables
from lokos_tui.domain.errors import Conflict
from lokos_tui.domain.message import _, joined
from lokos_tui.domain.opening.states import OpeningOutcome
from lokos_tui.domain.profiles.model import Kind, RecordKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Row

    from lokos_tui.services.unit_of_work import UnitOfWork

_RECORD, _CBO, _MEMBER = tables.opening_record, tables.cbo, tables.member
_TOLD = 3


def require_still(work: UnitOfWork, block: str, opening: int, cbos: Sequence[Row[Any]]) -> None:
    """Raise Conflict, naming the first few, when codes, places, parents or SHGs are not as the load found them."""
    found = list(dict.fromkeys(_changed(work, block, opening, cbos)))
    if found:
        more = (_("({n} more)", n=len(found) - _TOLD),) if len(found) > _TOLD else ()
        raise Conflict(
            "opening.changed",
            _(
                "The block changed since load {number} was made; nothing was accepted. It concerns: {names}.",
                number=opening,
                names=joined(" ", (joined(", ", found[:_TOLD]), *more)),
            ),
            _("Refuse it, and have the file loaded again: what is here by then is seen."),
        )


def _changed(work: UnitOfWork, block: str, opening: int, cbos: Sequence[Row[Any]]) -> Iterator[str]:
    """Give the names of records whose code was taken, whose row, place, parent or SHG is not what it was."""
    mine = (_RECORD.c.block_code == block) & (_RECORD.c.opening_id == opening)
    new, filled = _RECORD.c.outcome == OpeningOutcome.NEW, _RECORD.c.outcome == OpeningOutcome.FILL
    same_code = and_(_CBO.c.block_code == block, _CBO.c.cbo_type == _RECORD.c.kind, _CBO.c.code == _RECORD.c.code)
    same_row = and_(_CBO.c.block_code == block, _CBO.c.id == _RECORD.c.record_id)
    her_code = and_(_MEMBER.c.block_code == block, _MEMBER.c.member_code == _RECORD.c.code)
    gp, village, woman = tables.gram_panchayat, tables.village, _RECORD.c.kind == Kind.MEMBER
    sent = _RECORD.alias("sent")
    conditions: tuple[Any, ...] = (
        and_(new, ~woman, exists().where(same_code)),
        and_(new, woman, exists().where(her_code)),
        and_(filled, ~exists().where(same_row, same_code, _CBO.c.version == _RECORD.c.seen)),
        and_(_RECORD.c.gp_id.is_not(None), ~exists().where(gp.c.block_code == block, gp.c.id == _RECORD.c.gp_id)),
        and_(_RECORD.c.village_id.is_not(None),
             ~exists().where(village.c.block_code == block, village.c.id == _RECORD.c.village_id)),
        and_(woman, ~exists().where(_CBO.c.block_code == block, _CBO.c.id == _RECORD.c.shg_id),
             ~exists().where(sent.c.block_code == block, sent.c.opening_id == opening,
                             sent.c.record_kind == RecordKind.CBO, sent.c.record_id == _RECORD.c.shg_id)),
    )  # fmt: skip
    for condition in conditions:
        yield from work.connection.execute(select(_RECORD.c.name).where(mine, condition).limit(_TOLD + 1)).scalars()
    yield from _without_parent(work, block, cbos)


def _without_parent(work: UnitOfWork, block: str, cbos: Sequence[Row[Any]]) -> Iterator[str]:
    query = select(_CBO.c.cbo_type, _CBO.c.code).where(_CBO.c.block_code == block, _CBO.c.cbo_type.in_(("VO", "CLF")))
    known = {(kind, code) for kind, code in work.connection.execute(query)}
    known |= {(row.kind, row.code) for row in cbos}
    above = {Kind.SHG.value: Kind.VO.value, Kind.VO.value: Kind.CLF.value}
    for row in cbos:
        if row.parent and (above[row.kind], row.parent) not in known:
            yield row.name
