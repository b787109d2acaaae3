"""Names in scripts whose width terminals dispute: whole where there is room, and no column drifts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lokos_tui.display.cells import BLANK, Buffer, Cell
from lokos_tui.display.emit import Emitter
from lokos_tui.display.parse import Screen
from lokos_tui.display.runs import Run, beneath, find_runs
from lokos_tui.display.style import PLAIN, change
from tests.display.terminal import OwnWidths, a_cell_each, marks_beside, marks_inside, nothing_wide
from tests.display.test_emit import HEIGHT, SURE, WIDTH, buffers, successors

WidthOf = Callable[[str], int]
KINDS: list[WidthOf] = [marks_inside, marks_beside, a_cell_each, nothing_wide]
UNSURE = st.sampled_from(["क", "षा", "ती", "स्", "सं", "e\u0301", "👩\u200d🌾", "✔\ufe0f"])
TEXTS = st.one_of(SURE, UNSURE, UNSURE)


def terminal_of(width_of: WidthOf, *pieces: str, width: int = WIDTH, height: int = HEIGHT) -> OwnWidths:
    """A terminal with its own idea of width, after it was sent the pieces."""
    terminal = OwnWidths(width, height, width_of)
    for piece in pieces:
        terminal.feed(piece)
    return terminal


def painted(wanted: Buffer, width_of: WidthOf) -> OwnWidths:
    """The screen by the plainest means, on a new terminal: left to right, every cell and run placed absolutely.

    A run is written over blanks, and the blanks it may spread into are not written again.
    """
    terminal = OwnWidths(wanted.width, wanted.height, width_of)
    for y, row in enumerate(wanted.rows):
        x = 0
        starts = {run.start: run for run in find_runs(row)}
        while x < len(row):
            run = starts.get(x, Run(x, x + 1, x + 1, x + 1))
            if x in starts:
                place(terminal, x, y, beneath(row, run)[x : run.stop])
            if row[x].text:
                place(terminal, x, y, row[x : run.end])
            x = run.stop
    return terminal


def place(terminal: OwnWidths, x: int, y: int, cells: list[Cell]) -> None:
    """Write cells from a column, each with its full style."""
    terminal.feed(f"\x1b[{y + 1};{x + 1}H")
    for one in cells:
        terminal.feed(f"\x1b[m{change(PLAIN, one.style)}{one.text}")


@settings(max_examples=60)
@given(
    data=st.data(), width_of=st.sampled_from(KINDS), frames=st.integers(1, 3), scrolls=st.booleans(),
    colour=st.booleans(),
)  # fmt: skip
def test_what_was_shown_before_leaves_no_trace(
    data: st.DataObject, width_of: WidthOf, frames: int, *, scrolls: bool, colour: bool
) -> None:
    """After any frames every row looks as if painted once on blanks, whatever widths the terminal believes in."""
    emitter = Emitter(erases_in_colour=colour, scrolls=scrolls)
    wanted = data.draw(buffers(TEXTS))
    pieces = [emitter.emit(wanted)]
    for _ in range(frames):
        wanted = data.draw(successors(wanted, TEXTS))
        pieces.append(emitter.emit(wanted))
    assert terminal_of(width_of, *pieces).buffer.rows == painted(wanted, width_of).buffer.rows


@settings(max_examples=100)
@given(st.data(), st.sampled_from(KINDS))
def test_columns_never_drift(data: st.DataObject, width_of: WidthOf) -> None:
    """All that is no run stands in its column, a run starts in its column, and is whole where its blanks suffice."""
    first = data.draw(buffers(TEXTS))
    second = data.draw(successors(first, TEXTS))
    emitter = Emitter()
    terminal = terminal_of(width_of, emitter.emit(first), emitter.emit(second))
    for shown, row in zip(terminal.buffer.rows, second.rows, strict=True):
        open_to_runs = {x for run in find_runs(row) for x in range(run.start, run.stop)}
        assert all(shown[x] == row[x] for x in range(WIDTH) if x not in open_to_runs)
        for run in find_runs(row):
            text = "".join(one.text for one in row[run.start : run.end])
            room = sum(map(width_of, text)) <= run.stop - run.start
            found = "".join(one.text for one in shown[run.start : run.stop])
            assert found.rstrip() == text.rstrip() if room else found[0] == text[0] or run.reach == WIDTH


def row_of(text: str, width: int = 40) -> Buffer:
    """A screen of one row, as Textual writes it."""
    screen = Screen(width, 1)
    screen.feed("\x1b[H" + text)
    return screen.buffer


def shown(width_of: WidthOf, *texts: str) -> str:
    """What a terminal shows after these rows, one after the other."""
    emitter = Emitter()
    terminal = terminal_of(width_of, *(emitter.emit(row_of(text)) for text in texts), width=40, height=1)
    return "".join(one.text or "" for one in terminal.buffer.rows[0]).rstrip()


NAMES = ["उषा", "उषा देवी", "रीना कुमारी", "सरस्वती", "ज्योति", "Rene\u0301", "👩\u200d🌾"]


@pytest.mark.parametrize("width_of", KINDS)
@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_whole_at_once_and_after_others(width_of: WidthOf, name: str) -> None:
    """A name is whole on every kind of terminal: first painted, after a longer, after a Latin one, and once gone."""
    for before in ([], ["Saraswati Kumari"], ["मुन्नी बेगम"], ["मुन्नी बेगम", ""]):
        assert shown(width_of, *before, name) == name
    assert shown(width_of, name, "") == ""
    assert shown(width_of, name, "Asha") == "Asha"


@pytest.mark.parametrize("width_of", KINDS)
def test_the_next_column_stays(width_of: WidthOf) -> None:
    """A column after a name is where it should be, and the name keeps its marks in the gap."""
    row = "उषा" + " " * 8 + "12,345"
    emitter = Emitter()
    terminal = terminal_of(width_of, emitter.emit(row_of(row)), width=40, height=1)
    cells = terminal.buffer.rows[0]
    assert "".join(one.text for one in cells[10:16]) == "12,345"
    assert "".join(one.text for one in cells[:10]).rstrip() == "उषा"


def test_a_name_without_room_loses_its_last_mark_only() -> None:
    """Where the next column follows at once, it is kept and the mark that ran into it is not."""
    assert shown(marks_beside, "उषा|12") == "उष|12"
    assert shown(marks_inside, "उषा|12") == "उषा|12"


def test_a_single_blank_between_two_words_belongs_to_the_run() -> None:
    """Words of one name flow; two blanks, or a Latin word, end the run."""
    assert [(run.start, run.end) for run in find_runs(row_of("उषा देवी  ती").rows[0])] == [(0, 5), (7, 8)]
    assert [(run.start, run.end) for run in find_runs(row_of("उषा Devi").rows[0])] == [(0, 2)]


def test_a_blank_that_shows_is_no_room() -> None:
    """A run spreads into plain blanks of its own background, not over a lit field or another colour."""
    for look in ("\x1b[7m", "\x1b[44m"):
        run = find_runs(row_of(f"उषा {look}  \x1b[m    ").rows[0])[0]
        assert (run.end, run.stop, run.reach) == (2, 3, 3)
        assert find_runs(row_of(f"उषा{look}  \x1b[m    ").rows[0])[0].stop == 2
    assert find_runs(row_of("\x1b[7mउषा    ").rows[0])[0].stop == 3


def test_a_cursor_stands_behind_the_text() -> None:
    """The lit cell after a typed name covers none of its marks, and goes with it."""
    typed = [f"{name}\x1b[7m \x1b[m" for name in ("उ", "उष", "उषा", "उषा ", "उषा दे", "उषा देवी")]
    assert [find_runs(row_of(text).rows[0])[0].end for text in typed[:3]] == [2, 3, 3]
    emitter = Emitter()
    terminal = terminal_of(marks_beside, *(emitter.emit(row_of(text)) for text in typed), width=40, height=1)
    cells = terminal.buffer.rows[0]
    assert "".join(one.text for one in cells).rstrip() == "उषा देवी"
    assert [x for x, one in enumerate(cells) if one.style.attributes] == [7]


def test_a_style_alone_sends_no_blanks() -> None:
    """A name that only changes its look is written over itself."""
    emitter = Emitter()
    emitter.emit(row_of("उषा   x"))
    assert emitter.emit(row_of("\x1b[1mउषा\x1b[m   x")) == "\x1b[1m\rउषा"


def test_a_name_at_the_end_of_a_row_is_erased_before_it_is_written() -> None:
    """The rest of the row goes by one erase, and nothing follows the name."""
    emitter = Emitter()
    emitter.emit(row_of("Saraswati Kumari"))
    assert emitter.emit(row_of("उषा")).endswith("\x1b[Kउषा")


def test_nothing_old_shows_beside_a_narrower_sign() -> None:
    """Where a terminal draws a disputed sign narrower than Textual, no old letter is left in its cells."""
    farmer = "👩\u200d🌾"
    assert shown(nothing_wide, "x" * 8, farmer * 2 + "x" * 4).endswith("xxxx")
    assert shown(nothing_wide, "x" * 8, "✔\ufe0f" * 2 + "x" * 4) == "✔\ufe0f" * 2 + "  xxxx"


def test_rows_scrolled_by_the_terminal_keep_their_names() -> None:
    """Names move with their rows, marks and all, and are not sent again."""
    lines = [f"{name}{n}" + " " * 6 + "9" * 8 for n, name in enumerate(["x", "y", "z", "u", "v", "w"])]
    first, second = Screen(40, 6), Screen(40, 6)
    first.feed("\x1b[H" + "\n".join(f"{line}  उषा" for line in lines))
    second.feed("\x1b[H" + "\n".join(f"{line}  उषा" for line in [*lines[1:], "new"]))
    emitter = Emitter()
    pieces = [emitter.emit(first.buffer), emitter.emit(second.buffer)]
    assert pieces[1].count("उषा") == 1
    assert BLANK in second.buffer.rows[5]
    terminal = terminal_of(marks_beside, *pieces, width=40, height=6)
    assert all("".join(one.text for one in row).rstrip().endswith("  उषा") for row in terminal.buffer.rows)
