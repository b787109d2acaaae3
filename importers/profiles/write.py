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
    from collections.abc import Iterable, Iterator


def write_bundle(header: Header, lines: Iterable[Line], key: bytes | None = None) -> bytes:
    """Return a bundle as bytes, signed when a key is given; lines without a CBO are left out.

    An Aadhaar token never leaves the office: it is not written.
    """
    return b"".join(stream_bundle(header, lines, key))


def stream_bundle(header: Header, lines: Iterable[Line], key: bytes | None = None) -> Iterator[bytes]:
    """Give the same bytes a line at a time."""
    signed = hmac.new(key or b"", digestmod=hashlib.sha256)
    sent = 0
    for value in _values(header, lines):
        row = _row(value)
        signed.update(row)
        sent += 1
        yield row
    end: dict[str, Any] = {"end": True, "lines": sent - 1}
    yield _row(end | ({"signature": signed.hexdigest()} if key is not None else {}))


def _values(header: Header, lines: Iterable[Line]) -> Iterator[dict[str, Any]]:
    yield _header(header)
    for line in lines:
        if line.cbo is not None:
            yield _line(line, line.cbo)


def _row(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


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


def _line(line: Line, cbo: Entry) -> dict[str, Any]:
    members = [_entry(member) for member in line.members]
    if line.by_code:
        return {"kind": cbo.kind.value, "code": cbo.code, "members": members}
    value = {"kind": cbo.kind.value, **_entry(cbo), "offline_meetings": line.offline_meetings}
    return value | ({"members": members} if members else {})


def _entry(entry: Entry) -> dict[str, Any]:
    code = {"code": entry.code} if entry.code else {}
    profile = {name: value for name, value in entry.content.items() if name not in KEPT_OF_AADHAAR}
    return {"uid": entry.uid, **code, "revision": entry.revision, "profile": profile}
