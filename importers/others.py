"""Columns that mean nothing to a load: looked at for one thing alone, Aadhaar numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from importers.cells import AADHAAR, Fault
from importers.model import Cell
from lokos_tui.domain.identifiers import aadhaar_in, clean_mobile, digits_of, mobile_ok
from lokos_tui.domain.message import _
from lokos_tui.domain.text import name_key, safe

_PHONE = (
    "WHATSAPP", "WHATS APP", "MOBILE", "PHONE", "CONTACT", "MOB", "TELEPHONE", "मोबाइल", "मो", "फोन", "व्हाट्सएप", "संपर्क",
)  # fmt: skip
_ACCOUNT = ("ACCOUNT", "A C", "AC NO", "KHATA", "खाता", "अकाउंट", "LOAN NO", "CIF")
_OWN = ("AADHAAR", "AADHAR", "ADHAR", "ADHAAR", "UID", "UIDAI", "आधार")
_TWELVE = 12
_ENOUGH, _CHANCE = 10, 3
"""So many numbers of twelve digits tell what a column is: by chance one in ten passes for an Aadhaar number, one in
three is no chance."""


def suspects(heading: str, values: Sequence[Cell]) -> dict[Cell, Fault]:
    """Return the values of a column that may be Aadhaar numbers, each with its fault.

    Bank accounts and telephone numbers with 91 before them are known by the column's heading or by the company they
    keep; so is a column of other numbers of twelve digits, of which one in ten would be suspected by chance.
    """
    if all(isinstance(value, str) for value in values) and not aadhaar_in("\n".join(map(str, values))):
        return {}
    found = {value for value in set(values) if value not in ("", None) and aadhaar_in(_text(value))}
    if not found or _is_another(name_key(heading), values):
        return {}
    return {value: _fault(heading) for value in found if not (_phones(heading, values) and mobile_ok(_bare(value)))}


def is_other_number(heading: str, values: Sequence[Cell]) -> bool:
    """True when the numbers of a column are accounts, telephones or others: none of it is hidden from the operator."""
    return _is_another(name_key(heading), values) or _phones(heading, values)


def _fault(heading: str) -> Fault:
    code, sentence, hint = AADHAAR
    if not heading:
        return code, sentence, hint
    return code, _("Column {heading}: this may be an Aadhaar number; it is not taken.", heading=safe(heading, 40)), hint


def _is_another(key: str, values: Sequence[Cell]) -> bool:
    if _named(key, _OWN):
        return False
    if _named(key, _ACCOUNT):
        return True
    twelve = [text for value in values if value not in ("", None) and len(text := digits_of(_text(value))) == _TWELVE]
    passing = sum(1 for text in twelve if aadhaar_in(text))
    return len(twelve) >= _ENOUGH and passing * _CHANCE < len(twelve)


def _phones(heading: str, values: Sequence[Cell]) -> bool:
    key = name_key(heading)
    if _named(key, _OWN):
        return False
    if _named(key, _PHONE):
        return True
    filled = [value for value in values if value not in ("", None)]
    return sum(1 for value in filled if mobile_ok(_bare(value))) * 2 > len(filled) > 1


def _named(key: str, words: Sequence[str]) -> bool:
    return any(f" {name_key(word)} " in f" {key} " for word in words)


def _bare(value: Cell) -> str:
    return clean_mobile(_text(value))


def _text(value: Cell) -> str:
    if isinstance(value, float) and value.is_integer() and abs(value) < 10**15:
        return str(int(value))
    return re.sub(r"\.0+$", "", str(value))
