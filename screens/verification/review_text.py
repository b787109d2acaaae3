"""What the review shows, as text: the head, the profile with what changed, a row's cells, what stands in the way."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import NamedTuple

from lokos_tui.domain.dates import day_of, show_day
from lokos_tui.domain.duplicates.results import TO_CHECK, DuplicateResult, result_tone, result_word, worst
from lokos_tui.domain.field import Field as Column
from lokos_tui.domain.profiles.fields import FIELDS, KEPT_OF_AADHAAR, Field, Type
from lokos_tui.domain.profiles.model import Kind, Value
from lokos_tui.domain.profiles.remarks import words_of
from lokos_tui.domain.profiles.shown import shown, shown_by_name
from lokos_tui.domain.text import counted
from lokos_tui.domain.verification.content import Change, changes
from lokos_tui.domain.verification.flow import WORDS as BUCKET_WORDS
from lokos_tui.domain.verification.flow import ChangeType
from lokos_tui.domain.verification.gates import Reason
from lokos_tui.domain.verification.group import Group, Record
from lokos_tui.domain.verification.identifiers import IDENTIFIERS, Identifier, Mark
from lokos_tui.domain.verification.ready import Ready

_SIGNS = {DuplicateResult.CONFIRMED: "=", DuplicateResult.POTENTIAL: "=", DuplicateResult.SHARED: "!"}
"""What is seen of a number before it is ticked; anything else is '?'."""


def status_of(record: Record) -> str:
    """Return the list's word for where a record is: New, Modified, Active, Rejected."""
    subject = record.subject
    if subject.pending:
        return (ChangeType(record.change_type) if record.change_type else ChangeType.NEW).capitalize()
    if subject.to_activate:
        return "No code"
    return BUCKET_WORDS[subject.bucket].listed or ("Active" if subject.active else "Inactive")


def duplicate_of(record: Record) -> str:
    """Return the worst that was found of a record."""
    if record.subject.stale:
        return TO_CHECK if record.subject.pending else ""
    found = [DuplicateResult.OVERRIDDEN if one.decided else DuplicateResult(one.found) for one in record.beside]
    return result_word(worst(found)) if found else ""


def identifier_cell(record: Record, identifier: Identifier, *, chosen: bool) -> str:
    """Return the cell of an identifier: the pointer where it is chosen, its mark or what was found, its value."""
    subject = record.subject
    carried = {known.name for known in subject.identifiers}
    pointer = ">" if chosen else " "
    if identifier.name not in carried:
        return f"{pointer}-"
    mark = subject.marks.get(identifier.name)
    result = subject.results.get(identifier.name, DuplicateResult.NOT_CHECKED)
    if mark is not None:
        sign = "ok" if mark is Mark.TICK else "x"
    elif subject.pending:
        sign = _SIGNS.get(result, "?")
    else:
        sign = ""
    name = identifier.fields[0]
    return f"{pointer}{sign:<2} {shown_by_name(subject.kind, name, record.content.get(name))}"


class Pointed(NamedTuple):
    """A row of the review; ``identifier`` names the one that is chosen in it, '' for none."""

    record: Record
    identifier: str


def _label(row: Pointed) -> str:
    subject = row.record.subject
    return subject.name if subject.kind is Kind.MEMBER else f"{subject.kind.value} profile"


def _number(name: str) -> Callable[[Pointed], str]:
    """Return what writes the cell of an identifier: '' for a record of a kind that has none of that name."""

    def cell(row: Pointed) -> str:
        own = next((one for one in IDENTIFIERS[row.record.subject.kind] if one.name == name), None)
        return identifier_cell(row.record, own, chosen=name == row.identifier) if own else ""

    return cell


def _ekyc(row: Pointed) -> str:
    last4 = str(row.record.content.get(KEPT_OF_AADHAAR[1], ""))
    day = show_day(str(row.record.content.get("ekyc_date", ""))) if last4 else ""
    return f"{last4} {day}".strip() or "-"


def _beside(row: Pointed) -> str:
    first = row.record.beside[0] if row.record.beside else None
    return f"{first.name}, {first.group}" if first else ""


