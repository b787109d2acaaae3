"""Plain text of a filter finds what a row shows: names in either script, numbers by their ends, places, words, days.

Where a row shows the name of something else (a place, a federation, who keeps its books), the few things of that
name are looked up first and rows are found by their ids: nothing is joined for a search.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, exists, false, func, or_, select

from lokos_tui.db import tables
from lokos_tui.domain.accounts.roles import AccountStatus, Duty
from lokos_tui.domain.dates import IST, read_day
from lokos_tui.domain.text import name_key
from lokos_tui.language import words
from lokos_tui.language.near import Near, nearness
from lokos_tui.queries.keyset import contains, named

Condition = ColumnElement[bool]
MOST_WORDS: Final = 5
FEWEST_DIGITS: Final = 3
"""Digits from which on they may be the end of a number, or the beginning of one that says nothing by itself."""
FEWEST_LETTERS: Final = 3
"""Letters from which on the beginning of a word will do; of fewer the word is asked for whole."""
_MIDDLE_OUT: Final = re.compile(r"([A-Z0-9_]{2,})\.\.([A-Z0-9_]{3,})")
_SHORT_DAY: Final = re.compile(r"(\d{2}/\d{2}/)(\d{2})")
DAY: Final = 86_400_000


def holding(text: str, cells: Callable[[str], Iterable[Condition]], whole: Iterable[Condition] = ()) -> Condition:
    """Return the condition that each word of a text stands in a cell, or the text as a ``whole`` in one of those.

    ``cells`` gives for a piece of text the conditions of which one holds where a
    cell of the row has it; what has no letter and no digit is asked for only by itself.
    """
    parts = [part for part in text.split() if name_key(part)] or [text]
    parts = [*parts[: MOST_WORDS - 1], " ".join(parts[MOST_WORDS - 1 :])] if len(parts) > MOST_WORDS else parts
    every = and_(*(_one_of(cells(part)) for part in parts))
    return every if len(parts) == 1 else or_(every, *whole)


def _one_of(conditions: Iterable[Condition]) -> Condition:
    return or_(false(), *conditions)


def by_code(column: ColumnElement[Any], text: str) -> list[Condition]:
    """Return the conditions of a code that begins with a text, or ends with it when that is three digits or more."""
    ends = [column.endswith(text, autoescape=True)] if text.isdigit() and len(text) >= FEWEST_DIGITS else []
    return [column.startswith(text, autoescape=True), *ends]


def by_mobile(column: ColumnElement[Any], text: str) -> list[Condition]:
    """Return the conditions of a number that begins or ends with three digits or more."""
    return by_code(column, text) if text.isdigit() and len(text) >= FEWEST_DIGITS else []


def by_ends(column: ColumnElement[Any], text: str) -> list[Condition]:
    """Return the condition of a value that a list shows with its middle left out: '98..210', 'IUP_GU..SHGBK'."""
    shown = _MIDDLE_OUT.fullmatch(text.upper())
    if shown is None:
        return []
    return [and_(column.startswith(shown[1], autoescape=True), column.endswith(shown[2], autoescape=True))]


def in_text(column: ColumnElement[Any], text: str) -> Condition:
    """Return the condition that a column holds a text, in capitals or not."""
    return contains(func.upper(column), text.upper())


def meant(text: str, options: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the kept values that are shown, in English or as it is said now, with a word that begins with a text."""
    return [value for value, shown in options.items() if _is_word(text, shown)]


def _is_word(text: str, shown: Sequence[str]) -> bool:
    near = nearness(text, shown)
    if near is None or near > Near.WORD:
        return False
    if near == Near.EXACT or len(text) >= FEWEST_LETTERS:
        return True
    wanted = name_key(text)
    return any(wanted in name_key(said).split() for one in shown for said in (one, words(one)))


def by_word(column: ColumnElement[Any], text: str, options: Mapping[str, Sequence[str]]) -> list[Condition]:
    """Return the condition of a column that keeps a value whose shown words have the text."""
    values = meant(text, options)
    return [column.in_(values)] if values else []


