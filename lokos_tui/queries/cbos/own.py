"""One's own CBOs: those a bookkeeper or approver is linked to in the role she signed in with, and how they stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, and_, case, func, or_, select

from lokos_tui.db import tables
from lokos_tui.domain.accounts.permissions import Actor, Permission
from lokos_tui.domain.accounts.roles import RoleStatus
from lokos_tui.domain.paging import Page, PageRequest
from lokos_tui.domain.verification.flow import Bucket
from lokos_tui.queries.keyset import named, page, searched
from lokos_tui.queries.scope import in_scope

_CBO, _MEMBER, _LINK, _ROLE = tables.cbo, tables.member, tables.cbo_link, tables.user_role
_GP, _VILLAGE, _PARENT = tables.gram_panchayat, tables.village, tables.cbo.alias("parent")
SORTS: Final = ("name", "code", "gp", "went_back", "waiting")


class OwnRow(NamedTuple):
    """One of her CBOs; ``code`` is '-' before activation, ``since`` in ms UTC.

    ``bucket`` is where its own profile is; ``members`` counts all its members, ``waiting`` and ``went_back`` its
    records, itself and members, that wait for the block manager or were rejected.
    """

    id: int
    kind: str
    code: str
    name: str
    gp: str
    village: str
    parent: str
    bucket: str
    members: int
    waiting: int
    went_back: int
    since: int


class OwnCounts(NamedTuple):
    """How many CBOs are hers, and how many of their records wait, or went back."""

    cbos: int
    waiting: int
    went_back: int


def own_cbos(actor: Actor, block: str) -> Select[Any]:
    """Return the ids of the CBOs that the actor's account is linked to in the role she signed in with."""
    return (
        select(_LINK.c.cbo_id)
        .join(_ROLE, and_(_ROLE.c.block_code == _LINK.c.block_code, _ROLE.c.id == _LINK.c.role_id))
        .where(*_hers(actor, block))
    )


def own_page(connection: Connection, actor: Actor, block_code: str, text: str, request: PageRequest) -> Page[OwnRow]:
    """Return one page of the actor's own CBOs; ``text`` searches names and codes. Sorts: `SORTS`.

    Raises Refused for a role that is linked to none.
    """
    in_scope(connection, actor, Permission.CBOS_OWN, block_code)
    waiting, went_back = (_records(block_code, bucket) for bucket in (Bucket.PENDING_BM, Bucket.REJECTED))
    query = (
        select(
            _CBO.c.id, _CBO.c.cbo_type, func.coalesce(_CBO.c.code, "-"), _CBO.c.name, func.coalesce(_GP.c.name, ""),
            func.coalesce(_VILLAGE.c.name, ""), func.coalesce(_PARENT.c.name, ""), _CBO.c.bucket,
            _members(block_code), waiting, went_back, _LINK.c.linked_at,
        )
        .join(_LINK, and_(_LINK.c.block_code == _CBO.c.block_code, _LINK.c.cbo_id == _CBO.c.id))
        .join(_ROLE, and_(_ROLE.c.block_code == _LINK.c.block_code, _ROLE.c.id == _LINK.c.role_id))
        .outerjoin(_GP, and_(_GP.c.block_code == block_code, _GP.c.id == _CBO.c.gp_id))
        .outerjoin(_VILLAGE, and_(_VILLAGE.c.block_code == block_code, _VILLAGE.c.id == _CBO.c.village_id))
        .outerjoin(_PARENT, and_(_PARENT.c.block_code == block_code,
                                 _PARENT.c.id == case((_CBO.c.cbo_type == "SHG", _CBO.c.vo_id), else_=_CBO.c.clf_id)))
        .where(_CBO.c.block_code == block_code, *_hers(actor, block_code), *_searched(text))
    )  # fmt: skip
    sorts: dict[str, ColumnElement[Any]] = {
        "name": _CBO.c.name_key,
        "code": func.coalesce(_CBO.c.code, ""),
        "gp": func.coalesce(_GP.c.name_key, ""),
        "went_back": went_back,
        "waiting": waiting,
    }
    return page(connection, query, sorts, _CBO.c.id, request, _row)


def own_counts(connection: Connection, actor: Actor, block_code: str) -> OwnCounts:
    """Return what `own_page` lists, in numbers. Raises Refused for a role that is linked to no CBO."""
    in_scope(connection, actor, Permission.CBOS_OWN, block_code)
    mine = own_cbos(actor, block_code)

    def records(bucket: Bucket) -> Any:
        cbos = select(func.count()).where(_CBO.c.block_code == block_code, _CBO.c.bucket == bucket, _CBO.c.id.in_(mine))
        people = select(func.count()).where(
            _MEMBER.c.block_code == block_code, _MEMBER.c.bucket == bucket, _MEMBER.c.shg_id.in_(mine)
        )
        return cbos.scalar_subquery() + people.scalar_subquery()

    count = select(func.count()).select_from(mine.subquery()).scalar_subquery()
    found = connection.execute(select(count, records(Bucket.PENDING_BM), records(Bucket.REJECTED))).one()
    return OwnCounts(*map(int, found))


def _hers(actor: Actor, block: str) -> list[ColumnElement[bool]]:
    return [
        _LINK.c.block_code == block,
        _LINK.c.account_id == actor.account,
        _LINK.c.unlinked_at.is_(None),
        _ROLE.c.role == actor.role.value,
        _ROLE.c.status == RoleStatus.ACTIVE,
    ]


def _members(block: str, *conditions: ColumnElement[bool]) -> Any:
    query = select(func.count()).where(_MEMBER.c.block_code == block, _MEMBER.c.shg_id == _CBO.c.id, *conditions)
    return query.scalar_subquery()


def _records(block: str, bucket: Bucket) -> ColumnElement[int]:
    """Return how many records of a CBO, itself and its members, are in a bucket."""
    own = case((_CBO.c.bucket == bucket, 1), else_=0)
    total: ColumnElement[int] = own + _members(block, _MEMBER.c.bucket == bucket)
    return total


def _searched(text: str) -> list[ColumnElement[bool]]:
    wanted = searched(text)
    return [or_(_CBO.c.code.startswith(wanted, autoescape=True), *named(_CBO.c.name_key, wanted))] if wanted else []


def _row(row: Sequence[Any]) -> OwnRow:
    values: tuple[Any, ...] = tuple(row)
    return OwnRow(*values)
