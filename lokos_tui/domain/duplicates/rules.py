"""What counts and how much: the shipped rules, which a state may change.

Weights are bits: log2 of how much likelier the agreement is between two
records of one woman than between those of two. They come from how many share
a mobile, an account or a name, and were not fitted to one set; `make bench`
prints what they give.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Class(StrEnum):
    """What two records are to each other, worst first."""

    CONFIRMED = "CONFIRMED"
    POTENTIAL = "POTENTIAL"
    SHARED = "SHARED"
    NONE = "NONE"


class Level(StrEnum):
    """How far one field of two records agrees."""

    EQUAL = "equal"
    ALIKE = "alike"
    NEAR = "near"
    CROSSED = "crossed"
    YEAR = "year"
    DIFFERENT = "different"
    FAR = "far"


class PlaceBits(NamedTuple):
    """What it weighs that two records name one place, in bits.

    About half of log2(how many such places there are): names are shared
    inside a village, so its agreement is no independent evidence. ``gp_too``
    is what the Gram Panchayat adds to an equal village: nothing where no two
    Gram Panchayats have villages of one name.
    """

    village: float = 3.0
    gp: float = 2.0
    block: float = 0.0
    shg: float = 2.0
    gp_too: float = 0.0


_PLACES = PlaceBits()


@dataclass(frozen=True, slots=True)
class Rules:
    """The weights and limits of one state; ``threshold`` is in bits.

    ``equal_mobile`` and ``equal_account`` say what an equal number alone
    makes of two records of different names: SHARED as shipped, POTENTIAL or
    CONFIRMED where a state reads its rules so.
    """

    version: str = "shipped-2"
    threshold: float = 15.0
    generic_mobile: int = 5
    generic_account: int = 10
    generic_voter: int = 10
    """A number that more records hold than this is listed, to be corrected; it takes no finding away."""
    number_over: int = 10
    key_over: int = 50
    """With how many first holders of a number, and of any other key, each of its holders is compared.

    The first are those with the lowest ids. Whatever comes later takes no pair
    away, and the cost of a key grows as the number of its holders does.
    """
    equal_mobile: Class = Class.SHARED
    equal_account: Class = Class.SHARED
    birth_conflict_years: int = 4

    place_bits: PlaceBits = _PLACES
    token: tuple[float, float] = (15.0, -9.0)
    voter: tuple[float, float, float] = (11.0, 4.0, -3.0)
    account: tuple[float, float, float] = (8.0, 4.0, -1.5)
    mobile: tuple[float, float, float] = (5.0, 3.0, -1.0)

    def generic_over(self, kind: str) -> int:
        """Return how many records may hold one number of a kind ('mobile', 'account', 'voter') before it is generic."""
        return {"mobile": self.generic_mobile, "account": self.generic_account}.get(kind, self.generic_voter)


SHIPPED = Rules()
