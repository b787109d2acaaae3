"""``lokos import opening``: what a load would bring, and letting it wait for the block manager."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lokos_tui.cli import exits
from lokos_tui.cli.acting import acting, block_of
from lokos_tui.cli.output import cell, print_json, print_table, say, tell
from lokos_tui.domain.errors import Unreadable
from lokos_tui.domain.message import _, joined
from lokos_tui.domain.opening.plan import GpTotals, OpeningPlan, OpeningRow
from lokos_tui.domain.opening.states import OUTCOME_WORDS, OpeningOutcome

if TYPE_CHECKING:
    from lokos_tui.commands.opening import OpeningLoaded
    from lokos_tui.context import Context

_INPUT = "-"
_TOLD = (OpeningOutcome.FAULT, OpeningOutcome.LEFT_OUT)


def load(args: Namespace) -> int:
    """Say what a file would bring and, unless it is a dry run or has faults, let it wait as one opening load."""
    files = [Path(name) for name in (args.file, *args.more)]
    if args.file == _INPUT:
        raise Unreadable("opening.input", _("An opening load is read from files."), _("Name the files."))
    with acting(args) as ctx:
        from lokos_tui.files.opening import openings

        block = block_of(args, ctx)
        plan = openings.plan(ctx, block, openings.read(ctx, block, files))
        faulty = bool(plan.having(OpeningOutcome.FAULT))
        done = None
        if not (args.dry_run or (faulty and not args.load_good_rows)):
            name = ", ".join(path.name for path in files)
            progress = None if args.json else _progress
            done = openings.load(
                ctx, block, plan, args.source or name, name, good_rows_only=args.load_good_rows, progress=progress
            )
        names = _names(ctx, block)
    report = report_of(plan, done, names)
    print_json(report) if args.json else _show(report, dry=args.dry_run)
    return exits.SOME_REFUSED if faulty else exits.DONE


def _names(ctx: Context, block: str) -> dict[int, str]:
    from lokos_tui.queries.opening.loads import gp_names

    return ctx.read(gp_names, block)


def report_of(plan: OpeningPlan, done: OpeningLoaded | None, names: dict[int, str]) -> dict[str, Any]:
    """Return what was loaded, or would be, as JSON carries it; ``opening`` is 0 when nothing waits because of it."""
    warnings = sum(len(row.entry.warnings) for row in plan.rows if row.brings)
    return {
        "opening": done.opening_id if done else 0,
        "counts": plan.counts(),
        "panchayats": [_gp(one, names) for one in plan.totals()],
        "left_out": [_row(row) for row in plan.having(OpeningOutcome.LEFT_OUT)],
        "faults": [_row(row) for row in plan.having(OpeningOutcome.FAULT)],
        "problems": [str(problem) for problem in plan.bundle.problems],
        "warnings": warnings,
        "confirmed": done.confirmed if done else 0,
        "potential": done.potential if done else 0,
    }


def _gp(one: GpTotals, names: dict[int, str]) -> dict[str, Any]:
    return {
        "gp": names.get(one.gp_id, ""), "shgs": one.shgs, "vos": one.vos, "clfs": one.clfs, "members": one.members,
        "active": one.active, "with_account": one.accounts,
    }  # fmt: skip


def _row(row: OpeningRow) -> dict[str, Any]:
    entry = row.entry
    return {
        "where": row.place, "kind": entry.kind.value, "code": entry.code, "name": entry.name,
        "outcome": row.outcome.value, "members": row.members, "reason": row.reason,
    }  # fmt: skip


def _show(report: dict[str, Any], *, dry: bool) -> None:
    counts, told = report["counts"], [*report["faults"], *report["left_out"]]
    if told:
        print_table(
            (_("Where"), _("Kind"), _("Code"), _("Name"), _("Outcome"), _("Why")),
            (
                (one["where"], one["kind"], one["code"], one["name"], OUTCOME_WORDS[OpeningOutcome(one["outcome"])],
                 one["reason"])
                for one in told
            ),
        )  # fmt: skip
        say()
    if report["panchayats"]:
        headings = (_("Gram Panchayat"), "SHG", "VO", "CLF", _("Members"), _("Active"), _("With account"))
        print_table(headings, (one.values() for one in report["panchayats"]))
        say()
    for problem in report["problems"]:
        tell(problem)
    ends = ((counts[one.value.lower()], OUTCOME_WORDS[one]) for one in OpeningOutcome)
    say(joined(", ", (joined(" ", one) for one in ends if one[0])) or _("The files have no rows."))
    say(_ended(report, dry=dry))


def _ended(report: dict[str, Any], *, dry: bool) -> str:
    number = report["opening"]
    if number:
        return _(
            "Opening load {number} waits for the block manager. Duplicates found: {confirmed} confirmed, {potential} "
            "possible. It is taken back by: lokos opening undo {number} --reason TEXT",
            number=number,
            confirmed=report["confirmed"],
            potential=report["potential"],
        )
    if dry:
        return _("Nothing was written (dry run).")
    if report["faults"]:
        return _("Nothing was loaded. Correct the file, or leave what is faulty out: --load-good-rows.")
    return _("Everything in these files is here already; nothing was loaded.")


def _progress(step: str, done: int, total: int) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{cell(step)} {cell(_('{done} of {total}', done=done, total=total))} ")
        sys.stderr.flush()
