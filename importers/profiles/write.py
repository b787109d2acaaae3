"""Writing a bundle: the inverse of reading, for the outbox, the sample data and the tests."""

from __future__ import annotations

import hashlib
import hmac
import json
from typing import TYPE_CHECKING, Any

from lokos_tui.domain.dates import moment
from lokos_tui.domain.profiles.fields import KEPT_OF_AADHAAR
from lokos_tui.domain.profiles.model import FORMAT, FORMAT_VERSION, Entry, Header, Line

if TYPE_CHECKING:
    from collections.abc import Iterable


def write_bundle(header: Header, lines: Iterable[Line], key: bytes | None = None) -> bytes:
    """Return a bundle as bytes, signed when a key is given; lines without a CBO are left out.

    An Aadhaar token never leaves the office: it is not written.
    """
    rows = [_text(_header(header)), *(_text(_line(line)) for line in lines if line.cbo is not None)]
    body = "".join(f"{row}\n" for row in rows).encode()
    end: dict[str, Any] = {"end": True, "lines": len(rows) - 1}
    if key is not None:
        end["signature"] = hmac.new(key, body, hashlib.sha256).hexdigest()
    return body + f"{_text(end)}\n".encode()


def _text(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _header(header: Header) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "version": FORMAT_VERSION,
        "upload_id": header.upload_id,
        "block": header.block_code,
        "made_by": header.made_by,
        "made_at": moment(header.made_at).isoformat(),
        "sequence": header.sequence,
    }


def _line(line: Line) -> dict[str, Any]:
    assert line.cbo is not None  # noqa: S101 - the caller leaves such lines out
    value = {"kind": line.cbo.kind.value, **_entry(line.cbo), "offline_meetings": line.offline_meetings}
    if line.members:
        value["members"] = [_entry(member) for member in line.members]
    return value


def _entry(entry: Entry) -> dict[str, Any]:
    code = {"code": entry.code} if entry.code else {}
    profile = {name: value for name, value in entry.content.items() if name not in KEPT_OF_AADHAAR}
    return {"uid": entry.uid, **code, "revision": entry.revision, "profile": profile}
