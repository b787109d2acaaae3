"""Compiled catalogues: which languages there are, and the words that one of them has for a message.

Shipped ones lie in the package (``locale/<code>/LC_MESSAGES/lokos.mo``, compiled from the ``.po`` beside it when the
program is built), those of an office in the same shape below ``languages`` in its folder.
"""

from __future__ import annotations

import gettext
import re
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from lokos_tui.domain.message import Message

DOMAIN: Final = "lokos"
SHIPPED: Final = Path(__file__).parent.parent / "locale"
ADDED: Final = "languages"
"""The folder of an office that holds the languages which were added there."""
LARGEST: Final = 4_000_000
"""Bytes of a compiled catalogue; a larger one is none of ours (ours has about 300,000)."""
CODE: Final = re.compile(r"[a-z]{2,3}(_[A-Z][A-Za-z]{1,3})?")
"""The code of a language, as gettext has it: 'hi', 'hi_Latn', 'mr'."""
LATIN_FROM: Final = {"hi_Latn": "hi"}
"""Languages that are made from another by rule; their own ``.po`` holds what should be written otherwise."""
_CONTEXT_END: Final = "\x04"
NAMES: Final = {
    "en": "English", "hi": "\u0939\u093f\u0928\u094d\u0926\u0940 (Hindi)", "hi_Latn": "Hindi (ABC)",
    "as": "\u0985\u09b8\u09ae\u09c0\u09af\u09bc\u09be", "bn": "\u09ac\u09be\u0982\u09b2\u09be",
    "gu": "\u0a97\u0ac1\u0a9c\u0ab0\u0abe\u0aa4\u0ac0", "kn": "\u0c95\u0ca8\u0ccd\u0ca8\u0ca1",
    "ml": "\u0d2e\u0d32\u0d2f\u0d3e\u0d33\u0d02", "mr": "\u092e\u0930\u093e\u0920\u0940",
    "or": "\u0b13\u0b21\u0b3c\u0b3f\u0b06", "pa": "\u0a2a\u0a70\u0a1c\u0a3e\u0a2c\u0a40",
    "ta": "\u0ba4\u0bae\u0bbf\u0bb4\u0bcd", "te": "\u0c24\u0c46\u0c32\u0c41\u0c17\u0c41",
}  # fmt: skip
"""What each language calls itself; a code that is not here is shown as it is."""


class Compiled:
    """The words of one language."""

    def __init__(self, translations: gettext.GNUTranslations) -> None:
        self._translations = translations

    def find(self, message: Message) -> str:
        """Return the translation with its places still open, '' where there is none."""
        one, more, context = message.source, message.plural, message.context
        if more:
            if context:
                return self._translations.npgettext(context, one, more, message.number)
            return self._translations.ngettext(one, more, message.number)
        found = self._translations.pgettext(context, one) if context else self._translations.gettext(one)
        return "" if found == one or _CONTEXT_END in found else found


def file_of(code: str, folder: Path) -> Path:
    """Return where a language's compiled catalogue lies below a folder."""
    return folder / code / "LC_MESSAGES" / f"{DOMAIN}.mo"


def _folders(home: Path | None) -> Iterator[Path]:
    if home is not None:
        yield home / ADDED
    yield SHIPPED


def load(code: str, home: Path | None = None) -> Compiled | None:
    """Return the words of a language, the office's own before the shipped ones; None where they cannot be read."""
    if not CODE.fullmatch(code):
        return None
    for folder in _folders(home):
        path = file_of(code, folder)
        try:
            if path.stat().st_size > LARGEST:
                continue
            with path.open("rb") as file:
                return Compiled(gettext.GNUTranslations(file))
        except (OSError, ValueError, UnicodeError, SyntaxError, RecursionError, LookupError, struct.error):
            continue  # spoilt on disk: what is left is the shipped one, and English
    return None


def languages(home: Path | None = None) -> tuple[tuple[str, str], ...]:
    """Return (code, name in itself) of every language there is: English first, then the shipped ones, then added."""
    found = {"en": NAMES["en"]}
    for folder in reversed(tuple(_folders(home))):
        for path in sorted(folder.glob(f"*/LC_MESSAGES/{DOMAIN}.mo")):
            code = path.parent.parent.name
            if CODE.fullmatch(code):
                found.setdefault(code, NAMES.get(code, code))
    return tuple(found.items())
