"""Languages for tests: a pseudo-language that shows what is not in the catalogue, and a way back to English."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final, cast

from lokos_tui import language
from lokos_tui.domain.message import PLACE, Message
from lokos_tui.language import choice

_ACCENTS: Final = str.maketrans("aeiouyncszAEIOUYNCSZbdfghjklmpqrtvwx", "àéîõüýñçšžÀÉÎÕÜÝÑÇŠŽƀđƒğħĵķłɱƥɋřŧʋŵẋ")
LONGER: Final = 0.4
"""The part by which other languages are longer than English."""


class Pseudo:
    """Says every message in accents, longer and in brackets; what is plain on a screen is not in the catalogue."""

    def __init__(self, *, longer: bool = True) -> None:
        self.longer = longer

    def find(self, message: Message) -> str:
        """Return a translation with every place of the source."""
        text = message.plural if message.plural and message.number != 1 else message.source
        said = "".join(
            part if place else part.translate(_ACCENTS)
            for place, part in ((at % 2 == 1, part) for at, part in enumerate(_split(text)))
        )
        return f"[{said}{'~' * int(len(text) * LONGER)}]" if self.longer else f"[{said}]"


def _split(text: str) -> list[str]:
    """Return text and places in turn: 'a {b} c' is ['a ', '{b}', ' c']."""
    parts, at = [], 0
    for place in PLACE.finditer(text):
        parts += [text[at : place.start()], place[0]]
        at = place.end()
    return [*parts, text[at:]]


@contextmanager
def spoken(catalogue: object) -> Iterator[None]:
    """Speak from a catalogue of the test's own inside the block."""
    now: Any = language._NOW
    now.code, now.catalogue = "xx", cast("Any", catalogue)
    choice._ASKED.code = "xx"  # neither account nor office prefers another
    try:
        yield
    finally:
        choice.take("en")


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Speak a shipped language inside the block, whatever office and account prefer; English afterwards."""
    choice.ask(code)
    try:
        yield
    finally:
        choice.take("en")
