"""The parts by themselves: reading a stream, writing at the line's pace, signs a terminal lacks, the self-check."""

from __future__ import annotations

import ast
import os
import threading
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from lokos_tui import display
from lokos_tui.display.cells import Buffer
from lokos_tui.display.check import SelfCheck, differences
from lokos_tui.display.glyphs import encodable
from lokos_tui.display.parse import Screen
from lokos_tui.display.style import Style
from lokos_tui.display.writer import NewestWriter
from tests.support.until import PATIENCE

FRAME = "\x1b[1;1H\x1b[1;34mAsha\x1b[0m\n\x1b[2;3H漢\x1b[1;5H\x1b[K"


def lines(screen: Screen) -> list[str]:
    """The rows as text."""
    return ["".join(place.text for place in row).rstrip() for row in screen.buffer.rows]


def test_reads_textuals_stream() -> None:
    """Moves, looks, wide characters and erases land where a terminal puts them."""
    screen = Screen(12, 3)
    assert screen.feed(FRAME) == []
    assert lines(screen) == ["Asha", "  漢", ""]
    assert screen.buffer.rows[0][0].style == Style(("1",), "34")
    assert screen.buffer.rows[1][3].text == ""


@given(st.integers(0, len(FRAME)))
def test_a_cut_stream_reads_the_same(cut: int) -> None:
    """A sequence split between two writes waits for its rest."""
    whole, parts = Screen(12, 3), Screen(12, 3)
    whole.feed(FRAME)
    parts.feed(FRAME[:cut])
    parts.feed(FRAME[cut:])
    assert parts.buffer.rows == whole.buffer.rows


def test_what_changes_no_cell_is_handed_back() -> None:
    """Modes, clipboard, bell and queries come back in order; links are left out."""
    screen = Screen(12, 3)
    passed = screen.feed("\x1b[?25la\x07\x1b]52;c;QQ==\x07\x1b]8;;http://example.org\x1b\\b\x1b]8;;\x1b\\\x1b[?2026$p")
    assert passed == ["\x1b[?25l", "\x07", "\x1b]52;c;QQ==\x07", "\x1b[?2026$p"]
    assert lines(screen)[0] == "ab"


@given(st.text(max_size=40), st.integers(1, 12), st.integers(1, 4))
def test_no_text_leaves_the_screen(text: str, width: int, height: int) -> None:
    """Whatever is fed, the buffer keeps its size."""
    screen = Screen(width, height)
    screen.feed(text + "\x1b[99;99H" + text)
    assert [len(row) for row in screen.buffer.rows] == [width] * height


def test_a_wide_cell_cut_by_another_becomes_blank() -> None:
    """Half a wide character is never left on the screen."""
    buffer = Buffer(6, 1)
    buffer.put(1, 0, "漢", 2, Style())
    buffer.put(2, 0, "x", 1, Style())
    assert [place.text for place in buffer.rows[0]] == [" ", " ", "x", " ", " ", " "]
    buffer.put(4, 0, "字", 2, Style())
    assert buffer.resized(5, 1).rows[0][4].text == " "


@given(st.text(alphabet="ab…│╭█₹漢क्é", max_size=20))
def test_signs_the_terminal_lacks_keep_their_width(text: str) -> None:
    """ASCII stands in, cell for cell."""
    shown = encodable(text, "ascii")
    assert shown.isascii()
    assert len(shown) == cell_len(text)
    assert encodable(text, "utf-8") == text


def test_a_busy_line_gets_the_newest_state_only() -> None:
    """What changed while a write was blocked is taken once, at the end."""
    reader, writer_end = os.pipe()
    began = threading.Event()
    state: list[int] = [0]
    taken: list[int] = []

    def take() -> bytes:
        taken.append(state[0])
        began.set()
        return b"x" * 70_000 if len(taken) == 1 else b"y"

    writer = NewestWriter(writer_end, take, lambda: None, bytes_per_second=10**9)
    writer.wake()
    assert began.wait(PATIENCE)
    for number in range(1, 50):
        state[0] = number
        writer.wake()
    received = 0
    while received < 70_001:
        received += len(os.read(reader, 65536))
    writer.stop()
    assert taken == [0, 49]


def test_a_gone_terminal_is_reported_once() -> None:
    """A broken pipe ends the thread and calls on_lost; draining afterwards returns at once."""
    reader, writer_end = os.pipe()
    os.close(reader)
    lost = threading.Event()
    writer = NewestWriter(writer_end, lambda: b"x", lost.set)
    writer.wake()
    assert lost.wait(PATIENCE)
    assert writer.drain(0)


def test_the_check_names_places_and_no_text(tmp_path: Path) -> None:
    """A difference is logged as column and row, without what people's data the cell holds."""
    log = tmp_path / "check.log"
    wanted = Buffer(4, 1)
    check = SelfCheck(log)
    check.textual_wrote("\x1b[1;1Habcd")
    check.driver_wrote("\x1b[1;1Habxd", wanted)
    assert check.failures == [[(2, 0)]]
    assert log.read_text(encoding="utf-8") == "update 1: 1 cells differ at 2,0\n"
    assert differences(Buffer(2, 2), Buffer(3, 2)) == [(-1, -1)]


def test_the_package_stands_alone() -> None:
    """It imports nothing of the program around it, so it could be a package of its own."""
    root = Path(display.__file__).parent
    found = {name for file in root.glob("*.py") for name in _imported(file) if name.startswith("lokos_tui")}
    assert {name for name in found if not name.startswith("lokos_tui.display")} == set()
    assert all(callable(getattr(display, name)) for name in display.__all__)


def _imported(file: Path) -> list[str]:
    nodes = list(ast.walk(ast.parse(file.read_text(encoding="utf-8"))))
    names = [name.name for node in nodes if isinstance(node, ast.Import) for name in node.names]
    return names + [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)]
