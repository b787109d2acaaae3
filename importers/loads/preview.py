"""What the preview screen and ``--dry-run --json`` both show of a mapping plan."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple, Protocol

from importers.sheet import shown
from lokos_tui.domain.dates import day_of
from lokos_tui.domain.loads.mapping import Fault, FileFacts, Outcome, Plan, PlanRow, Snapshot

SIGNS: dict[Outcome, str] = {
    Outcome.LINK: "+", Outcome.MOVE: ">", Outcome.SAME: "=", Outcome.USER: "+",
    Outcome.CONFLICT: "x", Outcome.FAULT: "x", Outcome.LEFT_OUT: "-",
}  # fmt: skip


class Addressed(Protocol):
    """A sheet that knows its cells' addresses."""

    def address(self, row: int, key: str) -> str:
        """Return the address (``E17``) of a sheet row and column key."""


class RowLine(NamedTuple):
    """One line of the preview: a fault of a row, or a row without one."""

    row: int
    sign: str
    address: str
    value: str
    words: str


def plan_summary(plan: Plan) -> dict[str, object]:
    """Return the counts per outcome, the blank rows and the warnings."""
    return {"counts": plan.counts(), "blank_rows": plan.blank_rows, "warnings": [shown(w) for w in plan.warnings]}


class Preview:
    """A plan beside its sheet and snapshot; the indexes of the snapshot are made once."""

    def __init__(self, plan: Plan, table: Addressed, snapshot: Snapshot) -> None:
        self._plan, self._table = plan, table
        self._cbos = {cbo.id: cbo for cbo in snapshot.cbos}
        self._accounts = {account.id: account for account in snapshot.accounts}
        self._links = {holder.link_id: holder for holder in snapshot.holders}

    def lines(self, outcomes: Collection[Outcome] = ()) -> Iterator[RowLine]:
        """Yield the lines of rows with these outcomes (none given: all), in sheet order."""
        for row in self._plan.rows:
            if outcomes and row.outcome not in outcomes:
                continue
            sign = SIGNS[row.outcome]
            for fault in row.faults:
                words = f"{fault.sentence} {fault.hint}".strip()
                yield RowLine(row.row, sign, self._table.address(row.row, fault.key), fault.value, words)
            if not row.faults:
                yield RowLine(row.row, sign, "", self._cbo_name(row), " ".join(self.before_after(row)))

    def before_after(self, row: PlanRow) -> tuple[str, ...]:
        """Return sentences of what a row changes: whose the CBO is, and whose it will be."""
        name, to = self._cbo_name(row), self._person_name(row)
        holder = self._links.get(row.from_link)
        if row.outcome is Outcome.MOVE and holder is not None:
            account = self._accounts.get(holder.account_id)
            who = shown(account.name if account else "somebody else")
            return (f"{name}: {who}'s since {day_of(holder.since)} -> {to}",)
        if row.outcome is Outcome.LINK:
            return (f"{name}: nobody's -> {to}",)
        if row.outcome is Outcome.USER:
            return (f"A new account or role for {to}",)
        return (f"{name}: stays with {to}",) if row.outcome is Outcome.SAME and name else ()

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
            "from_user": previous.user_id if previous else "", "faults": [self._fault(f) for f in row.faults],
        }  # fmt: skip

    def _fault(self, fault: Fault) -> dict[str, object]:
        return {
            "cell": self._table.address(fault.row, fault.key), "column": fault.key, "value": fault.value,
            "code": fault.code, "sentence": fault.sentence, "hint": fault.hint,
            "proposals": list(fault.proposals), "warning": fault.warning,
        }  # fmt: skip

    def _cbo_name(self, row: PlanRow) -> str:
        cbo = self._cbos.get(row.cbo_id)
        return shown(cbo.name) if cbo else ""

    def _person_name(self, row: PlanRow) -> str:
        return shown(self._plan.people[row.person].name) if row.person >= 0 else ""


def to_json(plan: Plan, table: Addressed, snapshot: Snapshot, file: FileFacts) -> dict[str, object]:
    """Return the whole plan as plain values: file, counts, new users, warnings, one object per row and CBO."""
    preview = Preview(plan, table, snapshot)
    used = {row.person for row in plan.rows if row.outcome in (Outcome.LINK, Outcome.MOVE, Outcome.USER)}
    new = [p for p in plan.people if p.is_new and p.index in used]
    return {
        "file": {"name": shown(file.name), "sha256": file.sha256, "size": file.size, "sheet": shown(file.sheet)},
        **plan_summary(plan),
        "new_users": [{"user_id": p.user_id, "name": shown(p.name), "role": p.role.value} for p in new],
        "rows": [preview.as_dict(row) for row in plan.rows],
    }
