"""Shorten the texts of a column so that those that differ look different: what they share is cut. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator
from itertools import groupby
from typing import Final

from rich.cells import cell_len

from lokos_tui.ui.frame.paint import with_room

_LEAST: Final = 4
"""Cells below which nothing is told apart."""
_HEAD: Final = 4
"""Cells of the beginning that are kept where the end needs the room."""


def cells_of_text(text: str) -> int:
    """Return the cells a text needs on a terminal."""
    return len(text) if text.isascii() else cell_len(with_room(text))


def shortened(texts: Collection[str], width: int, ellipsis: str) -> dict[str, str]:
    """Return each text that is wider than ``width`` cells as it is shown; two that differ are shown differently.

    A text is cut at its end, unless another one would then look the same: of such texts the beginning they share
    gives way, so that they show from where they differ.
    """
    found = {text: _cut(text, width, ellipsis) for text in sorted(set(texts)) if cells_of_text(text) > width}
    if width >= _LEAST:
        for group in _alike(found):
            found |= _told_apart(group, width, ellipsis)
        _last_resort(found, set(texts), width, ellipsis)
    return found


def _alike(found: dict[str, str]) -> list[list[str]]:
    """Return the groups of texts that are shown as one and the same."""
    by_shown = sorted(found, key=lambda text: (found[text], text))
    groups = [list(group) for _shown, group in groupby(by_shown, key=lambda text: found[text])]
    return [group for group in groups if len(group) > 1]


def _told_apart(group: list[str], width: int, ellipsis: str) -> dict[str, str]:
    """Show some texts from where they differ; those that still look alike, from where these differ."""
    start = _shared(min(group), max(group))
    found = {text: _from(text, start, width, ellipsis) for text in group}
    for still in _alike(found):
        if len(still) < len(group):
            found |= _told_apart(still, width, ellipsis)
    return found


def _shared(one: str, other: str) -> int:
    """Return how many characters two texts begin with alike; of the first and the last in order, so do all between."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _from(text: str, start: int, width: int, ellipsis: str) -> str:
    """Return the beginning, then the text from ``start`` on; from the word before where there is room for it."""
    word = text.rfind(" ", 0, start) + 1
    for begin in (word, start):
        begin = _letter(text, min(begin, len(text) - 1))  # noqa: PLW2901 - moved back to a whole letter
        rest = text[begin:]
        if cells_of_text(rest) <= width - 2:
            return _head(text, width - 1 - cells_of_text(rest)) + ellipsis + rest
    head = _head(text, min(_HEAD, (width - 2) // 2))
    return head + ellipsis + _cut(text[begin:], width - 1 - cells_of_text(head), ellipsis)


def _last_resort(found: dict[str, str], texts: set[str], width: int, ellipsis: str) -> None:
    """Give each text that is still shown as another one the first other form that is free."""
    used = {text for text in texts if text not in found}
    for text, shown in found.items():
        if shown in used:
            found[text] = next((form for form in _forms(text, width, ellipsis) if form not in used), shown)
        used.add(found[text])


def _forms(text: str, width: int, ellipsis: str) -> Iterator[str]:
    """Yield every way to show a text: its beginning and its end, then its beginning and a part of its middle."""
    for cells in range(width - 2, 0, -1):
        yield _head(text, width - 1 - cells) + ellipsis + _tail(text, cells)
    for start in range(len(text)):
        yield _from(text, start, width, ellipsis)


def _cut(text: str, width: int, ellipsis: str) -> str:
    return text if cells_of_text(text) <= width else _head(text, width - 1) + ellipsis


def _head(text: str, width: int) -> str:
    """Return the beginning of a text in at most ``width`` cells, whole letters."""
    end = min(len(text), max(0, width)) if text.isascii() else len(text)
    while end and cells_of_text(text[:end]) > width:
        end -= 1
    return text[: _letter(text, end)]


def _tail(text: str, width: int) -> str:
    """Return the end of a text in at most ``width`` cells, whole letters."""
    start = len(text)
    for place in range(len(text) - 1, -1, -1):
        if cells_of_text(text[place:]) > width:
            break
        if place == _letter(text, place):
            start = place
    return text[start:]


def _letter(text: str, place: int) -> int:
    """Return the place moved back so that no sign is parted from its letter."""
    while 0 < place < len(text) and unicodedata.category(text[place])[0] in "MC":
        place -= 1
    return place
