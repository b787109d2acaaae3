"""The filter words of the user list, turned into what the query asks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

from lokos_tui.domain.accounts.roles import FACTS, AccountStatus, Category, Role, category_word, status_word
from lokos_tui.domain.message import _, joined
from lokos_tui.domain.text import fold
from lokos_tui.language import words
from lokos_tui.queries.accounts.users import UserFilters
from lokos_tui.ui.filter.words import FilterWords
from screens.shared.place_words import PlaceBook

WORDS: Final = ("category", "gp", "role", "status")
STATUSES: Final = tuple(one.value for one in AccountStatus)


class Reading(NamedTuple):
    """The filters in force, their words for the status line, and what was not understood ('' when all was)."""

    filters: UserFilters
    said: str
    unknown: str


def read_filter(block_code: str, asked: FilterWords, places: PlaceBook) -> Reading:
    """Return what a typed filter asks of the list of a block."""
    said: list[str] = []
    unknown: list[str] = []

    def take(word: str, found: str, shown: str) -> str:
        text = asked.words.get(word, "")
        if text and found:
            said.append(joined(": ", (word, shown)))
        elif text:
            unknown.append(_("no {word} is called {text}", word=word, text=text))
        return found

    category = _begins(asked.words.get("category", ""), tuple(Category), category_word)
    status = _begins(asked.words.get("status", ""), STATUSES, status_word)
    role = role_of(asked.words.get("role", ""))
    take("category", category, category_word(category) if category else "")
    take("role", role.value if role else "", FACTS[role].label if role else "")
    take("status", status, status_word(status) if status else "")
    place = places.find({key: value for key, value in asked.words.items() if key == "gp"})
    filters = UserFilters(
        block_code,
        category=category,
        role=role.value if role else "",
        status=status,
        gp_id=place.ids.get("gp", 0),
        search=asked.free,
    )
    shown = [*said, place.said, f"/{asked.free}" if asked.free else ""]
    return Reading(filters, joined("   ", shown), joined("; ", (*unknown, place.unknown)))


def role_of(text: str) -> Role | None:
    """Return the role whose stored name, label or id ending begins with the text, None when there is none."""
    wanted = fold(text)
    if not wanted:
        return None
    for role, facts in FACTS.items():
        own = (words(facts.label), words(facts.sign_in_label))
        names = (facts.suffix, role.value, facts.label, facts.sign_in_label, *own)
        if any(fold(name).startswith(wanted) for name in names):
            return role
    return None


def _begins(text: str, options: tuple[str, ...], word: Callable[[str], str]) -> str:
    """Return the first option that begins with the text, as it is kept or in the language in force; '' for none."""
    wanted = text.strip().upper()
    found = (one for one in options if one.startswith(wanted) or words(word(one)).upper().startswith(wanted))
    return str(next(found, "")) if wanted else ""
