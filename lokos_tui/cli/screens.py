"""``lokos`` alone: the screens."""

from __future__ import annotations

import os
import sys
from argparse import Namespace

from lokos_tui.domain.errors import Unavailable


def has_terminal() -> bool:
    """True where screens can be drawn."""
    known = os.environ.get("TERM", "") not in {"", "dumb", "unknown"}
    return known and sys.stdin.isatty() and sys.stdout.isatty()


def open_screens(args: Namespace) -> int:
    """Open the screens on the office; raises Unavailable where there is no terminal."""
    if not has_terminal():
        raise Unavailable("terminal", "The screens need a terminal.", "Open one, or see: lokos --help.")
    from lokos_tui.bootstrap import open_office, run_screen

    office = open_office(args.home)
    office.store  # noqa: B018 - a missing office is said before the screen opens
    return run_screen(office, user_id=args.as_user)
