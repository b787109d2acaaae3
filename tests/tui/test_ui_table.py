"""The table: constant cost, both ways, with marks and a place that stay."""

from __future__ import annotations

import threading

import pytest
from textual.app import ComposeResult

from lokos_tui.domain.errors import Unavailable
from lokos_tui.domain.paging import Page, PageRequest
from lokos_tui.ui.frame.base import BaseScreen
from lokos_tui.ui.table.messages import CursorMoved
from lokos_tui.ui.table.table import PagedTable
from tests.support.until import until_seen
from tests.tui.ui_kit import COLUMNS, Numbers, UiApp, cells, number_table, painted_lines, press, screen_text, settle

pytestmark = pytest.mark.asyncio
MILLION = 1_000_000


class TableScreen(BaseScreen[None]):
    """A screen of one table."""

    def __init__(self, table: PagedTable[int]) -> None:
        super().__init__()
        self.table = table
        self.seen: list[object] = []

    def compose_body(self) -> ComposeResult:
        """Compose the table."""
        yield self.table

    def on_paged_table_cursor_moved(self, event: CursorMoved) -> None:
        """Remember where the cursor went."""
        self.seen.append(event.row)


class TableApp(UiApp):
    """An app that opens on one table."""

    def __init__(self, table: PagedTable[int]) -> None:
        super().__init__()
        self.table = table

    def on_mount(self) -> None:
        """Open the table's screen."""
        self.push_screen(TableScreen(self.table))


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (60, 20)])
async def test_million_rows_both_ways(size: tuple[int, int]) -> None:
    """A page down costs one fetch or none, anywhere in a million rows, and no row is skipped or doubled."""
    source = Numbers(MILLION)
    table = number_table(source)
    async with TableApp(table).run_test(size=size) as pilot:
        await settle(pilot)
        seen = [table.current]
        for _ in range(6):
            before = len(source.requests)
            await press(pilot, "pagedown")
            assert len(source.requests) - before <= 1
            seen.append(table.current)
        assert seen == [step * table.window.height for step in range(7)]
        await press(pilot, "end")
        assert table.current == MILLION - 1
        await press(pilot, "pageup")
        assert table.current == MILLION - 1 - table.window.height
        assert table.window.rows == sorted(set(table.window.rows))
        assert len(table.window.rows) <= 4 * table.window.height
        await press(pilot, "home")
        assert table.current == 0
        assert len(source.requests) <= 20


async def test_held_key_crosses_pages_in_order() -> None:
    """Thirty held downs end on row thirty, though pages come in between."""
    table = number_table(Numbers(MILLION))
    async with TableApp(table).run_test(size=(80, 12)) as pilot:
        await settle(pilot)
        for _ in range(30):
            pilot.app.simulate_key("down")
        await settle(pilot)
        assert table.current == 30
        for _ in range(25):
            pilot.app.simulate_key("k")
        await settle(pilot)
        assert table.current == 5
        assert isinstance(pilot.app.screen, TableScreen)
        assert pilot.app.screen.seen[:3] == [0, 1, 2]


async def test_cursor_move_paints_two_lines() -> None:
    """A move inside the page paints the line left and the line entered, no other."""
    table = number_table(Numbers(1000))
    async with TableApp(table).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        with painted_lines(table) as lines:
            await press(pilot, "down")
        assert set(lines) == {1, 2}


async def test_late_answer_is_dropped() -> None:
    """The slow answer to an old question does not replace the rows of a newer one."""
    slow, fast = Numbers(500, gate=threading.Event()), Numbers(7)
    assert slow.gate is not None
    table = number_table(slow)
    async with TableApp(table).run_test(size=(80, 24)) as pilot:
        await until_seen(pilot, lambda: slow.requests)
        table.show_source(fast)
        await until_seen(pilot, lambda: table.window.rows)
        slow.gate.set()
        await settle(pilot)
        assert len(slow.requests) == 1
        assert len(table.window.rows) == 7


async def test_marks_survive_paging() -> None:
    """Marks are kept by row id, also when their rows have left the window, and 'c' takes them off."""
    table = number_table(Numbers(MILLION))
    async with TableApp(table).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "space", "space", "end")
        assert table.marked == {0, 1}
        await press(pilot, "home")
        assert [line[:2] for line in screen_text(pilot.app)[3:6]] == [">*", " *", "  "]
        await pilot.press("c")
        assert not table.marked


