"""A whole file matched against itself in memory: the measuring command, and the reference for what is stored."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from math import log2
from typing import TYPE_CHECKING, NamedTuple

from lokos_tui.domain.duplicates.rules import SHIPPED, Class, PlaceBits, Rules
from lokos_tui.matching.keys import wide_keys
from lokos_tui.matching.records import Compared, verdict

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence

    from lokos_tui.matching.classify import Verdict
    from lokos_tui.matching.person import Person


class Found(NamedTuple):
    """Two records, by their places in the file (the first is the smaller), and the verdict."""

    one: int
    other: int
    verdict: Verdict


class Matched(NamedTuple):
    """Everything found in a file: pairs that are not NONE, and how many pairs were weighed."""

    pairs: list[Found]
    weighed: int


def match(people: Sequence[Person], rules: Rules = SHIPPED, *, wide: bool = False) -> Matched:
    """Match every record of a file with every other that shares a key; ``wide`` adds keys that no store keeps."""
    records = [Compared(person) for person in people]
    numbers = _holders(record.numbers.values() for record in records)
    others = _holders(record.keys.difference(record.numbers.values()) for record in records)
    pairs = _candidates(numbers.values(), rules.number_over) | _candidates(others.values(), rules.key_over)
    if wide:
        pairs |= _candidates(_holders(wide_keys(person) for person in people).values(), _WIDE_OVER)
    found = []
    for one, other in sorted(pairs):
        result = verdict(records[one], records[other], rules)
        if result.kind is not Class.NONE:
            found.append(Found(one, other, result))
    return Matched(found, len(pairs))


_WIDE_OVER = 8
"""With how many first holders of a wide key the others are compared: it may be a common family name."""


def _holders(keys: Iterable[Iterable[int]]) -> dict[int, list[int]]:
    """Return the places of the records that hold each key."""
    found: dict[int, list[int]] = defaultdict(list)
    for place, held in enumerate(keys):
        for key in held:
            found[key].append(place)
    return found


def rules_for(people: Sequence[Person], rules: Rules = SHIPPED) -> Rules:
    """Return the rules for a file of its own: its places weigh by how rarely two women of it share one by chance."""
    women = _once(people)
    chance = {field: _chance_bits(women, *fields) for field, fields in _PLACES.items()}
    chance["gp_too"] -= chance["village"]
    bits = {field: max(0.0, min(_MOST, found - _LOCAL[field])) for field, found in chance.items()}
    return replace(rules, place_bits=PlaceBits(**bits))


_MOST = 8.0
"""Bits that one place gives at most: beyond that the file is too small to count them."""
_PLACES = {
    "village": ("village",),
    "gp": ("gp",),
    "block": ("block",),
    "shg": ("shg",),
    "gp_too": ("village", "gp"),
}
_LOCAL = {"village": 3.0, "gp": 3.0, "block": 5.0, "shg": 5.5, "gp_too": 1.5}
"""Bits taken off, because women of one place share their names too."""


def _once(people: Sequence[Person]) -> list[Person]:
    """Return the records without those that are plainly a second one: a voter id, or a birth date in a place, again."""
    seen: set[Hashable] = set()
    found = []
    for person in people:
        marks: set[Hashable] = {("voter", person.voter)} if person.voter else set()
        if person.birth.day:
            marks |= {(person.birth, place) for place in (person.village, person.gp, person.shg) if place}
        if not marks & seen:
            found.append(person)
        seen |= marks
    return found


def _chance_bits(people: Sequence[Person], *fields: str) -> float:
    """Return -log2 of the chance that two records of different first names agree in the fields that both fill.

    Different first names, because two records of one woman agree by no chance.
    """
    filled = [
        (values, person.name.first.code)
        for person in people
        if person.name.first is not None and all(values := tuple(getattr(person, field) for field in fields))
    ]
    pairs = len(filled) ** 2 - _pairs(code for _, code in filled)
    agree = _pairs(values for values, _ in filled) - _pairs(filled)
    return log2(pairs / max(agree, 1)) if pairs else 0.0


def _pairs(values: Iterable[Hashable]) -> int:
    """Return how many ordered pairs hold one value."""
    return sum(count * count for count in Counter(values).values())


def _candidates(groups: Iterable[list[int]], first: int) -> set[tuple[int, int]]:
    """Return each holder of a key with each of the first holders: what comes later takes no pair away."""
    return {(one, other) for group in groups for place, one in enumerate(group[:first]) for other in group[place + 1 :]}
