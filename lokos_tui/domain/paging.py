"""Pages by key: the same cost at row ten and at row one million, in both directions.

A list is ordered by one sort column and, last, by the row's id, so every row
has one place. A page is asked for *after* or *before* a key, or at an edge;
one row more than shown tells whether there is another page.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Generic, Literal, TypeVar

from lokos_tui.domain.dates import grouped

Row = TypeVar("Row")
Key = tuple[str | int, int]
"""(sort value, id) of a row: opaque to the screen that hands it back."""

Direction = Literal["after", "before", "first", "last"]


@dataclass(frozen=True, slots=True)
class PageRequest:
    """One page of a list.

    ``size`` rows at most; ``sort`` names a column from the list's own table of
    sorts ('' is the list's default); ``key`` is the row to go on from and is
    used by 'after' and 'before' alone.
    """

    size: int = 25
    sort: str = ""
    descending: bool = False
    direction: Direction = "first"
    key: Key | None = None

    def after(self, key: Key) -> PageRequest:
        """Return the request for the page that follows ``key``."""
        return replace(self, direction="after", key=key)

    def before(self, key: Key) -> PageRequest:
        """Return the request for the page that ends just before ``key``."""
        return replace(self, direction="before", key=key)

    def at(self, edge: Literal["first", "last"]) -> PageRequest:
        """Return the request for the first or the last page."""
        return replace(self, direction=edge, key=None)

    def largest_first(self) -> PageRequest:
        """Return the request for a list that has one order, the newest or largest first: the other way round."""
        return replace(self, sort="", descending=not self.descending)


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Rows in display order, each with its key, and whether there is more on either side."""

    rows: tuple[Row, ...]
    keys: tuple[Key, ...]
    has_before: bool
    has_after: bool


@dataclass(frozen=True, slots=True)
class Count:
    """A count that stops at a cap: ``more`` is True when there are more than ``value``."""

    value: int
    more: bool = False

    def __str__(self) -> str:
        return f"{grouped(self.value)}{'+' if self.more else ''}"
