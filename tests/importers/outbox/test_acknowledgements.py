"""What the central server answers is read whole or refused, every fault with its line, and nothing personal is told."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from importers.outbox.acknowledgements import MOST_TOLD, read_acknowledgement
from lokos_tui.domain.errors import Invalid, LokosError, Unreadable
from lokos_tui.domain.identifiers import aadhaar_in
from lokos_tui.domain.outbox.leaving import Answer
from tests.support.refusals import refuses

AADHAAR = "9999 4105 7058"
HEADER = {
    "format": "lokos-acknowledgement", "version": 1, "upload_id": "export-996-00001", "block": "996",
    "sha256": "a" * 64,
}  # fmt: skip
TAKEN = {"uid": "shg-0001", "revision": 1, "outcome": "TAKEN"}


def packed(*lines: Any, end: bool = True, **header: Any) -> bytes:
    """Return an acknowledgement's bytes; a line given as text goes in as it is."""
    rows = [json.dumps(HEADER | header), *(one if isinstance(one, str) else json.dumps(one) for one in lines)]
    rows += [json.dumps({"end": True, "lines": len(lines)})] if end else []
    return "".join(f"{row}\n" for row in rows).encode()


def test_answers_are_read(tmp_path: Path) -> None:
    """From bytes, a file or a stream: who was taken, who was refused and why, each with its line."""
    data = packed(TAKEN, {"uid": "m-0001", "revision": 3, "outcome": "REFUSED", "reason": " No such  village "})
    path = tmp_path / "ack.jsonl"
    path.write_bytes(data)
    for source in (data, path, io.BytesIO(data), b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n")):
        found = read_acknowledgement(source)
        assert (found.export_uid, found.block_code, found.sha256) == ("export-996-00001", "996", "a" * 64)
        assert found.answers == (
            Answer(2, "shg-0001", 1, taken=True),
            Answer(3, "m-0001", 3, taken=False, reason="No such village"),
        )


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"\xff\xfe\x00", "not UTF-8"),
        (b'{"format":"lokos-profiles"}\n', "no lokos-acknowledgement file"),
        (packed(version=2), "version 1"),
        (packed(version=True), "version 1"),
        (packed(upload_id="x"), "upload_id is not the name of an export"),
        (packed(upload_id="export-999941057058"), "upload_id is not the name"),
        (packed(block="../x"), "block is not"),
        (packed(sha256="A" * 64), "sha256 is not"),
        (packed(more=1), "a field the format does not know"),
        (packed(TAKEN, end=False), "its end is missing"),
        (packed(TAKEN).replace(b'"lines": 1', b'"lines": 2'), "2 lines were written, 1 arrived"),
        (packed(TAKEN).replace(b'"lines": 1', b'"lines": true'), "its end is missing"),
        (packed(*["{}"] * 250_001), "more than 2,50,000 lines"),
    ],
)
def test_a_file_that_is_none(data: bytes, words: str) -> None:
    """What is wrong with the file as a whole is one sentence; a file that was cut is not taken."""
    with pytest.raises(Unreadable) as caught:
        read_acknowledgement(data)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('{"uid":', "is cut short"),
        ('{"uid":"a","uid":"b"}', "names a field twice"),
        ("[]", "is no record"),
        (TAKEN | {"uid": "../x"}, "names no uid"),
        (TAKEN | {"uid": "999941057058"}, "may hold an Aadhaar number"),
        (TAKEN | {"revision": 0}, "names no revision"),
        (TAKEN | {"revision": True}, "names no revision"),
        (TAKEN | {"revision": 1.5}, "a broken number"),
        (TAKEN | {"outcome": "MAYBE"}, "neither TAKEN nor REFUSED"),
        (TAKEN | {"more": 1}, "does not know"),
        (TAKEN | {"outcome": "REFUSED"}, "without a reason"),
        (TAKEN | {"outcome": "REFUSED", "reason": "a\u202eb"}, "characters that cannot be kept"),
        (TAKEN | {"outcome": "REFUSED", "reason": f"Aadhaar {AADHAAR}"}, "may be an Aadhaar number"),
        (TAKEN | {"outcome": "REFUSED", "reason": "x" * 201}, "more than 200 characters"),
        (TAKEN | {"reason": ["x"]}, "a reason that is no text"),
        (TAKEN | {"reason": "x" * 20_000}, "is over 10,000 bytes"),
        (TAKEN, "stands in line 2 already"),
    ],
)
def test_a_wrong_line_is_told(line: Any, words: str) -> None:
    """Each fault names its line; the good line beside it is not taken alone."""
    with pytest.raises(Invalid) as caught:
        read_acknowledgement(packed(TAKEN, line))
    said = " ".join(map(str, caught.value.problems))
    assert said.startswith("Line 3")
    assert words in said
    assert "4105" not in said


def test_all_faults_at_once_but_not_without_end() -> None:
    """Every fault is told with its line, at most fifty, and how many more there are."""
    with pytest.raises(Invalid) as caught:
        read_acknowledgement(packed(*["{}"] * 40))
    problems = caught.value.problems
    assert len(problems) == MOST_TOLD + 1
    assert problems[-1].sentence == f"And {40 * 3 - MOST_TOLD} more faults."


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """It is said, by its name."""
    with refuses(Unreadable, "file.open"):
        read_acknowledgement(tmp_path / "none.jsonl")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.just(AADHAAR),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6) | st.just(AADHAAR), inner),
    max_leaves=5,
)
KEYS = st.sampled_from([*TAKEN, "reason", *HEADER, "more"])


@settings(max_examples=150)
@given(in_header=st.booleans(), key=KEYS, value=JSON, junk=st.binary(max_size=40))
def test_nothing_breaks_the_reader(in_header: bool, key: str, value: Any, junk: bytes) -> None:
    """Any JSON in any place, any bytes behind it: read or refused, and no Aadhaar number is repeated."""
    row = json.dumps(TAKEN | {key: value})
    data = packed(TAKEN, **{key: value}) if in_header else packed(row)
    for one in (data, data + junk, junk):
        try:
            said = repr(read_acknowledgement(one))
        except LokosError as error:
            said = " ".join(map(str, getattr(error, "problems", ()))) + str(error)
        assert not aadhaar_in(said)
