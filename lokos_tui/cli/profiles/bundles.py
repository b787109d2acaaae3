"""``lokos import profiles``, ``lokos inbox`` and ``lokos user bundle-key``."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lokos_tui.cli import exits
from lokos_tui.cli.acting import acting, block_of
from lokos_tui.cli.output import cell, print_json, print_table, say, tell
from lokos_tui.domain.message import _, joined, ngettext
from lokos_tui.domain.profiles.plan import OUTCOME_WORDS, LinePlan, Outcome, UploadPlan

if TYPE_CHECKING:
    from lokos_tui.commands.duplicates import Checked
    from lokos_tui.context import Context
    from lokos_tui.files.profiles.bundles import PickedUp

_INPUT = "-"
_ORDER = (Outcome.NEW, Outcome.CHANGED, Outcome.UNCHANGED, Outcome.OLDER, Outcome.REFUSED)


def load(args: Namespace) -> int:
    """Load one bundle, or by --dry-run say what loading it would do."""
    with acting(args) as ctx:
        from lokos_tui.files.profiles import bundles as profiles

        block = block_of(args, ctx)
        _say_who_decides(ctx, block)
        source = sys.stdin.buffer if args.file == _INPUT else Path(args.file)
        bundle = profiles.read(ctx, block, source, args.made_by)
        name = "standard input" if args.file == _INPUT else Path(args.file).name
        if args.dry_run:
            return _say(args, profiles.plan(ctx, block, bundle), None, 0)
        done, checked = profiles.load(ctx, block, bundle, name, accept_unsigned=args.unsigned)
        return _say(args, done.plan, checked, done.upload_id)


def _say_who_decides(ctx: Context, block: str) -> None:
    """Tell a block manager, before she loads, that others decide on it then; refused at the door where there are none.

    No answer is asked: what she typed is what she wants, and scripts that load go on as they did.
    """
    from lokos_tui.domain.verification.deciders import question
    from lokos_tui.files.profiles.bundles import others_who_decide

    others = others_who_decide(ctx, block)
    if others is not None and any(others):
        tell(question(others))


def template(args: Namespace) -> int:
    """Write the empty workbook of profiles."""
    with acting(args) as ctx:
        from lokos_tui.files.profiles.bundles import save_template

        save_template(block_of(args, ctx), Path(args.file))
    say(_("Template written: {file}", file=args.file))
    return exits.DONE


def _say(args: Namespace, plan: UploadPlan, checked: Checked | None, upload_id: int) -> int:
    report = report_of(plan, checked, upload_id)
    if args.json:
        print_json(report)
    else:
        _show(report)
    return exits.SOME_REFUSED if plan.count(Outcome.REFUSED) or plan.bundle.problems else exits.DONE


def report_of(plan: UploadPlan, checked: Checked | None, upload_id: int) -> dict[str, Any]:
    """Return what was done, or would be, as JSON carries it; ``upload`` is 0 for a dry run."""
    bundle = plan.bundle
    return {
        "upload": upload_id,
        "upload_id": bundle.header.upload_id,
        "made_by": bundle.header.made_by,
        "signed": bundle.signed.value.lower(),
        "whole": bundle.whole,
        "problems": [str(problem) for problem in bundle.problems],
        "warnings": list(plan.warnings),
        "counts": {outcome.value.lower(): plan.count(outcome) for outcome in _ORDER},
        "lines": [_line(line) for line in plan.lines],
        "checked": checked.records if checked else 0,
        "found": checked.found if checked else 0,
    }


def _line(line: LinePlan) -> dict[str, Any]:
    entry = line.line.cbo
    entries = (*((entry,) if entry else ()), *line.line.members)
    return {
        "line": line.line.number,
        "sheet": line.line.sheet,
        "row": line.line.row,
        "kind": entry.kind.value if entry else "",
        "name": entry.name if entry else "",
        "members": len(line.line.members),
        "outcome": OUTCOME_WORDS[line.outcome],
        "reason": line.reason,
        "locked": line.locked,
        "warnings": [f"{one.name}: {problem}" for one in entries for problem in one.warnings],
    }


def _show(report: dict[str, Any]) -> None:
    print_table(
        (_("Line"), _("Kind"), _("Name"), _("Members"), _("Outcome"), _("Why")),
        (
            (row["line"], row["kind"], row["name"], row["members"], row["outcome"], row["reason"])
            for row in report["lines"]
        ),
    )
    for problem in (*report["problems"], *report["warnings"]):
        tell(problem)
    ended = ((report["counts"][one.value.lower()], OUTCOME_WORDS[one]) for one in _ORDER)
    counts = joined(", ", (joined(" ", one) for one in ended if one[0])) or _("no lines")
    number = report["upload"]
    done = (
        _("{counts}: upload {number}.", counts=counts, number=number)
        if number
        else _("{counts}: nothing was written (dry run).", counts=counts)
    )
    findings = ngettext("{n} finding", "{n} findings", report["found"])
    checked = ngettext(
        "{n} record checked, {findings}.", "{n} records checked, {findings}.", report["checked"], findings=findings
    )
    say(joined(" ", (done, checked)))


def inbox(args: Namespace) -> int:
    """Load every bundle that lies in the office's inbox of bundles."""
    with acting(args) as ctx:
        from lokos_tui.files.profiles.bundles import pick_up

        block = block_of(args, ctx)
        _say_who_decides(ctx, block)
        found = pick_up(ctx, block, ctx.settings.inbox, None if args.json else _progress)
    if args.json:
        print_json([_picked(one) for one in found])
    else:
        print_table(
            (_("File"), _("Now in"), _("Records"), _("Refused"), _("Why")),
            ((p["file"], p["where"], p["records"], p["refused"], p["reason"]) for p in map(_picked, found)),
        )
        for warning in (warning for one in found for warning in _picked(one)["warnings"]):
            tell(warning)
    if any(one.stopped for one in found):
        return exits.INTERRUPTED
    return exits.SOME_REFUSED if any(_picked(one)["refused"] or one.refusal for one in found) else exits.DONE


def _picked(one: PickedUp) -> dict[str, Any]:
    plan = one.uploaded.plan if one.uploaded else None
    return {
        "file": one.name,
        "where": one.where,
        "records": one.uploaded.records if one.uploaded else 0,
        "refused": plan.count(Outcome.REFUSED) if plan else 0,
        "reason": one.refusal,
        "warnings": list(plan.warnings) if plan else [],
    }


def _progress(step: str, done: int, total: int) -> None:
    if sys.stderr.isatty():
        count = _("{done} of {total}", done=done, total=total) if total else done
        sys.stderr.write(f"\r{cell(step)} {cell(count)} ")
        sys.stderr.flush()


def bundle_key(args: Namespace) -> int:
    """Give an account a new bundle key and print it, once, for her slip."""
    with acting(args) as ctx:
        from lokos_tui.commands.profiles import NewBundleKey

        key = ctx.send(NewBundleKey(block_code=block_of(args, ctx), user_id=args.user_id, reason=args.reason))
    if args.json:
        print_json({"user_id": args.user_id.upper(), "bundle_key": key})
    else:
        say(
            _(
                "{user_id}: new bundle key {key}. Bundles signed with the old one are refused from now on.",
                user_id=args.user_id.upper(),
                key=key,
            )
        )
    return exits.DONE
