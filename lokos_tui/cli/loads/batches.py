"""``lokos batches``, ``lokos batch`` and ``lokos undo``."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

from lokos_tui.cli import exits
from lokos_tui.cli.acting import acting, block_of, reason_of
from lokos_tui.cli.listing import print_list
from lokos_tui.cli.output import cell, print_json, print_table, say
from lokos_tui.cli.output import column as aligned
from lokos_tui.commands.loads import UndoBatch
from lokos_tui.domain.message import _, joined
from lokos_tui.domain.paging import PageRequest
from lokos_tui.queries.loads.fields import BATCH_PRINTED, LINE

if TYPE_CHECKING:
    from lokos_tui.context import Context
    from lokos_tui.queries.loads.batches import BatchLine

_PAGE = 1_000
_LISTS = (("reversed", _("Reversed")), ("kept", _("Kept, changed since")), ("failed", _("Could not")))


def batches(args: Namespace) -> int:
    """List the loads of a block, the newest first."""
    with acting(args) as ctx:
        from lokos_tui.queries.loads.batches import batch_page

        block = block_of(args, ctx)
        size = ctx.settings.ui.page_size
        return print_list(args, BATCH_PRINTED, size, lambda request: ctx.read(batch_page, block, request))


def batch(args: Namespace) -> int:
    """Show one load and its rows, or those of one outcome."""
    with acting(args) as ctx:
        from lokos_tui.queries.loads.batches import batch as batch_of

        block = block_of(args, ctx)
        load = ctx.read(batch_of, block, args.batch_id)
        lines = [line for line in _lines(ctx, block, args.batch_id) if args.outcome in ("", line.outcome)]
    if args.json:
        print_json({**asdict(load), "lines": lines})
        return exits.DONE
    for field in BATCH_PRINTED:
        say(f"{aligned(field.printed_heading, 8)} {cell(field.value(load))}")
    print_table([f.printed_heading for f in LINE], ([f.value(line) for f in LINE] for line in lines))
    return exits.DONE


def _lines(ctx: Context, block: str, batch_id: int) -> Iterator[BatchLine]:
    from lokos_tui.queries.loads.batches import batch_lines

    request = PageRequest(size=_PAGE)
    while True:
        page = ctx.read(batch_lines, block, batch_id, request)
        yield from page.rows
        if not page.has_after:
            return
        request = request.after(page.keys[-1])


def undo(args: Namespace) -> int:
    """Take a whole load back and print the three lists: reversed, kept, could not."""
    reason = reason_of(args)
    with acting(args) as ctx:
        block = block_of(args, ctx)
        done = ctx.send(UndoBatch(block_code=block, batch_id=args.batch_id, why=reason))
    lists = {"reversed": done.reversed, "kept": done.kept, "failed": done.failed}
    if args.json:
        made = {name: [asdict(x) for x in found] for name, found in lists.items()}
        print_json({"batch_id": args.batch_id, **made, "again": list(done.again)})
    else:
        for name, words in _LISTS:
            say(joined(": ", (words, len(lists[name]))))
            for item in lists[name]:
                say(
                    joined("  ", (joined("", ("  ", _("row {row}", row=item.row))), cell(item.what), cell(item.reason)))
                )
        for sentence in done.again:
            say(cell(sentence))
    return exits.SOME_REFUSED if done.kept or done.failed else exits.DONE
