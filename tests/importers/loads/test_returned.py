"""The failed rows back: the operator's own sheet, a reason in each faulty cell, no Aadhaar number anywhere."""

from __future__ import annotations

import io
import os
import stat
import zipfile
from pathlib import Path
from typing import Any, Literal

import polib
import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font

from importers.kinds import KINDS
from importers.loads.returned import REASON, save_private, write_returned
from importers.table import Table, to_table
from importers.workbook import read_file
from lokos_tui.commands.accounts import CreatedUser
from lokos_tui.domain.errors import Conflict, Unreadable
from lokos_tui.domain.message import _, joined
from lokos_tui.files.accounts.slips import write_slips
from lokos_tui.language import ENGLISH, speak
from lokos_tui.language.catalogue import ADDED
from lokos_tui.language.compile import write
from tests.importers import hostile
from tests.support.books import first_sheet, front
from tests.support.refusals import refuses
from tests.support.until import work

NUMBER = "999941057058"
HEAD = ["Bookkeeper Name", "Mobile", "GP", "SHG Code", "My notes"]


def _own() -> bytes:
    book = Workbook()
    sheet = front(book)
    sheet.title = "Mapping"
    sheet.append(["Block Najibabad"])
    sheet.append(HEAD)
    sheet.append(["RITA", 9999000001, "ALAPUR", "0990000101", "first"])
    sheet.append(["=MEENA", "9999000002", None, "0990000102", f"no. {NUMBER}"])
    sheet.append(["GEETA", NUMBER, "X", "0990000103", int(NUMBER)])
    sheet["A4"].data_type = "s"
    sheet["A5"].font = Font(italic=True)
    sheet["A5"].comment = Comment(f"her number {NUMBER}", "me")
    sheet.merge_cells("C3:C4")
    other = book.create_sheet("Other")
    other["B2"], other["B3"], other["B4"] = NUMBER, "9999 4105 7058", int(NUMBER)
    book.properties.title = NUMBER
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _back(
    data: bytes, table: Table, reasons: dict[int, dict[str, str]], keep: Literal["failed", "all"] = "failed"
) -> bytes:
    buffer = io.BytesIO()
    write_returned(data, buffer, table, reasons, keep)
    return buffer.getvalue()


def _read(data: bytes, name: str = "a.xlsx", kind: str = "mapping", **more: Any) -> Table:
    return to_table(read_file(data, name=name), KINDS[kind].spec, **more)


