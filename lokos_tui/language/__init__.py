"""The language in which this process speaks, and the words of a message in it.

One process serves one operator, so there is one language at a time. English is the source: it needs no catalogue and
loads none. Whatever is shown or printed for a person goes through :func:`words` at the last moment; what is kept,
compared, logged or read by programs never does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lokos_tui.domain.message import told

if TYPE_CHECKING:
    from pathlib import Path

    from lokos_tui.language.catalogue import Compiled

ENGLISH: Final = "en"


class _Spoken:
    """What is spoken now."""

    code: str = ENGLISH
    catalogue: Compiled | None = None
    on_screen: bool = False
    """True while the screens speak; the command line does otherwise."""


_NOW = _Spoken()


def words(value: object) -> str:
    """Return a value as a person reads it: a message in the language of this process, anything else as text."""
    return told(value, _NOW.catalogue, screen=_NOW.on_screen)


def speak_on_screen(*, on_screen: bool) -> None:
    """Name keys from now on where a hint has a key and a command; False: name commands and options."""
    _NOW.on_screen = on_screen


def spoken() -> str:
    """Return the code of the language that is spoken now: 'en', 'hi', 'hi_Latn' ..."""
    return _NOW.code


def speak(code: str, home: Path | None = None) -> bool:
    """Speak a language from now on; ``home`` is the office's folder, where languages may have been added.

    False, and English, where there is no such language or its catalogue cannot be read.
    """
    if code == ENGLISH:
        _NOW.code, _NOW.catalogue = ENGLISH, None
        return True
    from lokos_tui.language.catalogue import load  # noqa: PLC0415 - whoever speaks English pays nothing

    catalogue = load(code, home)
    _NOW.code, _NOW.catalogue = (code, catalogue) if catalogue else (ENGLISH, None)
    return catalogue is not None
