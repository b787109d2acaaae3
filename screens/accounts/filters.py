"""The filter words of the user list, turned into what the query asks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from lokos_tui.domain.accounts.roles import FACTS, AccountStatus, Category, category_word, status_word
from lokos_tui.queries.accounts.users import UserFilters
from lokos_tui.ui.filter.values import Value, Vocabulary, settled
from lokos_tui.ui.filter.words import FilterWords
from screens.shared.place_words import PlaceBook

WORDS: Final = ("category", "gp", "role", "status")
_ROLES: Final = tuple(
    Value(
        role.value,
        (facts.label, facts.narrow or facts.label, facts.sign_in_label, facts.suffix, role.value),
    )
    for role, facts in FACTS.items()
)
"""Every name of each role: as the column prints it, as the sign-in does, the end of its user ids, and as it is kept."""
_KNOWN: Final[Mapping[str, Vocabulary]] = {
    "category": Vocabulary(
        "category", tuple(Value(one.value, (category_word(one), one.value)) for one in Category), one=True
    ),
    "role": Vocabulary("role", _ROLES),
    "status": Vocabulary(
        "status", tuple(Value(one.value, (status_word(one), one.value)) for one in AccountStatus), one=True
    ),
}


class Reading(NamedTuple):
    """The filters in force, their words for the status line, and what was not understood ('' when all was)."""

    filters: UserFilters
    said: str
    unknown: str


def read_filter(block_code: str, asked: FilterWords, places: PlaceBook) -> Reading:
    """Return what a typed filter asks of the list of a block."""
    found = settled(asked, {**_KNOWN, "gp": places.known["gp"]})
    filters = UserFilters(
        block_code,
        category=found.one("category"),
        roles=found.keys.get("role", ()),
        status=found.one("status"),
        gp_id=places.ids(found)["gp_id"],
        search=found.free,
    )
    return Reading(filters, found.said, found.unknown)
