"""One cell to kept text: repairs what Excel made of a number when that is certain, says so when it is not."""

from __future__ import annotations

import re
from unicodedata import is_normalized

from importers.model import Cell
from lokos_tui.domain.identifiers import aadhaar_in, clean_mobile
from lokos_tui.domain.message import _
from lokos_tui.domain.text import clean, has_controls, plain_digits

_SCIENTIFIC = re.compile(r"([1-9])(?:\.([0-9]+))?[eE]\+?([0-9]{1,2})", re.ASCII)
_POINT_ZERO = re.compile(r"([0-9]+)\.0+", re.ASCII)
_DOUBTFUL = re.compile(r"^[0-9]+[.eE]", re.MULTILINE)
_OTHER_SPACE = re.compile(r"[^\S \n]|\u00ad")
_UNSEEN = re.compile("[\u00ad\u200b\u200e\u200f\u2060\ufeff]")
"""What copying from a web page leaves between letters: it shows nothing and means nothing."""
_JOINERS = re.compile("[\u200c\u200d]")
_APOSTROPHES = "'`\u2018\u2019"
_QUOTED = re.compile(f"^[{_APOSTROPHES}]", re.MULTILINE)
_EXACT = 10**15
_POWER = 15  # Excel keeps fifteen digits
_SHORTEST_AADHAAR = 12
_NUMBERS = ("mobile", "code", "account")
_UNQUOTED = (*_NUMBERS, "name")
"""Kinds whose value never begins with an apostrophe."""
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
    return None if _needs_cleaning(joined, kind, values) else values  # type: ignore[arg-type, return-value]


def _needs_cleaning(joined: str, kind: str, values: list[str]) -> bool:
    """True when a cell of a column of plain text, its cells joined by new lines, may be other than it stands there."""
    if "  " in joined or " \n" in joined or "\n " in joined or joined[:1] == " " or joined[-1:] == " ":
        return True
    if kind in _NUMBERS and (_DOUBTFUL.search(joined) or not joined.isascii()):
        return True
    if kind in _UNQUOTED and _QUOTED.search(joined):
        return True
    return kind != "account" and max(map(len, values), default=0) >= _SHORTEST_AADHAAR and aadhaar_in(joined)


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
    text = _without_quote(text) if kind in _UNQUOTED else text
    if kind in _NUMBERS and text:
        text, lost = _repaired(text, kind)
        fault = lost or fault
    if kind != "account" and aadhaar_in(text):
        return "", AADHAAR
    return text, fault


def _from_text(value: str, *, many: bool) -> tuple[str, Fault | None]:
    if value.isascii() and value.isprintable():
        return clean(value), None
    value = _UNSEEN.sub("", value)
    fault = CONTROLS if has_controls(value) else None
    return clean(value.replace("\n", ";") if many else value), fault


def _without_quote(text: str) -> str:
    """Return a text without the apostrophe before it that keeps it a text in a spreadsheet."""
    alone = text[:1] in _APOSTROPHES and not any(sign in text[1:] for sign in _APOSTROPHES)
    return text[1:].lstrip() if text and alone else text


def _from_number(value: float, kind: str) -> tuple[str, Fault | None]:
    if isinstance(value, bool):
        return str(value).upper(), None
    if not abs(value) < _EXACT or (kind in _NUMBERS and value != int(value)):
        return "", LOST
    return str(int(value)) if value == int(value) else repr(value), None


def _repaired(text: str, kind: str) -> tuple[str, Fault | None]:
    """Return the digits Excel meant: only a number with all its digits there is certain."""
    text = clean(plain_digits(_JOINERS.sub("", text)))
    if found := _POINT_ZERO.fullmatch(text):
        text = found.group(1)
    elif found := _SCIENTIFIC.fullmatch(text):
        first, decimals, power = found.group(1), found.group(2) or "", int(found.group(3))
        if len(decimals) != power or power >= _POWER:
            return "", LOST
        text = first + decimals
    return (clean_mobile(text) if kind == "mobile" else text), None
