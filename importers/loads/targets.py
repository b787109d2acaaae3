"""Which CBOs a row of a mapping sheet means, and what contradicts them."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from importers.loads.lists import Knows, is_list, parts_of
from importers.loads.resolve import CboFound, Cbos, Places
from importers.sheet import fault, pieces
from lokos_tui.domain.accounts.roles import CboType
from lokos_tui.domain.loads.mapping import CboFact, Fault, Person
from lokos_tui.domain.message import _, joined
from lokos_tui.domain.text import name_key

USER_ID, NAME, MOBILE, DESIGNATION, CATEGORY, GP, VILLAGE, SHG_CODE, SHG_NAME, VO, CLF = range(11)
_CELL = {CboType.VO: (VO, "vo"), CboType.CLF: (CLF, "clf")}


class Head(NamedTuple):
    """What the cells before the CBOs mean; the same for all rows of one person.

    ``names_parents``: VO and CLF stand beside an SHG as what it belongs to, not as what is assigned.
    """

    people: tuple[tuple[CboType, Person | None], ...]
    gp_id: int
    village_id: int
    faults: tuple[Fault, ...]
    stopped: bool
    names_parents: bool


class Targets:
    """The CBOs of the rows of one sheet."""

    def __init__(self, cbos: Cbos, places: Places) -> None:
        self._cbos, self._places = cbos, places
        self._shg_codes = cbos.codes["SHG"]

    def of(self, kind: CboType, cells: tuple[str, ...], head: Head) -> list[CboFound]:
        """Return the CBOs of a kind that a row names."""
        if kind is not CboType.SHG:
            return self._federations(kind, cells, head)
        code = cells[SHG_CODE]
        cbo = self._shg_codes.get(code)
        if cbo is not None:
            return [CboFound(cbo, self._checks(cbo, cells, head))]
        return self._coded(code, cells, head) if code else self._named(cells, head)

    def _federations(self, kind: CboType, cells: tuple[str, ...], head: Head) -> list[CboFound]:
        at, key = _CELL[kind]

        def knows(text: str) -> bool:
            return self._cbos.knows(kind, text)

        found = [self._cbos.either(kind, part, key, head.gp_id) for part in parts_of(cells[at], knows)]
        return [_listed(one, cells[at], knows) for one in found]

    def _named(self, cells: tuple[str, ...], head: Head) -> list[CboFound]:
        def knows(text: str) -> bool:
            return self._cbos.knows("SHG", text, head.gp_id, head.village_id)

        found = [self._shg(part, head) for part in parts_of(cells[SHG_NAME], knows)]
        return [self._checked(_listed(one, cells[SHG_NAME], knows), cells, head) for one in found]

    def _shg(self, part: str, head: Head) -> CboFound:
        coded = self._shg_codes.get(part)
        return CboFound(coded) if coded else self._cbos.by_name("SHG", part, "shg_name", head.gp_id, head.village_id)

    def _coded(self, code: str, cells: tuple[str, ...], head: Head) -> list[CboFound]:
        knows = self._shg_codes.__contains__
        many = [self._cbos.by_code("SHG", part, "shg_code") for part in parts_of(code, knows)]
        if len(many) == 1 and many[0].item is None and cells[SHG_NAME]:
            return [self._with_name_proposal(many[0], cells[SHG_NAME], head)]
        one = len(many) == 1 and many[0].item is not None
        blank = cells if one else (*cells[:SHG_NAME], "", *cells[SHG_NAME + 1 :])
        checked = [self._checked(_listed(found, code, knows), blank, head) for found in many]
        return checked if one else [_in_many_places(found) for found in checked]

    def _with_name_proposal(self, found: CboFound, name: str, head: Head) -> CboFound:
        meant = self._cbos.by_name("SHG", name, "shg_name", head.gp_id, head.village_id).item
        if meant is None:
            return found
        hint = _("{name} has the code {code}.", name=meant.name, code=meant.code)
        return CboFound(None, tuple(replace(f, hint=hint, proposals=(meant.code,)) for f in found.faults))

    def _checked(self, found: CboFound, cells: tuple[str, ...], head: Head) -> CboFound:
        if found.item is None:
            return found
        return CboFound(found.item, found.faults + self._checks(found.item, cells, head))

    def _checks(self, cbo: CboFact, cells: tuple[str, ...], head: Head) -> tuple[Fault, ...]:
        """Return what contradicts an SHG that was found: its place stops the row, its names only warn."""
        found: list[Fault] = []
        if head.gp_id and cbo.gp_id != head.gp_id:
            found.append(self._elsewhere("gp", cells[GP] or cells[VILLAGE], cbo))
        elif head.village_id and cbo.village_id and cbo.village_id != head.village_id:
            found.append(self._elsewhere("village", cells[VILLAGE], cbo))
        name = cells[SHG_NAME]
        if name and name != cbo.name and cells[SHG_CODE] and name_key(name) != name_key(cbo.name):
            found.append(_mismatch("shg_name", name, _("{code} is {name}.", code=cbo.code, name=cbo.name), cbo.name))
        if head.names_parents and (cells[VO] or cells[CLF]):
            found += self._parent_check(CboType.VO, cells[VO], cbo.vo_id, head)
            found += self._parent_check(CboType.CLF, cells[CLF], cbo.clf_id, head)
        return tuple(found)

    def _parent_check(self, kind: CboType, cell: str, parent: int, head: Head) -> list[Fault]:
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

    def names_own_parents(self, cells: tuple[str, ...]) -> bool | None:
        """Return whether an SHG row names the VO or CLF its SHG belongs to; None where that cannot be told."""
        same = [] if cells[SHG_CODE] else self._cbos.named("SHG", cells[SHG_NAME])
        shg = self._shg_codes.get(cells[SHG_CODE]) or (same[0] if len(same) == 1 else None)
        told = [self._is_own(cells[at], parent) for at, parent in _parents(shg, cells)]
        return all(told) if told else None

    def _is_own(self, cell: str, parent: int) -> bool:
        stored = self._cbos.by_id.get(parent)
        return stored is not None and (cell == stored.code or name_key(cell) == name_key(stored.name))


def _parents(shg: CboFact | None, cells: tuple[str, ...]) -> list[tuple[int, int]]:
    if shg is None:
        return []
    return [(at, parent) for at, parent in ((VO, shg.vo_id), (CLF, shg.clf_id)) if cells[at] and parent]


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


def _mismatch(key: str, cell: str, sentence: str, right: str) -> Fault:
    return fault(key, cell, "cbo.mismatch", sentence, _("Check the row."), (right,), warning=True)
