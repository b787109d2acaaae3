"""Persons: two accounts of one mobile, now or formerly, are one person (docs/domain.md#accounts-and-sessions)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody by user id and by the mobiles she is known to have or have had: two accounts may be one person."""

    user_id: str
    mobiles: frozenset[str] = frozenset()

    def is_same(self, other: Person) -> bool:
        """True for one account, or for two accounts of one mobile."""
        return self.user_id.upper() == other.user_id.upper() or bool(self.mobiles & other.mobiles)


def person(user_id: str, *mobiles: str | None) -> Person:
    """Return somebody by her user id and texts of mobiles, a blank between them."""
    return Person(user_id, frozenset(number for text in mobiles if text for number in text.split()))
