"""The results of the duplicate check in the words of every list, and their look."""

from __future__ import annotations

from typing import Final

from lokos_tui.ui.frame.messages import Kind

TO_CHECK: Final = "to check"
WORDS: Final = {
    "CONFIRMED": "confirmed",
    "POTENTIAL": "potential",
    "OVERRIDDEN": "decided",
    "SHARED": "shared",
    "NONE": "none",
}
"""From the worst to the best."""
_LOOKS: Final[dict[str, Kind]] = {"confirmed": "refused", "potential": "warn", TO_CHECK: "warn"}


def tone(text: str) -> Kind | None:
    """Return the look of a result: what stands in the way of approval is seen."""
    return _LOOKS.get(text)
