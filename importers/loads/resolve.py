"""The places and CBOs of a block by code and by name, and 'did you mean'."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz, process

from importers.sheet import fault
from lokos_tui.domain.loads.mapping import CboFact, Fault, PlaceFact
from lokos_tui.domain.message import _
from lokos_tui.domain.text import fold, name_key

NEAR = 70.0
PROPOSALS = 3
COMPARISONS = 5_000_000
"""How many comparisons 'did you mean' may cost in one load; beyond it faults come without proposals."""


class PlaceFound(NamedTuple):
    """The place a cell means (None: cannot be told), and the faults of it (row 0: to be filled in)."""

    item: PlaceFact | None
    faults: tuple[Fault, ...] = ()


class CboFound(NamedTuple):
    """The CBO a cell means (None: cannot be told), and the faults of it (row 0: to be filled in)."""

    item: CboFact | None
    faults: tuple[Fault, ...] = ()


class Nearest:
    """Names likest to a misspelt one, likeliest first, within a bounded number of comparisons."""

    def __init__(self, comparisons: int = COMPARISONS) -> None:
        self._left = comparisons

    def of(self, text: str, names: Sequence[str]) -> tuple[str, ...]:
        """Return at most three of ``names`` that are written much like ``text``."""
        names = sorted(set(names))
        if not text or len(names) > self._left:
            return ()
        self._left -= len(names)
        scored = process.extract(
            fold(text), [fold(name) for name in names], scorer=fuzz.ratio, score_cutoff=NEAR, limit=PROPOSALS
        )
        return tuple(names[index] for _, _, index in scored)


class Places:
    """Gram panchayats and villages of one block, by code or by name."""

    def __init__(self, gps: Iterable[PlaceFact], villages: Iterable[PlaceFact], block: str, nearest: Nearest) -> None:
        self.gps = {gp.id: gp for gp in gps}
        self.villages = {village.id: village for village in villages}
        self._block = block
        self._nearest = nearest
        self._gp_index = _PlaceIndex(self.gps.values())
        self._village_index = _PlaceIndex(self.villages.values())
        self._cache: dict[tuple[str, str, int], PlaceFound] = {}

    def gp(self, cell: str) -> PlaceFound:
        """Return the gram panchayat a cell means, by code first, then by name."""
        return self._find("gp", cell, 0, self._gp_index)

    def village(self, cell: str, gp_id: int) -> PlaceFound:
        """Return the village a cell means, inside a gram panchayat when one is known (0: none)."""
        return self._find("village", cell, gp_id, self._village_index)

    def _find(self, key: str, cell: str, gp_id: int, index: _PlaceIndex) -> PlaceFound:
        found = self._cache.get((key, cell, gp_id))
        if found is None:
            found = self._cache[key, cell, gp_id] = self._look(key, cell, gp_id, index)
        return found

    def _look(self, key: str, cell: str, gp_id: int, index: _PlaceIndex) -> PlaceFound:
        where = self.gps[gp_id].name if gp_id else self._block
        coded = index.codes.get(cell)
        if coded is not None and (not gp_id or coded.gp_id == gp_id):
            return PlaceFound(coded)
        for table, text in ((index.keys, name_key(cell)), (index.squeezed, squeezed(cell))):
            same = [p for p in table.get(text, ()) if not gp_id or p.gp_id == gp_id] if text else []
            if len(same) > 1:
                return PlaceFound(None, (_twice(key, cell, where, same),))
            if same:
                warned = () if table is index.keys else (_spelt(key, cell, same[0].name),)
                return PlaceFound(same[0], warned)
        names = [p.name for p in index.all if not gp_id or p.gp_id == gp_id]
        return PlaceFound(None, (_unknown(key, cell, key, where, self._nearest.of(cell, names)),))


class _PlaceIndex:
    def __init__(self, places: Iterable[PlaceFact]) -> None:
        self.all = tuple(places)
        self.codes = {place.code: place for place in self.all if place.code}
        self.keys: dict[str, list[PlaceFact]] = defaultdict(list)
        self.squeezed: dict[str, list[PlaceFact]] = defaultdict(list)
        for place in self.all:
            self.keys[name_key(place.name)].append(place)
            self.squeezed[squeezed(place.name)].append(place)


class Cbos:
    """The CBOs of one block: by code at once, by name from an index that is made when first asked for."""

    def __init__(self, cbos: Iterable[CboFact], places: Places, block: str, nearest: Nearest) -> None:
        self.codes: dict[str, dict[str, CboFact]] = {"SHG": {}, "VO": {}, "CLF": {}}
        self.by_id: dict[int, CboFact] = {}
        by_id, codes = self.by_id, self.codes
        for cbo in cbos:
            by_id[cbo.id] = cbo
            if cbo.code:
                codes[cbo.cbo_type][cbo.code] = cbo
        self._places = places
        self._block = block
        self._nearest = nearest
        self._named: dict[str, tuple[dict[str, list[CboFact]], dict[str, list[CboFact]]]] = {}
        self._near: dict[tuple[str, int, int], list[CboFact]] | None = None
        self._cache: dict[tuple[str, str, str, int, int], CboFound] = {}

    def by_code(self, kind: str, code: str, key: str) -> CboFound:
        """Return the CBO of a code; a code of another block is only ever 'not of this block'."""
        cbo = self.codes[kind].get(code)
        if cbo is not None:
            return CboFound(cbo)
        sentence = _("{block} has no {kind} with the code {code}.", block=self._block, kind=kind, code=code)
        return CboFound(None, (fault(key, code, "cbo.unknown", sentence, _("Check the code in the CBO list.")),))

    def by_name(self, kind: str, name: str, key: str, gp_id: int, village_id: int) -> CboFound:
        """Return the CBO of a name in a place (ids 0: anywhere in the block)."""
        at = (kind, name, key, gp_id, village_id)
        found = self._cache.get(at)
        if found is None:
            found = self._cache[at] = self._look(kind, name, key, gp_id, village_id)
        return found

    def knows(self, kind: str, text: str, gp_id: int = 0, village_id: int = 0) -> bool:
        """True when a text is the code of a CBO, or the name of one in a place; costs two look-ups."""
        return text in self.codes[kind] or bool(self.named(kind, text, gp_id, village_id))

    def named(self, kind: str, text: str, gp_id: int = 0, village_id: int = 0) -> list[CboFact]:
        """Return the CBOs of a name in a place, spacing and case aside."""
        if not text:
            return []
        keys, spaceless = self._names_of(kind)
        return _inside(keys.get(name_key(text), ()) or spaceless.get(squeezed(text), ()), gp_id, village_id)

    def either(self, kind: str, cell: str, key: str, gp_id: int) -> CboFound:
        """Return the CBO a cell means by its code or its name; VOs and CLFs are not bound to the row's place."""
        cbo = self.codes[kind].get(cell)
        if cbo is not None:
            return CboFound(cbo)
        if cell.isascii() and cell.isdigit():
            return self.by_code(kind, cell, key)
        found = self.by_name(kind, cell, key, gp_id, 0)
        elsewhere = found.item is None and gp_id and any(f.code == "cbo.unknown" for f in found.faults)
        return self.by_name(kind, cell, key, 0, 0) if elsewhere else found

    def _look(self, kind: str, name: str, key: str, gp_id: int, village_id: int) -> CboFound:
        place = self._places.villages.get(village_id) or self._places.gps.get(gp_id)
        where = place.name if place else self._block
        keys, spaceless = self._names_of(kind)
        for table, text in ((keys, name_key(name)), (spaceless, squeezed(name))):
            same = _inside(table.get(text, ()), gp_id, village_id) if text else []
            if len(same) > 1:
                return CboFound(None, (_twice(key, name, where, same),))
            if same:
                return CboFound(same[0], () if table is keys else (_spelt(key, name, same[0].name),))
        near = self._nearest.of(name, [cbo.name for cbo in self._around(kind, gp_id, village_id)])
        return CboFound(None, (_unknown(key, name, kind, where, near),))

    def _names_of(self, kind: str) -> tuple[dict[str, list[CboFact]], dict[str, list[CboFact]]]:
        if kind not in self._named:
            keys: dict[str, list[CboFact]] = defaultdict(list)
            spaceless: dict[str, list[CboFact]] = defaultdict(list)
            for cbo in self.by_id.values():
                if cbo.cbo_type == kind:
                    keys[name_key(cbo.name)].append(cbo)
                    spaceless[squeezed(cbo.name)].append(cbo)
            self._named[kind] = (keys, spaceless)
        return self._named[kind]

    def _around(self, kind: str, gp_id: int, village_id: int) -> list[CboFact]:
        if self._near is None:
            self._near = defaultdict(list)
            for cbo in self.by_id.values():
                for at in {(cbo.cbo_type, 0, 0), (cbo.cbo_type, cbo.gp_id, 0), (cbo.cbo_type, 0, cbo.village_id)}:
                    self._near[at].append(cbo)
        return self._near.get((kind, 0, village_id) if village_id else (kind, gp_id, 0), [])


