"""How records are found by a typed text: by their indexes, a few rows of each kind.

Each *way* looks into one index (a code that begins so, a name that begins so, a name that holds it) and stops after
the rows that can be shown, so a text that thousands of records hold costs as little as one that few hold. Members have
no index of names: theirs are walked once. ``spelled`` asks for the names in other spellings alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from sqlalchemy import Case, ColumnElement, Select, and_, case, func, literal, or_, select, union_all
from sqlalchemy.sql.expression import FromClause

from lokos_tui.db import tables
from lokos_tui.domain.accounts.naming import tidy_user_id
from lokos_tui.domain.accounts.permissions import ABOVE_BLOCK, Actor, Permission
from lokos_tui.domain.accounts.roles import AccountStatus, CboType
from lokos_tui.domain.office.finding import LEAST_DIGITS
from lokos_tui.domain.text import name_key
from lokos_tui.matching.devanagari import devanagari_pattern, latin_spellings
from lokos_tui.matching.spelled import folded, letters_of, spelling_pattern
from lokos_tui.queries.keyset import FIRST_OF_INDIA, contains, named

_LAST: Final = "\uffff"
"""Stands behind every text that begins in the same way."""
_BEHIND_DIGITS: Final = "zz"
"""Stands behind every code that goes on with digits, in any order of letters."""
_NUMBER: Final = re.compile(r"[\d +-]+")
_MOBILE: Final = 10
_CODE, _BEGINS, _HOLDS, _SPELLED = (literal(rank) for rank in range(4))
Way = tuple[ColumnElement[int], ColumnElement[Any], ColumnElement[bool]]
"""How near a hit is (lowest first), the indexed column that is walked, and what must hold of the row."""
_USER, _CBO, _MEMBER = tables.user_account, tables.cbo, tables.member
_BATCH, _UPLOAD = tables.import_batch, tables.upload
_GP, _VILLAGE, _SHG = tables.gram_panchayat, tables.village, tables.cbo.alias("shg")


def digits_of(text: str) -> str:
    """Return the digits of a text that is a number, as it may be written: '98765 43210', '+91-...'; else ''."""
    return re.sub(r"\D", "", text)[-12:] if _NUMBER.fullmatch(text) else ""


def users(actor: Actor, block_code: str, text: str, most: int, *, spelled: bool = False) -> Select[Any]:
    """Return the accounts: id, user id, name, place, role, mobile."""
    own = [_USER.c.block_code == block_code, _USER.c.status != AccountStatus.DELETED]
    if block_code == ABOVE_BLOCK:
        own += [_USER.c.state_code == actor.area.state] if actor.area.state else []
        own += [_USER.c.district_code == actor.area.district] if actor.area.district else []
    wanted, column = tidy_user_id(text), _USER.c.user_id
    ways: list[Way] = [(_CODE, column, _begins(column, wanted)), (_HOLDS, column, contains(column, wanted))]
    ways += [*_mobiles(digits_of(text)), *_names(_USER.c.name_key, text)]
    if spelled:
        ways = list(_spelled(_USER.c.name_key, text))
    hits = _hits(_USER, own, ways, most)
    query = select(
        _USER.c.id,
        literal("USER"),
        _USER.c.user_id,
        _USER.c.name,
        literal(""),
        _USER.c.role,
        _USER.c.mobile,
        literal(0),
    )
    return _in_order(query.join(hits, hits.c.id == _USER.c.id), hits, _USER, block_code, most)


def cbos(_actor: Actor, block_code: str, text: str, most: int, *, spelled: bool = False) -> Select[Any]:
    """Return SHGs, VOs and CLFs: id, kind, code, name, place, what waits."""
    found = []
    for kind in CboType:
        own = [_CBO.c.block_code == block_code, _CBO.c.cbo_type == kind.value]
        ways = [*_codes(_CBO.c.code, text), *_names(_CBO.c.name_key, text)]
        if spelled:
            ways = list(_spelled(_CBO.c.name_key, text))
        found.append(_ways(_CBO, own, ways, most))
    hits = _best(found)
    query = (
        select(
            _CBO.c.id, _CBO.c.cbo_type, func.coalesce(_CBO.c.code, ""), _CBO.c.name, func.coalesce(_GP.c.name, ""),
            func.coalesce(_VILLAGE.c.name, ""), _CBO.c.bucket, literal(0),
        )
        .join(hits, hits.c.id == _CBO.c.id)
        .outerjoin(_GP, and_(_GP.c.block_code == block_code, _GP.c.id == _CBO.c.gp_id))
        .outerjoin(_VILLAGE, and_(_VILLAGE.c.block_code == block_code, _VILLAGE.c.id == _CBO.c.village_id))
    )  # fmt: skip
    return _in_order(query, hits, _CBO, block_code, len(CboType) * (most + 1))


def members(actor: Actor, block_code: str, text: str, most: int, *, spelled: bool = False) -> Select[Any]:
    """Return members: id, code, name, the SHG and its village; of her cluster, where a manager verifies one."""
    own = [_MEMBER.c.block_code == block_code]
    if actor.clf:
        mine = select(_SHG.c.id).where(_SHG.c.block_code == block_code, _SHG.c.clf_id == actor.clf)
        own.append(_MEMBER.c.shg_id.in_(mine))
    ways = [*_codes(_MEMBER.c.member_code, text), *_in_one_walk(_names(_MEMBER.c.name_key, text))]
    if spelled:
        ways = [*_in_one_walk(_spelled(_MEMBER.c.name_key, text))]
    hits = _hits(_MEMBER, own, ways, most)
    query = (
        select(
            _MEMBER.c.id, literal("MEMBER"), func.coalesce(_MEMBER.c.member_code, ""), _MEMBER.c.name, _SHG.c.name,
            func.coalesce(_VILLAGE.c.name, ""), literal(""), _MEMBER.c.shg_id,
        )
        .join(hits, hits.c.id == _MEMBER.c.id)
        .join(_SHG, and_(_SHG.c.block_code == block_code, _SHG.c.id == _MEMBER.c.shg_id))
        .outerjoin(_VILLAGE, and_(_VILLAGE.c.block_code == block_code, _VILLAGE.c.id == _SHG.c.village_id))
    )  # fmt: skip
    return _in_order(query, hits, _MEMBER, block_code, most)


def loads(_actor: Actor, block_code: str, text: str, most: int) -> Select[Any]:
    """Return loads by their file's name, the newest first: id, file, who, when."""
    return (
        select(_BATCH.c.id, literal("LOAD"), literal(""), _BATCH.c.file_name, _BATCH.c.by_user, literal(""),
               _BATCH.c.at, literal(0))
        .where(_BATCH.c.block_code == block_code, _holds_file(_BATCH.c.file_name, text))
        .order_by(_BATCH.c.at.desc(), _BATCH.c.id.desc())
        .limit(most + 1)
    )  # fmt: skip


