"""Which sheets of a workbook are read as one load, and which are not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from importers.header import HeaderMatch, find_header
from importers.loads.columns import SheetSpec
from importers.model import RawSheet, Workbook
from lokos_tui.domain.errors import Unreadable
from lokos_tui.domain.message import _, joined
from lokos_tui.domain.text import safe


class LeftOut(NamedTuple):
    """A sheet that is not read, and why."""

    sheet: str
    why: str


Picked = list[tuple[RawSheet, HeaderMatch]]


def pick_sheets(
    book: Workbook, spec: SheetSpec, sheet: str | None, chosen: Mapping[str, str]
) -> tuple[Picked, tuple[LeftOut, ...]]:
    """Return the sheets that are read with their headings, and those that are not.

    Read are the one that is named, else the visible sheet with the most headings and every other that has what that
    one cannot do without. Raises Unreadable when there is none.
    """
    found: Picked = []
    left: list[LeftOut] = []
    first: Unreadable | None = None
    for raw in book.sheets:
        if (raw.name != sheet) if sheet is not None else raw.hidden:
            left += [] if sheet is not None or not raw.rows else [LeftOut(raw.name, _("hidden"))]
            continue
        try:
            found.append((raw, find_header(raw, spec, chosen)))
        except Unreadable as error:
            if error.code == "password_column":
                raise
            first = first or error
            left += [LeftOut(raw.name, _("no headings of this load"))] if raw.rows else []
    if not found:
        raise _nothing(book, sheet, first)
    return _of_one_kind(found, spec, left)


def _nothing(book: Workbook, sheet: str | None, first: Unreadable | None) -> Unreadable:
    if first is not None:
        return first
    if sheet is None:
        return Unreadable(
            "no_sheet", _("Every sheet of the file is hidden."), _("Unhide the sheet in Excel and save it.")
        )
    names = joined(", ", tuple(safe(raw.name, 40) for raw in book.sheets))
    return Unreadable(
        "no_sheet", _("The file has no such sheet."), _("Choose one of the file's sheets: {names}.", names=names)
    )


def _of_one_kind(found: Picked, spec: SheetSpec, left: list[LeftOut]) -> tuple[Picked, tuple[LeftOut, ...]]:
    """Return the sheets that carry the headings of the best one: a list of SHGs beside the mapping is no mapping."""
    best = max(found, key=lambda one: (_needed(one[1], spec), len(one[1].columns), _has_rows(one)))[1]
    read, others = [], []
    for raw, header in found:
        alike = _needed(header, spec) >= _needed(best, spec) and len(header.columns) * 2 >= len(best.columns)
        if (alike and _has_rows((raw, header))) or header is best:
            read.append((raw, header))
        else:
            others.append(
                LeftOut(raw.name, _("no headings of this load") if _has_rows((raw, header)) else _("no rows"))
            )
    names = [raw.name for raw, _header in found]
    return read, tuple(sorted((*left, *others), key=lambda one: (one.sheet not in names, one.sheet)))


def _needed(header: HeaderMatch, spec: SheetSpec) -> int:
    return sum(1 for column in spec.columns if column.required and column.key in header.columns)


def _has_rows(one: tuple[RawSheet, HeaderMatch]) -> bool:
    raw, header = one
    return any(any(cell not in ("", None) for cell in row) for row in raw.rows[header.row - raw.first_row + 1 :])
