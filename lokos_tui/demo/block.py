"""One demonstration block, made from its facts and a seed: places, groups, federations, accounts and links.

The same facts, size and seed give the same block, on every machine. Members
are made while they are read, so that many blocks need the memory of one.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lokos_tui.demo import core, names
from lokos_tui.demo.geography import NAJIBABAD_CODE, BlockFacts
from lokos_tui.demo.members import members_of
from lokos_tui.demo.profiles import federation_profile, shg_profile
from lokos_tui.demo.records import Cbo, FederationProfile, Gp, Link, Member, Parent, ShgProfile, User, Village
from lokos_tui.demo.users import make_users
from lokos_tui.domain.text import name_key
from lokos_tui.domain.verification.flow import Bucket

if TYPE_CHECKING:
    from collections.abc import Iterator

DEFAULT_SHGS = 2_100
_SHGS_A_GP, _SHGS_A_VILLAGE, _SHGS_A_CLF, _SHGS_A_VO = 52.5, 14, 262, 23.3
_MOST_GPS = 900
_KINDS = {"SHG": "91", "VO": "92", "CLF": "93"}
_YEARS = range(2013, 2025)
_EDITED_EVERY = {"SHG": 34, "VO": 30, "CLF": 8}
"""One group of so many was edited by its bookkeeper and waits for the block manager."""


@dataclass(slots=True)
class BlockData:
    """A whole block; ``cbos`` holds CLFs before VOs before SHGs, so that parents come first."""

    place: BlockFacts
    seed: int
    gps: list[Gp] = field(default_factory=list)
    villages: list[Village] = field(default_factory=list)
    cbos: list[Cbo] = field(default_factory=list)
    parents: list[Parent] = field(default_factory=list)
    users: list[User] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)

    def of_type(self, cbo_type: str) -> list[Cbo]:
        """Return the block's SHGs, VOs or CLFs."""
        return [cbo for cbo in self.cbos if cbo.cbo_type == cbo_type]

    def shg_profiles(self) -> Iterator[ShgProfile]:
        """Make the profile of each SHG, one after another."""
        rng = random.Random(f"{self.seed}:profiles:{self.place.code}")
        return (shg_profile(rng, self.place.number, shg) for shg in self.cbos if shg.cbo_type == "SHG")

    def federation_profiles(self) -> Iterator[FederationProfile]:
        """Make the profile of each VO and CLF, one after another."""
        rng = random.Random(f"{self.seed}:federations:{self.place.code}")
        return (federation_profile(rng, self.place.number, cbo) for cbo in self.cbos if cbo.cbo_type != "SHG")

    def members(self) -> Iterator[Member]:
        """Make the members of each SHG, one after another: about 12 a group."""
        rng = random.Random(f"{self.seed}:members:{self.place.code}")
        return members_of(rng, self.place.number, (cbo for cbo in self.cbos if cbo.cbo_type == "SHG"))


def make_block(place: BlockFacts, *, shgs: int = DEFAULT_SHGS, seed: int = 1) -> BlockData:
    """Make a block of ``shgs`` groups; everything else follows in proportion (12 members a group).

    NAJIBABAD begins with the hand-written core of the sample files, so it has
    at least the core's groups.
    """
    return _Maker(place, shgs, seed).make()


