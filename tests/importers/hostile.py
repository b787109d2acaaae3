"""Files that break readers, made when they are asked for: every one small on disk, none of them anybody's."""

from __future__ import annotations

import io
import os
import struct
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

ROWS, REFUSED, EITHER = "rows", "refused", "either"
Made = tuple[str, bytes, str]
"""File name, content, and what must come of it: rows, one refusal, or either of them."""

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
HEADINGS = ("Bookkeeper Name", "Mobile", "SHG Code")


def text(cell: str, value: str) -> str:
    """Return an inline string cell."""
    return f'<c r="{cell}" t="inlineStr"><is><t>{value}</t></is></c>'


def row(number: int, *values: str) -> str:
    """Return a row of inline strings from column A on."""
    return f'<row r="{number}">' + "".join(text(f"{chr(65 + i)}{number}", v) for i, v in enumerate(values)) + "</row>"


HEAD = row(1, *HEADINGS)
BODY = row(2, "RITA DEVI", "9999000001", "990000101")


def sheet(rows: str = HEAD + BODY, before: str = "", after: str = "") -> str:
    """Return a worksheet part."""
    return f'{_XML}<worksheet xmlns="{_MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def parts(sheet_xml: str | bytes = "", **more: str | bytes) -> dict[str, str | bytes]:
    """Return the parts of a small workbook with one sheet, Mapping."""
    book = '<sheets><sheet name="Mapping" sheetId="1" r:id="rId1"/></sheets>'
    strings = f'<Override PartName="/{STRINGS}" ContentType="{_TYPES}.sharedStrings+xml"/>' if "strings" in more else ""
    made: dict[str, str | bytes] = {
        "[Content_Types].xml": f'{_XML}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPES}.sheet.main+xml"/>'
        f'<Override PartName="/{SHEET}" ContentType="{_TYPES}.worksheet+xml"/>{strings}</Types>',
        "_rels/.rels": f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_REL}">{book}</workbook>',
        "xl/_rels/workbook.xml.rels": f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_REL}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{_REL}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        SHEET: sheet_xml or sheet(),
    }
    if "strings" in more:
        made[STRINGS] = more["strings"]
    return made


def packed(members: Mapping[str, str | bytes]) -> bytes:
    """Return the parts as a zip."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def packed_plain(members: Mapping[str, str | bytes]) -> bytes:
    """Return the parts as a zip that is not compressed: a wrong byte reaches the XML."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def book(sheet_xml: str | bytes = "", **more: str | bytes) -> bytes:
    """Return a workbook of one sheet part."""
    return packed(parts(sheet_xml, **more))


def with_part(name: str, content: str | bytes) -> bytes:
    """Return the good workbook with one part added or replaced."""
    return packed(parts() | {name: content})


def without(name: str) -> bytes:
    """Return the good workbook less one part."""
    return packed({key: value for key, value in parts().items() if key != name})


