"""The filter words of a work list, turned into what the query asks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from lokos_tui.domain.duplicates.results import TYPED
from lokos_tui.domain.message import _, joined
from lokos_tui.domain.verification.flow import ChangeType
from lokos_tui.domain.verification.work_list import AGES
from lokos_tui.queries.verification.queue import QueueFilters
from lokos_tui.ui.filter.words import FilterWords
from screens.shared.place_words import PlaceBook

WORDS: Final = ("gp", "village", "code", "status", "dup", "age")
KIND_WORD: Final = "kind"
_STATUS: Final[dict[str, str]] = {one.lower(): one for one in ChangeType}
_KINDS: Final = {"vo": "VO", "clf": "CLF"}
_AGES: Final = {name: name for name in AGES}


class Reading(NamedTuple):
    """The filters in force, their words for the status line, and what was not understood ('' when all was)."""

    filters: QueueFilters
    said: str
    unknown: str


def read_filter(words: FilterWords, places: PlaceBook, *, federation: bool) -> Reading:
    """Return what a typed filter asks of a work list."""
    said: list[str] = []
    unknown: list[str] = []

    def take(word: str, options: Mapping[str, str]) -> str:
        text = words.words.get(word, "").lower()
        name = next((one for one in options if text and one.startswith(text)), "")
        if name:
            said.append(f"{word}: {name}")
        elif text:
            unknown.append(_("{word}: is one of {options}", word=word, options=", ".join(options)))
        return options.get(name, "")

    place = places.find({key: value for key, value in words.words.items() if key in ("gp", "village")})
    code = words.words.get("code", "")
    filters = QueueFilters(
        kind=take(KIND_WORD, _KINDS) if federation else "SHG",
        gp_id=place.ids.get("gp", 0),
        village_id=place.ids.get("village", 0),
        code=code,
        search=words.free,
        status=take("status", _STATUS),
        duplicate=take("dup", TYPED),
        age=take("age", _AGES),
    )
    shown = [*said, place.said, f"code: {code}" if code else "", f"/{words.free}" if words.free else ""]
    return Reading(filters, joined("   ", shown), joined("; ", [*unknown, place.unknown]))
