"""What a second clerk makes of the same woman's particulars: spellings, slips of the finger, dates, numbers."""

from __future__ import annotations

import datetime as dt
from random import Random

_SOUNDS = (
    ("sh", "s"), ("s", "sh"), ("th", "t"), ("t", "th"), ("dh", "d"), ("d", "dh"), ("bh", "b"), ("kh", "k"),
    ("gh", "g"), ("ph", "f"), ("chh", "ch"), ("y", "i"), ("i", "y"), ("u", "o"), ("o", "u"), ("oo", "u"), ("u", "oo"),
    ("ee", "i"), ("i", "ee"), ("ee", "e"), ("a", "e"), ("a", "o"), ("aa", "a"), ("a", "aa"), ("v", "b"), ("b", "v"),
    ("v", "w"), ("w", "v"), ("j", "z"), ("z", "j"), ("ksh", "x"), ("x", "ks"), ("x", "ksh"), ("au", "o"), ("ai", "e"),
    ("q", "k"), ("wi", "vi"), ("nd", "ndr"), ("hm", "m"), ("rm", "rim"),
)  # fmt: skip
_BESIDE = dict(zip("qwertyuiopasdfghjklzxcvbnm", "wertyuiopoasdfghjklkxcvbnmn"[:26], strict=True))
_VOWELS = "aeiou"
_SHORT = 3


def respelt(word: str, rng: Random) -> str:
    """Return the word as another clerk would spell what she hears: one or two sounds differ."""
    for _ in range(1 if rng.random() < 0.72 else 2):
        word = _one_sound(word, rng)
    return word


def _one_sound(word: str, rng: Random) -> str:
    if len(word) <= _SHORT:
        return word
    way = rng.random()
    if way < 0.12 and "h" in word[1:]:
        place = word.index("h", 1)
        return word[:place] + word[place + 1 :]
    if way < 0.26:
        return _doubled(word, rng)
    if way < 0.36:
        return _other_end(word, rng)
    found = [(at, old, new) for old, new in _SOUNDS for at in _places(word, old) if _sensible(word, at, old, new)]
    if not found:
        return _doubled(word, rng)
    at, old, new = rng.choice(found)
    return word[:at] + new + word[at + len(old) :]


def _places(word: str, part: str) -> list[int]:
    return [at for at in range(len(word)) if word.startswith(part, at)]


def _sensible(word: str, at: int, old: str, new: str) -> bool:
    """A first vowel stays, no letter is tripled, and no h comes to an h."""
    after = word[at + len(old) : at + len(old) + 1]
    before = word[at - 1 : at]
    if at == 0 and (old[0] in _VOWELS or old == "y"):
        return False
    return not (new.endswith("h") and after == "h") and new[-1:] != after and new[0] != before


def _doubled(word: str, rng: Random) -> str:
    pairs = [at for at in range(1, len(word)) if word[at] == word[at - 1]]
    if pairs:
        at = rng.choice(pairs)
        return word[:at] + word[at + 1 :]
    at = rng.choice([at for at in range(1, len(word)) if word[at] not in "aiuohwy"] or [len(word) - 1])
    return word[: at + 1] + word[at:]


def _other_end(word: str, rng: Random) -> str:
    if word[-1] == "a":
        return word[:-1] if rng.random() < 0.4 else word + "h"
    if word[-1] == "i":
        return word[:-1] + rng.choice(("ee", "y", "e"))
    return word + "a" if word[-1] not in _VOWELS else word


def mistyped(word: str, rng: Random) -> str:
    """Return the word with one slip of the finger behind its first letter."""
    if len(word) < _SHORT:
        return word
    at = rng.randrange(1, len(word))
    slip = rng.randrange(4)
    if slip == 0 and at + 1 < len(word):
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if slip == 1:
        return word[:at] + word[at + 1 :]
    if slip == 2:
        return word[:at] + _BESIDE.get(word[at], "a") + word[at + 1 :]
    return word[:at] + word[at] + word[at:]


def digit_off(number: str, rng: Random, first: int = 0) -> str:
    """Return the number with one digit wrong or two neighbours changed about, from place ``first`` on."""
    places = [at for at in range(first, len(number)) if number[at].isdigit()]
    at = rng.choice(places)
    if rng.random() < 0.3 and at + 1 < len(number) and number[at] != number[at + 1]:
        return number[:at] + number[at + 1] + number[at] + number[at + 2 :]
    return number[:at] + str((int(number[at]) + rng.randrange(1, 10)) % 10) + number[at + 1 :]


def date_swapped(day: dt.date) -> dt.date:
    """Return the date with day and month changed about, where that is a date; else the same."""
    return day.replace(month=day.day, day=day.month) if day.day <= 12 else day


def date_slipped(day: dt.date, rng: Random) -> dt.date:
    """Return the date with one digit of day, month or year wrong."""
    part = rng.randrange(3)
    if part == 0:
        return day.replace(day=(day.day - 1 + rng.choice((1, 9, 10, 19))) % 28 + 1)
    if part == 1:
        return day.replace(month=(day.month - 1 + rng.choice((1, 2, 10))) % 12 + 1, day=min(day.day, 28))
    return shifted(day, rng.choice((-10, -1, 1, 10)))


def shifted(day: dt.date, years: int) -> dt.date:
    """Return the date some years later."""
    return day.replace(year=day.year + years, day=min(day.day, 28))
