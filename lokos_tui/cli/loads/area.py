"""Loads on the command line: loading a file, templates, the loads that were made, and taking one back."""

from __future__ import annotations

import re
from argparse import ArgumentParser
from typing import Final

from lokos_tui.cli.grammar import Subcommand, count, listed
from lokos_tui.cli.ssh.allowed import NUMBER, STDIN, Allowed, allowed_list
from lokos_tui.domain.loads.kinds import FACTS
from lokos_tui.domain.message import _

_TEMPLATES: Final = (*FACTS, "profiles")
_KINDS: Final = (*_TEMPLATES, "opening")
_KIND_OVER_SSH: Final = re.compile(r"mapping|places|cbos")


def _import(parser: ArgumentParser) -> None:
    parser.add_argument("kind", choices=_KINDS)
    parser.add_argument("file", help=_("an .xlsx, .csv or (profiles, opening) .jsonl file, or - for standard input"))
    parser.add_argument("more", nargs="*", metavar="file", help=_("opening: the other sheets, each as a .csv file"))
    parser.add_argument("--source", default="", metavar="TEXT", help=_("opening: where the records are official"))
    parser.add_argument("--made-by", default="", metavar="USER_ID", help=_("profiles: who filled in a workbook"))
    parser.add_argument("--unsigned", action="store_true", help=_("profiles: take a bundle that is not signed"))
    parser.add_argument("--dry-run", action="store_true", help=_("say what would be done; write nothing"))
    parser.add_argument("--load-good-rows", action="store_true", help=_("load what is good, refuse the rest"))
    parser.add_argument("--fill-down", action="store_true", help=_("empty GP and village cells take the one above"))
    parser.add_argument("--heading", action="append", default=[], metavar="'MINE=column'")
    parser.add_argument("--correct", action="append", default=[], metavar="'column:wrong=right'")
    parser.add_argument(
        "--answer", action="append", default=[], metavar="QUESTION=ANSWER", help=_("answer a question of the preview")
    )
    for option in ("--sheet", "--leave-out", "--failed-rows", "--credentials", "--block"):
        parser.add_argument(option, default="")


def _template(parser: ArgumentParser) -> None:
    parser.add_argument("kind", choices=_TEMPLATES)
    parser.add_argument("file", help=_("the workbook to write"))
    parser.add_argument("--empty", action="store_true", help=_("without the block's rows"))
    parser.add_argument("--block", default="")


def _number(parser: ArgumentParser) -> None:
    parser.add_argument("batch_id", type=count)


SUBCOMMANDS: Final = (
    Subcommand(
        40, "import", "loads.load:load", _("load links, places, CBOs, profiles or an opening load"), (), _import
    ),
    Subcommand(50, "template", "loads.load:template", _("write a template made from the block's data"), (), _template),
    Subcommand(140, "batches", "loads.batches:batches", _("list the loads of a block"), ("--block",), listed),
    Subcommand(
        150, "batch", "loads.batches:batch", _("show one load and its rows"), ("--outcome", "--block"), _number
    ),
    Subcommand(160, "undo", "loads.batches:undo", _("take a whole load back"), ("--reason", "--block"), _number),
)  # fmt: skip
OVER_SSH: Final = (
    Allowed(
        10,
        ("import",),
        (_KIND_OVER_SSH, STDIN),
        frozenset({"--heading", "--correct", "--answer", "--sheet", "--leave-out", "--block"}),
        frozenset({"--dry-run", "--load-good-rows", "--fill-down"}),
        "mapping|places|cbos -",
    ),
    allowed_list(70, "batches"),
    Allowed(80, ("batch",), (NUMBER,), frozenset({"--outcome", "--block"}), shown="NUMBER"),
)
