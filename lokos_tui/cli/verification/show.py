"""One group under verification, printed: numbers masked as LokOS masks them, every reason why not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lokos_tui.cli.output import cell, print_table, say
from lokos_tui.domain.dates import show_day
from lokos_tui.domain.duplicates.results import WORDS as RESULT_WORDS
from lokos_tui.domain.duplicates.results import DuplicateResult
from lokos_tui.domain.message import _, joined, ngettext, pgettext
from lokos_tui.domain.profiles.fields import KEPT_OF_AADHAAR
from lokos_tui.domain.profiles.remarks import words_of
from lokos_tui.domain.profiles.said import remark_said
from lokos_tui.domain.profiles.shown import shown_by_name
from lokos_tui.domain.verification.answer import gate
from lokos_tui.domain.verification.flow import WORDS
from lokos_tui.domain.verification.identifiers import Mark
from lokos_tui.domain.verification.ready import warnings_of

if TYPE_CHECKING:
    from lokos_tui.domain.verification.group import Group, Record
    from lokos_tui.domain.verification.identifiers import Identifier
    from lokos_tui.domain.verification.ready import Ready

_SIGNS = {
    Mark.TICK: pgettext("mark", "ticked"),
    Mark.CROSS: pgettext("mark", "crossed"),
    "": pgettext("mark", "undecided"),
}

_HEADINGS = (
    _("Id"),
    _("Kind"),
    _("Name"),
    _("Code"),
    pgettext("of a record", "State"),
    _("Identifier"),
    _("Value"),
    _("Found"),
    _("Mark"),
)


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
        "answer": gate(group, ready),
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
    say(_standing(group))
    if group.claimed_by:
        say(_("Last open at {claimed_by}.", claimed_by=cell(group.claimed_by)))
    say()
    print_table(_HEADINGS, _rows(group))
    _print_found(group)
    say()
    say(cell(gate(group, ready)))
    for reason in ready.reasons:
        say(joined("", ("  ", cell(str(reason)))))
    for warning in warnings_of(group, ready):
        say(_("Note: {warning}", warning=cell(warning)))


def _standing(group: Group) -> str:
    said = WORDS[group.cbo.subject.bucket].said
    if not group.request_date:
        return ngettext(
            "{said}; {n} active member today.", "{said}; {n} active members today.", group.active, said=said
        )
    return ngettext(
        "{said}, asked for on {day}; {n} active member today.",
        "{said}, asked for on {day}; {n} active members today.",
        group.active,
        said=said,
        day=show_day(group.request_date),
    )


def _rows(group: Group) -> list[tuple[object, ...]]:
    """Return a line an identifier; the record is named on its first."""
    rows: list[tuple[object, ...]] = []
    for record in group.records:
        subject = record.subject
        first = (subject.id, subject.kind.value, subject.name, subject.code or "-", WORDS[subject.bucket].said)
        for number, one in enumerate(_identifier(record, one) for one in subject.identifiers):
            said = joined(": ", (_SIGNS[one["mark"]], one["remark"]))
            own = first if number == 0 else ("", "", "", "", "")
            result = RESULT_WORDS[DuplicateResult(one["result"])].shown
            rows.append((*own, one["label"], one["value"], result, said if subject.pending else ""))
        if not subject.identifiers:
            rows.append((*first, "-", "", "", ""))
    return rows


def _print_found(group: Group) -> None:
    for record in group.records:
        for one in record.beside:
            state = _("decided: not a duplicate") if one.decided else RESULT_WORDS[DuplicateResult(one.found)].shown
            beside = f"{one.name}, {one.group}" if one.group else one.name
            say(
                _(
                    "Finding {number}: {name} and {beside}: {state}.",
                    number=one.number,
                    name=cell(record.subject.name),
                    beside=cell(beside),
                    state=state,
                )
            )
        if record.rejected:
            said = joined("; ", (remark_said(record.subject.kind, one) for one in record.rejected.remarks))
            say(_("{name} went back before: {said}.", name=cell(record.subject.name), said=cell(said)))
