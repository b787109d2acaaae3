"""A value of a profile as LokOS shows it, on screens, in findings and on the command line.

Source: docs/domain.md#numbers-and-masks.
"""

from __future__ import annotations

from lokos_tui.domain.dates import show_day
from lokos_tui.domain.identifiers import mask_aadhaar, mask_account, mask_voter
from lokos_tui.domain.message import _, pgettext
from lokos_tui.domain.profiles.fields import FIELDS, KEPT_OF_AADHAAR, Field, Type
from lokos_tui.domain.profiles.model import Kind, Value

NOTHING = "-"
CHOICE_WORDS: dict[str, str] = {
    "NEW": pgettext("choice", "NEW"),
    "MIGRATED": pgettext("choice", "MIGRATED"),
    "GENERAL": pgettext("choice", "GENERAL"),
    "PWD": pgettext("choice", "PWD"),
    "ELDERLY": pgettext("choice", "ELDERLY"),
    "TRANSGENDER": pgettext("choice", "TRANSGENDER"),
    "PVTG": pgettext("choice", "PVTG"),
    "DIFFICULT_AREA": pgettext("choice", "DIFFICULT_AREA"),
    "WEEKLY": pgettext("choice", "WEEKLY"),
    "FORTNIGHTLY": pgettext("choice", "FORTNIGHTLY"),
    "MONTHLY": pgettext("choice", "MONTHLY"),
    "HUSBAND": pgettext("choice", "HUSBAND"),
    "FATHER": pgettext("choice", "FATHER"),
    "F": pgettext("choice", "F"),
    "M": pgettext("choice", "M"),
    "T": pgettext("choice", "T"),
    "SC": pgettext("choice", "SC"),
    "ST": pgettext("choice", "ST"),
    "OBC": pgettext("choice", "OBC"),
    "OTHER": pgettext("choice", "OTHER"),
    "HINDU": pgettext("choice", "HINDU"),
    "MUSLIM": pgettext("choice", "MUSLIM"),
    "CHRISTIAN": pgettext("choice", "CHRISTIAN"),
    "SIKH": pgettext("choice", "SIKH"),
    "BUDDHIST": pgettext("choice", "BUDDHIST"),
    "JAIN": pgettext("choice", "JAIN"),
    "PARSI": pgettext("choice", "PARSI"),
    "NO": pgettext("choice", "NO"),
    "SELF": pgettext("choice", "SELF"),
    "FAMILY": pgettext("choice", "FAMILY"),
    "POP": pgettext("choice", "POP"),
    "POOR": pgettext("choice", "POOR"),
    "NON_POOR": pgettext("choice", "NON_POOR"),
    "NONE": pgettext("choice", "NONE"),
    **{f"CLASS_{number}": pgettext("choice", "CLASS_{number}", number=number) for number in range(1, 13)},
    "GRADUATE": pgettext("choice", "GRADUATE"),
    "POST_GRADUATE": pgettext("choice", "POST_GRADUATE"),
    "MEMBER": pgettext("choice", "MEMBER"),
    "PRESIDENT": pgettext("choice", "PRESIDENT"),
    "SECRETARY": pgettext("choice", "SECRETARY"),
    "TREASURER": pgettext("choice", "TREASURER"),
    "ACTIVE": pgettext("choice", "ACTIVE"),
    "INACTIVE": pgettext("choice", "INACTIVE"),
}
"""What is chosen from a list: kept and written in English as its code, said in the language of who reads it."""


def shown(field: Field, value: Value | None) -> str:
    """Return a value: accounts, voter ids and Aadhaar masked, days as DD/MM/YYYY, money in rupees, '-' for none."""
    if value in ("", None, False):
        return NOTHING
    text = str(value)
    if field.type is Type.PAISE:
        amount = f"{int(text) / 100:.2f}".removesuffix(".00")
        return _("Rs {amount}", amount=amount)
    if field.type is Type.CHOICE:
        return CHOICE_WORDS.get(text, text)
    masks = {Type.ACCOUNT: mask_account, Type.VOTER: mask_voter, Type.AADHAAR: mask_aadhaar, Type.DAY: show_day}
    if field.type in masks:
        return masks[field.type](text)
    return _("yes") if value is True else text


def shown_by_name(kind: Kind, name: str, value: Value | None) -> str:
    """Return a value by the name it has in a content; the last four digits stand for the Aadhaar number."""
    wanted = "aadhaar" if name == KEPT_OF_AADHAAR[1] else name
    return shown(next(field for field in FIELDS[kind] if field.name == wanted), value)
