"""The lines of a preview: one a fault, or one a row without one; filtered by outcome."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from importers.loads.preview import SIGNS, Preview
from importers.sheet import shown
from lokos_tui.domain.loads.mapping import WORDS, Fault, Plan, PlanRow, Snapshot
from lokos_tui.domain.loads.masters import MasterOutcome, MasterRow
from lokos_tui.files.loads.load import Load

ALL = "all"
FAULTS = "faults"
MASTER_WORDS = {
    MasterOutcome.NEW: "new",
    MasterOutcome.CHANGE: "changed",
    MasterOutcome.SAME: "same",
    MasterOutcome.FAULT: "faults",
    MasterOutcome.LEFT_OUT: "left out",
}
_MASTER_SIGNS = {
    MasterOutcome.NEW: "+",
    MasterOutcome.CHANGE: ">",
    MasterOutcome.SAME: "=",
    MasterOutcome.FAULT: "x",
    MasterOutcome.LEFT_OUT: "-",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the preview; ``number`` is its place in the sheet's order."""

    number: int
    row: int
    sign: str
    address: str
    value: str
    words: str
    fault: Fault | None
    entry: PlanRow | MasterRow


def groups(load: Load) -> tuple[tuple[str, str, int], ...]:
    """Return (group, words, count) of the outcomes there are, faults first: what Tab goes through."""
    counts = load.plan.counts()
    bad = len(load.bad_rows)
    found = [(FAULTS, "faults", bad)] if bad else []
    words = {outcome.value: text for outcome, text in WORDS.items()}
    if not isinstance(load.plan, Plan):
        words = {outcome.value: text for outcome, text in MASTER_WORDS.items()}
    passed = ("fault", "conflict")
    found += [(name, text, counts[name]) for name, text in words.items() if counts.get(name) and name not in passed]
    return (*found, (ALL, "all rows", len(load.plan.rows)))


def lines(load: Load, group: str) -> list[Line]:
    """Return the lines of one group, in sheet order."""
    return list(_numbered(load, group))


def _numbered(load: Load, group: str) -> Iterator[Line]:
    preview = None
    if isinstance(load.plan, Plan) and isinstance(load.snapshot, Snapshot):
        preview = Preview(load.plan, load.table, load.snapshot)
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


def _line(load: Load, preview: Preview | None, number: int, entry: PlanRow | MasterRow, fault: Fault | None) -> Line:
    if fault is not None:
        sign = "!" if fault.warning else "x"
        words = f"{fault.sentence} {fault.hint}".strip()
        return Line(number, entry.row, sign, load.table.address(entry.row, fault.key), fault.value, words, fault, entry)
    if isinstance(entry, PlanRow):
        words = " ".join(preview.before_after(entry)) if preview is not None else ""
        words = words or WORDS[entry.outcome]
        return Line(number, entry.row, SIGNS[entry.outcome], "", "", words, None, entry)
    name = shown(str(entry.values.get("name", "")))
    words = f"{entry.what} {MASTER_WORDS[entry.outcome]}".strip()
    return Line(number, entry.row, _MASTER_SIGNS[entry.outcome], "", name, words, None, entry)


def look(load: Load, line: Line) -> list[str]:
    """Return a row whole, for reading: its cells, every fault, and before and after."""
    table = load.table
    place = table.numbers.index(line.row)
    cells = [
        f"{table.address(line.row, column.key):>6}  {column.heading}: {shown(cell)}"
        for column, cell in zip(table.spec.columns, table.rows[place], strict=True)
        if cell
    ]
    entries = [entry for entry in load.plan.rows if entry.row == line.row]
    faults = [
        f"{'!' if fault.warning else 'x'} {table.address(fault.row, fault.key)}  {fault.sentence} {fault.hint}".rstrip()
        for entry in entries
        for fault in entry.faults
    ]
    return [*cells, "", *faults, *_outcomes(load, entries)]


def _outcomes(load: Load, entries: list[PlanRow | MasterRow]) -> list[str]:
    if isinstance(load.plan, Plan) and isinstance(load.snapshot, Snapshot):
        preview = Preview(load.plan, load.table, load.snapshot)
        return [words for entry in entries if isinstance(entry, PlanRow) for words in preview.before_after(entry)]
    return [
        f"{key}: {shown(str(old))} -> {shown(str(entry.values.get(key, '')))}"
        for entry in entries
        if isinstance(entry, MasterRow)
        for key, old in entry.before.items()
        if key not in ("gp", "village", "vo", "clf")
    ]
