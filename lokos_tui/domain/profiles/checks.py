"""What is wrong, or odd, with a profile: every fault of a record at once (docs/domain.md#norms).

Errors keep a line out; warnings (norms, odd shapes) go along with it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from lokos_tui.domain.cbos.life import Life
from lokos_tui.domain.errors import Problem
from lokos_tui.domain.identifiers import (
    aadhaar_in,
    account_ok,
    epic_luhn_ok,
    epic_shape_ok,
    ifsc_ok,
    mobile_ok,
)
from lokos_tui.domain.profiles.fields import FIELDS, Field, Type, label_of
from lokos_tui.domain.profiles.model import Entry, Kind, Value
from lokos_tui.domain.text import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

MOST_MEMBERS = 50
LEAST_ACTIVE, USUAL_LEAST, USUAL_MOST = 5, 10, 20
_NAME_LETTERS = 3
_OLDEST = 1900
_MOST_PAISE = 999_999_999
_ADULT = 18
_OFFICES = ("PRESIDENT", "SECRETARY", "TREASURER")
_MIXED = frozenset({"PWD", "ELDERLY", "TRANSGENDER"})
_TYPED = {Type.YEAR: int, Type.PAISE: int, Type.FLAG: bool}
_TYPE_WORDS = {Type.YEAR: "a year", Type.PAISE: "a whole number", Type.FLAG: "Yes or No"}
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
        errors.append(_problem("members", "member.twice", "A member stands twice in this line.", "Send her once."))
    return tuple(errors), tuple(_size(cbo, members, active)) if members else ()


def _problem(field: str, code: str, sentence: str, hint: str = "") -> Problem:
    return Problem(field, code, sentence, hint)


def _field(field: Field, content: Mapping[str, Value], today: date) -> Iterator[Problem]:
    value = content.get(field.name)
    if value is None or value == "":
        if field.required:
            yield _problem(field.name, "field.missing", f"{field.label} is missing.", "Fill it in.")
        return
    text = str(value)
    if field.type not in (Type.AADHAAR, Type.ACCOUNT) and isinstance(value, str) and aadhaar_in(text):
        yield _problem(
            field.name, "aadhaar", f"{field.label} holds what may be an Aadhaar number.", "Take the number out."
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
        yield _problem(field.name, "choice", f"{label} is one of: {', '.join(field.choices)}.", "Choose one of them.")
    elif field.type in _SHAPES:
        right, code, sentence, hint = _SHAPES[field.type]
        if not right(text):
            yield _problem(field.name, code, f"{label} {sentence}.", hint)
    if isinstance(value, str) and len(text) > field.max_length:
        yield _problem(field.name, "text.long", f"{label} has at most {field.max_length} characters.", "Shorten it.")


def _has_a_name(text: str) -> bool:
    return sum(1 for char in text if char.isalpha()) >= _NAME_LETTERS


_SHAPES: dict[Type, tuple[Callable[[str], bool], str, str, str]] = {
    Type.NAME: (_has_a_name, "name.short", f"has at least {_NAME_LETTERS} letters", "Write the whole name."),
    Type.MOBILE: (mobile_ok, "mobile.shape", "has 10 digits and begins with 6, 7, 8 or 9", "Correct it."),
    Type.IFSC: (ifsc_ok, "ifsc.shape", "is 4 capitals, a zero and 6 more", "Copy it from the passbook."),
    Type.ACCOUNT: (account_ok, "account.shape", "has 6 to 18 digits", "Copy it from the passbook."),
}


def _number(field: Field, value: Value, today: date) -> Iterator[Problem]:
    if not isinstance(value, _TYPED[field.type]):
        yield _problem(field.name, "type", f"{field.label} is not {_TYPE_WORDS[field.type]}.", "Correct it.")
    elif field.type is Type.YEAR and not _OLDEST <= int(value) <= today.year:
        yield _problem(
            field.name, "year.range", f"{field.label} lies between {_OLDEST} and {today.year}.", "Correct it."
        )
    elif field.type is Type.PAISE and not 0 <= int(value) <= _MOST_PAISE:
        yield _problem(field.name, "paise", f"{field.label} lies between 0 and {_MOST_PAISE:,}.", "Correct it.")


def _day(field: Field, text: str, today: date) -> Iterator[Problem]:
    day = _date(text)
    if day is None:
        yield _problem(field.name, "day.shape", f"{field.label} is no date.", "Write it as YYYY-MM-DD.")
    elif day > today:
        yield _problem(field.name, "day.future", f"{field.label} lies in the future.", "Correct it.")
    elif day.year < _OLDEST:
        yield _problem(field.name, "day.past", f"{field.label} lies before {_OLDEST}.", "Correct it.")


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == len("YYYY-MM-DD") else None
    except ValueError:
        return None


def _odd(kind: Kind, content: Mapping[str, Value]) -> Iterator[Problem]:
    voter = str(content.get("voter_id", ""))
    if voter and not epic_shape_ok(voter):
        yield _problem("voter_id", "epic.shape", "The voter ID has an older shape.", "Compare it with the card.")
    elif voter and not epic_luhn_ok(voter):
        yield _problem(
            "voter_id", "epic.digit", "The voter ID's check digit does not fit.", "Compare it with the card."
        )
    if kind is not Kind.MEMBER and not content.get("account_no"):
        yield _problem("account_no", "account.none", "There is no bank account yet.", "")
    if content.get("account_no") and not content.get("ifsc"):
        yield _problem("ifsc", "ifsc.none", "The account has no IFSC.", "Add it from the passbook.")


def _member(content: Mapping[str, Value]) -> Iterator[Problem]:
    if not content.get("birth_date") and not content.get("birth_year"):
        yield _problem("birth_date", "birth.missing", "Birth date or birth year is missing.", "Fill one of them in.")
    if content.get("pvtg") and content.get("social_category") != "ST":
        yield _problem("pvtg", "pvtg.category", "PVTG goes with the social category ST.", "Correct one of the two.")
    if content.get("life") == Life.INACTIVE and not content.get("inactive_reason"):
        yield _problem("inactive_reason", "inactive.why", "Why she is inactive is missing.", "Fill it in.")


def _member_warnings(content: Mapping[str, Value], today: date) -> Iterator[Problem]:
    born = _date(str(content.get("birth_date", "")))
    told = content.get("birth_year", 0)
    year = told if isinstance(told, int) else 0
    grown = (today.year - _ADULT, today.month, today.day)
    if (born.year, born.month, born.day) > grown if born else year > grown[0]:
        yield _problem("birth_date", "age", f"She is under {_ADULT}.", "Compare her birth with a document.")


def _offices(members: Sequence[Entry], active: Sequence[Entry]) -> Iterator[Problem]:
    for office in _OFFICES:
        held = [member for member in members if member.content.get("designation") == office]
        if len(held) > 1:
            names = " and ".join(member.name for member in held)
            yield _problem("designation", "office.twice", f"Two are {office.title()}: {names}.", "Leave one.")
        yield from (
            _problem(
                "designation", "office.inactive", f"{member.name} is {office.title()} but inactive.", "Choose another."
            )
            for member in held
            if member not in active
        )


def _joined(cbo: Entry, members: Sequence[Entry]) -> Iterator[Problem]:
    formed = _date(str(cbo.content.get("formation_date", "")))
    for member in members:
        joined = _date(str(member.content.get("joining_date", "")))
        if formed and joined and joined < formed:
            yield _problem(
                "joining_date", "joined.early", f"{member.name} joined before the SHG was formed.", "Correct a date."
            )


def _men(cbo: Entry, active: Sequence[Entry]) -> Iterator[Problem]:
    if cbo.content.get("special_category", "GENERAL") in _MIXED:
        return
    for member in active:
        if member.content.get("gender") == "M":
            yield _problem(
                "gender", "gender", f"{member.name} is a man; only special SHGs have men.", "Correct one of the two."
            )


def _size(cbo: Entry, members: Sequence[Entry], active: Sequence[Entry]) -> Iterator[Problem]:
    special = cbo.content.get("special_category", "GENERAL") != "GENERAL"
    if len(active) < LEAST_ACTIVE:
        yield _problem(
            "members",
            "members.few",
            f"{counted(len(active), 'active member')}; {LEAST_ACTIVE} are needed for approval.",
            "",
        )
    elif len(active) < USUAL_LEAST and not special:
        yield _problem(
            "members", "members.under", f"{counted(len(active), 'active member')}; the norm is {USUAL_LEAST} to 20.", ""
        )
    elif len(active) > USUAL_MOST:
        yield _problem(
            "members", "members.over", f"{counted(len(active), 'active member')}; the norm is 10 to {USUAL_MOST}.", ""
        )
    missing = [one.title() for one in _OFFICES if all(m.content.get("designation") != one for m in active)]
    if missing:
        yield _problem("designation", "office.none", f"No {', no '.join(missing)} among the members.", "")
    families = [str(m.content.get("relation_name", "")).upper() + str(m.content.get("mobile", "")) for m in members]
    if len(set(families)) < len(families):
        yield _problem("members", "family", "Two members name the same husband or father and mobile.", "One a family.")


__all__ = ["LEAST_ACTIVE", "MOST_MEMBERS", "USUAL_LEAST", "USUAL_MOST", "check_group", "check_record", "label_of"]
