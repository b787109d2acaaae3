"""Shapes and masks of the numbers a woman is known by (docs/domain.md#numbers-and-masks).

No function here stores or returns a whole Aadhaar number.
"""

from __future__ import annotations

import re

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

_LOCAL = 10  # digits of a mobile number without any prefix
_MOBILE = re.compile(r"[6-9][0-9]{9}")
_IFSC = re.compile(r"[A-Z]{4}0[A-Z0-9]{6}")
_EPIC = re.compile(r"[A-Z]{3}[0-9]{7}")
_ACCOUNT = re.compile(r"[0-9]{6,18}")
_GAP = "[ \u00a0\u2010-\u2015-]"
_TWELVE = re.compile(rf"(?<!\d)\d(?:{_GAP}?\d){{11}}(?!\d)")
_LEAST = 12  # characters of the shortest text that can hold one


def verhoeff_ok(digits: str) -> bool:
    """True when the last digit is the Verhoeff check digit of those before; ASCII digits only."""
    check = 0
    for place, char in enumerate(reversed(digits)):
        check = _D[check][_P[place % 8][int(char)]]
    return check == 0


def aadhaar_in(text: str) -> bool:
    """True when the text holds a number that may be an Aadhaar number.

    Twelve digits of any script that begin with 2 to 9, spaces or dashes
    allowed between them, standing alone, with a right Verhoeff digit.
    """
    return len(text) >= _LEAST and any(_may_be(_digits(found)) for found in _TWELVE.finditer(text))


def hide_aadhaar(text: str) -> str:
    """Return the text with every number that may be an Aadhaar number masked to its last four digits."""

    def mask(found: re.Match[str]) -> str:
        digits = _digits(found)
        return mask_aadhaar(digits[-4:]) if _may_be(digits) else found.group()

    return _TWELVE.sub(mask, text)


def _digits(found: re.Match[str]) -> str:
    return "".join(str(int(char)) for char in found.group() if char.isdecimal())


def _may_be(digits: str) -> bool:
    return digits[0] >= "2" and verhoeff_ok(digits)


def clean_mobile(text: str) -> str:
    """Return a mobile number without spaces, dashes, brackets and a leading +91, 91 or 0."""
    digits = text if text.isascii() and text.isdigit() else _without_marks(text)
    if digits.startswith("+91"):
        return digits[3:]
    if len(digits) == _LOCAL + 2 and digits.startswith("91"):
        return digits[2:]
    return digits[1:] if len(digits) == _LOCAL + 1 and digits.startswith("0") else digits


def _without_marks(text: str) -> str:
    return "".join(str(int(c)) if c.isdecimal() else c for c in text if c not in "().-" and not c.isspace())


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
