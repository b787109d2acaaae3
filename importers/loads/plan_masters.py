"""The plans of the master lists: places (gram panchayats, villages) and CBOs (CLFs, VOs, SHGs)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from importers.loads.corrections import NONE, Corrections
from importers.loads.resolve import CboFound, Cbos, Nearest, Places
from importers.sheet import TableLike, fault, faults_by_row
from lokos_tui.domain.accounts.people import odd_name
from lokos_tui.domain.dates import read_day
from lokos_tui.domain.identifiers import ifsc_ok
from lokos_tui.domain.loads.mapping import CboFact, Fault, PlaceFact
from lokos_tui.domain.loads.masters import MasterPlan, MasterRow, MasterSnapshot
from lokos_tui.domain.loads.outcomes import LoadOutcome
from lokos_tui.domain.message import _
from lokos_tui.domain.text import name_key

PLACE_KEYS = ("gp_code", "gp_name", "gp_lgd_code", "village_code", "village_name", "village_lgd_code")
CBO_KEYS = (
    "cbo_type", "code", "name", "gp", "village", "vo_code", "vo_name", "clf_code", "clf_name", "formation_date",
    "origin",
)  # fmt: skip
ORIGINS = ("MIGRATED", "NEW")
_ORDER = {"gp": 0, "village": 1, "CLF": 2, "VO": 3, "SHG": 4, "": 5}


Details = Mapping[tuple[str, int], Mapping[str, object]]


class _Plan:
    """Rows made so far, by what they are and their code."""

    def __init__(self) -> None:
        self.rows: list[MasterRow] = []
        self.by_code: dict[tuple[str, str], MasterRow] = {}

    def add(self, made: MasterRow) -> MasterRow:
        self.rows.append(made)
        return made

    def ordered(self, snapshot: MasterSnapshot, blank_rows: int) -> MasterPlan:
        """Return the plan with parents before children, and parents as ('row', index)."""
        rows = sorted(self.rows, key=lambda row: (_ORDER[row.what], row.row))
        at = {id(row): index for index, row in enumerate(rows)}
        for row in rows:
            for key, value in row.values.items():
                if isinstance(value, MasterRow):
                    row.values[key] = ("id", value.target) if value.target else ("row", at[id(value)])
        return MasterPlan(snapshot.block_code, snapshot.revision, rows, blank_rows)


def _outcome(made: MasterRow, old: Mapping[str, object] | None) -> None:
    """Set new, change (with what was before) or same; faults that stop win."""
    if any(not f.warning for f in made.faults):
        made.outcome = LoadOutcome.FAULT
    elif old is not None:
        made.before = {key: old[key] for key, value in made.values.items() if key in old and old[key] != value}
        made.outcome = LoadOutcome.CHANGE if made.before else LoadOutcome.SAME


def plan_places(
    table: TableLike,
    snapshot: MasterSnapshot,
    *,
    corrections: Corrections = NONE,
    left_out: frozenset[int] = frozenset(),
) -> MasterPlan:
    """Return what a list of gram panchayats and villages would change; one entry per GP and per village."""
    plan, found = _Plan(), faults_by_row(table)
    gps = {place.code: place for place in snapshot.gps}
    villages = {place.code: place for place in snapshot.villages}
    for number, stored in zip(table.numbers, table.rows, strict=True):
        if number in left_out:
            plan.add(MasterRow(number, LoadOutcome.LEFT_OUT, ""))
            continue
        cells = dict(zip(PLACE_KEYS, corrections.apply(number, PLACE_KEYS, stored), strict=False))
        read = [f for f in found.get(number, ()) if not corrections.covers(number, f.key, f.value)]
        gp = _place(plan, number, "gp", cells, snapshot.block_nrlm_code, gps, None, read, snapshot.details)
        if cells["village_code"] or cells["village_name"]:
            _place(plan, number, "village", cells, cells["gp_code"], villages, gp, [], snapshot.details)
    return plan.ordered(snapshot, table.blank_rows)


def _place(
    plan: _Plan,
    number: int,
    what: str,
    cells: Mapping[str, str],
    parent_code: str,
    stored: Mapping[str, PlaceFact],
    parent: MasterRow | None,
    read: Sequence[Fault],
    details: Details,
) -> MasterRow:
    key = f"{what}_code"
    code, name = cells[key], cells[f"{what}_name"]
    earlier = plan.by_code.get((what, code))
    faults = [*read]
    if not code or not code.isdigit():
        faults.append(
            fault(key, code, "code.shape", _("An NRLM code is all digits."), _("Write the code."), row=number)
        )
    elif parent_code and not code.startswith(parent_code):
        sentence = _("{code} does not begin with {parent_code}.", code=code, parent_code=parent_code)
        faults.append(fault(key, code, "code.prefix", sentence, _("Check the code and its parent."), row=number))
    if not name:
        faults.append(fault(f"{what}_name", "", "name.missing", _("The name is missing."), _("Write it."), row=number))
    if earlier is not None:
        same = name_key(str(earlier.values["name"])) == name_key(name)
        if what == "gp" and same and not faults:
            return earlier
        if what == "village" or not same:
            sentence = _("{code} stands in row {row} too.", code=code, row=earlier.row)
            faults.append(fault(key, code, "code.twice", sentence, _("Take one of them out."), row=number))
    if parent is not None and parent.outcome is LoadOutcome.FAULT:
        hint = _("Put row {row} right first.", row=parent.row)
        faults.append(
            fault("gp_code", cells["gp_code"], "parent.fault", _("Its gram panchayat has a fault."), hint, row=number)
        )
    made = plan.add(_place_row(number, what, cells, stored.get(code), parent, faults, details))
    plan.by_code.setdefault((what, code), made)
    return made


def _place_row(
    number: int,
    what: str,
    cells: Mapping[str, str],
    old: PlaceFact | None,
    parent: MasterRow | None,
    faults: Sequence[Fault],
    details: Details,
) -> MasterRow:
    """Return a place's entry beside what is stored of it."""
    values: dict[str, object] = {"code": cells[f"{what}_code"], "name": cells[f"{what}_name"]}
    if cells[f"{what}_lgd_code"]:
        values["lgd_code"] = cells[f"{what}_lgd_code"]
    if parent is not None:
        values["gp"] = parent
    made = MasterRow(number, LoadOutcome.NEW, what, old.id if old else 0, values, faults=tuple(faults))
    before: dict[str, object] | None = None
    if old is not None:
        before = {**details.get((what, old.id), {}), "code": old.code, "name": old.name}
        if parent is not None:
            before["gp"] = parent if parent.target == old.gp_id else ("id", old.gp_id)
    _outcome(made, before)
    return made


