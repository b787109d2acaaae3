"""What the preview screen and ``--dry-run --json`` both show of a plan, one class a kind of plan."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from importers.sheet import shown
from lokos_tui.domain.dates import day_of
from lokos_tui.domain.loads.mapping import Fault, FileFacts, Plan, PlanRow, Snapshot
from lokos_tui.domain.loads.masters import THINGS, MasterPlan, MasterRow, MasterSnapshot, change_words
from lokos_tui.domain.loads.outcomes import OF_MAPPING, OF_MASTERS, OUTCOME_WORDS, WRITTEN, LoadOutcome
from lokos_tui.domain.message import _, joined

Row = TypeVar("Row", PlanRow, MasterRow)
_PARENTS = ("gp", "village", "vo", "clf")


class Addressed(Protocol):
    """A sheet that knows its cells' addresses."""

    def address(self, row: int, key: str) -> str:
        """Return the address (``E17``) of a sheet row and column key."""


class Preview(ABC, Generic[Row]):
    """A plan beside its sheet and snapshot.

    ``OUTCOMES`` are those that its rows can have, in the order in which they are gone through.
    """

    OUTCOMES: ClassVar[tuple[LoadOutcome, ...]]

    def __init__(self, plan: Any, table: Addressed) -> None:
        self._planned, self._table = plan, table

    @abstractmethod
    def said(self, row: Row) -> tuple[str, str]:
        """Return value and words of a row's line when it has no fault to show."""

    @abstractmethod
    def before_after(self, row: Row) -> tuple[str, ...]:
        """Return sentences of what a row changes."""

    @abstractmethod
    def as_dict(self, row: Row) -> dict[str, object]:
        """Return one row as plain values for JSON."""

    def extra(self) -> dict[str, object]:
        """Return what a report has beside counts and rows."""
        return {}

    def report(self, file: FileFacts) -> dict[str, object]:
        """Return the whole plan as plain values: file, counts, blank rows, warnings, one object a row."""
        plan = self._planned
        return {
            "file": {"name": shown(file.name), "sha256": file.sha256, "size": file.size, "sheet": shown(file.sheet)},
            "counts": plan.counts(), "blank_rows": plan.blank_rows, "warnings": [shown(w) for w in plan.warnings],
            **self.extra(),
            "rows": [self.as_dict(row) for row in plan.rows],
        }  # fmt: skip

    def faults_of(self, row: Row) -> list[dict[str, object]]:
        """Return the faults and warnings of a row as plain values."""
        return [self._fault(fault) for fault in row.faults]

    def _fault(self, fault: Fault) -> dict[str, object]:
        return {
            "cell": self._table.address(fault.row, fault.key), "column": fault.key, "value": fault.value,
            "code": fault.code, "sentence": fault.sentence, "hint": fault.hint,
            "proposals": list(fault.proposals), "warning": fault.warning,
        }  # fmt: skip


class MappingPreview(Preview[PlanRow]):
    """The preview of a mapping; the indexes of the snapshot are made once."""

    OUTCOMES = OF_MAPPING

    def __init__(self, plan: Plan, table: Addressed, snapshot: Snapshot) -> None:
        super().__init__(plan, table)
        self._plan = plan
        self._cbos = {cbo.id: cbo for cbo in snapshot.cbos}
        self._accounts = {account.id: account for account in snapshot.accounts}
        self._links = {holder.link_id: holder for holder in snapshot.holders}

    def said(self, row: PlanRow) -> tuple[str, str]:
        """Return no value, and before and after in words."""
        return "", joined(" ", self.before_after(row)) or OUTCOME_WORDS[row.outcome].words

    def before_after(self, row: PlanRow) -> tuple[str, ...]:
        """Return sentences of what a row changes: whose the CBO is, and whose it will be."""
        name, to = self._cbo_name(row), self._person_name(row)
        holder = self._links.get(row.from_link)
        if row.outcome is LoadOutcome.MOVE and holder is not None:
            account = self._accounts.get(holder.account_id)
            who = shown(account.name) if account else _("somebody else")
            since = day_of(holder.since)
            return (_("{name}: {who}'s since {since} -> {to}", name=name, who=who, since=since, to=to),)
        if row.outcome is LoadOutcome.LINK:
            return (_("{name}: nobody's -> {to}", name=name, to=to),)
        if row.outcome is LoadOutcome.CHANGE:
            person = self._plan.people[row.person]
            who = f"{to} ({person.user_id})"
            changes = tuple(change_words(c.field, shown(c.before) or "-", shown(c.after)) for c in person.changes)
            return tuple(joined(": ", (who, change)) for change in changes)
        if row.outcome is LoadOutcome.USER:
            return (_("A new account or role for {name}", name=to),)
        return (_("{name}: stays with {to}", name=name, to=to),) if row.outcome is LoadOutcome.SAME and name else ()

    def as_dict(self, row: PlanRow) -> dict[str, object]:
        """Return one row and CBO as plain values for JSON."""
        person = self._plan.people[row.person] if row.person >= 0 else None
        cbo = self._cbos.get(row.cbo_id)
        holder = self._links.get(row.from_link)
        previous = self._accounts.get(holder.account_id) if holder else None
        return {
            "row": row.row, "outcome": row.outcome.value, "user_id": person.user_id if person else "",
            "new_user": person is not None and person.is_new, "cbo_type": str(row.cbo_type or ""),
            "cbo_code": cbo.code if cbo else "", "cbo_name": shown(cbo.name) if cbo else "",
            "from_user": previous.user_id if previous else "", "faults": self.faults_of(row),
        }  # fmt: skip

    def extra(self) -> dict[str, object]:
        """Return the accounts that would be made."""
        used = {row.person for row in self._plan.rows if row.outcome in WRITTEN}
        new = [p for p in self._plan.people if p.is_new and p.index in used]
        return {"new_users": [{"user_id": p.user_id, "name": shown(p.name), "role": p.role.value} for p in new]}

    def _cbo_name(self, row: PlanRow) -> str:
        cbo = self._cbos.get(row.cbo_id)
        return shown(cbo.name) if cbo else ""

    def _person_name(self, row: PlanRow) -> str:
        return shown(self._plan.people[row.person].name) if row.person >= 0 else ""


class MasterPreview(Preview[MasterRow]):
    """The preview of a master list: places or CBOs."""

    OUTCOMES = OF_MASTERS

    def __init__(self, plan: MasterPlan, table: Addressed, snapshot: MasterSnapshot) -> None:
        super().__init__(plan, table)
        del snapshot  # a row's entry has its old values itself

    def said(self, row: MasterRow) -> tuple[str, str]:
        """Return the name of the thing, and what becomes of it."""
        return shown(str(row.values.get("name", ""))), joined(
            " ", (THINGS.get(row.what, row.what), OUTCOME_WORDS[row.outcome].words)
        )

    def before_after(self, row: MasterRow) -> tuple[str, ...]:
        """Return 'name: OLD -> NEW' of everything a row changes, but for its parents."""
        return tuple(
            change_words(key, shown(str(old)), shown(str(row.values.get(key, ""))))
            for key, old in row.before.items()
            if key not in _PARENTS
        )

    def as_dict(self, row: MasterRow) -> dict[str, object]:
        """Return one row as plain values for JSON."""
        return {"row": row.row, "outcome": row.outcome.value, "what": row.what, "faults": self.faults_of(row)}
