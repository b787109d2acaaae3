"""Which language this process speaks: what was asked for at its start, else what account, terminal or office prefer."""

from __future__ import annotations

import gettext
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from lokos_tui import language
from lokos_tui.domain.errors import Invalid, Problem
from lokos_tui.domain.message import _

OPTION: Final = "--lang"
VARIABLE: Final = "LOKOS_LANG"


class _Asked:
    """What was asked for outright; '' leaves it to the account, the terminal and the office."""

    code: str = ""


_ASKED = _Asked()


def asked_for(argv: Sequence[str], environ: Mapping[str, str]) -> str:
    """Return the language of ``--lang`` or ``LOKOS_LANG``; '' where neither says one."""
    for place, word in enumerate(argv):
        if word == "--":
            break
        if word == OPTION and place + 1 < len(argv):
            return argv[place + 1]
        if word.startswith(f"{OPTION}="):
            return word.partition("=")[2]
    return environ.get(VARIABLE, "")


def ask(code: str, home: Path | None = None) -> None:
    """Speak this language in this process, whatever account and office prefer; '' leaves it to them.

    Raises Invalid where there is no such language.
    """
    _ASKED.code = ""
    if code and not _speak(code, home):
        from lokos_tui.language.catalogue import languages  # noqa: PLC0415 - looked for only where it is missing

        there_are = ", ".join(known for known, _name in languages(home))
        raise Invalid(
            [
                Problem(
                    "lang",
                    "language.unknown",
                    _("There is no language {code}.", code=code),
                    _("There are: {languages}.", languages=there_are),
                )
            ],
            code="usage.lang",
        )
    _ASKED.code = code


def prefer(code: str, home: Path | None = None) -> None:
    """Speak a language that an account, terminal or office prefers, unless one was asked for outright.

    '' changes nothing. A language that is not there any more is said in English: nobody is kept from her work by it.
    """
    if code and not _ASKED.code and code != language.spoken():
        _speak(code, home)


def take(code: str, home: Path | None = None) -> bool:
    """Speak what she has just chosen; it wins over what was asked for at the start. False where it cannot be read."""
    _ASKED.code = ""
    return _speak(code, home)


def _speak(code: str, home: Path | None) -> bool:
    spoken = language.speak(code, home)
    if language.spoken() == language.ENGLISH:
        os.environ.pop("LANGUAGE", None)
    else:
        _tell_argparse(language.spoken(), home)
    return spoken


def _tell_argparse(code: str, home: Path | None) -> None:
    """Let the standard library's parser, which has gettext's own calls inside, use the same catalogue."""
    from lokos_tui.language.catalogue import ADDED, DOMAIN, SHIPPED, file_of  # noqa: PLC0415 - not for English

    added = home / ADDED if home is not None else None
    folder = added if added is not None and file_of(code, added).exists() else SHIPPED
    gettext.bindtextdomain(DOMAIN, folder)
    gettext.textdomain(DOMAIN)
    os.environ["LANGUAGE"] = code
