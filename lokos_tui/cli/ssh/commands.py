"""The commands a remote side may ask for: words and options of this program, none of which names a file.

What was sent is split as a shell would split it, but no shell runs; then every word must be one of an allow-list.
The command line that is carried out is built anew from what was matched.
"""

from __future__ import annotations

import shlex
import unicodedata
from collections.abc import Iterator
from typing import Final

from lokos_tui.cli.ssh.allowed import Allowed
from lokos_tui.domain.errors import Refused
from lokos_tui.domain.message import _, joined
from lokos_tui.registered import area_modules

LONGEST: Final = 2_000
"""Characters of a command that is looked at."""
_SIGNS: Final = frozenset(" -_.,:=@/+%'\"\u200c\u200d")
_HINT: Final = _("The commands and their options are listed by: help.")
_ASKS_HELP: Final = frozenset({"help", "--help", "-h"})
_COMMON: Final = frozenset({"--role"})


ALLOWED: Final[tuple[Allowed, ...]] = tuple(
    sorted((one for area in area_modules("lokos_tui.cli") for one in area.OVER_SSH), key=lambda one: one.place)
)
"""What the areas let in, in the order of the help."""


def wants_help(asked: str) -> bool:
    """True where the remote side asks what it may ask."""
    return asked.strip() in _ASKS_HELP


def help_text() -> str:
    """Return every command that is taken, one a line, with its options."""
    lines: list[str] = [_("Without a command the screens open. Over SSH these commands are taken:")]
    for one in ALLOWED:
        options = [f"[{name} ...]" for name in sorted(one.values | _COMMON)]
        options += [f"[{name}]" for name in sorted(one.flags | {"--json"})]
        lines.append("  " + " ".join(filter(None, (*one.words, one.shown, *options))))
    lines.append(
        _("A workbook comes on standard input: {example}", example="ssh block import mapping - < mapping.xlsx")
    )
    return joined("\n", lines)


def argv_of(asked: str) -> list[str]:
    """Return the command line to carry out, [] where nothing was asked. Raises Refused saying what is not taken."""
    _check_signs(asked)
    try:
        words = shlex.split(asked)
    except ValueError as error:
        raise Refused(
            "forced.quotes", _("A quote is opened and not closed."), _("Close it, or leave it out.")
        ) from error
    if not words:
        return []
    allowed = next((one for one in ALLOWED if tuple(words[: len(one.words)]) == one.words), None)
    if allowed is None:
        raise Refused("forced.command", _("{word} is no command that is taken over SSH.", word=words[0]), _HINT)
    return [*allowed.words, *_matched(allowed, words[len(allowed.words) :])]


def _check_signs(asked: str) -> None:
    if len(asked) > LONGEST:
        raise Refused("forced.long", _("The command has more than {most} characters.", most=LONGEST), _("Shorten it."))
    wrong = next((sign for sign in asked if not _is_safe(sign)), None)
    if wrong is not None:
        shown = wrong if wrong.isascii() and wrong.isprintable() else f"U+{ord(wrong):04X}"
        raise Refused(
            "forced.sign",
            _("The sign {sign} is not taken over SSH, where no shell reads a command.", sign=shown),
            _("Write letters, digits, quotes and - _ . , : = @ / + % alone."),
        )


def _is_safe(sign: str) -> bool:
    return sign in _SIGNS or unicodedata.category(sign)[0] in "LMN"


def _matched(allowed: Allowed, words: list[str]) -> Iterator[str]:
    """Give options and arguments as they may stand; raises Refused at the first that may not."""
    rest, forms = iter(words), iter(allowed.arguments)
    for word in rest:
        if word.startswith("-") and word != "-":
            yield _option(allowed, word, rest)
            continue
        form = next(forms, None)
        if form is None or not form.fullmatch(word):
            wanted = " ".join(filter(None, (*allowed.words, allowed.shown)))
            raise Refused(
                "forced.argument",
                _("{word} is not taken; no file is named over SSH.", word=word),
                _("Write: {wanted}", wanted=wanted),
            )
        yield word


def _option(allowed: Allowed, word: str, rest: Iterator[str]) -> str:
    name, equals, value = word.partition("=")
    if name in allowed.flags | {"--json"} and not equals:
        return name
    if name not in allowed.values | _COMMON:
        raise Refused(
            "forced.option",
            _("{name} is no option that {command} takes over SSH.", name=name, command=" ".join(allowed.words)),
            _HINT,
        )
    if not equals:
        value = next(rest, "")
        if not value or value.startswith("-"):
            raise Refused("forced.value", _("{name} has no value.", name=name), _("Write: {name}=VALUE", name=name))
    return f"{name}={value}"
