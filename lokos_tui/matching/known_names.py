"""How common a name is: first names and family names in tiers, as bits of evidence that an agreement gives.

A name that everybody has says little, a rare one much: about 2 women in 100,
1 in 200, well known but less common, and all others. The tables (`women.txt`,
`men.txt`, `families.txt`) are fixed, so that the same two records always get
the same weight. Two different names that are both listed are two names, not a
typing error of one.
"""

from __future__ import annotations

from importlib import resources

from lokos_tui.matching.spelling import spell
from lokos_tui.matching.tails import MAN_JOINED, WOMAN_JOINED, split

RARE = 8.5
"""Bits for a first name that is not listed: log2(1 / share) held down to 8.5."""
OTHER_FAMILY = 4.0
"""Bits for a family name that is not listed: whole villages share one."""


def _table(file: str, joined: tuple[str, ...] = ()) -> dict[str, float]:
    """Return fold of the name without its tail -> bits; a name of two tiers counts as the commoner."""
    found: dict[str, float] = {}
    bits = RARE
    for line in resources.files(__package__).joinpath(file).read_text("ascii").splitlines():
        if line.startswith("["):
            bits = float(line.strip("[]"))
        elif not line.startswith("#"):
            for name in line.split():
                fold = spell(split(name, joined)[0]).fold
                found[fold] = min(bits, found.get(fold, RARE))
    return found


_WOMEN = _table("women.txt", WOMAN_JOINED)
_MEN = _table("men.txt", MAN_JOINED)
_FAMILIES = _table("families.txt")


def is_woman(name: str) -> bool:
    """True when a word (capitals, without its tail) is a listed first name of women."""
    return spell(name).fold in _WOMEN


def is_man(name: str) -> bool:
    """True when a word is a listed first name of men."""
    return spell(name).fold in _MEN


def woman_bits(fold: str) -> float:
    """Return the bits that an equal first name of a woman gives, 5.5 for the commonest to 8.5 for a rare one."""
    return _WOMEN.get(fold, RARE)


def man_bits(fold: str) -> float:
    """Return the bits that an equal first name of a father or husband gives, 5.5 to 8.5."""
    return _MEN.get(fold, RARE)


def family_bits(fold: str) -> float:
    """Return the bits that an equal family name gives, 2 to 4."""
    return _FAMILIES.get(fold, OTHER_FAMILY)


def both_known(one: str, other: str, *, woman: bool) -> bool:
    """True when both folds are listed names: then a small difference is no typing error."""
    known = _WOMEN if woman else _MEN
    return one in known and other in known
