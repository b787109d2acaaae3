"""CSV text to rows: encoding and delimiter are found out, never asked."""

from __future__ import annotations

import csv
import io
from collections import Counter
from itertools import islice

from importers.model import Cell, Limits, RawSheet
from lokos_tui.domain.errors import Unreadable
from lokos_tui.domain.message import _

_DELIMITERS = ",;\t|"
_HEAD, _ROWS = 100_000, 50
"""How many characters and rows tell the delimiter."""


def decode(data: bytes) -> str:
    """Return the text: UTF-16 by its mark, else UTF-8, else Windows-1252."""
    encodings = ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable("csv_encoding", _("The text's encoding is not known."), _("Save it from Excel as 'CSV UTF-8'."))


def delimiter_of(text: str) -> str:
    """Return the delimiter that parts the first rows most alike, looked for outside quotation marks; else a comma.

    The one under which most rows have one and the same number of cells, and among those that part as many rows
    alike the one that makes more cells: twenty codes with semicolons in one cell are no columns. A first line of
    ``sep=;``, which Excel writes and reads, says it itself.
    """
    if text[:4].lower() == "sep=" and text[4:5] in tuple(_DELIMITERS):
        return text[4]
    return max(_DELIMITERS, key=lambda delimiter: _alike(text[:_HEAD], delimiter))


def _alike(head: str, delimiter: str) -> tuple[float, int]:
    """Return the share of rows that have the commonest number of cells above one, and that number."""
    try:
        records = list(islice(csv.reader(io.StringIO(head, newline=""), delimiter=delimiter), _ROWS))
    except csv.Error:
        return 0.0, 0
    widths = Counter(len(record) for record in records if any(record))
    width, rows = max(((w, n) for w, n in widths.items() if w > 1), key=lambda one: (one[1], one[0]), default=(0, 0))
    return (rows / widths.total() if rows else 0.0), width


def read_csv(data: bytes, limits: Limits) -> RawSheet:
    """Return the text as one sheet named CSV; raises Unreadable."""
    text = decode(data)
    rows: list[tuple[Cell, ...]] = []
    try:
        for record in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text)):
            if len(record) > limits.columns or len(rows) >= limits.rows:
                raise Unreadable(
                    "file_large",
                    _("The file has more rows or columns than can be loaded."),
                    _("Split it into smaller files."),
                )
            rows.append(tuple(record) if any(record) else ())
    except csv.Error as error:
        where = _("The CSV text is broken after line {line}: a cell has no end.", line=len(rows) + 1)
        raise Unreadable(
            "csv_shape", where, _("Look for a quotation mark there, or save it again from Excel.")
        ) from error
    return RawSheet("CSV", 1, rows)