def day_in(text: str) -> date | None:
    """Return the day that a text is, as lists show it: 02/04/2025 or 02/04/25; None for anything else."""
    short = _SHORT_DAY.fullmatch(text)
    return read_day(f"{short[1]}20{short[2]}" if short else text)


def on_day(column: ColumnElement[Any], text: str) -> list[Condition]:
    """Return the condition of a kept day (YYYY-MM-DD)."""
    day = day_in(text)
    return [column == day.isoformat()] if day else []


def at_day(column: ColumnElement[Any], text: str) -> list[Condition]:
    """Return the condition of a moment in milliseconds that lies on a day in India."""
    day = day_in(text)
    if day is None:
        return []
    start = int(datetime(day.year, day.month, day.day, tzinfo=IST).timestamp() * 1000)
    return [column.between(start, start + DAY - 1)]


# What a row shows of something else


def by_user_id(column: ColumnElement[Any], text: str) -> list[Condition]:
    """Return the condition of a column that holds a text as a part of a user id; a sign alone is no part."""
    return [contains(column, text.upper())] if name_key(text) else []


def in_place(block: str, gp: ColumnElement[Any], village: ColumnElement[Any], text: str) -> list[Condition]:
    """Return the conditions of a row that lies in a panchayat or a village of that name."""
    return [
        *_of_name(tables.gram_panchayat, block, gp, text),
        *_of_name(tables.village, block, village, text),
    ]


def _of_name(table: Any, block: str, column: ColumnElement[Any], text: str, *more: Condition) -> list[Condition]:
    names = named(table.c.name_key, text)
    if not names:
        return []
    return [column.in_(select(table.c.id).where(table.c.block_code == block, *more, or_(*names)))]


def under_federation(block: str, kind: str, column: ColumnElement[Any], text: str) -> list[Condition]:
    """Return the condition of a CBO that belongs to a VO or CLF of that name."""
    above = tables.cbo.alias("above")
    return _of_name(above, block, column, text, above.c.cbo_type == kind)


def kept_by(block: str, cbo: ColumnElement[Any], text: str) -> list[Condition]:
    """Return the condition of a CBO whose books somebody of that name or user id keeps today."""
    user, link = tables.user_account.alias("keeper"), tables.cbo_link.alias("kept")
    who = [*by_user_id(user.c.user_id, text), *named(user.c.name_key, text)]
    if not who:
        return []
    people = select(user.c.id).where(user.c.block_code == block, user.c.status != AccountStatus.DELETED, or_(*who))
    books = select(link.c.cbo_id).where(
        link.c.block_code == block,
        link.c.account_id.in_(people),
        link.c.unlinked_at.is_(None),
        link.c.duty == Duty.BOOKS,
    )
    return [and_(exists(people), cbo.in_(books))]


def kept_since(block: str, cbo: ColumnElement[Any], text: str) -> list[Condition]:
    """Return the condition of a CBO that somebody works for since a day."""
    link = tables.cbo_link.alias("kept")
    on = at_day(link.c.linked_at, text)
    if not on:
        return []
    return [cbo.in_(select(link.c.cbo_id).where(link.c.block_code == block, link.c.unlinked_at.is_(None), *on))]


def has_role_in(block: str, account: ColumnElement[Any], text: str) -> list[Condition]:
    """Return the condition of an account with a role in a panchayat or village of that name."""
    role = tables.user_role.alias("placed")
    found: list[Condition] = []
    for table, column in ((tables.gram_panchayat, role.c.gp_id), (tables.village, role.c.village_id)):
        names = named(table.c.name_key, text)
        if names:
            places = select(table.c.id).where(table.c.block_code == block, or_(*names))
            people = select(role.c.account_id).where(role.c.block_code == block, column.in_(places))
            found.append(and_(exists(places), account.in_(people)))
    return found
