"""The outbox on the command line: exports for the central server, and its answers."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Final

from lokos_tui.cli.grammar import CommandGroup, Subcommand, count, listed
from lokos_tui.cli.ssh.allowed import NUMBER, Allowed
from lokos_tui.domain.message import _


def _output(parser: ArgumentParser) -> None:
    where = _("else a file in the office's exports; -: standard output")
    parser.add_argument("-o", "--output", default="", metavar="FILE", help=where)


def _approved(parser: ArgumentParser) -> None:
    parser.add_argument("--since", default="", metavar="DD/MM/YYYY", help=_("leave what was approved before"))
    parser.add_argument("--retry-refused", action="store_true", help=_("also what the central server refused"))
    _output(parser)


def _again(parser: ArgumentParser) -> None:
    parser.add_argument("export", type=count, help=_("the export's number"))
    _output(parser)


def _list(parser: ArgumentParser) -> None:
    parser.add_argument("export", type=count, nargs="?", default=None, help=_("the export's number"))
    listed(parser)


SUBCOMMANDS: Final = (
    CommandGroup(230, "export", _("approved records for the central server, and what it answers")),
    Subcommand(
        10, "export approved", "outbox.exports:approved", _("write what was approved and did not leave yet"),
        ("--block",), _approved,
    ),
    Subcommand(
        20, "export again", "outbox.exports:again", _("write one export again, byte for byte"), ("--block",), _again
    ),
    Subcommand(
        30, "export acknowledge", "outbox.exports:acknowledge", _("keep what the central server answered"),
        ("file", "--block"),
    ),
    Subcommand(
        40, "export list", "outbox.exports:listed", _("list exports, or what of one was refused or not answered"),
        ("--block",), _list,
    ),
    Subcommand(50, "export key", "outbox.exports:key", _("show the key that exports are signed with"), ("--block",)),
)  # fmt: skip
OVER_SSH: Final = (
    Allowed(
        120, ("export", "approved", "-o", "-"), (), frozenset({"--since", "--block"}), frozenset({"--retry-refused"})
    ),
    Allowed(130, ("export", "again", "-o", "-"), (NUMBER,), frozenset({"--block"}), shown="NUMBER"),
    Allowed(140, ("export", "acknowledge", "-"), (), frozenset({"--block"})),
    Allowed(
        150,
        ("export", "list"),
        (NUMBER,),
        frozenset({"--format", "--after", "--block"}),
        frozenset({"--all"}),
        "[NUMBER]",
    ),
)
