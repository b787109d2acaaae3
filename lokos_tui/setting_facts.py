"""One description of each setting: its default, what it may be, and its words.

A setting is a field of a record in ``settings.py`` made by one of the functions here. The check of a value read from
the file or from an environment variable, and the page of the documentation, come from that one description.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import Field, dataclass, field
from typing import Any

from lokos_tui.domain.message import _

_KEY = "setting"
_TRUE, _FALSE = frozenset({"1", "true", "yes", "on"}), frozenset({"0", "false", "no", "off", ""})


@dataclass(frozen=True, slots=True)
class Switch:
    """True or false; in a variable also yes, no, on, off, 1 and 0."""

    type: str = "switch"
    range: str = "true or false"

    def says(self, setting: str) -> str:
        """Say what the value of a setting is."""
        return _("{setting} is true or false.", setting=setting)

    def accepts(self, value: object) -> bool:
        """Return whether a value of the file is one."""
        return isinstance(value, bool)

    def read(self, text: str) -> object:
        """Return the value of a variable's text; None when it is none."""
        word = text.strip().lower()
        return word in _TRUE if word in _TRUE | _FALSE else None


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number from ``least`` to ``most``, both included."""

    least: int
    most: int
    type: str = "whole number"

    @property
    def range(self) -> str:
        """The range in words."""
        return f"{self.least} to {self.most}"

    def says(self, setting: str) -> str:
        """Say what the value of a setting is."""
        return _(
            "{setting} is a whole number from {least} to {most}.", setting=setting, least=self.least, most=self.most
        )

    def accepts(self, value: object) -> bool:
        """Return whether a value of the file is one."""
        return isinstance(value, int) and not isinstance(value, bool) and self.least <= value <= self.most

    def read(self, text: str) -> object:
        """Return the value of a variable's text; None when it is none."""
        try:
            return int(text)
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class Text:
    """Text of any kind, or of the shape that ``matches`` says as a pattern."""

    range: str
    type: str = "text"
    matches: str = ""

    def says(self, setting: str) -> str:
        """Say what the value of a setting is."""
        if self.matches:
            return _("{setting} is {range}", setting=setting, range=self.range)
        return _("{setting} is text in quotes.", setting=setting)

    def accepts(self, value: object) -> bool:
        """Return whether a value of the file is one."""
        return isinstance(value, str) and (not self.matches or re.fullmatch(self.matches, value) is not None)

    def read(self, text: str) -> object:
        """Return the value of a variable's text."""
        return text


@dataclass(frozen=True, slots=True)
class OneOf:
    """One word of several."""

    words: tuple[str, ...]
    type: str = "one word"

    @property
    def range(self) -> str:
        """The words."""
        return ", ".join(self.words)

    def says(self, setting: str) -> str:
        """Say what the value of a setting is."""
        return _("{setting} is one of: {words}.", setting=setting, words=self.range)

    def accepts(self, value: object) -> bool:
        """Return whether a value of the file is one."""
        return isinstance(value, str) and value in self.words

    def read(self, text: str) -> object:
        """Return the value of a variable's text."""
        return text


@dataclass(frozen=True, slots=True)
class SomeOf:
    """Some of several words, with spaces between; none is allowed as well."""

    words: tuple[str, ...]
    type: str = "words with spaces between"

    @property
    def range(self) -> str:
        """The words."""
        return f"any of {', '.join(self.words)}"

    def says(self, setting: str) -> str:
        """Say what the value of a setting is."""
        return _("{setting} lists some of: {words}.", setting=setting, words=", ".join(self.words))

    def accepts(self, value: object) -> bool:
        """Return whether a value of the file is one."""
        return isinstance(value, str) and not set(value.split()) - set(self.words)

    def read(self, text: str) -> object:
        """Return the value of a variable's text."""
        return text


@dataclass(frozen=True, slots=True)
class Table:
    """A table of texts; the file alone has one, no variable does."""

    range: str
    type: str = "table of texts"

    def says(self, setting: str) -> str:
        """Say what the value of a setting is."""
        return _('{setting} is a table of texts: "action" = "key".', setting=setting)

    def accepts(self, value: object) -> bool:
        """Return whether a value of the file is one."""
        return isinstance(value, dict) and all(isinstance(item, str) for item in value.values())

    def read(self, text: str) -> object:  # noqa: ARG002 - the same shape as the others
        """Return None: no text is a table."""
        return None


Kind = Switch | Number | Text | OneOf | SomeOf | Table


@dataclass(frozen=True, slots=True)
class Described:
    """What a setting may be, and what it does in words."""

    kind: Kind
    help: str


def switch(default: bool, help: str) -> Any:  # noqa: FBT001 - read like the record's own lines
    """Return the field of a setting that is true or false."""
    return field(default=default, metadata={_KEY: Described(Switch(), help)})


def number(default: int, least: int, most: int, help: str) -> Any:
    """Return the field of a whole number from ``least`` to ``most``."""
    return field(default=default, metadata={_KEY: Described(Number(least, most), help)})


def text(default: str, range_: str, help: str, *, matches: str = "") -> Any:
    """Return the field of a text; ``range_`` says in words what it may be, ``matches`` as a pattern."""
    return field(default=default, metadata={_KEY: Described(Text(range_, matches=matches), help)})


def one_of(default: str, words: tuple[str, ...], help: str) -> Any:
    """Return the field of one word of several."""
    return field(default=default, metadata={_KEY: Described(OneOf(words), help)})


def some_of(default: str, words: tuple[str, ...], help: str) -> Any:
    """Return the field of some words of several."""
    return field(default=default, metadata={_KEY: Described(SomeOf(words), help)})


def table(range_: str, help: str) -> Any:
    """Return the field of a table of texts, empty by default; ``range_`` says in words what it may hold."""
    return field(default_factory=dict, metadata={_KEY: Described(Table(range_), help)})


def described(of: Field[Any]) -> Described:
    """Return the description of a setting's field; raises KeyError when it has none."""
    found: Described = of.metadata[_KEY]
    return found


def variable_of(section: str, name: str, kind: Kind) -> str:
    """Return the environment variable of a setting; '' for one that has none."""
    return "" if isinstance(kind, Table) else f"LOKOS_{section}_{name}".upper()


def shown_default(value: object) -> str:
    """Return a default as it would stand in the file."""
    if isinstance(value, Mapping):
        return "{}"
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if isinstance(value, str) else str(value)
