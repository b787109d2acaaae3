"""SHGs, VOs and CLFs with who keeps their books today, and who did before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, func, select

from lokos_tui.db import tables
from lokos_tui.domain.accounts.permissions import Actor, Permission
from lokos_tui.domain.accounts.roles import Duty, status_word
from lokos_tui.domain.cbos.life import NOBODY, Life
from lokos_tui.domain.errors import NotFound
from lokos_tui.domain.message import _
from lokos_tui.domain.paging import Count, Page, PageRequest
from lokos_tui.queries.keyset import capped_count, named, page, searched
from lokos_tui.queries.plain_text import (
    by_code,
    by_word,
    holding,
    in_place,
    kept_by,
    kept_since,
    meant,
    under_federation,
)
from lokos_tui.queries.scope import in_scope

CBO, _GP, _VILLAGE = tables.cbo, tables.gram_panchayat, tables.village
_VO, _CLF = tables.cbo.alias("vo"), tables.cbo.alias("clf")
BOOKS, _HOLDER = tables.cbo_link.alias("books"), tables.user_account.alias("holder")
SORTS: dict[str, ColumnElement[Any]] = {
    "name": CBO.c.name_key,
    "code": func.coalesce(CBO.c.code, ""),
    "gp": func.coalesce(_GP.c.name_key, ""),
}


@dataclass(frozen=True, slots=True)
class CboFilters:
    """What a list of CBOs shows; '' and 0 ask for nothing. ``linked`` 'yes' or 'no': has a bookkeeper."""

    block_code: str
    cbo_type: str = "SHG"
    gp_id: int = 0
    village_id: int = 0
    vo_id: int = 0
    clf_id: int = 0
    search: str = ""
    linked: str = ""


class CboRow(NamedTuple):
    """A CBO; ``code`` is '-' before activation, the holder is who keeps its books today ('' and 0: nobody)."""

    id: int
    cbo_type: str
    code: str
    name: str
    gp: str
    village: str
    vo: str
    clf: str
    life: str
    holder_id: str
    holder_name: str
    link_id: int
    since: int


@dataclass(frozen=True, slots=True)
class Span:
    """Who worked for a CBO, from when to when (None: until today); moments in milliseconds."""

    user_id: str
    name: str
    role: str
    duty: str
    since: int
    until: int | None
    linked_by: str
    unlinked_by: str
    why: str
    unlink_why: str
    batch_id: int | None


@dataclass(frozen=True, slots=True)
class CboHistory:
    """A CBO and everyone who worked for it, the newest first."""

    row: CboRow
    spans: tuple[Span, ...]


def cbo_page(connection: Connection, actor: Actor, filters: CboFilters, request: PageRequest) -> Page[CboRow]:
    """Return one page of CBOs; sorts: name, code, gp."""
    in_scope(connection, actor, Permission.CBOS_VIEW, filters.block_code)
    query = rows_query().where(*conditions(filters))
    return page(connection, query, SORTS, CBO.c.id, request, make_row)


def cbo_count(connection: Connection, actor: Actor, filters: CboFilters, cap: int = 10_000) -> Count:
    """Return how many CBOs the filters show, counting no further than ``cap``."""
    in_scope(connection, actor, Permission.CBOS_VIEW, filters.block_code)
    return capped_count(connection, select(CBO.c.id).where(*conditions(filters)), cap)


def find_cbo(connection: Connection, actor: Actor, block_code: str, code: str, cbo_type: str = "") -> CboRow:
    """Return a CBO by its code; raises NotFound when the block has none."""
    in_scope(connection, actor, Permission.CBOS_VIEW, block_code)
    query = rows_query().where(CBO.c.block_code == block_code, CBO.c.code == code.strip())
    if cbo_type:
        query = query.where(CBO.c.cbo_type == cbo_type)
    found = connection.execute(query).first()
    if found is None:
        raise NotFound("cbo.unknown", _("Your block has no CBO of that code."), _("Look in the list of CBOs."))
    return make_row(found)


def cbo_history(connection: Connection, actor: Actor, block_code: str, cbo_id: int) -> CboHistory:
    """Return a CBO and who kept its books or approved for it, since when, and before her."""
    in_scope(connection, actor, Permission.CBOS_VIEW, block_code)
    found = connection.execute(rows_query().where(CBO.c.block_code == block_code, CBO.c.id == cbo_id)).first()
    if found is None:
        raise NotFound("cbo.unknown", _("There is no such CBO in your block."), _("Refresh the list."))
    link, user, role = tables.cbo_link, tables.user_account, tables.user_role
    query = (
        select(
            user.c.user_id,
            user.c.name,
            role.c.role,
            link.c.duty,
            link.c.linked_at,
            link.c.unlinked_at,
            link.c.linked_by,
            func.coalesce(link.c.unlinked_by, ""),
            link.c.why,
            func.coalesce(link.c.unlink_why, ""),
            link.c.batch_id,
        )
        .join(user, and_(user.c.block_code == link.c.block_code, user.c.id == link.c.account_id))
        .join(role, and_(role.c.block_code == link.c.block_code, role.c.id == link.c.role_id))
        .where(link.c.block_code == block_code, link.c.cbo_id == cbo_id)
        .order_by(link.c.unlinked_at.is_not(None), link.c.linked_at.desc(), link.c.id.desc())
    )
    return CboHistory(make_row(found), tuple(Span(*row) for row in connection.execute(query)))


# Shared with the link lists


def rows_query() -> Select[Any]:
    """Return the query of CBO rows: names of places and federations, and the holder, in one go."""
    block = CBO.c.block_code
    return (
        select(
            CBO.c.id,
            CBO.c.cbo_type,
            func.coalesce(CBO.c.code, "-"),
            CBO.c.name,
            func.coalesce(_GP.c.name, ""),
            func.coalesce(_VILLAGE.c.name, ""),
            func.coalesce(_VO.c.name, ""),
            func.coalesce(_CLF.c.name, ""),
            CBO.c.life,
            func.coalesce(_HOLDER.c.user_id, ""),
            func.coalesce(_HOLDER.c.name, ""),
            func.coalesce(BOOKS.c.id, 0),
            func.coalesce(BOOKS.c.linked_at, 0),
        )
        .select_from(CBO)
        .outerjoin(_GP, and_(_GP.c.block_code == block, _GP.c.id == CBO.c.gp_id))
        .outerjoin(_VILLAGE, and_(_VILLAGE.c.block_code == block, _VILLAGE.c.id == CBO.c.village_id))
        .outerjoin(_VO, and_(_VO.c.block_code == block, _VO.c.id == CBO.c.vo_id))
        .outerjoin(_CLF, and_(_CLF.c.block_code == block, _CLF.c.id == CBO.c.clf_id))
        .outerjoin(
            BOOKS,
            and_(
                BOOKS.c.block_code == block,
                BOOKS.c.cbo_id == CBO.c.id,
                BOOKS.c.unlinked_at.is_(None),
                BOOKS.c.duty == Duty.BOOKS,
            ),
        )
        .outerjoin(_HOLDER, and_(_HOLDER.c.block_code == block, _HOLDER.c.id == BOOKS.c.account_id))
    )


def conditions(filters: CboFilters) -> list[ColumnElement[bool]]:
    """Return the conditions of the filters; block and kind first, as the indexes are."""
    found = [CBO.c.block_code == filters.block_code]
    found += [CBO.c.cbo_type == filters.cbo_type] if filters.cbo_type else []
    for column, number in (
        (CBO.c.gp_id, filters.gp_id),
        (CBO.c.village_id, filters.village_id),
        (CBO.c.vo_id, filters.vo_id),
        (CBO.c.clf_id, filters.clf_id),
    ):
        found += [column == number] if number else []
    if text := searched(filters.search):
        found.append(holding(text, lambda part: _cells(filters.block_code, part), named(CBO.c.name_key, text)))
    if filters.linked:
        found.append(_kept() if filters.linked == "yes" else ~_kept())
    return found


def _kept() -> ColumnElement[bool]:
    """Return the condition of a CBO whose books somebody keeps."""
    link = tables.cbo_link
    return exists().where(
        link.c.block_code == CBO.c.block_code,
        link.c.cbo_id == CBO.c.id,
        link.c.unlinked_at.is_(None),
        link.c.duty == Duty.BOOKS,
    )


_LIFE_WORDS = {str(life): (status_word(life),) for life in Life}


def _cells(block: str, text: str) -> list[ColumnElement[bool]]:
    """Return the conditions of which one holds where a cell of a list of CBOs shows a text."""
    return [
        *by_code(CBO.c.code, text),
        *named(CBO.c.name_key, text),
        *by_word(CBO.c.life, text, _LIFE_WORDS),
        *in_place(block, CBO.c.gp_id, CBO.c.village_id, text),
        *under_federation(block, "VO", CBO.c.vo_id, text),
        *under_federation(block, "CLF", CBO.c.clf_id, text),
        *kept_by(block, CBO.c.id, text),
        *kept_since(block, CBO.c.id, text),
        *([~_kept()] if meant(text, {"": (NOBODY,)}) else []),
    ]


def make_row(row: Sequence[Any]) -> CboRow:
    """Return a row of ``rows_query`` as a record."""
    return CboRow(*row)
