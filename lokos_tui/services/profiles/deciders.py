"""A block manager who loads a bundle has a hand in it: somebody else must be left to decide on all of it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, case, func, or_, select

from lokos_tui.db import tables
from lokos_tui.domain.accounts.persons import Person, person
from lokos_tui.domain.profiles.model import RecordKind
from lokos_tui.domain.verification.deciders import (
    Manager,
    beside,
    counted,
    is_manager,
    left_alone,
    may_decide,
    why_not,
)
from lokos_tui.domain.verification.flow import VersionState
from lokos_tui.domain.verification.gates import contributors
from lokos_tui.queries.profiles.makers import somebody
from lokos_tui.queries.verification.managers import managers_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lokos_tui.services.unit_of_work import UnitOfWork

_VERSION, _CBO, _MEMBER, _USER = tables.profile_version, tables.cbo, tables.member, tables.user_account


def managers_beside(work: UnitOfWork, block: str) -> tuple[Manager, ...] | None:
    """Return the other block managers when who loads is one herself, None when she is not.

    Raises Refused where there is no other.
    """
    managers, me = managers_of(work.connection, block), somebody(work.connection, work.actor.user_id)
    if not is_manager(me, managers):
        return None
    others = beside((me,), managers)
    if (refusal := why_not(counted(0, others))) is not None:
        raise refusal
    return others


def require_decider(work: UnitOfWork, block: str, upload_id: int, others: tuple[Manager, ...] | None) -> None:
    """Raise Refused when an upload brought a record that none of the other managers may decide on.

    She is narrowed to another cluster, or she had a hand in it herself.
    """
    if others is None:
        return
    alone = [name for name, clf, hands in _records(work, block, upload_id) if not may_decide(others, clf, hands)]
    if alone:
        raise left_alone(alone[0], len(alone) - 1)


def _records(work: UnitOfWork, block: str, upload_id: int) -> Iterator[tuple[str, int | None, tuple[Person, ...]]]:
    """Give the name, cluster and contributors of every record of which an upload brought a version."""
    brought = _VERSION.alias("brought")
    hers = and_(
        brought.c.block_code == block, brought.c.upload_id == upload_id, brought.c.state == VersionState.WAITING
    )
    maker, loader = _USER.alias("maker"), _USER.alias("loader")
    is_member = _VERSION.c.record_kind == RecordKind.MEMBER
    query = (
        select(
            _VERSION.c.record_kind, _VERSION.c.record_id, func.coalesce(_MEMBER.c.name, _CBO.c.name).label("name"),
            case((_CBO.c.cbo_type == "CLF", _CBO.c.id), else_=_CBO.c.clf_id).label("clf"), _VERSION.c.state,
            _VERSION.c.made_by, _VERSION.c.made_mobile, maker.c.mobile, maker.c.former_mobiles,
            _VERSION.c.loaded_by, _VERSION.c.loaded_mobile, loader.c.mobile, loader.c.former_mobiles,
        )
        .join(brought, and_(hers, brought.c.record_kind == _VERSION.c.record_kind,
                            brought.c.record_id == _VERSION.c.record_id))
        .outerjoin(_MEMBER, and_(is_member, _MEMBER.c.block_code == block, _MEMBER.c.id == _VERSION.c.record_id))
        .outerjoin(_CBO, and_(_CBO.c.block_code == block, or_(
            and_(is_member, _CBO.c.id == _MEMBER.c.shg_id), and_(~is_member, _CBO.c.id == _VERSION.c.record_id))))
        .outerjoin(maker, maker.c.user_id == func.upper(_VERSION.c.made_by))
        .outerjoin(loader, loader.c.user_id == func.upper(_VERSION.c.loaded_by))
        .where(_VERSION.c.block_code == block)
        .order_by(_VERSION.c.record_kind, _VERSION.c.record_id, _VERSION.c.version)
    )  # fmt: skip
    found: dict[tuple[str, int], list[Any]] = defaultdict(list)
    for row in work.connection.execute(query):
        found[row[0], row[1]].append(row)
    for rows in found.values():
        hands = contributors((row[4], person(*row[5:9]), person(*row[9:13])) for row in rows)
        yield rows[0].name, rows[0].clf, hands
