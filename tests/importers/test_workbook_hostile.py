"""Every hostile or broken file costs one clear sentence, in bounded time, and leaves nothing behind."""

from __future__ import annotations

import os
import random
import re
import resource
import tempfile
from pathlib import Path

import pytest

from importers.loads.columns import MAPPING
from importers.model import Limits
from importers.table import Table, to_table
from importers.workbook import read_file
from lokos_tui.domain.errors import Unreadable
from lokos_tui.domain.text import has_controls
from tests.importers import hostile
from tests.support.until import work

LIMITS = Limits(seconds=10, memory_bytes=700_000_000)
WORST = 12.0
PARENT_MB = 250


def _open() -> set[str]:
    return {link.readlink().name for link in Path("/proc/self/fd").iterdir() if link.exists()}


def _children() -> str:
    return Path(f"/proc/self/task/{os.getpid()}/children").read_text()


def _read(source: Path | bytes, name: str = "") -> Table | Unreadable:
    try:
        return to_table(read_file(source, name=name, limits=LIMITS), MAPPING)
    except Unreadable as error:
        return error


def _assert_clear(error: Unreadable) -> None:
    assert error.code
    for sentence in (error.sentence, error.hint):
        assert sentence.endswith(".")
        assert not has_controls(sentence)
        assert not re.search(r"Traceback|Error\b|Exception|0x|xl/|[<>]", sentence)
        assert tempfile.gettempdir() not in sentence


@pytest.mark.parametrize("title", hostile.CORPUS)
def test_a_hostile_file_gives_rows_or_one_sentence(title: str) -> None:
    """Rows or one Unreadable whose words an operator can act on; no child, no descriptor, no long wait."""
    name, data, outcome = hostile.CORPUS[title]()
    before, others = (_open(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss), _children()
    start = work()
    result = _read(data, name)
    took = work() - start
    if isinstance(result, Unreadable):
        _assert_clear(result)
    assert outcome in (hostile.EITHER, hostile.REFUSED if isinstance(result, Unreadable) else hostile.ROWS), result
    assert took < WORST
    assert _open() == before[0]
    assert _children() == others
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before[1] < PARENT_MB * 1024


@pytest.mark.parametrize("title", ["cell at XFD1048576", "row 4294967295", "column AAAAAAAAAA"])
def test_a_far_cell_is_named(title: str) -> None:
    """The reader dies of it; the operator hears which cell to delete."""
    name, data, _ = hostile.CORPUS[title]()
    result = _read(data, name)
    assert isinstance(result, Unreadable)
    assert result.code == "file_far"
    assert re.search(r"at [A-Z]+[0-9]+\.$", result.sentence)


def test_no_mutation_brings_it_down() -> None:
    """Sixty files with a few wrong bytes, the same ones each time: rows or one sentence."""
    chance, others = random.Random(20261), _children()
    good = hostile.packed_plain(hostile.parts())
    for _ in range(60):
        data = bytearray(good)
        for _ in range(chance.randint(1, 6)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        result = _read(bytes(data), "a.xlsx")
        if isinstance(result, Unreadable):
            _assert_clear(result)
    assert _children() == others


def test_the_corpus_is_large_enough() -> None:
    """At least 45 different files are tried."""
    assert len({hostile.CORPUS[title]()[1][:100_000] for title in hostile.CORPUS if "bomb" not in title}) >= 45
