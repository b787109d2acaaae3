"""A column of a list, described once: tables on screens, csv, JSON and files all come from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Generic, Literal, TypeVar

Row = TypeVar("Row")
Tone = Literal["ok", "warn", "refused"]


@dataclass(frozen=True, slots=True)
class Field(Generic[Row]):
    """One column of a row type.

    ``key`` names it in JSON; a list is sorted by it too, unless ``sort`` has another word for that. ``heading`` stands
    above it; ``value`` gives it as data, for JSON, csv and the tables of the command line. What follows is for screens
    and files alone: ``width`` is the least of use in cells where its content does not fit (0: it is not shown on a
    screen); one that ``identifies`` the row is whole before anything optional is shown; of the others the highest
    ``priority`` goes first where there is little room, 0 stays; a ``flexible`` column takes what is left when nothing
    is cut; ``tone`` colours a cell by its text.

    ``shown`` writes a cell of a screen, ``full`` the same on the line of the row under the cursor, ``written`` one of a
    file, where that is not the value as text. ``printed`` is the heading of the command line where that has other
    words: what scripts read by does not change; ``short`` stands above a column that has no room for ``heading``.
    """

    key: str
    heading: str
    value: Callable[[Row], object]
    width: int = 0
    priority: int = 0
    align: Literal["left", "right"] = "left"
    flexible: bool = False
    tone: Callable[[str], Tone | None] | None = None
    shown: Callable[[Row], str] | None = None
    written: Callable[[Row], object] | None = None
    printed: str = ""
    sort: str = ""
    help: str = ""
    identifies: bool = False
    full: Callable[[Row], str] | None = None
    short: str = ""

    def cell(self, row: Row) -> str:
        """Return the text of a screen's cell."""
        if self.shown is not None:
            return self.shown(row)
        value = self.value(row)
        return "" if value is None else str(value)

    def full_cell(self, row: Row) -> str:
        """Return its text on the line of the row under the cursor: the cell's, where that has no longer one."""
        return self.cell(row) if self.full is None else self.full(row)

    def file_value(self, row: Row) -> object:
        """Return what stands in a file that a person opens."""
        return self.value(row) if self.written is None else self.written(row)

    @property
    def sort_key(self) -> str:
        """The word a list is sorted by this column with."""
        return self.sort or self.key

    @property
    def printed_heading(self) -> str:
        """The heading of the command line's tables and csv."""
        return self.printed or self.heading


def pick(fields: Sequence[Field[Row]], *keys: str) -> tuple[Field[Row], ...]:
    """Return the fields of these keys in this order; raises KeyError for a key that there is not."""
    by_key = {field.key: field for field in fields}
    return tuple(by_key[key] for key in keys)


def renamed(fields: Sequence[Field[Row]], headings: Mapping[str, str]) -> tuple[Field[Row], ...]:
    """Return the fields with other headings where ``headings`` has one for their key: a list of other things."""
    return tuple(replace(field, heading=headings.get(field.key, field.heading)) for field in fields)
