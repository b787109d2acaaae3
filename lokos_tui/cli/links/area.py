"""Links on the command line: what a user is linked to, linking and unlinking."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Final

from lokos_tui.cli.grammar import Subcommand
from lokos_tui.cli.ssh.allowed import CODE, Allowed


def _codes(parser: ArgumentParser) -> None:
    parser.add_argument("codes", nargs="+", metavar="CODE")


def _link(parser: ArgumentParser) -> None:
    _codes(parser)
    parser.add_argument("--take-over", action="store_true", help="also those another user keeps")


_CHANGE: Final = ("user_id", "--reason", "--user-role")

SUBCOMMANDS: Final = (
    Subcommand(90, "links", "links.links:links", "list what a user is linked to", ("user_id",)),
    Subcommand(100, "link", "links.links:link", "link CBOs to a user", _CHANGE, _link),
    Subcommand(110, "unlink", "links.links:unlink", "unlink CBOs from a user", _CHANGE, _codes),
)
OVER_SSH: Final = (Allowed(40, ("links",), (CODE,), shown="USER_ID"),)
