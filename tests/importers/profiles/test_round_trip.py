"""Writing and reading are inverse for every field of every kind; anything else is read or refused, and never kept."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from importers.profiles import read_bundle, write_bundle
from lokos_tui.domain.errors import Unreadable
from lokos_tui.domain.identifiers import aadhaar_in
from lokos_tui.domain.profiles.fields import FIELDS, Field, Type
from lokos_tui.domain.profiles.model import Bundle, Entry, Header, Kind, Line, Signed, Value
from lokos_tui.domain.text import clean
from tests.support.bundles import packed, shg

TODAY = date(2026, 11, 23)
KEY = b"k" * 20
AADHAAR = "9999 4105 7058"
HEADER = Header("upload-0001", "996", "IUP_NBDSHGBK", 1_767_252_600_000, 4)


def read(data: bytes) -> Bundle:
    """Read with a token that shows nothing of the number."""
    return read_bundle(data, today=TODAY, tokenise=lambda _: "token", key_of=lambda _: KEY)


def _digits(least: int, most: int) -> st.SearchStrategy[str]:
    return st.text("0123456789", min_size=least, max_size=most)


LETTERS = st.text("ABCdef \u0930\u0940\u0924\u093e\u200d'-[/]=+@", max_size=20)
NAMES = LETTERS.map(lambda text: clean(f"NAM {text}"))
BY_TYPE: dict[Type, st.SearchStrategy[Value]] = {
    Type.NAME: NAMES,
    Type.TEXT: st.text("AB1 \u0930\u0940.", min_size=1, max_size=5).map(clean).filter(bool),
    Type.CODE: _digits(1, 10),
    Type.DAY: st.integers(0, 40_000).map(lambda ago: (TODAY - timedelta(days=ago)).isoformat()),
    Type.YEAR: st.integers(1900, 2026),
    Type.FLAG: st.booleans(),
    Type.PAISE: st.integers(0, 999_999_999),
    Type.MOBILE: _digits(9, 9).map(lambda rest: f"9{rest}"),
    Type.ACCOUNT: _digits(6, 18).filter(lambda digits: not aadhaar_in(digits)),  # those are refused
    Type.IFSC: st.text("ABC019", min_size=6, max_size=6).map(lambda rest: f"SBIN0{rest}"),
    Type.VOTER: _digits(7, 7).map(lambda rest: f"WKH{rest}"),
}


def _value(field: Field) -> st.SearchStrategy[Value]:
    return st.sampled_from(field.choices) if field.choices else BY_TYPE[field.type]


def contents(kind: Kind) -> st.SearchStrategy[dict[str, Value]]:
    """Return contents of a kind, each field there or not."""
    fields = {field.name: _value(field) for field in FIELDS[kind] if field.type is not Type.AADHAAR}
    return st.fixed_dictionaries({}, optional=fields)


@st.composite
def lines(draw: st.DrawFn) -> Line:
    """Return a line of any kind, its fields filled in any way."""
    kind = draw(st.sampled_from([Kind.SHG, Kind.VO, Kind.CLF]))
    people = draw(st.lists(contents(Kind.MEMBER), max_size=4)) if kind is Kind.SHG else []
    code, revision = draw(_digits(0, 9)), draw(st.integers(1, 999_999_999))
    members = tuple(Entry(Kind.MEMBER, f"m-{n:03}", f"{n}7", revision, one) for n, one in enumerate(people))
    return Line(2, Entry(kind, "cbo-1", code, revision, draw(contents(kind))), members, (), draw(st.integers(0, 4)))


@settings(max_examples=50)
@given(line=lines(), signed=st.booleans())
def test_every_field_of_every_kind_comes_back(line: Line, signed: bool) -> None:
    """Content, codes, revisions and meetings are the same after writing and reading; so is writing again."""
    data = write_bundle(HEADER, [line], KEY if signed else None)
    bundle = read(data)
    (again,) = bundle.lines
    assert (bundle.header, bundle.whole, bundle.signed) == (HEADER, True, Signed.YES if signed else Signed.NO)
    assert again.problems == ()
    assert again.cbo is not None
    assert line.cbo is not None
    for was, now in zip((line.cbo, *line.members), (again.cbo, *again.members), strict=True):
        assert (now.kind, now.uid, now.code, now.revision) == (was.kind, was.uid, was.code, was.revision)
        assert now.content == was.content
    ordered = write_bundle(HEADER, bundle.lines)
    assert write_bundle(HEADER, read(ordered).lines) == ordered


@settings(max_examples=30)
@given(people=st.lists(contents(Kind.MEMBER), min_size=1, max_size=4), code=_digits(1, 9))
def test_an_shg_known_by_its_code_comes_back(people: list[dict[str, Value]], code: str) -> None:
    """Without its profile a line has the code and the members as they were, and no fault of the group's own."""
    members = tuple(Entry(Kind.MEMBER, f"m-{n:03}", f"{n}7", 1, one) for n, one in enumerate(people))
    line = Line(2, Entry(Kind.SHG, "", code, 0, {}), members, by_code=True)
    (again,) = read(write_bundle(HEADER, [line], KEY)).lines
    assert again.by_code
    assert again.cbo is not None
    assert (again.problems, again.cbo.code, again.cbo.uid, again.cbo.content) == ((), code, "", {})
    assert [(one.uid, one.content) for one in again.members] == [(one.uid, one.content) for one in members]
    assert {one.code for one in again.cbo.errors} <= {"office.twice", "office.inactive"}


