"""A record made comparable: every field in one form, once, when it arrives."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from lokos_tui.domain.duplicates.fillers import is_filler
from lokos_tui.domain.identifiers import clean_mobile
from lokos_tui.matching import names
from lokos_tui.matching.names import Name
from lokos_tui.matching.spelling import spell

_NOT_CODE = re.compile(r"[^A-Z0-9]+")
_NOT_DIGIT = re.compile(r"[^0-9]+")
_ANY_DIGIT = re.compile(r"[0-9]")
_ISO = re.compile(r"((?:19|20)\d\d)[-/.]?(\d\d?)[-/.]?(\d\d?)")
_INDIAN = re.compile(r"(\d\d?)[-/.](\d\d?)[-/.]((?:19|20)\d\d)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_FEW = 4
_MOBILE, _EPIC = 10, 10
_JUNK = 2  # a telephone number of so few different digits was typed to fill the field
_MONTHS, _DAYS = 12, 31


class RawPerson(NamedTuple):
    """A person as a profile or a file gives her: text in any shape, '' where nothing is known."""

    name: str = ""
    relation_name: str = ""
    relation: str = ""
    dob: str = ""
    year_of_birth: str = ""
    mobile: str = ""
    account: str = ""
    ifsc: str = ""
    voter_id: str = ""
    aadhaar_token: str = ""
    gp: str = ""
    village: str = ""
    block: str = ""
    district: str = ""
    shg: str = ""


class Birth(NamedTuple):
    """A date of birth: year 0 when unknown; month and day 0 when only the year is to be trusted."""

    year: int = 0
    month: int = 0
    day: int = 0


@dataclass(frozen=True, slots=True)
class Person:
    """A record in the form in which it is compared; empty text and 0 mean unknown, and count for nothing."""

    name: Name
    relative: Name
    relation: str
    birth: Birth
    mobile: str
    account: str
    ifsc: str
    voter: str
    token: str
    village: str
    gp: str
    block: str
    district: str
    shg: str
    fillers: tuple[str, ...] = ()
    """Numbers that were given and are none: 'mobile', 'account', 'voter'."""


def read(raw: RawPerson) -> Person:
    """Return the comparable form of a record. Never fails: what cannot be read counts as unknown."""
    own, behind = names.cut_relation(raw.name)
    mobile, account, voter = _mobile(raw.mobile), _account(raw.account), _voter(raw.voter_id)
    given = (("mobile", raw.mobile, mobile), ("account", raw.account, account), ("voter", raw.voter_id, voter))
    return Person(
        names.woman(own),
        names.man(names.cut_relation(raw.relation_name)[0].strip() or _last(raw.relation_name) or behind),
        _relation(raw.relation),
        _birth(raw.dob, raw.year_of_birth),
        mobile,
        account,
        _code(raw.ifsc),
        voter,
        raw.aadhaar_token.strip(),
        place(raw.village),
        place(raw.gp),
        place(raw.block),
        place(raw.district),
        place(raw.shg),
        tuple(kind for kind, text, value in given if text.strip() and not value),
    )


def _last(text: str) -> str:
    return names.cut_relation(text)[1]


def _relation(text: str) -> str:
    first = text.strip().upper()[:1]
    return {"H": "HUSBAND", "W": "HUSBAND", "F": "FATHER", "D": "FATHER", "S": "FATHER"}.get(first, "")


@lru_cache(maxsize=65_536)
def _birth(dob: str, year_of_birth: str) -> Birth:
    dob = dob.strip()
    found = _ISO.match(dob)
    if found:
        year, month, day = (int(part) for part in found.groups())
    elif found := _INDIAN.match(dob):
        day, month, year = (int(part) for part in found.groups())
    else:
        only = _YEAR.search(year_of_birth) or _YEAR.search(dob)
        return Birth(int(only.group())) if only else Birth()
    if not (1 <= month <= _DAYS and 1 <= day <= _DAYS) or (month > _MONTHS and day > _MONTHS):
        return Birth(year)
    if month > _MONTHS:
        month, day = day, month
    return Birth(year) if (month, day) == (1, 1) else Birth(year, month, day)


def _mobile(text: str) -> str:
    digits = _NOT_DIGIT.sub("", clean_mobile(text))[-_MOBILE:] if text else ""
    return digits if len(digits) > _FEW and len(set(digits)) > _JUNK and not is_filler("mobile", digits) else ""


def _account(text: str) -> str:
    digits = _NOT_DIGIT.sub("", text) if text else ""
    digits = digits.lstrip("0")
    return digits if len(digits) > _FEW and not is_filler("account", digits) else ""


def _code(text: str) -> str:
    return _NOT_CODE.sub("", text.upper()) if text else ""


def _voter(text: str) -> str:
    code = _code(text)
    if len(code) <= _FEW:
        return ""
    letters, digits = code[:3], code[3:]
    if len(code) == _EPIC:  # an EPIC: three letters, then digits in which O, I and S are slips of 0, 1 and 5
        letters = letters.translate(_LETTERS)
        digits = digits.translate(_DIGITS)
    worded = not _ANY_DIGIT.search(code)  # NOT PRESENT has ten letters and an S
    made_up = worded or is_filler("voter", code) or is_filler("voter", letters + digits)
    return "" if made_up else letters + digits


_LETTERS = str.maketrans("015", "OIS")
_DIGITS = str.maketrans("OIS", "015")


@lru_cache(maxsize=65_536)
def place(text: str) -> str:
    """Return a place's or a group's name folded: words spelled together, variants forgiven, digits kept."""
    if not text:
        return ""
    folded = "".join(spell(word).fold for word in names.words_of(text))
    return folded + "".join(c for c in text if c.isdigit())
