"""One cell to kept text: repairs what Excel made of a number when that is certain, says so when it is not."""

from __future__ import annotations

import re
from unicodedata import is_normalized

from importers.model import Cell
from lokos_tui.domain.identifiers import aadhaar_in, clean_mobile
from lokos_tui.domain.message import _
from lokos_tui.domain.text import clean, has_controls

_SCIENTIFIC = re.compile(r"([1-9])(?:\.([0-9]+))?[eE]\+?([0-9]{1,2})", re.ASCII)
_POINT_ZERO = re.compile(r"([0-9]+)\.0+", re.ASCII)
_DOUBTFUL = re.compile(r"^[0-9]+[.eE]", re.MULTILINE)
_OTHER_SPACE = re.compile(r"[^\S \n]")
_EXACT = 10**15
_POWER = 15  # Excel keeps fifteen digits
_SHORTEST_AADHAAR = 12
_NUMBERS = ("mobile", "code", "account")
Fault = tuple[str, str, str]
LOST: Fault = (
    "digits_lost",
    _("Excel has dropped digits of this number."),
    _("Format the column as text and type it again."),
)
AADHAAR: Fault = ("aadhaar", _("This may be an Aadhaar number; it is not taken."), _("Remove it from the sheet."))
CONTROLS: Fault = ("controls", _("The cell holds characters that cannot be seen."), _("Type the text again."))


def untouched(values: list[Cell], kind: str) -> list[str] | None:
    """Return a column as it is when every cell is plain text that needs no cleaning; None when one may.

    Looks at the whole column at once: 100,000 codes cost a few milliseconds.
    """
    if kind == "mobile":
        return None
    try:
        joined = "\n".join(values)  # type: ignore[arg-type]
    except TypeError:
        return None
    breaks = joined.count("\n")
    if breaks == len(joined) == len(values) - 1:
        return values  # type: ignore[return-value]
    if breaks != max(len(values) - 1, 0) or not (_plain_ascii(joined) or _plain_script(joined)):
        return None
    if "  " in joined or " \n" in joined or "\n " in joined or joined[:1] == " " or joined[-1:] == " ":
        return None
    if kind in _NUMBERS and _DOUBTFUL.search(joined):
        return None
    longest = max(map(len, values), default=0)  # type: ignore[arg-type]
    if kind != "account" and longest >= _SHORTEST_AADHAAR and aadhaar_in(joined):
        return None
    return values  # type: ignore[return-value]


def _plain_ascii(joined: str) -> bool:
    return joined.isascii() and joined.replace("\n", "").isprintable()


def _plain_script(joined: str) -> bool:
    if joined.isascii() or not is_normalized("NFC", joined):
        return False
    return not (has_controls(joined) or _OTHER_SPACE.search(joined))


def convert(value: Cell, kind: str, *, many: bool = False) -> tuple[str, Fault | None]:
    """Return the cleaned text and the fault, if any; ``many`` keeps line breaks as semicolons."""
    if value is None or value == "":
        return "", None
    text, fault = _from_text(value, many=many) if isinstance(value, str) else _from_number(value, kind)
    if kind in _NUMBERS and text:
        text, lost = _repaired(text, kind)
        fault = lost or fault
    if kind != "account" and aadhaar_in(text):
        return "", AADHAAR
    return text, fault


def _from_text(value: str, *, many: bool) -> tuple[str, Fault | None]:
    if value.isascii() and value.isprintable():
        return clean(value), None
    fault = CONTROLS if has_controls(value) else None
    return clean(value.replace("\n", ";") if many else value), fault


def _from_number(value: float, kind: str) -> tuple[str, Fault | None]:
    if isinstance(value, bool):
        return str(value).upper(), None
    if not abs(value) < _EXACT or (kind in _NUMBERS and value != int(value)):
        return "", LOST
    return str(int(value)) if value == int(value) else repr(value), None


def _repaired(text: str, kind: str) -> tuple[str, Fault | None]:
    """Return the digits Excel meant: only a number with all its digits there is certain."""
    if found := _POINT_ZERO.fullmatch(text):
        text = found.group(1)
    elif found := _SCIENTIFIC.fullmatch(text):
        first, decimals, power = found.group(1), found.group(2) or "", int(found.group(3))
        if len(decimals) != power or power >= _POWER:
            return "", LOST
        text = first + decimals
    return (clean_mobile(text) if kind == "mobile" else text), None
