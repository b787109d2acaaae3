"""OSC 52: a text for the clipboard of the operator's own machine, in the form that the terminal between wants.

Nothing answers, so nobody knows whether it arrived: a terminal that does not know the sequence, or may not do it,
passes it over. It is not sent where it would be shown as text.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from typing import Final

LONGEST: Final = 1_000
"""Characters that are copied; codes and user ids are far shorter."""
_SHOWS_IT: Final = ("linux", "vt", "ansi", "cons", "sun", "wy", "dumb", "unknown")
"""Beginnings of the names of terminals that know no OSC sequence: the Linux console and those of metal."""
_END, _STRING_END = "\x07", "\x1b\\"


def copy_sequence(text: str, environ: Mapping[str, str]) -> str:
    """Return what copies a text, '' where this terminal cannot (``TERM`` and ``TMUX`` of ``environ`` tell).

    tmux takes the plain sequence where ``set-clipboard`` is on, and hands a wrapped one on where
    ``allow-passthrough`` is: both are sent. GNU screen hands on what stands in a DCS.
    """
    term = environ.get("TERM", "")
    if not term or term.startswith(_SHOWS_IT) or not text or len(text) > LONGEST:
        return ""
    plain = f"\x1b]52;c;{b64encode(text.encode()).decode()}{_END}"
    if environ.get("TMUX") or term.startswith("tmux"):
        inner = plain.replace("\x1b", "\x1b\x1b")
        return f"{plain}\x1bPtmux;{inner}{_STRING_END}"
    if term.startswith("screen"):
        return f"{plain}\x1bP{plain}{_STRING_END}"
    return plain
