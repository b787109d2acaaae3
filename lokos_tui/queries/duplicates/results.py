"""The result of each record: SHGs with how many of their members are duplicates, and each member number by number."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import Connection, and_, case, func, select

from lokos_tui.db import tables
from lokos_tui.domain.accounts.permissions import Actor, Permission
from lokos_tui.domain.accounts.roles import CboType
from lokos_tui.domain.duplicates.results import DuplicateResult
from lokos_tui.domain.errors import NotFound
from lokos_tui.domain.message import _
from lokos_tui.domain.paging import Page, PageRequest
from lokos_tui.domain.profiles.model import RecordKind
from lokos_tui.queries.keyset import page
from lokos_tui.queries.scope import in_scope

_RESULT, _MEMBER, _CBO = tables.duplicate_result, tables.member, tables.cbo


class GroupResult(NamedTuple):
    """An SHG: members compared, duplicates among them (confirmed or open), those not checked yet; its own result."""

    id: int
    name: str
    members: int
    duplicates: int
    stale: int
    own: str
    code: str


class MemberResult(NamedTuple):
    """A member: the whole result and that of each number; ``stale`` when she arrived after she was last checked."""

    id: int
    name: str
    overall: str
    mobile: str
    account: str
    voter: str
    aadhaar: str
    stale: bool
    code: str


def group_results(connection: Connection, actor: Actor, block_code: str, request: PageRequest) -> Page[GroupResult]:
    """Return one page of the SHGs that have been compared, by name, with their counts."""
    in_scope(connection, actor, Permission.DUPLICATES_VIEW, block_code)
    found = case((_RESULT.c.overall.in_((DuplicateResult.CONFIRMED, DuplicateResult.POTENTIAL)), 1), else_=0)
    counts = (
        select(
            _MEMBER.c.shg_id,
            func.count().label("members"),
            func.sum(found).label("duplicates"),
            func.sum(case((_RESULT.c.stale, 1), else_=0)).label("stale"),
        )
        .join(
            _RESULT,
            and_(_RESULT.c.block_code == block_code, _RESULT.c.kind == RecordKind.MEMBER, _RESULT.c.id == _MEMBER.c.id),
        )
        .where(_MEMBER.c.block_code == block_code)
        .group_by(_MEMBER.c.shg_id)
        .subquery()
    )
    own = tables.duplicate_result.alias("own")
    query = (
        select(_CBO.c.id, _CBO.c.name, counts.c.members, counts.c.duplicates, counts.c.stale,
               func.coalesce(own.c.overall, DuplicateResult.NOT_CHECKED.value), func.coalesce(_CBO.c.code, "-"))
        .join(counts, counts.c.shg_id == _CBO.c.id)
        .outerjoin(own, and_(own.c.block_code == block_code, own.c.kind == RecordKind.CBO, own.c.id == _CBO.c.id))
        .where(_CBO.c.block_code == block_code)
    )  # fmt: skip
    return page(connection, query, {"name": _CBO.c.name_key}, _CBO.c.id, request, lambda row: GroupResult(*row))


def member_results(
    connection: Connection, actor: Actor, block_code: str, shg_id: int, request: PageRequest
) -> Page[MemberResult]:
    """Return one page of an SHG's members with their results, by name; raises NotFound where there is no such SHG."""
    in_scope(connection, actor, Permission.DUPLICATES_VIEW, block_code)
    query = (
        select(_MEMBER.c.id, _MEMBER.c.name,
               *(func.coalesce(_RESULT.c[name], DuplicateResult.NOT_CHECKED.value) for name in _NUMBERS),
               func.coalesce(_RESULT.c.stale, True), func.coalesce(_MEMBER.c.member_code, "-"))
        .outerjoin(
            _RESULT,
            and_(_RESULT.c.block_code == block_code, _RESULT.c.kind == RecordKind.MEMBER, _RESULT.c.id == _MEMBER.c.id),
        )
        .where(_MEMBER.c.block_code == block_code, _MEMBER.c.shg_id == shg_id)
    )  # fmt: skip
    found = page(connection, query, {"name": _MEMBER.c.name_key}, _MEMBER.c.id, request, lambda row: MemberResult(*row))
    if not found.rows:
        _require_shg(connection, block_code, shg_id)
    return found


def _require_shg(connection: Connection, block_code: str, shg_id: int) -> None:
    there = select(_CBO.c.id).where(
        _CBO.c.block_code == block_code, _CBO.c.id == shg_id, _CBO.c.cbo_type == CboType.SHG
    )
    if connection.scalar(there) is None:
        raise NotFound("cbo.unknown", _("There is no such SHG in your block."), _("Refresh the list."))


_NUMBERS = ("overall", "mobile", "account", "voter", "aadhaar")
