"""Walking through a queue from its review: the neighbour of the row that was opened, by its key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from lokos_tui.domain.message import _
from lokos_tui.domain.paging import Key, Page, PageRequest


@dataclass(slots=True)
class Walk:
    """Where in which queue one is. ``fetch`` reads a page of it, with the filters in force when it was opened."""

    fetch: Callable[[PageRequest], Page[Any]] | None = None
    key: Key | None = None
    sort: str = ""
    descending: bool = False
    words: str = ""

    def step(self, direction: str) -> int | None:
        """Move to the neighbour 'after' or 'before' and return its id, None at the end. Call it in a thread."""
        if self.fetch is None or self.key is None:
            return None
        request = PageRequest(1, self.sort, self.descending)
        page = self.fetch(request.after(self.key) if direction == "after" else request.before(self.key))
        if not page.rows:
            return None
        self.key = page.keys[0]
        self.words = position(page.rows[0])
        return int(page.rows[0].id)


def position(row: Any) -> str:
    """Return where a row stands in its queue: '3 of 84'."""
    return _("{no} of {total}", no=row.no, total=row.total)
