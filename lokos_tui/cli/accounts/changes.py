"""``lokos user create`` and the other changes of an account; ``lokos password``."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING, Any

from lokos_tui.cli import exits
from lokos_tui.cli.acting import acting, agreed, ask_secret, block_of, role_of
from lokos_tui.cli.cbos.places import gp_id, village_id
from lokos_tui.cli.output import cell, print_json, say, tell
from lokos_tui.commands.accounts import (
    AddRole,
    ChangeOwnPassword,
    CreatedUser,
    CreateUser,
    DeleteUser,
    EditUser,
    ResetPassword,
    RoleGrant,
    SetUserActive,
)
from lokos_tui.domain.accounts.naming import tidy_user_id
from lokos_tui.domain.accounts.people import odd_name
from lokos_tui.domain.errors import Invalid, Problem
from lokos_tui.domain.message import _

if TYPE_CHECKING:
    from lokos_tui.context import Context
    from lokos_tui.queries.accounts.users import UserDetail


def create(args: Namespace) -> int:
    """Create a user; without --user-id, or with --propose, only say which ids are free."""
    with acting(args) as ctx:
        block = block_of(args, ctx)
        grants = _grants(ctx, block, args, args.grant)
        if args.propose or not args.user_id:
            return _propose(args, ctx, block, grants[0])
        _once_name_is_right(args, args.name)
        made = ctx.send(
            CreateUser(
                block_code=block,
                user_id=tidy_user_id(args.user_id),
                name=args.name,
                mobile=args.mobile,
                roles=grants,
                email=args.email,
                designation=args.designation,
                district_code=args.district_code,
            )
        )
    return _say_first(args, made, _("Made {user_id}.", user_id=made.user_id))


def _propose(args: Namespace, ctx: Context, block: str, grant: RoleGrant) -> int:
    from lokos_tui.queries.accounts.users import propose_ids

    free = ctx.read(propose_ids, block, grant.role, grant.gp_id or 0, grant.village_id or 0)
    if args.json:
        print_json({"proposals": free})
    else:
        say("\n".join(free))
    if args.propose:
        return exits.DONE
    hint = _("Add --user-id, for example --user-id {user_id}.", user_id=free[0]) if free else _("Add --user-id.")
    raise Invalid([Problem("user_id", "user_id.missing", _("The user id is missing."), hint)], code="usage.user_id")


def _grants(ctx: Context, block: str, args: Namespace, names: list[str]) -> tuple[RoleGrant, ...]:
    gp = gp_id(ctx, block, args.gp)
    village = village_id(ctx, block, gp, args.village)
    return tuple(RoleGrant(role_of(name), gp or None, village or None) for name in names)


def edit(args: Namespace) -> int:
    """Change the fields that are given; the others stay."""
    with acting(args) as ctx:
        user = _user(ctx, args)
        given = {
            field: getattr(user, field) if getattr(args, field) is None else getattr(args, field)
            for field in ("name", "mobile", "email", "designation")
        }
        if given["name"] != user.name:
            _once_name_is_right(args, given["name"])
        version = ctx.send(EditUser(block_code=user.block_code, account=user.id, version=user.version, **given))
    return _done(args, _("Changed {user_id}.", user_id=user.user_id), user, version=version)


def _once_name_is_right(args: Namespace, name: str) -> None:
    """Ask about an odd name; raises Invalid where nobody says that it is right."""
    odd = odd_name(name)
    if odd is None:
        return
    if not args.yes and not agreed(odd.sentence):
        hint = _("Correct it, or add --yes when it is right.")
        raise Invalid([Problem(odd.field, odd.code, odd.sentence, hint)])
    tell(odd.sentence)


def add_role(args: Namespace) -> int:
    """Give one more role."""
    with acting(args) as ctx:
        user = _user(ctx, args)
        (grant,) = _grants(ctx, user.block_code, args, [args.grant])
        role_id = ctx.send(AddRole(block_code=user.block_code, account=user.id, version=user.version, grant=grant))
    return _done(args, _("Added the role to {user_id}.", user_id=user.user_id), user, role_id=role_id)


def activate(args: Namespace) -> int:
    """Let a user sign in again."""
    return _set_active(args, active=True)


def inactivate(args: Namespace) -> int:
    """Stop a user from signing in."""
    return _set_active(args, active=False)


def _set_active(args: Namespace, *, active: bool) -> int:
    with acting(args) as ctx:
        user = _user(ctx, args)
        ctx.send(
            SetUserActive(
                block_code=user.block_code, account=user.id, version=user.version, active=active, why=args.reason
            )
        )
    if active:
        return _done(args, _("Made active: {user_id}.", user_id=user.user_id), user)
    return _done(args, _("Made inactive: {user_id}.", user_id=user.user_id), user)


def delete(args: Namespace) -> int:
    """Delete a user softly and say what was freed."""
    with acting(args) as ctx:
        from lokos_tui.queries.links.links import links_of

        user = _user(ctx, args)
        held = ctx.read(links_of, user.block_code, user.id)
        freed = ctx.send(DeleteUser(block_code=user.block_code, account=user.id, version=user.version, why=args.reason))
    if not args.json:
        for row in held:
            say(
                _(
                    "Freed {cbo_type} {code} {name}",
                    cbo_type=cell(row.cbo_type),
                    code=cell(row.code),
                    name=cell(row.name),
                )
            )
    return _done(
        args, _("Deleted {user_id}.", user_id=user.user_id), user, freed=freed, cbos=[row.code for row in held]
    )


def reset_password(args: Namespace) -> int:
    """Give a user a new first password."""
    with acting(args) as ctx:
        user = _user(ctx, args)
        made = ctx.send(ResetPassword(block_code=user.block_code, account=user.id))
    return _say_first(args, made, _("New password for {user_id}.", user_id=made.user_id))


def password(args: Namespace) -> int:
    """Change the actor's own password, asked for twice."""
    with acting(args) as ctx:
        old = ask_secret(_("Password now, once more: "))
        new = ask_secret(_("New password: "))
        if ask_secret(_("New password again: ")) != new:
            raise Invalid(
                [Problem("new", "password.differs", _("The two new passwords differ."), _("Type them again."))]
            )
        ctx.send(ChangeOwnPassword(block_code=ctx.actor.area.scope, old=old, new=new))
    if args.json:
        print_json({"changed": True})
    else:
        say(_("Your password is changed."))
    return exits.DONE


def _user(ctx: Context, args: Namespace) -> UserDetail:
    from lokos_tui.queries.accounts.users import find_user

    return ctx.read(find_user, tidy_user_id(args.user_id))


def _say_first(args: Namespace, made: CreatedUser, done: str) -> int:
    if args.json:
        print_json({"account": made.account, "user_id": made.user_id, "first_password": made.first_password})
    else:
        say(done)
        say(_("First password, shown once: {password}", password=made.first_password))
    return exits.DONE


def _done(args: Namespace, sentence: str, user: UserDetail, **more: Any) -> int:
    if args.json:
        print_json({"user_id": user.user_id, **more})
    else:
        say(sentence)
    return exits.DONE
