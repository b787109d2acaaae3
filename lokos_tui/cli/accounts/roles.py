"""``lokos user role``: taking a role away, giving it back, changing the place it is for."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from lokos_tui.cli import exits
from lokos_tui.cli.acting import acting, role_of
from lokos_tui.cli.cbos.places import gp_id, village_id
from lokos_tui.cli.output import cell, print_json, say
from lokos_tui.commands.accounts import GiveRoleBack, MoveRole, TakeRole
from lokos_tui.domain.accounts.naming import tidy_user_id
from lokos_tui.domain.accounts.roles import Role, label_of
from lokos_tui.domain.accounts.taking import freed_words, frees
from lokos_tui.domain.errors import NotFound
from lokos_tui.domain.message import _, joined, ngettext

if TYPE_CHECKING:
    from lokos_tui.context import Context
    from lokos_tui.queries.accounts.users import RoleRow, UserDetail


def take(args: Namespace) -> int:
    """Take a role away and say what was freed; with --dry-run only say what would be."""
    with acting(args) as ctx:
        user, role = _held(ctx, args)
        if args.dry_run:
            return _would_free(args, user, role)
        freed = ctx.send(
            TakeRole(
                block_code=user.block_code, account=user.id, version=user.version, role_id=role.id, why=args.reason
            )
        )
    if args.json:
        print_json({"user_id": user.user_id, "role": role.role, "freed": freed})
    else:
        held = Role(role.role)
        taken = _("{user_id} is no longer {role}", user_id=user.user_id, role=label_of(held))
        say(_("{taken}: {freed}.", taken=taken, freed=freed_words(held, freed)))
    return exits.DONE


def _would_free(args: Namespace, user: UserDetail, role: RoleRow) -> int:
    if args.json:
        print_json({"user_id": user.user_id, "role": role.role, "frees": role.links, "cluster": role.cluster})
    else:
        nothing = _("Nothing was written (dry run).")
        say(joined(" ", (frees(Role(role.role), role.links, cell(role.cluster)), nothing)))
    return exits.DONE


def back(args: Namespace) -> int:
    """Give back a role that was taken away, with the links that are still free."""
    with acting(args) as ctx:
        from lokos_tui.queries.accounts.users import taken_role

        user, wanted = _user(ctx, args), role_of(args.held)
        role_id = ctx.read(taken_role, user.block_code, user.id, wanted)
        done = ctx.send(
            GiveRoleBack(block_code=user.block_code, account=user.id, version=user.version, role_id=role_id)
        )
    if args.json:
        print_json({"user_id": user.user_id, "role": wanted.value, "linked": done.linked, "kept": done.kept})
        return exits.DONE
    again = _("{user_id} is {role} again", user_id=user.user_id, role=label_of(wanted))
    links = ngettext("{n} link is hers again", "{n} links are hers again", done.linked)
    say(_("{again}; {links}.", again=again, links=links))
    for name in done.kept:
        say(_("Not linked again: {name}", name=cell(name)))
    return exits.DONE


def place(args: Namespace) -> int:
    """Change the place a role is for; without a place it is for the whole block."""
    with acting(args) as ctx:
        user, role = _held(ctx, args)
        gp = gp_id(ctx, user.block_code, args.gp)
        village = village_id(ctx, user.block_code, gp, args.village)
        version = ctx.send(
            MoveRole(
                block_code=user.block_code,
                account=user.id,
                version=user.version,
                role_id=role.id,
                gp_id=gp or None,
                village_id=village or None,
                district_code=args.district_code,
            )
        )
    if args.json:
        print_json({"user_id": user.user_id, "role": role.role, "version": version})
    elif version == user.version:
        say(_("{user_id}: nothing to change.", user_id=user.user_id))
    else:
        say(_("Changed the place of {role} of {user_id}.", role=label_of(role.role), user_id=user.user_id))
    return exits.DONE


def _user(ctx: Context, args: Namespace) -> UserDetail:
    from lokos_tui.queries.accounts.users import find_user

    return ctx.read(find_user, tidy_user_id(args.user_id))


def _held(ctx: Context, args: Namespace) -> tuple[UserDetail, RoleRow]:
    user, wanted = _user(ctx, args), role_of(args.held)
    found = next((role for role in user.roles if role.role == wanted), None)
    if found is None:
        raise NotFound(
            "role.unknown",
            _("{user_id} does not hold this role.", user_id=user.user_id),
            _("Her roles are printed by: lokos user show {user_id}.", user_id=user.user_id),
        )
    return user, found