def squeezed(name: str) -> str:
    """Return a name's key without spaces: what differs by nothing else is taken, with a remark."""
    return name_key(name).replace(" ", "")


def _inside(cbos: Iterable[CboFact], gp_id: int, village_id: int) -> list[CboFact]:
    return [
        cbo for cbo in cbos
        if (not gp_id or cbo.gp_id == gp_id) and (not village_id or cbo.village_id == village_id)
    ]  # fmt: skip


def _twice(key: str, cell: str, where: str, same: Sequence[PlaceFact | CboFact]) -> Fault:
    codes = tuple(sorted(item.code for item in same))
    sentence = _("{number} in {place} have the name {name}.", number=len(same), place=where, name=cell)
    return fault(key, cell, "name.twice", sentence, _("Write the code instead."), codes)


def _spelt(key: str, cell: str, name: str) -> Fault:
    return fault(
        key, cell, "name.spelling", _("Taken as {name}.", name=name), _("Check the spelling."), (name,), warning=True
    )


def _unknown(key: str, cell: str, what: str, where: str, near: tuple[str, ...]) -> Fault:
    code = "place.unknown" if key in ("gp", "village") else "cbo.unknown"
    hint = _("Did you mean {name}?", name=near[0]) if near else _("Write the code or the name as in the list.")
    if what == "gp":
        sentence = _("{place} has no gram panchayat {name}.", place=where, name=cell)
    elif what == "village":
        sentence = _("{place} has no village {name}.", place=where, name=cell)
    else:
        sentence = _("{place} has no {kind} {name}.", place=where, kind=what, name=cell)
    return fault(key, cell, code, sentence, hint, near)
