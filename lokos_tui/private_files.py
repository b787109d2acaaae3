"""Small files of one user: written whole or not at all, folder 0700, file 0600, never through a link."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from filecmp import cmp
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_FOLDER_MODE: Final = 0o700
_FILE_MODE: Final = 0o600


def write_private(path: Path, data: bytes) -> None:
    """Put a file in place of the one of that name, on disk when this returns. Raises OSError."""
    _make_folder(path.parent)
    scratch = path.with_name(f".{path.name}.{os.getpid()}")
    with suppress(FileNotFoundError):
        scratch.unlink()
    try:
        _write_new(scratch, data)
        scratch.replace(path)
        _sync(path.parent)
    except OSError:
        with suppress(OSError):
            scratch.unlink()
        raise


def writer_lives(scratch: str) -> bool:
    """Return whether the process whose half-written file this is may still put it in its place.

    The last part of the file's name is the number of its process.
    """
    number = scratch.rpartition(".")[2]
    if not number.isdecimal() or not 0 < int(number) < 1 << 22:
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True  # somebody else's
    return True


def write_new_whole(path: Path, chunks: Iterable[bytes]) -> None:
    """Write a file of this user into any folder, whole or not at all, on disk when this returns.

    A file of the same bytes may be there already. Raises FileExistsError for
    one of other bytes, and OSError.
    """
    scratch = path.with_name(f".{path.name}.{os.getpid()}")
    with suppress(FileNotFoundError):
        scratch.unlink()
    try:
        _write_chunks(scratch, chunks)
        if os.path.lexists(path):
            if path.is_symlink() or not cmp(scratch, path, shallow=False):
                raise FileExistsError(path)
            scratch.unlink()
        else:
            scratch.rename(path)
            _sync(path.parent)
    finally:
        with suppress(OSError):
            scratch.unlink()


def read_private(path: Path, most: int) -> bytes:
    """Return a file's bytes. Raises OSError where it is no plain file of this user, or has more than ``most``."""
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with os.fdopen(handle, "rb") as file:
        found = os.fstat(file.fileno())
        if not stat.S_ISREG(found.st_mode) or found.st_uid != os.geteuid() or found.st_size > most:
            raise OSError(f"{path} is no plain file of this user, or too large")
        return file.read(most)


def _make_folder(folder: Path) -> None:
    folder.mkdir(mode=_FOLDER_MODE, parents=True, exist_ok=True)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid():
        raise OSError(f"{folder} is not a folder of this user")
    if stat.S_IMODE(found.st_mode) != _FOLDER_MODE:
        folder.chmod(_FOLDER_MODE)


def _write_new(path: Path, data: bytes) -> None:
    _write_chunks(path, (data,))


def _write_chunks(path: Path, chunks: Iterable[bytes]) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, _FILE_MODE)
    with os.fdopen(handle, "wb") as file:
        file.writelines(chunks)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
