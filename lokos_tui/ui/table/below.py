"""The lines below the rows of a table: what those do not show of the current one, each thing in its place. Pure.

Places are the same for every row of the page, so a move sends the values that differ and no label.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len

from lokos_tui.ui.frame.paint import plain
from lokos_tui.ui.frame.text_pane import wrap
from lokos_tui.ui.frame.theme import Glyphs

_GAP = "   "


class Slot(NamedTuple):
    """A place: the column it is for, its label ('' for what needs none), and the cells of its longest value."""

    column: int
    label: str
    cells: int

    def needs(self, glyphs: Glyphs) -> int:
        """Return the cells of label and value."""
        return cell_len(_labelled(plain(self.label, glyphs), "")) + self.cells


def arranged(slots: Sequence[Slot], width: int, glyphs: Glyphs) -> list[list[Slot]]:
    """Return the slots line by line; one that is wider than a line stands alone and goes on below."""
    lines: list[list[Slot]] = []
    left = 0
    for slot in slots:
        need = slot.needs(glyphs)
        if not lines or need > left:
            lines.append([slot])
            left = width - need - len(_GAP)
        else:
            lines[-1].append(slot)
            left -= need + len(_GAP)
    return lines


def height_of(lines: Sequence[Sequence[Slot]], width: int, glyphs: Glyphs) -> int:
    """Return how many lines of the screen the slots need; a value that is broken may leave a line half empty."""
    return sum(1 if line[0].needs(glyphs) <= width else 1 + line[0].needs(glyphs) // (width * 3 // 4) for line in lines)


def said(lines: Sequence[Sequence[Slot]], values: Sequence[str], width: int, height: int, glyphs: Glyphs) -> list[str]:
    """Return the lines for a row's values: in their places, or where these need more lines one after another."""
    if height_of(lines, width, glyphs) > height:
        slots = [slot for line in lines for slot in line]
        flow = _GAP.join(_labelled(slot.label, values[slot.column]) for slot in slots if values[slot.column])
        return wrap((flow,), width, glyphs)
    out: list[str] = []
    for line in lines:
        if line[0].needs(glyphs) > width:
            room = height_of([line], width, glyphs)
            broken = wrap((_part(line[0], values, glyphs),), width, glyphs)
            out += [*broken, *[""] * (room - len(broken))]
        else:
            out.append(_GAP.join(_padded(slot, values, glyphs) for slot in line).rstrip())
    return out


def _padded(slot: Slot, values: Sequence[str], glyphs: Glyphs) -> str:
    text = _part(slot, values, glyphs)
    return text + " " * (slot.needs(glyphs) - cell_len(text))


def _part(slot: Slot, values: Sequence[str], glyphs: Glyphs) -> str:
    value = plain(values[slot.column], glyphs).rstrip()
    return _labelled(plain(slot.label, glyphs), value) if value else ""


def _labelled(label: str, value: str) -> str:
    return f"{label} {value}" if label else value
