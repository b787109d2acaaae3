"""``lokos users`` and ``lokos user show``."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import asdict
from typing import TYPE_CHECKING

from lokos_tui.cli import exits
from lokos_tui.cli.acting import acting, block_of, role_of
from lokos_tui.cli.cbos.places import gp_id
from lokos_tui.cli.listing import print_list
from lokos_tui.cli.output import cell, column, print_json, say
from lokos_tui.domain.accounts.roles import label_of
from lokos_tui.domain.dates import day_of
from lokos_tui.domain.message import _, joined
from lokos_tui.queries.accounts.fields import PRINTED

if TYPE_CHECKING:
    from lokos_tui.queries.accounts.users import UserDetail


def users(args: Namespace) -> int:
    """List the users of a block: a page, or all of them."""
    with acting(args) as ctx:
        from lokos_tui.queries.accounts.users import UserFilters, user_page

        block = block_of(args, ctx)
        filters = UserFilters(
            block_code=block,
            category=args.category.upper(),
            role=role_of(args.with_role).value if args.with_role else "",
            status=args.status.upper(),
            gp_id=gp_id(ctx, block, args.gp),
            search=args.search,
        )
        size = ctx.settings.ui.page_size
        return print_list(args, PRINTED, size, lambda request: ctx.read(user_page, filters, ctx.policy, request))


def show(args: Namespace) -> int:
    """Show one user with her roles."""
    with acting(args) as ctx:
        from lokos_tui.queries.accounts.users import find_user

        detail = ctx.read(find_user, args.user_id.upper())
    if args.json:
        print_json(asdict(detail))
    else:
        _show(detail)
    return exits.DONE


def _show(detail: UserDetail) -> None:
    for label, value in (
        (_("User ID"), detail.user_id),
        (_("Name"), detail.name),
        (_("Mobile"), detail.mobile),
        (_("E-mail"), detail.email),
        (_("Designation"), detail.designation),
        (_("Status"), detail.status),
        (_("Block"), detail.block_code),
    ):
        say(f"{column(label, 12)} {cell(value)}".rstrip())
    if detail.deputed_at:
        label, since = _("Deputed"), _("deputed staff administrator since {day}", day=day_of(detail.deputed_at))
        say(f"{column(label, 12)} {cell(since)}")
    label = _("Role")
    for role in detail.roles:
        place = ", ".join(filter(None, (role.village, role.gp)))
        facts = joined("  ", (label_of(role.role), _("{n} linked", n=role.links), role.status, place))
        say(f"{column(label, 12)} {cell(facts)}")
