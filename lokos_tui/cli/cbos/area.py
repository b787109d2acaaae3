"""CBOs on the command line: the list of SHGs, VOs and CLFs, and one with who keeps its books."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Final

from lokos_tui.cli.grammar import Subcommand, listed
from lokos_tui.cli.ssh.allowed import CODE, Allowed, allowed_list
from lokos_tui.domain.message import _


def _list(parser: ArgumentParser) -> None:
    parser.add_argument("--type", choices=("SHG", "VO", "CLF"), default="SHG")
    parser.add_argument("--linked", choices=("yes", "no"), default="")
    listed(parser)


def _blocks(parser: ArgumentParser) -> None:
    parser.add_argument("--by-district", action="store_true", help=_("districts instead of blocks"))


SUBCOMMANDS: Final = (
    Subcommand(
        120, "cbo", "cbos.list:cbo", _("who keeps a CBO's books, since when, and before"), ("code", "--type", "--block")
    ),
    Subcommand(130, "cbos", "cbos.list:cbos", _("list SHGs, VOs or CLFs"), ("--gp", "--search", "--block"), _list),
    Subcommand(
        132,
        "own-cbos",
        "cbos.own:own",
        _("list the CBOs you are linked to, and how their profiles stand"),
        ("--search",),
        listed,
    ),
    Subcommand(134, "blocks", "cbos.own:blocks", _("the blocks of your area in numbers"), (), _blocks),
)
OVER_SSH: Final = (
    allowed_list(50, "cbos", "--type", "--linked", "--gp", "--search"),
    Allowed(60, ("cbo",), (CODE,), frozenset({"--type", "--block"}), shown="CODE"),
)
