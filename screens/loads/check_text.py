"""What the check of a file says, as text: counts, the row under the cursor, refused keys, the question. Pure."""

from __future__ import annotations

from lokos_tui.commands.loads import Loaded
from lokos_tui.domain.dates import grouped
from lokos_tui.domain.text import counted
from lokos_tui.files.loads.lines import ALL, FAULTS, Line, groups
from lokos_tui.files.loads.load import Load
from lokos_tui.ui.frame.messages import Kind


def counts_line(job: Load) -> str:
    """Return how many accounts would be made and how many rows there are of each outcome."""
    new = job.plan.counts().get("new_users", 0)
    parts = [f"new accounts {grouped(new)}"] if new else []
    parts += [f"{words} {grouped(count)}" for name, words, count in groups(job) if name != ALL]
    return "  ".join(parts) or "nothing to do"


def status_line(job: Load, group: str) -> str:
    """Return the sheet, its rows, which of them are shown, and the first warning about the whole file."""
    plan, table = job.plan, job.table
    words = next(words for name, words, _ in groups(job) if name == group)
    blank = f", {plan.blank_rows} blank" if plan.blank_rows else ""
    warnings = f"   ! {plan.warnings[0]}" if plan.warnings else ""
    return f"{table.sheet}: {counted(len(table.rows), 'row')}{blank}   showing: {words}{warnings}"


def first_word(job: Load) -> str:
    """Return what is to be known before anything is done: loaded already, or a heading nobody knows; '' for neither."""
    if job.known_batch:
        return f"{job.known_batch} Loading it again changes nothing."
    for mine, key, _ in job.table.header.proposals:
        return f"The heading '{mine}' is not known. Does it mean {key}? h takes it."
    return ""


def whole_line(line: Line) -> tuple[str, Kind]:
    """Return a line of the preview uncut, and how it is told."""
    value = f"{line.value}: " if line.value and line.fault else ""
    kind: Kind = "refused" if line.sign == "x" else "warn" if line.sign == "!" else "ok"
    return f"row {line.row}  {line.address}  {value}{line.words}", kind


def why_not_now(job: Load, action_id: str) -> str | None:
    """Return why an action cannot be done with the plan as it is; None when it can."""
    bad, writes = len(job.bad_rows), job.will_write
    if action_id in ("check.apply", "check.good") and not writes:
        return "Nothing in this file is new; there is nothing to load."
    if action_id == "check.apply" and bad:
        rows = counted(bad, "row has a fault", "rows have faults")
        return f"{rows}: f corrects, o leaves out, L loads the good rows only."
    if action_id == "check.good" and not bad:
        return "No row has a fault: A loads the whole file."
    if action_id == "check.faults" and not bad:
        return "No row has a fault."
    if action_id == "check.heading" and not job.table.header.proposals:
        return "Every heading is known."
    return None


def question(job: Load, block_name: str, *, good_rows_only: bool) -> str:
    """Return what loading would do, for the last question before it."""
    parts = [f"{words} {grouped(count)}" for name, words, count in groups(job) if name not in (ALL, FAULTS)]
    new = job.plan.counts().get("new_users", 0)
    accounts = f", new accounts {grouped(new)}" if new else ""
    bad = len(job.bad_rows)
    rest = (
        f" {counted(bad, 'row with a fault is', 'rows with faults are')} not loaded"
        f" and come{'s' if bad == 1 else ''} back as a workbook."
        if good_rows_only
        else ""
    )
    return f"{job.name} is loaded into {block_name}: {', '.join(parts)}{accounts}.{rest}"


def done_counts(result: Loaded) -> str:
    """Return what a load that is done wrote."""
    return "  ".join(f"{name.replace('_', ' ')} {grouped(count)}" for name, count in result.counts.items() if count)
