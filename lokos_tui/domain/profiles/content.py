"""A record's raw values made into its content: cleaned, in one form, without the Aadhaar number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lokos_tui.domain.errors import Problem
from lokos_tui.domain.identifiers import aadhaar_in, clean_mobile, hide_aadhaar, verhoeff_ok
from lokos_tui.domain.profiles.fields import FIELDS, Field, Type
from lokos_tui.domain.profiles.model import Kind, Value
from lokos_tui.domain.text import clean, has_controls

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_DIGITS = 12
_NUMBERS = (Type.ACCOUNT, Type.AADHAAR)
_LAST = 4


def content_of(
    kind: Kind, raw: Mapping[str, Any], tokenise: Callable[[str], str]
) -> tuple[dict[str, Value], tuple[Problem, ...]]:
    """Return (content, errors): filled fields only; an Aadhaar number becomes its token and last four, or an error.

    ``tokenise`` turns twelve checked digits into the keyed token.
    """
    content: dict[str, Value] = {}
    errors: list[Problem] = []
    for field in FIELDS[kind]:
        value = raw.get(field.name)
        if value is None or value == "":
            continue
        if isinstance(value, str):
            value = _kept(field, value, errors)
        if field.type is Type.AADHAAR:
            errors += _aadhaar(str(value), content, tokenise)
        elif value != "":
            content[field.name] = value
    return content, tuple(errors)


def _kept(field: Field, value: str, errors: list[Problem]) -> str:
    """Return a text in its one form; what may not be kept of it is taken out and said."""
    if has_controls(value):
        said = f"{field.label} holds characters that cannot be kept."
        errors.append(Problem(field.name, "text.controls", said, "Retype it."))
    value = _text(field, value)
    if field.type in _NUMBERS or not aadhaar_in(value):
        return value
    said = f"{field.label} holds what may be an Aadhaar number."
    errors.append(Problem(field.name, "aadhaar", said, "Take it out."))
    return hide_aadhaar(value)


def _text(field: Field, value: str) -> str:
    value = clean(value)
    if field.type is Type.MOBILE:
        return clean_mobile(value)
    if field.type in (Type.IFSC, Type.VOTER, Type.CHOICE):
        return value.replace(" ", "").upper() if field.type is not Type.CHOICE else value.upper()
    if field.type in (Type.ACCOUNT, Type.AADHAAR):
        return value.replace(" ", "").replace("-", "")
    return value


def _aadhaar(digits: str, content: dict[str, Value], tokenise: Callable[[str], str]) -> list[Problem]:
    shaped = digits.isascii() and digits.isdigit() and len(digits) == _DIGITS
    if not shaped or digits[0] < "2" or digits == digits[::-1] or not verhoeff_ok(digits):
        return [Problem("aadhaar", "aadhaar.digits", "The Aadhaar number is mistyped.", "Read it from the card again.")]
    content["aadhaar_ref"] = tokenise(digits)
    content["aadhaar_last4"] = digits[-_LAST:]
    return []