def _everything(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


def test_the_failed_rows_come_back_with_reasons() -> None:
    """Only the failed rows, in order, each reason as a comment and a colour in its cell and in one column."""
    data = _own()
    table = _read(data, fill_down=True)
    back = load_workbook(io.BytesIO(_back(data, table, {4: {"shg_code": "No such SHG."}, 5: {"gp": "No such GP."}})))
    sheet = back["Mapping"]
    assert [cell.value for cell in sheet[2]] == [*HEAD, REASON]
    assert [cell.value for cell in sheet[3]][:4] == ["=MEENA", "9999000002", "ALAPUR", "0990000102"]
    assert sheet["A3"].data_type == "s"
    assert (sheet["D3"].comment.text, sheet["D3"].fill.fgColor.rgb) == ("No such SHG.", "00FFF2CC")
    assert (sheet["C3"].comment, sheet["F3"].value, sheet["F4"].value) == (None, "No such SHG.", "No such GP.")
    assert sheet["A4"].font.italic
    assert sheet.max_row == 4


def test_no_aadhaar_number_is_given_back() -> None:
    """Not in cells, numbers, comments, other sheets or the file's properties."""
    data = _own()
    text = _everything(_back(data, _read(data), {}, "all"))
    assert NUMBER not in text
    assert "9999 4105" not in text
    assert "XXXX XXXX 7058" in text


def test_a_returned_workbook_can_be_loaded_again() -> None:
    """What was put right loads; the old reasons, colours and comments are gone in the next round."""
    data = _own()
    first = _back(data, _read(data, fill_down=True), {4: {"shg_code": "No such SHG."}, 5: {"gp": "No such GP."}})
    again = _read(first)
    assert again.numbers == [3, 4]
    second = load_workbook(io.BytesIO(_back(first, again, {4: {"name": "Too short."}})))["Mapping"]
    assert [cell.value for cell in second[2]] == [*HEAD, REASON]
    assert (second["D3"].comment, second["D3"].fill.fgColor.rgb) == (None, "00000000")
    assert (second["A3"].comment.text, second["F3"].value) == ("Too short.", "Too short.")


def test_reasons_are_in_the_language_of_who_loads(tmp_path: Path) -> None:
    """Heading, comment and column say the reason in her language; the next round in English finds the column."""
    po = polib.POFile()
    po.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
    said = {"Reason (faults)": "Karan", "There is no {name}.": "{name} nahi ahe.", "Look again.": "Punha paha."}
    po.extend(polib.POEntry(msgid=english, msgstr=other) for english, other in said.items())
    write(po, "mr", tmp_path / ADDED)
    data = _own()
    reason = joined(" ", (_("There is no {name}.", name="0990000102"), _("Look again.")))
    try:
        assert speak("mr", tmp_path)
        first = _back(data, _read(data, fill_down=True), {4: {"shg_code": reason}})
    finally:
        speak(ENGLISH)
    sheet = load_workbook(io.BytesIO(first))["Mapping"]
    assert sheet["F2"].value == "Reason (faults)\nKaran"
    assert (sheet["D3"].comment.text, sheet["F3"].value) == ("0990000102 nahi ahe. Punha paha.",) * 2
    second = load_workbook(io.BytesIO(_back(first, _read(first), {3: {"shg_code": reason}})))["Mapping"]
    assert [cell.value for cell in second[2]] == [*HEAD, REASON]
    assert second["F3"].value == "There is no 0990000102. Look again."


def test_a_bank_account_is_not_masked() -> None:
    """Twelve digits in the account column are her account: they come back whole."""
    rows = f"CBO Type,Name,Bank Account,Notes\nSHG,EKTA,{NUMBER},{NUMBER}\n".encode()
    back = _back(rows, _read(rows, "a.csv", "cbos"), {2: {"name": "Taken."}})
    sheet = first_sheet(back)
    assert [cell.value for cell in sheet[2]] == ["SHG", "EKTA", NUMBER, "XXXX XXXX 7058", "Taken."]


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
def test_where_the_own_workbook_cannot_be_opened_its_cells_come_back(name: str) -> None:
    """CSV, and workbooks that one library reads and the other does not: every column as it stood."""
    data = b"Bookkeeper Name,Mobile,Notes\nRITA,9999000001,=1+1\n"
    if name == "a.xlsx":
        sheet = hostile.sheet(
            hostile.row(1, "Bookkeeper Name", "Mobile", "Notes") + hostile.row(2, "RITA", "9999000001", "=1+1")
        )
        data = hostile.packed({k: v for k, v in hostile.parts(sheet).items() if k != "[Content_Types].xml"})
    back = first_sheet(_back(data, _read(data, name), {2: {"mobile": "Taken."}}))
    assert [cell.value for cell in back[2]] == ["RITA", "9999000001", "=1+1", "Taken."]
    assert back["C2"].data_type == "s"


def test_a_merge_of_the_whole_sheet_is_not_opened() -> None:
    """A1:XFD1048576 merged would take half a gigabyte: the values alone are given back, at once."""
    everything = '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    data, start = hostile.book(hostile.sheet(after=everything)), work()
    back = first_sheet(_back(data, _read(data), {2: {"name": "Taken."}}))
    assert back["A2"].value == "RITA DEVI"
    assert work() - start < 2


@pytest.mark.parametrize(("cells", "rows"), [(0, 400_000), (8, 80_000)])
def test_a_heavy_workbook_is_not_opened(cells: int, rows: int) -> None:
    """Hundreds of thousands of empty rows or cells cost minutes in openpyxl: the values come back in seconds."""
    empty = "".join(f'<row r="{number}">{"<c/>" * cells}</row>' for number in range(3, rows))
    data = hostile.book(hostile.sheet(hostile.HEAD + hostile.BODY + empty))
    table, start = _read(data), work()
    back = first_sheet(_back(data, table, {2: {"name": "Taken."}}))
    assert [cell.value for cell in back[2]] == ["RITA DEVI", "9999000001", "990000101", "Taken."]
    assert work() - start < 3


def test_another_file_of_the_same_name_is_refused() -> None:
    """Between reading and giving back the file was saved anew, or is a bomb now: it is not opened."""
    data = _own()
    for other in (hostile.book(), hostile.CORPUS["billion laughs"]()[1]):
        with pytest.raises(Unreadable) as refused:
            _back(other, _read(data), {3: {"name": "x"}})
        assert refused.value.code == "file_changed"


def test_a_private_file_is_the_owners_alone(tmp_path: Path) -> None:
    """Mode 0600 whatever the umask, never over another file, one sentence when the folder is not there."""
    old = os.umask(0)
    try:
        save_private(tmp_path / "a", b"x")
    finally:
        os.umask(old)
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o600
    with pytest.raises(Conflict):
        save_private(tmp_path / "a", b"y")
    (tmp_path / "b").symlink_to(tmp_path / "c")
    with pytest.raises(Conflict):
        save_private(tmp_path / "b", b"y")
    with refuses(Unreadable, "file_save"):
        save_private(tmp_path / "no" / "a", b"x")
    assert (tmp_path / "a").read_bytes() == b"x"


@pytest.mark.parametrize("suffix", [".txt", ".xlsx"])
def test_slips_are_written_once(tmp_path: Path, suffix: str) -> None:
    """User id, first password and bundle key of each new account, private, and never twice into one file."""
    users = [_user("IUP_ALAPURSHGBK", "=K7-first"), _user("IUP_ALAPURSHGBK2", "0042-second")]
    keys = {users[0].user_id: "AAAA-BBBB"}
    path = tmp_path / f"slips{suffix}"
    write_slips(path, users, "NAJIBABAD", keys)
    if suffix == ".txt":
        text = path.read_text()
        assert "Bundle key      AAAA-BBBB\n" in text
        assert all(f"{user.user_id}\nFirst password  {user.first_password}\n" in text for user in users)
    else:
        sheet = front(load_workbook(path))
        assert [(r[0].value, r[1].value, r[1].data_type) for r in sheet.iter_rows(min_row=3)] == [
            (user.user_id, user.first_password, "s") for user in users
        ]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with pytest.raises(Conflict):
        write_slips(path, users, "NAJIBABAD", keys)


def _user(user_id: str, password: str) -> CreatedUser:
    return CreatedUser(account=1, user_id=user_id, first_password=password)
