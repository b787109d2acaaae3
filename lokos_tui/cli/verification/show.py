"""One group under verification, printed: numbers masked as LokOS masks them, every reason why not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lokos_tui.cli.output import cell, print_table, say
from lokos_tui.domain.dates import show_day
from lokos_tui.domain.duplicates.results import WORDS as RESULT_WORDS
from lokos_tui.domain.duplicates.results import DuplicateResult
from lokos_tui.domain.profiles.fields import KEPT_OF_AADHAAR
from lokos_tui.domain.profiles.remarks import words_of
from lokos_tui.domain.profiles.said import remark_said
from lokos_tui.domain.profiles.shown import shown_by_name
from lokos_tui.domain.text import counted
from lokos_tui.domain.verification.flow import WORDS
from lokos_tui.domain.verification.identifiers import Mark
from lokos_tui.domain.verification.ready import warnings_of

if TYPE_CHECKING:
    from lokos_tui.domain.verification.group import Group, Record
    from lokos_tui.domain.verification.identifiers import Identifier
    from lokos_tui.domain.verification.ready import Ready

_SIGNS = {Mark.TICK: "ticked", Mark.CROSS: "crossed", "": "undecided"}
_HERE = {
    "stale": "Check them: lokos duplicates refresh.",
    "potential": "Decide: lokos duplicates decide NUMBER.",
    "confirmed": "See it: lokos duplicates show NUMBER; have it corrected, or reject.",
}
"""What helps at the command line, where the screens name a key."""


def group_json(group: Group, ready: Ready) -> dict[str, Any]:
    """Return a group as a program reads it."""
    cbo = group.cbo
    return {
        **_record(cbo),
        "panchayat": group.panchayat,
        "village": group.village,
        "parent": group.parent,
        "request_date": group.request_date,
        "active_members": group.active,
        "claimed_by": group.claimed_by,
        "members": [_record(one) for one in group.members],
        "ready": {"members": [one.subject.id for one in ready.members], "group": ready.group},
        "reasons": [{"code": one.code, "sentence": one.sentence, "hint": one.hint} for one in ready.reasons],
        "warnings": list(warnings_of(group, ready)),
    }


def _record(record: Record) -> dict[str, Any]:
    subject, sent, back = record.subject, record.waiting, record.rejected
    return {
        "kind": subject.kind.value,
        "id": subject.id,
        "version": subject.version,
        "name": subject.name,
        "code": subject.code or "",
        "bucket": subject.bucket,
        "change_type": record.change_type,
        "active": subject.active,
        "revision": sent.revision if sent else 0,
        "made_by": sent.made_by if sent else "",
        "stale": subject.stale,
        "identifiers": [_identifier(record, one) for one in subject.identifiers],
        "aadhaar_last4": str(record.content.get(KEPT_OF_AADHAAR[1], "")),
        "findings": [one._asdict() for one in record.beside],
        "went_back": [remark_said(subject.kind, one) for one in back.remarks] if back else [],
    }


def _identifier(record: Record, one: Identifier) -> dict[str, str]:
    mark, code, text = record.marked.get(one.name, ("", "", ""))
    return {
        "name": one.name,
        "label": one.label,
        "value": shown_by_name(record.subject.kind, one.fields[0], record.content.get(one.fields[0])),
        "result": record.subject.results.get(one.name, DuplicateResult.NOT_CHECKED),
        "mark": mark,
        "remark": words_of(code, text) if code else "",
    }


def print_group(group: Group, ready: Ready) -> None:
    """Print a group to be read."""
    subject = group.cbo.subject
    place = ", ".join(filter(None, (group.village, group.panchayat, group.parent)))
    say(f"{subject.kind.value} {subject.code or '-'} {cell(subject.name)}  {cell(place)}".rstrip())
    asked = f", asked for on {show_day(group.request_date)}" if group.request_date else ""
    say(f"{WORDS[subject.bucket].said}{asked}; {counted(group.active, 'active member')} today.")
    if group.claimed_by:
        say(f"Last open at {cell(group.claimed_by)}.")
    say()
    print_table(("Id", "Kind", "Name", "Code", "State", "Identifier", "Value", "Found", "Mark"), _rows(group))
    _print_found(group)
    say()
    for reason in ready.reasons:
        say(f"Not yet: {cell(reason.sentence)} {_HERE.get(reason.code, cell(reason.hint))}".rstrip())
    for warning in warnings_of(group, ready):
        say(f"Note: {cell(warning)}")
    what = f"{counted(len(ready.members), 'member')}{' and the group' if ready.group else ''}"
    say(f"Ready to be approved: {what if ready.anything else 'nothing'}.")


def _rows(group: Group) -> list[tuple[object, ...]]:
    """Return a line an identifier; the record is named on its first."""
    rows: list[tuple[object, ...]] = []
    for record in group.records:
        subject = record.subject
        first = (subject.id, subject.kind.value, subject.name, subject.code or "-", WORDS[subject.bucket].said)
        for number, one in enumerate(_identifier(record, one) for one in subject.identifiers):
            said = f"{_SIGNS[one['mark']]}{': ' + one['remark'] if one['remark'] else ''}"
            own = first if number == 0 else ("", "", "", "", "")
            result = RESULT_WORDS[DuplicateResult(one["result"])].shown
            rows.append((*own, one["label"], one["value"], result, said if subject.pending else ""))
        if not subject.identifiers:
            rows.append((*first, "-", "", "", ""))
    return rows


def _print_found(group: Group) -> None:
    for record in group.records:
        for one in record.beside:
            state = "decided: not a duplicate" if one.decided else one.found.lower()
            beside = f"{one.name}, {one.group}" if one.group else one.name
            say(f"Finding {one.number}: {cell(record.subject.name)} and {cell(beside)}: {state}.")
        if record.rejected:
            said = "; ".join(remark_said(record.subject.kind, one) for one in record.rejected.remarks)
            say(f"{cell(record.subject.name)} went back before: {cell(said)}.")
