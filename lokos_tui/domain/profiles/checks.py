"""What is wrong, or odd, with a profile: every fault of a record at once (docs/domain.md#norms).

Errors keep a line out; warnings (norms, odd shapes) go along with it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from lokos_tui.domain.accounts.people import odd_name
from lokos_tui.domain.cbos.life import Life
from lokos_tui.domain.dates import grouped
from lokos_tui.domain.errors import Problem
from lokos_tui.domain.identifiers import (
    aadhaar_in,
    account_ok,
    epic_luhn_ok,
    epic_shape_ok,
    ifsc_ok,
    mobile_ok,
)
from lokos_tui.domain.message import _, joined, ngettext, pgettext
from lokos_tui.domain.profiles.fields import FIELDS, Field, Type, label_of
from lokos_tui.domain.profiles.model import Entry, Kind, Value
from lokos_tui.domain.text import LEAST_LATIN, long_enough_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

MOST_MEMBERS = 50
LEAST_ACTIVE, USUAL_LEAST, USUAL_MOST = 5, 10, 20
_OLDEST = 1900
_MOST_PAISE = 999_999_999
_ADULT = 18
_OFFICES: dict[str, str] = {
    "PRESIDENT": pgettext("field", "President"),
    "SECRETARY": pgettext("field", "Secretary"),
    "TREASURER": pgettext("field", "Treasurer"),
}
_MIXED = frozenset({"PWD", "ELDERLY", "TRANSGENDER"})
_TYPED = {Type.YEAR: int, Type.PAISE: int, Type.FLAG: bool}
_TYPE_SAID: dict[Type, Callable[[str], str]] = {
    Type.YEAR: lambda label: _("{label} is not a year.", label=label),
    Type.PAISE: lambda label: _("{label} is not a whole number.", label=label),
    Type.FLAG: lambda label: _("{label} is not Yes or No.", label=label),
}
Found = tuple[tuple[Problem, ...], tuple[Problem, ...]]


def check_record(kind: Kind, content: Mapping[str, Value], today: date) -> Found:
    """Return (errors, warnings) of one record's content; an Aadhaar number was taken out of it before."""
    errors = [problem for field in FIELDS[kind] for problem in _field(field, content, today)]
    warnings = list(_odd(kind, content))
    if kind is Kind.MEMBER:
        errors += _member(content)
        warnings += _member_warnings(content, today)
    return tuple(errors), tuple(warnings)


def check_group(cbo: Entry, members: Sequence[Entry]) -> Found:
    """Return (errors, warnings) of an SHG as a whole: its office bearers, its size, its dates."""
    active = [member for member in members if member.content.get("life", Life.ACTIVE) == Life.ACTIVE]
    errors = [*_offices(members, active), *_joined(cbo, members), *_men(cbo, active)]
    uids = [cbo.uid, *(member.uid for member in members)]
    codes = [member.code for member in members if member.code]
    if len(set(uids)) < len(uids) or len(set(codes)) < len(codes):
        errors.append(
            _problem("members", "member.twice", _("A member stands twice in this line."), _("Send her once."))
        )
    return tuple(errors), tuple(_size(cbo, members, active)) if members else ()


def _problem(field: str, code: str, sentence: str, hint: str = "") -> Problem:
    return Problem(field, code, sentence, hint)


def _field(field: Field, content: Mapping[str, Value], today: date) -> Iterator[Problem]:
    value = content.get(field.name)
    if value is None or value == "":
        if field.required:
            yield _problem(field.name, "field.missing", _("{label} is missing.", label=field.label), _("Fill it in."))
        return
    text = str(value)
    if field.type not in (Type.AADHAAR, Type.ACCOUNT) and isinstance(value, str) and aadhaar_in(text):
        yield _problem(
            field.name,
            "aadhaar",
            _("{label} holds what may be an Aadhaar number.", label=field.label),
            _("Take the number out."),
        )
        return
    yield from _shape(field, value, text, today)


