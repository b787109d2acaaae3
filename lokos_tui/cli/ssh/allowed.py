"""How an area says which of its commands are taken over SSH: words and options, none of which names a file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

CODE: Final = re.compile(r"[0-9A-Za-z][0-9A-Za-z_]{0,40}")
"""A user id or the code of a CBO."""
NUMBER: Final = re.compile(r"[0-9]{1,9}")
STDIN: Final = re.compile(r"-")


@dataclass(frozen=True, slots=True)
class Allowed:
    """A command that is taken: its words, the form of each argument, options with a value, options without.

    ``place`` is where it stands in the help over SSH, ``shown`` its arguments as that help writes them.
    """

    place: int
    words: tuple[str, ...]
    arguments: tuple[re.Pattern[str], ...] = ()
    values: frozenset[str] = frozenset()
    flags: frozenset[str] = frozenset()
    shown: str = ""


def allowed_list(place: int, name: str, *values: str, flags: frozenset[str] = frozenset()) -> Allowed:
    """Return a command that prints a list page by page, with options of its own that take a value, or none."""
    every = frozenset({*values, "--format", "--after", "--block"})
    return Allowed(place, (name,), (), every, frozenset({"--all"}) | flags)
