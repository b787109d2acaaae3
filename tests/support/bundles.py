"""Bundles of invented SHGs and women for tests."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from importers.profiles import read_bundle
from lokos_tui.domain.profiles.model import Bundle
from lokos_tui.services.accounts.keys import Keys, aadhaar_token, bundle_key
from tests.support.office import HERE

TODAY = date(2026, 11, 23)
MAKER = "IUP_AHMADPURSADATSHGBK"
HUSBANDS = ("RAMESH", "MAHENDRA", "BALRAM", "GIRDHARI", "TULARAM")
NAMES = ("SUNITA DEVI", "ANITA DEVI", "GEETA BAI", "RADHA DEVI", "MEENA DEVI", "USHA DEVI")


def woman(number: int, **more: Any) -> dict[str, Any]:
    """Return a whole member profile; ``number`` makes her one of her own."""
    return {
        "name": f"{NAMES[number % len(NAMES)]}",
        "relation_name": f"{HUSBANDS[number % 5]} {'ABCDEFGHIJ'[number // 5 % 10] * 4}",
        "relation": "HUSBAND",
        "gender": "F",
        "birth_date": f"19{60 + number % 40}-{1 + number % 12:02}-{2 + number % 25:02}",
        "joining_date": "2020-01-10",
        "social_category": "OBC",
        "disability": "NO",
        "designation": {0: "PRESIDENT", 1: "SECRETARY", 2: "TREASURER"}.get(number % 100, "MEMBER"),
        "mobile": f"98{number:08}",
    } | more


def shg(uid: str = "shg-0001", members: int = 6, first: int = 0, revision: int = 1, **more: Any) -> dict[str, Any]:
    """Return one SHG line with its members."""
    profile = {
        "name": f"{uid.upper()} SAKHI MANDAL",
        "gp": "AHMADPUR SADAT",
        "village": "AHMADPUR SADAT",
        "formation_date": "2019-12-06",
        "meeting_frequency": "WEEKLY",
        "mobile": "9876500000",
    } | more.pop("profile", {})
    people = [
        {"uid": f"{uid}-m{number}", "revision": revision, "profile": woman(first + number)} for number in range(members)
    ]
    return {"kind": "SHG", "uid": uid, "revision": revision, "profile": profile, "members": people} | more


def packed(
    lines: list[Any], *, upload_id: str = "upload-0001", key: bytes | None = None, made_by: str = MAKER, **header: Any
) -> bytes:
    """Return a bundle's bytes, signed when a key is given; a line given as text goes in as it is."""
    import hashlib
    import hmac

    head = {
        "format": "lokos-profiles", "version": 1, "upload_id": upload_id, "block": HERE, "made_by": made_by,
        "made_at": "2026-11-22T10:00:00+05:30", "sequence": 1,
    } | header  # fmt: skip
    rows = [json.dumps(head), *(line if isinstance(line, str) else json.dumps(line) for line in lines)]
    body = "".join(f"{row}\n" for row in rows).encode()
    end: dict[str, Any] = {"end": True, "lines": len(lines)}
    if key is not None:
        end["signature"] = hmac.new(key, body, hashlib.sha256).hexdigest()
    return body + json.dumps(end).encode() + b"\n"


def bundle(keys: Keys, lines: list[Any], *, signed: bool = True, **more: Any) -> Bundle:
    """Return a bundle as it is read, signed with its maker's key."""
    made_by = more.get("made_by", MAKER)
    data = packed(lines, key=bundle_key(keys, made_by, 1) if signed else None, **more)
    return read_bundle(
        data,
        today=TODAY,
        tokenise=lambda digits: aadhaar_token(keys, digits),
        key_of=lambda user: bundle_key(keys, user, 1),
    )
