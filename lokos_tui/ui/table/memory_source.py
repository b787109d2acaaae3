"""Feed a table from rows in memory with the same page contract as a query."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence

from lokos_tui.domain.paging import Key, Page, PageRequest, Row


def list_source(
    rows: Sequence[Row],
    key: Callable[[Row], Key],
    sorts: dict[str, Callable[[Row], Key]] | None = None,
) -> Callable[[PageRequest], Page[Row]]:
    """Return a ``fetch`` over ``rows`` in the order of ``key`` (whose last part is the row's id).

    ``sorts`` gives other orders by name. Each order is built once, at its first
    page (100,000 rows: well under a second); a page then costs a binary search.
    """
    built: dict[str, tuple[list[Key], list[Row]]] = {}

    def ordered(sort: str) -> tuple[list[Key], list[Row]]:
        if sort not in built:
            by = (sorts or {}).get(sort, key)
            pairs = sorted(((by(row), row) for row in rows), key=lambda pair: pair[0])
            built[sort] = ([pair[0] for pair in pairs], [pair[1] for pair in pairs])
        return built[sort]

    def fetch(request: PageRequest) -> Page[Row]:
        keys, items = ordered(request.sort)
        start, stop = _slice(keys, request)
        page_rows, page_keys = items[start:stop], keys[start:stop]
        before, after = start > 0, stop < len(items)
        if request.descending:
            page_rows, page_keys = page_rows[::-1], page_keys[::-1]
            before, after = after, before
        return Page(tuple(page_rows), tuple(page_keys), before, after)

    return fetch


def _slice(keys: Sequence[Key], request: PageRequest) -> tuple[int, int]:
    """Return the stretch of ascending positions that answers the request."""
    forward = request.direction in ("first", "after")
    ascending = forward is not request.descending
    if request.key is None:
        start = 0 if ascending else len(keys)
    else:
        start = bisect_right(keys, request.key) if ascending else bisect_left(keys, request.key)
    if ascending:
        return start, min(len(keys), start + request.size)
    return max(0, start - request.size), start
