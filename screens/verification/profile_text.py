"""A profile as the review shows it: by sections, with what changed since it was approved or went back."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from enum import Enum

from lokos_tui.domain.message import _, joined
from lokos_tui.domain.profiles.fields import FIELDS, KEPT_OF_AADHAAR, Field, Type
from lokos_tui.domain.profiles.model import Kind, Value
from lokos_tui.domain.profiles.remarks import words_of
from lokos_tui.domain.profiles.shown import label_shown, shown
from lokos_tui.domain.verification.content import Change, changes
from lokos_tui.domain.verification.group import Record
from lokos_tui.language import words
from lokos_tui.ui.frame.paint import padded


class Since(Enum):
    """What a profile is compared with: what is official, what went back last, or nothing."""

    APPROVED = 1
    BACK = 2
    NEVER = 3


def base_of(record: Record) -> tuple[Mapping[str, Value], Since]:
    """Return what a record is compared with, and what that is."""
    if record.official:
        return record.official, Since.APPROVED
    if record.rejected:
        return record.rejected.content, Since.BACK
    return {}, Since.NEVER


def profile_lines(record: Record, unfolded: Collection[str]) -> tuple[str, ...]:
    """Return a profile by sections, those unfolded with their fields; what changed is marked '*' with what it was."""
    changed, since = _changes(record)
    lines = [summary(changed, since), *went_back(record)]
    for number, section in enumerate(sections(record.subject.kind), 1):
        fields = [field for field in FIELDS[record.subject.kind] if field.section == section]
        count = sum(field.name in changed for field in fields)
        opened = section in unfolded
        heading = joined("", (f"{number} {'-' if opened else '+'} ", section))
        lines.append(joined("   ", (heading, _("{count} changed", count=count) if count else "")))
        lines += _fields(fields, record, changed) if opened else _changed(fields, changed)
    return tuple(lines)


def _changes(record: Record) -> tuple[dict[str, Change], Since]:
    base, since = base_of(record)
    if since is Since.NEVER:
        return {}, since
    found = changes(record.subject.kind, record.filled(base), record.filled(record.content))
    return {change.field.name: change for change in found}, since


def sections(kind: Kind) -> tuple[str, ...]:
    """Return the sections of a profile in their order."""
    return tuple(dict.fromkeys(field.section for field in FIELDS[kind]))


def summary(changed: Mapping[str, Change], since: Since) -> str:
    """Return one line: what changed and since when, or that nothing was approved before."""
    if since is Since.NEVER:
        return _("Profile: new, nothing of it was approved before.")
    approved = since is Since.APPROVED
    if not changed:
        return (
            _("Profile: nothing changed since the last approved version.")
            if approved
            else _("Profile: nothing changed since it went back.")
        )
    facts = {"count": len(changed), "labels": joined(", ", (label_shown(change.field) for change in changed.values()))}
    return (
        _("Profile: {count} changed since the last approved version: {labels}", **facts)
        if approved
        else _("Profile: {count} changed since it went back: {labels}", **facts)
    )


def folded_line(record: Record) -> str:
    """Return the profile folded to one line."""
    return summary(*_changes(record))


def went_back(record: Record) -> tuple[str, ...]:
    """Return the remarks with which a record went back last."""
    if record.rejected is None:
        return ()
    said = joined("; ", (words_of(remark["code"], remark.get("text", "")) for remark in record.rejected.remarks))
    return (_("It went back before: {said}", said=said),)


def _fields(fields: Sequence[Field], record: Record, changed: Mapping[str, Change]) -> list[str]:
    lines = []
    for field in fields:
        name = KEPT_OF_AADHAAR[1] if field.type is Type.AADHAAR else field.name
        value = shown(field, record.content.get(name, ""))
        was = _was(changed[field.name]) if field.name in changed else ""
        if value != "-" or was:
            lines.append(_field_line("*" if was else " ", field, value, was))
    return lines


def _changed(fields: Sequence[Field], changed: Mapping[str, Change]) -> list[str]:
    return [
        _field_line("*", field, shown(field, change.after), _was(change))
        for field in fields
        if (change := changed.get(field.name)) is not None
    ]


def _was(change: Change) -> str:
    return _("(was {value})", value=shown(change.field, change.before))


def _field_line(sign: str, field: Field, value: str, was: str) -> str:
    """Return a field under its section: a sign, its label in a column, its value, what it was."""
    return f"  {sign} {padded((label_shown(field), 23))}{words(joined('   ', (value, was)))}"
