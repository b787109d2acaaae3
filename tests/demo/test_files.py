"""The sample files: the same bytes each time, and equal to those that are kept."""

from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook

from lokos_tui.demo.files import write_all

KEPT = Path(__file__).parents[2] / "sample_data"


def test_writing_again_gives_the_same_bytes(tmp_path: Path) -> None:
    """Nothing in a file depends on when it was made."""
    first, second = write_all(tmp_path / "a"), write_all(tmp_path / "b")
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_the_kept_files_hold_what_the_generator_writes(tmp_path: Path) -> None:
    """Cell by cell: sample_data is up to date."""
    for path in write_all(tmp_path):
        kept = KEPT / path.name
        if path.suffix == ".xlsx":
            assert _cells(path) == _cells(kept), path.name
        else:
            assert path.read_bytes() == kept.read_bytes(), path.name


def _cells(path: Path) -> list[tuple[object, ...]]:
    return list(load_workbook(path).worksheets[0].iter_rows(values_only=True))