ROW: tuple[Column[Pointed], ...] = (
    Column("name", "Member", _label, 15, flexible=True),
    Column("status", "Status", lambda row: status_of(row.record), 8, 2),
    Column("mobile", " Mobile Number", _number("mobile"), 14),
    Column("account", " Account", _number("account"), 12),
    Column("voter", " Voter ID", _number("voter"), 9),
    Column("duplicate", "Duplicate", lambda row: duplicate_of(row.record), 9, 1, tone=result_tone),
    Column("code", "Code", lambda row: row.record.subject.code or "-", 11, 4),
    Column("ekyc", "eKYC", _ekyc, 15, 5),
    Column("beside", "Beside", _beside, 16, 3, flexible=True),
)
"""The columns of the members and of the group's own row."""


def head(group: Group, place_in_queue: str, holder: str) -> str:
    """Return the line under the title: place in the queue, where it lies, who made it, whether duplicates are fresh."""
    sent = group.cbo.waiting or next((member.waiting for member in group.members if member.waiting), None)
    stale = sum(record.subject.stale and record.subject.pending for record in group.records)
    parts = (
        f"! open at {holder}" if holder else "",
        place_in_queue,
        status_of(group.cbo),
        f"{stale} not checked: D" if stale else "duplicates fresh",
        "/".join(dict.fromkeys(part for part in (group.panchayat, group.village) if part)),
        f"by {sent.made_by} {day_of(sent.at)}" if sent else "nothing waits",
    )
    return "  ".join(part for part in parts if part)


def base_of(record: Record) -> tuple[Mapping[str, Value], str]:
    """Return what a record is compared with, and in words what that is."""
    if record.official:
        return record.official, "since the last approved version"
    if record.rejected:
        return record.rejected.content, "since it went back"
    return {}, ""


def profile_lines(record: Record, unfolded: Collection[str]) -> tuple[str, ...]:
    """Return a profile by sections, those unfolded with their fields; what changed is marked '*' with what it was."""
    base, words = base_of(record)
    changed = _changes(record, base) if words else {}
    lines = [summary(changed, words), *went_back(record)]
    for number, section in enumerate(sections(record.subject.kind), 1):
        fields = [field for field in FIELDS[record.subject.kind] if field.section == section]
        count = sum(field.name in changed for field in fields)
        note = f"   {count} changed" if count else ""
        opened = section in unfolded
        lines.append(f"{number} {'-' if opened else '+'} {section}{note}")
        lines += _fields(fields, record, changed) if opened else _changed(fields, changed)
    return tuple(lines)


def _changes(record: Record, base: Mapping[str, Value]) -> dict[str, Change]:
    changed = changes(record.subject.kind, record.filled(base), record.filled(record.content))
    return {change.field.name: change for change in changed}


def sections(kind: Kind) -> tuple[str, ...]:
    """Return the sections of a profile in their order."""
    return tuple(dict.fromkeys(one.section for one in FIELDS[kind]))


def summary(changed: Mapping[str, Change], words: str) -> str:
    """Return one line: what changed and since when, or that nothing was approved before."""
    if not words:
        return "Profile: new, nothing of it was approved before."
    if not changed:
        return f"Profile: nothing changed {words}."
    labels = ", ".join(change.field.label for change in changed.values())
    return f"Profile: {len(changed)} changed {words}: {labels}"


def folded_line(record: Record) -> str:
    """Return the profile folded to one line."""
    base, words = base_of(record)
    changed = _changes(record, base) if words else {}
    return summary(changed, words)


def went_back(record: Record) -> tuple[str, ...]:
    """Return the remarks with which a record went back last."""
    if record.rejected is None:
        return ()
    said = "; ".join(words_of(one["code"], one.get("text", "")) for one in record.rejected.remarks)
    return (f"It went back before: {said}",)


def _fields(fields: Sequence[Field], record: Record, changed: Mapping[str, Change]) -> list[str]:
    lines = []
    for field in fields:
        name = KEPT_OF_AADHAAR[1] if field.type is Type.AADHAAR else field.name
        value = shown(field, record.content.get(name, ""))
        was = f"   (was {shown(field, changed[field.name].before)})" if field.name in changed else ""
        if value != "-" or was:
            lines.append(f"  {'*' if was else ' '} {field.label:<22} {value}{was}")
    return lines


