"""``lokos cbos`` and ``lokos cbo``."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import asdict
from typing import TYPE_CHECKING

from lokos_tui.cli import exits
from lokos_tui.cli.acting import acting, block_of
from lokos_tui.cli.cbos.places import gp_id
from lokos_tui.cli.listing import print_list
from lokos_tui.cli.output import cell, print_json, say
from lokos_tui.domain.accounts.roles import label_of
from lokos_tui.domain.dates import day_of
from lokos_tui.domain.message import _, joined
from lokos_tui.queries.cbos.fields import PRINTED

if TYPE_CHECKING:
    from lokos_tui.queries.cbos.list import CboHistory, Span


def cbos(args: Namespace) -> int:
    """List the SHGs, VOs or CLFs of a block."""
    with acting(args) as ctx:
        from lokos_tui.queries.cbos.list import CboFilters, cbo_page

        block = block_of(args, ctx)
        filters = CboFilters(
            block_code=block,
            cbo_type=args.type,
            gp_id=gp_id(ctx, block, args.gp),
            search=args.search,
            linked=args.linked,
        )
        size = ctx.settings.ui.page_size
        return print_list(args, PRINTED, size, lambda request: ctx.read(cbo_page, filters, request))


def cbo(args: Namespace) -> int:
    """Show who keeps a CBO's books, since when, and who did before."""
    with acting(args) as ctx:
        from lokos_tui.queries.cbos.list import cbo_history, find_cbo

        block = block_of(args, ctx)
        row = ctx.read(find_cbo, block, args.code, args.type.upper())
        history = ctx.read(cbo_history, block, row.id)
    if args.json:
        print_json(asdict(history))
    else:
        _show(history)
    return exits.DONE


def _show(history: CboHistory) -> None:
    row = history.row
    place = ", ".join(filter(None, (row.village, row.gp)))
    say(f"{row.cbo_type} {cell(row.code)} {cell(row.name)}  {cell(place)}".rstrip())
    if not history.spans:
        say(_("Nobody keeps its books, nor did before."))
    for span in history.spans:
        say(_span(span))


def _span(span: Span) -> str:
    since, by = day_of(span.since), cell(span.linked_by)
    who = _("{name} {user_id}, {role}", name=cell(span.name), user_id=cell(span.user_id), role=label_of(span.role))
    if span.until:
        told = _(
            "{since} to {until} (by {unlinked_by}): {who}, linked by {linked_by}",
            since=since,
            until=day_of(span.until),
            unlinked_by=cell(span.unlinked_by),
            who=who,
            linked_by=by,
        )
    else:
        told = _("{since} today: {who}, linked by {linked_by}", since=since, who=who, linked_by=by)
    return joined("  ", (joined("", ("  ", told)), cell(span.why)))
