"""Reading: rows where they stand, both readers alike, stopped at once, nothing left behind."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from importers import broken, child
from importers.csv_text import delimiter_of
from importers.model import Limits
from importers.workbook import RawSheet, _collect, _frames, _Watch, read_file
from lokos_tui.domain.errors import Cancelled, Unreadable
from tests.importers import hostile
from tests.support.books import front, put


def _children() -> str:
    return Path(f"/proc/self/task/{os.getpid()}/children").read_text()


def _large(rows: int) -> bytes:
    line = "".join(hostile.text(f"{chr(65 + i)}@", "RITA") for i in range(8))
    made = "".join(f'<row r="{n}">{line.replace("@", str(n))}</row>' for n in range(2, rows))
    return hostile.book(hostile.sheet(hostile.HEAD + made))


def test_cancel_stops_at_the_next_look() -> None:
    """The operator's key ends the reading and the child, and is not asked about twice."""
    data = _large(40_000)
    asked: list[bool] = []

    def cancelled() -> bool:
        asked.append(len(asked) >= 2)
        return asked[-1]

    with pytest.raises(Cancelled):
        read_file(data, name="a.xlsx", cancelled=cancelled)
    assert asked == [False, False, True]
    assert _children() == ""


def test_a_reader_without_end_is_stopped() -> None:
    """When the time is over the child goes and one sentence is left."""
    with pytest.raises(Unreadable) as slow:
        read_file(_large(3_000), name="a.xlsx", limits=Limits(seconds=0))
    assert slow.value.code == "file_heavy"
    assert _children() == ""


def test_too_much_text_is_refused() -> None:
    """What comes back is bounded too: few bytes of file can be much text."""
    with pytest.raises(Unreadable) as large:
        read_file(_large(3_000), name="a.xlsx", limits=Limits(sent_bytes=50_000))
    assert large.value.code == "file_large"


def test_progress_counts_rows() -> None:
    """The bar hears how many rows have come, ending with all."""
    told: list[int] = []
    read_file(_large(9_000), name="a.xlsx", progress=told.append)
    assert told == sorted(told)
    assert told[-1] == 8_999


def _by_openpyxl(data: bytes) -> list[RawSheet]:
    """Run the child's slow reader alone and collect what it sends."""
    code = (
        f"import sys; sys.path.insert(0, {str(Path(child.__file__).parent)!r}); import child; "
        "child.Pipe.left = 10**9; child.by_openpyxl(sys.stdin.buffer.read(), 1000, 100); child.send('end')"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(data)
        process.stdin.close()
        return _collect(_frames(process.stdout, _Watch(20, None)), None, broken.look(data, lambda: None))


def test_both_readers_give_the_same_sheets() -> None:
    """Numbers, days, errors, blank rows, merges and row numbers: the slow reader says what the fast one says."""
    book = Workbook()
    sheet = front(book)
    cells: dict[str, object] = {
        "B3": "Name", "C3": "Mobile", "B4": "रीता", "C4": 9999000001, "D4": date(2020, 12, 31), "E4": True,
        "B7": "MEENA", "C7": 1.5, "D7": "=1+1",
    }  # fmt: skip
    put(sheet, cells)
    sheet.merge_cells("B4:B6")
    buffer = io.BytesIO()
    book.save(buffer)
    fast = read_file(buffer.getvalue(), name="a.xlsx").sheets
    slow = _by_openpyxl(buffer.getvalue())
    assert [_trimmed(s) for s in slow] == [_trimmed(s) for s in fast]
    assert fast[0].rows[3][1:5] == ("रीता", 9999000001.0, "31/12/2020", True)
    assert fast[0].merged == slow[0].merged == ((4, 2, 6, 2),)
    assert fast[0].broken == {(7, 4): "="}


def _trimmed(sheet: RawSheet) -> tuple[object, ...]:
    rows = [tuple(row)[: max((i + 1 for i, v in enumerate(row) if v != ""), default=0)] for row in sheet.rows]
    return sheet.name, sheet.first_row, rows, sheet.merged, sheet.hidden, sheet.broken


def test_cells_in_error_are_found() -> None:
    """Errors and formulas without a value are told from blanks, with attributes in any order."""
    rows = (
        '<row r="2"><c r="A2" s="1" t="e"><f>VLOOKUP(1,B:B,1,0)</f><v>#N/A</v></c><c r="B2"><f>C2</f><v></v></c>'
        '<c r="C2"/><c r="AA2" t="e"><v>#REF!</v></c><c r="D2"><f>1+1</f><v>2</v></c>'
        '<c r="E2"><f t="shared" si="0"/></c></row>'
    )
    sheet = read_file(hostile.book(hostile.sheet(hostile.HEAD + rows)), name="a.xlsx").sheets[0]
    assert sheet.broken == {(2, 1): "#N/A", (2, 2): "=", (2, 27): "#REF!", (2, 5): "="}


def test_errors_are_found_across_pieces() -> None:
    """A cell that lies across two megabytes of XML is found once."""
    rows = "".join(
        f'<row r="{n}"><c r="A{n}" t="e"><v>#N/A</v></c>{hostile.text(f"B{n}", "x" * 200)}</row>'
        for n in range(2, 9_000)
    )
    found = broken.look(hostile.book(hostile.sheet(rows)), lambda: None)
    assert sorted(found["Mapping"].broken) == [(n, 1) for n in range(2, 9_000)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_out(delimiter: str) -> None:
    """Excel writes semicolons in some countries, tabs in UTF-16."""
    assert delimiter_of(delimiter.join(["Name", "Mobile", "SHG"]) + "\nRITA, of ALAPUR\n") == delimiter


def test_csv_rows_keep_their_numbers() -> None:
    """Blank lines count; quoted line breaks do not."""
    sheet = read_file(b'Name,Mobile\n\n"RITA\nDEVI",9999000001\n', name="a.csv").sheets[0]
    assert sheet.rows == [("Name", "Mobile"), (), ("RITA\nDEVI", "9999000001")]


def test_the_file_is_left_as_it_was(tmp_path: Path) -> None:
    """Reading changes neither bytes nor time, and the digest is that of the bytes."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(hostile.book())
    before = path.read_bytes(), path.stat().st_mtime_ns
    book = read_file(path)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    assert (book.name, book.size, book.kind) == ("a.xlsx", len(before[0]), "xlsx")