def uploads(actor: Actor, block_code: str, text: str, most: int) -> Select[Any]:
    """Return uploads by their file's name or maker, the newest first; a bookkeeper finds those she made."""
    query = select(
        _UPLOAD.c.id, literal("UPLOAD"), literal(""), _UPLOAD.c.file_name, _UPLOAD.c.made_by, literal(""),
        _UPLOAD.c.loaded_at, literal(0),
    ).where(_UPLOAD.c.block_code == block_code)  # fmt: skip
    if not actor.may(Permission.USERS_VIEW):
        query = query.where(_UPLOAD.c.made_by == actor.user_id)
    found = or_(_holds_file(_UPLOAD.c.file_name, text), contains(_UPLOAD.c.made_by, tidy_user_id(text)))
    return query.where(found).order_by(_UPLOAD.c.loaded_at.desc(), _UPLOAD.c.id.desc()).limit(most + 1)


def _holds_file(column: ColumnElement[str], text: str) -> ColumnElement[bool]:
    return contains(func.lower(column), text.lower())


def _begins(column: ColumnElement[Any], text: str) -> ColumnElement[bool]:
    return and_(column >= text, column < text + _LAST)


def _codes(column: ColumnElement[Any], text: str) -> Iterator[Way]:
    """Give the way to a code that begins so; the bounds hold whatever the database's collation, and let it seek."""
    text = text.upper()
    if text.isascii() and text.isalnum():
        near = and_(column >= text, column < text + _BEHIND_DIGITS)
        yield _CODE, column, and_(near, column.startswith(text, autoescape=True))


