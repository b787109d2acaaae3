"""The results of the duplicate check in the words of every list, and their look."""

from __future__ import annotations

from typing import Final

from lokos_tui.domain.duplicates.results import WORDS, DuplicateResult
from lokos_tui.ui.frame.messages import Kind

TO_CHECK: Final = "to check"
_LOOKS: Final[dict[str, Kind]] = {
    WORDS[DuplicateResult.CONFIRMED].shown: "refused",
    WORDS[DuplicateResult.POTENTIAL].shown: "warn",
    TO_CHECK: "warn",
}


def result_word(result: str, *, unchecked: str = "-") -> str:
    """Return a result in the words of the lists; ``unchecked`` stands for one that was not compared."""
    known = DuplicateResult(result)
    return unchecked if known is DuplicateResult.NOT_CHECKED else WORDS[known].shown


def tone(text: str) -> Kind | None:
    """Return the look of a result: what stands in the way of approval is seen."""
    return _LOOKS.get(text)
