"""The plan of a master list load (places, CBOs): the same outcomes and faults as the mapping load."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from lokos_tui.domain.loads.mapping import CboFact, Fault, PlaceFact
from lokos_tui.domain.loads.outcomes import OF_MASTERS, LoadOutcome
from lokos_tui.domain.message import _, joined, pgettext

THINGS: Final[Mapping[str, str]] = {"gp": _("gp"), "GP": _("GP"), "village": _("village")}
"""What a place is called in a list; a CBO by its kind: SHG, VO, CLF."""
_KEYS: Final[Mapping[str, str]] = {
    "name": pgettext("column", "name"),
    "mobile": pgettext("column", "mobile"),
    "designation": pgettext("column", "designation"),
    "code": pgettext("column", "code"),
    "nrlm_code": pgettext("column", "nrlm_code"),
    "lgd_code": pgettext("column", "lgd_code"),
    "formation_date": pgettext("column", "formation_date"),
    "origin": pgettext("column", "origin"),
    "gp_id": pgettext("column", "gp_id"),
    "village_id": pgettext("column", "village_id"),
    "vo_id": pgettext("column", "vo_id"),
    "clf_id": pgettext("column", "clf_id"),
}


def thing(what: str, name: str) -> str:
    """Return a place or CBO as a list names it: 'village RAMPUR', 'SHG GANGA'."""
    return joined(" ", (THINGS.get(what, what), name))


def change_words(key: str, old: object, new: object) -> str:
    """Return what a row changes of a thing: 'name: OLD -> NEW'."""
    return joined("", (_KEYS.get(key, key), ": ", old, " -> ", new))


@dataclass(frozen=True, slots=True)
class MasterSnapshot:
    """A block's places and CBOs at one moment (see ``mapping.Snapshot`` for ``revision``).

    ``details`` holds what else a master list may change, by ('gp', id),
    ('village', id) or ('cbo', id): LGD code; formation date, origin, bank.
    """

    block_code: str
    block_name: str
    block_nrlm_code: str
    revision: int
    gps: tuple[PlaceFact, ...] = ()
    villages: tuple[PlaceFact, ...] = ()
    cbos: tuple[CboFact, ...] = ()
    details: Mapping[tuple[str, int], Mapping[str, object]] = field(default_factory=dict)


@dataclass(slots=True)
class MasterRow:
    """One row: the thing it names (``what``: gp, village, SHG, VO, CLF), and its new values by column key.

    ``target`` is the id of the row that is there (0: new). ``values`` holds
    what would be written; parents are given by key: ``gp``, ``village``,
    ``vo``, ``clf`` name another row of the same plan by ``('row', index)`` or a
    stored one by ``('id', id)``. ``before`` holds the old values of a change.
    """

    row: int
    outcome: LoadOutcome
    what: str
    target: int = 0
    values: dict[str, object] = field(default_factory=dict)
    before: dict[str, object] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()


@dataclass(slots=True)
class MasterPlan:
    """A whole master list against one snapshot; parents stand before their children."""

    block_code: str
    revision: int
    rows: list[MasterRow]
    blank_rows: int = 0
    warnings: list[str] = field(default_factory=list)

    def counts(self) -> dict[str, int]:
        """Return the number of rows of each outcome."""
        found = Counter(row.outcome.value for row in self.rows)
        return {outcome.value: found.get(outcome.value, 0) for outcome in OF_MASTERS}

    @property
    def has_faults(self) -> bool:
        """True when any row would be refused."""
        return any(row.outcome is LoadOutcome.FAULT for row in self.rows)

    @property
    def bad_rows(self) -> frozenset[int]:
        """The sheet rows that would be refused."""
        return frozenset(row.row for row in self.rows if row.outcome is LoadOutcome.FAULT)

    def faults(self) -> Sequence[Fault]:
        """Return every fault and warning in row order."""
        return [fault for row in self.rows for fault in row.faults]
