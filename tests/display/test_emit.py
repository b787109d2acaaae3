"""The bytes sent: they turn one screen into any other, and cost what they should."""

from __future__ import annotations

import pyte
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lokos_tui.display.cells import Buffer, clusters
from lokos_tui.display.emit import Emitter
from lokos_tui.display.parse import Screen
from lokos_tui.display.style import PLAIN, Style, apply_sgr, change
from tests.display.terminal import Glass

WIDTH, HEIGHT = 24, 8

SURE = st.sampled_from(["a", "b", " ", " ", " ", "é", "₹", "│", "漢", "字"])
STYLES = st.sampled_from([
    PLAIN, PLAIN, Style(("1",)), Style(("2",), "31"), Style(("4", "7")), Style((), "31", "44"), Style((), "", "44"),
    Style(("1",), "97", "100"),
])  # fmt: skip


@st.composite
def buffers(draw: st.DrawFn, texts: st.SearchStrategy[str] = SURE) -> Buffer:
    """A screen with some runs of text on it."""
    buffer = Buffer(WIDTH, HEIGHT)
    runs = st.tuples(st.integers(0, WIDTH - 1), st.integers(0, HEIGHT - 1), STYLES, st.lists(texts, max_size=16))
    for x, y, style, run in draw(st.lists(runs, max_size=14)):
        at = x
        for text in run:
            width = clusters(text)[0][1]
            buffer.put(at, y, text, width, style)
            at += width
    return buffer


@st.composite
def successors(draw: st.DrawFn, first: Buffer, texts: st.SearchStrategy[str] = SURE) -> Buffer:
    """A screen after ``first``: another one, or the same one scrolled, with some of another over it."""
    other = draw(buffers(texts))
    if draw(st.booleans()):
        return other
    moved = first.copy()
    top = draw(st.integers(0, HEIGHT - 2))
    moved.shift(top, draw(st.integers(top + 1, HEIGHT - 1)), draw(st.integers(-3, 3)))
    for y in draw(st.sets(st.integers(0, HEIGHT - 1), max_size=3)):
        moved.rows[y] = other.rows[y]
    return moved


def on_glass(*pieces: str) -> Glass:
    """Show the pieces on an independent terminal model."""
    glass = Glass(WIDTH, HEIGHT)
    glass.reset_mode(pyte.modes.DECAWM)
    stream = pyte.Stream(glass)
    for piece in pieces:
        stream.feed(piece)
    return glass


def whole(buffer: Buffer) -> Glass:
    """Show a buffer by the plainest means: every row, every cell, full style, no shortcut."""
    glass = Glass(WIDTH, HEIGHT)
    glass.reset_mode(pyte.modes.DECAWM)
    stream = pyte.Stream(glass)
    for y, row in enumerate(buffer.rows):
        for x, place in enumerate(row):
            if place.text:
                stream.feed(f"\x1b[{y + 1};{x + 1}H\x1b[m{change(PLAIN, place.style)}{place.text}")
    return glass


@settings(max_examples=150)
@given(data=st.data(), scrolls=st.booleans(), colour=st.booleans())
def test_any_screen_becomes_any_other(data: st.DataObject, *, scrolls: bool, colour: bool) -> None:
    """What is sent, applied by pyte, shows exactly the wanted screen, with scrolling and without."""
    first = data.draw(buffers())
    second = data.draw(successors(first))
    emitter = Emitter(erases_in_colour=colour, scrolls=scrolls)
    glass = on_glass(emitter.emit(first), emitter.emit(second))
    assert glass.looks() == whole(second).looks()
    assert emitter.emit(second) == ""


@settings(max_examples=100)
@given(st.data())
def test_own_model_shows_the_wanted_screen(data: st.DataObject) -> None:
    """The model of the self-check, fed what is sent, holds the wanted cells, looks and all."""
    first = data.draw(buffers())
    second = data.draw(successors(first))
    emitter = Emitter()
    screen = Screen(WIDTH, HEIGHT)
    screen.feed(emitter.emit(first))
    screen.feed(emitter.emit(second))
    assert screen.buffer.rows == second.rows