def huge(before: str, filler: bytes, times: int, after: str, members: Mapping[str, str | bytes], name: str) -> bytes:
    """Return a zip with one part of ``times`` fillers, made without holding it in memory."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for key, content in members.items():
            archive.writestr(key, content)
        with archive.open(name, "w", force_zip64=True) as part:
            part.write(before.encode())
            for _ in range(times):
                part.write(filler)
            part.write(after.encode())
    return buffer.getvalue()


def _ends() -> tuple[str, str]:
    head, tail = sheet(HEAD + BODY + "\0").split("\0")
    return head, tail


def _big_sheet(filler: bytes, times: int) -> bytes:
    head, tail = _ends()
    rest = {key: value for key, value in parts().items() if key != SHEET}
    return huge(head, filler, times, tail, rest, SHEET)


def _big_strings(filler: bytes, times: int, cell: str = "0") -> bytes:
    head = f'{_XML}<sst xmlns="{_MAIN}">'
    members = parts(sheet(HEAD + BODY + f'<row r="3"><c r="A3" t="s"><v>{cell}</v></c></row>'), strings="")
    del members[STRINGS]
    return huge(head, filler, times, "</sst>", members, STRINGS)


def _lying_size() -> bytes:
    """A part that unpacks to 50 MB and declares 100 bytes, in both of the places where it does."""
    data = bytearray(_big_sheet(b" " * 1_000_000, 50))
    at = data.rfind(b"PK\x01\x02")
    while data[at + 46 : at + 46 + len(SHEET)] != SHEET.encode():
        at = data.rfind(b"PK\x01\x02", 0, at)
    data[at + 24 : at + 28] = struct.pack("<I", 100)
    return bytes(data)


def _rotten() -> bytes:
    data = bytearray(book(sheet(HEAD + "".join(row(n, f"RITA {n}", "9999000001") for n in range(2, 400)))))
    for place in range(40):
        data[1500 + place * 7] ^= 0x5A
    return bytes(data)


def _duplicate() -> bytes:
    buffer = io.BytesIO()
    names = [*parts(), SHEET + "~"]
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, parts().get(name, sheet()))
    return buffer.getvalue().replace(b"xl/worksheets/sheet1.xml~", b"xl/worksheets/sheet1.xml\0")


def _encrypted_ole() -> bytes:
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    return head + "EncryptedPackage".encode("utf-16-le") + bytes(1024)


def _flagged() -> bytes:
    data = bytearray(book())
    at = data.find(b"PK\x01\x02")
    data[at + 8] |= 1
    return bytes(data)


def _lzma() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_LZMA) as archive:
        for name, content in parts().items():
            archive.writestr(name, content)
    return buffer.getvalue()


def _prolog(words: str, encoding: str = "utf-8", after: str = "") -> bytes:
    body = sheet().removeprefix(_XML).replace("RITA DEVI", f"RITA{after}")
    name = "UTF-16" if encoding == "utf-16" else "UTF-8"
    return book(f'<?xml version="1.0" encoding="{name}"?>{words}{body}'.encode(encoding))


def _cell(cell: str) -> bytes:
    number = "".join(c for c in cell if c.isdigit())
    return book(sheet(HEAD + BODY + f'<row r="{number}">{text(cell, "x")}</row>'))


def _value(cell: str) -> bytes:
    return book(sheet(HEAD + f'<row r="2">{cell}{text("B2", "9999000001")}</row>' + row(3, "MEENA DEVI", "9999000002")))


_LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9))
    + "]>"
)
_OUTSIDE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
_CSV = "Bookkeeper Name,Mobile,SHG Code\nRITA DEVI,9999000001,990000101\n"
_HINDI = "बुककीपर का नाम,मोबाइल\nरीता देवी,9999000001\n"
_ESCAPES = "RITA_x001B_[2J \u009b31m"
_COUNT = f'{_XML}<sst xmlns="{_MAIN}" count="4000000000" uniqueCount="4000000000"><si><t>RITA</t></si></sst>'
_NO_SHEETS = f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_REL}"><sheets/></workbook>'
_HIDDEN = '<sheets><sheet name="Mapping" sheetId="1" state="hidden" r:id="rId1"/></sheets>'
_ONLY_HIDDEN = f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_REL}">{_HIDDEN}</workbook>'
_NO_PLACES = (
    '<row><c t="inlineStr"><is><t>Bookkeeper Name</t></is></c><c t="inlineStr"><is><t>Mobile</t></is></c></row>'
)

CORPUS: dict[str, Callable[[], Made]] = {
    "good": lambda: ("a.xlsx", book(), ROWS),
    "bomb by ratio": lambda: ("a.xlsx", _big_sheet(b" " * 1_000_000, 60), REFUSED),
    "bomb by total": lambda: ("a.xlsx", packed(parts() | {f"xl/{i}.xml": b" " * 990_000 for i in range(210)}), REFUSED),
    "bomb by members": lambda: ("a.xlsx", packed(parts() | {f"xl/x{i}.xml": "<a/>" for i in range(1200)}), REFUSED),
    "lying unpacked size": lambda: ("a.xlsx", _lying_size(), REFUSED),
    "duplicate members": lambda: ("a.xlsx", _duplicate(), REFUSED),
    "absolute member name": lambda: ("a.xlsx", with_part("/etc/lokos-was-here.xml", "<a/>"), EITHER),
    "member name with ..": lambda: ("a.xlsx", with_part("../../lokos-was-here.xml", "<a/>"), EITHER),
    "encrypted flag": lambda: ("a.xlsx", _flagged(), REFUSED),
    "LZMA members": lambda: ("a.xlsx", _lzma(), REFUSED),
    "encrypted package": lambda: ("a.xlsx", _encrypted_ole(), REFUSED),
    "not really .xls": lambda: ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), REFUSED),
    "truncated zip": lambda: ("a.xlsx", book()[:-300], REFUSED),
    "zip header alone": lambda: ("a.xlsx", b"PK\x03\x04", REFUSED),
    "0 bytes": lambda: ("a.xlsx", b"", REFUSED),
    "bit rot": lambda: ("a.xlsx", _rotten(), REFUSED),
    "half an XML": lambda: ("a.xlsx", book(sheet()[: len(sheet()) * 2 // 3]), EITHER),
    "no workbook part": lambda: ("a.xlsx", without("xl/workbook.xml"), REFUSED),
    "no content types": lambda: ("a.xlsx", without("[Content_Types].xml"), EITHER),
    "no sheet part": lambda: ("a.xlsx", without(SHEET), REFUSED),
    "no sheets": lambda: ("a.xlsx", with_part("xl/workbook.xml", _NO_SHEETS), REFUSED),
    "hidden sheets only": lambda: ("a.xlsx", with_part("xl/workbook.xml", _ONLY_HIDDEN), REFUSED),
    "zip of something else": lambda: ("a.xlsx", packed({"letter.txt": "hello"}), REFUSED),
    "missing shared strings": lambda: ("a.xlsx", _value('<c r="A2" t="s"><v>0</v></c>'), EITHER),
    "string index out of range": lambda: ("a.xlsx", book(sheet(HEAD + '<row r="2"><c r="A2" t="s"><v>99</v></c></row>'), strings=f'{_XML}<sst xmlns="{_MAIN}"><si><t>x</t></si></sst>'), EITHER),  # noqa: E501
    "4 billion shared strings": lambda: ("a.xlsx", book(sheet(HEAD + BODY), strings=_COUNT), EITHER),
    "many small shared strings": lambda: ("a.xlsx", _big_strings(b"<si><t>a</t></si>" * 10_000, 100), EITHER),
    "one long string": lambda: ("a.xlsx", huge(f'{_XML}<sst xmlns="{_MAIN}"><si><t>', b"x" * 1_000_000, 1_000, "</t></si></sst>", parts(), STRINGS), REFUSED),  # noqa: E501
    "dimension A1": lambda: ("a.xlsx", book(sheet(before='<dimension ref="A1"/>')), ROWS),
    "dimension H1048576": lambda: ("a.xlsx", book(sheet(before='<dimension ref="A1:H1048576"/>')), ROWS),
    "cell at XFD1048576": lambda: ("a.xlsx", _cell("XFD1048576"), REFUSED),
    "row 4294967295": lambda: ("a.xlsx", _cell("A4294967295"), REFUSED),
    "row 99999999999": lambda: ("a.xlsx", _cell("A99999999999"), REFUSED),
    "column AAAAAAAAAA": lambda: ("a.xlsx", _cell("AAAAAAAAAA2"), REFUSED),
    "column XFD of row 3": lambda: ("a.xlsx", _cell("XFD3"), REFUSED),
    "a million empty rows": lambda: ("a.xlsx", _big_sheet(b'<row spans="1:8"></row>' * 1_024, 1_024), EITHER),
    "8 empty styled cells a row": lambda: ("a.xlsx", _big_sheet((b"<row>" + b'<c s="0"/>' * 8 + b"</row>") * 1_000, 100), EITHER),  # noqa: E501
    "merged A1:XFD1048576": lambda: ("a.xlsx", book(sheet(after='<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>')), ROWS),  # noqa: E501
    "no r attributes": lambda: ("a.xlsx", book(sheet(_NO_PLACES + _NO_PLACES.replace("Mobile", "9999000001"))), ROWS),
    "DOCTYPE": lambda: ("a.xlsx", _prolog("<!DOCTYPE x>"), REFUSED),
    "DOCTYPE in UTF-16": lambda: ("a.xlsx", _prolog("<!DOCTYPE x>", "utf-16"), REFUSED),
    "DOCTYPE behind a comment": lambda: ("a.xlsx", _prolog("<!-- <a> --><?b c?>\n<!DOCTYPE x>"), REFUSED),
    "DOCTYPE behind much space": lambda: ("a.xlsx", _prolog(" " * 20_000 + "<!DOCTYPE x>"), REFUSED),
    "external entity": lambda: ("a.xlsx", _prolog(_OUTSIDE, after="&e;"), REFUSED),
    "billion laughs": lambda: ("a.xlsx", _prolog(_LAUGHS, after="&j;"), REFUSED),
    "XML in UTF-7": lambda: ("a.xlsx", book(sheet().replace("UTF-8", "UTF-7")), REFUSED),
    "NaN": lambda: ("a.xlsx", _value('<c r="A2"><v>NaN</v></c>'), EITHER),
    "a number that is text": lambda: ("a.xlsx", _value('<c r="A2"><v>twelve</v></c>'), EITHER),
    "error cell": lambda: ("a.xlsx", _value('<c r="A2" t="e"><v>#N/A</v></c>'), ROWS),
    "unknown error": lambda: ("a.xlsx", _value('<c r="A2" t="e"><v>#MISSING!</v></c>'), EITHER),
    "formula with a value": lambda: ("a.xlsx", _value('<c r="A2" t="str"><f>B2&amp;B3</f><v>RITA</v></c>'), ROWS),
    "formula without a value": lambda: ("a.xlsx", _value('<c r="A2"><f>B2&amp;B3</f></c>'), ROWS),
    "controls and escapes": lambda: ("a.xlsx", book(sheet(HEAD + row(2, _ESCAPES, "9999000001"))), ROWS),
    "bidi": lambda: ("a.xlsx", book(sheet(HEAD + row(2, "RITA \u202eIVED\u2066", "9999000001"))), ROWS),
    "header in row 30": lambda: ("a.xlsx", book(sheet(row(30, *HEADINGS) + row(31, "RITA DEVI", "9999000001", "1"))), ROWS),  # noqa: E501
    "header missing": lambda: ("a.xlsx", book(sheet(BODY)), REFUSED),
    "password column": lambda: ("a.xlsx", book(sheet(row(1, *HEADINGS, "Password") + BODY)), REFUSED),
    "password column in Hindi": lambda: ("a.csv", "नाम,मोबाइल,पासवर्ड\nरीता,9999000001,x\n".encode(), REFUSED),
    "CSV": lambda: ("a.csv", _CSV.encode(), ROWS),
    "CSV renamed .xlsx": lambda: ("a.xlsx", _CSV.encode(), REFUSED),
    "HTML renamed .xls": lambda: ("a.xls", b"<html><table><tr><td>Name</td></tr></table>", REFUSED),
    "xlsx renamed .csv": lambda: ("a.csv", book(), ROWS),
    "CSV in UTF-16": lambda: ("a.csv", _HINDI.replace(",", "\t").encode("utf-16"), ROWS),
    "CSV in UTF-16, cut": lambda: ("a.csv", _HINDI.encode("utf-16")[:-1], REFUSED),
    "CSV in cp1252": lambda: ("a.csv", (_CSV + "RENÉE,9999000002,1\n").encode("cp1252"), ROWS),
    "CSV in no encoding": lambda: ("a.csv", _CSV.encode() + b"\x81\x8d,1,2\n", REFUSED),
    "CSV with NUL": lambda: ("a.csv", _CSV.encode() + b"RI\0TA,1,2\n", REFUSED),
    "CSV of one 5 MB line": lambda: ("a.csv", _CSV.encode() + b"x" * 5_000_000, REFUSED),
    "CSV of a million columns": lambda: ("a.csv", b"," * 1_000_000, REFUSED),
    "CSV with an open quotation": lambda: ("a.csv", _CSV.encode() + b'"RITA' + b"\nx,y,z" * 40_000, REFUSED),
    "CSV of blanks": lambda: ("a.csv", b"\n" * 1_000, REFUSED),
    "larger than allowed": lambda: ("a.csv", bytes(20_000_001), REFUSED),
}  # fmt: skip


def paths(folder: Path) -> dict[str, Path]:
    """Return odd things that have a path: none of them may be waited on or read."""
    pipe, inside = folder / "pipe.xlsx", folder / "folder.xlsx"
    os.mkfifo(pipe)
    inside.mkdir()
    return {
        "pipe": pipe,
        "folder": inside,
        "device": Path("/dev/zero"),
        "terminal": Path("/dev/tty"),
        "absent": folder / "no.xlsx",
        "long name": folder / ("x" * 5_000),
        "NUL in the name": Path("a\0b.xlsx"),
    }
