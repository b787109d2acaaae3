"""Finds the heading row and says which column is which; a guess is only ever proposed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from rapidfuzz import fuzz, process

from importers.loads.columns import SheetSpec
from importers.loads.headings import BY_KIND
from importers.model import Cell, RawSheet
from lokos_tui.domain.errors import Unreadable
from lokos_tui.domain.message import _
from lokos_tui.domain.text import clean, name_key, safe

_LOOK = 50
_CUTOFF = 75
_PASSWORDS = ("PASSWORD", "PASSWD", "PWD", "पासवर्ड")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
NONE: Mapping[str, str] = MappingProxyType({})


class Doubled(NamedTuple):
    """Columns (0-based) that all bear a heading of one meaning, and the one that is read: the filled one."""

    key: str
    columns: tuple[int, ...]
    read: int


@dataclass
class HeaderMatch:
    """Row of the headings (1-based sheet row) and what each column was taken for."""

    row: int
    columns: dict[str, int]
    unknown: tuple[str, ...] = ()
    proposals: tuple[tuple[str, str, int], ...] = ()
    missing: tuple[str, ...] = ()
    headings: dict[str, str] = field(default_factory=dict)
    doubled: tuple[Doubled, ...] = ()


def find_header(sheet: RawSheet, spec: SheetSpec, chosen: Mapping[str, str] = NONE) -> HeaderMatch:
    """Return the best heading row among the first fifty.

    Raises Unreadable when there is none, or when it asks for passwords.
    """
    names = _names(spec) | {_folded(heading): (key, 0) for heading, key in chosen.items()}
    best: dict[str, list[tuple[int, int]]] = {}
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


def _describe(sheet: RawSheet, spec: SheetSpec, found: dict[str, list[tuple[int, int]]], at: int) -> HeaderMatch:
    row = sheet.rows[at]
    if any(word in name_key(str(cell)).replace(" ", "") for cell in row if cell for word in _PASSWORDS):
        raise Unreadable(
            "password_column",
            _("No password is taken from a sheet."),
            _("Delete the password column and load the file again."),
        )
    best, doubled = _chosen(sheet, found, at)
    taken = {index for places in found.values() for _rank, index in places}
    unknown = tuple(
        clean(str(cell)) for i, cell in enumerate(row) if i not in taken and isinstance(cell, str) and cell.strip()
    )
    free = {name: key for name, (key, _rank) in _names(spec).items() if key not in best}
    missing = tuple(column.key for column in spec.columns if column.required and column.key not in best)
    shown = {key: clean(str(row[index])) for key, index in best.items()}
    return HeaderMatch(sheet.first_row + at, best, unknown, _proposals(unknown, free), missing, shown, doubled)


def _chosen(
    sheet: RawSheet, found: dict[str, list[tuple[int, int]]], at: int
) -> tuple[dict[str, int], tuple[Doubled, ...]]:
    """Return the column of each key; of several the filled one, of filled ones the template's heading, the first."""
    best: dict[str, int] = {}
    doubled: list[Doubled] = []
    for key, places in found.items():
        if len(places) == 1:
            best[key] = places[0][1]
            continue
        best[key] = min(places, key=lambda one: (not _filled(sheet, at, one[1]), *one))[1]
        doubled.append(Doubled(key, tuple(sorted(index for _rank, index in places)), best[key]))
    return best, tuple(doubled)


def _filled(sheet: RawSheet, at: int, index: int) -> bool:
    return any(len(row) > index and row[index] not in ("", None) for row in sheet.rows[at + 1 :])


def _proposals(unknown: tuple[str, ...], free: dict[str, str]) -> tuple[tuple[str, str, int], ...]:
    found = []
    for heading in unknown:
        hit = process.extractOne(_folded(heading), list(free), scorer=fuzz.ratio, score_cutoff=_CUTOFF)
        if hit:
            found.append((heading, free[hit[0]], int(hit[1])))
    return tuple(found)


def _names(spec: SheetSpec) -> dict[str, tuple[str, int]]:
    """Return folded heading -> (column key, 0 for the template's own and 1 for one in use elsewhere)."""
    in_use = BY_KIND.get(spec.kind, {})
    names = {_folded(name): (c.key, 1) for c in reversed(spec.columns) for name in (*in_use.get(c.key, ()), *c.aliases)}
    return names | {_folded(name): (c.key, 0) for c in reversed(spec.columns) for name in (c.heading, c.heading_hi)}


def _folded(heading: str) -> str:
    """Return a heading without case, spaces, signs and what stands in brackets."""
    return name_key(_BRACKETS.sub(" ", heading)).replace(" ", "") or name_key(heading).replace(" ", "")


def _match(row: tuple[Cell, ...], names: Mapping[str, tuple[str, int]]) -> dict[str, list[tuple[int, int]]]:
    """Return column key -> (rank, column) of the cells of a row that are headings."""
    found: dict[str, list[tuple[int, int]]] = {}
    for index, cell in enumerate(row):
        if isinstance(cell, str) and cell:
            parts = (cell, *cell.split("\n"), *cell.split("/"))
            hit = next((names[k] for part in parts if (k := _folded(part)) in names), None)
            if hit is not None:
                found.setdefault(hit[0], []).append((hit[1], index))
    return found
