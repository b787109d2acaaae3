"""The filter words of a work list, turned into what the query asks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from lokos_tui.domain.duplicates.results import DuplicateResult, result_names
from lokos_tui.domain.verification.flow import CHANGE_WORDS
from lokos_tui.domain.verification.work_list import AGES
from lokos_tui.queries.verification.fields import printed_result
from lokos_tui.queries.verification.queue import QueueFilters
from lokos_tui.ui.filter.values import Value, Vocabulary, settled
from lokos_tui.ui.filter.words import FilterWords
from screens.shared.place_words import PlaceBook

WORDS: Final = ("gp", "village", "code", "status", "dup", "age")
KIND_WORD: Final = "kind"
_KNOWN: Final[Mapping[str, Vocabulary]] = {
    KIND_WORD: Vocabulary("kind", (Value("VO", ("VO",)), Value("CLF", ("CLF",))), one=True),
    "status": Vocabulary(
        "status", tuple(Value(one.value, (word, one.value)) for one, word in CHANGE_WORDS.items()), one=True
    ),
    "dup": Vocabulary(
        "dup", tuple(Value(one.value, (*result_names(one), printed_result(one))) for one in DuplicateResult),
        one=True,
    ),
    "age": Vocabulary("age", tuple(Value(name, (name,)) for name in AGES), one=True),
}  # fmt: skip


class Reading(NamedTuple):
    """The filters in force, their words for the status line, and what was not understood ('' when all was).

    ``words`` is the filter as it is kept when she saves it.
    """

    filters: QueueFilters
    said: str
    unknown: str
    words: FilterWords = FilterWords()


def read_filter(asked: FilterWords, places: PlaceBook, *, federation: bool) -> Reading:
    """Return what a typed filter asks of a work list."""
    found = settled(asked, {**_KNOWN, "gp": places.known["gp"], "village": places.known["village"]})
    ids = places.ids(found)
    filters = QueueFilters(
        kind=found.one(KIND_WORD) if federation else "SHG",
        gp_id=ids["gp_id"],
        village_id=ids["village_id"],
        code=found.one("code"),
        search=found.free,
        status=found.one("status"),
        duplicate=found.one("dup"),
        age=found.one("age"),
    )
    return Reading(filters, found.said, found.unknown, found.words)
