"""The ways in which a name in Latin letters may be spelled, as one pattern: for looking a name up where names lie."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from lokos_tui.matching.names import words_of
from lokos_tui.matching.spelling import spell

_FEWEST: Final = 3
_WRITTEN: Final = {"B": "BVW", "F": "FP", "J": "JZ", "K": "CKQX", "M": "MN", "N": "MN", "S": "SX"}
"""Letters of a fold that may be written with another letter."""
_NOT_SURE: Final = frozenset(" AEHIOU")
_ENOUGH: Final = 4
_WAYS: Final = {
    "A": "A{1,2}", "I": "(?:E[EAIY]?|IY?|II|Y)", "E": "(?:E{1,2}|AI|EI|I{1,2})", "U": "(?:U{1,2}|O[OU]?)",
    "O": "(?:O{1,2}|AU|OU?|U)", "B": "[BVW]+H?", "C": "C+H*", "D": "D+H?", "F": "(?:F+|PH)", "G": "G+H?Y?",
    "J": "(?:J+[HY]?|Z+)", "K": "(?:CK|[KQ]+H?|C)", "M": "(?:M+|N)", "N": "(?:N+|M)", "R": "R+H?", "S": "S+H?",
    "T": "T+H?", "KS": "(?:[CKQ]+SH?|X)",
}  # fmt: skip
"""How a letter of a fold (``matching.spelling``) may be written; another letter once or more."""


@lru_cache(maxsize=256)
def folded(text: str) -> str:
    """Return a name in Latin letters without the differences of spelling; names in Devanagari by their sound."""
    return " ".join(spell(word).fold for word in words_of(text))


def letters_of(text: str) -> tuple[str, ...]:
    """Return sets of letters of which every spelling of a name has one each: they sort out most other names cheaply."""
    found = dict.fromkeys(_WRITTEN.get(letter, letter) for letter in folded(text) if letter not in _NOT_SURE)
    return tuple(found)[:_ENOUGH]


@lru_cache(maxsize=256)
def spelling_pattern(text: str) -> str:
    """Return a regular expression of the spellings of a name in capital Latin letters.

    '' where fewer than three letters are left, which are like too much.
    """
    letters = folded(text)
    if len(letters.replace(" ", "")) < _FEWEST:
        return ""
    parts = re.findall("KS|.", letters)
    return "".join(" " if part == " " else _WAYS.get(part, f"{part}+") for part in parts)
