"""The widths of columns and the shortening of texts, as pure functions of what a page holds."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lokos_tui.ui.frame.theme import ASCII, UNICODE
from lokos_tui.ui.table.columns import GAP, Layout, Size, TableColumn, lay_out
from lokos_tui.ui.table.paint import GUTTER, header_text
from lokos_tui.ui.table.shorten import cells_of_text, shortened
from lokos_tui.ui.table.widths import Widths
from tests.tui.ui_kit import COLUMNS

ELLIPSIS = "~"
column = st.builds(
    TableColumn,
    st.just("k"),
    st.just("T"),
    width=st.integers(1, 30),
    priority=st.integers(0, 4),
    align=st.sampled_from(["left", "left", "right"]),
    flexible=st.booleans(),
    identifies=st.booleans(),
)
size = st.builds(Size, heading=st.integers(0, 12), content=st.integers(0, 60), short=st.integers(0, 4))
tables = st.lists(st.tuples(column, size), min_size=1, max_size=9)
Table = list[tuple[TableColumn, Size]]


def laid(table: Table, width: int) -> dict[int, int]:
    """Return the cells of each column that is shown."""
    return dict(lay_out([one for one, _size in table], width, [size for _column, size in table]))


def used(cells: dict[int, int]) -> int:
    """Return the cells that a layout takes."""
    return sum(cells.values()) + GAP * (len(cells) - 1)


def least(one: TableColumn, size: Size) -> int:
    """Return what a column needs to be of use: its heading, and its content as far as its least width."""
    heading = min(size.heading, size.short or size.heading)
    return max(heading, size.content if one.align == "right" else min(size.content, one.width), 1)


@given(tables, st.integers(1, 200))
def test_columns_fit_and_one_is_always_there(table: Table, width: int) -> None:
    """Whatever the page holds, what is shown fits, in its order."""
    cells = laid(table, width)
    assert cells
    assert used(cells) <= width
    assert list(cells) == sorted(cells)
    assert min(cells.values()) > 0


@given(tables, st.integers(1, 200))
def test_nothing_is_wider_than_its_content_while_another_is_cut(table: Table, width: int) -> None:
    """A column has more than it needs only where every column that is shown has what it needs."""
    cells = laid(table, width)
    if any(cells[index] < table[index][1].whole for index in cells):
        assert all(cells[index] <= table[index][1].whole for index in cells)


@given(tables, st.integers(1, 200))
def test_what_identifies_is_whole_before_anything_optional(table: Table, width: int) -> None:
    """Where an identifying column is cut, no optional column is shown; none of them is dropped while it fits."""
    cells = laid(table, width)
    names = [index for index, (one, _size) in enumerate(table) if one.identifies]
    if any(cells.get(index, 0) < table[index][1].content for index in names):
        assert not [index for index in cells if not table[index][0].identifies and table[index][0].priority]
    if names and sum(least(*table[index]) + GAP for index in names) - GAP <= width:
        assert set(names) <= set(cells)


@given(tables, st.integers(1, 200))
def test_columns_go_by_priority(table: Table, width: int) -> None:
    """A column that is not shown had no room beside those that come before it; headings of the shown are whole."""
    cells = laid(table, width)
    names = [index for index, (one, _size) in enumerate(table) if one.identifies or not one.priority] or [0]
    if sum(least(*table[index]) + GAP for index in names) - GAP > width:
        return
    assert all(cells[index] >= table[index][1].narrowest for index in cells)
    order = {index: (not size.content, one.priority, index) for index, (one, size) in enumerate(table)}
    for gone in set(range(len(table))) - set(cells) - set(names):
        needed = {
            index: least(*table[index]) if index not in names and order[index][:2] == order[gone][:2] else count
            for index, count in cells.items()
            if index in names or order[index] < order[gone]
        }
        assert used(needed) + GAP + least(*table[gone]) > width


def sizes_of(*contents: int) -> list[Size]:
    """Return the sizes of the kit's columns for contents of these widths."""
    return [Size(len(one.title), content) for one, content in zip(COLUMNS, contents, strict=True)]


def test_columns_go_and_come_back() -> None:
    """The column with the highest number goes first, and comes back when there is room."""
    assert [index for index, _ in lay_out(COLUMNS, 60, sizes_of(14, 18, 10, 4))] == [0, 1, 2, 3]
    assert [index for index, _ in lay_out(COLUMNS, 45, sizes_of(14, 18, 10, 4))] == [0, 1, 3]
    assert [index for index, _ in lay_out(COLUMNS, 36, sizes_of(14, 18, 10, 4))] == [0, 1]
    assert lay_out((TableColumn("a", "A", 5, flexible=True),), 20, [Size(1, 5)]) == ((0, 20),)


def test_a_long_id_takes_the_room_of_what_is_optional() -> None:
    """An id of 28 characters is whole at 60 columns beside any name; what is optional waits for the room of both."""
    columns = tuple(
        replace(one, identifies=one.key in {"id", "name"}, width=min(one.width + 14, 28)) for one in COLUMNS
    )
    assert dict(lay_out(columns, 57, sizes_of(28, 21, 10, 4))) == {0: 28, 1: 21, 3: 4}
    assert dict(lay_out(columns, 57, sizes_of(28, 40, 10, 4))) == {0: 28, 1: 27}


