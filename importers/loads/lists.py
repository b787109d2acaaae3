"""Several CBOs in one cell, however they were written: taken apart only where every part then is found."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from importers.sheet import pieces

Knows = Callable[[str], bool]

_WAYS: Final = (
    re.compile(r"\|"),
    re.compile(r"[|/]"),
    re.compile(r"[|/&+]|\s(?:and|AND|And|aur|एवं|और|तथा|व)\s"),
    re.compile(r"(?:^|\s)\(?\d{1,2}[.)]\s*(?=\S)"),
    re.compile(r"[|/&+\s]+|\s(?:and|AND|And)\s"),
)
"""Ways to part a list, the surest first: signs, words, numbering; blanks last."""
_NUMBERED: Final = re.compile(r"^\(?\d{1,2}[.)]\s*(?=\D)")
_NAMED_CODE: Final = re.compile(r"^(?P<name>[^()\[\]]*?)\s*[(\[]\s*(?P<code>[A-Za-z0-9/]+)\s*[)\]]\.?$")
_POINT_ZERO: Final = re.compile(r"^([0-9]+)\.0+$")


def parts_of(cell: str, knows: Knows) -> tuple[str, ...]:
    """Return the values of a cell: as ; and , and new lines part it, and further where every part then is known."""
    return tuple(part for piece in pieces(cell) for part in _known_parts(piece, knows))


def _known_parts(piece: str, knows: Knows) -> tuple[str, ...]:
    if knows(piece):
        return (piece,)
    if (bare := _bare(piece, knows)) != piece:
        return (bare,)
    for parts in _ways(piece):
        named = tuple(_bare(part, knows) for part in parts)
        if all(map(knows, named)):
            return named
    return (piece,)


def is_list(piece: str, knows: Knows) -> bool:
    """True when a value that is not known holds one that is, with others beside it."""
    return not knows(piece) and any(any(knows(_bare(part, knows)) for part in parts) for parts in _ways(piece))


def _ways(piece: str) -> Iterator[tuple[str, ...]]:
    for way in _WAYS:
        parts = tuple(part for part in (bit.strip() for bit in way.split(piece)) if part)
        if len(parts) > 1:
            yield parts


def _bare(part: str, knows: Knows) -> str:
    """Return a part without numbering before it, .0 behind it, or as the code in 'NAME (code)', where that is known."""
    if knows(part):
        return part
    plain = _NUMBERED.sub("", part)
    if found := _POINT_ZERO.match(plain):
        plain = found[1]
    if not knows(plain) and (coded := _NAMED_CODE.match(plain)) is not None:
        plain = coded["code"] if knows(coded["code"]) else plain
    return plain if knows(plain) else part
