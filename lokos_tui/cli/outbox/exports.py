"""``lokos export``: approved records to the central server, its acknowledgement back, the list, the key."""

from __future__ import annotations

import sys
from argparse import Namespace
from dataclasses import asdict
from datetime import datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lokos_tui.cli import exits
from lokos_tui.cli.acting import acting, block_of
from lokos_tui.cli.listing import print_list
from lokos_tui.cli.output import print_json, print_table, say, tell
from lokos_tui.domain.dates import IST, grouped, read_day
from lokos_tui.domain.errors import Invalid, Problem
from lokos_tui.domain.message import _, ngettext

if TYPE_CHECKING:
    from lokos_tui.files.outbox.exports import Sent

_STANDARD = "-"
_NO_ANSWER = _("(no answer yet)")


def approved(args: Namespace) -> int:
    """Write what was approved, and did not leave yet, to a file; each record once."""
    since = _since(args.since)
    with acting(args) as ctx:
        from lokos_tui.files.outbox.exports import send

        sent = send(ctx, block_of(args, ctx), args.output, since=since, retry_refused=args.retry_refused)
    return _tell(args, sent)


def again(args: Namespace) -> int:
    """Write one export again, byte for byte what it was."""
    with acting(args) as ctx:
        from lokos_tui.files.outbox.exports import send_again

        sent = send_again(ctx, block_of(args, ctx), args.export, args.output)
    return _tell(args, sent)


def _since(text: str) -> int | None:
    """Return the first moment of a day in Indian time (ms UTC), None for ''. Raises Invalid."""
    if not text:
        return None
    day = read_day(text)
    if day is None:
        problem = Problem("since", "since.day", _("--since is no day."), _("Write it as DD/MM/YYYY."))
        raise Invalid([problem], code="usage.since")
    return int(datetime.combine(day, time(), IST).timestamp() * 1000)


def _tell(args: Namespace, sent: Sent) -> int:
    """Say what was written; beside a file on standard output it goes to standard error."""
    report, piped = _report(sent), sent.file == _STANDARD
    if args.json and not piped:
        print_json(report)
        return exits.DONE
    for sentence in _sentences(sent):
        (tell if piped else say)(sentence)
    return exits.DONE


def _report(sent: Sent) -> dict[str, Any]:
    formed = sent.formed
    names = ("records", "resumed", "waiting", "held", "sha256")
    facts = {name: getattr(formed, name) for name in names}
    return {"export": formed.export_id, "upload_id": formed.export_uid, "file": sent.file, **facts}


def _sentences(sent: Sent) -> list[str]:
    formed = sent.formed
    found: list[str] = []
    if not formed.export_id:
        found.append(_("Nothing is ready to be sent."))
    else:
        where = _("standard output") if sent.file == _STANDARD else sent.file
        found.append(
            ngettext(
                "{export_uid}: {n} record written to {where}.",
                "{export_uid}: {n} records written to {where}.",
                formed.records,
                export_uid=formed.export_uid,
                where=where,
            )
        )
        found.append(f"SHA-256 {formed.sha256}")
    if formed.resumed:
        found.append(_("This export was formed before and had not been written to its end."))
    if formed.waiting:
        found.append(
            ngettext(
                "{n} more record waits for the next file: run it again.",
                "{n} more records wait for the next file: run it again.",
                formed.waiting,
            )
        )
    if formed.held:
        found.append(
            ngettext(
                "{n} approved member waits until her SHG is approved.",
                "{n} approved members wait until their SHG is approved.",
                formed.held,
            )
        )
    return found


def acknowledge(args: Namespace) -> int:
    """Keep what the central server answered."""
    with acting(args) as ctx:
        from lokos_tui.files.outbox.exports import acknowledge as keep

        source = sys.stdin.buffer if args.file == _STANDARD else Path(args.file)
        done = keep(ctx, block_of(args, ctx), source)
    if args.json:
        print_json(asdict(done))
    else:
        counts = {name: grouped(getattr(done, name)) for name in ("taken", "refused", "unanswered")}
        say(
            _(
                "{export_uid}: {taken} taken, {refused} refused, {unanswered} unanswered.",
                export_uid=done.export_uid,
                **counts,
            )
        )
        if done.known or done.gone:
            gone = ngettext("{n} record", "{n} records", done.gone)
            say(
                ngettext(
                    "{n} answer was known already, {gone} left again since.",
                    "{n} answers were known already, {gone} left again since.",
                    done.known,
                    gone=gone,
                )
            )
        if done.refused:
            say(_("Send the refused ones again, when they can be taken: lokos export approved --retry-refused"))
    return exits.SOME_REFUSED if done.refused else exits.DONE


def listed(args: Namespace) -> int:
    """List the exports of a block, the newest first, or what of one the central server refused or did not answer."""
    with acting(args) as ctx:
        from lokos_tui.queries.outbox.exports import export_page, refused_records, unanswered_records
        from lokos_tui.queries.outbox.fields import EXPORT, REFUSED, REFUSED_PRINTED

        block = block_of(args, ctx)
        if args.export is None:
            size = ctx.settings.ui.page_size
            return print_list(args, EXPORT, size, lambda request: ctx.read(export_page, block, request))
        refused = ctx.read(refused_records, block, args.export)
        unanswered = ctx.read(unanswered_records, block, args.export)
    if args.json:
        lists = {"refused": refused, "unanswered": unanswered}
        told = {name: [{one.key: one.value(row) for one in REFUSED} for row in of] for name, of in lists.items()}
        print_json({"export": args.export} | told)
        return exits.DONE
    headings = [one.printed_heading for one in REFUSED_PRINTED]
    shown = (*refused, *(row._replace(reason=_NO_ANSWER) for row in unanswered))
    print_table(headings, ([one.value(row) for one in REFUSED_PRINTED] for row in shown))
    return exits.DONE


def key(args: Namespace) -> int:
    """Print the key that the block's exports are signed with, for the central server."""
    with acting(args) as ctx:
        from lokos_tui.commands.outbox import ShowExportKey

        block = block_of(args, ctx)
        shown = ctx.send(ShowExportKey(block_code=block))
    if args.json:
        print_json({"block": block, "export_key": shown})
    else:
        say(
            _(
                "Block {block}: exports are signed with {shown}. Give it to the central server alone.",
                block=block,
                shown=shown,
            )
        )
    return exits.DONE
