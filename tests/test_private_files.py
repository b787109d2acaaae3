"""Files that are whole or not there, and never in the place of another."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from lokos_tui.private_files import write_new_whole


def test_whole_and_private(tmp_path: Path) -> None:
    """A new file has mode 0600 and nothing lies beside it; its folder's rights are left alone."""
    tmp_path.chmod(0o755)
    path = tmp_path / "out.jsonl"
    write_new_whole(path, [b"one\n", b"two\n"])
    assert path.read_bytes() == b"one\ntwo\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o755
    write_new_whole(path, [b"one\ntwo\n"])
    assert list(tmp_path.iterdir()) == [path]


def test_another_file_stays(tmp_path: Path) -> None:
    """Other bytes, or a link even to the same ones, are not written over."""
    path, link = tmp_path / "mine", tmp_path / "link"
    path.write_bytes(b"mine")
    link.symlink_to(path)
    for place, data in ((path, b"other"), (link, b"mine")):
        with pytest.raises(FileExistsError):
            write_new_whole(place, [data])
    assert path.read_bytes() == b"mine"
    assert sorted(tmp_path.iterdir()) == [link, path]


def test_cut_short_is_nothing(tmp_path: Path) -> None:
    """When what is written breaks off, no file is there."""

    def broken() -> Iterator[bytes]:
        yield b"one\n"
        raise RuntimeError("the database went away")

    with pytest.raises(RuntimeError):
        write_new_whole(tmp_path / "out.jsonl", broken())
    assert not list(tmp_path.iterdir())
