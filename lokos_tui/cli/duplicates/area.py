"""Duplicates on the command line: checking, what was found, and decisions on it."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Final

from lokos_tui.cli.grammar import CommandGroup, Subcommand, listed
from lokos_tui.domain.duplicates.decision import REASONS
from lokos_tui.domain.duplicates.results import Found
from lokos_tui.domain.message import _


def _refresh(parser: ArgumentParser) -> None:
    parser.add_argument("--all", action="store_true", help=_("every record of the block"))


def _list(parser: ArgumentParser) -> None:
    parser.add_argument("--found", default="", choices=["", *(found.lower() for found in Found)])
    listed(parser)


def _finding(parser: ArgumentParser) -> None:
    parser.add_argument("number", type=int, help=_("the finding's number"))


def _decide(parser: ArgumentParser) -> None:
    _finding(parser)
    parser.add_argument("--reason-code", required=True, choices=[code.lower() for code in REASONS])
    parser.add_argument("--reason", default="")


def _undo(parser: ArgumentParser) -> None:
    parser.add_argument("decision", type=int)
    parser.add_argument("--reason", default="")


SUBCOMMANDS: Final = (
    CommandGroup(190, "duplicates", _("check for duplicates, list and decide what was found")),
    Subcommand(
        10, "duplicates match", "duplicates.findings:match",
        _("match a plain person file (CSV) against itself, to measure"), ("file",),
    ),
    Subcommand(
        20, "duplicates refresh", "duplicates.findings:refresh", _("check what arrived since the last check"),
        ("--block",), _refresh,
    ),
    Subcommand(
        30, "duplicates list", "duplicates.findings:listed", _("list what was found, the worst first"),
        ("--block",), _list,
    ),
    Subcommand(
        40, "duplicates generic", "duplicates.findings:generic", _("list the numbers that too many hold"),
        ("--block",), listed,
    ),
    Subcommand(
        50, "duplicates show", "duplicates.findings:show", _("show one finding, explained"), ("--block",), _finding
    ),
    Subcommand(
        60, "duplicates decide", "duplicates.findings:decide", _("say that two records are not one"),
        ("--block",), _decide,
    ),
    Subcommand(70, "duplicates undo", "duplicates.findings:undo", _("take a decision back"), ("--block",), _undo),
)  # fmt: skip
OVER_SSH: Final = ()