def _names(column: ColumnElement[str], text: str) -> Iterator[Way]:
    """Give the ways to a name as it is typed, in either script: it begins so, it holds it."""
    key = name_key(text)
    for one in dict.fromkeys([key, *latin_spellings(key)]) if key else ():
        yield _BEGINS, column, _begins(column, one)
    for condition in named(column, text):
        yield _HOLDS, column, condition


def has_spellings(text: str) -> bool:
    """True for a name, which may be spelled otherwise; a number and a user id have one spelling."""
    return "_" not in text and bool(spelling_pattern(name_key(text)))


def _spelled(column: ColumnElement[str], text: str) -> Iterator[Way]:
    """Give the ways to a name in its other spellings; the letters that all of them have sort out most names first."""
    key = name_key(text)
    letters = (or_(*(column.like(f"%{letter}%") for letter in one)) for one in letters_of(key))
    pattern = column.regexp_match(spelling_pattern(key))
    yield _SPELLED, column, and_(column < FIRST_OF_INDIA, *letters, pattern)
    other = devanagari_pattern(folded(key))
    if other and other != devanagari_pattern(key):
        yield _SPELLED, column, and_(column >= FIRST_OF_INDIA, column.regexp_match(other))


def _in_one_walk(ways: Iterator[Way]) -> Iterator[Way]:
    """Give the ways to a column that has no index as one: the nearest of them that holds is a row's rank."""
    found = list(ways)
    if found:
        rank = case(*((condition, rank) for rank, _column, condition in found), else_=_SPELLED)
        yield rank, found[0][1], or_(*(condition for _rank, _column, condition in found))


def _mobiles(digits: str) -> Iterator[Way]:
    mobile = _USER.c.mobile
    if len(digits) >= _MOBILE:
        yield _CODE, mobile, mobile == digits[-_MOBILE:]
    elif len(digits) >= LEAST_DIGITS:
        yield _BEGINS, mobile, mobile.endswith(digits, autoescape=True)
        yield _HOLDS, mobile, _begins(mobile, digits)


def _hits(table: FromClause, own: Sequence[ColumnElement[bool]], ways: Sequence[Way], most: int) -> FromClause:
    return _best([_ways(table, own, ways, most)])


def _ways(table: FromClause, own: Sequence[ColumnElement[bool]], ways: Sequence[Way], most: int) -> list[Select[Any]]:
    """Return a query of (id, rank) for each way, the first rows of its index."""
    found = []
    for rank, column, condition in ways:
        one = select(table.c.id, rank.label("rank")).where(*own, condition)
        order = [rank, column, table.c.id] if isinstance(rank, Case) else [column, table.c.id]
        found.append(select(one.order_by(*order).limit(most + 1).subquery()))
    return found


def _best(ways: Sequence[list[Select[Any]]]) -> FromClause:
    """Return each record once, with the nearest of the ways that led to it."""
    every = [one for each in ways for one in each]
    if not every:
        every = [select(_CBO.c.id, _HOLDS.label("rank")).where(literal(value=False))]
    hits = union_all(*every).subquery("hits")
    return select(hits.c.id, func.min(hits.c.rank).label("rank")).group_by(hits.c.id).subquery("best")


def _in_order(query: Select[Any], hits: FromClause, table: FromClause, block_code: str, most: int) -> Select[Any]:
    return (
        query.where(table.c.block_code == block_code)
        .order_by(hits.c.rank, table.c.name_key, table.c.id)
        .limit(most + 1)
    )
