"""Opening loads on the command line: the list, one of them, and what the block manager decides."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Final

from lokos_tui.cli.grammar import CommandGroup, Subcommand, count, listed
from lokos_tui.domain.message import _


def _number(parser: ArgumentParser) -> None:
    parser.add_argument("opening_id", type=count, help=_("the opening load's number"))


def _decision(parser: ArgumentParser) -> None:
    _number(parser)
    parser.add_argument("--reason", default="", help=_("in a few words; asked at a terminal"))


def _show(parser: ArgumentParser) -> None:
    _number(parser)
    parser.add_argument("--sample", action="store_true", help=_("the SHGs that are drawn, with all their members"))
    parser.add_argument("--duplicates", action="store_true", help=_("the confirmed duplicates"))


SUBCOMMANDS: Final = (
    CommandGroup(165, "opening", _("official profiles of an existing office: list, show, accept, refuse, undo")),
    Subcommand(10, "opening list", "opening.loads:listed", _("list the opening loads"), ("--block",), listed),
    Subcommand(
        20, "opening show", "opening.loads:show", _("show one: counts, totals, sample, duplicates"), ("--block",), _show
    ),
    Subcommand(
        30, "opening accept", "opening.decide:accept", _("make everything of it official"), ("--block",), _decision
    ),
    Subcommand(40, "opening refuse", "opening.decide:refuse", _("refuse the whole of it"), ("--block",), _decision),
    Subcommand(
        50, "opening undo", "opening.decide:undo", _("take it back while nothing stands on it"), ("--block",),
        _decision,
    ),
)  # fmt: skip
OVER_SSH: Final = ()
