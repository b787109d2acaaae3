"""The files of the office's inbox, and names for what is written into its exports."""

from __future__ import annotations

import stat
from dataclasses import dataclass
from pathlib import Path

from lokos_tui.domain.dates import time_of
from lokos_tui.domain.field import Field
from lokos_tui.domain.message import _

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
)
"""The columns of the inbox."""


def free_name(folder: Path, stem: str, suffix: str) -> Path:
    """Return a path in a folder that is not there yet: ``stem.xlsx``, ``stem-2.xlsx``, ..."""
    number = 1
    while (path := folder / f"{stem}{f'-{number}' if number > 1 else ''}{suffix}").exists():
        number += 1
    return path
