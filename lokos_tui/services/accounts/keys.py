"""The office's secret: 32 random bytes in a file of its own, outside the database.

From it come the keys of the audit chain, of first passwords and of identifier
tokens; each use has its own key, so that none can stand in for another.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from lokos_tui.domain.errors import Unavailable
from lokos_tui.domain.message import _

FILE_NAME = "office.key"
_BYTES = 32


@dataclass(frozen=True, slots=True, repr=False)
class Keys:
    """The office's keys, each 32 bytes."""

    audit: bytes
    first_password: bytes
    tokens: bytes
    bundles: bytes


def _derive(secret: bytes, use: str) -> bytes:
    return hmac.new(secret, f"lokos/{use}".encode(), hashlib.sha256).digest()


def from_secret(secret: bytes) -> Keys:
    """Return the keys made from a secret of at least 32 bytes."""
    return Keys(*(_derive(secret, use) for use in ("audit", "first-password", "tokens", "bundles")))


def make_key_file(home: Path) -> Path:
    """Make the key file (mode 0600) when there is none; an existing one is never replaced."""
    path = home / FILE_NAME
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(_BYTES) + "\n")
        file.flush()
        os.fsync(file.fileno())
    return path


def load_keys(home: Path) -> Keys:
    """Read the office's key file. Raises Unavailable when it is missing or cut."""
    path = home / FILE_NAME
    try:
        secret = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except FileNotFoundError as error:
        raise Unavailable(
            "keys.missing",
            _("The office's key file is missing: {path}.", path=path),
            _("Put it back from the backup; without it no first password and no audit chain can be checked."),
        ) from error
    except (ValueError, OSError) as error:
        raise Unavailable(
            "keys.broken",
            _("The office's key file cannot be read: {path}.", path=path),
            _("Put it back from the backup."),
        ) from error
    if len(secret) < _BYTES:
        raise Unavailable(
            "keys.broken",
            _("The office's key file is cut short: {path}.", path=path),
            _("Put it back from the backup."),
        )
    return from_secret(secret)


TOKEN_VERSION = "1"  # noqa: S105 - the number of the key, not the key


def aadhaar_token(keys: Keys, digits: str) -> str:
    """Return the keyed token of an Aadhaar number (12 digits): which number it was cannot be found from it."""
    return f"{TOKEN_VERSION}:{hmac.new(keys.tokens, digits.encode(), hashlib.sha256).hexdigest()}"


def bundle_key(keys: Keys, user_id: str, number: int) -> bytes:
    """Return the key an account signs its bundles with: 20 bytes, made anew from the office's secret each time."""
    text = f"{user_id.upper()}/{number}".encode()
    return hmac.new(keys.bundles, text, hashlib.sha256).digest()[:20]


def export_key(keys: Keys, block_code: str) -> bytes:
    """Return the key that a block's exports are signed with: 20 bytes; no account's bundle key can be the same."""
    return hmac.new(keys.bundles, f"export:{block_code}".encode(), hashlib.sha256).digest()[:20]


def shown_key(key: bytes) -> str:
    """Return a bundle or export key as it stands on a slip: 32 letters and digits in groups of four."""
    text = base64.b32encode(key).decode()
    return "-".join(text[place : place + 4] for place in range(0, len(text), 4))
