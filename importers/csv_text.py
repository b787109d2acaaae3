"""CSV text to rows: encoding and delimiter are found out, never asked."""

from __future__ import annotations

import csv
import io

from importers.model import Cell, Limits, RawSheet
from lokos_tui.domain.errors import Unreadable
from lokos_tui.domain.message import _

_DELIMITERS = ",;\t|"


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
    """Return the delimiter that stands most often in the first ten lines; a comma when none does."""
    head = "\n".join(text[:20_000].splitlines()[:10])
    return max(_DELIMITERS, key=head.count)


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
