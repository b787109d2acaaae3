"""Accounts of a demonstration block and the CBOs they are linked to.

About seven in ten SHGs are linked, 12 to 20 to a bookkeeper, to one of them
21. A few ids are of the older form, some mobiles serve several accounts, and
one account is inactive. Nothing of the sample files' core is linked.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from lokos_tui.demo import core as core_data
from lokos_tui.demo.people import WOMEN, mobile
from lokos_tui.demo.records import Cbo, Gp, Link, User
from lokos_tui.domain.accounts.roles import FACTS, CboType, Duty, Role
from lokos_tui.domain.text import latin_only

if TYPE_CHECKING:
    import random

    from lokos_tui.demo.geography import BlockFacts

_LINKED = 0.7
_OVER_LOAD = 21
_OLD_FORM_EVERY = 25
_STEM = 13
_FEDERATION_ROLES: tuple[tuple[Role, float], ...] = (
    (Role.VO_BK, 0.13),
    (Role.VO_SHG_APPROVER, 0.07),
    (Role.CLF_BK, 0.6),
    (Role.CLF_VO_APPROVER, 0.3),
    (Role.CLF_SHG_APPROVER, 0.2),
)
"""Each role, and what part of its kind's CBOs have somebody in it."""
_TITLES = ("Samooh Sakhi", "CRP", "CF", "Active Woman")


def make_users(
    rng: random.Random, place: BlockFacts, cbos: list[Cbo], gps: list[Gp], *, first_shg: int, core: bool
) -> tuple[list[User], list[Link]]:
    """Make accounts and links; SHGs before id ``first_shg`` and, with ``core``, its federations stay unlinked."""
    maker = _Users(rng, place, gps)
    _bookkeepers(maker, rng, [c for c in cbos if c.cbo_type == "SHG" and c.id >= first_shg and c.life == "ACTIVE"])
    spared = {CboType.VO: len(core_data.VOS), CboType.CLF: 1} if core else {}
    for role, part in _FEDERATION_ROLES:
        kind = FACTS[role].links or CboType.VO
        pool = [cbo for cbo in cbos if cbo.cbo_type == kind.value][spared.get(kind, 0) :]
        for cbo in pool[: max(1, round(len(pool) * part))]:
            maker.add(role, cbo, [cbo])
    return maker.users, maker.links


def _bookkeepers(maker: _Users, rng: random.Random, shgs: list[Cbo]) -> None:
    ordered = sorted(shgs, key=lambda shg: (shg.gp_id or 0, shg.village_id or 0, shg.id))
    ordered = ordered[: round(len(ordered) * _LINKED)]
    start, load = 0, _OVER_LOAD
    while start < len(ordered):
        share = ordered[start : start + load]
        maker.add(Role.SHG_BK, share[0], share)
        start, load = start + load, rng.randint(12, 20)
    if ordered:
        maker.add(Role.SHG_BK, ordered[0], [], status="INACTIVE")


class _Users:
    def __init__(self, rng: random.Random, place: BlockFacts, gps: list[Gp]) -> None:
        self.rng, self.place = rng, place
        self.gps = {gp.id: gp.name for gp in gps}
        self.stems = Counter(user_id.partition("_")[2] for user_id in core_data.SHEET_IDS)
        self.users: list[User] = []
        self.links: list[Link] = []

    def add(self, role: Role, at: Cbo, cbos: list[Cbo], status: str = "ACTIVE") -> None:
        """Make one account for a place and link the CBOs to it."""
        number = len(self.users) + 1
        name = self.gps.get(at.gp_id or 0) or at.name
        phone = 5 if 5 <= number <= 8 else number
        self.users.append(
            User(
                number,
                self._user_id(latin_only(name), role, number),
                WOMEN[self.rng.randrange(len(WOMEN))].shown,
                mobile(self.place.number, 990_000 + phone),
                _TITLES[number % len(_TITLES)],
                status,
                role.value,
                at.gp_id,
                at.village_id,
            )
        )
        duty = (FACTS[role].duty or Duty.BOOKS).value
        for cbo in cbos:
            self.links.append(Link(len(self.links) + 1, number, cbo.id, cbo.cbo_type, duty))

    def _user_id(self, place: str, role: Role, number: int) -> str:
        stem = place[:_STEM] + FACTS[role].suffix
        self.stems[stem] += 1
        block, count = self.place.number, self.stems[stem]
        tail = ("" if count == 1 else str(count)) if block == 1 else f"{block:03d}{_letters(count)}"
        letter = "" if number % _OLD_FORM_EVERY == 0 else "I"
        body = stem if block == 1 else place[:10] + FACTS[role].suffix
        return f"{letter}{self.place.district.state.prefix}_{body}{tail}"


def _letters(count: int) -> str:
    """Return 1, 2, ... 27 as A, B, ... AA."""
    text = ""
    while count:
        count, rest = divmod(count - 1, 26)
        text = chr(65 + rest) + text
    return text
