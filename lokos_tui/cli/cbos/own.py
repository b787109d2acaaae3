"""``lokos own-cbos`` and ``lokos blocks``: one's own CBOs, and the blocks of one's area in numbers."""

from __future__ import annotations

from argparse import Namespace

from lokos_tui.cli import exits
from lokos_tui.cli.acting import acting, block_of
from lokos_tui.cli.listing import print_list
from lokos_tui.cli.output import plain, print_json, print_table
from lokos_tui.queries.cbos.own_fields import OWN_PRINTED
from lokos_tui.queries.office.area_fields import AREA_PRINTED


def own(args: Namespace) -> int:
    """List the CBOs that the actor is linked to in the role she acts in."""
    with acting(args) as ctx:
        from lokos_tui.queries.cbos.own import own_page

        block, size = block_of(args, ctx), ctx.settings.ui.page_size
        return print_list(args, OWN_PRINTED, size, lambda request: ctx.read(own_page, block, args.search, request))


def blocks(args: Namespace) -> int:
    """Print the blocks of the actor's area in numbers, or its districts."""
    with acting(args) as ctx:
        from lokos_tui.queries.office.areas import area_numbers, by_district

        rows = ctx.read(area_numbers)
    rows = by_district(rows) if args.by_district else rows
    if args.json:
        print_json([{field.key: plain(field.value(row)) for field in AREA_PRINTED} for row in rows])
    else:
        print_table(
            tuple(field.printed_heading for field in AREA_PRINTED),
            (tuple(field.value(row) for field in AREA_PRINTED) for row in rows),
        )
    return exits.DONE
