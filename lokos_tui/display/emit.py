"""From the screen shown to the screen wanted, in as few bytes as a common terminal allows.

Only CUP, CUF, CUB, backspace, carriage return, SGR, EL, DECSTBM with IL/DL are used: xterm, PuTTY, the Linux console
(which has no SU/SD), tmux and screen all have them, so no terminal database is needed.
"""

from __future__ import annotations

from typing import Final

from lokos_tui.display.cells import Buffer, Cell
from lokos_tui.display.runs import Run, beneath, dirty_cells, find_runs, ground
from lokos_tui.display.scroll import find_shift
from lokos_tui.display.style import PLAIN, Style, change

_ERASE_PAYS: Final = 4
"""Changed blanks at a row's end from which erasing is shorter than writing them."""

_RETYPE_AT_MOST: Final = 5
"""Cells between that may be written again instead of moving over them; a move is at most so long."""


class Emitter:
    """Knows what the terminal shows; :meth:`emit` brings it to a wanted buffer and remembers that.

    ``erases_in_colour`` says whether EL fills with the current background; ``scrolls`` allows scroll regions.
    """

    def __init__(self, *, erases_in_colour: bool = True, scrolls: bool = True) -> None:
        self._erases_in_colour = erases_in_colour
        self._scrolls = scrolls
        self._shown: Buffer | None = None
        self._out: list[str] = []
        self._x: int | None = None
        self._y: int | None = None
        self._style: Style = PLAIN

    def invalidate(self) -> None:
        """Forget what the terminal shows; the next :meth:`emit` clears and paints everything."""
        self._shown = None

    def emit(self, wanted: Buffer) -> str:
        """Return what to send so that the terminal shows ``wanted`` ("" when it does already)."""
        self._out = []
        shown = self._shown
        if shown is None or (shown.width, shown.height) != (wanted.width, wanted.height):
            shown = self._clear(wanted)
        elif self._scrolls:
            self._scroll(shown, wanted)
        for y, (old, new) in enumerate(zip(shown.rows, wanted.rows, strict=True)):
            if old != new:
                self._row(y, old, new)
                shown.rows[y] = new.copy()
        self._shown = shown
        return "".join(self._out)

    def _clear(self, wanted: Buffer) -> Buffer:
        self._out.append("\x1b[m\x1b[H\x1b[2J")
        self._x = self._y = 0
        self._style = PLAIN
        return Buffer(wanted.width, wanted.height)

    def _scroll(self, shown: Buffer, wanted: Buffer) -> None:
        shift = find_shift(shown.rows, wanted.rows)
        if shift is None:
            return
        self._look(PLAIN)
        home = "" if shift.top == 0 else f"\x1b[{shift.top + 1}H"
        count = "" if abs(shift.lines) == 1 else str(abs(shift.lines))
        final = "M" if shift.lines > 0 else "L"
        self._out.append(f"\x1b[{shift.top + 1};{shift.bottom + 1}r{home}\x1b[{count}{final}\x1b[r")
        self._x = self._y = None
        shown.shift(shift.top, shift.bottom, shift.lines)

    def _row(self, y: int, old: list[Cell], new: list[Cell]) -> None:
        before, after = find_runs(old), find_runs(new)
        dirty = dirty_cells(old, new, before + after)
        shown = ground(old, before, new, after)
        starts = {run.start: run for run in after}
        tail = self._tail(new)
        erase = sum(dirty[tail:]) >= _ERASE_PAYS
        end = tail if erase else len(new)
        x = 0
        while x < end:
            if not dirty[x] or not new[x].text:
                x += 1
            elif run := starts.get(x):
                x = self._disputed_run(run, y, new, shown)
                dirty[run.start : x] = [False] * (x - run.start)
            else:
                self._go(x, y, new)
                self._write(new[x], 1 if x + 1 == len(new) or new[x + 1].text else 2)
                x += 1
        if erase and any(dirty[tail:]):
            self._erase(dirty.index(True, tail), y, new)

    def _tail(self, row: list[Cell]) -> int:
        """The column from which the row is blank in one style that can be erased; the width when there is none."""
        last = row[-1]
        style = last.style
        if last.text != " " or not style.erasable or (style.background and not self._erases_in_colour):
            return len(row)
        at = len(row)
        while at and row[at - 1] == last:
            at -= 1
        return at

    def _disputed_run(self, run: Run, y: int, row: list[Cell], shown: list[Cell | None]) -> int:
        """Blank what a run may spread into, then write it, then leave that alone. Return the first column not done.

        The cursor is unknown afterwards, and so is in ``shown`` what the run may have run over.
        """
        to_the_end = run.stop == run.reach and self._tail(row) <= run.end
        done = len(row) if to_the_end else run.stop
        self._wipe(run, done, y, row, shown)
        self._go(run.start, y, row)
        for place in row[run.start : run.end]:
            if place.text != " " or not _shows_in(place, self._style):
                self._look(place.style)
            self._out.append(place.text)
        self._x = self._y = None
        shown[run.stop : run.reach] = [None] * (run.reach - run.stop)
        return done

    def _wipe(self, run: Run, end: int, y: int, row: list[Cell], shown: list[Cell | None]) -> None:
        """Blank the columns from the run's start to ``end`` that may show anything else."""
        blanks = beneath(row, run)
        wrong = [x for x in range(run.start, end) if shown[x] != blanks[x]]
        tail = self._tail(blanks)
        erased = [x for x in wrong if x >= tail]
        if len(erased) >= _ERASE_PAYS:
            wrong = [x for x in wrong if x < tail]
        for x in wrong:
            self._go(x, y, blanks)
            self._write(blanks[x], 1)
        if len(erased) >= _ERASE_PAYS:
            self._erase(erased[0], y, blanks)

    def _erase(self, x: int, y: int, row: list[Cell]) -> None:
        self._go(x, y, row)
        self._look(row[-1].style)
        self._out.append("\x1b[K")

    def _write(self, place: Cell, width: int) -> None:
        if place.text != " " or not _shows_in(place, self._style):
            self._look(place.style)
        self._out.append(place.text)
        if self._x is not None:
            self._x += width

    def _look(self, style: Style) -> None:
        if style is not self._style:
            self._out.append(change(self._style, style))
            self._style = style

    def _go(self, x: int, y: int, row: list[Cell]) -> None:
        """Move to a place by the shortest way; writing the few cells between again is one of the ways."""
        if self._x == x and self._y == y:
            return
        ways = [_absolute(x, y)]
        if self._y == y and self._x is not None:
            if all(_shows_in(place, row[x].style) for place in row[self._x : x]):
                self._look(row[x].style)
            ways += self._along(self._x, x, row)
        elif self._y is not None and y == self._y + 1:
            ways += [f"\r\n{way}" for way in self._along(0, x, row)]
        self._out.append(min(ways, key=len))
        self._x, self._y = x, y

    def _along(self, start: int, x: int, row: list[Cell]) -> list[str]:
        if start == x:
            return [""]
        ways = ["\r"] if x == 0 else []
        if start >= len(row):
            return ways
        steps = x - start
        if steps < 0:
            return [*ways, "\b" * -steps, f"\x1b[{-steps}D"]
        between = row[start:x]
        if steps <= _RETYPE_AT_MOST and all(_shows_in(place, self._style) for place in between):
            ways.append("".join(place.text for place in between))
        return [*ways, "\x1b[C" if steps == 1 else f"\x1b[{steps}C"]


def _shows_in(place: Cell, style: Style) -> bool:
    """Whether writing the cell in ``style`` shows what it should: its own style, or a blank of the same background."""
    if place.style == style:
        return place.text.isascii() and place.text != ""
    return place.text == " " and style.erasable and place.style == Style(background=style.background)


def _absolute(x: int, y: int) -> str:
    if x:
        return f"\x1b[{y + 1};{x + 1}H"
    return f"\x1b[{y + 1}H" if y else "\x1b[H"
