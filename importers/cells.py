"""One cell to kept text: repairs what Excel made of a number when that is certain, says so when it is not."""

from __future__ import annotations

import re

from importers.model import Cell
from lokos_tui.domain.identifiers import aadhaar_in, clean_mobile, mobile_ok
from lokos_tui.domain.text import clean, has_controls

_SCIENTIFIC = re.compile(r"[1-9](?:\.([0-9]+))?[eE]\+?([0-9]{1,2})")
_POINT_ZERO = re.compile(r"([0-9]+)\.0+")
_DOUBTFUL = re.compile(r"[.eE+]")
_EXACT = 10**15
Fault = tuple[str, str, str]
LOST: Fault = (
    "digits_lost",
    "Excel has dropped digits of this number.",
    "Format the column as text and type it again.",
)
AADHAAR: Fault = ("aadhaar", "This may be an Aadhaar number; it is not taken.", "Remove it from the sheet.")
CONTROLS: Fault = ("controls", "The cell holds characters that cannot be seen.", "Type the text again.")


def untouched(values: list[Cell], kind: str) -> list[str] | None:
    """Return a column as it is when every cell is plain text that needs no cleaning; None when one may.

    Looks at the whole column at once: 100,000 codes cost a few milliseconds.
    """
    try:
        joined = "\n".join(values)  # type: ignore[arg-type]
    except TypeError:
        return None
    lines = joined.replace("\n", "")
    if len(joined) - len(lines) != max(len(values) - 1, 0) or not (lines.isascii() and lines.isprintable()):
        return None
    if "  " in joined or " \n" in joined or "\n " in joined or joined[:1] == " " or joined[-1:] == " ":
        return None
    if kind == "mobile" or (kind == "code" and _DOUBTFUL.search(joined)) or aadhaar_in(joined):
        return None
    return values  # type: ignore[return-value]


def convert(value: Cell, kind: str, *, many: bool = False) -> tuple[str, Fault | None]:
    """Return the cleaned text and the fault, if any; ``many`` keeps line breaks as semicolons."""
    if value is None or value == "":
        return "", None
    fault: Fault | None = None
    if isinstance(value, str):
        if not value.isascii() or not value.isprintable():
            fault = CONTROLS if has_controls(value) else None
            value = value.replace("\n", ";") if many else value
        text = clean(value)
    elif isinstance(value, bool):
        text = "TRUE" if value else "FALSE"
    elif abs(value) >= _EXACT or value != value:  # noqa: PLR0124  NaN
        return "", LOST
    else:
        text = str(int(value)) if value == int(value) else repr(value)
    if kind in ("mobile", "code"):
        text, lost = _number(text, kind)
        fault = lost or fault
    if len(text) > 11 and aadhaar_in(text) and not (kind == "mobile" and mobile_ok(text)):  # noqa: PLR2004
        return "", AADHAAR
    return text, fault


def _number(text: str, kind: str) -> tuple[str, Fault | None]:
    if found := _POINT_ZERO.fullmatch(text):
        text = found.group(1)
    elif found := _SCIENTIFIC.fullmatch(text):
        decimals, power = len(found.group(1) or ""), int(found.group(2))
        if not power - 1 <= decimals <= power or power >= 15:  # noqa: PLR2004
            return "", LOST
        mantissa = re.split("[eE]", text)[0].replace(".", "")
        text = mantissa.ljust(power + 1, "0")
    return (clean_mobile(text) if kind == "mobile" else text), None
