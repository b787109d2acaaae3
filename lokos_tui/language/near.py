"""How near what was typed comes to a name: the one order in which choosers and filters look, the same everywhere.

A name is looked at as it is kept and as it is said in the language in force, and in either script.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import IntEnum
from functools import lru_cache
from typing import Final

from lokos_tui.domain.text import clean, fold, name_key, plain_digits
from lokos_tui.language import words
from lokos_tui.matching.devanagari import has_devanagari, latin_spellings


class Near(IntEnum):
    """The nearest is the smallest."""

    EXACT = 0
    BEGINS = 1
    """The name begins with it."""
    WORD = 2
    """A word of the name begins with it, what follows too."""
    INSIDE = 3
    """Every word of it stands somewhere in the name."""
    SPELT = 4
    """So it does in another spelling, or the other script."""


_FEWEST: Final = 2
"""Letters from which on another spelling is looked for: one is like too much."""


def nearness(text: str, names: Iterable[str]) -> Near | None:
    """Return how near a text comes to the nearest of some names, None when to none; '' comes near nothing."""
    wanted = _plain(text)
    found = (_near(wanted, one) for name in names for one in {_plain(name), _plain(words(name))})
    return min((near for near in found if near is not None), default=None) if wanted else None


def nearest(text: str, options: Iterable[Sequence[str]], least: Near = Near.SPELT) -> list[int]:
    """Return the places of the options (each some names) that come nearest, all of them; none beyond ``least``."""
    found = [(near, place) for place, names in enumerate(options) if (near := nearness(text, names)) is not None]
    best = min((near for near, _place in found), default=None)
    return [place for near, place in found if near == best and near <= least]


def ranked(text: str, options: Iterable[Sequence[str]]) -> list[int]:
    """Return the places of all options (each some names) that come near at all, the nearest first."""
    found = [(near, place) for place, names in enumerate(options) if (near := nearness(text, names)) is not None]
    return [place for _how, place in sorted(found)]


def _near(wanted: str, name: str) -> Near | None:
    if wanted == name:
        return Near.EXACT
    if name.startswith(wanted):
        return Near.BEGINS
    if f" {wanted}" in name:
        return Near.WORD
    parts = wanted.split()
    if all(part in name for part in parts):
        return Near.INSIDE
    folded = _folded(name)
    return Near.SPELT if all(part in name or _spelt(part, folded) for part in parts) else None


def _spelt(part: str, folded: str) -> bool:
    """Return whether a word of letters stands in a folded name in another spelling."""
    loose = _folded(part) if len(part) >= _FEWEST and (part.isalpha() or has_devanagari(part)) else ""
    return bool(loose) and loose in folded


@lru_cache(maxsize=16_384)
def _folded(text: str) -> str:
    spellings = latin_spellings(text)
    return fold(spellings[0] if spellings else text)


@lru_cache(maxsize=16_384)
def _plain(text: str) -> str:
    """Return the letters and digits of a text in capitals, each other sign as a blank; the signs where it has none."""
    kept = plain_digits(clean(text))
    return " ".join(key for word in kept.split() if (key := name_key(word))) or kept
