"""My Task: what waits for a block manager, in few cheap counts over what waits alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, Select, and_, case, func, or_, select

from lokos_tui.db import tables
from lokos_tui.domain.accounts.permissions import Actor, Permission
from lokos_tui.domain.dates import moment
from lokos_tui.domain.profiles.model import RecordKind
from lokos_tui.domain.verification.flow import Bucket, VerdictKind
from lokos_tui.queries.scope import in_scope
from lokos_tui.queries.verification.queue import FEDERATION, came_back, in_cluster, waiting

_CBO, _MEMBER, _VERDICT = tables.cbo, tables.member, tables.verdict
_RESULT, _FINDING, _UPLOAD = tables.duplicate_result, tables.finding, tables.upload
_NEW, _OLD = 3, 10
_STEP = 100_000


@dataclass(frozen=True, slots=True)
class TaskCounts:
    """What waits: CBOs as their lists count them, members, duplicates, what went back.

    ``over_3`` and ``over_10`` count SHGs by the days since the request,
    ``oldest`` is the age of the oldest in days; ``approved_today``
    counts the CBOs this manager approved since midnight.
    """

    shgs: int
    vos: int
    clfs: int
    members: int
    no_code: int
    over_3: int
    over_10: int
    oldest: int
    rejected: int
    came_back: int
    stale: int
    confirmed: int
    potential: int
    uploads_since: int
    approved_today: int


def task_counts(connection: Connection, actor: Actor, block_code: str, now: int) -> TaskCounts:
    """Return the counts of My Task in four statements; ``now`` in milliseconds UTC."""
    in_scope(connection, actor, Permission.PROFILES_VERIFY, block_code)
    groups = connection.execute(_groups(actor, block_code, moment(now).date())).one()
    people = connection.execute(_people(actor, block_code)).one()
    found = connection.execute(_found(block_code)).one()
    today = connection.execute(_today(actor, block_code, now)).scalar_one()
    oldest = date.fromisoformat(groups.oldest) if groups.oldest else None
    return TaskCounts(
        shgs=groups.shgs or 0,
        vos=groups.vos or 0,
        clfs=groups.clfs or 0,
        members=people.pending or 0,
        no_code=people.no_code or 0,
        over_3=groups.over_3 or 0,
        over_10=groups.over_10 or 0,
        oldest=(moment(now).date() - oldest).days if oldest else 0,
        rejected=(groups.rejected or 0) + (people.rejected or 0),
        came_back=groups.came_back or 0,
        stale=found.stale or 0,
        confirmed=found.confirmed or 0,
        potential=found.potential or 0,
        uploads_since=found.uploads or 0,
        approved_today=today,
    )


def _sum(*conditions: Any) -> Any:
    return func.sum(case((and_(*conditions), 1), else_=0))


def _groups(actor: Actor, block: str, today: date) -> Select[Any]:
    """Count the CBOs of the work lists, with the ages of the SHGs, and those that went back."""
    asked = func.coalesce(_CBO.c.request_date, "")
    rows = (
        select(
            _CBO.c.cbo_type,
            case((_CBO.c.cbo_type == "SHG", asked), else_="").label("asked"),
            came_back(block, _CBO.c.id, _CBO).label("back"),
        )
        .where(_CBO.c.block_code == block, *in_cluster(actor))
        .where(or_(*(and_(_CBO.c.cbo_type.in_(kinds), waiting(block, kinds)) for kinds in (("SHG",), FEDERATION))))
        .subquery()
    )
    rejected = select(func.count()).where(
        _CBO.c.block_code == block, _CBO.c.bucket == Bucket.REJECTED, *in_cluster(actor)
    )
    old, recent = ((today - timedelta(days=days)).isoformat() for days in (_OLD, _NEW))
    shg = rows.c.cbo_type == "SHG"
    return select(
        _sum(shg).label("shgs"),
        _sum(rows.c.cbo_type == "VO").label("vos"),
        _sum(rows.c.cbo_type == "CLF").label("clfs"),
        _sum(shg, rows.c.asked <= recent).label("over_3"),
        _sum(shg, rows.c.asked <= old).label("over_10"),
        _sum(rows.c.back).label("came_back"),
        func.min(case((rows.c.asked != "", rows.c.asked))).label("oldest"),
        rejected.scalar_subquery().label("rejected"),
    )


def _people(actor: Actor, block: str) -> Select[Any]:
    """Count members that wait, have no code, or went back: each over its own partial index."""

    def count(*conditions: Any) -> Any:
        query = select(func.count()).select_from(_MEMBER).where(_MEMBER.c.block_code == block, *conditions)
        if actor.clf:
            same = and_(_CBO.c.block_code == block, _CBO.c.id == _MEMBER.c.shg_id, _CBO.c.clf_id == actor.clf)
            query = query.join(_CBO, same)
        return query.scalar_subquery()

    return select(
        count(_MEMBER.c.bucket == Bucket.PENDING_BM).label("pending"),
        count(_MEMBER.c.bucket == Bucket.APPROVED, _MEMBER.c.member_code.is_(None)).label("no_code"),
        count(_MEMBER.c.bucket == Bucket.REJECTED).label("rejected"),
    )


def _found(block: str) -> Select[Any]:
    """Count what was found and is open, what is not checked, and the uploads since the last check."""

    def findings(rank: int) -> Any:
        between = (_FINDING.c.worst >= rank * _STEP, _FINDING.c.worst < (rank + 1) * _STEP)
        return select(func.count()).where(_FINDING.c.block_code == block, *between).scalar_subquery()

    stale = select(func.count()).where(_RESULT.c.block_code == block, tables.STALE).scalar_subquery()
    oldest = select(func.min(_RESULT.c.uploaded_at)).where(_RESULT.c.block_code == block, tables.STALE)
    uploads = select(func.count()).where(_UPLOAD.c.block_code == block, _UPLOAD.c.loaded_at >= oldest.scalar_subquery())
    return select(
        stale.label("stale"),
        findings(0).label("confirmed"),
        findings(1).label("potential"),
        uploads.scalar_subquery().label("uploads"),
    )


def _today(actor: Actor, block: str, now: int) -> Select[Any]:
    midnight = now - (moment(now).hour * 3_600 + moment(now).minute * 60 + moment(now).second) * 1_000 - now % 1_000
    return select(func.count()).where(
        _VERDICT.c.block_code == block,
        _VERDICT.c.decided_at >= midnight,
        _VERDICT.c.decided_by == actor.user_id,
        _VERDICT.c.record_kind == RecordKind.CBO,
        _VERDICT.c.verdict == VerdictKind.APPROVED,
        _VERDICT.c.undone_at.is_(None),
    )
