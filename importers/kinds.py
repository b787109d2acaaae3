"""Every kind of load in one record: how its sheet is read, planned, shown, and asked to be carried out.

A new kind of load is a line in ``domain.loads.kinds``, a record here with its sheet, planner and command, and behind
the door its snapshot (``queries.loads.snapshots``), the rows of its template, its handler and its undo: importers
know neither queries nor services, so these stand there under the same key. One test holds all the keys together.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Generic, TypeVar

from importers.loads.columns import CBOS, MAPPING, PLACES, SheetSpec
from importers.loads.corrections import NONE, Corrections
from importers.loads.plan_mapping import plan_mapping
from importers.loads.plan_masters import plan_cbos, plan_places
from importers.loads.preview import MappingPreview, MasterPreview, Preview
from importers.table import Table
from lokos_tui.commands.loads import ApplyCbos, ApplyMapping, ApplyPlaces
from lokos_tui.domain.links.rules import LoadNorm
from lokos_tui.domain.loads.kinds import FACTS, KindFacts
from lokos_tui.domain.loads.mapping import Plan, Snapshot
from lokos_tui.domain.loads.masters import MasterPlan, MasterSnapshot
from lokos_tui.domain.loads.questions import Answers

S = TypeVar("S", Snapshot, MasterSnapshot)
P = TypeVar("P", Plan, MasterPlan)


@dataclass(frozen=True, slots=True)
class Given:
    """What a plan depends on beside sheet and snapshot: what was chosen, the office's norm, and the day it is."""

    today: date
    corrections: Corrections = NONE
    left_out: frozenset[int] = frozenset()
    norm: LoadNorm = field(default_factory=LoadNorm)
    answers: Answers = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LoadKind(Generic[S, P]):
    """One kind of load; ``mentioned`` gives the user ids of a sheet, which the snapshot looks up in other blocks."""

    spec: SheetSpec
    command: type[ApplyMapping | ApplyPlaces | ApplyCbos]
    plan: Callable[[Table, S, Given], P]
    preview: type[MappingPreview | MasterPreview]
    mentioned: Callable[[Table], frozenset[str]] = lambda _: frozenset()

    @property
    def key(self) -> str:
        """The kind's name in the database and on the command line."""
        return self.spec.kind

    @property
    def facts(self) -> KindFacts:
        """What the kind is called, who may load it, and what it can add."""
        return FACTS[self.spec.kind]

    def show(self, plan: P, table: Table, snapshot: S) -> Preview[Any]:
        """Return the preview of a plan beside its sheet and snapshot."""
        make: Any = self.preview
        shown: Preview[Any] = make(plan, table, snapshot)
        return shown


def _plan_mapping(table: Table, snapshot: Snapshot, given: Given) -> Plan:
    return plan_mapping(
        table,
        snapshot,
        corrections=given.corrections,
        left_out=given.left_out,
        answers=given.answers,
        norm=given.norm,
    )


def _plan_places(table: Table, snapshot: MasterSnapshot, given: Given) -> MasterPlan:
    return plan_places(table, snapshot, corrections=given.corrections, left_out=given.left_out)


def _plan_cbos(table: Table, snapshot: MasterSnapshot, given: Given) -> MasterPlan:
    keys = [column.key for column in table.spec.columns]
    return plan_cbos(
        table, snapshot, today=given.today, keys=keys, corrections=given.corrections, left_out=given.left_out
    )


def _user_ids(table: Table) -> frozenset[str]:
    at = [column.key for column in table.spec.columns].index("user_id")
    return frozenset(row[at] for row in table.rows if row[at])


KINDS: Mapping[str, LoadKind[Any, Any]] = {
    kind.key: kind
    for kind in (
        LoadKind(MAPPING, ApplyMapping, _plan_mapping, MappingPreview, _user_ids),
        LoadKind(PLACES, ApplyPlaces, _plan_places, MasterPreview),
        LoadKind(CBOS, ApplyCbos, _plan_cbos, MasterPreview),
    )
}