class _Maker:
    def __init__(self, place: BlockFacts, shgs: int, seed: int) -> None:
        self.rng = random.Random(f"{seed}:block:{place.code}")
        self.place, self.shgs = place, shgs
        self.prefix = place.district.state.prefix
        self.data = BlockData(place, seed)
        self.has_core = place.code == NAJIBABAD_CODE
        self.serial = dict.fromkeys(_KINDS, 0)
        self.width = max(4, len(str(shgs)))

    def make(self) -> BlockData:
        self._places()
        self._clfs()
        self._vos()
        self._core_shgs()
        self._other_shgs()
        first_free = next((cbo.id for cbo in self.data.cbos if cbo.cbo_type == "SHG"), 1) + self._core_count()
        self.data.users, self.data.links = make_users(
            self.rng, self.place, self.data.cbos, self.data.gps, first_shg=first_free, core=self.has_core
        )
        return self.data

    def _core_count(self) -> int:
        return len(core.SHGS) if self.has_core else 0

    def _places(self) -> None:
        if self.has_core:
            for gp, villages in core.GPS:
                self._gp(gp, villages)
        count = min(_MOST_GPS, max(1, round(self.shgs / _SHGS_A_GP)))
        wanted = max(count, round(self.shgs / _SHGS_A_VILLAGE))
        pool = self.rng.sample(names.PLACES, min(len(names.PLACES), max(count, len(self.data.gps)) * 4))
        while len(self.data.gps) < count:
            name = pool[len(self.data.gps)]
            self._gp(name, (name,))
        free = self.data.gps[len(core.GPS) :] if self.has_core else self.data.gps
        for number in range(len(self.data.villages), wanted if free else 0):
            self._village(free[number % len(free)], pool[self.rng.randrange(len(pool))])

    def _gp(self, name: str, villages: tuple[str, ...]) -> None:
        number = len(self.data.gps) + 1
        gp = Gp(number, f"{self.place.nrlm_code}{number:03d}", None, name, name_key(name))
        self.data.gps.append(gp)
        for village in villages:
            self._village(gp, village)

    def _village(self, gp: Gp, name: str) -> None:
        number = sum(1 for village in self.data.villages if village.gp_id == gp.id) + 1
        self.data.villages.append(
            Village(len(self.data.villages) + 1, gp.id, f"{gp.nrlm_code}{number:03d}", None, name, name_key(name))
        )

    def _code(self, kind: str) -> str:
        self.serial[kind] += 1
        return f"{_KINDS[kind]}{self.place.number:03d}{self.serial[kind]:0{self.width}d}"

    def _day(self) -> str:
        return f"{self.rng.choice(_YEARS)}-{self.rng.randint(1, 12):02d}-{self.rng.randint(1, 28):02d}"

    def _add(
        self,
        kind: str,
        name: str,
        village: Village | None,
        vo: Cbo | None,
        clf: Cbo | None,
        *,
        active: bool = True,
        new: bool = False,
        edited: bool = False,
    ) -> Cbo:
        formed = "2025-" + self._day()[5:] if new else self._day()
        bucket = (
            self.rng.choice((Bucket.INCOMPLETE, Bucket.WITH_BOOKKEEPER, Bucket.PENDING_BM)) if new else Bucket.APPROVED
        )
        edited = edited and active and not new
        bucket = Bucket.PENDING_BM if edited else bucket
        cbo = Cbo(
            len(self.data.cbos) + 1,
            kind,
            None if new else self._code(kind),
            name,
            name_key(name),
            village.gp_id if village else None,
            village.id if village else None,
            vo.id if vo else None,
            clf.id if clf else None,
            formed,
            None,
            "NEW" if new else "MIGRATED",
            "NEW" if new else "MODIFIED" if edited else "",
            bucket,
            "ACTIVE" if active else "INACTIVE",
            version=2 if edited else 1,
            uid=f"demo-{kind.lower()}-{len(self.data.cbos) + 1}" if bucket == Bucket.PENDING_BM else None,
        )
        self.data.cbos.append(cbo)
        parent = vo or clf
        if parent is not None:
            joined = max(formed, parent.formation_date)
            self.data.parents.append(Parent(len(self.data.parents) + 1, cbo.id, parent.id, joined))
        return cbo

    def _clfs(self) -> None:
        if self.has_core:
            self._add("CLF", core.CLF, None, None, None)
        for number in range(len(self.data.cbos), max(1, round(self.shgs / _SHGS_A_CLF))):
            gp = self.data.gps[-1 - number % len(self.data.gps)]
            self._add("CLF", names.clf_name(self.prefix, gp.name), None, None, None, edited=_turn("CLF", number))
        self.clfs = list(self.data.cbos)

    def _vos(self) -> None:
        if self.has_core:
            for name, at in core.VOS:
                self._add("VO", name, self.data.villages[at - 1], None, self.clfs[0])
        made = len(core.VOS) if self.has_core else 0
        clfs = self.clfs[1:] or self.clfs if self.has_core else self.clfs
        villages = self._free_villages()
        for number in range(made, max(1, round(self.shgs / _SHGS_A_VO))):
            village = villages[number % len(villages)]
            letter = "" if number < len(villages) else f" {number // len(villages) + 1}"
            name, clf = names.vo_name(self.prefix, village.name) + letter, clfs[number % len(clfs)]
            self._add("VO", name, village, None, clf, edited=_turn("VO", number))
        self.vos = self.data.of_type("VO")

    def _free_villages(self) -> list[Village]:
        core_gps = len(core.GPS) if self.has_core else 0
        return [village for village in self.data.villages if village.gp_id > core_gps] or self.data.villages

    def _core_shgs(self) -> None:
        for shg in core.SHGS if self.has_core else ():
            self._add(
                "SHG",
                shg.name,
                self.data.villages[shg.village - 1],
                self.vos[shg.vo - 1],
                self.clfs[0],
                active=shg.active,
            )

    def _other_shgs(self) -> None:
        villages, pool = self._free_villages(), names.shg_names(self.prefix)
        clf_of = {clf.id: clf for clf in self.clfs}
        vos = self.vos[len(core.VOS) :] or self.vos if self.has_core else self.vos
        steps = [self.rng.randrange(len(pool)) for _ in villages]
        for number in range(max(0, self.shgs - self._core_count())):
            spot, turn = number % len(villages), number // len(villages)
            twin = number % 211 == 210 and turn > 0
            name = pool[(steps[spot] + (turn - twin) * 7) % len(pool)]
            vo = vos[spot % len(vos)] if self.rng.random() < 0.92 else None
            clf = clf_of[vo.clf_id] if vo is not None and vo.clf_id is not None else None
            new, active = self.rng.random() < 0.05, self.rng.random() < 0.99
            self._add("SHG", name, villages[spot], vo, clf, new=new, active=active, edited=_turn("SHG", number))


def _turn(kind: str, number: int) -> bool:
    """Return whether this one of its kind is an edited one."""
    return number % _EDITED_EVERY[kind] == _EDITED_EVERY[kind] - 1
