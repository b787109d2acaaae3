"""Shapes and masks of the numbers a woman is known by (docs/domain.md#numbers-and-masks).

No function here stores or returns a whole Aadhaar number.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lokos_tui.domain.banks import TWELVE_DIGIT_BANKS

if TYPE_CHECKING:
    from collections.abc import Iterator

_D = (
    (0, 1, 2, 3, 4, 5, 6, 7, 8, 9), (1, 2, 3, 4, 0, 6, 7, 8, 9, 5), (2, 3, 4, 0, 1, 7, 8, 9, 5, 6),
    (3, 4, 0, 1, 2, 8, 9, 5, 6, 7), (4, 0, 1, 2, 3, 9, 5, 6, 7, 8), (5, 9, 8, 7, 6, 0, 4, 3, 2, 1),
    (6, 5, 9, 8, 7, 1, 0, 4, 3, 2), (7, 6, 5, 9, 8, 2, 1, 0, 4, 3), (8, 7, 6, 5, 9, 3, 2, 1, 0, 4),
    (9, 8, 7, 6, 5, 4, 3, 2, 1, 0),
)  # fmt: skip
_P = (
    (0, 1, 2, 3, 4, 5, 6, 7, 8, 9), (1, 5, 7, 6, 2, 8, 3, 0, 9, 4), (5, 8, 0, 3, 7, 9, 6, 1, 4, 2),
    (8, 9, 1, 6, 0, 4, 3, 5, 2, 7), (9, 4, 5, 3, 1, 2, 6, 8, 7, 0), (4, 2, 8, 6, 5, 7, 3, 9, 0, 1),
    (2, 7, 9, 3, 8, 0, 6, 4, 1, 5), (7, 0, 4, 6, 9, 1, 3, 2, 5, 8),
)  # fmt: skip

_MOBILE = re.compile(r"[6-9][0-9]{9}")
_PREFIXED = re.compile(r"(?:\+?0{0,2}91)?0?([0-9]{10})")
_NEGATIVE = re.compile(r"[-\u2212]\d+")
_MARKS = frozenset("().-'`\u2018\u2019\u2010\u2011\u2012\u2013\u2014\u2212\u200c\u200d")
"""Signs people write into numbers: brackets, points, dashes, the apostrophe that makes Excel keep a text, joiners."""
_IFSC = re.compile(r"[A-Z]{4}0[A-Z0-9]{6}")
_EPIC = re.compile(r"[A-Z]{3}[0-9]{7}")
_ACCOUNT = re.compile(r"[0-9]{6,18}")
_TWELVE = re.compile(r"\d(?<!\d\d)(?=((?:(?:[^\w\n]|_)*\d){11})(?!\d))")
"""A digit that begins a number, and eleven more behind it; what is no letter and no end of a line may stand between."""
_LEAST = 12  # characters of the shortest text that can hold one
_AROUND = 32
_OTHER = re.compile(
    r"""
    (?<![0-9])(?<![0-9][-/.])(?:[0-3]?[0-9]([-/.])[01]?[0-9]\1(?:19|20)[0-9]{2})(?![0-9]|\1[0-9])      # day
    | (?<![0-9])(?<![0-9][-/.])(?:(?:19|20)[0-9]{2}([-/.])[01][0-9]\2[0-3][0-9])(?![0-9]|\2[0-9])         # day, ISO
    | (?<![0-9])(?<![0-9]:)[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9])?(?![0-9]|:[0-9])                         # time
    | (?<![0-9])(?<![0-9]-)(?P<year>20[0-9]{2})-(?P<next>[0-9]{2})(?![0-9]|-[0-9])                        # 2025-26
    | (?<![0-9])(?<![0-9][.,])
      (?:[0-9]{1,3}(?:,[0-9]{3}){1,2}|[0-9]{1,2}(?:,[0-9]{2}){1,2},[0-9]{3})(?:\.[0-9]{2})?(?![0-9]|[.,][0-9])  # amount
    | (?<![0-9])(?<![0-9][-/._,])[0-9]{1,9}\.[0-9]{2}(?![0-9]|[-/._,][0-9])                               # amount
    """,
    re.VERBOSE,
)
"""What looks like twelve digits with something between only because it stands beside other digits."""


def verhoeff_ok(digits: str) -> bool:
    """True when the last digit is the Verhoeff check digit of those before; ASCII digits only."""
    check = 0
    for place, char in enumerate(reversed(digits)):
        check = _D[check][_P[place % 8][int(char)]]
    return check == 0


def aadhaar_in(text: str) -> bool:
    """True when the text holds a number that may be an Aadhaar number.

    Twelve digits of any script that begin with 2 to 9 and have a right
    Verhoeff digit. Spaces, signs and characters that cannot be seen may stand
    between them, letters not; whole numbers beside them are looked at each by
    itself. Days, times, financial years and amounts are no part of one.
    """
    return len(text) >= _LEAST and next(_aadhaars(text), None) is not None


def hide_aadhaar(text: str) -> str:
    """Return the text with every number that may be an Aadhaar number masked to its last four digits."""
    while (span := next(_aadhaars(text), None)) is not None:
        start, end = span
        text = f"{text[:start]}{mask_aadhaar(_digits(text[start:end])[-4:])}{text[end:]}"
    return text


def account_may_be_aadhaar(account: str, ifsc: str) -> bool:
    """True when the digits of a bank account may be an Aadhaar number instead.

    Twelve digits that pass for one are an account all the same where the
    ``ifsc`` is of a bank whose accounts have twelve digits.
    """
    digits = _digits(account)
    return len(digits) == _LEAST and _may_be(digits) and ifsc[:4].upper() not in TWELVE_DIGIT_BANKS


def digits_of(text: str) -> str:
    """Return the decimal digits of any script in a text, as ASCII."""
    return _digits(text)


def _aadhaars(text: str) -> Iterator[tuple[int, int]]:
    """Give the start and end of each number that may be one."""
    for found in _TWELVE.finditer(text):
        start, end = found.start(), found.end(1)
        if _may_be(_digits(text[start:end])) and not _beside(text, start, end):
            yield start, end


def _beside(text: str, start: int, end: int) -> bool:
    """True when a day, a time, a financial year or an amount makes up a part of these digits."""
    if end - start == _LEAST:
        return False
    first = max(0, start - _AROUND)
    near = "".join(str(int(char)) if char.isdecimal() else char for char in text[first : end + _AROUND])
    return any(
        found.start() < end - first and found.end() > start - first
        for found in _OTHER.finditer(near)
        if _is_year(found)
    )


def _is_year(found: re.Match[str]) -> bool:
    """True for anything but two numbers that only look like a financial year: 2025-26 is one, 2025-31 is none."""
    year, after = found["year"], found["next"]
    return year is None or (int(year) + 1) % 100 == int(after)


def _digits(text: str) -> str:
    return text if text.isascii() and text.isdigit() else "".join(str(int(char)) for char in text if char.isdecimal())


def _may_be(digits: str) -> bool:
    return digits[0] >= "2" and verhoeff_ok(digits)


def clean_mobile(text: str) -> str:
    """Return a mobile number without spaces, dashes, brackets and what stands for the country or a trunk line.

    +91, 91, 0091 and 0 before ten digits go, in any combination; a number that does not become ten digits so is
    returned without its marks alone. A minus sign before a number stays: it is none.
    """
    digits = text if text.isascii() and text.isdigit() else _without_marks(text)
    found = _PREFIXED.fullmatch(digits)
    return found[1] if found else digits


def _without_marks(text: str) -> str:
    text = text.strip()
    kept = "".join(str(int(c)) if c.isdecimal() else c for c in text if c not in _MARKS and not c.isspace())
    return f"-{kept}" if _NEGATIVE.fullmatch(text) else kept


def mobile_ok(text: str) -> bool:
    """True for ten ASCII digits that begin with 6, 7, 8 or 9."""
    return _MOBILE.fullmatch(text) is not None


def ifsc_ok(text: str) -> bool:
    """True for four capitals, a zero, and six capitals or digits."""
    return _IFSC.fullmatch(text) is not None


def epic_shape_ok(text: str) -> bool:
    """True for three capitals and seven digits; cards of older shapes exist, so False is a warning."""
    return _EPIC.fullmatch(text) is not None


def epic_luhn_ok(text: str) -> bool:
    """True when the seventh digit of a voter id is the Luhn digit of the six before; False is a soft warning."""
    if not epic_shape_ok(text):
        return False
    total = 0
    for place, char in enumerate(reversed(text[3:])):
        value = int(char) * (2 if place % 2 else 1)
        total += sum(divmod(value, 10))
    return total % 10 == 0


def account_ok(text: str) -> bool:
    """True for a bank account of 6 to 18 digits, kept as text."""
    return _ACCOUNT.fullmatch(text) is not None


def mask_account(text: str) -> str:
    """Return an account as LokOS shows it: five stars and the last three digits."""
    return f"*****{text[-3:]}" if text else ""


def mask_voter(text: str) -> str:
    """Return a voter id as LokOS shows it: two stars and the last three digits."""
    return f"**{text[-3:]}" if text else ""


def mask_aadhaar(last4: str) -> str:
    """Return the only form an Aadhaar number is ever shown in: XXXX XXXX 7058."""
    return f"XXXX XXXX {last4}" if last4 else ""
