"""``lokos opening list`` and ``show``."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING, Any

from lokos_tui.cli import exits
from lokos_tui.cli.acting import acting, block_of
from lokos_tui.cli.listing import print_list
from lokos_tui.cli.output import cell, print_json, print_table, say
from lokos_tui.cli.output import column as aligned
from lokos_tui.domain.message import _, joined
from lokos_tui.domain.paging import PageRequest
from lokos_tui.domain.profiles.fields import FIELDS
from lokos_tui.domain.profiles.shown import shown
from lokos_tui.queries.opening.fields import FINDINGS, GPS, LOADS_PRINTED, SAMPLE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from lokos_tui.context import Context
    from lokos_tui.domain.field import Field
    from lokos_tui.domain.paging import Page
    from lokos_tui.queries.opening.loads import DrawnRecord, OpeningLoadRow, SampleRow

_PAGE = 1_000


def listed(args: Namespace) -> int:
    """List the opening loads of a block, the newest first."""
    with acting(args) as ctx:
        from lokos_tui.queries.opening.loads import opening_page

        block = block_of(args, ctx)
        size = ctx.settings.ui.page_size
        return print_list(args, LOADS_PRINTED, size, lambda request: ctx.read(opening_page, block, request))


def show(args: Namespace) -> int:
    """Show one load: what it brings by gram panchayat; the drawn SHGs, or the confirmed duplicates, by wish."""
    with acting(args) as ctx:
        from lokos_tui.queries.opening import loads

        block, number = block_of(args, ctx), args.opening_id
        load = ctx.read(loads.opening_load, block, number)
        gps = list(_all(lambda request: ctx.read(loads.opening_gps, block, number, request)))
        sample = ctx.read(loads.opening_sample, block, number)
        groups = [_group(ctx, block, number, row) for row in sample] if args.sample else []
        found = (
            list(_all(lambda request: ctx.read(loads.opening_findings, block, number, request)))
            if args.duplicates
            else []
        )
    if args.json:
        report: dict[str, Any] = {**load._asdict(), "panchayats": [row._asdict() for row in gps]}
        report |= {"sample": [row._asdict() for row in sample], "duplicates": [row._asdict() for row in found]}
        report["groups"] = [[_plain(one) for one in group] for group in groups]
        print_json(report)
        return exits.DONE
    _print(load, gps)
    if args.sample:
        say(_("Drawn by lot, the same whenever it is asked:"))
        _table(SAMPLE, sample)
        for group in groups:
            _print_group(group)
    if args.duplicates:
        _table(FINDINGS, found)
    return exits.DONE


def _all(fetch: Callable[[PageRequest], Page[Any]]) -> Iterator[Any]:
    request = PageRequest(size=_PAGE)
    while True:
        page = fetch(request)
        yield from page.rows
        if not page.has_after:
            return
        request = request.after(page.keys[-1])


def _group(ctx: Context, block: str, number: int, row: SampleRow) -> tuple[DrawnRecord, ...]:
    from lokos_tui.queries.opening.loads import drawn_group

    return ctx.read(drawn_group, block, number, row.id)


def _plain(one: DrawnRecord) -> dict[str, Any]:
    return {"kind": one.kind.value, "code": one.code, "name": one.name, "profile": _values(one)}


def _values(one: DrawnRecord) -> dict[str, str]:
    """Return the filled fields of a record as LokOS shows them: accounts and numbers masked."""
    return {
        field.name: shown(field, one.content[field.name]) for field in FIELDS[one.kind] if field.name in one.content
    }


def _print(load: OpeningLoadRow, gps: Sequence[Any]) -> None:
    for field in LOADS_PRINTED:
        say(f"{aligned(field.printed_heading, 12)} {cell(field.value(load))}")
    for name, why in ((_("Why"), load.decided_why), (_("Taken back"), load.undo_reason)):
        if why:
            say(f"{aligned(name, 12)} {cell(why)}")
    _table(GPS, gps)


def _table(fields: Sequence[Field[Any]], rows: Sequence[Any]) -> None:
    print_table([field.printed_heading for field in fields], ([field.value(row) for field in fields] for row in rows))


def _print_group(group: Sequence[DrawnRecord]) -> None:
    say()
    for one in group:
        values = (joined("=", pair) for pair in _values(one).items() if pair[0] != "name")
        say(cell(joined("  ", (one.code, one.name, joined(" ", values)))))
