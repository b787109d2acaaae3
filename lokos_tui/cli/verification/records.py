"""``lokos history`` and ``lokos returned``: what was done to a record, and what went back to its bookkeeper."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from lokos_tui.cli import exits
from lokos_tui.cli.acting import acting, block_of
from lokos_tui.cli.listing import print_list
from lokos_tui.cli.output import begin, cell, plain, print_json, print_table, say
from lokos_tui.domain.dates import time_of
from lokos_tui.domain.errors import Invalid, Problem
from lokos_tui.domain.message import _
from lokos_tui.domain.paging import Page, PageRequest
from lokos_tui.queries.verification.fields import RETURNED_PRINTED

if TYPE_CHECKING:
    from lokos_tui.context import Context
    from lokos_tui.queries.verification.find import Named
    from lokos_tui.queries.verification.returned import ReturnedRow

_CHUNK = 1_000


def history(args: Namespace) -> int:
    """Say what was done to a CBO or a member, when and by whom, oldest first."""
    with acting(args) as ctx:
        from lokos_tui.queries.verification.history import record_history

        named = _named(args, ctx)
        lines = ctx.read(record_history, block_of(args, ctx), named.record_kind, named.id)
    said = [(time_of(line.at), line.who, line.what) for line in lines]
    if args.json:
        told = [{"at": at, "who": who, "what": what} for at, who, what in said]
        print_json({"record": named._asdict(), "history": told})
        return exits.DONE
    say(f"{named.kind} {cell(named.code or '-')} {cell(named.name)}")
    print_table((_("When"), _("Who"), _("What")), said)
    return exits.DONE


def _named(args: Namespace, ctx: Context) -> Named:
    """Return the record that is meant: a CBO, or by --member one of its members or any of the block."""
    from lokos_tui.queries.verification.find import named_cbo, named_member

    block = block_of(args, ctx)
    if not args.cbo and not args.member:
        problem = Problem("cbo", "record.missing", _("No record is named."), _("Give a CBO, or --member."))
        raise Invalid([problem], code="usage.record")
    cbo = ctx.read(named_cbo, block, args.cbo) if args.cbo else None
    if cbo is not None and not args.member:
        return cbo
    return ctx.read(named_member, block, args.member, cbo.id if cbo else 0)


def returned(args: Namespace) -> int:
    """List what went back; --json writes one record a line, all of them, for a phone."""
    with acting(args) as ctx:
        from lokos_tui.queries.verification.returned import returned_page

        block = block_of(args, ctx)

        def fetch(request: PageRequest) -> Page[ReturnedRow]:
            return ctx.read(returned_page, block, args.search, request)

        if not (args.json and not args.format):
            return print_list(args, RETURNED_PRINTED, ctx.settings.ui.page_size, fetch)
        request = PageRequest(_CHUNK)
        while True:
            page = fetch(request)
            for line in _lines(page):
                begin(begun=True)
                print(line)
            if not page.has_after:
                return exits.DONE
            request = request.after(page.keys[-1])


def _lines(page: Page[ReturnedRow]) -> Iterator[str]:
    """Give a line a record, as docs/returned-format.md describes it."""
    for row in page.rows:
        record: dict[str, Any] = {"kind": row.kind, "uid": row.uid, "code": row.code, "revision": row.revision}
        record["remarks"] = [
            {"field": one.field, "code": one.code, "text": one.text, "words": one.words} for one in row.remarks
        ]
        yield json.dumps(plain(record), ensure_ascii=False)
