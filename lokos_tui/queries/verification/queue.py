"""The work lists of a block manager: what waits, one statement a page, sorted by any column.

Source: docs/domain.md#work-lists.

An SHG is in the list while its profile waits, one of its members does, or a
member approved in the older MIS has no code yet. What is dear to count is
counted for the rows of the page alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, Subquery, and_, case, func, or_, select, union

from lokos_tui.db import tables
from lokos_tui.domain.accounts.permissions import Actor, Permission
from lokos_tui.domain.dates import moment
from lokos_tui.domain.duplicates.results import DuplicateResult, result_names
from lokos_tui.domain.paging import Page, PageRequest
from lokos_tui.domain.profiles.model import RecordKind
from lokos_tui.domain.verification.flow import CHANGE_WORDS, Bucket, ChangeType, VersionState
from lokos_tui.domain.verification.work_list import AGES, SORTS
from lokos_tui.queries.keyset import named, page, searched
from lokos_tui.queries.plain_text import by_code, by_user_id, by_word, holding, in_place, on_day
from lokos_tui.queries.scope import in_scope

_CBO, _MEMBER, _RESULT = tables.cbo, tables.member, tables.duplicate_result
_GP, _VILLAGE = tables.gram_panchayat, tables.village
_PENDING, _APPROVED = Bucket.PENDING_BM, Bucket.APPROVED
FEDERATION: Final = ("VO", "CLF")


@dataclass(frozen=True, slots=True)
class QueueFilters:
    """What a work list shows; '' and 0 ask for nothing. ``kind`` is SHG, VO, CLF, or '' for VO and CLF."""

    kind: str = "SHG"
    gp_id: int = 0
    village_id: int = 0
    code: str = ""
    search: str = ""
    status: str = ""
    duplicate: str = ""
    age: str = ""

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of CBO in the list."""
        return (self.kind,) if self.kind else FEDERATION


class QueueRow(NamedTuple):
    """A row of a work list, columns as LokOS has them.

    ``no`` is its place in the list as sorted and ``total`` how many there are;
    ``stale`` counts its records that were not checked since they came.
    """

    no: int
    total: int
    id: int
    kind: str
    panchayat: str
    village: str
    code: str
    name: str
    formation_date: str
    request_date: str
    status: str
    duplicate: str
    members: int
    to_approve: int
    to_activate: int
    duplicates: int
    stale: int
    came_back: bool
    claimed_by: str


def queue_page(
    connection: Connection, actor: Actor, block_code: str, filters: QueueFilters, now: int, request: PageRequest
) -> Page[QueueRow]:
    """Return one page of a work list; ``now`` in milliseconds UTC tells ages and claims. Sorts: `SORTS`."""
    in_scope(connection, actor, Permission.PROFILES_VERIFY, block_code)
    sort = request.sort if request.sort in SORTS else SORTS[0]
    value = _sorts(block_code)[sort]
    order = (value.desc(), _CBO.c.id.desc()) if request.descending else (value, _CBO.c.id)
    numbered = (
        select(
            _CBO.c.id.label("cbo_id"),
            value.label("value"),
            func.row_number().over(order_by=order).label("no"),
            func.count().over().label("total"),
        )
        .select_from(_CBO)
        .outerjoin(_GP, and_(_GP.c.block_code == block_code, _GP.c.id == _CBO.c.gp_id))
        .outerjoin(_VILLAGE, and_(_VILLAGE.c.block_code == block_code, _VILLAGE.c.id == _CBO.c.village_id))
        .where(*_conditions(actor, block_code, filters, now))
        .subquery("numbered")
    )
    query = select(numbered.c.cbo_id, numbered.c.no, numbered.c.total)
    return page(
        connection, query, {sort: numbered.c.value}, numbered.c.cbo_id, request, lambda row: QueueRow(*row),
        lambda taken: _dressed(taken, actor, block_code, now),
    )  # fmt: skip


def queue_ids(
    connection: Connection, actor: Actor, block_code: str, filters: QueueFilters, now: int
) -> tuple[int, ...]:
    """Return the ids of every CBO of a work list, the oldest request first; ``now`` in milliseconds UTC."""
    in_scope(connection, actor, Permission.PROFILES_VERIFY, block_code)
    query = select(_CBO.c.id).where(*_conditions(actor, block_code, filters, now))
    return tuple(connection.execute(query.order_by(func.coalesce(_CBO.c.request_date, ""), _CBO.c.id)).scalars())


