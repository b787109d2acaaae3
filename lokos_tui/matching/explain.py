"""A finding in words an operator understands: what agrees, what differs, and how much each counts."""

from __future__ import annotations

from typing import NamedTuple

from lokos_tui.domain.duplicates.rules import Level
from lokos_tui.matching.weigh import Term

_FIELDS = {
    "name": "First name", "family name": "Family name", "word after the name": "Devi, Kumari or the like",
    "initial": "Initial", "husband": "Husband", "father": "Father", "birth": "Birth", "aadhaar": "Aadhaar",
    "voter id": "Voter ID", "account": "Bank account", "mobile": "Mobile", "village": "Village",
    "gram panchayat": "Gram Panchayat", "block": "Block", "shg": "SHG", "name in its place": "Name in its place",
}  # fmt: skip
_LEVELS = {
    Level.EQUAL: "the same", Level.ALIKE: "spelled otherwise", Level.NEAR: "nearly the same",
    Level.CROSSED: "the other way round", Level.YEAR: "the year fits", Level.DIFFERENT: "different",
    Level.FAR: "far apart",
}  # fmt: skip
_STRONG, _CLEAR, _SOME = 9.0, 5.0, 1.0


class Said(NamedTuple):
    """One term in words: 'Husband', 'spelled otherwise', 'speaks clearly for it', and the bits behind it."""

    field: str
    agrees: str
    counts: str
    bits: float


def say(terms: list[Term]) -> list[Said]:
    """Return the terms in words, what speaks most for one woman first."""
    ordered = sorted(terms, key=lambda term: -term.bits)
    return [Said(_FIELDS.get(t.field, t.field), _LEVELS[t.level], strength(t.bits), t.bits) for t in ordered]


def strength(bits: float) -> str:
    """Return how much a weight counts: 1 bit doubles the odds, 10 make them a thousand times."""
    size = abs(bits)
    if size < _SOME:
        return "says little"
    how = "strongly" if size >= _STRONG else "clearly" if size >= _CLEAR else "somewhat"
    return f"speaks {how} {'for' if bits > 0 else 'against'} it"
