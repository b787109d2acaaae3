"""A file to plain sheets: the guard first, then a reader in a child process with limits."""

from __future__ import annotations

import hashlib
import marshal
import os
import select
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from importers import broken, child, guard
from importers.csv_text import read_csv
from importers.model import META_SHEET, Cell, Limits, RawSheet, Workbook
from lokos_tui.collector import paused
from lokos_tui.domain.errors import Cancelled, Unreadable
from lokos_tui.domain.message import _
from lokos_tui.domain.text import clean

__all__ = ["Cell", "Limits", "RawSheet", "Workbook", "read_file"]

_FACTS = 50
_LARGE = _("Split it into smaller files, or delete what does not belong to the table.")
_SAVE = _("Open it in Excel, save it as a new .xlsx and load that file.")
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
    seen = tuple(sheet for sheet in sheets if sheet.name != META_SHEET)
    if not seen:
        raise Unreadable("file_no_sheet", _("The workbook has no sheet that can be read."), _SAVE)
    return Workbook(shown, hashlib.sha256(data).hexdigest(), len(data), kind, seen, _meta(sheets))


def _meta(sheets: list[RawSheet]) -> dict[str, str]:
    facts = (row for sheet in sheets if sheet.name == META_SHEET for row in sheet.rows[:_FACTS])
    return {clean(str(row[0])): clean(str(row[1])) for row in facts if len(row) > 1}


def _guarded(
    data: bytes, kind: str, limits: Limits, progress: Progress | None, cancelled: Asked | None
) -> list[RawSheet]:
    watch = _Watch(limits.seconds, cancelled)
    try:
        with _reader(data, kind, limits) as pipe:
            found = broken.look(data, watch.check) if kind == "xlsx" else {}
            return _collect(_frames(pipe, watch), progress, found)
    except Unreadable as error:
        if error.code in {"file_heavy", "file_large"} and kind == "xlsx":
            far = broken.far_cell(data, limits.rows, limits.columns, _Watch(limits.seconds, cancelled).check)
            if far:
                raise Unreadable(
                    "file_far", _("A cell stands far away from the table, at {far}.", far=far), _LARGE
                ) from error
        raise


class _Watch:
    """Time and the operator's patience, both of which can run out."""

    def __init__(self, seconds: int, cancelled: Asked | None) -> None:
        self._end = time.monotonic() + seconds
        self._cancelled = cancelled

    def check(self) -> None:
        """Raise Cancelled, or Unreadable when the time is over."""
        if self._cancelled and self._cancelled():
            raise Cancelled
        if time.monotonic() > self._end:
            raise _failure("slow")


@contextmanager
def _reader(data: bytes, kind: str, limits: Limits) -> Iterator[IO[bytes]]:
    """Give the pipe of a child process that reads the file; the child is gone afterwards."""
    numbers = (limits.memory_bytes, limits.seconds, limits.rows, limits.columns, limits.sent_bytes)
    command = [sys.executable, "-I", "-B", str(child.__file__), kind, *map(str, numbers)]
    with tempfile.TemporaryFile() as file, paused():
        file.write(data)
        file.seek(0)
        process = subprocess.Popen(command, stdin=file, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)  # noqa: S603
        try:
            assert process.stdout is not None  # noqa: S101
            yield process.stdout
        finally:
            process.kill()
            process.communicate()


def _collect(
    frames: Iterator[tuple[Any, ...]], progress: Progress | None, found: Mapping[str, broken.Found]
) -> list[RawSheet]:
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
            seen = found.get(title, broken.Found())
            sheets.append(
                RawSheet(title, first, [], tuple(merged or seen.merged), hidden, seen.broken, frozenset(seen.hidden))
            )
        elif what == "again":
            sheets, count = [], 0
        elif what == "fail":
            raise _failure(rest[0])
        else:
            return sheets
    raise _failure("died")


def _frames(pipe: IO[bytes], watch: _Watch) -> Iterator[tuple[Any, ...]]:
    buffer = bytearray()
    while True:
        while len(buffer) >= 4 and len(buffer) >= (size := 4 + int.from_bytes(buffer[:4], "little")):  # noqa: PLR2004
            yield marshal.loads(memoryview(buffer)[4:size].tobytes())  # noqa: S302  our own child wrote it
            del buffer[:size]
        watch.check()
        if select.select([pipe], [], [], 0.1)[0]:
            chunk = os.read(pipe.fileno(), 1 << 20)
            if not chunk:
                return
            buffer += chunk


def _failure(why: str) -> Unreadable:
    if why == "PasswordError":
        return Unreadable(
            "file_password", _("The file is password protected."), _("Remove the password in Excel and save it again.")
        )
    if why == "large":
        return Unreadable("file_large", _("A sheet has more rows or columns than can be loaded."), _LARGE)
    if why in {"slow", "died", "MemoryError"}:
        return Unreadable("file_heavy", _("The file needs more time or memory than a block's sheet ever does."), _LARGE)
    return Unreadable("file_damaged", _("The workbook is damaged: its inner parts do not fit together."), _SAVE)
