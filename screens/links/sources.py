"""The two lists as the operator sees them: the database's pages with the unsaved work laid over. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import Final

from lokos_tui.domain.paging import Key, Page, PageRequest
from lokos_tui.domain.text import name_key
from lokos_tui.queries.cbos.list import CboRow
from lokos_tui.ui.table.memory_source import list_source

Fetch = Callable[[PageRequest], Page[CboRow]]

FIRST: Final = " "
"""Begins the keys of the rows laid before the database's: it sorts below every name key, and none begins with it."""


def without(fetch: Fetch, hidden: Collection[int]) -> Fetch:
    """Return the pages of ``fetch`` without some rows; as many further pages are read as it takes to fill one."""
    if not hidden:
        return fetch

    def page(request: PageRequest) -> Page[CboRow]:
        forward = request.direction in ("first", "after")
        rows: list[CboRow] = []
        keys: list[Key] = []
        got = raw = fetch(request)
        while True:
            kept = [(row, key) for row, key in zip(got.rows, got.keys, strict=True) if row.id not in hidden]
            rows = rows + [row for row, _ in kept] if forward else [row for row, _ in kept] + rows
            keys = keys + [key for _, key in kept] if forward else [key for _, key in kept] + keys
            raw = _joined(raw, got, forward=forward)
            if len(rows) >= request.size or not got.keys or not (raw.has_after if forward else raw.has_before):
                break
            more = replace(request, size=min(2_000, 2 * request.size))
            got = fetch(more.after(got.keys[-1]) if forward else more.before(got.keys[0]))
        return _cut(rows, keys, raw, request.size, forward=forward)

    return page


def _joined(first: Page[CboRow], last: Page[CboRow], *, forward: bool) -> Page[CboRow]:
    if forward:
        return Page((), (), first.has_before, last.has_after)
    return Page((), (), last.has_before, first.has_after)


def _cut(rows: Sequence[CboRow], keys: Sequence[Key], edges: Page[CboRow], size: int, *, forward: bool) -> Page[CboRow]:
    spare = len(rows) > size
    if forward:
        return Page(tuple(rows[:size]), tuple(keys[:size]), edges.has_before, edges.has_after or spare)
    return Page(tuple(rows[-size:]), tuple(keys[-size:]), edges.has_before or spare, edges.has_after)


def with_first(fetch: Fetch, extra: Sequence[CboRow]) -> Fetch:
    """Return the pages of ``fetch`` with some rows before them all, in the order of their names."""
    if not extra:
        return fetch
    head = list_source(extra, lambda row: (FIRST + name_key(row.name), row.id))

    def page(request: PageRequest) -> Page[CboRow]:
        plain = replace(request, sort="", descending=False)
        in_head = request.key is not None and str(request.key[0]).startswith(FIRST)
        if request.direction == "first" or (request.direction == "after" and in_head):
            return _down(head(plain), fetch, request)
        if request.direction == "before" and in_head:
            return replace(head(plain), has_after=True)
        if request.direction == "after":
            return replace(fetch(request), has_before=True)
        return _up(fetch(request), head, plain)

    return page


def _down(top: Page[CboRow], fetch: Fetch, request: PageRequest) -> Page[CboRow]:
    room = request.size - len(top.rows)
    if top.has_after or room <= 0:
        return replace(top, has_after=True)
    rest = fetch(replace(request, size=room).at("first"))
    return Page(top.rows + rest.rows, top.keys + rest.keys, top.has_before, rest.has_after)


def _up(low: Page[CboRow], head: Fetch, request: PageRequest) -> Page[CboRow]:
    room = request.size - len(low.rows)
    if low.has_before or room <= 0:
        return replace(low, has_before=True)
    top = head(replace(request, size=room).at("last"))
    return Page(top.rows + low.rows, top.keys + low.keys, top.has_before, low.has_after)