def _shape(field: Field, value: Value, text: str, today: date) -> Iterator[Problem]:
    label = field.label
    if field.type is Type.DAY:
        yield from _day(field, text, today)
    elif field.type in _TYPED:
        yield from _number(field, value, today)
    elif field.type is Type.CHOICE and text not in field.choices:
        said = _("{label} is one of: {choices}.", label=label, choices=", ".join(field.choices))
        yield _problem(field.name, "choice", said, _("Choose one of them."))
    elif field.type in _SHAPES:
        right, code, sentence, hint = _SHAPES[field.type]
        if not right(text):
            yield _problem(field.name, code, sentence(label), hint)
    if isinstance(value, str) and len(text) > field.max_length:
        said = _("{label} has at most {most} characters.", label=label, most=field.max_length)
        yield _problem(field.name, "text.long", said, _("Shorten it."))


_SHAPES: dict[Type, tuple[Callable[[str], bool], str, Callable[[str], str], str]] = {
    Type.NAME: (
        long_enough_name,
        "name.short",
        lambda label: _("{label} has at least {least} letters.", label=label, least=LEAST_LATIN),
        _("Write the whole name."),
    ),
    Type.MOBILE: (
        mobile_ok,
        "mobile.shape",
        lambda label: _("{label} has 10 digits and begins with 6, 7, 8 or 9.", label=label),
        _("Correct it."),
    ),
    Type.IFSC: (
        ifsc_ok,
        "ifsc.shape",
        lambda label: _("{label} is 4 capitals, a zero and 6 more.", label=label),
        _("Copy it from the passbook."),
    ),
    Type.ACCOUNT: (
        account_ok,
        "account.shape",
        lambda label: _("{label} has 6 to 18 digits.", label=label),
        _("Copy it from the passbook."),
    ),
}


def _number(field: Field, value: Value, today: date) -> Iterator[Problem]:
    if not isinstance(value, _TYPED[field.type]):
        yield _problem(field.name, "type", _TYPE_SAID[field.type](field.label), _("Correct it."))
    elif field.type is Type.YEAR and not _OLDEST <= int(value) <= today.year:
        said = _("{label} lies between {least} and {most}.", label=field.label, least=_OLDEST, most=today.year)
        yield _problem(field.name, "year.range", said, _("Correct it."))
    elif field.type is Type.PAISE and not 0 <= int(value) <= _MOST_PAISE:
        said = _("{label} lies between {least} and {most}.", label=field.label, least=0, most=grouped(_MOST_PAISE))
        yield _problem(field.name, "paise", said, _("Correct it."))


def _day(field: Field, text: str, today: date) -> Iterator[Problem]:
    day = _date(text)
    if day is None:
        yield _problem(
            field.name, "day.shape", _("{label} is no date.", label=field.label), _("Write it as YYYY-MM-DD.")
        )
    elif day > today:
        yield _problem(field.name, "day.future", _("{label} lies in the future.", label=field.label), _("Correct it."))
    elif day.year < _OLDEST:
        said = _("{label} lies before {least}.", label=field.label, least=_OLDEST)
        yield _problem(field.name, "day.past", said, _("Correct it."))


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == len("YYYY-MM-DD") else None
    except ValueError:
        return None


def _odd(kind: Kind, content: Mapping[str, Value]) -> Iterator[Problem]:
    if odd := odd_name(str(content.get("name", "")), of_group=kind is not Kind.MEMBER):
        yield odd
    voter = str(content.get("voter_id", ""))
    if voter and not epic_shape_ok(voter):
        yield _problem("voter_id", "epic.shape", _("The voter ID has an older shape."), _("Compare it with the card."))
    elif voter and not epic_luhn_ok(voter):
        yield _problem(
            "voter_id", "epic.digit", _("The voter ID's check digit does not fit."), _("Compare it with the card.")
        )
    if kind is not Kind.MEMBER and not content.get("account_no"):
        yield _problem("account_no", "account.none", _("There is no bank account yet."), "")
    if content.get("account_no") and not content.get("ifsc"):
        yield _problem("ifsc", "ifsc.none", _("The account has no IFSC."), _("Add it from the passbook."))


