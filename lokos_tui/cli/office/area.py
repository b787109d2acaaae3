"""The office itself on the command line: making it, the sample office, its health, its audit trail."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Final

from lokos_tui.cli.grammar import Subcommand, count, listed
from lokos_tui.cli.ssh.allowed import allowed_list


def _init(parser: ArgumentParser) -> None:
    parser.add_argument("--block", default="", help="the block's name")


def _demo(parser: ArgumentParser) -> None:
    parser.add_argument("--no-open", action="store_true", help="only make it")
    parser.add_argument("--fresh", action="store_true", help="throw an earlier sample office away first")
    untouched = "without the day's work: nothing decided, nothing sent"
    parser.add_argument("--untouched", action="store_true", help=untouched)
    parser.add_argument("--blocks", type=count, default=1, metavar="N")
    parser.add_argument("--shgs-per-block", type=count, default=0, metavar="M")


def _audit(parser: ArgumentParser) -> None:
    parser.add_argument("--verify", action="store_true", help="check the chain of hashes")
    listed(parser)


SUBCOMMANDS: Final = (
    Subcommand(
        10, "init", "office.init:init", "make an office and its first account",
        ("--state", "--district-code", "--district", "--block-code", "--nrlm-code", "--admin", "--name",
         "--mobile"), _init,
    ),
    Subcommand(20, "doctor", "office.doctor:doctor", "check terminal, database, clock, disk and permissions"),
    Subcommand(30, "demo", "office.demo:demo", "make the sample office and open it", (), _demo),
    Subcommand(170, "audit", "office.audit:audit", "show or verify the audit trail", ("--block",), _audit),
)  # fmt: skip
OVER_SSH: Final = (allowed_list(90, "audit", flags=frozenset({"--verify"})),)
