"""The files of the office's inbox, and names for what is written into its exports."""

from __future__ import annotations

import hashlib
import stat
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from lokos_tui.domain.dates import day_of, time_of
from lokos_tui.domain.field import Field
from lokos_tui.domain.loads.mapping import BATCH_WORDS, BatchState
from lokos_tui.domain.message import _, joined
from lokos_tui.queries.loads.batches import BatchRow, loads_of_files

if TYPE_CHECKING:
    from lokos_tui.context import Context

KILO = 1_000
SUFFIXES = frozenset({".xlsx", ".xlsm", ".xls", ".csv"})


@dataclass(frozen=True, slots=True)
class InboxFile:
    """A file that may be loaded; ``changed`` in milliseconds, ``size`` in bytes."""

    number: int
    path: Path
    name: str
    size: int
    changed: int
    loaded: str = ""
    """By which load this very content was loaded, and when; '' when it was not."""


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file's bytes; '' when it cannot be read (any more)."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def marked(files: tuple[InboxFile, ...], ctx: Context) -> tuple[InboxFile, ...]:
    """Return the files with the load that each was loaded by, told by its content and not by its name.

    A file stays where it lies: it belongs to who put it there, and a load that was taken back may be loaded anew.
    Files larger than may be loaded are not read.
    """
    largest = ctx.settings.imports.max_file_mb * KILO**2
    hashes = {file.path: sha256_of(file.path) for file in files if file.size <= largest}
    loads = ctx.read(loads_of_files, ctx.actor.area.scope, set(hashes.values()) - {""})
    return tuple(replace(file, loaded=_loaded(loads.get(hashes.get(file.path, "")))) for file in files)


def _loaded(load: BatchRow | None) -> str:
    if load is None:
        return ""
    if load.state != BatchState.APPLIED:
        return joined(", ", (load.id, BATCH_WORDS[BatchState(load.state)]))
    return joined(", ", (load.id, day_of(load.at)))


def inbox_files(folder: Path) -> tuple[InboxFile, ...]:
    """Return the inbox's workbooks and CSV files, the newest first; links and folders are passed over."""
    if not folder.is_dir():
        return ()
    found: list[tuple[int, Path, int]] = []
    for path in folder.iterdir():
        facts = path.lstat()
        if stat.S_ISREG(facts.st_mode) and path.suffix.lower() in SUFFIXES:
            found.append((facts.st_mtime_ns // 1_000_000, path, facts.st_size))
    found.sort(key=lambda item: (-item[0], item[1].name))
    return tuple(
        InboxFile(number, path, path.name, size, changed) for number, (changed, path, size) in enumerate(found, 1)
    )


def size_words(size: int) -> str:
    """Return a size in words: 812 B, 14 kB, 3.1 MB."""
    if size < KILO:
        return f"{size} B"
    return f"{size // KILO} kB" if size < KILO**2 else f"{size / KILO**2:.1f} MB"


INBOX: tuple[Field[InboxFile], ...] = (
    Field("name", _("File in the inbox"), lambda file: file.name, 36, flexible=True, identifies=True),
    Field("size", _("Size"), lambda file: file.size, 9, 1, "right", shown=lambda file: size_words(file.size)),
    Field("changed", _("Put there"), lambda file: file.changed, 16, 2, shown=lambda file: time_of(file.changed)),
    Field("loaded", _("Loaded as"), lambda file: file.loaded, 14, 1),
)
"""The columns of the inbox."""
