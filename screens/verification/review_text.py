"""What the review shows, as text: the head, a row's cells, the members, what stands in the way of approval."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from lokos_tui.domain.dates import day_of, show_day
from lokos_tui.domain.duplicates.results import (
    TO_CHECK,
    DuplicateResult,
    result_in_full,
    result_tone,
    result_word,
    worst,
)
from lokos_tui.domain.field import Field as Column
from lokos_tui.domain.identifiers import mask_aadhaar
from lokos_tui.domain.message import _, joined, ngettext, pgettext
from lokos_tui.domain.profiles.checks import LEAST_ACTIVE
from lokos_tui.domain.profiles.fields import KEPT_OF_AADHAAR
from lokos_tui.domain.profiles.model import Kind
from lokos_tui.domain.profiles.shown import shown_by_name
from lokos_tui.domain.verification.flow import CHANGE_WORDS, ChangeType
from lokos_tui.domain.verification.flow import WORDS as BUCKET_WORDS
from lokos_tui.domain.verification.gates import Reason
from lokos_tui.domain.verification.group import Beside, Group, Record
from lokos_tui.domain.verification.identifiers import IDENTIFIERS, Identifier, Mark
from lokos_tui.domain.verification.ready import Ready, counts_after

_SIGNS = {DuplicateResult.CONFIRMED: "=", DuplicateResult.POTENTIAL: "=", DuplicateResult.SHARED: "!"}
"""What is seen of a number before it is ticked; anything else is '?'."""


def status_of(record: Record) -> str:
    """Return the list's word for where a record is: New, Modified, Active, Rejected."""
    subject = record.subject
    if subject.pending:
        return CHANGE_WORDS[ChangeType(record.change_type) if record.change_type else ChangeType.NEW]
    if subject.to_activate:
        return _("No code")
    return BUCKET_WORDS[subject.bucket].listed or (_("Active") if subject.active else _("Inactive"))


def duplicate_of(record: Record) -> str:
    """Return the worst that was found of a record."""
    if record.subject.stale:
        return TO_CHECK if record.subject.pending else "-"
    return result_word(worst([_result(one) for one in record.beside]))


def duplicate_in_full(record: Record) -> str:
    """Return the same as LokOS says it: 'No Duplicates Found'."""
    return duplicate_of(record) if record.subject.stale else result_in_full(worst([*map(_result, record.beside)]))


def _result(beside: Beside) -> DuplicateResult:
    return DuplicateResult.OVERRIDDEN if beside.decided else DuplicateResult(beside.found)


def found_word(beside: Beside) -> str:
    """Return what a finding is, in a word."""
    return result_word(_result(beside))


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
    return subject.name if subject.kind is Kind.MEMBER else _("{kind} profile", kind=subject.kind.value)


def _number(name: str) -> Callable[[Pointed], str]:
    """Return what writes the cell of an identifier: '' for a record of a kind that has none of that name."""

    def cell(row: Pointed) -> str:
        own = next((one for one in IDENTIFIERS[row.record.subject.kind] if one.name == name), None)
        return identifier_cell(row.record, own, chosen=name == row.identifier) if own else ""

    return cell


def _ekyc(row: Pointed) -> str:
    last4 = str(row.record.content.get(KEPT_OF_AADHAAR[1], ""))
    day = show_day(str(row.record.content.get("ekyc_date", ""))) if last4 else ""
    return f"{last4} {day}".strip() or ("-" if row.record.subject.kind is Kind.MEMBER else "")


def _ekyc_state(row: Pointed) -> str:
    """Return in words whether her Aadhaar was verified, and when."""
    last4 = str(row.record.content.get(KEPT_OF_AADHAAR[1], ""))
    day = str(row.record.content.get("ekyc_date", ""))
    if not last4:
        return _("no Aadhaar given") if row.record.subject.kind is Kind.MEMBER else ""
    if not day:
        return _("not verified, Aadhaar {last4}", last4=mask_aadhaar(last4))
    return _("verified {day}, Aadhaar {last4}", day=show_day(day), last4=mask_aadhaar(last4))


