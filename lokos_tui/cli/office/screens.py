"""``lokos`` alone: the screens."""

from __future__ import annotations

import os
import sys
from argparse import Namespace

from lokos_tui.display.terminal import unusable_terminal
from lokos_tui.domain.errors import Unavailable
from lokos_tui.domain.message import _


def has_terminal() -> bool:
    """True where screens can be drawn."""
    return unusable_terminal(os.environ) is None and sys.stdin.isatty() and sys.stdout.isatty()


def _no_screen(term: str) -> str:
    """Say what the display layer found, which knows nothing of the catalogue."""
    if not term:
        return _("TERM is not set, so the screens cannot be drawn.")
    return _("TERM is {term}, so the screens cannot be drawn.", term=term)


def open_screens(args: Namespace) -> int:
    """Open the screens on the office; raises Unavailable where there is no terminal."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise Unavailable("terminal", _("The screens need a terminal."), _("Open one, or see: lokos --help."))
    if unusable_terminal(os.environ):
        raise Unavailable(
            "terminal", _no_screen(os.environ.get("TERM", "")), _("Set it, for example: export TERM=xterm")
        )
    from lokos_tui.bootstrap import open_office, run_screen

    office = open_office(args.home)
    office.require_file()
    return run_screen(office, user_id=args.as_user)
