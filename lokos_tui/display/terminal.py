"""Which terminal this is, read from the environment, and what it can be asked to do."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass
from typing import Final

MODE_VARIABLE: Final = "LOKOS_DISPLAY"
MODES: Final = ("diff", "plain", "check")

_ANSWERING: Final = ("xterm-kitty", "xterm-ghostty", "alacritty", "foot", "wezterm", "contour", "rio")
_QUIET_SETTINGS: Final = {
    "ESCDELAY": "300",
    "TEXTUAL_ANIMATIONS": "none",
    "TEXTUAL_COLOR_SYSTEM": "standard",
    "TEXTUAL_DISABLE_KITTY_KEY": "1",
    "TEXTUAL_SMOOTH_SCROLL": "0",
}


@dataclass(frozen=True, slots=True)
class Terminal:
    """What may be sent to this terminal.

    ``answers``: replies to mode queries, so asking is safe. ``erases_in_colour``: EL fills with the current
    background. ``colours``: 16, or 0 for whatever the app sends. ``mouse``: reports are wanted.
    """

    answers: bool = False
    erases_in_colour: bool = True
    colours: int = 16
    mouse: bool = False

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> Terminal:
        """Read ``TERM``, ``LOKOS_COLOURS`` (``16`` or ``all``) and ``LOKOS_MOUSE`` (``1`` turns reports on)."""
        term = environ.get("TERM", "")
        return cls(
            answers=term.startswith(_ANSWERING) and not environ.get("TMUX"),
            erases_in_colour=not term.startswith("screen") or bool(environ.get("TMUX")),
            colours=0 if environ.get("LOKOS_COLOURS") == "all" else 16,
            mouse=environ.get("LOKOS_MOUSE") == "1",
        )


def prepare_environment(environ: MutableMapping[str, str]) -> None:
    """Set the quiet defaults for Textual in ``environ``; call before Textual is imported. Keeps what is set.

    ``ESCDELAY`` of 300 ms: a slow line splits packets, and half an arrow key must not become Escape.
    """
    for name, value in _QUIET_SETTINGS.items():
        environ.setdefault(name, value)
    if environ.get("LOKOS_COLOURS") == "all" and environ["TEXTUAL_COLOR_SYSTEM"] == "standard":
        environ["TEXTUAL_COLOR_SYSTEM"] = "auto"


def output_encoding(environ: Mapping[str, str], found: str | None) -> str:
    """Return the encoding of the terminal: ``found`` (Python's own), but ASCII where the locale says C or POSIX.

    Python turns such a locale into UTF-8 by itself and leaves ``LC_CTYPE=C.UTF-8`` behind; the terminal did not say so.
    """
    kind = environ.get("LC_CTYPE", "")
    named = environ.get("LC_ALL") or ("" if kind == "C.UTF-8" else kind) or environ.get("LANG", "")
    return "ascii" if named in {"C", "POSIX"} else found or "utf-8"


def unusable_terminal(environ: Mapping[str, str]) -> str | None:
    """Return a sentence for the operator when ``TERM`` names no screen to draw on, else None."""
    term = environ.get("TERM", "")
    if term not in {"", "dumb", "unknown"}:
        return None
    found = f"TERM is {term}" if term else "TERM is not set"
    return f"{found}, so the screens cannot be drawn. Set it, for example: export TERM=xterm"


def display_mode(environ: Mapping[str, str]) -> str:
    """Return one of :data:`MODES`. Raises ValueError naming the variable for any other word."""
    mode = environ.get(MODE_VARIABLE) or "diff"
    if mode not in MODES:
        raise ValueError(f"{MODE_VARIABLE} is {mode!r}; use one of: {', '.join(MODES)}.")
    return mode
