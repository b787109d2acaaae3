"""The words of a filter: ``gp:gudu status:active sunita`` to free text and named values. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from lokos_tui.domain.text import clean

_TOKEN = re.compile(r'(?P<word>[A-Za-z_]+):(?:"(?P<quoted>[^"]*)"?|(?P<bare>\S*))|(?P<free>\S+)')


@dataclass(frozen=True, slots=True)
class FilterWords:
    """``free`` text to search for, and the value of each known word (lower case names, values as typed)."""

    free: str = ""
    words: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.free or self.words)

    def __str__(self) -> str:
        parts = [f'{word}:"{value}"' if " " in value else f"{word}:{value}" for word, value in self.words.items()]
        return " ".join([*parts, self.free] if self.free else parts)


def parse(text: str, known: Collection[str]) -> FilterWords:
    """Return the free text and the known words of a filter.

    A value with blanks stands in double quotes; a word that is not ``known``
    is free text; a word without a value asks for nothing; the last of two wins.
    """
    free: list[str] = []
    words: dict[str, str] = {}
    for match in _TOKEN.finditer(clean(text)):
        word = (match["word"] or "").lower()
        if word not in known:
            free.append(match[0])
        elif value := (match["quoted"] or match["bare"] or "").strip():
            words[word] = value
    return FilterWords(" ".join(free), words)