def plan_cbos(
    table: TableLike,
    snapshot: MasterSnapshot,
    *,
    today: date,
    keys: Sequence[str] = CBO_KEYS,
    corrections: Corrections = NONE,
    left_out: frozenset[int] = frozenset(),
) -> MasterPlan:
    """Return what a list of CBOs would change; ``keys`` are the sheet's columns, ``today`` bounds the dates."""
    planner = _CboPlanner(snapshot, today)
    found = faults_by_row(table)
    todo: list[tuple[int, dict[str, str], list[Fault]]] = []
    for number, stored in zip(table.numbers, table.rows, strict=True):
        if number in left_out:
            planner.plan.add(MasterRow(number, LoadOutcome.LEFT_OUT, ""))
            continue
        cells = dict.fromkeys((*CBO_KEYS, "bank_account", "ifsc"), "") | dict(
            zip(keys, corrections.apply(number, keys, stored), strict=False)
        )
        cells["cbo_type"] = cells["cbo_type"].upper()
        read = [f for f in found.get(number, ()) if not corrections.covers(number, f.key, f.value)]
        todo.append((number, cells, read))
    todo.sort(key=lambda item: (_ORDER.get(item[1]["cbo_type"], 9), item[0]))
    for number, cells, read in todo:
        planner.row(number, cells, read)
    return planner.plan.ordered(snapshot, table.blank_rows)


