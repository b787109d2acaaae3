"""A record's raw values made into its content: cleaned, in one form, without the Aadhaar number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lokos_tui.domain.errors import Problem
from lokos_tui.domain.identifiers import (
    aadhaar_in,
    account_may_be_aadhaar,
    clean_mobile,
    digits_of,
    hide_aadhaar,
    verhoeff_ok,
)
from lokos_tui.domain.message import _
from lokos_tui.domain.profiles.fields import FIELDS, Field, Type
from lokos_tui.domain.profiles.model import Kind, Value
from lokos_tui.domain.text import clean, has_controls

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_DIGITS = 12
_NUMBERS = (Type.ACCOUNT, Type.AADHAAR)
_LAST = 4
_ACCOUNT_HINT = _("Copy the account from the passbook. Is it the account, send the IFSC of its bank with it.")


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
        elif field.type is Type.ACCOUNT and isinstance(value, str) and _is_hers(value, raw, content, tokenise):
            said = _("{label} is, or may be, an Aadhaar number; it is not kept.", label=field.label)
            errors.append(Problem(field.name, "account.aadhaar", said, _ACCOUNT_HINT))
        elif value != "":
            content[field.name] = value
    return content, tuple(errors)


def _is_hers(
    account: str, raw: Mapping[str, Any], content: Mapping[str, Value], tokenise: Callable[[str], str]
) -> bool:
    """True when an account is the record's own Aadhaar number, or may be one: then it is kept nowhere."""
    digits = digits_of(account)
    if not (account.isascii() and account.isdigit()) and aadhaar_in(account):
        return True
    if account_may_be_aadhaar(account, str(raw.get("ifsc") or "").strip()):
        return True
    own = content.get("aadhaar_ref")
    return own is not None and len(digits) == _DIGITS and tokenise(digits) == own


def _kept(field: Field, value: str, errors: list[Problem]) -> str:
    """Return a text in its one form; what may not be kept of it is taken out and said."""
    if has_controls(value):
        said = _("{label} holds characters that cannot be kept.", label=field.label)
        errors.append(Problem(field.name, "text.controls", said, _("Retype it.")))
    value = _text(field, value)
    if field.type in _NUMBERS or not aadhaar_in(value):
        return value
    said = _("{label} holds what may be an Aadhaar number.", label=field.label)
    errors.append(Problem(field.name, "aadhaar", said, _("Take it out.")))
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
        return [
            Problem(
                "aadhaar", "aadhaar.digits", _("The Aadhaar number is mistyped."), _("Read it from the card again.")
            )
        ]
    content["aadhaar_ref"] = tokenise(digits)
    content["aadhaar_last4"] = digits[-_LAST:]
    return []
