"""A bookkeeper's bundle for the sample office: three new SHGs, one woman in two of them, one telephone for a family."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from importers.profiles import write_bundle
from lokos_tui.demo.core import GPS
from lokos_tui.domain.profiles.model import Entry, Header, Kind, Line, Value

MADE_BY = "IUP_NBDSHGBK"
BLOCK = "996"
NAME = "profiles.jsonl"
_MADE_AT = 1_767_252_600_000
_GROUPS = ("NAYI ROSHNI SAKHI MANDAL", "ASHA KIRAN MAHILA SAMUH", "GANGA SAKHI MANDAL", "TRIVENI MAHILA SAMUH",
           "SAVERA SAKHI MANDAL")  # fmt: skip
_SENT = 3
"""The first groups, which the sample bundle holds."""
ONE_TELEPHONE, LATER = 3, 4
"""Groups that come in bundles of their own: most women of one gave the same telephone."""
_WOMEN = (
    "SUNITA DEVI", "ANITA DEVI", "GEETA DEVI", "RADHA DEVI", "MEENA DEVI", "USHA DEVI", "KAMLA DEVI", "SUSHILA DEVI",
    "SHABNAM KHATUN", "NAZMA BANO", "LALITA DEVI",
)  # fmt: skip
_MEN = ("RAMESH SAINI", "MAHENDRA PAL", "BALRAM SINGH", "GIRDHARI LAL", "TULARAM", "SURESH KUMAR", "MOHAN LAL", "ASLAM",
        "JAGDISH", "OMPRAKASH", "VINOD KUMAR", "HARISH", "RAKESH")  # fmt: skip
_OFFICES = ("PRESIDENT", "SECRETARY", "TREASURER")


def lines() -> list[Line]:
    """Return the bundle's lines: the same every time; people are invented."""
    return [_line(number) for number in range(_SENT)]


def bundle(key: bytes | None, made_by: str = MADE_BY, block_code: str = BLOCK) -> bytes:
    """Return the bundle as bytes, signed when a key is given."""
    return write_bundle(Header("sample-bundle-0001", block_code, made_by, _MADE_AT, 1), lines(), key)


def one_more(key: bytes, group: int, block_code: str = BLOCK) -> bytes:
    """Return a signed bundle of one group: ONE_TELEPHONE or LATER."""
    header = Header(f"sample-bundle-{group:04}-more", block_code, MADE_BY, _MADE_AT + group, group)
    return write_bundle(header, [replace(_line(group), number=2)], key)


def faulty() -> bytes:
    """Return a bundle in which each line after the first has one fault."""
    good = [json.loads(row) for row in bundle(None).splitlines()]
    header, first = good[0] | {"upload_id": "sample-bundle-0002"}, good[1]
    broken = [
        _with(first, "sample-f1", mobile="12345"),
        _with(first, "sample-f2", gp="NO SUCH PANCHAYAT"),
        _with(first, "sample-f3", formation_date="2031-01-01"),
        _with(first, "sample-f4", address="Aadhaar 9999 4105 7058"),
        _with(first, "sample-f5") | {"members": first["members"] * 5},
        _with(first, "sample-f6") | {"colour": "red"},
    ]
    rows = [json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in (header, first, *broken)]
    return ("\n".join([*rows, rows[1][: len(rows[1]) // 2]]) + "\n").encode()


def _with(line: dict[str, Any], uid: str, **profile: Any) -> dict[str, Any]:
    members = [one | {"uid": f"{uid}-{number}"} for number, one in enumerate(line["members"])]
    return line | {"uid": uid, "profile": line["profile"] | profile, "members": members}


def _line(number: int) -> Line:
    gp, villages = GPS[number % len(GPS)]
    uid = f"sample-shg-{number + 1}"
    content: dict[str, Value] = {
        "name": _GROUPS[number],
        "gp": gp,
        "village": villages[0],
        "formation_date": f"2025-0{number + 3}-15",
        "meeting_frequency": "WEEKLY",
        "compulsory_saving_paise": 5_000,
        "mobile": f"900000000{number}",
    }
    members = tuple(_member(uid, number, place) for place in range(len(_WOMEN)))
    return Line(number + 2, Entry(Kind.SHG, uid, "", 1, content), members, (), 1)


def _member(uid: str, group: int, place: int) -> Entry:
    serial = group * 17 + place
    content: dict[str, Value] = {
        "name": _WOMEN[place],
        "relation_name": _MEN[(place + group * 5) % len(_MEN)],
        "relation": "HUSBAND",
        "gender": "F",
        "birth_date": f"19{70 + serial % 25}-{1 + serial % 12:02}-{1 + serial % 27:02}",
        "joining_date": f"2025-0{group + 3}-20",
        "social_category": "OBC",
        "disability": "NO",
        "designation": _OFFICES[place] if place < len(_OFFICES) else "MEMBER",
        "mobile": f"91{serial:08}",
    }
    if (group, place) == (1, 5):  # the first group's SUNITA DEVI again, spelled otherwise, in the same village
        content |= {"name": "SUNEETA", "relation_name": _MEN[0], "birth_date": "1970-01-02", "mobile": "9100000000"}
    if group == ONE_TELEPHONE and place > len(_OFFICES):
        content |= {"mobile": "9100099999"}
    if (group, place) == (ONE_TELEPHONE, 1):  # RADHA DEVI of the first group again
        content |= {"name": "RADHA", "relation_name": _MEN[3], "birth_date": "1973-04-04"}
    if (group, place) == (0, 0):
        content |= {"birth_date": "1970-01-02"}
    return Entry(Kind.MEMBER, f"{uid}-m{place + 1}", "", 1, content)
