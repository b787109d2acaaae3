"""The look at a file before any reader: ordinary files only, and nothing is waited on."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from importers.guard import kind_of, load_bytes
from importers.model import Limits
from lokos_tui.domain.errors import Unreadable
from tests.importers import hostile
from tests.support.refusals import refuses
from tests.support.until import work


def test_odd_paths_are_refused_at_once(tmp_path: Path) -> None:
    """A pipe, a folder, a device, nothing, a name too long: one sentence each, no wait, no descriptor left."""
    before = len(os.listdir("/proc/self/fd"))
    start = work()
    for path in hostile.paths(tmp_path).values():
        with pytest.raises(Unreadable) as refused:
            load_bytes(path, Limits())
        assert refused.value.sentence.endswith(".")
    assert work() - start < 1
    assert len(os.listdir("/proc/self/fd")) == before


def test_a_link_to_a_file_is_followed(tmp_path: Path) -> None:
    """A shortcut that the operator made is as good as the file."""
    (tmp_path / "a.csv").write_bytes(b"x")
    (tmp_path / "b.csv").symlink_to(tmp_path / "a.csv")
    assert load_bytes(tmp_path / "b.csv", Limits()) == b"x"


def test_no_more_is_read_than_may_be(tmp_path: Path) -> None:
    """Of a sparse file of 1 TB one byte more than the limit is read."""
    path = tmp_path / "big.xlsx"
    with path.open("wb") as file:
        file.truncate(10**12)
    limits = Limits(file_bytes=1000)
    data = load_bytes(path, limits)
    assert len(data) == 1001
    with refuses(Unreadable, "file_size"):
        kind_of(data, "big.xlsx", limits)


def test_a_process_file_is_no_harm() -> None:
    """Files of the kernel say they are ordinary: they are read like text, up to the limit."""
    assert load_bytes(Path("/proc/self/status"), Limits())


@pytest.mark.parametrize("gaps", [1, 100, 30_000])
def test_a_doctype_is_found_behind_any_prolog(gaps: int) -> None:
    """Comments that look like elements, instructions and white space hide no DOCTYPE."""
    words = "<!-- <a> --><?x y?>\n" * gaps + "<!DOCTYPE x>"
    with pytest.raises(Unreadable) as refused:
        kind_of(hostile.book(words + hostile.sheet()), "a.xlsx", Limits())
    assert refused.value.code == ("file_doctype" if gaps < 30_000 else "file_damaged")


def test_a_prolog_costs_little() -> None:
    """A thousand parts of white space alone are looked through in under two seconds."""
    filler = {f"xl/{number}.xml": " " * 900_000 for number in range(200)}
    data = hostile.packed(hostile.parts() | filler)
    start = work()
    with pytest.raises(Unreadable):
        kind_of(data, "a.xlsx", Limits())
    assert work() - start < 2


def test_a_doctype_in_words_is_no_doctype() -> None:
    """The word in a cell refuses nothing."""
    sheet = hostile.sheet(hostile.HEAD + hostile.row(2, "&lt;!DOCTYPE html&gt;", "9999000001"))
    assert kind_of(hostile.book(sheet), "a.xlsx", Limits()) == "xlsx"
