"""Accounts on the command line: users, one user, passwords."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Final

from lokos_tui.cli.grammar import CommandGroup, Subcommand, listed
from lokos_tui.cli.ssh.allowed import CODE, Allowed, allowed_list
from lokos_tui.domain.message import _


def _create(parser: ArgumentParser) -> None:
    parser.add_argument("--grant", action="append", default=[], metavar="ROLE", required=True)
    _right(parser)
    parser.add_argument("--propose", action="store_true", help=_("print free user ids; create nothing"))


def _right(parser: ArgumentParser) -> None:
    parser.add_argument("--yes", action="store_true", help=_("the name is right, odd as it looks"))


def _edit(parser: ArgumentParser) -> None:
    _right(parser)
    for field in ("--name", "--mobile", "--email", "--designation"):
        parser.add_argument(field, default=None)


def _held(parser: ArgumentParser) -> None:
    parser.add_argument("held", metavar="ROLE", help=_("the role she holds, for example VO_BK"))


def _take(parser: ArgumentParser) -> None:
    _held(parser)
    parser.add_argument("--dry-run", action="store_true", help=_("say what would be freed; change nothing"))


_REASONED: Final = ("user_id", "--reason")

SUBCOMMANDS: Final = (
    Subcommand(
        60, "users", "accounts.users:users", _("list users"),
        ("--category", "--with-role", "--status", "--gp", "--search", "--block"), listed,
    ),
    CommandGroup(70, "user", _("show, create or change one user")),
    Subcommand(10, "user show", "accounts.users:show", _("show one user"), ("user_id",)),
    Subcommand(
        30, "user create", "accounts.changes:create", _("create a user"),
        ("--user-id", "--name", "--mobile", "--email", "--designation", "--gp", "--village", "--block",
         "--district-code"), _create,
    ),
    Subcommand(40, "user edit", "accounts.changes:edit", _("change a user's fields"), ("user_id",), _edit),
    Subcommand(
        50, "user add-role", "accounts.changes:add_role", _("give a user one more role"),
        ("user_id", "grant", "--gp", "--village"),
    ),
    CommandGroup(55, "user role", _("take a user's role away, give it back, change its place")),
    Subcommand(
        10, "user role take", "accounts.roles:take", _("take a role away and free its links"), _REASONED, _take
    ),
    Subcommand(20, "user role back", "accounts.roles:back", _("give a role back that was taken away"),
               ("user_id",), _held),
    Subcommand(
        30, "user role place", "accounts.roles:place",
        _("change the place of a role; without one: the whole block"),
        ("user_id", "--gp", "--village", "--district-code"), _held,
    ),
    Subcommand(60, "user activate", "accounts.changes:activate", _("let a user sign in again"), _REASONED),
    Subcommand(
        70, "user inactivate", "accounts.changes:inactivate", _("stop a user from signing in; her links stay"),
        _REASONED,
    ),
    Subcommand(80, "user delete", "accounts.changes:delete", _("delete a user and free her links"), _REASONED),
    Subcommand(
        90, "user reset-password", "accounts.changes:reset_password", _("give a user a new first password"), _REASONED
    ),
    Subcommand(80, "password", "accounts.changes:password", _("change your own password")),
)  # fmt: skip
OVER_SSH: Final = (
    allowed_list(20, "users", "--category", "--with-role", "--status", "--gp", "--search"),
    Allowed(30, ("user", "show"), (CODE,), shown="USER_ID"),
)
