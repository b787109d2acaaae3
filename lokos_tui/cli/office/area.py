"""The office itself on the command line: making it, the sample office, its health, its audit trail."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Final

from lokos_tui.cli.grammar import FORMATS, CommandGroup, Subcommand, count, listed
from lokos_tui.cli.ssh.allowed import CODE, Allowed, allowed_list
from lokos_tui.domain.message import _


def _init(parser: ArgumentParser) -> None:
    parser.add_argument("--block", default="", help=_("the block's name"))
    parser.add_argument("--office", default="", choices=("block", "district", "state"), help=_("what the office is"))
    deputy = _("the user id of another person who is the block's deputed staff administrator")
    parser.add_argument("--deputy", default="", metavar="USER_ID", help=deputy)
    parser.add_argument("--deputy-name", default="", metavar="NAME", help=_("her name"))
    parser.add_argument("--deputy-mobile", default="", metavar="MOBILE", help=_("her mobile number, 10 digits"))


def _demo(parser: ArgumentParser) -> None:
    parser.add_argument("--no-open", action="store_true", help=_("only make it"))
    parser.add_argument("--fresh", action="store_true", help=_("throw an earlier sample office away first"))
    untouched = _("without the day's work: nothing decided, nothing sent")
    parser.add_argument("--untouched", action="store_true", help=untouched)
    parser.add_argument("--blocks", type=count, default=1, metavar="N")
    parser.add_argument("--shgs-per-block", type=count, default=0, metavar="M")


def _audit(parser: ArgumentParser) -> None:
    parser.add_argument("--verify", action="store_true", help=_("check the chain of hashes"))
    listed(parser)


def _find(parser: ArgumentParser) -> None:
    parser.add_argument("text", nargs="+", help=_("a name, code, user id, or the last digits of a mobile"))
    parser.add_argument("--format", choices=FORMATS, default="")


def _use(parser: ArgumentParser) -> None:
    parser.add_argument("code", metavar="LANGUAGE", help=_("the language's code: en, hi ..."))


def _add_block(parser: ArgumentParser) -> None:
    parser.add_argument("block", metavar="BLOCK", help=_("the block, by its LGD code or its name"))
    parser.add_argument("--name", default="", help=_("the block's name, where the program does not know its code"))


def _join_state(parser: ArgumentParser) -> None:
    parser.add_argument("--state-admin", default="", metavar="USER_ID", help=_("make her State Admin"))
    parser.add_argument("--district-admin", default="", metavar="USER_ID", help=_("make her District Admin"))


SUBCOMMANDS: Final = (
    Subcommand(
        10, "init", "office.init:init", _("make an office and its first account"),
        ("--state", "--district-code", "--district", "--block-code", "--nrlm-code", "--admin", "--name",
         "--mobile"), _init,
    ),
    Subcommand(20, "doctor", "office.doctor:doctor", _("check terminal, database, clock, disk and permissions")),
    Subcommand(30, "demo", "office.demo:demo", _("make the sample office and open it"), (), _demo),
    Subcommand(170, "audit", "office.audit:audit", _("show or verify the audit trail"), ("--block",), _audit),
    Subcommand(
        125, "find", "office.find:find", _("find users, SHGs, VOs, CLFs, members and loads by one text"), ("--block",),
        _find,
    ),
    CommandGroup(25, "office", _("one more block; and what the owner of the server does with the key file")),
    Subcommand(
        10, "office add-block", "office.owner:add_block", _("add a block to a district's or a state's office"),
        ("--block-code", "--district", "--district-code", "--state", "--nrlm-code"), _add_block,
    ),
    Subcommand(
        20, "office deputy", "office.owner:deputy", _("depute somebody to make the staff of her block"), ("user_id",)
    ),
    Subcommand(
        30, "office end-deputy", "office.owner:end_deputy", _("end what somebody was deputed to"),
        ("user_id", "--reason"),
    ),
    Subcommand(
        40, "office join-state", "office.owner:join_state", _("make the first admin above the blocks"),
        ("--name", "--mobile", "--state", "--district-code"), _join_state,
    ),
    Subcommand(
        50, "office reset-admin", "office.owner:reset_admin", _("give an admin a new first password"), ("user_id",)
    ),
    CommandGroup(300, "language", _("the languages of words, and your own choice")),
    Subcommand(10, "language list", "office.languages:list_languages", _("list the languages there are")),
    Subcommand(20, "language add", "office.languages:add", _("add a language from a translator's .po"), ("file",)),
    Subcommand(30, "language use", "office.languages:use", _("speak this language to me from now on"), (), _use),
)  # fmt: skip
OVER_SSH: Final = (
    allowed_list(90, "audit", flags=frozenset({"--verify"})),
    Allowed(65, ("find",), (CODE,), frozenset({"--format", "--block"}), shown="TEXT"),
)
