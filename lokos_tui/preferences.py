"""How the screens look on a terminal, as each operator chose it; remembered in the office's folder.

Signs and colours belong to the LokOS account and hold at once. Mouse reports
and the way of drawing are needed before anybody has signed in, so they belong
to the kind of terminal (``TERM``) and hold from the next start; so does the language of the sign-in. The background is
the terminal's too, and holds at once.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, MutableMapping
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Final, TypeVar

from lokos_tui.language.catalogue import CODE
from lokos_tui.private_files import read_private, write_private

FOLDER: Final = "preferences"
_MOST: Final = 4_096
_LIGHT: Final = frozenset(map(str, (7, *range(9, 16))))
"""Numbers of the sixteen colours that are light, as terminals give their background in ``COLORFGBG``."""


@dataclass(frozen=True, slots=True)
class Look:
    """What one account chose. ``signs``: 'terminal', 'ascii' or 'utf-8'; ``colours``: '16' or 'none'.

    ``copy`` 'on' lets the copy key send codes to the clipboard of the operator's own machine.
    """

    signs: str = "terminal"
    colours: str = "16"
    copy: str = "on"


@dataclass(frozen=True, slots=True)
class Start:
    """What is used from the next start on a kind of terminal. ``mouse``: 'off', 'on'; ``display``: 'diff', 'plain'."""

    mouse: str = "off"
    display: str = "diff"
    language: str = ""
    """The code of the language that was chosen last on it, before anybody has signed in; '' leaves it to the office."""
    background: str = "terminal"
    """'dark' or 'light'; 'terminal': what it says of itself (``COLORFGBG``), dark where it says nothing."""

    def light(self, environ: Mapping[str, str]) -> bool:
        """Return whether the background is light: as chosen, else as the terminal says."""
        if self.background != "terminal":
            return self.background == "light"
        number = environ.get("COLORFGBG", "").rpartition(";")[2]
        return number in _LIGHT

    def into(self, environ: MutableMapping[str, str]) -> None:
        """Set the display layer's variables where the environment does not say otherwise."""
        if self.mouse == "on":
            environ.setdefault("LOKOS_MOUSE", "1")
        if self.display != "diff":
            environ.setdefault("LOKOS_DISPLAY", self.display)


CHOICES: Final[Mapping[str, tuple[str, ...]]] = {
    "signs": ("terminal", "ascii", "utf-8"),
    "colours": ("16", "none"),
    "copy": ("on", "off"),
    "mouse": ("off", "on"),
    "display": ("diff", "plain"),
    "background": ("terminal", "dark", "light"),
}
"""The values of each setting, in the order in which a key steps through them."""

Kind = TypeVar("Kind", Look, Start)


def look_file(home: Path, owner_prefix: str) -> Path:
    """Return the file of an account, by the safe beginning of its names."""
    return home / FOLDER / f"{owner_prefix}look.json"


def start_file(home: Path, term: str) -> Path:
    """Return the file of a kind of terminal."""
    return home / FOLDER / f"start-{re.sub(r'[^A-Za-z0-9.-]', '_', term)[:40]}.json"


def load(path: Path, default: Kind) -> Kind:
    """Return what is remembered; the default for whatever is missing, spoilt or unknown. Never raises."""
    try:
        raw = json.loads(read_private(path, _MOST))
    except (OSError, ValueError, RecursionError):
        return default
    given = raw if isinstance(raw, dict) else {}
    known = {field.name: str(given.get(field.name)) for field in fields(default)}
    return replace(default, **{name: value for name, value in known.items() if _fits(name, value)})


def _fits(name: str, value: str) -> bool:
    if name == "language":
        return CODE.fullmatch(value) is not None
    return value in CHOICES[name]


def save(path: Path, chosen: Look | Start) -> None:
    """Remember a choice. Raises OSError."""
    write_private(path, json.dumps(asdict(chosen)).encode())


def step(chosen: Kind, name: str) -> Kind:
    """Return the choice with the next value of one setting."""
    values = CHOICES[name]
    following = values[(values.index(getattr(chosen, name)) + 1) % len(values)]
    return replace(chosen, **{name: following})
