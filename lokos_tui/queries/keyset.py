"""One page by key, in both directions, with one query."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Select, Subquery, and_, func, select, tuple_

from lokos_tui.domain.paging import Count, Page, PageRequest
from lokos_tui.domain.text import clean, name_key, plain_digits
from lokos_tui.matching.devanagari import devanagari_pattern, latin_spellings

Row = TypeVar("Row")
Sorts = Mapping[str, ColumnElement[Any]]
MOST_SEARCHED = 80
FIRST_OF_INDIA = "\u0900"
"""Sort keys of names in Indian letters are not below it; those in Latin letters are."""


def page(
    connection: Connection,
    query: Select[Any],
    sorts: Sorts,
    id_column: ColumnElement[int],
    request: PageRequest,
    make: Callable[[Sequence[Any]], Row],
    dress: Callable[[Subquery], Select[Any]] | None = None,
) -> Page[Row]:
    """Run ``query`` for one page; ``sorts`` names the columns it may be ordered by, the first is the default.

    The query's last two columns are added here: the sort value and the id. A
    sort that is not in the list is the default: nothing from outside becomes
    SQL. ``dress`` adds to the page's rows what would be dear to work out for
    every row: it gets the page as a table and returns the query of its rows.
    """
    column = sorts.get(request.sort, next(iter(sorts.values())))
    backwards = request.direction in ("before", "last")
    falling = request.descending != backwards
    query = query.add_columns(column.label("sort_value"), id_column.label("sort_id"))
    if request.key is not None and request.direction in ("after", "before"):
        place, here = tuple_(column, id_column), tuple_(*request.key)
        query = query.where(place < here if falling else place > here)
    query = query.order_by(*_order(column, id_column, falling=falling)).limit(request.size + 1)
    if dress is not None:
        taken = query.subquery("taken")
        query = dress(taken).add_columns(taken.c.sort_value, taken.c.sort_id)
        query = query.order_by(*_order(taken.c.sort_value, taken.c.sort_id, falling=falling))
    found = connection.execute(query).all()
    more = len(found) > request.size
    rows = found[: request.size]
    if backwards:
        rows = rows[::-1]
    keys = tuple((row[-2], row[-1]) for row in rows)
    return Page(tuple(make(row[:-2]) for row in rows), keys, *_edges(request, more=more))


def _order(column: ColumnElement[Any], id_column: ColumnElement[Any], *, falling: bool) -> tuple[Any, Any]:
    return (column.desc(), id_column.desc()) if falling else (column.asc(), id_column.asc())


def _edges(request: PageRequest, *, more: bool) -> tuple[bool, bool]:
    """Return whether there are rows before and after the page."""
    if request.direction == "first":
        return False, more
    if request.direction == "last":
        return more, False
    return (True, more) if request.direction == "after" else (more, True)


def capped_count(connection: Connection, query: Select[Any], cap: int) -> Count:
    """Count a query's rows, but no further than ``cap``."""
    inner = query.limit(cap + 1).subquery()
    found = int(connection.execute(select(func.count()).select_from(inner)).scalar_one())
    return Count(min(found, cap), more=found > cap)


def contains(column: ColumnElement[str], text: str) -> ColumnElement[bool]:
    """Return the condition that a column holds a text literally: wildcards in it mean themselves."""
    return column.contains(text, autoescape=True)


def named(column: ColumnElement[str], text: str) -> list[ColumnElement[bool]]:
    """Return the conditions of which one holds where a name key has what was typed, [] where nothing of it is a name.

    A name typed in Devanagari is looked for as it is and in the usual Latin spellings of it; one typed in Latin letters
    in every way it may stand in Devanagari, among names that begin in such letters.
    """
    key = name_key(text)
    keys = dict.fromkeys([key, *latin_spellings(key)]) if key else {}
    found = [contains(column, one) for one in keys]
    if pattern := devanagari_pattern(key):
        found.append(and_(column >= FIRST_OF_INDIA, column.regexp_match(pattern)))
    return found


def searched(text: str) -> str:
    """Return what is searched for: cleaned, digits of any script as 0 to 9, at most 80 characters; '' is nothing."""
    return plain_digits(clean(text))[:MOST_SEARCHED].strip()