class _CboPlanner:
    def __init__(self, snapshot: MasterSnapshot, today: date) -> None:
        nearest = Nearest()
        self.plan = _Plan()
        self._today = today
        self._details = snapshot.details
        self._named: dict[tuple[str, str], list[MasterRow]] = {}
        self._places = Places(snapshot.gps, snapshot.villages, snapshot.block_name, nearest)
        self._cbos = Cbos(snapshot.cbos, self._places, snapshot.block_name, nearest)

    def row(self, number: int, cells: Mapping[str, str], read: Sequence[Fault]) -> None:
        """Add the entry of one row."""
        faults = [*read]
        kind, code, name = cells["cbo_type"], cells["code"], cells["name"]
        if kind not in self._cbos.codes:
            words = ("SHG", "VO", "CLF")
            faults.append(
                fault("cbo_type", kind, "type.unknown", _("The type is SHG, VO or CLF."), _("Write one."), words)
            )
            self.plan.add(MasterRow(number, LoadOutcome.FAULT, "", faults=_at(number, faults)))
            return
        if not name:
            faults.append(fault("name", "", "name.missing", _("The name is missing."), _("Write it.")))
        if odd := odd_name(name, of_group=True):
            faults.append(fault("name", name, odd.code, odd.sentence, odd.hint, warning=True))
        values = self._values(cells, faults)
        old = self._stored(kind, code, name, values)
        if not code and old is None:
            faults.append(fault("code", "", "code.missing", _("The code is missing."), _("Write the code.")))
        at = (kind, old.code if old else code)
        if at[1] and at in self.plan.by_code:
            sentence = _("{code} stands in row {row} too.", code=at[1], row=self.plan.by_code[at].row)
            faults.append(fault("code", at[1], "code.twice", sentence, _("Take one of them out.")))
        values["code"] = at[1]
        made = MasterRow(number, LoadOutcome.NEW, kind, old.id if old else 0, values, faults=_at(number, faults))
        before = {**self._details.get(("cbo", old.id), {}), **_before(old, values)} if old else None
        _outcome(self.plan.add(made), before)
        if self.plan.by_code.setdefault(at, made) is made:
            self._named.setdefault((kind, name_key(name)), []).append(made)

    def _values(self, cells: Mapping[str, str], faults: list[Fault]) -> dict[str, object]:
        known = {"cbo_type", "code", "gp", "village", "vo_code", "vo_name", "clf_code", "clf_name"}
        known |= {"formation_date", "origin", "bank_account"}
        values: dict[str, object] = {key: cell for key, cell in cells.items() if cell and key not in known}
        if cells["bank_account"]:
            values["account_no"] = cells["bank_account"]
        gp_id = 0
        if cells["gp"]:
            gp, wrong = self._places.gp(cells["gp"])
            faults += wrong
            gp_id = gp.id if gp else 0
        if cells["village"] and (gp_id or not cells["gp"]):
            village, wrong = self._places.village(cells["village"], gp_id)
            faults += wrong
            if village:
                values["village"], gp_id = ("id", village.id), village.gp_id
        if gp_id:
            values["gp"] = ("id", gp_id)
        if cells["origin"]:
            values["origin"] = _origin(cells["origin"], faults)
        if cells["ifsc"] and not ifsc_ok(cells["ifsc"].upper()):
            faults.append(_remark("ifsc", cells["ifsc"], _("An IFSC has 4 letters, a zero and 6 more signs.")))
        if cells["formation_date"]:
            values["formation_date"] = self._day(cells["formation_date"], faults)
        for kind in {"SHG": ("VO", "CLF"), "VO": ("CLF",)}.get(cells["cbo_type"], ()):
            self._parent(kind, cells, values, faults, gp_id)
        return values

    def _day(self, cell: str, faults: list[Fault]) -> str:
        day = read_day(cell)
        if day is None or day > self._today:
            sentence = _("This is not a day.") if day is None else _("The day lies in the future.")
            code = "date.shape" if day is None else "date.future"
            faults.append(fault("formation_date", cell, code, sentence, _("Write DD/MM/YYYY.")))
        return day.isoformat() if day else ""

    def _parent(
        self, kind: str, cells: Mapping[str, str], values: dict[str, object], faults: list[Fault], gp_id: int
    ) -> None:
        key = kind.lower()
        code, name = cells[f"{key}_code"], cells[f"{key}_name"]
        if not (code or name):
            return
        planned = self.plan.by_code.get((kind, code)) if code else self._planned(kind, name)
        if planned is not None:
            values[key] = planned
            if planned.outcome is LoadOutcome.FAULT:
                hint = _("Put row {row} right first.", row=planned.row)
                faults.append(
                    fault(f"{key}_code", code or name, "parent.fault", _("Its {kind} has a fault.", kind=kind), hint)
                )
            return
        found: CboFound = (
            self._cbos.by_code(kind, code, f"{key}_code")
            if code
            else self._cbos.either(kind, name, f"{key}_name", gp_id)
        )
        faults += found.faults
        if found.item:
            values[key] = ("id", found.item.id)

    def _planned(self, kind: str, name: str) -> MasterRow | None:
        same = self._named.get((kind, name_key(name)), [])
        return same[0] if len(same) == 1 else None

    def _stored(self, kind: str, code: str, name: str, values: Mapping[str, object]) -> CboFact | None:
        if code:
            return self._cbos.codes[kind].get(code)
        gp, village = _id(values.get("gp")), _id(values.get("village"))
        found = self._cbos.by_name(kind, name, "name", gp, village) if name and gp else CboFound(None)
        return found.item if not found.faults else None


def _origin(cell: str, faults: list[Fault]) -> str:
    word = cell.upper()
    if word not in ORIGINS:
        faults.append(
            fault("origin", cell, "origin.unknown", _("The origin is Migrated or New."), _("Write one."), ORIGINS)
        )
    return word


def _remark(key: str, value: str, sentence: str) -> Fault:
    return fault(key, value, f"{key}.shape", sentence, _("It is taken as it is; check it."), warning=True)


def _id(parent: object) -> int:
    return int(parent[1]) if isinstance(parent, tuple) else 0


def _before(old: CboFact, values: Mapping[str, object]) -> dict[str, object]:
    """Return the stored values of a CBO in the form of a plan's; columns the snapshot lacks are not compared."""
    stored = {"gp": old.gp_id, "village": old.village_id, "vo": old.vo_id, "clf": old.clf_id}
    before: dict[str, object] = {"code": old.code, "name": old.name}
    for key, number in stored.items():
        new = values.get(key)
        same = isinstance(new, MasterRow) and new.target == number and number
        before[key] = new if same else (("id", number) if number else None)
    return before


def _at(number: int, faults: Sequence[Fault]) -> tuple[Fault, ...]:
    return tuple(f if f.row else replace(f, row=number) for f in faults)
