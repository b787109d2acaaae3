"""The plan of a mapping load: a pure function of the sheet and one snapshot of the block."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from importers.loads.category import roles_of
from importers.loads.corrections import NONE, Corrections
from importers.loads.parents import ParentColumns
from importers.loads.people import Cells, People
from importers.loads.resolve import CboFound, Cbos, Nearest, Places
from importers.loads.rows import Rows
from importers.loads.targets import (
    CATEGORY,
    CLF,
    DESIGNATION,
    GP,
    MOBILE,
    NAME,
    SHG_CODE,
    SHG_NAME,
    USER_ID,
    VILLAGE,
    VO,
    Head,
    Targets,
)
from importers.sheet import TableLike, fault
from lokos_tui.domain.accounts.roles import FACTS, CboType, Duty, Role
from lokos_tui.domain.dates import day_of
from lokos_tui.domain.links.rules import LoadNorm, duty_of, overload
from lokos_tui.domain.loads.mapping import CboFact, Fault, HolderFact, Person, Plan, PlanRow, Snapshot
from lokos_tui.domain.loads.outcomes import LoadOutcome
from lokos_tui.domain.loads.questions import NO_ANSWERS, Answers, open_of
from lokos_tui.domain.message import _, joined

_NORM = LoadNorm()
_NO_FAULTS: tuple[Fault, ...] = ()
_BOOKS = frozenset(role for role in Role if duty_of(role) is Duty.BOOKS)


def plan_mapping(
    table: TableLike,
    snapshot: Snapshot,
    *,
    corrections: Corrections = NONE,
    left_out: frozenset[int] = frozenset(),
    answers: Answers = NO_ANSWERS,
    norm: LoadNorm = _NORM,
) -> Plan:
    """Return what each row of a mapping sheet would do to the block; every row and CBO has one outcome.

    Faults of a row that are not of one of its CBOs stand on the row's first
    entry, and every entry of that row is then a fault.
    """
    rows = Rows(table, corrections, left_out, answers)
    planner = _Planner(snapshot, rows, answers)
    for number, cells, read in rows.all:
        planner.row(number, cells, read)
    return planner.finish(table.blank_rows, norm)


class _Planner:
    def __init__(self, snapshot: Snapshot, rows: Rows, answers: Answers) -> None:
        nearest = Nearest()
        self.rows = [PlanRow(number, LoadOutcome.LEFT_OUT) for number in rows.left_out]
        self._answers, self._row_name = answers, rows.name
        self._snapshot = snapshot
        self._places = Places(snapshot.gps, snapshot.villages, snapshot.block_name, nearest)
        self._cbos = Cbos(snapshot.cbos, self._places, snapshot.block_name, nearest)
        self._targets = Targets(self._cbos, self._places)
        self._people = People(snapshot, answers, rows.mentioned, rows.name)
        self._heads: dict[tuple[object, ...], Head] = {}
        self._parents = ParentColumns(rows, self._targets, answers)
        self._changed: set[int] = set()
        self._accounts = {account.id: account for account in snapshot.accounts}
        approving = {r.id for r in snapshot.roles if duty_of(Role(r.role)) is Duty.APPROVES}
        self._books = {h.cbo_id: h for h in snapshot.holders if h.role_id not in approving}
        self._approved = {(h.cbo_id, h.role_id) for h in snapshot.holders if h.role_id in approving}
        self._claims: dict[tuple[int, int], PlanRow] = {}
        self._near_place: dict[int, tuple[int, int]] = {}

    def row(self, number: int, cells: tuple[str, ...], read: list[Fault]) -> None:
        """Add the entries of one row."""
        head, made = self._head(number, cells)
        shared, stopped = _shared(number, read, head, first=made) if read or head.faults else (_NO_FAULTS, False)
        first = len(self.rows)
        for kind, person in head.people:
            targets = self._targets.of(kind, cells, head)
            if not targets:
                self.rows.append(self._without_cbo(number, person, kind, cells, stopped=stopped))
            for target in targets:
                self._entry(number, kind, person, target, stopped=stopped)
            if person is not None and person.changes and not stopped and person.index not in self._changed:
                self._changed.add(person.index)
                self.rows.append(PlanRow(number, LoadOutcome.CHANGE, person.index, kind))
        if len(self.rows) == first:
            self.rows.append(PlanRow(number, LoadOutcome.FAULT))
        if shared:
            self.rows[first].faults = (*shared, *self.rows[first].faults)

    def _head(self, number: int, cells: tuple[str, ...]) -> tuple[Head, bool]:
        """Return what the cells before the CBOs mean, and whether no row before had the same."""
        filled = (bool(cells[SHG_CODE] or cells[SHG_NAME]), bool(cells[VO]), bool(cells[CLF]))
        key = (cells[:SHG_CODE], filled)
        head = self._heads.get(key)
        if head is not None:
            return head, False
        head = self._heads[key] = self._make_head(number, cells, filled)
        return head, True

    def _make_head(self, number: int, cells: tuple[str, ...], filled: tuple[bool, ...]) -> Head:
        informed = self._parents.inform and not cells[CATEGORY] and filled[0]
        filled = (True, False, False) if informed else filled
        faults: list[Fault] = []
        kinds = tuple(kind for kind, there in zip(CboType, filled, strict=True) if there)
        roles, wrong = roles_of(cells[CATEGORY], kinds)
        faults += wrong
        gp_id, village_id = self._place(cells, faults)
        people: list[tuple[CboType, Person | None]] = []
        for role in roles:
            who = Cells(cells[USER_ID], cells[NAME], cells[MOBILE], cells[DESIGNATION], role, gp_id, village_id)
            person, problems = self._people.find(who, number)
            faults += [f for f in problems if f not in faults]
            people.append((FACTS[role].links or CboType.SHG, person))
        stopped = any(not f.warning for f in faults)
        return Head(tuple(people), gp_id, village_id, tuple(faults), stopped, informed or bool(cells[CATEGORY]))

    def _place(self, cells: tuple[str, ...], faults: list[Fault]) -> tuple[int, int]:
        gp_id = village_id = 0
        if cells[GP]:
            gp, wrong = self._places.gp(cells[GP])
            faults += wrong
            gp_id = gp.id if gp else 0
        if cells[VILLAGE] and (gp_id or not cells[GP]):
            village, wrong = self._places.village(cells[VILLAGE], gp_id)
            known = bool(cells[SHG_CODE]) and any(f.code == "name.twice" for f in wrong)
            faults += () if known else wrong
            village_id = village.id if village else 0
            gp_id = village.gp_id if village else gp_id
        return gp_id, village_id

    def _without_cbo(
        self, number: int, person: Person | None, kind: CboType, cells: tuple[str, ...], *, stopped: bool
    ) -> PlanRow:
        """Return the entry of a row that names no CBO of its category: an account alone, or a mistake."""
        named = [word for at, word in ((SHG_CODE, "SHG"), (SHG_NAME, "SHG"), (VO, "VO"), (CLF, "CLF")) if cells[at]]
        if not named:
            return self._only_user(number, person, kind, stopped=stopped)
        entry = PlanRow(number, LoadOutcome.FAULT, person.index if person else -1, kind)
        sentence = _("The category is {kind}, but the row names only the {named}.", kind=kind, named=named[0])
        hint = _("Name the {kind}, or correct the category.", kind=kind)
        self._note(entry, fault("category", cells[CATEGORY], "category.mismatch", sentence, hint, (named[0],)))
        return entry

    def _only_user(self, number: int, person: Person | None, kind: CboType, *, stopped: bool) -> PlanRow:
        if stopped or person is None:
            return PlanRow(number, LoadOutcome.FAULT, person.index if person else -1, kind)
        outcome = LoadOutcome.SAME if person.role_id or person.first_row != number else LoadOutcome.USER
        return PlanRow(number, outcome, person.index, kind)

    def _entry(self, number: int, kind: CboType, person: Person | None, target: CboFound, *, stopped: bool) -> None:
        cbo, problems = target
        entry = PlanRow(number, LoadOutcome.FAULT, person.index if person else -1, kind, cbo.id if cbo else 0)
        self.rows.append(entry)
        if problems:
            entry.faults = tuple(replace(f, row=number) for f in problems)
            stopped = stopped or any(not f.warning for f in problems)
        if cbo is not None and not cbo.active:
            sentence = _("{name} ({code}) is inactive.", name=cbo.name, code=cbo.code)
            self._note(entry, fault(_key(kind), cbo.code, "cbo.inactive", sentence, _("Activate it first.")))
            return
        if cbo is not None and person is not None and not stopped:
            if person.index not in self._near_place:
                self._near_place[person.index] = (cbo.gp_id, cbo.village_id)
            self._claim(entry, cbo, person)

    def _claim(self, entry: PlanRow, cbo: CboFact, person: Person) -> None:
        books = person.role in _BOOKS
        at = (cbo.id, -1 if books else person.index)
        first = self._claims.get(at)
        if first is not None:
            self._again(entry, first, cbo, person)
            return
        self._claims[at] = entry
        holder = self._books.get(cbo.id) if books else None
        if holder is None:
            kept = (cbo.id, person.role_id) in self._approved
            entry.outcome = LoadOutcome.SAME if kept else LoadOutcome.LINK
        elif holder.role_id == person.role_id:
            entry.outcome = LoadOutcome.SAME
        else:
            self._move(entry, cbo, holder)

    def _again(self, entry: PlanRow, first: PlanRow, cbo: CboFact, person: Person) -> None:
        key = _key(entry.cbo_type)
        if first.person == person.index:
            entry.outcome = LoadOutcome.SAME
            sentence = _("{code} stands in row {row} too.", code=cbo.code, row=self._row_name(first.row))
            self._note(entry, fault(key, cbo.code, "cbo.twice", sentence, _("Take one of them out."), warning=True))
            return
        for one, other in ((entry, first), (first, entry)):
            if one.outcome is LoadOutcome.CONFLICT:
                continue
            one.outcome = LoadOutcome.CONFLICT
            sentence = _(
                "Row {row} gives {code} to {name}.",
                row=self._row_name(other.row),
                code=cbo.code,
                name=self._people.all[other.person].name,
            )
            self._note(one, fault(key, cbo.code, "cbo.conflict", sentence, _("Leave one of the rows out.")))

    def _move(self, entry: PlanRow, cbo: CboFact, holder: HolderFact) -> None:
        entry.outcome, entry.from_link = LoadOutcome.MOVE, holder.link_id
        account = self._accounts.get(holder.account_id)
        who = account.user_id if account else _("somebody else")
        sentence = _(
            "{code} is with {who} since {since}; it moves.", code=cbo.code, who=who, since=day_of(holder.since)
        )
        self._note(entry, fault(_key(entry.cbo_type), cbo.code, "cbo.move", sentence, "", warning=True))

    def _note(self, entry: PlanRow, made: Fault) -> None:
        entry.faults = (*entry.faults, replace(made, row=entry.row))

    def finish(self, blank_rows: int, norm: LoadNorm) -> Plan:
        """Name the new people, weigh their loads, and return the plan."""
        self._people.name_new({person.index: self._names(person) for person in self._people.all})
        snapshot = self._snapshot
        plan = Plan(snapshot.block_code, snapshot.revision, self.rows, self._people.all, blank_rows)
        plan.rows.sort(key=lambda row: row.row)
        plan.warnings = self._overloads(norm)
        plan.questions = [
            *self._parents.questions,
            *open_of((row.row, found.question) for row in self.rows for found in row.faults),
        ]
        return plan

    def _names(self, person: Person) -> tuple[str, ...]:
        near_gp, near_village = self._near_place.get(person.index, (0, 0))
        village = self._places.villages.get(person.village_id or (0 if person.gp_id else near_village))
        gp = self._places.gps.get(person.gp_id or near_gp)
        return tuple(place.name for place in (village, gp) if place)

    def _overloads(self, norm: LoadNorm) -> list[str]:
        held = Counter(holder.role_id for holder in self._books.values())
        people = self._people.all
        added: Counter[int] = Counter()
        for row in self.rows:
            if row.outcome is LoadOutcome.LINK or row.outcome is LoadOutcome.MOVE:
                added[row.person] += 1
                if row.from_link:
                    held[self._books[row.cbo_id].role_id] -= 1
        found: list[str] = []
        for index, count in sorted(added.items()):
            person = people[index]
            words = overload(person.role, count + (held[person.role_id] if person.role_id else 0), norm)
            if words:
                found.append(joined(": ", (f"{person.name} ({person.user_id})", words)))
        return found


def _shared(number: int, read: list[Fault], head: Head, *, first: bool) -> tuple[tuple[Fault, ...], bool]:
    """Return the faults of a row that are of none of its CBOs, and whether they stop it.

    A cell the reader could not read is not called missing as well; what is only to be known of a person stands on the
    first of her rows.
    """
    spoilt = {f.key for f in read if not f.warning}
    if any(f.code == "person.above" for f in read):
        spoilt.add("mobile")
    told = [f for f in head.faults if not (f.key in spoilt and f.code.endswith(".missing"))]
    told = [f for f in told if first or not (f.warning and f.code.startswith("person."))]
    return (*read, *(replace(f, row=number) for f in told)), head.stopped or bool(spoilt)


def _key(kind: CboType | None) -> str:
    return "vo" if kind is CboType.VO else "clf" if kind is CboType.CLF else "shg_code"
