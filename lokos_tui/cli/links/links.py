"""``lokos links``, ``lokos link`` and ``lokos unlink``."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING, Any

from lokos_tui.cli import exits
from lokos_tui.cli.acting import acting, role_of
from lokos_tui.cli.output import cell, print_json, print_table, say
from lokos_tui.commands.links import ChangeLinks, LinkWish
from lokos_tui.domain.accounts.naming import tidy_user_id
from lokos_tui.domain.accounts.roles import FACTS, Role, RoleStatus
from lokos_tui.domain.errors import Invalid, NotFound, Problem
from lokos_tui.domain.message import _

if TYPE_CHECKING:
    from lokos_tui.context import Context
    from lokos_tui.queries.accounts.users import RoleRow, UserDetail
    from lokos_tui.queries.cbos.list import CboRow


def links(args: Namespace) -> int:
    """List the CBOs a user is linked to."""
    with acting(args) as ctx:
        from lokos_tui.queries.links.fields import PRINTED
        from lokos_tui.queries.links.links import links_of

        user = _user(ctx, args)
        rows = ctx.read(links_of, user.block_code, user.id)
    if args.json:
        print_json({"user_id": user.user_id, "links": [{one.key: one.value(row) for one in PRINTED} for row in rows]})
    else:
        print_table([one.printed_heading for one in PRINTED], ([one.value(row) for one in PRINTED] for row in rows))
    return exits.DONE


def link(args: Namespace) -> int:
    """Link CBOs by their codes; with --take-over also those another user keeps."""
    with acting(args) as ctx:
        user = _user(ctx, args)
        role, rows = _role_and_cbos(ctx, user, args)
        wishes = tuple(LinkWish(row.id, row.link_id, args.take_over and bool(row.link_id)) for row in rows)
        return _change(args, ctx, user, role, rows, {"link": wishes, "overload_reason": args.reason})


def unlink(args: Namespace) -> int:
    """Unlink CBOs by their codes."""
    with acting(args) as ctx:
        user = _user(ctx, args)
        role, rows = _role_and_cbos(ctx, user, args)
        return _change(args, ctx, user, role, rows, {"unlink": tuple(row.id for row in rows)})


def _change(
    args: Namespace, ctx: Context, user: UserDetail, role: RoleRow, rows: list[CboRow], what: dict[str, Any]
) -> int:
    done = ctx.send(ChangeLinks(block_code=user.block_code, account=user.id, role_id=role.id, why=args.reason, **what))
    codes = {row.id: row.code for row in rows}
    refused = [{"code": codes.get(no.cbo_id, ""), "name": no.cbo_name, "reason": no.sentence} for no in done.refused]
    report: dict[str, Any] = {
        "user_id": user.user_id,
        "linked": [codes.get(number, "") for number in done.linked],
        "moved": [codes.get(number, "") for number in done.moved],
        "unlinked": [codes.get(number, "") for number in done.unlinked],
        "refused": refused,
    }
    if args.json:
        print_json(report)
    else:
        say(
            _(
                "{user_id}: {linked} linked, {moved} moved, {unlinked} unlinked, {refused} refused",
                user_id=user.user_id,
                linked=len(done.linked),
                moved=len(done.moved),
                unlinked=len(done.unlinked),
                refused=len(done.refused),
            )
        )
        for no in report["refused"]:
            say(f"x {cell(no['code'])} {cell(no['name'])}: {cell(no['reason'])}")
    return exits.SOME_REFUSED if done.refused else exits.DONE


def _user(ctx: Context, args: Namespace) -> UserDetail:
    from lokos_tui.queries.accounts.users import find_user

    return ctx.read(find_user, tidy_user_id(args.user_id))


def _role_and_cbos(ctx: Context, user: UserDetail, args: Namespace) -> tuple[RoleRow, list[CboRow]]:
    from lokos_tui.queries.cbos.list import find_cbo

    role = _one_role(user, args.user_role)
    kind = FACTS[Role(role.role)].links
    rows = [ctx.read(find_cbo, user.block_code, code, kind or "") for code in dict.fromkeys(args.codes)]
    return role, rows


def _one_role(user: UserDetail, named: str) -> RoleRow:
    fitting = [
        held for held in user.roles if held.status == RoleStatus.ACTIVE and FACTS[Role(held.role)].links is not None
    ]
    if named:
        fitting = [held for held in fitting if held.role == role_of(named).value]
    if len(fitting) == 1:
        return fitting[0]
    if not fitting:
        raise NotFound(
            "role.none",
            _("{user_id} holds no such role that CBOs are linked to.", user_id=user.user_id),
            _("Add a role first."),
        )
    roles = ", ".join(held.role for held in fitting)
    raise Invalid(
        [
            Problem(
                "user_role",
                "role.several",
                _("{user_id} holds several roles.", user_id=user.user_id),
                _("Add --user-role: {roles}.", roles=roles),
            )
        ],
        code="usage.role",
    )
