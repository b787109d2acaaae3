"""A wrong value put right once for all its rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from importers.sheet import pieces, shown
from lokos_tui.domain.errors import Invalid, Problem
from lokos_tui.domain.loads.mapping import Plan
from lokos_tui.domain.loads.masters import MasterPlan
from lokos_tui.domain.message import _
from lokos_tui.domain.text import clean


@dataclass(frozen=True, slots=True)
class Corrections:
    """Right values by (column key, wrong value as shown), and by (row, column key, wrong value) for one row."""

    everywhere: Mapping[tuple[str, str], str] = field(default_factory=lambda: MappingProxyType({}))
    single: Mapping[tuple[int, str, str], str] = field(default_factory=lambda: MappingProxyType({}))

    def __bool__(self) -> bool:
        return bool(self.everywhere or self.single)

    def adding(self, key: str, wrong: str, right: str, row: int = 0) -> Corrections:
        """Return these and one more; ``row`` 0 means every row."""
        if row:
            return Corrections(self.everywhere, {**self.single, (row, key, shown(wrong)): clean(right)})
        return Corrections({**self.everywhere, (key, shown(wrong)): clean(right)}, self.single)

    def covers(self, row: int, key: str, value: str) -> bool:
        """True when a value of a cell is corrected."""
        return (key, value) in self.everywhere or (row, key, value) in self.single

    def apply(self, row: int, keys: Sequence[str], cells: tuple[str, ...]) -> tuple[str, ...]:
        """Return a row's cells put right; in a cell with several values each is looked up."""
        return tuple(self._cell(row, key, cell) for key, cell in zip(keys, cells, strict=False)) + cells[len(keys) :]

    def _cell(self, row: int, key: str, cell: str) -> str:
        whole = self._value(row, key, cell)
        if whole is not None:
            return whole
        parts = pieces(cell)
        new = [self._value(row, key, part) for part in parts]
        if not any(part is not None for part in new):
            return cell
        return "; ".join(part if right is None else right for part, right in zip(parts, new, strict=True))

    def _value(self, row: int, key: str, value: str) -> str | None:
        seen = shown(value)
        return self.single.get((row, key, seen), self.everywhere.get((key, seen)))


NONE = Corrections()


@dataclass(frozen=True, slots=True)
class Repeated:
    """A fault that stands on ``count`` rows with the same value."""

    key: str
    value: str
    code: str
    count: int
    proposals: tuple[str, ...]


def parse_correction(text: str) -> tuple[str, str, str]:
    """Read ``column:wrong value=right value`` as (key, wrong, right); Invalid when it is not of that form."""
    key, colon, rest = text.partition(":")
    wrong, equals, right = rest.partition("=")
    if not (colon and equals and key.strip() and right.strip()):
        problem = Problem(
            "correct",
            "correction.form",
            _("{text} is not a correction.", text=shown(text)),
            _("Write column:wrong value=right value."),
        )
        raise Invalid((problem,))
    return key.strip().lower(), clean(wrong), clean(right)


def repeated_faults(plan: Plan | MasterPlan) -> tuple[Repeated, ...]:
    """Return the plan's stopping faults grouped by column, value and code, the most frequent first."""
    stops = [fault for fault in plan.faults() if not fault.warning]
    counts = Counter((fault.key, fault.value, fault.code) for fault in stops)
    near = {(fault.key, fault.value, fault.code): fault.proposals for fault in stops}
    groups = [Repeated(*at, count, near[at]) for at, count in counts.items()]
    return tuple(sorted(groups, key=lambda group: (-group.count, group.key, group.value, group.code)))