def _changed(fields: Sequence[Field], changed: Mapping[str, Change]) -> list[str]:
    return [
        f"  * {field.label:<22} {shown(field, change.after)}   (was {shown(field, change.before)})"
        for field in fields
        if (change := changed.get(field.name)) is not None
    ]


def counts(group: Group) -> str:
    """Return the members in one line: how many, how many decided, how many active."""
    members = group.members
    if group.cbo.subject.kind is not Kind.SHG:
        kind = "SHG" if group.cbo.subject.kind is Kind.VO else "VO"
        return counted(group.below, f"{kind} belongs to it", f"{kind}s belong to it")
    waiting = [member for member in members if member.subject.pending]
    clean = sum(not member.subject.confirmed and not member.subject.potential for member in waiting)
    blocked = sum(1 for member in waiting if member.subject.confirmed)
    decided = f"{len(waiting)} to decide, {clean} clean, {blocked} blocked; {group.active} active"
    return f"{counted(len(members), 'member')}: {decided}"


def gate(group: Group, ready: Ready, odd: Sequence[str] = ()) -> str:
    """Return what stands in the way of approval, each kind once with its key, or that nothing does; and what is odd."""
    remarks = "".join(f"   ! {one}" for one in odd)
    if ready.group or (ready.anything and not ready.reasons):
        return f"Ready: A approves {what_is_ready(group, ready)}.{remarks}"
    if not ready.reasons:
        return f"Nothing is to be decided here.{remarks}"
    return f"Not yet (w says why): {'; '.join(_against(group, ready))}.{remarks}"


def _against(group: Group, ready: Ready) -> list[str]:
    """Return the reasons in few words, each kind once: how many of it, and the key that helps."""
    codes = {Reason(reason.code) for reason in ready.reasons}
    return [say(group, ready) for reason, say in REASON_WORDS.items() if reason in codes]


def _fixed(words: str) -> Callable[[Group, Ready], str]:
    return lambda _group, _ready: words


def _counted(reason: Reason, one: str, many: str = "") -> Callable[[Group, Ready], str]:
    return lambda _group, ready: counted(sum(problem.code == reason for problem in ready.reasons), one, many or one)


def _as_said(reason: Reason) -> Callable[[Group, Ready], str]:
    """Return the door's own sentence without the group's name, which stands above it on the screen."""

    def say(group: Group, ready: Ready) -> str:
        sentence = next(problem.sentence for problem in ready.reasons if problem.code == reason)
        return sentence.removeprefix(f"{group.cbo.subject.name}: ").rstrip(".")

    return say


def _undecided(group: Group, _ready: Ready) -> str:
    undecided = sum(len(record.subject.undecided) for record in group.records if record.subject.pending)
    clean = sum(len(record.subject.clean) for record in group.records)
    return counted(undecided, "identifier") + " undecided" + (f" (Y ticks {clean})" if clean else " (y, n)")


REASON_WORDS: dict[Reason, Callable[[Group, Ready], str]] = {
    Reason.MAKER: _fixed("you made or loaded this yourself"),
    Reason.MAKER_PERSON: _fixed("you made or loaded this with another account"),
    Reason.NO_VERSION: _fixed("no upload stands behind it"),
    Reason.STALE: _counted(Reason.STALE, "not checked for duplicates (D)"),
    Reason.CONFIRMED: _counted(Reason.CONFIRMED, "confirmed duplicate (=, R)", "confirmed duplicates (=, R)"),
    Reason.POTENTIAL: _counted(
        Reason.POTENTIAL, "possible duplicate to decide (=)", "possible duplicates to decide (=)"
    ),
    Reason.UNDECIDED: _undecided,
    Reason.CROSSED: _counted(Reason.CROSSED, "crossed: reject (R)"),
    Reason.MEMBERS: _as_said(Reason.MEMBERS),
    Reason.ACTIVE: _as_said(Reason.ACTIVE),
}
"""Every reason in the few words of the "Not yet" line, in the order they stand there."""


def what_is_ready(group: Group, ready: Ready) -> str:
    """Return in words what would be approved."""
    members = counted(len(ready.members), "member") if ready.members else ""
    name = group.cbo.subject.name if ready.group else ""
    return " and ".join(part for part in (members, name) if part) or "nothing"