async def test_mark_all_asks_the_screen() -> None:
    """'a' marks the ids that the callback returns; without one it says so."""
    table = number_table(Numbers(50), mark_all=lambda: range(50))
    async with TableApp(table).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "a")
        assert len(table.marked) == 50
        table._mark_all = None
        await press(pilot, "a")
        assert "not marked all at once" in screen_text(pilot.app)[22]


async def test_refresh_keeps_the_place() -> None:
    """After a refresh the cursor stands on the same row at the same line."""
    table = number_table(Numbers(MILLION))
    async with TableApp(table).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, *["pagedown"] * 5, "up", "up")
        row, line = table.current, table.window.cursor - table.window.top
        await press(pilot, "r")
        assert (table.current, table.window.cursor - table.window.top) == (row, line)


async def test_resize_keeps_the_row() -> None:
    """A smaller and a larger terminal show the row under the cursor and drop columns by priority."""

    def long_named(row: int) -> tuple[str, ...]:
        user_id, name, *rest = cells(row)
        return (user_id, f"{name} MAHILA SAMUH SAKHI", *rest)

    table = PagedTable(COLUMNS, fetch=Numbers(1000), cells=long_named, row_id=lambda row: row)
    async with TableApp(table).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press(*["down"] * 15)
        await pilot.resize_terminal(50, 12)
        await settle(pilot)
        assert table.current == 15
        assert any(line.startswith(">  IUP_0000015") for line in screen_text(pilot.app))
        assert "Mobile" not in screen_text(pilot.app)[2]
        await pilot.resize_terminal(120, 36)
        await settle(pilot)
        assert "Mobile" in screen_text(pilot.app)[2]
        assert len(table.window.visible()) == 31  # all is whole: no line is kept for the row under the cursor


async def test_states_are_sentences() -> None:
    """Empty, refused and failed reads each say what is the matter; a fault of ours is reported."""

    def unavailable(request: PageRequest) -> Page[int]:
        raise Unavailable("db.locked", "The database does not answer.", "r tries again.")

    def broken(request: PageRequest) -> Page[int]:
        raise ZeroDivisionError

    table = number_table(Numbers(0), empty="No users yet. n makes one.")
    app = TableApp(table)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "No users yet. n makes one." in screen_text(app)[3]
        table.show_source(unavailable)
        await settle(pilot)
        assert screen_text(app)[2].startswith("The database does not answer. r tries again. Esc goes back.")
        assert screen_text(app)[22].strip() == ""
        table.show_source(broken)
        await settle(pilot)
        assert isinstance(app.unexpected[0], ZeroDivisionError)
        assert "r reads it again" in screen_text(app)[3]


async def test_a_list_that_was_refused_comes_back() -> None:
    """A list without rows gives way to the refusal and comes back when r reads it; rows that are held stay."""
    numbers, refused = Numbers(30), [True]

    def source(request: PageRequest) -> Page[int]:
        if refused[0]:
            raise Unavailable("db.locked", "The database does not answer.", "r tries again.")
        return numbers(request)

    table = PagedTable(COLUMNS, fetch=source, cells=cells, row_id=lambda row: row)
    app = TableApp(table)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert " ".join(screen_text(app)).count("The database does not answer.") == 1
        assert not any("Reading" in line for line in screen_text(app))
        refused[0] = False
        await press(pilot, "r")
        assert screen_text(app)[3].startswith(">  IUP_0000000")
        await press(pilot, "down")
        assert table.current == 1
        refused[0] = True
        await press(pilot, "r")
        assert screen_text(app)[4].startswith(">  IUP_0000001")
        assert screen_text(app)[22].startswith("x The database does not answer.")


async def test_an_empty_list_says_its_sentence_whole() -> None:
    """A sentence that is longer than a line goes on below."""
    sentence = "Nothing is with the bookkeepers to be corrected. r reads again; / changes the search."
    app = TableApp(number_table(Numbers(0), empty=sentence))
    async with app.run_test(size=(60, 20)) as pilot:
        await settle(pilot)
        assert sentence in " ".join(" ".join(screen_text(app)).split())


async def test_sort_and_reverse() -> None:
    """'s' goes to the next column, 'S' turns it round; the request carries both."""
    source = Numbers(100)
    table = number_table(source, sorts=("id", "name"))
    async with TableApp(table).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "s")
        await press(pilot, "S")
        assert (source.requests[-1].sort, source.requests[-1].descending) == ("name", True)
        assert "Name v" in screen_text(pilot.app)[2]
