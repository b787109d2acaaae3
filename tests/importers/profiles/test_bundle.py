"""Reading and writing bundles: the schema that ships, the round trip, and files that are none."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from importers.profiles import read_bundle, schema, write_bundle
from lokos_tui.domain.errors import Unreadable
from lokos_tui.domain.profiles.fields import FIELDS
from lokos_tui.domain.profiles.model import Bundle, Entry, Header, Kind, Line, Signed
from tests.support.bundles import packed, shg, woman
from tests.support.until import work

TODAY = date(2026, 11, 23)
KEY = b"k" * 20


def read(data: bytes, key: bytes | None = KEY) -> Bundle:
    """Read with a token that shows nothing of the number."""
    return read_bundle(data, today=TODAY, tokenise=lambda digits: f"token-{len(digits)}", key_of=lambda _: key)


def reasons(bundle: Bundle) -> list[str]:
    """Return everything that keeps lines out, one text a line."""
    found = []
    for line in bundle.lines:
        entries = (*((line.cbo,) if line.cbo else ()), *line.members)
        found.append(" ".join(map(str, (*line.problems, *(fault for entry in entries for fault in entry.errors)))))
    return found


def test_the_schema_that_ships_is_made_from_the_fields() -> None:
    """A new field is in the shipped schema, or this fails: python -m importers.profiles.schema writes it."""
    assert schema.shipped() == json.loads(json.dumps(schema.make()))


@pytest.mark.parametrize("kind", list(Kind))
def test_every_field_has_both_labels_and_its_choices(kind: Kind) -> None:
    """Sheets and screens need a label in both languages; a choice needs its list."""
    for field in FIELDS[kind]:
        assert field.label
        assert any("\u0900" <= char <= "\u097f" for char in field.label_hi)
        assert bool(field.choices) == (field.type.value == "choice")


def test_a_whole_bundle_is_read() -> None:
    """Header, SHG, members, signature."""
    bundle = read(packed([shg()], key=KEY))
    assert (bundle.signed, bundle.whole, reasons(bundle)) == (Signed.YES, True, [""])
    assert len(bundle.lines[0].members) == 6
    assert bundle.header.sequence == 1


def test_a_changed_byte_breaks_the_signature() -> None:
    """What was signed is every byte before the last line; another key signs nothing."""
    data = packed([shg()], key=KEY)
    assert read(data.replace(b"SUNITA DEVI", b"SUNITA BAI ", 1)).signed is Signed.BROKEN
    assert read(data, key=b"x" * 20).signed is Signed.BROKEN
    assert read(data, key=None).signed is Signed.BROKEN
    assert read(packed([shg()])).signed is Signed.NO


def test_an_aadhaar_number_becomes_its_token() -> None:
    """The number goes straight to token and last four; a mistyped one is an error that does not repeat it."""
    good, bad = shg("shg-0001"), shg("shg-0002", first=20)
    good["members"][0]["profile"]["aadhaar"] = "9999 4105 7058"
    bad["members"][0]["profile"]["aadhaar"] = "9999 4105 7059"
    bundle = read(packed([good, bad]))
    content = bundle.lines[0].members[0].content
    assert (content["aadhaar_ref"], content["aadhaar_last4"]) == ("token-12", "7058")
    assert "mistyped" in reasons(bundle)[1]
    assert "9999" not in repr(bundle)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"\xff\xfe\x00", "not UTF-8"),
        (b"[]\n", "no lokos-profiles file"),
        (b'{"format":"lokos-profiles","version":2}\n', "version 2; this program reads version 1"),
        (b'{"format":"lokos-profiles","version":1}\n', "Line 1"),
        (packed([], made_at="yesterday"), "made_at is no moment"),
        (packed([], made_at="+999999-01-01T00:00:00Z"), "made_at is no moment"),
        (packed([], upload_id="../../x"), "upload_id"),
    ],
    ids=["empty", "utf8", "list", "version", "fields", "moment", "far", "id"],
)
def test_a_file_that_is_none_is_refused(data: bytes, words: str) -> None:
    """What is wrong with the file as a whole is said in one sentence."""
    with pytest.raises(Unreadable) as caught:
        read(data)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('{"kind":"SHG","uid":"shg-1",', "cut short"),
        ('{"kind":"SHG","revision":1e999}', "broken number"),
        ('{"kind":"SHG","revision":NaN}', "a number that is none"),
        ("[" * 3_000 + "]" * 3_000, "nested too deep"),
        ('{"a":' * 9 + "1" + "}" * 9, "nested too deep"),
        ('{"kind":"SHG","kind":"SHG"}', "names a field twice"),
        ({"kind": "SHG", "code": "290", "members": []}, "Members is not what the format asks for"),
        ({"kind": "SHG", "code": "290"}, "missing something that must be there (members)"),
        ({"kind": "SHG", "code": "", "members": shg()["members"]}, "code"),
        ({"kind": "SHG", "uid": "shg-x", "code": "290", "members": shg()["members"]}, "does not know (uid)"),
        ({"kind": "VO", "code": "290"}, "missing something that must be there"),
        ('"SHG"', "no SHG, VO or CLF"),
        ('{"kind":"MEMBER"}', "no SHG, VO or CLF"),
        (shg("shg-x", members=60), "at most 50 members"),
        (shg("shg-x", wrong=1), "a field the format does not know"),
        (shg("shg-x") | {"revision": "one"}, "wrong type"),
        (shg("shg-x", offline_meetings=5), "at most 4 offline meetings"),
        (shg("../x"), "shape"),
        (shg("shg-x", profile={"formation_date": "2026-02-30"}), "is no date"),
        (shg("shg-x", profile={"formation_date": "2027-01-01"}), "in the future"),
        (shg("shg-x", profile={"name": "a\u202eb c d"}), "characters that cannot be kept"),
        (shg("shg-x", profile={"address": "Aadhaar 9999 4105 7058"}), "may be an Aadhaar number"),
        (shg("shg-x", profile={"ifsc": "SBINO001234"}), "4 capitals, a zero"),
    ],
)
def test_a_bad_line_says_what_is_wrong(line: Any, words: str) -> None:
    """Each fault stands with its line, in words; the good line beside it is untouched."""
    bundle = read(packed([shg(), line], key=KEY))
    assert reasons(bundle)[0] == ""
    assert words in reasons(bundle)[1]
    assert "99994105" not in repr(bundle).replace(" ", "")


def test_all_faults_of_a_record_at_once() -> None:
    """One reading tells everything that is wrong with a member."""
    line = shg()
    line["members"][0]["profile"] = woman(0, mobile="12", gender="X", ifsc="bad") | {"social_category": ""}
    said = reasons(read(packed([line])))[0]
    assert all(word in said for word in ("Mobile has", "Gender is one of", "IFSC is", "Social category is missing"))


def test_a_truncated_file_keeps_its_whole_lines() -> None:
    """Without its end the file says so; the whole lines are there, the cut one is a fault, no signature holds."""
    data = packed([shg(), shg("shg-0002", first=20)], key=KEY)
    bundle = read(data[: data.rindex(b"shg-0002-m3")])
    assert (bundle.whole, bundle.signed, len(bundle.lines)) == (False, Signed.NO, 2)
    assert reasons(bundle)[0] == ""
    assert "cut short" in reasons(bundle)[1]
    assert "the end is missing" in str(bundle.problems[0])


PLAIN = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ \u0938\u0941\u0928\u0940\u0924\u093e", min_size=3, max_size=20).map(
    lambda text: f"NAM {text.strip()}".strip()
)


@settings(max_examples=60)
@given(names=st.lists(PLAIN, max_size=6), revision=st.integers(1, 9), signed=st.booleans())
def test_what_is_written_is_read_again(names: list[str], revision: int, signed: bool) -> None:
    """Writing and reading are inverse, for every field that is kept as it was sent."""
    header = Header("upload-0001", "996", "IUP_NBDSHGBK", 1_767_252_600_000, 4)
    first = read(packed([shg(members=len(names), revision=revision)]))
    members = tuple(
        Entry(one.kind, one.uid, "", revision, dict(one.content) | {"name": " ".join(name.split())})
        for one, name in zip(first.lines[0].members, names, strict=True)
    )
    cbo = first.lines[0].cbo
    assert cbo is not None
    line = Line(2, Entry(cbo.kind, cbo.uid, cbo.code, revision, cbo.content), members, (), 2)
    again = read(write_bundle(header, [line], KEY if signed else None))
    assert again.header == header
    assert again.signed is (Signed.YES if signed else Signed.NO)
    found = again.lines[0]
    assert found.cbo is not None
    assert (found.cbo.content, found.offline_meetings) == (cbo.content, 2)
    assert [(one.uid, one.content) for one in found.members] == [(one.uid, one.content) for one in members]


@settings(max_examples=150)
@given(data=st.binary(max_size=300))
def test_no_bytes_crash_the_reader(data: bytes) -> None:
    """Anything is read or refused."""
    for body in (data, packed([]).split(b"\n")[0] + b"\n" + data):
        try:
            read(body)
        except Unreadable:
            continue


def test_ten_thousand_members_cost_no_time() -> None:
    """An SHG of 10,000 members is one clear error, found quickly."""
    line = shg("shg-x", members=10_000)
    started = work()
    said = reasons(read(packed([line])))
    assert "at most 50 members" in said[0]
    assert work() - started < 5


def test_the_document_names_every_field() -> None:
    """docs/profiles-format.md lists the fields as the table has them."""
    text = (Path(__file__).parents[3] / "docs" / "profiles-format.md").read_text(encoding="utf-8")
    for kind in Kind:
        part = text.split(f"### {kind.value}\n")[1].split("###")[0]
        listed = [line.split("`")[1] for line in part.splitlines() if line.startswith("| `")]
        assert listed == [field.name for field in FIELDS[kind]]


def test_the_example_of_the_document_is_of_the_format() -> None:
    """Each line of the document's example, once its dots are filled in, is what the schema asks for."""
    text = (Path(__file__).parents[3] / "docs" / "profiles-format.md").read_text(encoding="utf-8")
    rows = text.split("```")[1].strip().replace("{...}", "{}").replace("<64 hexadecimal digits>", "0" * 64).splitlines()
    for name, row in zip(("header", "SHG", schema.BY_CODE, "VO", "end"), rows, strict=True):
        assert schema.validator(name).is_valid(json.loads(row)), row