def waiting(block: str, kinds: tuple[str, ...]) -> ColumnElement[bool]:
    """Return the condition of a CBO with something to decide."""
    own = select(_CBO.c.id).where(_CBO.c.block_code == block, _CBO.c.cbo_type.in_(kinds), _CBO.c.bucket == _PENDING)
    if "SHG" not in kinds:
        return _CBO.c.id.in_(own)
    people = select(_MEMBER.c.shg_id).where(_MEMBER.c.block_code == block)
    return _CBO.c.id.in_(
        union(own, people.where(_MEMBER.c.bucket == _PENDING),
              people.where(_MEMBER.c.bucket == _APPROVED, _MEMBER.c.member_code.is_(None)))
    )  # fmt: skip


def in_cluster(actor: Actor) -> list[ColumnElement[bool]]:
    """Return the condition of the actor's cluster, none when she has the whole block."""
    if not actor.clf:
        return []
    return [or_(_CBO.c.clf_id == actor.clf, and_(_CBO.c.cbo_type == "CLF", _CBO.c.id == actor.clf))]


def _conditions(actor: Actor, block: str, filters: QueueFilters, now: int) -> list[ColumnElement[bool]]:
    found = [_CBO.c.block_code == block, _CBO.c.cbo_type.in_(filters.kinds), waiting(block, filters.kinds)]
    found += in_cluster(actor)
    found += [_CBO.c.gp_id == filters.gp_id] if filters.gp_id else []
    found += [_CBO.c.village_id == filters.village_id] if filters.village_id else []
    if code := searched(filters.code):
        found.append(_CBO.c.code.startswith(code, autoescape=True))
    if text := searched(filters.search):
        found.append(holding(text, lambda part: _cells(block, part, now), named(_CBO.c.name_key, text)))
    found += [_status() == filters.status] if filters.status else []
    found += [_CBO.c.duplicate == filters.duplicate] if filters.duplicate else []
    return found + _aged(filters.age, now)


_CHANGES = {one.value: (word,) for one, word in CHANGE_WORDS.items()}
_RESULTS = {one.value: result_names(one) for one in DuplicateResult}
_KINDS = {"VO": ("VO",), "CLF": ("CLF",)}


def _cells(block: str, text: str, now: int) -> list[ColumnElement[bool]]:
    """Return the conditions of which one holds where a cell of a work list shows a text."""
    claim = tables.claim
    opened = select(claim.c.id).where(claim.c.block_code == block, claim.c.claimed_until > now)
    return [
        *by_code(_CBO.c.code, text),
        *named(_CBO.c.name_key, text),
        *by_word(_CBO.c.cbo_type, text, _KINDS),
        *in_place(block, _CBO.c.gp_id, _CBO.c.village_id, text),
        *on_day(_CBO.c.formation_date, text),
        *on_day(_CBO.c.request_date, text),
        *by_word(_status(), text, _CHANGES),
        *by_word(_CBO.c.duplicate, text, _RESULTS),
        *(_CBO.c.id.in_(opened.where(by)) for by in by_user_id(claim.c.claimed_by, text)),
    ]


def _aged(age: str, now: int) -> list[ColumnElement[bool]]:
    """Return the conditions of an age in days; a record without a request date is old."""
    if age not in AGES:
        return []
    today, (least, most) = moment(now).date(), AGES[age]
    asked = func.coalesce(_CBO.c.request_date, "")
    found = [asked <= (today - timedelta(days=least)).isoformat()] if least else []
    return [*found, asked > (today - timedelta(days=most)).isoformat()] if most else found


def _status() -> ColumnElement[str]:
    """Return the change type of a CBO; Modified where only its members wait."""
    return case((_CBO.c.bucket == _PENDING, _CBO.c.change_type), else_=ChangeType.MODIFIED.value)


def _members(block: str, shg: Any, *conditions: ColumnElement[bool]) -> Any:
    query = select(func.count()).where(_MEMBER.c.block_code == block, _MEMBER.c.shg_id == shg, *conditions)
    return query.scalar_subquery()


def _counts(block: str, shg: Any) -> dict[str, Any]:
    return {
        "members": _members(block, shg),
        "approve": _members(block, shg, _MEMBER.c.bucket == _PENDING),
        "activate": _members(block, shg, _MEMBER.c.bucket == _APPROVED, _MEMBER.c.member_code.is_(None)),
        "duplicates": _members(
            block, shg, _MEMBER.c.duplicate.in_((DuplicateResult.POTENTIAL, DuplicateResult.CONFIRMED))
        ),
    }


