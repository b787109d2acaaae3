"""Verification on the command line: what waits for a block manager, her decisions, and the history of a record."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Final

from lokos_tui.cli.grammar import CommandGroup, Subcommand, count, listed
from lokos_tui.cli.ssh.allowed import CODE, Allowed, allowed_list
from lokos_tui.domain.duplicates.results import TYPED
from lokos_tui.domain.message import _
from lokos_tui.domain.verification.identifiers import BY_NAME
from lokos_tui.domain.verification.work_list import SORTS


def _work_list(parser: ArgumentParser) -> None:
    _filters(parser)
    parser.add_argument("--sort", choices=SORTS, default="", help=_("a column; else the oldest request first"))
    parser.add_argument("--descending", action="store_true")
    parser.add_argument("--block", default="")
    listed(parser)


def _filters(parser: ArgumentParser) -> None:
    parser.add_argument("--kind", choices=("shg", "federation", "vo", "clf"), default="shg")
    parser.add_argument("--status", choices=("new", "modified"), default="")
    parser.add_argument("--duplicate", choices=tuple(TYPED), default="")
    parser.add_argument("--age", choices=("new", "days", "old"), default="", help=_("under 3 days, 3 to 10, older"))


def _show(parser: ArgumentParser) -> None:
    parser.set_defaults(seen="")


def _records(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--member", action="append", default=[], metavar="M", help=_("code, uid or id; may be repeated")
    )
    parser.add_argument("--seen", default="", metavar="TOKEN", help=_("refuse when it changed since 'verify show'"))
    parser.add_argument("--block", default="")


def _identifier(parser: ArgumentParser, *, required: bool) -> None:
    parser.add_argument("--identifier", choices=tuple(BY_NAME), default="", required=required)


def _remark(parser: ArgumentParser, *, required: bool) -> None:
    parser.add_argument("--remark", default="", metavar="CODE", required=required)


def _tick(parser: ArgumentParser) -> None:
    _records(parser)
    _identifier(parser, required=False)


def _cross(parser: ArgumentParser) -> None:
    _records(parser)
    _identifier(parser, required=True)
    _remark(parser, required=True)


def _many(parser: ArgumentParser, every: str, help: str) -> None:
    """Add what takes the place of one CBO: every one of the work list, or of what filters leave of it."""
    parser.add_argument("cbo", nargs="?", default="", help=_("code, uid or id of one SHG, VO or CLF"))
    parser.add_argument(every, dest="every", action="store_true", help=help)
    parser.add_argument("--dry-run", action="store_true", help=_("say what would happen to each; write nothing"))
    for option in ("--gp", "--village", "--code", "--search"):
        parser.add_argument(option, default="")
    _filters(parser)


def _approve(parser: ArgumentParser) -> None:
    _many(parser, "--all-ready", _("every group that waits and is ready; the filters narrow them"))
    _records(parser)
    parser.add_argument("--members-only", action="store_true", help=_("leave the group's own profile"))
    parser.add_argument("--tick-clean", action="store_true", help=_("tick the clean identifiers first"))


def _reject(parser: ArgumentParser) -> None:
    _many(parser, "--all-waiting", _("every group that waits, with one remark; the filters narrow them"))
    _records(parser)
    _remark(parser, required=False)


def _undo(parser: ArgumentParser) -> None:
    parser.add_argument("act", type=count)
    parser.add_argument("--reason", default="")


def _cluster(parser: ArgumentParser) -> None:
    parser.add_argument("clf_code", nargs="?", default="", help=_("without it: the whole block again"))


def _history(parser: ArgumentParser) -> None:
    parser.add_argument("cbo", nargs="?", default="", help=_("code, uid or id of an SHG, VO or CLF"))


SUBCOMMANDS: Final = (
    CommandGroup(200, "verify", _("what waits for the block manager: list, show, tick, approve, reject")),
    Subcommand(
        10, "verify list", "verification.acts:listed", _("list what waits"),
        ("--gp", "--village", "--code", "--search"), _work_list,
    ),
    Subcommand(
        20, "verify show", "verification.acts:show", _("show one group, and why it cannot be approved"),
        ("cbo", "--block"), _show,
    ),
    Subcommand(
        30, "verify tick", "verification.acts:tick", _("tick an identifier, or all clean ones"), ("cbo",), _tick
    ),
    Subcommand(
        40, "verify cross", "verification.acts:cross", _("cross an identifier, with a remark"), ("cbo", "--words"),
        _cross,
    ),
    Subcommand(
        50, "verify approve", "verification.acts:approve", _("approve and activate, all or none"), (), _approve
    ),
    Subcommand(
        60, "verify reject", "verification.acts:reject", _("send back with a remark"),
        ("--field", "--words"), _reject,
    ),
    Subcommand(70, "verify undo", "verification.acts:undo", _("take a decision of yours back"), ("--block",), _undo),
    Subcommand(80, "verify remarks", "verification.acts:remarks", _("list the coded remarks")),
    Subcommand(
        90, "verify cluster", "verification.acts:cluster", _("narrow a block manager to a cluster"),
        ("user_id", "--block"), _cluster,
    ),
    Subcommand(
        210, "history", "verification.records:history", _("what was done to a record, by whom"),
        ("--member", "--block"), _history,
    ),
    Subcommand(
        220, "returned", "verification.records:returned", _("what went back to the bookkeepers"),
        ("--search", "--block"), listed,
    ),
)  # fmt: skip
OVER_SSH: Final = (
    Allowed(100, ("history",), (CODE,), frozenset({"--member", "--block"}), shown="CODE"),
    allowed_list(110, "returned", "--search"),
)
