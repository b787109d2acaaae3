"""The audit trail's chain: each row's hash covers the row and the hash before it.

Keyed by the office's secret, so that somebody who can write the database, but
does not hold the key, cannot make a chain that verifies.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping

from lokos_tui.domain.identifiers import hide_aadhaar
from lokos_tui.domain.text import safe

FIRST = "0" * 64
"""The hash before the first row of a block's chain."""

HASHED = (
    "block_code", "id", "at", "actor", "role", "action", "outcome", "entity", "entity_id", "details", "reason",
    "os_user", "client",
)  # fmt: skip
"""The fields of a row that its hash covers, in their order."""
_MASKED = frozenset({"mobile", "account_no", "voter_id", "email"})


def chain_hash(key: bytes, prev_hash: str, fields: tuple[object, ...]) -> str:
    """Return the hash of one row (64 hex digits) from the one before and the row's fields in order."""
    body = json.dumps([prev_hash, *fields], ensure_ascii=False, separators=(",", ":"))
    return hmac.new(key, body.encode(), hashlib.sha256).hexdigest()


def masked(field: str, value: object) -> object:
    """Return a value as the trail may hold it: personal numbers keep their last three digits."""
    if field in _MASKED and isinstance(value, str) and value:
        return "*" * max(len(value) - 3, 2) + value[-3:]
    return value


def plain_text(text: str) -> str:
    """Return text as the trail may hold it: one line, no control characters, no Aadhaar number."""
    return hide_aadhaar(safe(text, 500))


def details_text(details: Mapping[str, object]) -> str:
    """Return the details of an entry as JSON text: masked, one line, no control characters."""
    shown = {key: masked(key, value) for key, value in details.items()}
    plain = {key: plain_text(value) if isinstance(value, str) else value for key, value in shown.items()}
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, default=str)
