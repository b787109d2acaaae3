"""Finds what the fast reader leaves out: cells in error, formulas never calculated, merges, far-away cells."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

Check = Callable[[], None]
_MOST = 10_000
_PIECE = 1 << 20
_OVERLAP = 40_000
_ERROR = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"[^>]*? t="e"[^>]*>(?:<f[^<]*(?:</f>|/>))?<v>([^<]{1,20})</v>')
_FORMULA = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"[^>]*><f(?:[^<>]*/>|[^>]*>[^<]*</f>)(?:<v ?/>|<v></v>)?</c>')
_MERGE = re.compile(rb'<mergeCell ref="([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})"')
_ANY_MERGE = re.compile(rb'mergeCell [^>]*?ref="([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})"')
_ROW = re.compile(rb"<row ([^>]*)>")
_HIDDEN = re.compile(rb'\b(?:hidden="(?:1|true)"|ht="0(?:\.0+)?")')
_NUMBER = re.compile(rb'\br="([0-9]{1,7})"')
_PLACE = re.compile(rb' r="([A-Z]{1,12})([0-9]{1,20})"')
_PARTS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(slots=True)
class Found:
    """Of one sheet: (row, column) -> error text or ``=``, merged ranges, rows that are hidden; all 1-based."""

    broken: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)


def look(data: bytes, check: Check) -> dict[str, Found]:
    """Return what is found in each sheet of a workbook that passed the guard; sheets it cannot follow are left out.

    ``check`` is called every megabyte and may raise.
    """
    found: dict[str, Found] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name, part in _sheet_parts(archive).items():
                found[name] = _look_into(archive, part, check)
    except (zipfile.BadZipFile, KeyError, ValueError, ParseError, DefusedXmlException, OSError, EOFError):
        pass
    return found


def weight(data: bytes) -> int:
    """Return how much openpyxl would make of all sheets: elements and merged cells, counted without making them."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return sum(_weight(archive, part) for part in archive.namelist() if part.lower().endswith(".xml"))


def _weight(archive: zipfile.ZipFile, part: str) -> int:
    total = 0
    for piece in _pieces(archive, part, lambda: None):
        ranges = ((*_at(a, b), *_at(c, d)) for a, b, c, d in _ANY_MERGE.findall(piece))
        total += piece.count(b"<") + sum((last - top + 1) * (right - left + 1) for top, left, last, right in ranges)
    return total


def far_cell(data: bytes, rows: int, columns: int, check: Check) -> str:
    """Return the address of a cell beyond the limits, as it stands in the file; empty when there is none."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for part in archive.namelist():
                if part.startswith("xl/worksheets/") and (far := _far(archive, part, rows, columns, check)):
                    return far
    except (zipfile.BadZipFile, ValueError, OSError, EOFError):
        pass
    return ""


def _far(archive: zipfile.ZipFile, part: str, rows: int, columns: int, check: Check) -> str:
    for piece in _pieces(archive, part, check):
        for letters, digits in _PLACE.findall(piece):
            if int(digits) > rows or column_number(letters) > columns:
                return f"{letters.decode()}{digits.decode()}"
    return ""


def column_number(letters: bytes) -> int:
    """Return 1 for A, 27 for AA."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return the part that holds each sheet, by the sheet's name."""
    book: Element = fromstring(archive.read("xl/workbook.xml"))
    links: Element = fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {link.get("Id", ""): link.get("Target", "") for link in links}
    named = [(sheet.get("name", ""), targets.get(sheet.get(_LINK, ""), "")) for sheet in book.iter(f"{_PARTS}sheet")]
    return {name: target[1:] if target.startswith("/") else f"xl/{target}" for name, target in named if target}


def _look_into(archive: zipfile.ZipFile, part: str, check: Check) -> Found:
    found = Found()
    for piece in _pieces(archive, part, check):
        if b'hidden="' in piece or b' ht="0' in piece:
            found.hidden.update(_hidden_rows(piece))
        if len(found.broken) + len(found.merged) > _MOST:
            continue
        if b't="e' in piece:
            found.broken.update((_at(c, r), text.decode("utf-8", "replace")) for c, r, text in _ERROR.findall(piece))
        if b"<f" in piece:
            found.broken.update((_at(c, r), "=") for c, r in _FORMULA.findall(piece))
        if piece.find(b"<mergeC", max(piece.rfind(b"<c "), 0)) >= 0:
            found.merged += [(*_at(a, b), *_at(c, d)) for a, b, c, d in _MERGE.findall(piece)]
    found.merged = list(dict.fromkeys(found.merged))
    return found


def _hidden_rows(piece: bytes) -> Iterator[int]:
    for attributes in _ROW.findall(piece):
        if _HIDDEN.search(attributes) and (number := _NUMBER.search(attributes)):
            yield int(number[1])


def _at(letters: bytes, digits: bytes) -> tuple[int, int]:
    return int(digits), column_number(letters)


def _pieces(archive: zipfile.ZipFile, part: str, check: Check) -> Iterator[bytes]:
    """Give a part megabyte by megabyte; each begins with the last cell of the one before."""
    with archive.open(part) as file:
        left = b""
        while chunk := file.read(_PIECE):
            check()
            piece = left + chunk
            yield piece
            cell = piece.rfind(b"<c ", -_OVERLAP)
            left = piece[cell:] if cell >= 0 else piece[-200:]
