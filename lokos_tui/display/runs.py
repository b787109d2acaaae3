"""Runs of cells whose width terminals dispute: how far each may reach, and which cells a change asks for anew.

A row is shown in its one right way when it looks as if painted once, left to right, on blanks: every plain cell in
its column, every run from its first column, and after a run nothing until the next thing to show. Glyphs that a
terminal needs more cells for than Textual thinks go into those blanks, so a blank there is never sent after its run.
"""

from __future__ import annotations

from typing import NamedTuple

from lokos_tui.display.cells import Cell, cell, disputed, widest


class Run(NamedTuple):
    """Columns of one run, all ends exclusive: ``start <= end <= stop <= reach``, within the row.

    ``end`` is where Textual thinks it ends, ``stop`` where the blanks end that it may spread into, ``reach`` where it
    ends on the terminal that gives it most.
    """

    start: int
    end: int
    stop: int
    reach: int


def find_runs(row: list[Cell]) -> list[Run]:
    """Return the runs of a row, left to right; single blanks between two words belong to the run.

    So does the cursor behind the text of an input: it stands where the text ends, wherever that is.
    """
    found: list[Run] = []
    x = 0
    while x < len(row):
        if disputed(row[x].text):
            found.append(_run_at(row, x))
            x = found[-1].end
        else:
            x += 1
    return found


def dirty_cells(old: list[Cell], new: list[Cell], runs: list[Run]) -> list[bool]:
    """Which cells to send: those that differ, and all that a run may reach when anything there is to be sent.

    ``runs`` are those of both rows.
    """
    dirty = [before is not after and before != after for before, after in zip(old, new, strict=True)]
    grows = True
    while grows:
        _add_left_halves(dirty, new)
        touched = [run for run in runs if 0 < sum(dirty[run.start : run.reach]) < run.reach - run.start]
        for run in touched:
            dirty[run.start : run.reach] = [True] * (run.reach - run.start)
        grows = bool(touched)
    return dirty


def ground(old: list[Cell], before: list[Run], new: list[Cell], after: list[Run]) -> list[Cell | None]:
    """What surely stands in each cell of the row shown, ``None`` where glyphs of a run may.

    A run that stays as it is counts as blank: its glyphs will fall on the same cells again.
    """
    found: list[Cell | None] = list(old)
    for run in before:
        place = slice(run.start, run.stop)
        stays = run in after and [one.text for one in old[place]] == [one.text for one in new[place]]
        found[place] = beneath(old, run)[place] if stays else [None] * (run.stop - run.start)
    return found


def beneath(row: list[Cell], run: Run) -> list[Cell]:
    """Return the row with blanks in place of the run: what it is written on."""
    blanks = [cell(" ", place.style) for place in row[run.start : run.end]]
    if _is_cursor(row, run.end - 1):
        blanks[-1] = row[run.end]
    return row[: run.start] + blanks + row[run.end :]


def _add_left_halves(dirty: list[bool], row: list[Cell]) -> None:
    for x, place in enumerate(row[1:]):
        dirty[x] = dirty[x] or (not place.text and dirty[x + 1])


def _run_at(row: list[Cell], start: int) -> Run:
    end = start + 1
    while end < len(row) and _goes_on(row, end):
        end += 1
    cells = sum(widest(place.text) for place in row[start:end])
    last = row[end - 1]
    if _is_cursor(row, end):
        end, cells = end + 1, cells + 2
    reach = max(end, min(start + cells, len(row)))
    stop = end
    while stop < reach and _takes_overrun(last, row[stop]):
        stop += 1
    return Run(start, end, stop, reach)


def _goes_on(row: list[Cell], x: int) -> bool:
    text = row[x].text
    if text == " ":
        return x + 1 < len(row) and disputed(row[x + 1].text)
    return text == "" or disputed(text)


def _is_cursor(row: list[Cell], x: int) -> bool:
    """Whether the cell is one lit blank before empty ones, as an input's cursor behind its text is."""
    if x + 1 >= len(row) or row[x].text != " " or row[x].style.erasable:
        return False
    return row[x + 1].text == " " and row[x + 1].style.erasable


def _takes_overrun(last: Cell, place: Cell) -> bool:
    """Whether ``place`` is a blank that looks empty beside the run, so that glyphs of the run may stand there."""
    if place.text != " ":
        return False
    return place == cell(" ", last.style) or (place.style.erasable and place.style.background == last.style.background)