@given(STYLES, STYLES)
def test_a_style_change_is_exact(old: Style, new: Style) -> None:
    """The change from one look to another, read back, gives the other."""
    sent = change(old, new)
    style = old
    if sent:
        style = apply_sgr(old, sent[2:-1])
    assert style == new


BOLD, BLUE = Style(("1",)), Style((), "", "44")


@pytest.mark.parametrize(
    ("old", "new", "least"),
    [
        (PLAIN, PLAIN, ""), (PLAIN, BOLD, "\x1b[1m"), (BOLD, PLAIN, "\x1b[m"), (BLUE, PLAIN, "\x1b[m"),
        (Style((), "31", "44"), BLUE, "\x1b[39m"), (BOLD, Style(("1", "7")), "\x1b[7m"),
        (Style(("1", "7"), "31"), BOLD, "\x1b[;1m"), (Style((), "31"), Style((), "32"), "\x1b[32m"),
    ],
)  # fmt: skip
def test_a_style_change_is_short(old: Style, new: Style, least: str) -> None:
    """Only what differs is sent, or a reset where that is shorter."""
    assert change(old, new) == least


def screen_of(*lines: str) -> Buffer:
    """A 40-column screen with these lines."""
    screen = Screen(40, len(lines))
    screen.feed("\x1b[H" + "\n".join(lines))
    return screen.buffer


def sent(first: Buffer, second: Buffer) -> str:
    """What turns the first screen into the second."""
    emitter = Emitter()
    emitter.emit(first)
    return emitter.emit(second)


def test_a_marker_costs_a_few_bytes() -> None:
    """Moving a marker one row sends two characters and two short moves."""
    rows = [f"  row {n}" for n in range(12)]
    before, after = rows.copy(), rows.copy()
    before[4], after[5] = "> row 4", "> row 5"
    assert sent(screen_of(*before), screen_of(*after)) == "\x1b[5H \r\n>"


def test_a_scrolled_block_sends_only_the_new_row() -> None:
    """Rows that moved are moved by the terminal."""
    rows = [f"row {n} " + chr(97 + n) * 20 for n in range(13)]
    before, after = screen_of("head", *rows[:12], "foot"), screen_of("head", *rows[1:13], "foot")
    found = sent(before, after)
    assert found.startswith("\x1b[2;13r\x1b[2H\x1b[M\x1b[r")
    assert len(found) < 60


def test_a_shorter_line_is_erased_to_its_end() -> None:
    """Blanks at the end of a row are erased, not written."""
    assert sent(screen_of("a long line of text"), screen_of("a long")) == "\x1b[12D\x1b[K"


def test_erasing_keeps_off_where_colour_is_not_erased() -> None:
    """Where EL forgets the background, coloured blanks are written."""
    wanted = screen_of("\x1b[44m" + " " * 40)
    assert "\x1b[K" in Emitter().emit(wanted)
    assert "\x1b[K" not in Emitter(erases_in_colour=False).emit(wanted)


def test_nothing_changed_sends_nothing() -> None:
    """The same screen costs no byte; after invalidate() all of it is sent again."""
    emitter = Emitter()
    first = emitter.emit(screen_of("same"))
    assert emitter.emit(screen_of("same")) == ""
    emitter.invalidate()
    assert emitter.emit(screen_of("same")) == first


@pytest.mark.parametrize(
    ("rich_sgr", "basic"), [("38;2;200;0;0", "31"), ("48;5;4", "44"), ("38;5;12", "94"), ("1;48;2;0;0;0", "1;40")]
)
def test_sixteen_colours(rich_sgr: str, basic: str) -> None:
    """Richer colours become their nearest of sixteen."""
    assert apply_sgr(PLAIN, rich_sgr, 16) == apply_sgr(PLAIN, basic)
