"""What is said of a load: counts, warnings, and every fault with its cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from importers.sheet import shown
from lokos_tui.cli.output import cell, say
from lokos_tui.domain.loads.outcomes import count_words
from lokos_tui.domain.loads.questions import QUESTIONS
from lokos_tui.domain.message import _, joined, ngettext
from lokos_tui.files.loads.headings import heading_words, sheet_words

if TYPE_CHECKING:
    from lokos_tui.commands.loads import Loaded
    from lokos_tui.domain.loads.mapping import Fault, Plan
    from lokos_tui.domain.loads.masters import MasterPlan
    from lokos_tui.files.loads.load import Load


def make(job: Load, done: Loaded | None, *, dry_run: bool) -> dict[str, Any]:
    """Return the report of a load: the plan as the preview has it, and what was done (stable keys)."""
    report = job.preview.report(job.facts)
    report |= {"kind": job.kind, "block": job.block_code, "dry_run": dry_run, "known": job.known_batch}
    report |= {"batch_id": 0, "changed": [], "loaded": {}, "sentence": _sentence(job, done, dry_run=dry_run)}
    report["headings"] = _headings(job)
    report["sheets"] = {
        "read": [shown(part.sheet) for _offset, part in job.table.sheets],
        "left_out": [{"sheet": shown(one.sheet), "why": one.why} for one in job.table.left_out],
    }
    report |= {"credentials": "", "failed_rows": "", "questions": [one.as_dict() for one in job.questions if one.rows]}
    if done is not None:
        report |= {"batch_id": done.batch_id, "loaded": done.counts, "users": [user.user_id for user in done.users]}
        report["changed"] = [{"row": row.row, "outcome": row.outcome, "reason": row.reason} for row in done.changed]
    return report


def _headings(job: Load) -> dict[str, Any]:
    """Return what the heading row leaves open, as plain values: unknown, proposed, missing and doubled headings."""
    header = job.table.header
    return {
        "unknown": [shown(heading) for heading in header.unknown],
        "proposals": [
            {"heading": shown(mine), "column": key, "likeness": score} for mine, key, score in header.proposals
        ],
        "missing": list(header.missing),
        "doubled": [{"column": one.key, "read": job.table.letter(one.read)} for one in header.doubled],
    }


def _sentence(job: Load, done: Loaded | None, *, dry_run: bool) -> str:
    if job.recognised:
        return joined(" ", (job.known_batch, _("Nothing was changed.")))
    return joined(" ", (job.known_batch, _outcome(job, done, dry_run=dry_run)))


def _outcome(job: Load, done: Loaded | None, *, dry_run: bool) -> str:
    if dry_run:
        return _("This was a dry run: nothing was written.")
    if done is None:
        return ngettext(
            "Nothing was loaded: {n} row has a fault. Mend them, or add --load-good-rows.",
            "Nothing was loaded: {n} rows have faults. Mend them, or add --load-good-rows.",
            len(job.bad_rows),
        )
    if done.batch_id:
        return joined(" ", (_("Loaded as load {number}.", number=done.batch_id), done.sentence))
    return done.sentence or _("Nothing was changed.")


def show(report: dict[str, Any], job: Load) -> None:
    """Print the report for people."""
    file = report["file"]
    say(
        ngettext(
            "{file}, sheet {sheet}: {n} row, {blank} blank.",
            "{file}, sheet {sheet}: {n} rows, {blank} blank.",
            len(job.table.rows),
            file=cell(file["name"]),
            sheet=cell(file["sheet"]),
            blank=report["blank_rows"],
        )
    )
    say(_("Plan: {counts}.", counts=count_words(report["counts"], ", ") or _("nothing")))
    for warning in report["warnings"]:
        say(f"! {cell(warning)}")
    if not job.recognised:
        for words in (*sheet_words(job), *heading_words(job)):
            say(f"! {cell(words)}")
        _show_questions(job)
        _show_faults(job, job.plan)
    for row in report["changed"]:
        say(_("x row {row}  changed since it was planned: {why}", row=row["row"], why=cell(row["reason"])))
    say(cell(report["sentence"]))
    if report["credentials"]:
        say(_("First passwords, to hand over and destroy: {file}", file=report["credentials"]))
    if report["failed_rows"]:
        say(_("Refused rows, to mend and load again: {file}", file=report["failed_rows"]))


def _show_questions(job: Load) -> None:
    """Print what the sheet leaves open, with the option that answers it."""
    for one in (asked for asked in job.questions if asked.rows):
        say(f"? {cell(one.sentence)}")
        for answer in QUESTIONS[one.asked].answers:
            option = f"--answer {one.asked.value}={answer.value}"
            chosen = _("(so it is read now)") if answer.value == one.answer else ""
            say(f"    {option}  {cell(joined(' ', (answer.words, chosen)))}")


def _show_faults(job: Load, plan: Plan | MasterPlan) -> None:
    for fault in plan.faults():
        say(f"{'!' if fault.warning else 'x'} {cell(_where(job, fault))}  {_value(fault)}{cell(_words(fault))}")


def _where(job: Load, fault: Fault) -> str:
    address = job.table.address(fault.row, fault.key)
    if "!" in address:
        return cell(address)
    return f"{cell(job.table.sheet)}!{address}" if any(c.isalpha() for c in address) else _("row {row}", row=fault.row)


def _value(fault: Fault) -> str:
    return f"'{cell(fault.value)}': " if fault.value else ""


def _words(fault: Fault) -> str:
    return joined(" ", (fault.sentence, fault.hint))
