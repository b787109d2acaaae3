"""A small app and synthetic sources for the tests of the shared parts."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from textual.app import App
from textual.pilot import Pilot

from lokos_tui.domain.paging import Page, PageRequest
from lokos_tui.ui.frame.theme import STYLE_SHEET, THEME_NAME, UNICODE, Glyphs
from lokos_tui.ui.table.columns import TableColumn
from lokos_tui.ui.table.table import PagedTable
from tests.support.until import PATIENCE

COLUMNS = (
    TableColumn("id", "User id", 14),
    TableColumn("name", "Name", 18, flexible=True),
    TableColumn("mobile", "Mobile", 10, priority=3),
    TableColumn("shgs", "SHGs", 4, priority=2, align="right"),
)


class UiApp(App[None]):
    """The host of the shared parts, without a product behind it."""

    CSS_PATH = STYLE_SHEET
    ENABLE_COMMAND_PALETTE = False
    glyphs: Glyphs = UNICODE
    who = "IUP_NBDADM Block Admin"

    def __init__(self, *refused: str) -> None:
        super().__init__()
        self.key_overrides: Mapping[str, str] = {}
        self.refused = refused
        self.unexpected: list[BaseException] = []
        self.theme = THEME_NAME

    def why_not_permitted(self, permission: str) -> str | None:
        """Refuse the permissions the test names."""
        return f"Your role may not do this ({permission})." if permission in self.refused else None

    def report_unexpected(self, exc: BaseException) -> None:
        """Keep the error for the test to look at."""
        self.unexpected.append(exc)


@dataclass
class Numbers:
    """A source of ``total`` rows (their numbers from 0) that counts fetches and rows."""

    total: int
    requests: list[PageRequest] = field(default_factory=list)
    gate: threading.Event | None = None

    def __call__(self, request: PageRequest) -> Page[int]:
        """Answer as a keyset query does, in O(page)."""
        self.requests.append(request)
        if self.gate is not None:
            assert self.gate.wait(PATIENCE)
        start, stop = self._range(request)
        rows = tuple(range(start, stop))
        return Page(rows, tuple((row, row) for row in rows), start > 0, stop < self.total)

    def _range(self, request: PageRequest) -> tuple[int, int]:
        if request.direction == "first":
            return 0, min(self.total, request.size)
        if request.direction == "last":
            return max(0, self.total - request.size), self.total
        assert request.key is not None
        if request.direction == "after":
            return request.key[1] + 1, min(self.total, request.key[1] + 1 + request.size)
        return max(0, request.key[1] - request.size), request.key[1]


def cells(row: int) -> tuple[str, ...]:
    """Return the cells of a synthetic row."""
    return (f"IUP_{row:07d}", f"NAME {row}", f"9{row:09d}", str(row % 20))


def number_table(source: Numbers, **more: Any) -> PagedTable[int]:
    """Return a table over a source of numbers."""
    return PagedTable(COLUMNS, fetch=source, cells=cells, row_id=lambda row: row, **more)


async def settle(pilot: Pilot[Any]) -> None:
    """Wait until reading threads and their messages are done."""
    for _ in range(3):
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()


async def press(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys one after the other and wait until the app has done all that follows from them."""
    await pilot.press(*keys)
    await settle(pilot)


async def press_each(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys one after the other, each when all that follows from the one before is done."""
    for key in keys:
        await press(pilot, key)


def screen_text(app: App[Any]) -> list[str]:
    """Return the lines of the screen as they go to the terminal, without styles."""
    strips = app.screen._compositor.render_strips()
    return ["".join(segment.text for segment in strip) for strip in strips]


@contextmanager
def painted_lines(table: PagedTable[Any]) -> Iterator[list[int]]:
    """Collect the numbers of the table's lines that are painted inside the block."""
    lines: list[int] = []
    original = table.render_line

    def render_line(y: int) -> Any:
        lines.append(y)
        return original(y)

    table.render_line = render_line  # type: ignore[method-assign]
    try:
        yield lines
    finally:
        del table.render_line
