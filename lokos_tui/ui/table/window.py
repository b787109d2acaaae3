"""The rows a table holds: what is on screen and at most a page each side. No widget, no thread.

The window is moved by the cursor, says what it still ``needs``, and is fed
pages; the same code serves ten rows and ten million.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Generic, Literal

from lokos_tui.domain.paging import Key, Page, Row

Need = Literal["after", "before", "first", "last"]


@dataclass(slots=True)
class Window(Generic[Row]):
    """A stretch of an ordered list; ``top`` and ``cursor`` are positions in ``rows``."""

    height: int = 1
    rows: list[Row] = field(default_factory=list)
    keys: list[Key] = field(default_factory=list)
    top: int = 0
    cursor: int = 0
    has_before: bool = False
    has_after: bool = False
    owed: int = 0
    """Steps that could not be taken yet because the rows are still on their way."""

    def replace(self, page: Page[Row], *, at_end: bool = False) -> None:
        """Start anew from a page, the cursor on its first or its last row."""
        self.rows, self.keys = list(page.rows), list(page.keys)
        self.has_before, self.has_after, self.owed = page.has_before, page.has_after, 0
        self.cursor = max(0, len(self.rows) - 1) if at_end else 0
        self.top = max(0, len(self.rows) - self.height) if at_end else 0

    def append(self, page: Page[Row]) -> None:
        """Add the page that follows, and forget what is more than a page above."""
        self.rows += page.rows
        self.keys += page.keys
        self.has_after = page.has_after
        self._drop_front(max(0, self.top - self.height))

    def prepend(self, page: Page[Row]) -> None:
        """Add the page that comes before, and forget what is more than a page below."""
        self.rows[:0] = page.rows
        self.keys[:0] = page.keys
        self.top += len(page.rows)
        self.cursor += len(page.rows)
        self.has_before = page.has_before
        keep = self.top + 2 * self.height
        if len(self.rows) > keep:
            del self.rows[keep:], self.keys[keep:]
            self.has_after = True

    def resize(self, height: int) -> None:
        """Take a new number of visible rows; the cursor stays in sight."""
        self.height = max(1, height)
        self._frame(step=1)

    def move(self, delta: int) -> bool:
        """Move the cursor; True when the visible rows changed place. Steps beyond the rows held are owed."""
        self.owed += delta
        return self.settle()

    def settle(self) -> bool:
        """Take the owed steps that the rows allow; True when the visible rows changed place."""
        if not self.rows or not self.owed:
            return False
        want = self.cursor + self.owed
        reach = min(max(want, 0), len(self.rows) - 1)
        paged = abs(reach - self.cursor) >= self.height - 1
        old_top, taken = self.top, reach - self.cursor
        self.cursor = reach
        short = want - reach
        self.owed = short if (self.has_after if short > 0 else self.has_before) else 0
        if paged:
            self.top += taken
        self._frame(step=max(1, self.height // 2))
        return self.top != old_top

    def jump(self, edge: Literal["first", "last"]) -> bool:
        """Go to an edge if its rows are held; False when it must be asked for."""
        self.owed = 0
        if self.has_before if edge == "first" else self.has_after:
            return False
        self.cursor = 0 if edge == "first" else max(0, len(self.rows) - 1)
        self._frame(step=1)
        return True

    def needs(self) -> Need | None:
        """Return the direction in which rows run short (less than a page beyond the visible ones)."""
        above, below = self.top, len(self.rows) - self.top - self.height
        if self.has_after and (below < self.height // 2 or self.owed > 0):
            return "after"
        if self.has_before and (above < self.height // 2 or self.owed < 0):
            return "before"
        return None

    def visible(self) -> list[Row]:
        """Return the rows on screen."""
        return self.rows[self.top : self.top + self.height]

    def _drop_front(self, count: int) -> None:
        if count > 0:
            del self.rows[:count], self.keys[:count]
            self.top -= count
            self.cursor -= count
            self.has_before = True

    def _frame(self, step: int) -> None:
        """Scroll by at least ``step`` rows when the cursor left the visible rows, and stay inside the list."""
        if self.cursor < self.top:
            self.top = min(self.cursor, self.top - step)
        elif self.cursor >= self.top + self.height:
            self.top = max(self.cursor - self.height + 1, self.top + step)
        self.top = max(0, min(self.top, len(self.rows) - self.height))
