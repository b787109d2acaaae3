"""What the check of a file says, as text: counts, the row under the cursor, refused keys, the question. Pure."""

from __future__ import annotations

from lokos_tui.commands.loads import Loaded
from lokos_tui.domain.dates import grouped
from lokos_tui.domain.loads.outcomes import count_words
from lokos_tui.domain.message import _, joined, ngettext
from lokos_tui.files.loads.lines import ALL, FAULTS, Line, groups
from lokos_tui.files.loads.load import Load
from lokos_tui.ui.frame.messages import Kind


def counts_line(job: Load) -> str:
    """Return how many accounts would be made and how many rows there are of each outcome."""
    new = job.plan.counts().get("new_users", 0)
    parts = [_counted(words, count) for name, words, count in groups(job) if name != ALL]
    accounts = _counted(_("new accounts"), new) if new else ""
    return joined("  ", (accounts, *parts)) or _("nothing to do")


def _counted(words: str, count: int) -> str:
    return joined(" ", (words, grouped(count)))


def status_line(job: Load, group: str) -> str:
    """Return the sheet, its rows, which of them are shown, and the first warning about the whole file."""
    plan, table = job.plan, job.table
    words = next(words for name, words, _count in groups(job) if name == group)
    rows = ngettext("{sheet}: {n} row", "{sheet}: {n} rows", len(table.rows), sheet=table.sheet)
    blank = _("{number} blank", number=plan.blank_rows) if plan.blank_rows else ""
    warning = joined("", ("! ", plan.warnings[0])) if plan.warnings else ""
    return joined("   ", (joined(", ", (rows, blank)), _("showing: {rows}", rows=words), warning))


def first_word(job: Load) -> str:
    """Return what is to be known before anything is done: loaded already, or a heading nobody knows; '' for neither."""
    if job.recognised:
        return joined(" ", (job.known_batch, _("Loading it again changes nothing.")))
    if job.known_batch:
        return joined(" ", (job.known_batch, _("What is new since, or was left then, is shown.")))
    if waiting := [one for one in job.questions if one.blocks]:
        return joined(" ", (waiting[0].sentence, _("y answers it.")))
    for mine, key, _score in job.table.header.proposals:
        return _("The heading '{mine}' is not known. Does it mean {key}? h takes it.", mine=mine, key=key)
    return ""


def whole_line(line: Line) -> tuple[str, Kind]:
    """Return a line of the preview uncut, and how it is told."""
    value = f"{line.value}: " if line.value and line.fault else ""
    kind: Kind = "refused" if line.sign == "x" else "warn" if line.sign == "!" else "ok"
    said = joined("", (_("row {row}", row=line.own), f"  {line.address}  {value}", line.words))
    return said, kind


def why_not_now(job: Load, action_id: str) -> str | None:
    """Return why an action cannot be done with the plan as it is; None when it can."""
    bad, writes = len(job.bad_rows), job.will_write
    if action_id in ("check.apply", "check.good") and not writes:
        return _("Nothing in this file is new; there is nothing to load.")
    if action_id == "check.apply" and bad:
        return ngettext(
            "{n} row has a fault: e corrects, o leaves out, L loads the good rows only.",
            "{n} rows have faults: e corrects, o leaves out, L loads the good rows only.",
            bad,
        )
    if action_id == "check.good" and not bad:
        return _("No row has a fault: A loads the whole file.")
    if action_id == "check.faults" and not bad:
        return _("No row has a fault.")
    if action_id == "check.answer" and not job.questions:
        return _("The sheet leaves no question open.")
    if action_id == "check.heading" and not job.table.header.proposals:
        return _("Every heading is known.")
    return None


def question(job: Load, block_name: str, *, good_rows_only: bool) -> str:
    """Return what loading would do, for the last question before it."""
    parts = [_counted(words, count) for name, words, count in groups(job) if name not in (ALL, FAULTS)]
    new = job.plan.counts().get("new_users", 0)
    counts = joined(", ", (*parts, _counted(_("new accounts"), new) if new else ""))
    asked = _("{file} is loaded into {block}: {counts}.", file=job.name, block=block_name, counts=counts)
    if not good_rows_only:
        return asked
    rest = ngettext(
        "{n} row with a fault is not loaded and comes back as a workbook.",
        "{n} rows with faults are not loaded and come back as a workbook.",
        len(job.bad_rows),
    )
    return joined(" ", (asked, rest))


def done_counts(result: Loaded) -> str:
    """Return what a load that is done wrote."""
    return count_words(result.counts, "  ")
