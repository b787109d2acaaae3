"""The pure parts under the widgets: window, columns, filter words, painting, keys, memory source."""

from __future__ import annotations

import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from lokos_tui.domain.paging import PageRequest
from lokos_tui.ui.filter.words import FilterWords, parse
from lokos_tui.ui.form.line_input import typed
from lokos_tui.ui.frame.actions import Action, footer, key_name
from lokos_tui.ui.frame.paint import fit, plain
from lokos_tui.ui.frame.progress import progress_text
from lokos_tui.ui.frame.text_pane import wrap
from lokos_tui.ui.frame.theme import ASCII, UNICODE, pick_glyphs
from lokos_tui.ui.table.memory_source import list_source
from lokos_tui.ui.table.window import Window
from tests.tui.ui_kit import Numbers

KNOWN = ("gp", "vo", "status")


@given(st.integers(1, 400), st.integers(1, 30), st.lists(st.integers(-40, 40), max_size=30))
def test_window_walks_like_a_list(total: int, height: int, moves: list[int]) -> None:
    """Whatever the moves, the cursor stands where it would in a plain list, and little is held."""
    source, window, place = Numbers(total), Window[int](height), 0
    window.replace(source(PageRequest(2 * height)))
    for delta in moves:
        window.move(delta)
        while (need := window.needs()) is not None:
            edge = window.keys[-1 if need == "after" else 0]
            page = source(PageRequest(height, direction=need, key=edge))
            (window.append if need == "after" else window.prepend)(page)
            window.settle()
        place = min(max(place + delta, 0), total - 1)
        assert window.rows[window.cursor] == place
        assert window.top <= window.cursor < window.top + height
        assert len(window.rows) <= 5 * height + 40


@given(st.text(max_size=60), st.integers(0, 40), st.sampled_from([UNICODE, ASCII]))
def test_fit_is_exact(text: str, width: int, glyphs: object) -> None:
    """Any text at all is painted at exactly the width asked for."""
    assert glyphs in (UNICODE, ASCII)
    used = UNICODE if glyphs is UNICODE else ASCII
    assert cell_len(fit(plain(text, used), width, used)) == width


def test_filter_words() -> None:
    """Known words take values, quoted ones too; all else is text to search for."""
    found = parse('gp:"AHMADPUR SADAT" sunita vo: status:active http://x', KNOWN)
    assert found == FilterWords("sunita http://x", {"gp": "AHMADPUR SADAT", "status": "active"})
    assert not parse("  ", KNOWN)


words = st.text("ABCxyz019/-_", min_size=1, max_size=8)


@given(st.lists(words, max_size=3), st.dictionaries(st.sampled_from(KNOWN), st.lists(words, min_size=1, max_size=2)))
def test_filter_words_round_trip(free: list[str], named: dict[str, list[str]]) -> None:
    """A filter written out and read again is the same filter."""
    wanted = FilterWords(" ".join(free), {word: " ".join(value) for word, value in named.items()})
    assert parse(str(wanted), KNOWN) == wanted


@given(
    numbers=st.lists(st.integers(0, 500), unique=True, max_size=60), size=st.integers(1, 9), descending=st.booleans()
)
def test_memory_source_pages_both_ways(numbers: list[int], size: int, *, descending: bool) -> None:
    """Walking forwards and backwards by pages gives every row once, in order."""
    fetch = list_source(numbers, lambda row: (row % 7, row))
    expected = sorted(numbers, key=lambda row: (row % 7, row), reverse=descending)
    page = fetch(PageRequest(size, descending=descending))
    walked = list(page.rows)
    while page.has_after:
        page = fetch(PageRequest(size, descending=descending).after(page.keys[-1]))
        walked += page.rows
    assert walked == expected
    page = fetch(PageRequest(size, descending=descending).at("last"))
    walked = list(page.rows)
    while page.has_before:
        page = fetch(PageRequest(size, descending=descending).before(page.keys[0]))
        walked[:0] = page.rows
    assert walked == expected


def test_typed_text_is_one_clean_line() -> None:
    """Pasted escapes, line ends and bidi marks do not get into a field; blanks being typed do."""
    assert typed("a\x1b[31m\x9bb\u202ec\td\ne ") == "a[31mbc d e "
    assert typed("iup_gudu", capitals=True) == "IUP_GUDU"
    assert len(typed("x" * 10_000)) == 500


def test_glyphs_follow_the_terminal() -> None:
    """Anything but UTF-8 on a capable terminal gets ASCII."""
    assert pick_glyphs("UTF-8", "xterm-256color") is UNICODE
    assert pick_glyphs("utf_8", "linux") is ASCII
    assert pick_glyphs("ANSI_X3.4-1968", "xterm") is ASCII
    assert pick_glyphs(None, None) is ASCII


def test_footer_order_and_overrides() -> None:
    """The footer goes by priority, leaves out the unshown, and names the operator's own key."""
    actions = (
        Action("a.two", "ctrl+s", "save", priority=20),
        Action("a.one", "n", "new", priority=10),
        Action("a.none", "y", "hidden", show=False),
    )
    assert footer(actions, {"a.one": "f5"}) == (("F5", "new"), ("^S", "save"))
    assert [key_name(key) for key in ("question_mark", "escape", "g", "enter")] == ["?", "Esc", "g", "Enter"]


def test_progress_text() -> None:
    """Progress is rows while the end is unknown, a bar when it is known."""
    assert progress_text("reading", 12_000, None, ASCII) == "reading 12,000 rows"
    assert progress_text("writing", 5, 10, ASCII, 10) == "writing [#####.....] 50 %"


def test_wrap_breaks_by_cells() -> None:
    """Long sentences are broken at blanks, endless words anywhere, never wider than the pane."""
    lines = wrap(["one two three", "x" * 25, ""], 10, ASCII)
    assert lines[:2] == ["one two", "three"]
    assert all(cell_len(line) <= 10 for line in lines)


def test_base_is_cheap_to_import() -> None:
    """The frame pulls in neither the database nor the workbook libraries, nor widgets it does not use."""
    code = (
        "import sys, lokos_tui.ui.frame.base;"
        "print([m for m in ('sqlalchemy', 'sqlmodel', 'openpyxl', 'pydantic', 'textual.widgets._data_table',"
        " 'textual.widgets._footer', 'textual.widgets._header') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
