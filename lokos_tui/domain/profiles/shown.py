"""A value of a profile as LokOS shows it, on screens, in findings and on the command line.

Source: docs/domain.md#numbers-and-masks.
"""

from __future__ import annotations

from typing import Final

from lokos_tui.domain.dates import grouped, show_day
from lokos_tui.domain.identifiers import mask_aadhaar, mask_account, mask_voter
from lokos_tui.domain.message import _, pgettext
from lokos_tui.domain.profiles.fields import FIELDS, KEPT_OF_AADHAAR, Field, Type
from lokos_tui.domain.profiles.model import Kind, Value

NOTHING = "-"
CHOICE_WORDS: dict[str, str] = {
    "NEW": pgettext("choice", "New"),
    "MIGRATED": pgettext("choice", "Migrated"),
    "GENERAL": pgettext("choice", "General"),
    "PWD": pgettext("choice", "Persons with disability"),
    "ELDERLY": pgettext("choice", "Elderly"),
    "TRANSGENDER": pgettext("choice", "Transgender"),
    "PVTG": pgettext("choice", "PVTG"),
    "DIFFICULT_AREA": pgettext("choice", "Difficult area"),
    "WEEKLY": pgettext("choice", "Weekly"),
    "FORTNIGHTLY": pgettext("choice", "Fortnightly"),
    "MONTHLY": pgettext("choice", "Monthly"),
    "HUSBAND": pgettext("choice", "Husband"),
    "FATHER": pgettext("choice", "Father"),
    "F": pgettext("choice", "Female"),
    "M": pgettext("choice", "Male"),
    "T": pgettext("choice", "Transgender person"),
    "SC": pgettext("choice", "SC"),
    "ST": pgettext("choice", "ST"),
    "OBC": pgettext("choice", "OBC"),
    "OTHER": pgettext("choice", "Other"),
    "HINDU": pgettext("choice", "Hindu"),
    "MUSLIM": pgettext("choice", "Muslim"),
    "CHRISTIAN": pgettext("choice", "Christian"),
    "SIKH": pgettext("choice", "Sikh"),
    "BUDDHIST": pgettext("choice", "Buddhist"),
    "JAIN": pgettext("choice", "Jain"),
    "PARSI": pgettext("choice", "Parsi"),
    "NO": pgettext("choice", "No"),
    "SELF": pgettext("choice", "Self"),
    "FAMILY": pgettext("choice", "In the family"),
    "POP": pgettext("choice", "Poorest of the poor (POP)"),
    "POOR": pgettext("choice", "Poor"),
    "NON_POOR": pgettext("choice", "Not poor"),
    "NONE": pgettext("choice", "None"),
    **{f"CLASS_{number}": pgettext("choice", "Class {number}", number=number) for number in range(1, 13)},
    "GRADUATE": pgettext("choice", "Graduate"),
    "POST_GRADUATE": pgettext("choice", "Postgraduate"),
    "MEMBER": pgettext("choice", "Member"),
    "PRESIDENT": pgettext("choice", "President"),
    "SECRETARY": pgettext("choice", "Secretary"),
    "TREASURER": pgettext("choice", "Treasurer"),
    "ACTIVE": pgettext("choice", "Active"),
    "INACTIVE": pgettext("choice", "Inactive"),
}
"""What is chosen from a list, in words: it is kept and written as its code."""


_LABELS: Final[dict[str, str]] = {"compulsory_saving_paise": pgettext("field", "Compulsory saving")}
"""Labels of fields that are kept and written in another unit than they are shown in."""


def label_shown(field: Field) -> str:
    """Return what stands beside the value of a field on a screen."""
    return _LABELS.get(field.name, field.label)


def rupees(paise: int) -> str:
    """Return an amount of paise in rupees, as India groups them: 'Rs 1,00,000', 'Rs 100.50'."""
    whole, rest = divmod(paise, 100)
    amount = f"{grouped(whole)}.{rest:02}" if rest else grouped(whole)
    return _("Rs {amount}", amount=amount)


def shown(field: Field, value: Value | None) -> str:
    """Return a value: accounts, voter ids and Aadhaar masked, days as DD/MM/YYYY, money in rupees, '-' for none."""
    if value in ("", None, False):
        return NOTHING
    text = str(value)
    if field.type is Type.PAISE:
        return rupees(int(text))
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
