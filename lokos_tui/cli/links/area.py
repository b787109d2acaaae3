"""Links on the command line: what a user is linked to, linking and unlinking."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Final

from lokos_tui.cli.grammar import Subcommand
from lokos_tui.cli.ssh.allowed import CODE, Allowed
from lokos_tui.domain.message import _


def _codes(parser: ArgumentParser) -> None:
    parser.add_argument("codes", nargs="+", metavar="CODE")


def _link(parser: ArgumentParser) -> None:
    _codes(parser)
    parser.add_argument("--take-over", action="store_true", help=_("also those another user keeps"))


_CHANGE: Final = ("user_id", "--reason", "--user-role")

SUBCOMMANDS: Final = (
    Subcommand(90, "links", "links.links:links", _("list what a user is linked to"), ("user_id",)),
    Subcommand(100, "link", "links.links:link", _("link CBOs to a user"), _CHANGE, _link),
    Subcommand(110, "unlink", "links.links:unlink", _("unlink CBOs from a user"), _CHANGE, _codes),
)
OVER_SSH: Final = (Allowed(40, ("links",), (CODE,), shown="USER_ID"),)