def test_a_token_is_neither_written_nor_taken() -> None:
    """An Aadhaar token stays in the office: nobody makes a duplicate, or hides one, by sending it."""
    line = shg()
    line["members"][0]["profile"]["aadhaar"] = AADHAAR
    bundle = read(packed([line]))
    assert bundle.lines[0].members[0].content["aadhaar_ref"] == "token"
    assert b"token" not in write_bundle(HEADER, bundle.lines)
    line["members"][0]["profile"] |= {"aadhaar_ref": "token"}
    (problem,) = read(packed([line])).lines[0].problems
    assert str(problem).startswith("Member 1 has a field the format does not know (aadhaar_ref).")


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.floats()
    | st.text(max_size=8)
    | st.just(AADHAAR)
    | st.just(999_941_057_058),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6) | st.just(AADHAAR), inner),
    max_leaves=6,
)
ROOMS = st.sampled_from(
    [(), ("profile",), ("members",), ("members", 0), ("members", 0, "profile")],
)
KEYS = st.sampled_from([*(field.name for fields in FIELDS.values() for field in fields), "uid", "code", "revision"])


@settings(max_examples=250)
@given(
    room=ROOMS, key=KEYS | st.text(max_size=5) | st.just("members") | st.just("kind") | st.just("profile"), value=JSON
)
def test_no_value_anywhere_breaks_the_reader_or_is_kept(room: tuple[Any, ...], key: str, value: Any) -> None:
    """Any JSON in any place of a line gives one line, and no Aadhaar number in it but as a bank account."""
    line = shg(members=1)
    spot: Any = line
    for part in room:
        spot = spot[part]
    if isinstance(spot, list):
        spot[0] = value
    else:
        spot[key] = value
    bundle = read(packed([json.dumps(line)]))
    assert len(bundle.lines) == 1
    kept = [
        value
        for entry in ((bundle.lines[0].cbo, *bundle.lines[0].members) if bundle.lines[0].cbo else ())
        for name, value in (*entry.content.items(), ("uid", entry.uid), ("code", entry.code))
        if name != "account_no"
    ]
    assert not [value for value in kept if aadhaar_in(str(value))]
    assert not aadhaar_in(repr(bundle.lines[0].problems))


@settings(max_examples=100)
@given(key=st.sampled_from(["upload_id", "block", "made_by", "made_at", "sequence", "version", "more"]), value=JSON)
def test_no_header_breaks_the_reader(key: str, value: Any) -> None:
    """Any JSON in the header is read or refused in a sentence without an Aadhaar number."""
    try:
        said = repr(read(packed([], **{key: value})).header)
    except Unreadable as refusal:
        said = str(refusal)
    assert not aadhaar_in(said)


@settings(max_examples=120)
@given(cut=st.integers(0, 5_000))
def test_wherever_it_is_cut_whole_lines_stay(cut: int) -> None:
    """A bundle cut anywhere after its header keeps the lines before the cut, and says that it was cut."""
    data = write_bundle(HEADER, read(packed([shg("shg-0001"), shg("shg-0002", first=9)])).lines, KEY)
    end = data.rindex(b'{"end"')
    cut = data.index(b"\n") + 1 + cut % (end - data.index(b"\n") - 1)
    bundle = read(data[:cut])
    assert (bundle.whole, bundle.signed) == (False, Signed.NO)
    assert "the end is missing" in str(bundle.problems[0])
    whole = data[:cut].count(b"\n") - 1
    assert [line.has_errors for line in bundle.lines[:whole]] == [False] * whole
    assert all(line.has_errors or data[cut : cut + 1] == b"\n" for line in bundle.lines[whole:])
