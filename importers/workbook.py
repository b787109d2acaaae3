"""A file to plain sheets: the guard first, then a reader in a child process with limits."""

from __future__ import annotations

import gc
import hashlib
import marshal
import os
import select
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

from importers import child, guard
from importers.csv_text import read_csv
from importers.model import META_SHEET, Cell, Limits, RawSheet, Workbook
from lokos_tui.domain.errors import Cancelled, Unreadable

__all__ = ["Cell", "Limits", "RawSheet", "Workbook", "read_file"]

_LARGE = "Split it into smaller files, or delete what does not belong to the table."
_SAVE = "Open it in Excel, save it as a new .xlsx and load that file."
Progress = Callable[[int], None]
Asked = Callable[[], bool]


def read_file(
    source: Path | bytes,
    *,
    name: str = "",
    limits: Limits = Limits(),  # noqa: B008
    progress: Progress | None = None,
    cancelled: Asked | None = None,
) -> Workbook:
    """Read an xlsx, xls or csv file; ``progress`` gets the rows read so far.

    Raises Unreadable (one sentence and a hint) and Cancelled.
    """
    data = source if isinstance(source, bytes) else guard.load_bytes(source, limits)
    shown = name or ("" if isinstance(source, bytes) else source.name)
    kind = guard.kind_of(data, shown, limits)
    sheets = [read_csv(data, limits)] if kind == "csv" else _guarded(data, kind, limits, progress, cancelled)
    meta = {str(r[0]): str(r[1]) for s in sheets if s.name == META_SHEET for r in s.rows if len(r) > 1}
    seen = tuple(sheet for sheet in sheets if sheet.name != META_SHEET)
    return Workbook(shown, hashlib.sha256(data).hexdigest(), len(data), kind, seen, meta)


def _guarded(
    data: bytes, kind: str, limits: Limits, progress: Progress | None, cancelled: Asked | None
) -> list[RawSheet]:
    numbers = (limits.memory_bytes, limits.seconds, limits.rows, limits.columns)
    command = [sys.executable, "-I", "-B", str(child.__file__), kind, *map(str, numbers)]
    collecting = gc.isenabled()
    with tempfile.TemporaryFile() as file:
        file.write(data)
        file.seek(0)
        process = subprocess.Popen(command, stdin=file, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)  # noqa: S603
        gc.disable()
        try:
            assert process.stdout is not None  # noqa: S101
            return _collect(_frames(process.stdout, limits.seconds, cancelled), progress)
        finally:
            process.kill()
            process.communicate()
            if collecting:
                gc.enable()


def _collect(frames: Iterator[tuple[Any, ...]], progress: Progress | None) -> list[RawSheet]:
    sheets: list[RawSheet] = []
    count = 0
    for what, *rest in frames:
        if what == "rows":
            sheets[-1].rows.extend(rest[0])
            count += len(rest[0])
            if progress:
                progress(count)
        elif what == "sheet":
            title, first, merged, hidden = rest
            sheets.append(RawSheet(title, first, [], tuple(merged), hidden))
        elif what == "again":
            sheets, count = [], 0
        elif what == "fail":
            raise _failure(rest[0])
        else:
            return sheets
    raise _failure("died")


def _frames(pipe: IO[bytes], seconds: int, cancelled: Asked | None) -> Iterator[tuple[Any, ...]]:
    buffer, end = bytearray(), time.monotonic() + seconds
    while True:
        while len(buffer) >= 4 and len(buffer) >= (size := 4 + int.from_bytes(buffer[:4], "little")):  # noqa: PLR2004
            yield marshal.loads(memoryview(buffer)[4:size].tobytes())  # noqa: S302  our own child wrote it
            del buffer[:size]
        if cancelled and cancelled():
            raise Cancelled
        if time.monotonic() > end:
            raise _failure("slow")
        if select.select([pipe], [], [], 0.1)[0]:
            chunk = os.read(pipe.fileno(), 1 << 20)
            if not chunk:
                return
            buffer += chunk


def _failure(why: str) -> Unreadable:
    if why == "PasswordError":
        return Unreadable(
            "file_password", "The file is password protected.", "Remove the password in Excel and save it again."
        )
    if why == "large":
        return Unreadable("file_large", "A sheet has more rows or columns than can be loaded.", _LARGE)
    if why in {"slow", "died", "MemoryError"}:
        return Unreadable("file_heavy", "The file needs more time or memory than a block's sheet ever does.", _LARGE)
    return Unreadable("file_damaged", "The workbook is damaged: its inner parts do not fit together.", _SAVE)