def _image(row: Pointed) -> str:
    """Return that there is no image of her cards to look at: none comes with a bundle."""
    return _("none sent") if row.record.subject.kind is Kind.MEMBER else ""


def _beside(row: Pointed) -> str:
    first = row.record.beside[0] if row.record.beside else None
    return f"{first.name}, {first.group}" if first else ""


ROW: tuple[Column[Pointed], ...] = (
    Column("name", _("Member"), _label, 15, flexible=True, identifies=True),
    Column("status", _("Status"), lambda row: status_of(row.record), 8, 2),
    Column("mobile", joined("", (" ", _("Mobile Number"))), _number("mobile"), 14),
    Column("account", joined("", (" ", pgettext("bank", "Account"))), _number("account"), 12),
    Column("voter", joined("", (" ", _("Voter ID"))), _number("voter"), 9),
    Column(
        "duplicate", _("Duplicate"), lambda row: duplicate_of(row.record), 9, 1, tone=result_tone,
        full=lambda row: duplicate_in_full(row.record),
    ),
    Column("code", _("Code"), lambda row: row.record.subject.code or "-", 9, 4),
    Column("ekyc", _("eKYC"), _ekyc, 15, 5, full=_ekyc_state),
    Column("beside", _("Beside"), _beside, 16, 3),
    Column("image", _("Image"), _image, 9, 6),
)  # fmt: skip
"""The columns of the members and of the group's own row."""


def head(group: Group, place_in_queue: str, holder: str) -> str:
    """Return the line under the title: place in the queue, where it lies, who made it, whether duplicates are fresh."""
    sent = group.sent
    stale = sum(record.subject.stale and record.subject.pending for record in group.records)
    parts = (
        _("! open at {holder}", holder=holder) if holder else "",
        place_in_queue,
        status_of(group.cbo),
        _("{count} not checked: D", count=stale) if stale else _("duplicates fresh"),
        "/".join(dict.fromkeys(part for part in (group.panchayat, group.village) if part)),
        _("by {user_id} {day}", user_id=sent.made_by, day=day_of(sent.at)) if sent else _("nothing waits"),
    )
    return joined("  ", parts)


def people(group: Group) -> str:
    """Return who made it and who presides over it, by name and mobile, as the approval page of LokOS does."""
    sent, president = group.sent, group.president
    maker = joined(" ", (sent.maker_name or sent.made_by, sent.maker_mobile)) if sent else ""
    return joined(
        "   ",
        (
            _("Made by {maker}", maker=maker) if maker else "",
            _("President {president}", president=joined(" ", president) if president.name else _("not named")),
        ),
    )


def counts(group: Group) -> str:
    """Return the members in one line: how many, how many decided, how many active."""
    members, kind = group.members, group.cbo.subject.kind
    if kind is Kind.VO:
        return ngettext("{n} SHG belongs to it", "{n} SHGs belong to it", group.below)
    if kind is Kind.CLF:
        return ngettext("{n} VO belongs to it", "{n} VOs belong to it", group.below)
    waiting = [member for member in members if member.subject.pending]
    return ngettext(
        "{n} member: {waiting} to decide, {clean} clean, {blocked} blocked; {active} active",
        "{n} members: {waiting} to decide, {clean} clean, {blocked} blocked; {active} active",
        len(members),
        waiting=len(waiting),
        clean=sum(not member.subject.confirmed and not member.subject.potential for member in waiting),
        blocked=sum(1 for member in waiting if member.subject.confirmed),
        active=group.active,
    )