def _member(content: Mapping[str, Value]) -> Iterator[Problem]:
    if not content.get("birth_date") and not content.get("birth_year"):
        said = _("Birth date or birth year is missing.")
        yield _problem("birth_date", "birth.missing", said, _("Fill one of them in."))
    if content.get("pvtg") and content.get("social_category") != "ST":
        said = _("PVTG goes with the social category ST.")
        yield _problem("pvtg", "pvtg.category", said, _("Correct one of the two."))
    if content.get("life") == Life.INACTIVE and not content.get("inactive_reason"):
        yield _problem("inactive_reason", "inactive.why", _("Why she is inactive is missing."), _("Fill it in."))


def _member_warnings(content: Mapping[str, Value], today: date) -> Iterator[Problem]:
    born = _date(str(content.get("birth_date", "")))
    told = content.get("birth_year", 0)
    year = told if isinstance(told, int) else 0
    grown = (today.year - _ADULT, today.month, today.day)
    if (born.year, born.month, born.day) > grown if born else year > grown[0]:
        said = _("She is under {years}.", years=_ADULT)
        yield _problem("birth_date", "age", said, _("Compare her birth with a document."))


def _offices(members: Sequence[Entry], active: Sequence[Entry]) -> Iterator[Problem]:
    for office, word in _OFFICES.items():
        held = [member for member in members if member.content.get("designation") == office]
        if len(held) > 1:
            names = joined(pgettext("between two names", " and "), (member.name for member in held))
            said = _("Two are {office}: {names}.", office=word, names=names)
            yield _problem("designation", "office.twice", said, _("Leave one."))
        yield from (
            _problem(
                "designation",
                "office.inactive",
                _("{name} is {office} but inactive.", name=member.name, office=word),
                _("Choose another."),
            )
            for member in held
            if member not in active
        )


def _joined(cbo: Entry, members: Sequence[Entry]) -> Iterator[Problem]:
    formed = _date(str(cbo.content.get("formation_date", "")))
    for member in members:
        came = _date(str(member.content.get("joining_date", "")))
        if formed and came and came < formed:
            said = _("{name} joined before the SHG was formed.", name=member.name)
            yield _problem("joining_date", "joined.early", said, _("Correct a date."))


def _men(cbo: Entry, active: Sequence[Entry]) -> Iterator[Problem]:
    if cbo.content.get("special_category", "GENERAL") in _MIXED:
        return
    for member in active:
        if member.content.get("gender") == "M":
            said = _("{name} is a man; only special SHGs have men.", name=member.name)
            yield _problem("gender", "gender", said, _("Correct one of the two."))


def _size(cbo: Entry, members: Sequence[Entry], active: Sequence[Entry]) -> Iterator[Problem]:
    special = cbo.content.get("special_category", "GENERAL") != "GENERAL"
    if len(active) < LEAST_ACTIVE:
        said = ngettext(
            "{n} active member; {least} are needed for approval.",
            "{n} active members; {least} are needed for approval.",
            len(active),
            least=LEAST_ACTIVE,
        )
        yield _problem("members", "members.few", said)
    elif len(active) < USUAL_LEAST and not special:
        yield _problem("members", "members.under", _norm(len(active)))
    elif len(active) > USUAL_MOST:
        yield _problem("members", "members.over", _norm(len(active)))
    missing = [word for one, word in _OFFICES.items() if all(m.content.get("designation") != one for m in active)]
    if missing:
        said = _("Not among the members: {offices}.", offices=joined(", ", missing))
        yield _problem("designation", "office.none", said)
    families = [str(m.content.get("relation_name", "")).upper() + str(m.content.get("mobile", "")) for m in members]
    if len(set(families)) < len(families):
        said = _("Two members name the same husband or father and mobile.")
        yield _problem("members", "family", said, _("One a family."))


def _norm(active: int) -> str:
    return ngettext(
        "{n} active member; the norm is {least} to {most}.",
        "{n} active members; the norm is {least} to {most}.",
        active,
        least=USUAL_LEAST,
        most=USUAL_MOST,
    )


__all__ = ["LEAST_ACTIVE", "MOST_MEMBERS", "USUAL_LEAST", "USUAL_MOST", "check_group", "check_record", "label_of"]
