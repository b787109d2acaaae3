"""``lokos duplicates``: check a block, list and decide findings, and measure the rules on a plain file."""

from __future__ import annotations

import sys
import time
from argparse import Namespace
from contextlib import nullcontext
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lokos_tui.cli import exits
from lokos_tui.cli.acting import acting, block_of, reason_of
from lokos_tui.cli.listing import print_list
from lokos_tui.cli.output import print_json, print_table, say
from lokos_tui.domain.duplicates.results import WORDS, DuplicateResult
from lokos_tui.domain.errors import Unreadable
from lokos_tui.domain.message import _, joined, ngettext
from lokos_tui.queries.duplicates.fields import FINDING_PRINTED, GENERIC

if TYPE_CHECKING:
    from lokos_tui.matching.person_file import PersonRow
    from lokos_tui.matching.selfmatch import Found, Matched

_INPUT = "-"


def match(args: Namespace) -> int:
    """Weigh a person file against itself and print the pairs; nothing is kept."""
    from lokos_tui.matching.selfmatch import match as match_all
    from lokos_tui.matching.selfmatch import rules_for

    started = time.process_time()
    rows = _rows(args.file)
    people = [row.person for row in rows]
    found = match_all(people, rules_for(people), wide=True)
    report = _report(rows, found, time.process_time() - started)
    if args.json:
        print_json(report)
        return exits.DONE
    print_table(
        ("a", "b", _("class"), _("weight")), ((p["a"], p["b"], p["class"], p["weight"]) for p in report["pairs"])
    )
    say(
        _(
            "{records}, {pairs} weighed, {found} found.",
            records=ngettext("{n} record", "{n} records", len(rows)),
            pairs=ngettext("{n} pair", "{n} pairs", found.weighed),
            found=len(report["pairs"]),
        )
    )
    return exits.DONE


def _rows(name: str) -> list[PersonRow]:
    from lokos_tui.matching.person_file import read_rows

    try:
        with nullcontext(sys.stdin) if name == _INPUT else Path(name).open(encoding="utf-8-sig", newline="") as file:
            return list(read_rows(file))
    except OSError as error:
        raise Unreadable(
            "file.open", _("The file cannot be read: {name}.", name=name), _("Look at its name and rights.")
        ) from error


def _report(rows: list[PersonRow], found: Matched, seconds: float) -> dict[str, Any]:
    return {
        "records": len(rows),
        "scored": found.weighed,
        "cpu_seconds": round(seconds, 3),
        "pairs": [_pair(rows, pair) for pair in found.pairs],
    }


def _pair(rows: list[PersonRow], pair: Found) -> dict[str, Any]:
    verdict = pair.verdict
    return {
        "a": rows[pair.one].id,
        "b": rows[pair.other].id,
        "class": WORDS[DuplicateResult(verdict.kind.value)].shown,
        "weight": verdict.bits,
        "terms": [{"field": t.field, "level": t.level.value, "bits": t.bits} for t in verdict.terms],
    }


def refresh(args: Namespace) -> int:
    """Check what arrived since the last check, or by --all every record of the block."""
    with acting(args) as ctx:
        from lokos_tui.commands.duplicates import RefreshDuplicates

        done = ctx.send(RefreshDuplicates(block_code=block_of(args, ctx), everything=args.all))
    if args.json:
        print_json({"records": done.records, "weighed": done.weighed, "found": done.found})
    else:
        say(
            _(
                "{records} checked, {pairs} weighed, {findings}.",
                records=ngettext("{n} record", "{n} records", done.records),
                pairs=ngettext("{n} pair", "{n} pairs", done.weighed),
                findings=ngettext("{n} finding", "{n} findings", done.found),
            )
        )
    return exits.DONE


def listed(args: Namespace) -> int:
    """List what was found, the worst first."""
    with acting(args) as ctx:
        from lokos_tui.queries.duplicates.findings import finding_page

        block, size = block_of(args, ctx), ctx.settings.ui.page_size
        return print_list(
            args, FINDING_PRINTED, size, lambda request: ctx.read(finding_page, block, args.found.upper(), request)
        )


def show(args: Namespace) -> int:
    """Show one finding: both records side by side, and every term in words."""
    with acting(args) as ctx:
        from lokos_tui.matching.explain import say as words
        from lokos_tui.queries.duplicates.finding import finding_detail

        detail = ctx.read(finding_detail, block_of(args, ctx), args.number)
    said = words(list(detail.terms))
    if args.json:
        print_json({"finding": asdict(detail), "terms": said})
        return exits.DONE
    shown = f"{detail.weight:.1f}"
    found = WORDS[DuplicateResult(detail.found)].shown
    weight = _("weight {weight}", weight=shown)
    say(joined(", ", (_("decided: not a duplicate") if detail.decision else found, weight)))
    print_table(
        ("", detail.one.name, detail.other.name),
        [
            (_("Code"), detail.one.code, detail.other.code),
            (_("Group"), detail.one.group, detail.other.group),
            (_("Place"), detail.one.place, detail.other.place),
            *((a[0], a[1], b[1]) for a, b in zip(detail.one.values, detail.other.values, strict=False)),
        ],
    )
    say()
    print_table((_("What"), _("Agrees"), _("Counts"), _("Bits")), said)
    if detail.decision:
        say(
            _(
                "Decided by {by}: {code} {reason}",
                by=detail.decision.by,
                code=detail.decision.reason_code.lower(),
                reason=detail.decision.reason,
            )
        )
    return exits.DONE


def decide(args: Namespace) -> int:
    """Say that a potential duplicate is none, with the reason."""
    with acting(args) as ctx:
        from lokos_tui.commands.duplicates import DecideNotDuplicate, RecordRef
        from lokos_tui.queries.duplicates.finding import finding_detail

        block = block_of(args, ctx)
        detail = ctx.read(finding_detail, block, args.number)
        one, other = (RecordRef(side.kind, side.id) for side in (detail.one, detail.other))
        number = ctx.send(
            DecideNotDuplicate(
                block_code=block, one=one, other=other, reason_code=args.reason_code.upper(), reason=args.reason
            )
        )
    say(
        _(
            "Decision {number}: {one} and {other} are two. It holds until either changes.",
            number=number,
            one=detail.one.name,
            other=detail.other.name,
        )
    )
    return exits.DONE


def undo(args: Namespace) -> int:
    """Take a decision back."""
    reason = reason_of(args)
    with acting(args) as ctx:
        from lokos_tui.commands.duplicates import UndoDecision

        ctx.send(UndoDecision(block_code=block_of(args, ctx), decision_id=args.decision, reason=reason))
    say(_("Decision {decision} is taken back; the finding stands open again.", decision=args.decision))
    return exits.DONE


def generic(args: Namespace) -> int:
    """List the numbers that too many hold, to be corrected."""
    with acting(args) as ctx:
        from lokos_tui.queries.duplicates.findings import generic_page

        block, size = block_of(args, ctx), ctx.settings.ui.page_size
        return print_list(args, GENERIC, size, lambda request: ctx.read(generic_page, block, request))