def gate(group: Group, ready: Ready, odd: Sequence[str] = ()) -> str:
    """Return what stands in the way of approval, each kind once with its key, or that nothing does; and what is odd."""
    if ready.group or (ready.anything and not ready.reasons):
        said = _("Ready: A approves {what}.", what=what_is_ready(group, ready))
    elif not ready.reasons:
        said = _("Nothing is to be decided here.")
    else:
        said = _("Not yet (w says why): {against}.", against=joined("; ", _against(group, ready)))
    return joined("   ! ", (said, *odd))


def _against(group: Group, ready: Ready) -> list[str]:
    """Return the reasons in few words, each kind once: how many of it, and the key that helps."""
    codes = {Reason(reason.code) for reason in ready.reasons}
    return [say(group, ready) for reason, say in REASON_WORDS.items() if reason in codes]


def _fixed(words: str) -> Callable[[Group, Ready], str]:
    return lambda _group, _ready: words


def _count(ready: Ready, reason: Reason) -> int:
    return sum(found.code == reason for found in ready.reasons)


def _stale(_group: Group, ready: Ready) -> str:
    stale = _count(ready, Reason.STALE)
    return ngettext("{n} not checked for duplicates (D)", "{n} not checked for duplicates (D)", stale)


def _confirmed(_group: Group, ready: Ready) -> str:
    confirmed = _count(ready, Reason.CONFIRMED)
    return ngettext("{n} confirmed duplicate (=, R)", "{n} confirmed duplicates (=, R)", confirmed)


def _potential(_group: Group, ready: Ready) -> str:
    potential = _count(ready, Reason.POTENTIAL)
    return ngettext("{n} possible duplicate to decide (=)", "{n} possible duplicates to decide (=)", potential)


def _crossed(_group: Group, ready: Ready) -> str:
    crossed = _count(ready, Reason.CROSSED)
    return ngettext("{n} crossed: reject (R)", "{n} crossed: reject (R)", crossed)


def _after(group: Group, ready: Ready) -> tuple[int, int]:
    return counts_after(group.members, {member.subject.id for member in ready.members})


def _members(group: Group, ready: Ready) -> str:
    """Return the door's own sentence without the group's name, which stands above it on the screen."""
    _active_then, undecided = _after(group, ready)
    return ngettext("{n} member undecided", "{n} members undecided", undecided)


def _active(group: Group, ready: Ready) -> str:
    """Return the door's own sentence without the group's name."""
    active, _undecided_then = _after(group, ready)
    return _("{active} of {least} active members", active=active, least=LEAST_ACTIVE)


def _undecided(group: Group, _ready: Ready) -> str:
    undecided = sum(len(record.subject.undecided) for record in group.records if record.subject.pending)
    clean = sum(len(record.subject.clean) for record in group.records)
    if clean:
        return ngettext(
            "{n} identifier undecided (Y ticks {clean})",
            "{n} identifiers undecided (Y ticks {clean})",
            undecided,
            clean=clean,
        )
    return ngettext("{n} identifier undecided (y, n)", "{n} identifiers undecided (y, n)", undecided)


REASON_WORDS: dict[Reason, Callable[[Group, Ready], str]] = {
    Reason.MAKER: _fixed(_("you made or loaded this yourself")),
    Reason.MAKER_PERSON: _fixed(_("you made or loaded this with another account")),
    Reason.NO_VERSION: _fixed(_("no upload stands behind it")),
    Reason.STALE: _stale,
    Reason.CONFIRMED: _confirmed,
    Reason.POTENTIAL: _potential,
    Reason.UNDECIDED: _undecided,
    Reason.CROSSED: _crossed,
    Reason.MEMBERS: _members,
    Reason.ACTIVE: _active,
}
"""Every reason in the few words of the "Not yet" line, in the order they stand there."""


def what_is_ready(group: Group, ready: Ready) -> str:
    """Return in words what would be approved."""
    count, name = len(ready.members), group.cbo.subject.name
    if count and ready.group:
        return ngettext("{n} member and {name}", "{n} members and {name}", count, name=name)
    if count:
        return ngettext("{n} member", "{n} members", count)
    return name if ready.group else pgettext("approved", "nothing")
