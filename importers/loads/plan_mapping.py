"""The plan of a mapping load: a pure function of the sheet and one snapshot of the block."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import NamedTuple

from importers.loads.category import roles_of
from importers.loads.corrections import NONE, Corrections
from importers.loads.lists import Knows, is_list, parts_of
from importers.loads.people import Cells, People
from importers.loads.resolve import CboFound, Cbos, Nearest, Places
from importers.sheet import MAPPING_KEYS, TableLike, fault, faults_by_row, pieces
from lokos_tui.domain.accounts.roles import FACTS, CboType, Duty, Role
from lokos_tui.domain.dates import day_of
from lokos_tui.domain.links.rules import LoadNorm, duty_of, overload
from lokos_tui.domain.loads.mapping import CboFact, Fault, HolderFact, Person, Plan, PlanRow, Snapshot
from lokos_tui.domain.loads.outcomes import LoadOutcome
from lokos_tui.domain.message import _, joined
from lokos_tui.domain.text import name_key

USER_ID, NAME, MOBILE, DESIGNATION, CATEGORY, GP, VILLAGE, SHG_CODE, SHG_NAME, VO, CLF = range(11)
_CELL = {CboType.VO: (VO, "vo"), CboType.CLF: (CLF, "clf")}


class _Head(NamedTuple):
    """What the cells before the CBOs mean; the same for all rows of one person."""

    people: tuple[tuple[CboType, Person | None], ...]
    gp_id: int
    village_id: int
    faults: tuple[Fault, ...]
    stopped: bool
    category_given: bool


_NORM = LoadNorm()
_NO_FAULTS: tuple[Fault, ...] = ()
_BOOKS = frozenset(role for role in Role if duty_of(role) is Duty.BOOKS)


def plan_mapping(
    table: TableLike,
    snapshot: Snapshot,
    *,
    corrections: Corrections = NONE,
    left_out: frozenset[int] = frozenset(),
    norm: LoadNorm = _NORM,
) -> Plan:
    """Return what each row of a mapping sheet would do to the block; every row and CBO has one outcome.

    Faults of a row that are not of one of its CBOs stand on the row's first
    entry, and every entry of that row is then a fault.
    """
    planner = _Planner(snapshot)
    found = faults_by_row(table)
    for number, stored in zip(table.numbers, table.rows, strict=True):
        if number in left_out:
            planner.rows.append(PlanRow(number, LoadOutcome.LEFT_OUT))
            continue
        cells, read = stored, found.get(number, [])
        if corrections:
            cells = corrections.apply(number, MAPPING_KEYS, stored)
            read = [f for f in read if not corrections.covers(number, f.key, f.value)]
        planner.row(number, cells, read)
    return planner.finish(table.blank_rows, norm)


class _Planner:
    def __init__(self, snapshot: Snapshot) -> None:
        nearest = Nearest()
        self.rows: list[PlanRow] = []
        self._snapshot = snapshot
        self._places = Places(snapshot.gps, snapshot.villages, snapshot.block_name, nearest)
        self._cbos = Cbos(snapshot.cbos, self._places, snapshot.block_name, nearest)
        self._people = People(snapshot)
        self._heads: dict[tuple[object, ...], _Head] = {}
        self._shg_codes = self._cbos.codes["SHG"]
        self._accounts = {account.id: account for account in snapshot.accounts}
        approving = {r.id for r in snapshot.roles if duty_of(Role(r.role)) is Duty.APPROVES}
        self._books = {h.cbo_id: h for h in snapshot.holders if h.role_id not in approving}
        self._approved = {(h.cbo_id, h.role_id) for h in snapshot.holders if h.role_id in approving}
        self._claims: dict[tuple[int, int], PlanRow] = {}
        self._near_place: dict[int, tuple[int, int]] = {}

    def row(self, number: int, cells: tuple[str, ...], read: list[Fault]) -> None:
        """Add the entries of one row."""
        head = self._head(number, cells)
        shared, stopped = _shared(number, read, head) if read or head.faults else (_NO_FAULTS, False)
        first = len(self.rows)
        for kind, person in head.people:
            targets = self._targets(kind, cells, head)
            if not targets:
                self.rows.append(self._without_cbo(number, person, kind, cells, stopped=stopped))
            for target in targets:
                self._entry(number, kind, person, target, stopped=stopped)
        if len(self.rows) == first:
            self.rows.append(PlanRow(number, LoadOutcome.FAULT))
        if shared:
            self.rows[first].faults = (*shared, *self.rows[first].faults)

    def _head(self, number: int, cells: tuple[str, ...]) -> _Head:
        filled = (bool(cells[SHG_CODE] or cells[SHG_NAME]), bool(cells[VO]), bool(cells[CLF]))
        key = (cells[:SHG_CODE], filled)
        head = self._heads.get(key)
        if head is None:
            head = self._heads[key] = self._make_head(number, cells, filled)
        return head

    def _make_head(self, number: int, cells: tuple[str, ...], filled: tuple[bool, ...]) -> _Head:
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
        return _Head(tuple(people), gp_id, village_id, tuple(faults), stopped, bool(cells[CATEGORY]))

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

    def _targets(self, kind: CboType, cells: tuple[str, ...], head: _Head) -> list[CboFound]:
        if kind is not CboType.SHG:
            return self._federations(kind, cells, head)
        code = cells[SHG_CODE]
        cbo = self._shg_codes.get(code)
        if cbo is not None:
            return [CboFound(cbo, self._checks(cbo, cells, head))]
        return self._coded(code, cells, head) if code else self._named(cells, head)

    def _federations(self, kind: CboType, cells: tuple[str, ...], head: _Head) -> list[CboFound]:
        at, key = _CELL[kind]

        def knows(text: str) -> bool:
            return self._cbos.knows(kind, text)

        found = [self._cbos.either(kind, part, key, head.gp_id) for part in parts_of(cells[at], knows)]
        return [_listed(one, cells[at], knows) for one in found]

    def _named(self, cells: tuple[str, ...], head: _Head) -> list[CboFound]:
        def knows(text: str) -> bool:
            return self._cbos.knows("SHG", text, head.gp_id, head.village_id)

        found = [self._shg(part, head) for part in parts_of(cells[SHG_NAME], knows)]
        return [self._checked(_listed(one, cells[SHG_NAME], knows), cells, head) for one in found]

    def _shg(self, part: str, head: _Head) -> CboFound:
        coded = self._shg_codes.get(part)
        return CboFound(coded) if coded else self._cbos.by_name("SHG", part, "shg_name", head.gp_id, head.village_id)

    def _coded(self, code: str, cells: tuple[str, ...], head: _Head) -> list[CboFound]:
        knows = self._shg_codes.__contains__
        many = [self._cbos.by_code("SHG", part, "shg_code") for part in parts_of(code, knows)]
        if len(many) == 1 and many[0].item is None and cells[SHG_NAME]:
            return [self._with_name_proposal(many[0], cells[SHG_NAME], head)]
        one = len(many) == 1 and many[0].item is not None
        blank = cells if one else (*cells[:SHG_NAME], "", *cells[SHG_NAME + 1 :])
        checked = [self._checked(_listed(found, code, knows), blank, head) for found in many]
        return checked if one else [_in_many_places(found) for found in checked]

    def _with_name_proposal(self, found: CboFound, name: str, head: _Head) -> CboFound:
        meant = self._cbos.by_name("SHG", name, "shg_name", head.gp_id, head.village_id).item
        if meant is None:
            return found
        hint = _("{name} has the code {code}.", name=meant.name, code=meant.code)
        return CboFound(None, tuple(replace(f, hint=hint, proposals=(meant.code,)) for f in found.faults))

    def _checked(self, found: CboFound, cells: tuple[str, ...], head: _Head) -> CboFound:
        if found.item is None:
            return found
        return CboFound(found.item, found.faults + self._checks(found.item, cells, head))

    def _checks(self, cbo: CboFact, cells: tuple[str, ...], head: _Head) -> tuple[Fault, ...]:
        """Return what contradicts an SHG that was found: its place stops the row, its names only warn."""
        found: list[Fault] = []
        if head.gp_id and cbo.gp_id != head.gp_id:
            found.append(self._elsewhere("gp", cells[GP] or cells[VILLAGE], cbo))
        elif head.village_id and cbo.village_id and cbo.village_id != head.village_id:
            found.append(self._elsewhere("village", cells[VILLAGE], cbo))
        name = cells[SHG_NAME]
        if name and name != cbo.name and cells[SHG_CODE] and name_key(name) != name_key(cbo.name):
            found.append(_mismatch("shg_name", name, _("{code} is {name}.", code=cbo.code, name=cbo.name), cbo.name))
        if head.category_given and (cells[VO] or cells[CLF]):
            found += self._parent_check(CboType.VO, cells[VO], cbo.vo_id, head)
            found += self._parent_check(CboType.CLF, cells[CLF], cbo.clf_id, head)
        return tuple(found)

    def _parent_check(self, kind: CboType, cell: str, parent: int, head: _Head) -> list[Fault]:
        if not cell or not parent:
            return []
        stored = self._cbos.by_id.get(parent)
        if stored is None or cell in (stored.code, stored.name):
            return []
        key = _CELL[kind][1]
        meant = self._cbos.either(kind, cell, key, head.gp_id).item
        if meant is not None and meant.id == parent:
            return []
        return [_mismatch(key, cell, _("Its {kind} is {name}.", kind=kind, name=stored.name), stored.name)]

    def _elsewhere(self, key: str, cell: str, cbo: CboFact) -> Fault:
        places = self._places.gps if key == "gp" else self._places.villages
        place = places.get(cbo.gp_id if key == "gp" else cbo.village_id)
        where = place.name if place else _("another place")
        sentence = _("{code} is in {place}, the sheet says {cell}.", code=cbo.code, place=where, cell=cell)
        right = (place.name,) if place else ()
        return fault(key, cell, "place.contradicts", sentence, _("Correct the place or the code."), right)

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
            sentence = _("{code} stands in row {row} too.", code=cbo.code, row=first.row)
            self._note(entry, fault(key, cbo.code, "cbo.twice", sentence, _("Take one of them out."), warning=True))
            return
        for one, other in ((entry, first), (first, entry)):
            if one.outcome is LoadOutcome.CONFLICT:
                continue
            one.outcome = LoadOutcome.CONFLICT
            sentence = _(
                "Row {row} gives {code} to {name}.",
                row=other.row,
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
        plan.warnings = self._overloads(norm)
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


def _shared(number: int, read: list[Fault], head: _Head) -> tuple[tuple[Fault, ...], bool]:
    """Return the faults of a row that are of none of its CBOs, and whether they stop it.

    A cell the reader could not read is not called missing as well.
    """
    spoilt = {f.key for f in read if not f.warning}
    told = [f for f in head.faults if not (f.key in spoilt and f.code.endswith(".missing"))]
    return (*read, *(replace(f, row=number) for f in told)), head.stopped or bool(spoilt)


def _in_many_places(found: CboFound) -> CboFound:
    """Return one of several SHGs of a cell: the place of the row is the bookkeeper's then, and only a remark."""
    soft = tuple(replace(f, warning=True) if f.code == "place.contradicts" else f for f in found.faults)
    return CboFound(found.item, soft)


def _listed(found: CboFound, cell: str, knows: Knows) -> CboFound:
    """Return what was found; where it is a list of which not every part is known, with how to write it."""
    if found.item is not None or not any(is_list(piece, knows) for piece in pieces(cell)):
        return found
    hint = _("Put ; between several.")
    return CboFound(None, tuple(replace(f, hint=joined(" ", (hint, f.hint))) for f in found.faults))


def _key(kind: CboType | None) -> str:
    return "vo" if kind is CboType.VO else "clf" if kind is CboType.CLF else "shg_code"


def _mismatch(key: str, cell: str, sentence: str, right: str) -> Fault:
    return fault(key, cell, "cbo.mismatch", sentence, _("Check the row."), (right,), warning=True)
