"""A finding in words an operator understands: what agrees, what differs, and how much each counts."""

from __future__ import annotations

from typing import NamedTuple

from lokos_tui.domain.duplicates.rules import Level
from lokos_tui.domain.message import _
from lokos_tui.matching.weigh import Term

_FIELDS = {
    "name": _("First name"), "family name": _("Family name"), "word after the name": _("Devi, Kumari or the like"),
    "initial": _("Initial"), "husband": _("Husband"), "father": _("Father"), "birth": _("Birth"),
    "aadhaar": _("Aadhaar"),
    "voter id": _("Voter ID"), "account": _("Bank account"), "mobile": _("Mobile"), "village": _("Village"),
    "gram panchayat": _("Gram Panchayat"), "block": _("Block"), "shg": _("SHG"),
    "name in its place": _("Name in its place"),
}  # fmt: skip
_LEVELS = {
    Level.EQUAL: _("the same"), Level.ALIKE: _("spelled otherwise"), Level.NEAR: _("nearly the same"),
    Level.CROSSED: _("the other way round"), Level.YEAR: _("the year fits"), Level.DIFFERENT: _("different"),
    Level.FAR: _("far apart"),
}  # fmt: skip
_STRONG, _CLEAR, _SOME = 9.0, 5.0, 1.0
_FOR = (_("speaks strongly for it"), _("speaks clearly for it"), _("speaks somewhat for it"))
_AGAINST = (_("speaks strongly against it"), _("speaks clearly against it"), _("speaks somewhat against it"))


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
        return _("says little")
    how = 0 if size >= _STRONG else 1 if size >= _CLEAR else 2
    return (_FOR if bits > 0 else _AGAINST)[how]