def _sorts(block: str) -> Mapping[str, ColumnElement[Any]]:
    return {
        "request": func.coalesce(_CBO.c.request_date, ""),
        "panchayat": func.coalesce(_GP.c.name_key, ""),
        "village": func.coalesce(_VILLAGE.c.name_key, ""),
        "code": func.coalesce(_CBO.c.code, ""),
        "name": _CBO.c.name_key,
        "formation": func.coalesce(_CBO.c.formation_date, ""),
        "status": _status(),
        "duplicate": _CBO.c.duplicate,
        **_counts(block, _CBO.c.id),
    }


def _dressed(taken: Subquery, actor: Actor, block: str, now: int) -> Select[Any]:
    """Return the rows of a page with everything that is shown of them."""
    claim, counts = tables.claim, _counts(block, taken.c.cbo_id)
    held = and_(
        claim.c.block_code == block,
        claim.c.id == taken.c.cbo_id,
        claim.c.claimed_until > now,
        claim.c.claimed_by != actor.user_id,
    )
    return (
        select(
            taken.c.no, taken.c.total, taken.c.cbo_id, _CBO.c.cbo_type,
            func.coalesce(_GP.c.name, ""), func.coalesce(_VILLAGE.c.name, ""), func.coalesce(_CBO.c.code, "-"),
            _CBO.c.name, func.coalesce(_CBO.c.formation_date, ""), func.coalesce(_CBO.c.request_date, ""),
            _status(), _CBO.c.duplicate, *counts.values(), _stale(block, taken),
            came_back(block, taken.c.cbo_id, taken), func.coalesce(claim.c.claimed_by, ""),
        )
        .select_from(taken)
        .join(_CBO, and_(_CBO.c.block_code == block, _CBO.c.id == taken.c.cbo_id))
        .outerjoin(_GP, and_(_GP.c.block_code == block, _GP.c.id == _CBO.c.gp_id))
        .outerjoin(_VILLAGE, and_(_VILLAGE.c.block_code == block, _VILLAGE.c.id == _CBO.c.village_id))
        .outerjoin(claim, held)
    )  # fmt: skip


def _stale(block: str, taken: Subquery) -> Any:
    """Return how many records of a CBO of the page, itself and its members, were not checked since they came."""
    people = select(_MEMBER.c.id).where(_MEMBER.c.block_code == block, _MEMBER.c.shg_id == taken.c.cbo_id)
    mine = or_(
        and_(_RESULT.c.kind == RecordKind.CBO, _RESULT.c.id == taken.c.cbo_id),
        and_(_RESULT.c.kind == RecordKind.MEMBER, _RESULT.c.id.in_(people.correlate(taken))),
    )
    query = select(func.count()).select_from(_RESULT).where(_RESULT.c.block_code == block, tables.STALE, mine)
    return query.correlate(taken).scalar_subquery()


def came_back(block: str, cbo_id: ColumnElement[int], outer: Any) -> ColumnElement[bool]:
    """Return whether something of a CBO that waits was rejected last: what was sent now answers it."""
    mine = tables.cbo.alias("mine")
    own = select(mine.c.id).where(
        mine.c.block_code == block,
        mine.c.id == cbo_id,
        mine.c.bucket == _PENDING,
        _rejected_last(block, RecordKind.CBO, mine.c.id),
    )
    people = select(_MEMBER.c.id).where(
        _MEMBER.c.block_code == block,
        _MEMBER.c.shg_id == cbo_id,
        _MEMBER.c.bucket == _PENDING,
        _rejected_last(block, RecordKind.MEMBER, _MEMBER.c.id),
    )
    return or_(own.correlate(outer).exists(), people.correlate(outer).exists())


def _rejected_last(block: str, kind: str, number: ColumnElement[int]) -> ColumnElement[bool]:
    """Return whether the newest decided version of a record was rejected."""
    version = tables.profile_version
    last = (
        select(version.c.state)
        .where(
            version.c.block_code == block,
            version.c.record_kind == kind,
            version.c.record_id == number,
            version.c.state != VersionState.WAITING,
        )
        .order_by(version.c.version.desc())
        .limit(1)
        .scalar_subquery()
    )
    return last == VersionState.REJECTED.value
