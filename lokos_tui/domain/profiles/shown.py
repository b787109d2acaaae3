"""A value of a profile as LokOS shows it, on screens, in findings and on the command line.

Source: docs/domain.md#numbers-and-masks.
"""

from __future__ import annotations

from lokos_tui.domain.dates import show_day
from lokos_tui.domain.identifiers import mask_aadhaar, mask_account, mask_voter
from lokos_tui.domain.profiles.fields import FIELDS, KEPT_OF_AADHAAR, Field, Type
from lokos_tui.domain.profiles.model import Kind, Value

NOTHING = "-"


def shown(field: Field, value: Value | None) -> str:
    """Return a value: accounts, voter ids and Aadhaar masked, days as DD/MM/YYYY, money in rupees, '-' for none."""
    if value in ("", None, False):
        return NOTHING
    text = str(value)
    if field.type is Type.PAISE:
        return f"Rs {int(text) / 100:.2f}".removesuffix(".00")
    masks = {Type.ACCOUNT: mask_account, Type.VOTER: mask_voter, Type.AADHAAR: mask_aadhaar, Type.DAY: show_day}
    if field.type in masks:
        return masks[field.type](text)
    return "yes" if value is True else text


def shown_by_name(kind: Kind, name: str, value: Value | None) -> str:
    """Return a value by the name it has in a content; the last four digits stand for the Aadhaar number."""
    wanted = "aadhaar" if name == KEPT_OF_AADHAAR[1] else name
    return shown(next(field for field in FIELDS[kind] if field.name == wanted), value)
