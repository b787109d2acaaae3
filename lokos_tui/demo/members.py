"""Invented members of SHGs: about twelve a group, none with an Aadhaar number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lokos_tui.demo.people import MEN, WOMEN, mobile
from lokos_tui.demo.profiles import BANKS, account_no
from lokos_tui.demo.records import Cbo, Member

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable, Iterator

_SOCIAL = ("OBC", "OBC", "OBC", "SC", "SC", "GENERAL", "ST", "OTHER")
_DISABILITY = ("NO",) * 30 + ("SELF", "FAMILY")
_PIP = ("POP", "POOR", "POOR", "NON_POOR")
_EDUCATION = ("NONE", "NONE", "CLASS_5", "CLASS_8", "CLASS_10", "CLASS_12", "GRADUATE", "OTHER")
_BEARERS = ("PRESIDENT", "SECRETARY", "TREASURER")
_FEWEST, _SPREAD = 10, 5
_EDITED = (3, 4)
"""Places in an edited group of the members who were edited with it."""


def members_of(rng: random.Random, block_number: int, shgs: Iterable[Cbo]) -> Iterator[Member]:
    """Make the members of each group in turn: 10 to 14, in one of fifty groups 5 to 9; the first three hold office."""
    number = 0
    for shg in shgs:
        count = (5 if rng.random() < 0.02 else _FEWEST) + rng.randrange(_SPREAD)
        for place in range(count):
            number += 1
            made = _member(rng.getrandbits(64), block_number, number, shg, _BEARERS[place] if place < 3 else "MEMBER")
            yield _waiting(made, edited=shg.code is not None, asked=place in _EDITED) if shg.waits else made


def _waiting(member: Member, *, edited: bool, asked: bool) -> Member:
    """Return a member of a group that waits: all of a new one wait with it, of an edited one those asked for."""
    uid = f"demo-member-{member.id}"
    if not edited:
        return member._replace(uid=uid)
    if not asked:
        return member._replace(bucket="APPROVED")
    return member._replace(change_type="MODIFIED", version=2, uid=uid)


def _member(bits: int, block_number: int, number: int, shg: Cbo, designation: str) -> Member:
    """Make one member from 64 random bits; each field takes bits of its own."""
    woman = WOMEN[(bits & 0xFFFF) % len(WOMEN)]
    banked = bits >> 16 & 3 != 0
    bank, ifsc = BANKS[(bits >> 18 & 0xFF) % len(BANKS)] if banked else ("", "")
    coded = shg.code is not None
    active = bits >> 26 & 0x3F != 0 or designation != "MEMBER"
    return Member(
        number,
        shg.id,
        str(1_000_000 + number) if coded else None,
        woman.shown,
        woman.key,
        MEN[(bits >> 32 & 0xFFF) % len(MEN)],
        "FATHER" if bits >> 44 & 7 == 0 else "HUSBAND",
        "F",
        None,
        1960 + (bits >> 47 & 0xFFF) % 45,
        shg.formation_date,
        _SOCIAL[bits >> 59 & 7],
        False,
        woman.religion,
        _DISABILITY[bits >> 40 & 31],
        _PIP[bits >> 20 & 3],
        _EDUCATION[bits >> 50 & 7],
        designation,
        mobile(block_number, number),
        f"demo-{block_number}-{number}",
        f"{bits >> 8 & 0x1FFF:04d}"[-4:],
        "",
        "",
        None,
        bank,
        "DEMO BRANCH" if banked else "",
        ifsc,
        account_no(block_number, 3, number) if banked else "",
        banked,
        "",
        "",
        "ACTIVE" if active else "INACTIVE",
        "" if active else "Left the village",
        "" if coded else "NEW",
        shg.bucket,
        "NOT_CHECKED",
        1,
    )
