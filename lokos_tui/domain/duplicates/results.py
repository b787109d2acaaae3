"""What the duplicate check said of a record or of one of its numbers, with its words for lists and for typing."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from lokos_tui.domain.message import pgettext

if TYPE_CHECKING:
    from lokos_tui.domain.field import Tone


class DuplicateResult(StrEnum):
    """The result of one record, whole or of one of its numbers."""

    NOT_CHECKED = "NOT_CHECKED"
    NONE = "NONE"
    SHARED = "SHARED"
    POTENTIAL = "POTENTIAL"
    CONFIRMED = "CONFIRMED"
    OVERRIDDEN = "OVERRIDDEN"
    """It was found to be potential, and a block manager decided that it is none."""


class Found(StrEnum):
    """What a finding of two records is, the worst first; DECIDED is a potential one that was overridden."""

    CONFIRMED = "CONFIRMED"
    POTENTIAL = "POTENTIAL"
    DECIDED = "DECIDED"
    SHARED = "SHARED"


class ResultWords(NamedTuple):
    """A result as it is shown, and as it is typed in a filter, one word; '' for one that no list is narrowed to."""

    shown: str
    typed: str


_R = DuplicateResult

WORST_FIRST = (_R.CONFIRMED, _R.POTENTIAL, _R.OVERRIDDEN, _R.SHARED, _R.NONE, _R.NOT_CHECKED)

WORDS: dict[DuplicateResult, ResultWords] = {
    _R.NONE: ResultWords(pgettext("result", "none"), "none"),
    _R.SHARED: ResultWords(pgettext("result", "shared"), ""),
    _R.POTENTIAL: ResultWords(pgettext("result", "potential"), "potential"),
    _R.CONFIRMED: ResultWords(pgettext("result", "confirmed"), "confirmed"),
    _R.OVERRIDDEN: ResultWords(pgettext("result", "decided"), "decided"),
    _R.NOT_CHECKED: ResultWords(pgettext("result", "not checked"), "unchecked"),
}
TYPED: dict[str, DuplicateResult] = {words.typed: result for result, words in WORDS.items() if words.typed}
"""The results a work list is narrowed to, by what is typed."""

FOUND_WORDS: dict[Found, str] = {
    Found.CONFIRMED: pgettext("result", "confirmed"),
    Found.POTENTIAL: pgettext("result", "potential"),
    Found.DECIDED: pgettext("result", "decided"),
    Found.SHARED: pgettext("result", "shared number"),
}
"""A finding stands for itself, so it says what is shared; a record's result stands under the number's heading."""

NUMBER_WORDS: Final[dict[str, str]] = {
    "mobile": pgettext("number", "mobile"),
    "account": pgettext("number", "account"),
    "voter id": pgettext("number", "voter id"),
    "aadhaar": pgettext("number", "aadhaar"),
}
"""The kinds of numbers that two records share, by the names findings keep."""

TO_CHECK: Final = pgettext("result", "to check")
_NONE_IN_FULL: Final = pgettext("result", "No Duplicates Found")
_TONES: Final[dict[str, Tone]] = {
    WORDS[_R.CONFIRMED].shown: "refused",
    WORDS[_R.POTENTIAL].shown: "warn",
    TO_CHECK: "warn",
}


def result_word(result: str, *, unchecked: str = "-") -> str:
    """Return a result in the words of the lists; ``unchecked`` stands for one that was not compared."""
    known = DuplicateResult(result)
    return unchecked if known is DuplicateResult.NOT_CHECKED else WORDS[known].shown


def result_in_full(result: str, *, unchecked: str = "-") -> str:
    """Return a result as LokOS says it where there is room: 'No Duplicates Found'."""
    return _NONE_IN_FULL if result == DuplicateResult.NONE else result_word(result, unchecked=unchecked)


def result_tone(text: str) -> Tone | None:
    """Return the look of a result as it is shown: what stands in the way of approval is seen."""
    return _TONES.get(text)


def worst(results: list[DuplicateResult]) -> DuplicateResult:
    """Return the worst of several results; NONE for no result."""
    return min(results, key=WORST_FIRST.index, default=DuplicateResult.NONE)
