"""Find the one block of rows that moved, where moving it costs less than sending it again."""

from __future__ import annotations

from collections import Counter
from typing import Final, NamedTuple

from lokos_tui.display.cells import BLANK, Cell

_MINIMUM_ROWS: Final = 3
_PAYS_FROM: Final = 24
"""Cells saved from which the scroll sequences (about 20 bytes) are worth sending."""


class Shift(NamedTuple):
    """Rows ``top`` to ``bottom`` (included) move up by ``lines``; down when negative."""

    top: int
    bottom: int
    lines: int


def find_shift(old: list[list[Cell]], new: list[list[Cell]]) -> Shift | None:
    """Return the shift of ``old`` that brings most of it nearer to ``new``, or None when none pays."""
    changed = [y for y, (before, after) in enumerate(zip(old, new, strict=True)) if before != after]
    if len(changed) < _MINIMUM_ROWS:
        return None
    top, bottom = changed[0], changed[-1]
    lines = _commonest_distance(old, new, top, bottom)
    if lines is None:
        return None
    shift = Shift(top, bottom, lines)
    return shift if _saved(old, new, shift) >= _PAYS_FROM else None


def _commonest_distance(old: list[list[Cell]], new: list[list[Cell]], top: int, bottom: int) -> int | None:
    """How far most rows went, by their text alone (a highlight that stays put must not hide a scroll)."""
    places: dict[str, list[int]] = {}
    for y in range(top, bottom + 1):
        places.setdefault(_text(old[y]), []).append(y)
    votes: Counter[int] = Counter()
    for y in range(top, bottom + 1):
        text = _text(new[y])
        if text.strip():
            votes.update(before - y for before in places.get(text, ()) if before != y)
    return votes.most_common(1)[0][0] if votes else None


def _saved(old: list[list[Cell]], new: list[list[Cell]], shift: Shift) -> int:
    blank = [BLANK] * len(old[0])
    saved = 0
    for y in range(shift.top, shift.bottom + 1):
        source = y + shift.lines
        moved = old[source] if shift.top <= source <= shift.bottom else blank
        saved += _differing(old[y], new[y]) - _differing(moved, new[y])
    return saved


def _text(row: list[Cell]) -> str:
    """The row without its first column, where a marker may sit."""
    return "".join(place.text for place in row[1:])


def _differing(before: list[Cell], after: list[Cell]) -> int:
    return sum(one is not two and one != two for one, two in zip(before, after, strict=True))
