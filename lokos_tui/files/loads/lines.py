"""The lines of a preview: one a fault, or one a row without one; filtered by outcome."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from importers.loads.preview import Preview
from importers.sheet import shown
from lokos_tui.domain.field import Field, Tone
from lokos_tui.domain.loads.mapping import Fault, PlanRow
from lokos_tui.domain.loads.masters import MasterRow
from lokos_tui.domain.loads.outcomes import BAD, OUTCOME_WORDS
from lokos_tui.domain.message import _, joined
from lokos_tui.files.loads.load import Load

ALL = "all"
FAULTS = "faults"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the preview; ``number`` is its place in the sheet's order, ``own`` the row's number on its sheet."""

    number: int
    row: int
    sign: str
    address: str
    value: str
    words: str
    fault: Fault | None
    entry: PlanRow | MasterRow
    own: int


_TONES: dict[str, Tone] = {"x": "refused", "!": "warn", "+": "ok", ">": "warn"}

LINE: tuple[Field[Line], ...] = (
    Field("sign", "", lambda line: line.sign, 1, tone=_TONES.get),
    Field("row", _("Row"), lambda line: line.own, 4, align="right", identifies=True),
    Field("address", _("Cell"), lambda line: line.address, 5, 2),
    Field("value", _("Value"), lambda line: line.value, 12, 1),
    Field("words", _("What"), lambda line: line.words, 30, flexible=True),
)
"""The columns of a preview."""


def groups(load: Load) -> tuple[tuple[str, str, int], ...]:
    """Return (group, words, count) of the outcomes there are, faults first: what Tab goes through."""
    counts = load.plan.counts()
    bad = len(load.bad_rows)
    found: list[tuple[str, str, int]] = [(FAULTS, _("faults"), bad)] if bad else []
    shown_apart = [outcome for outcome in load.outcomes if outcome not in BAD and counts[outcome]]
    found += [(outcome.value, OUTCOME_WORDS[outcome].words, counts[outcome]) for outcome in shown_apart]
    return (*found, (ALL, _("all rows"), len(load.plan.rows)))


def lines(load: Load, group: str) -> list[Line]:
    """Return the lines of one group, in sheet order."""
    return list(_numbered(load, group))


def _numbered(load: Load, group: str) -> Iterator[Line]:
    preview = load.preview
    bad = load.bad_rows
    number = 0
    for entry in load.plan.rows:
        if group not in (ALL, entry.outcome.value) and not (group == FAULTS and entry.row in bad):
            continue
        faults = [fault for fault in entry.faults if not (group == FAULTS and fault.warning)]
        if not faults and group == FAULTS:
            continue
        several: Sequence[Fault | None] = faults or [None]
        for fault in several:
            number += 1
            yield _line(load, preview, number, entry, fault)


def _line(load: Load, preview: Preview[Any], number: int, entry: PlanRow | MasterRow, fault: Fault | None) -> Line:
    own = load.table.place(entry.row)[1]
    if fault is not None:
        sign = "!" if fault.warning else "x"
        told = joined(" ", (fault.sentence, fault.hint))
        at = load.table.address(entry.row, fault.key)
        return Line(number, entry.row, sign, at, fault.value, told, fault, entry, own)
    value, words = preview.said(entry)
    return Line(number, entry.row, OUTCOME_WORDS[entry.outcome].sign, "", value, words, None, entry, own)


def look(load: Load, line: Line) -> list[str]:
    """Return a row whole, for reading: its cells, every fault, and before and after."""
    table = load.table
    place = table.numbers.index(line.row)
    cells = [
        joined("", (f"{table.address(line.row, column.key):>6}  ", column.heading, f": {shown(cell)}"))
        for column, cell in zip(table.spec.columns, table.rows[place], strict=True)
        if cell
    ]
    entries = [entry for entry in load.plan.rows if entry.row == line.row]
    faults = [
        joined(
            " ",
            (f"{'!' if fault.warning else 'x'} {table.address(fault.row, fault.key)} ", fault.sentence, fault.hint),
        )
        for entry in entries
        for fault in entry.faults
    ]
    preview = load.preview
    return [*cells, "", *faults, *(words for entry in entries for words in preview.before_after(entry))]
