"""The mapping load's plan: what each row of the sheet would do, and why some rows would not.

The plan is a pure function of the sheet's rows and one snapshot of the block.
These records are shared by the planner, the preview, the command line and the
one door that carries the plan out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from lokos_tui.domain.accounts.roles import CboType, Role
from lokos_tui.domain.loads.outcomes import BAD, OF_MAPPING, WRITTEN, LoadOutcome
from lokos_tui.domain.loads.questions import Open
from lokos_tui.domain.message import _


class PlaceFact(NamedTuple):
    """A gram panchayat (``gp_id`` 0) or a village of the block."""

    id: int
    gp_id: int
    code: str
    name: str


class CboFact(NamedTuple):
    """A CBO of the block as the planner needs it; ids are 0 where there is none."""

    id: int
    cbo_type: str
    code: str
    name: str
    gp_id: int
    village_id: int
    vo_id: int
    clf_id: int
    active: bool


class AccountFact(NamedTuple):
    """An account of the block that is not deleted; ``former`` holds the mobiles it had, a blank between them."""

    id: int
    user_id: str
    name: str
    mobile: str
    active: bool
    designation: str = ""
    former: str = ""


class RoleFact(NamedTuple):
    """A role of an account, with its place (ids 0: none)."""

    id: int
    account_id: int
    role: str
    active: bool
    gp_id: int = 0
    village_id: int = 0


class HolderFact(NamedTuple):
    """Who keeps a CBO's books today."""

    link_id: int
    cbo_id: int
    role_id: int
    account_id: int
    since: int


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A block at one moment: one query per list, all in one read transaction.

    ``revision`` is the block's count of writes: as long as it is the same,
    nothing in here has changed. ``taken`` holds ids of other blocks that begin
    with a place name of this one, or that stand in the sheet.
    """

    block_code: str
    block_name: str
    state_prefix: str
    revision: int
    gps: tuple[PlaceFact, ...] = ()
    villages: tuple[PlaceFact, ...] = ()
    cbos: tuple[CboFact, ...] = ()
    accounts: tuple[AccountFact, ...] = ()
    roles: tuple[RoleFact, ...] = ()
    holders: tuple[HolderFact, ...] = ()
    taken: frozenset[str] = frozenset()


class BatchState(StrEnum):
    """What became of a load since it was made."""

    APPLIED = "APPLIED"
    UNDONE = "UNDONE"
    PARTLY_UNDONE = "PARTLY_UNDONE"


BATCH_WORDS: dict[BatchState, str] = {
    BatchState.APPLIED: _("loaded"),
    BatchState.UNDONE: _("taken back"),
    BatchState.PARTLY_UNDONE: _("taken back in part"),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault or warning of one cell.

    ``key`` names the sheet's column; ``value`` is the cell, cleaned, with any
    Aadhaar-like number masked; ``proposals`` are values that would do, the
    likeliest first. ``warning`` faults do not stop the row. ``question`` names what would settle it, '' when
    nothing but the cell itself does.
    """

    row: int
    key: str
    value: str
    code: str
    sentence: str
    hint: str = ""
    proposals: tuple[str, ...] = ()
    warning: bool = False
    question: str = ""


class FieldChange(NamedTuple):
    """A field of an account that a load changes, and its value before and after."""

    field: str
    before: str
    after: str


@dataclass(slots=True)
class Person:
    """A bookkeeper or approver in one role: an account there is, or one to be made.

    ``account_id`` is 0 for a new account, ``role_id`` 0 for a new role. ``changes`` are those of an account there is.
    """

    index: int
    user_id: str
    name: str
    mobile: str
    designation: str
    role: Role
    gp_id: int
    village_id: int
    first_row: int
    account_id: int = 0
    role_id: int = 0
    changes: tuple[FieldChange, ...] = ()

    @property
    def is_new(self) -> bool:
        """True when the load makes her account."""
        return self.account_id == 0


@dataclass(slots=True)
class PlanRow:
    """What one row does for one CBO.

    ``row`` is the sheet's row number; ``person`` an index into the plan's
    people (-1: none could be found); ``cbo_id`` 0 when none could be found or
    none is named; ``from_link`` is the link that is there now and would be
    closed by a move (0: none).
    """

    row: int
    outcome: LoadOutcome
    person: int = -1
    cbo_type: CboType | None = None
    cbo_id: int = 0
    from_link: int = 0
    faults: tuple[Fault, ...] = ()


@dataclass(slots=True)
class Plan:
    """The whole sheet against one snapshot."""

    block_code: str
    revision: int
    rows: list[PlanRow]
    people: list[Person]
    blank_rows: int = 0
    warnings: list[str] = field(default_factory=list)
    questions: list[Open] = field(default_factory=list)

    def counts(self) -> dict[str, int]:
        """Return the number of rows of each outcome, and of new accounts under 'new_users'."""
        found = Counter(row.outcome.value for row in self.rows)
        result = {outcome.value: found.get(outcome.value, 0) for outcome in OF_MAPPING}
        used = {row.person for row in self.rows if row.outcome in WRITTEN}
        result["new_users"] = sum(1 for person in self.people if person.is_new and person.index in used)
        return result

    @property
    def has_faults(self) -> bool:
        """True when any row would be refused."""
        return any(row.outcome in BAD for row in self.rows)

    @property
    def bad_rows(self) -> frozenset[int]:
        """The sheet rows that would be refused."""
        return frozenset(row.row for row in self.rows if row.outcome in BAD)

    def faults(self) -> Sequence[Fault]:
        """Return every fault and warning in row order."""
        return [fault for row in self.rows for fault in row.faults]


@dataclass(frozen=True, slots=True)
class FileFacts:
    """Which file a plan was read from; ``size`` in bytes."""

    name: str
    sha256: str
    size: int
    sheet: str = ""
    template_version: str = ""


class RowResult(NamedTuple):
    """What became of a row when the plan was carried out: its outcome now, and why when it changed."""

    row: int
    outcome: LoadOutcome
    reason: str = ""
