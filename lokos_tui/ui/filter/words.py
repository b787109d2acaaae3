"""The words of a filter: ``gp:gudu status:active sunita`` to free text and named values. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Final

from lokos_tui.domain.text import clean

_TOKEN = re.compile(r'(?P<word>[A-Za-z_]+):(?:"(?P<quoted>[^"]*)"?|(?P<bare>\S*))|(?P<free>\S+)')
_ALSO: Final = {"panchayat": "gp", "duplicate": "dup", "duplicates": "dup", "type": "kind"}
"""Headings of columns that a filter knows by another word."""


@dataclass(frozen=True, slots=True)
class FilterWords:
    """``free`` text to search for, and the value of each known word (lower case names, values as typed).

    ``behind`` has the free words that stand right behind an unquoted value: it may be that they belong to it.
    """

    free: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    behind: Mapping[str, tuple[str, ...]] = field(default_factory=dict, compare=False)

    def __bool__(self) -> bool:
        return bool(self.free or self.words)

    def __str__(self) -> str:
        """Return the filter as it may be typed: what belongs to no word, then each word with what is behind it."""
        parts = list(self.before)
        for word, value in self.words.items():
            parts.append(f'{word}:"{value}"' if " " in value else f"{word}:{value}")
            parts += self.behind.get(word, ())
        return " ".join(parts)

    @property
    def before(self) -> tuple[str, ...]:
        """The free words that belong to no value."""
        free = tuple(self.free.split(" ")) if self.free else ()
        return free[: len(free) - sum(map(len, self.behind.values()))]


def parse(text: str, known: Collection[str]) -> FilterWords:
    """Return the free text and the known words of a filter.

    A value with blanks stands in double quotes, or its other words behind it
    (``settled`` finds out which); a word that is not ``known`` is free text; a
    word without a value asks for nothing; the last of two wins.
    """
    free: list[str] = []
    words: dict[str, str] = {}
    behind: dict[str, tuple[str, ...]] = {}
    last = ""
    for match in _TOKEN.finditer(clean(text)):
        word = (match["word"] or "").lower()
        word = word if word in known else _ALSO.get(word, word)
        if word not in known:
            free += [] if last else [match[0]]
            behind |= {last: (*behind.get(last, ()), match[0])} if last else {}
            continue
        free += behind.pop(word, ())
        if value := (match["quoted"] or match["bare"] or "").strip():
            words.pop(word, None)
            words[word] = value
        last = word if match["bare"] else ""
    rest = (one for word in words for one in behind.get(word, ()))
    return FilterWords(" ".join([*free, *rest]), words, behind)
