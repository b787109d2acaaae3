"""``lokos audit``."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import asdict

from lokos_tui.cli import exits
from lokos_tui.cli.acting import acting, block_of
from lokos_tui.cli.listing import print_list
from lokos_tui.cli.output import print_json, say
from lokos_tui.domain.message import _, ngettext
from lokos_tui.queries.office.fields import AUDIT_PRINTED


def audit(args: Namespace) -> int:
    """List the audit trail of a block, or check its chain."""
    with acting(args) as ctx:
        from lokos_tui.queries.office import audit as trail

        block = block_of(args, ctx)
        if not args.verify:
            size = ctx.settings.ui.page_size
            return print_list(args, AUDIT_PRINTED, size, lambda request: ctx.read(trail.audit_page, block, request))
        report = ctx.read(trail.verify, ctx.office.keys.audit, block)
    if args.json:
        print_json(asdict(report))
    elif report.first_bad is None:
        say(
            _(
                "The chain holds: {entries}, head {head}.",
                entries=ngettext("{n} entry", "{n} entries", report.rows),
                head=report.head_hash,
            )
        )
    else:
        say(_("The chain breaks at entry {first} of {all}.", first=report.first_bad, all=report.rows))
    return exits.DONE if report.first_bad is None else exits.SOME_REFUSED
