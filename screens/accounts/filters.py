"""The filter words of the user list, turned into what the query asks."""

from __future__ import annotations

from typing import Final, NamedTuple

from lokos_tui.domain.accounts.roles import FACTS, AccountStatus, Category, Role
from lokos_tui.domain.text import fold
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


def read_filter(block_code: str, words: FilterWords, places: PlaceBook) -> Reading:
    """Return what a typed filter asks of the list of a block."""
    said: list[str] = []
    unknown: list[str] = []

    def take(word: str, found: str, shown: str) -> str:
        text = words.words.get(word, "")
        if text and found:
            said.append(f"{word}: {shown}")
        elif text:
            unknown.append(f"no {word} is called {text}")
        return found

    category = _begins(words.words.get("category", ""), tuple(Category))
    status = _begins(words.words.get("status", ""), STATUSES)
    role = role_of(words.words.get("role", ""))
    take("category", category, category)
    take("role", role.value if role else "", FACTS[role].label if role else "")
    take("status", status, status.capitalize())
    place = places.find({key: value for key, value in words.words.items() if key == "gp"})
    filters = UserFilters(
        block_code,
        category=category,
        role=role.value if role else "",
        status=status,
        gp_id=place.ids.get("gp", 0),
        search=words.free,
    )
    shown = [*said, place.said, f"/{words.free}" if words.free else ""]
    return Reading(filters, "   ".join(filter(None, shown)), "; ".join(filter(None, [*unknown, place.unknown])))


def role_of(text: str) -> Role | None:
    """Return the role whose stored name, label or id ending begins with the text, None when there is none."""
    wanted = fold(text)
    if not wanted:
        return None
    for role, facts in FACTS.items():
        if any(fold(name).startswith(wanted) for name in (facts.suffix, role.value, facts.label, facts.sign_in_label)):
            return role
    return None


def _begins(text: str, options: tuple[str, ...]) -> str:
    wanted = text.strip().upper()
    return next((str(option) for option in options if wanted and option.startswith(wanted)), "")
