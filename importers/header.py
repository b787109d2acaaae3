"""Finds the heading row and says which column is which; a guess is only ever proposed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from rapidfuzz import fuzz, process

from importers.loads.columns import SheetSpec
from importers.model import Cell, RawSheet
from lokos_tui.domain.errors import Unreadable
from lokos_tui.domain.message import _
from lokos_tui.domain.text import clean, name_key, safe

_LOOK = 50
_CUTOFF = 75
_PASSWORDS = ("PASSWORD", "PASSWD", "PWD", "पासवर्ड")
NONE: Mapping[str, str] = MappingProxyType({})


@dataclass
class HeaderMatch:
    """Row of the headings (1-based sheet row) and what each column was taken for."""

    row: int
    columns: dict[str, int]
    unknown: tuple[str, ...] = ()
    proposals: tuple[tuple[str, str, int], ...] = ()
    missing: tuple[str, ...] = ()
    headings: dict[str, str] = field(default_factory=dict)


def find_header(sheet: RawSheet, spec: SheetSpec, chosen: Mapping[str, str] = NONE) -> HeaderMatch:
    """Return the best heading row among the first fifty.

    Raises Unreadable when there is none, or when it asks for passwords.
    """
    names = _names(spec) | {name_key(heading): key for heading, key in chosen.items()}
    best: dict[str, int] = {}
    best_at = -1
    for at, row in enumerate(sheet.rows[:_LOOK]):
        found = _match(row, names)
        if len(found) > len(best):
            best, best_at = found, at
    if len(best) < 2 and not chosen:  # noqa: PLR2004
        raise Unreadable(
            "no_header",
            _("No heading row was found on sheet {sheet}.", sheet=safe(sheet.name, 40)),
            _("Use the template's headings."),
        )
    if best_at < 0:
        raise Unreadable(
            "no_header", _("None of the chosen headings stands on the sheet."), _("Choose the columns again.")
        )
    return _describe(sheet, spec, best, best_at)


def _describe(sheet: RawSheet, spec: SheetSpec, best: dict[str, int], at: int) -> HeaderMatch:
    row = sheet.rows[at]
    if any(word in name_key(str(cell)).replace(" ", "") for cell in row if cell for word in _PASSWORDS):
        raise Unreadable(
            "password_column",
            _("No password is taken from a sheet."),
            _("Delete the password column and load the file again."),
        )
    taken = set(best.values())
    unknown = tuple(
        clean(str(cell)) for i, cell in enumerate(row) if i not in taken and isinstance(cell, str) and cell.strip()
    )
    free = {name: key for name, key in _names(spec).items() if key not in best}
    missing = tuple(column.key for column in spec.columns if column.required and column.key not in best)
    shown = {key: clean(str(row[index])) for key, index in best.items()}
    return HeaderMatch(sheet.first_row + at, best, unknown, _proposals(unknown, free), missing, shown)


def _proposals(unknown: tuple[str, ...], free: dict[str, str]) -> tuple[tuple[str, str, int], ...]:
    found = []
    for heading in unknown:
        hit = process.extractOne(name_key(heading), list(free), scorer=fuzz.ratio, score_cutoff=_CUTOFF)
        if hit:
            found.append((heading, free[hit[0]], int(hit[1])))
    return tuple(found)


def _names(spec: SheetSpec) -> dict[str, str]:
    return {name_key(name): c.key for c in reversed(spec.columns) for name in (*c.aliases, c.heading, c.heading_hi)}


def _match(row: tuple[Cell, ...], names: Mapping[str, str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for index, cell in enumerate(row):
        if isinstance(cell, str) and cell:
            parts = (cell, *cell.split("\n"), *cell.split("/"))
            key = next((names[k] for part in parts if (k := name_key(part)) in names), None)
            if key is not None:
                found.setdefault(key, index)
    return found