words = st.lists(st.sampled_from(["AASHA", "MAHILA", "SAMUH", "A", "B", "JYOTI", "SHG", "2"]), min_size=1, max_size=9)
names = st.lists(words.map(" ".join), min_size=1, max_size=20, unique=True)


@given(names, st.integers(12, 40))
def test_two_that_differ_look_different(texts: list[str], width: int) -> None:
    """Twenty names with much in common are told apart in twelve cells, and none needs more."""
    shown = shortened(texts, width, ELLIPSIS)
    assert len({shown.get(text, text) for text in texts}) == len(texts)
    assert all(cells_of_text(text) <= width for text in shown.values())
    assert set(shown) == {text for text in texts if len(text) > width}


@given(st.lists(st.text(max_size=60), max_size=8), st.integers(1, 30))
def test_any_text_is_shortened_to_its_room(texts: list[str], width: int) -> None:
    """Letters with signs above them and any other text: never wider than the column."""
    assert all(cells_of_text(shown) <= width for shown in shortened(texts, width, "\u2026").values())


def test_what_is_common_is_cut() -> None:
    """Twelve groups named alike differ at their ends, and that is what is seen of them."""
    texts = [f"AASHA MAHILA SWAYAM SAHAYATA SAMUH {letter}" for letter in "ABCDEFGHIJKL"]
    assert shortened(texts, 20, ELLIPSIS)[texts[1]] == "AASHA MAHILA SWAYA~B"
    several = ["AASHA MAHILA SAMUH", "AASHA MAHILA SAMUH B", "AASHA MAHILA SAMUH BALRAMPUR"]
    assert list(shortened(several, 12, ELLIPSIS).values()) == ["AASHA ~SAMUH", "AASH~SAMUH B", "A~ BALRAMPUR"]
    assert shortened(["PRAGATI MAHILA SAMUH"], 10, ELLIPSIS) == {"PRAGATI MAHILA SAMUH": "PRAGATI M~"}


def test_no_sign_is_parted_from_its_letter() -> None:
    """A Devanagari name is cut between letters: no vowel sign stands alone behind the cut."""
    texts = [f"आशा महिला स्वयं सहायता समूह {end}" for end in ("की", "कि", "का")]
    shown = shortened(texts, 14, "\u2026")
    assert len(set(shown.values())) == 3
    assert all(text[text.index("\u2026") + 1].strip() not in ("ा", "ि", "ी") for text in shown.values())


def test_a_heading_has_the_cells_that_terminals_give_it() -> None:
    """A Hindi heading with signs above and beside its letters is whole, whatever the library counts."""
    columns = (TableColumn("a", "स्थिति", 2), TableColumn("b", "वोटर आईडी", 2), TableColumn("c", "खाता", 2))
    widths = Widths(columns)
    see(widths, ("-", "-", "-"))
    widths.lay_out(77, UNICODE)
    line = header_text(columns, widths.layout, UNICODE, "", descending=False)
    assert [title in line for title in ("स्थिति", "वोटर आईडी", "खाता")] == [True] * 3
    assert "\u2026" not in line


HEADED = (TableColumn("a", "Panchayat", 9), TableColumn("b", "Members", 7, align="right"), TableColumn("c", "Dup", 3))
NARROW: Layout = ((0, 9), (1, 7), (2, 3))


@pytest.mark.parametrize(
    ("sort", "layout", "expected"),
    [
        ("a", NARROW, "Panchayat^ Members  Dup"),
        ("b", NARROW, "Panchayat  Members^ Dup"),
        ("c", NARROW, "Panchayat  Members ^Dup"),
        ("a", ((0, 11), (1, 7)), "Panchayat ^  Members"),
        ("", ((0, 5), (1, 7)), "       Members"),
    ],
)
def test_a_sign_eats_no_heading(sort: str, layout: Layout, expected: str) -> None:
    """The sign of the sorted column stands behind its heading or in the gap; a heading is whole or not there."""
    assert header_text(HEADED, layout, ASCII, sort, descending=False) == " " * GUTTER + expected


def see(widths: Widths, cells: tuple[str, ...]) -> None:
    """Let a row be seen whose line below says what its cells say."""
    widths.see([(cells, cells)], UNICODE)


def test_widths_stay_while_a_list_is_scrolled() -> None:
    """A page with shorter cells moves nothing; one with longer cells does; another list begins anew."""
    widths = Widths(COLUMNS)
    see(widths, ("IUP_A", "SUNITA DEVI", "9876543210", "3"))
    assert widths.lay_out(77, UNICODE)
    see(widths, ("IUP_B", "RITA", "9876543210", "3"))
    assert not widths.lay_out(77, UNICODE)
    see(widths, ("IUP_" + "C" * 24, "RITA", "9876543210", "3"))
    assert widths.lay_out(77, UNICODE)
    assert dict(widths.layout)[0] == 28
