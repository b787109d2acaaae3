"""Runs alone in a guarded process: workbook bytes on stdin, marshal frames on stdout.

Started as a script; it imports nothing of this program. A frame is four bytes
of length and one marshalled tuple whose first item says what it is.
"""

from __future__ import annotations

import gc
import io
import itertools
import marshal
import resource
import sys
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

_CHUNK = 4000


class TooLargeError(Exception):
    """A sheet has more rows, columns or text than allowed."""


class Pipe:
    """The way back to the parent; ``left`` bytes may still go through it."""

    left = 0


def send(*frame: Any) -> None:
    """Write one frame; raises TooLargeError when all frames together are too much text."""
    data = marshal.dumps(frame)
    Pipe.left -= len(data)
    if Pipe.left < 0 and frame[0] == "rows":
        raise TooLargeError
    sys.stdout.buffer.write(len(data).to_bytes(4, "little") + data)


def plain(value: Any) -> Any:
    """Return a cell as a value marshal can carry; days as DD/MM/YYYY."""
    if isinstance(value, (date, datetime)):
        return f"{value.day:02}/{value.month:02}/{value.year:04}"
    if isinstance(value, (time, timedelta)) or not isinstance(value, (str, int, float, bool, type(None))):
        return str(value)
    return value


def send_rows(rows: Iterable[Any], limit_rows: int, limit_columns: int) -> None:
    """Send a sheet's rows in chunks, blank rows as ``()``; raises TooLargeError."""
    source, kept = iter(rows), 0
    while chunk := list(itertools.islice(source, _CHUNK)):
        if max(map(len, chunk)) > limit_columns:
            raise TooLargeError
        packed = [tuple(row) if any(row) or not _blank(row) else () for row in chunk]
        kept += sum(map(bool, packed))
        if kept > limit_rows:
            raise TooLargeError
        try:
            send("rows", packed)
        except ValueError:
            send("rows", [tuple(map(plain, row)) for row in packed])


def _blank(row: list[Any]) -> bool:
    return all(value == "" or value is None for value in row)


def by_calamine(data: bytes, rows: int, columns: int) -> None:
    """Send all sheets with the fast reader."""
    from python_calamine import CalamineWorkbook, SheetVisibleEnum  # noqa: PLC0415

    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    for meta in book.sheets_metadata:
        if "worksheet" not in str(meta.typ).lower():
            continue
        sheet = book.get_sheet_by_name(meta.name)
        ranges = [(a + 1, b + 1, c + 1, d + 1) for (a, b), (c, d) in sheet.merged_cell_ranges or []][:10_000]
        send("sheet", meta.name, 1, ranges, meta.visible != SheetVisibleEnum.Visible)
        if sheet.start is not None and sheet.height:
            send_rows(_from_column_a(sheet.iter_rows(), sheet.start[1]), rows, columns)


def _from_column_a(rows: Iterable[list[Any]], missing: int) -> Iterable[list[Any]]:
    """Put back the empty columns that the fast reader leaves out on the left."""
    return ([*[""] * missing, *row] for row in rows) if missing else rows


def by_openpyxl(data: bytes, rows: int, columns: int) -> None:
    """Send all sheets with the slow reader, for files the fast one cannot read."""
    from openpyxl import load_workbook  # noqa: PLC0415

    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    if not book.worksheets:
        raise ValueError
    for sheet in book.worksheets:
        sheet.reset_dimensions()
        send("sheet", sheet.title, 1, [], sheet.sheet_state != "visible")
        send_rows(_plain_rows(sheet.iter_rows()), rows, columns)


def _plain_rows(rows: Iterable[Any]) -> Iterator[list[Any]]:
    """Give rows as the fast reader does: errors and nothing are blank, whole numbers are floats."""
    for row in rows:
        yield [_like_calamine(cell.value, cell.data_type) for cell in row]


def _like_calamine(value: Any, data_type: str) -> Any:
    if value is None or data_type == "e":
        return ""
    return float(value) if type(value) is int else value


def main() -> None:
    """Read and send; every failure is one last frame, a death is the parent's to explain."""
    kind, memory, seconds, rows, columns, Pipe.left = sys.argv[1], *map(int, sys.argv[2:7])
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    gc.disable()
    data = sys.stdin.buffer.read()
    try:
        _read(kind, data, rows, columns)
    except TooLargeError:
        send("fail", "large")
    except BaseException as error:  # noqa: BLE001  a Rust panic is no Exception
        send("fail", type(error).__name__)
    sys.stdout.buffer.flush()


def _read(kind: str, data: bytes, rows: int, columns: int) -> None:
    try:
        by_calamine(data, rows, columns)
    except TooLargeError:
        raise
    except BaseException as error:  # a Rust panic is no Exception
        if kind != "xlsx" or type(error).__name__ == "PasswordError":
            raise
        send("again")
        by_openpyxl(data, rows, columns)
    send("end")


if __name__ == "__main__":
    main()
