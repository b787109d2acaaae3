"""What was found: counts, the list worst first, one finding with both records, numbers that too many hold."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Connection, and_, case, func, select

from lokos_tui.db import tables
from lokos_tui.domain.accounts.permissions import Actor, Permission
from lokos_tui.domain.duplicates.results import Found
from lokos_tui.domain.duplicates.rules import Level
from lokos_tui.domain.errors import NotFound
from lokos_tui.domain.message import _
from lokos_tui.domain.paging import Page, PageRequest
from lokos_tui.domain.profiles.model import RecordKind
from lokos_tui.matching.weigh import Term
from lokos_tui.queries.keyset import page
from lokos_tui.queries.scope import in_scope

_FINDING, _RESULT, _COMMON = tables.finding, tables.duplicate_result, tables.common_key
_DECISION = tables.pair_decision
_STEP = 100_000
FOUND = tuple(Found)
"""What a list of findings is narrowed to, worst first."""


@dataclass(frozen=True, slots=True)
class DuplicateCounts:
    """How many findings stand, of each kind; records that are not checked; numbers that too many hold."""

    confirmed: int = 0
    potential: int = 0
    decided: int = 0
    shared: int = 0
    stale: int = 0
    generic: int = 0
    checked_at: int | None = None


class FindingLine(NamedTuple):
    """One finding in the list; ``weight`` in bits, ``numbers`` what both hold."""

    number: int
    found: str
    decided: bool
    weight: float
    one_kind: str
    one_name: str
    one_group: str
    other_kind: str
    other_name: str
    other_group: str
    numbers: str


class GenericLine(NamedTuple):
    """A number that too many women hold; ``shown`` as it may be shown."""

    key: int
    field: str
    shown: str
    holders: int


class Holder(NamedTuple):
    """A record that holds a number."""

    kind: str
    id: int
    name: str
    group: str


def duplicate_counts(connection: Connection, actor: Actor, block_code: str) -> DuplicateCounts:
    """Return the counts of a block, in one query for each of three tables."""
    in_scope(connection, actor, Permission.DUPLICATES_VIEW, block_code)
    grouped = case(
        *((and_(_FINDING.c.worst >= n * _STEP, _FINDING.c.worst < (n + 1) * _STEP), n) for n in range(len(FOUND))),
        else_=9,
    )
    query = select(grouped, func.count()).where(_FINDING.c.block_code == block_code).group_by(grouped)
    of = {row[0]: row[1] for row in connection.execute(query)}
    stale = select(func.count()).where(_RESULT.c.block_code == block_code, tables.STALE)
    generic = select(func.count()).where(_COMMON.c.block_code == block_code, _COMMON.c.field != "")
    last = select(func.max(_RESULT.c.checked_at)).where(_RESULT.c.block_code == block_code)
    return DuplicateCounts(
        of.get(0, 0), of.get(1, 0), of.get(2, 0), of.get(3, 0),
        connection.execute(stale).scalar_one(), connection.execute(generic).scalar_one(),
        connection.execute(last).scalar_one(),
    )  # fmt: skip


def finding_page(
    connection: Connection, actor: Actor, block_code: str, found: str, request: PageRequest
) -> Page[FindingLine]:
    """Return one page of findings, the worst first; ``found`` of `FOUND` narrows it, '' shows all."""
    in_scope(connection, actor, Permission.DUPLICATES_VIEW, block_code)
    query = _lines(block_code)
    if found in FOUND:
        rank = FOUND.index(Found(found))
        query = query.where(_FINDING.c.worst >= rank * _STEP, _FINDING.c.worst < (rank + 1) * _STEP)
    return page(connection, query, {"worst": _FINDING.c.worst}, _FINDING.c.number, request, _line)


def _lines(block_code: str) -> Any:
    """Return the query of the list: a finding with the name and the group of both records."""
    columns: list[Any] = [_FINDING.c.number, _FINDING.c.found, _FINDING.c.decision_id, _FINDING.c.weight]
    source: Any = _FINDING
    for side in ("one", "other"):
        member, cbo = tables.member.alias(f"{side}_m"), tables.cbo.alias(f"{side}_c")
        group = tables.cbo.alias(f"{side}_g")
        kind, number = _FINDING.c[f"{side}_kind"], _FINDING.c[f"{side}_id"]
        source = source.outerjoin(
            member, and_(kind == RecordKind.MEMBER, member.c.block_code == block_code, member.c.id == number)
        )
        source = source.outerjoin(cbo, and_(kind == RecordKind.CBO, cbo.c.block_code == block_code, cbo.c.id == number))
        source = source.outerjoin(group, and_(group.c.block_code == block_code, group.c.id == member.c.shg_id))
        columns += [kind, func.coalesce(member.c.name, cbo.c.name, ""), func.coalesce(group.c.name, cbo.c.cbo_type, "")]
    columns.append(_FINDING.c.numbers)
    return select(*columns).select_from(source).where(_FINDING.c.block_code == block_code)


def _line(row: Any) -> FindingLine:
    number, found, decision, weight, *rest = row
    return FindingLine(number, found, decision is not None, weight / 100, *rest)


def generic_page(connection: Connection, actor: Actor, block_code: str, request: PageRequest) -> Page[GenericLine]:
    """Return one page of the numbers that too many hold, the most shared first."""
    in_scope(connection, actor, Permission.DUPLICATES_VIEW, block_code)
    most = request.largest_first()
    query = select(_COMMON.c.key, _COMMON.c.field, _COMMON.c.shown, _COMMON.c.holders).where(
        _COMMON.c.block_code == block_code, _COMMON.c.field != ""
    )
    return page(connection, query, {"holders": _COMMON.c.holders}, _COMMON.c.key, most, lambda row: GenericLine(*row))


def holders(connection: Connection, actor: Actor, block_code: str, key: int, limit: int = 100) -> tuple[Holder, ...]:
    """Return the records that hold a number, at most ``limit``."""
    in_scope(connection, actor, Permission.DUPLICATES_VIEW, block_code)
    held, member, cbo, group = tables.match_key, tables.member, tables.cbo, tables.cbo.alias("shg")
    source = (
        held.outerjoin(
            member, and_(held.c.kind == RecordKind.MEMBER, member.c.block_code == block_code, member.c.id == held.c.id)
        )
        .outerjoin(cbo, and_(held.c.kind == RecordKind.CBO, cbo.c.block_code == block_code, cbo.c.id == held.c.id))
        .outerjoin(group, and_(group.c.block_code == block_code, group.c.id == member.c.shg_id))
    )
    query = (
        select(held.c.kind, held.c.id, func.coalesce(member.c.name, cbo.c.name, ""),
               func.coalesce(group.c.name, cbo.c.cbo_type, ""))
        .select_from(source)
        .where(held.c.block_code == block_code, held.c.key == key)
        .order_by(held.c.kind, held.c.id)
        .limit(limit)
    )  # fmt: skip
    return tuple(Holder(*row) for row in connection.execute(query))


def terms_of(text: str) -> list[Term]:
    """Return the terms as a finding keeps them."""
    return [Term(field, Level(level), bits) for field, level, bits in json.loads(text)]


def finding_row(connection: Connection, block_code: str, number: int) -> Any:
    """Return the row of one finding; raises NotFound."""
    query = select(_FINDING).where(_FINDING.c.block_code == block_code, _FINDING.c.number == number)
    row = connection.execute(query).first()
    if row is None:
        raise NotFound(
            "finding.gone", _("These two are no longer found to be alike."), _("Go back and refresh the list.")
        )
    return row


def decision_row(connection: Connection, block_code: str, decision_id: int | None) -> Any:
    """Return the decision of a finding, None when it is open."""
    if decision_id is None:
        return None
    query = select(_DECISION).where(_DECISION.c.block_code == block_code, _DECISION.c.id == decision_id)
    return connection.execute(query).first()
