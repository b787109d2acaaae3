"""Fillers: what is typed into a field of a number so that it is not empty. A filler tells no woman from another.

A number is a filler by its shape alone, never because many hold it: how often
a number is held only puts it on the list of numbers to be corrected.
Give a new kind here, with an example in the tests.
"""

from __future__ import annotations

from itertools import pairwise

KNOWN: frozenset[str] = frozenset({"SBIN0001234", "ABCDE1234F"})
"""Values that no rule below knows: an IFSC and a PAN from printed examples, typed as a voter id."""

STAND_INS: frozenset[str] = frozenset({"EPI", "VOT", "VID", "UID", "NIL", "NOT", "IDN", "TES", "QWE", "ASD"})
"""Letters before an invented voter id; one letter again and again (XXX) or letters in a row (ABC) are known by rule."""

_LEAST = 5
"""Digits from which a row or a repetition is no chance."""
_UNITS = (1, 2, 3)
"""Lengths of what is repeated: 9999999, 12121212, 123123123."""
_LETTERS = 3


def is_filler(kind: str, value: str) -> bool:
    """Tell whether a number ('mobile', 'account' or 'voter', without blanks and signs, in capitals) is a filler."""
    if value in KNOWN:
        return True
    if kind != "voter":
        return _made_up(value)
    digits = "".join(character for character in value if character.isdigit())
    if len(digits) < _LETTERS or _repeats(digits) or _nearly_nothing(digits):
        return True
    return _in_a_row(digits) and _stands_in(value[:_LETTERS])


def _made_up(digits: str) -> bool:
    return _repeats(digits) or _nearly_nothing(digits) or _in_a_row(digits)


def _repeats(digits: str) -> bool:
    """True when a few digits are written again and again; the last time they may be cut short."""
    return len(digits) >= _LEAST and any((digits[:unit] * len(digits))[: len(digits)] == digits for unit in _UNITS)


def _nearly_nothing(digits: str) -> bool:
    """True for zeros with one other digit among them at most: 0000001, 10000000."""
    return len(digits) >= _LEAST and len(digits.replace("0", "")) <= 1


def _in_a_row(digits: str) -> bool:
    """True when each digit follows the one before it, up or down, 0 after 9: 1234567890, 98765432."""
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(digits)}
    return len(digits) >= _LEAST and steps in ({1}, {9})


def _stands_in(letters: str) -> bool:
    """True for letters that name nothing: no letters, one letter again and again, the alphabet, a known stand-in."""
    if letters in STAND_INS or letters.isdigit():
        return True
    steps = {ord(after) - ord(before) for before, after in pairwise(letters)}
    return steps in ({0}, {1}, {-1})
