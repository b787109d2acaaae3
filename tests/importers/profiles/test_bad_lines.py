"""What an upload may get wrong, one clear outcome a line, and the words for it."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from importers.profiles import read_bundle
from lokos_tui.domain.errors import Unreadable
from lokos_tui.domain.profiles.model import Bundle
from tests.support.bundles import packed, shg, woman

TODAY = date(2026, 11, 23)
AADHAAR = "999941057058"
FEDERATION = {
    "name": "PRAGATI VO", "gp": "AHMADPUR SADAT", "formation_date": "2019-12-06",
    "president_name": "SUNITA DEVI", "secretary_name": "ANITA DEVI", "treasurer_name": "GEETA BAI",
}  # fmt: skip


def read(data: bytes) -> Bundle:
    """Read with a token that shows nothing of the number."""
    return read_bundle(data, today=TODAY, tokenise=lambda _: "token", key_of=lambda _: None)


def said(line: Any) -> list[str]:
    """Return everything that keeps one line out."""
    bundle = read(packed([line]))
    (one,) = bundle.lines
    assert AADHAAR not in repr(bundle).replace(" ", "").replace("-", "")
    faults = [fault for entry in ((one.cbo,) if one.cbo else ()) + one.members for fault in entry.errors]
    return [*map(str, one.problems), *map(str, faults)]


def with_member(**more: Any) -> dict[str, Any]:
    """Return an SHG line whose second member is changed; ``profile`` changes fields of her profile."""
    line = shg()
    profile = more.pop("profile", {})
    line["members"][1] |= more
    line["members"][1]["profile"] |= profile
    return line


def with_profile(**more: Any) -> dict[str, Any]:
    """Return an SHG line with fields of its profile changed."""
    return shg(profile=more)


GOLDENS: dict[str, tuple[Any, list[str]]] = {
    "huge number": (
        '{"kind":"SHG","revision":' + "1" * 5_000 + "}",
        ["The line holds a number that is too large. Send it again."],
    ),
    "number for a database": (
        shg(revision=10**30),
        ["The line holds a number that is too large. Send it again."],
    ),
    "Aadhaar as a year": (
        with_member(profile={"birth_year": int(AADHAAR)}),
        ["The line holds a number that is too large. Send it again."],
    ),
    "Aadhaar as uid": (
        with_member(uid=AADHAAR),
        [
            (
                "The uid or code of a record holds what may be an Aadhaar number. "
                "Name records, bundles and people without it; a UUID will do."
            )
        ],
    ),
    "Aadhaar as code": (
        shg(code="9999-4105-7058"),
        [
            (
                "The uid or code of a record holds what may be an Aadhaar number. "
                "Name records, bundles and people without it; a UUID will do."
            )
        ],
    ),
    "Aadhaar as a field's name": (
        shg() | {AADHAAR: 1},
        ["The line has a field the format does not know (XXXX XXXX 7058). The phone's program must be mended."],
    ),
    "Aadhaar as a mobile": (
        with_member(profile={"mobile": AADHAAR}),
        [
            "Mobile holds what may be an Aadhaar number. Take it out.",
            "Mobile has 10 digits and begins with 6, 7, 8 or 9. Correct it.",
        ],
    ),
    "Aadhaar in a remark": (
        with_member(profile={"other_kyc": "card 9999 4105 7058"}),
        ["Other document holds what may be an Aadhaar number. Take it out."],
    ),
    "Aadhaar in Hindi digits": (
        with_member(profile={"insurance": "\u096f\u096f\u096f\u096f 4105 7058"}),
        ["Insurance holds what may be an Aadhaar number. Take it out."],
    ),
    "palindrome": (
        with_member(profile={"aadhaar": "222222222222"}),
        ["The Aadhaar number is mistyped. Read it from the card again."],
    ),
    "control character": (
        with_profile(name="SAKHI\u001b[31m MANDAL"),
        ["SHG name holds characters that cannot be kept. Retype it."],
    ),
    "half a character": (
        with_profile(name="SAKHI \ud800MANDAL"),
        ["SHG name holds characters that cannot be kept. Retype it."],
    ),
    "member is the SHG": (
        with_member(uid="shg-0001"),
        ["A member stands twice in this line. Send her once."],
    ),
    "one code twice": (
        shg() | {"members": [one | {"code": "4711"} for one in shg()["members"][:5]]},
        ["A member stands twice in this line. Send her once."],
    ),
    "10,000 members": (
        shg(members=10_000),
        ["Members: an SHG is sent with at most 50 members. Is it really one group?"],
    ),
    "wrong type": (
        with_member(profile={"mobile": 9_876}),
        ["Member 2, Mobile is of the wrong type. The phone's program must be mended."],
    ),
    "nothing": ({}, ["The line is no SHG, VO or CLF. Send it again."]),
    "kind that is a list": ({"kind": []}, ["The line is no SHG, VO or CLF. Send it again."]),
    "only a kind": (
        {"kind": "CLF"},
        [
            f"The line is missing something that must be there ({name}). The phone's program must be mended."
            for name in ("uid", "revision", "profile")
        ],
    ),
    "VO with members": (
        {"kind": "VO", "uid": "vo-1", "revision": 1, "profile": FEDERATION, "members": []},
        ["The line has a field the format does not know (members). The phone's program must be mended."],
    ),
    "VO without bearers": (
        {"kind": "VO", "uid": "vo-1", "revision": 1, "profile": FEDERATION | {"treasurer_name": "", "gp": ""}},
        ["Gram Panchayat is missing. Fill it in.", "Treasurer is missing. Fill it in."],
    ),
    "five meetings": (
        shg(offline_meetings=5),
        [
            (
                "offline_meetings is too large: at most 4 offline meetings are sent at once. "
                "The phone's program must be mended."
            )
        ],
    ),
    "a second end": ('{"end":true,"lines":1}', ["The line is no SHG, VO or CLF. Send it again."]),
}


@pytest.mark.parametrize("name", GOLDENS)
def test_each_fault_has_its_words(name: str) -> None:
    """The whole of what is said of the line: where, what, what to do; never an Aadhaar number."""
    line, words = GOLDENS[name]
    assert said(line) == words


@pytest.mark.parametrize("uid", ["0b9f3c1e-5f4f-4102-9999-410570581234", "a" * 20 + AADHAAR, "shg_1:2.3-4"])
def test_random_names_of_phones_are_taken(uid: str) -> None:
    """A UUID or digest with twelve digits in a row by chance is no Aadhaar number."""
    assert read(packed([shg(uid=uid, members=0)])).lines[0].problems == ()


@pytest.mark.parametrize("key", ["upload_id", "made_by"])
def test_no_aadhaar_number_names_a_bundle(key: str) -> None:
    """A header is refused in a sentence that does not repeat the number; so is one in the place of the version."""
    headers: tuple[dict[str, Any], ...] = ({key: AADHAAR}, {"version": AADHAAR})
    for header in headers:
        with pytest.raises(Unreadable) as caught:
            read(packed([], **header))
        assert AADHAAR not in str(caught.value)


@pytest.mark.parametrize("end", [b"\n\n\n", b"\r\n"])
def test_blank_lines_behind_the_end_are_no_cut(end: bytes) -> None:
    """A mailer that adds line ends has cut nothing off."""
    assert read(packed([shg()]) + end).whole


def test_each_line_has_one_outcome() -> None:
    """All the faults above in one bundle: a line each, in order, every good line between them untouched."""
    lines = [part for line, _ in GOLDENS.values() for part in (line, shg("shg-good", first=50))]
    bundle = read(packed([one if isinstance(one, str) else json.dumps(one) for one in lines]))
    assert [line.number for line in bundle.lines] == list(range(2, len(lines) + 2))
    assert [line.has_errors for line in bundle.lines] == [True, False] * len(GOLDENS)


def test_the_day_she_is_of_age() -> None:
    """Eighteen on the day of the reading is grown, a day later is not; with a year alone the year counts."""
    births: tuple[dict[str, Any], ...] = (
        {"birth_date": "2008-11-23"},
        {"birth_date": "2008-11-24"},
        {"birth_date": "", "birth_year": 2008},
        {"birth_date": "", "birth_year": 2009},
    )
    women = [{"uid": f"m-{n:03}", "revision": 1, "profile": woman(n) | born} for n, born in enumerate(births)]
    line = shg(members=0) | {"members": women}
    members = read(packed([line])).lines[0].members
    assert ["age" in {one.code for one in member.warnings} for member in members] == [False, True, False, True]
