"""``lokos import`` and ``lokos template``: the loads, by the same steps as the load screen."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from lokos_tui.cli import exits
from lokos_tui.cli.acting import acting, block_of
from lokos_tui.cli.loads import report as load_report
from lokos_tui.cli.output import print_json, say
from lokos_tui.domain.errors import Invalid, Problem, Unreadable
from lokos_tui.domain.message import _, ngettext

if TYPE_CHECKING:
    from lokos_tui.commands.loads import Loaded
    from lokos_tui.context import Context
    from lokos_tui.files.loads.load import Choices, Load

_INPUT = "-"
_LARGEST = 200_000_000
"""Bytes taken from standard input; the reader refuses far smaller files."""


def load(args: Namespace) -> int:
    """Read, plan and, unless it is a dry run, carry out one file."""
    if args.kind == "profiles" and not args.more:
        from lokos_tui.cli.profiles.bundles import load as load_profiles

        return load_profiles(args)
    if args.kind == "opening":
        from lokos_tui.cli.opening.load import load as load_opening

        return load_opening(args)
    if args.more:
        raise _usage("file", _("One file is loaded at a time."), _("Only an opening load has several."))
    _check_targets(args)
    choices = choices_of(args)
    source = _source(args)
    with acting(args) as ctx:
        from lokos_tui.files.loads.load import Load

        name = "standard input" if args.file == _INPUT else Path(args.file).name
        job = Load(ctx, args.kind, source, name, block_of(args, ctx))
        job.choices = choices
        job.read()
        job.check()
        return _carry_out(args, ctx, job)


def _carry_out(args: Namespace, ctx: Context, job: Load) -> int:
    done: Loaded | None = None
    stopped = job.plan.has_faults and not args.load_good_rows
    if not (args.dry_run or stopped or job.recognised):
        done = job.apply(good_rows_only=args.load_good_rows)
    report = load_report.make(job, done, dry_run=args.dry_run)
    if done is not None and done.users:
        report["credentials"] = _save_slips(args, ctx, job, done)
    changed = {row.row: row.reason for row in done.changed} if done else {}
    if args.failed_rows and (job.bad_rows or changed):
        report["failed_rows"] = str(args.failed_rows)
        job.write_failed(Path(args.failed_rows), changed)
    print_json(report) if args.json else load_report.show(report, job)
    if job.plan.has_faults or changed:
        return exits.SOME_REFUSED
    return exits.DONE


def _save_slips(args: Namespace, ctx: Context, job: Load, done: Loaded) -> str:
    from lokos_tui.files.accounts.slips import bundle_keys, write_slips

    exports = ctx.settings.exports
    usual = exports / f"credentials-{job.block_code}-{done.batch_id}.txt"
    target = Path(args.credentials) if args.credentials else usual
    if not args.credentials:
        exports.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_slips(target, done.users, ctx.actor.block_name, bundle_keys(ctx, done.users))
    return str(target)


def _source(args: Namespace) -> Path | bytes:
    if args.file != _INPUT:
        return Path(args.file)
    if sys.stdin.isatty():
        raise Unreadable(
            "file.terminal", _("No file comes on standard input."), _("Write: lokos import mapping - < FILE.")
        )
    return sys.stdin.buffer.read(_LARGEST)


def _check_targets(args: Namespace) -> None:
    """Refuse before anything is loaded what could not be written after it."""
    for option in ("failed_rows", "credentials"):
        value = getattr(args, option)
        if not value:
            continue
        target = Path(value)
        if target.exists():
            raise Unreadable("file.exists", _("{path} is there already.", path=target), _("Choose another name."))
        if not target.parent.is_dir():
            raise Unreadable(
                "file.folder", _("There is no folder {path}.", path=target.parent), _("Choose another folder.")
            )


def choices_of(args: Namespace) -> Choices:
    """Return what the options chose for a file; raises Invalid naming the option that is wrong."""
    from importers.loads import corrections
    from lokos_tui.domain.loads.questions import parse_answer
    from lokos_tui.files.loads.load import Choices

    chosen = corrections.NONE
    for text in args.correct:
        chosen = chosen.adding(*corrections.parse_correction(text))
    headings = dict(_pair(text) for text in args.heading)
    answers = dict(parse_answer(text) for text in args.answer)
    return Choices(args.sheet or None, headings, args.fill_down, chosen, _rows(args.leave_out), answers)


def _pair(text: str) -> tuple[str, str]:
    mine, equals, key = text.rpartition("=")
    if not (equals and mine.strip() and key.strip()):
        raise _usage("heading", _("{text} is no heading.", text=text), _("Write --heading 'My heading=shg_code'."))
    return mine.strip(), key.strip().lower()


def _rows(text: str) -> frozenset[int]:
    words = text.replace(",", " ").split()
    if not all(word.isascii() and word.isdigit() for word in words):
        raise _usage("leave_out", _("{text} are no row numbers.", text=text), _("Write --leave-out 17,18."))
    return frozenset(int(word) for word in words)


def _usage(field: str, sentence: str, hint: str) -> Invalid:
    return Invalid([Problem(field, f"{field}.form", sentence, hint)], code=f"usage.{field}")


def template(args: Namespace) -> int:
    """Write a template made from the block's live data."""
    if args.kind == "profiles":
        from lokos_tui.cli.profiles.bundles import template as profiles_template

        return profiles_template(args)
    with acting(args) as ctx:
        from lokos_tui.files.loads.templates import save_template

        target = Path(args.file)
        count = save_template(ctx, args.kind, target, filled=not args.empty, block_code=block_of(args, ctx))
    if args.json:
        print_json({"file": str(target), "rows": count})
    else:
        say(ngettext("{file}: {n} row.", "{file}: {n} rows.", count, file=target))
    return exits.DONE
