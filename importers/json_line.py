"""One line of JSON from outside: UTF-8, small whole numbers, each field once, not deep; what is wrong in words."""

from __future__ import annotations

import json
import re
from typing import Any

from lokos_tui.domain.dates import grouped
from lokos_tui.domain.identifiers import aadhaar_in
from lokos_tui.domain.message import _

_DEEPEST = 8
_MB = 1_000_000
_LONGEST_NUMBER = 9
_MADE_UP = re.compile("[0-9a-fA-F]{32}|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


class BadLineError(ValueError):
    """A line that is not the JSON a format allows; its words, a message that goes on after 'Line 3', are ours."""


def load_line(row: bytes, most: int) -> Any:
    """Return the value of one line of at most ``most`` bytes. Raises BadLineError."""
    if len(row) > most:
        over = _("is over {n} MB", n=most // _MB) if most >= _MB else _("is over {n} bytes", n=grouped(most))
        raise BadLineError(over)
    try:
        value = json.loads(
            row.decode("utf-8"),
            object_pairs_hook=_once,
            parse_constant=_no_constant,
            parse_float=_no_float,
            parse_int=_small,
        )
    except UnicodeDecodeError as error:
        raise BadLineError(_("is not UTF-8")) from error
    except RecursionError as error:
        raise BadLineError(_("is nested too deep")) from error
    except json.JSONDecodeError as error:
        raise BadLineError(_("is cut short or is no JSON")) from error
    if _depth(value) > _DEEPEST:
        raise BadLineError(_("is nested too deep"))
    return value


def holds_aadhaar(name: str) -> bool:
    """True when a name given by a program may hold an Aadhaar number; random ones (UUIDs, digests) are let be."""
    return _MADE_UP.search(name) is None and aadhaar_in(name)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise BadLineError(_("names a field twice"))
    return found


def _no_constant(_name: str) -> Any:
    raise BadLineError(_("holds a number that is none"))


def _no_float(_text: str) -> Any:
    raise BadLineError(_("holds a broken number where whole ones stand"))


def _small(text: str) -> int:
    """Return a whole number that every database keeps; a longer one may be an Aadhaar number too."""
    if len(text) > _LONGEST_NUMBER:
        raise BadLineError(_("holds a number that is too large"))
    return int(text)


def _depth(value: Any, deep: int = 0) -> int:
    if deep > _DEEPEST or not isinstance(value, dict | list):
        return deep
    inner = value.values() if isinstance(value, dict) else value
    return max((_depth(one, deep + 1) for one in inner), default=deep)
