"""Passwords: a generated first one under a fast keyed hash, a chosen one under Argon2id.

A first password has 80 random bits, so no slow hash is needed: 5,000 new
accounts in one load cost 5,000 HMACs. It must be changed at first sign-in.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import unicodedata
from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from lokos_tui.domain.errors import Problem
from lokos_tui.domain.message import _
from lokos_tui.domain.text import has_controls, latin_only

_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # 32 signs: no I, O, 0 or 1
_GROUPS, _GROUP = 4, 4
MIN_LENGTH = 15
MAX_LENGTH = 256
SHORTEST_WORD, FEWEST_SIGNS = 4, 5
_COMMON = ("password", "qwerty", "123456", "111111", "abcdef", "letmein", "welcome", "iloveyou", "admin")


def generate_first() -> str:
    """Return a new first password: four groups of four signs, 80 random bits."""
    signs = "".join(_LETTERS[byte & 31] for byte in secrets.token_bytes(_GROUPS * _GROUP))
    return "-".join(signs[start : start + _GROUP] for start in range(0, len(signs), _GROUP))


def hash_first(key: bytes, password: str) -> str:
    """Return the keyed hash (HMAC-SHA-256, 64 hex digits) of a first password, without regard to case and dashes."""
    plain = "".join(c for c in password.upper() if c.isalnum())
    return hmac.new(key, plain.encode(), hashlib.sha256).hexdigest()


@lru_cache(maxsize=1)
def _argon() -> PasswordHasher:
    return PasswordHasher()


def _normal(password: str) -> str:
    return unicodedata.normalize("NFKC", password)


def _plain_bytes(password: str) -> bytes:
    """Return what is hashed; halves of characters that a terminal may send pass through rather than fail."""
    return _normal(password).encode("utf-8", "surrogatepass")


def hash_own(password: str) -> str:
    """Return the Argon2id hash of a password she chose."""
    return _argon().hash(_plain_bytes(password))


def verify(kind: str, hashed: str, password: str, key: bytes) -> bool:
    """True when the password is the one kept; takes about as long when it is not."""
    if kind == "FIRST":
        return hmac.compare_digest(hashed, hash_first(key, password))
    try:
        return _argon().verify(hashed, _plain_bytes(password))
    except (VerificationError, InvalidHashError):
        return False


def needs_rehash(kind: str, hashed: str) -> bool:
    """True when a chosen password's hash was made with weaker parameters than today's."""
    return kind == "OWN" and _argon().check_needs_rehash(hashed)


@lru_cache(maxsize=1)
def _decoy() -> str:
    return hash_own(secrets.token_hex(16))


def waste_time(password: str) -> None:
    """Spend the time of one check: an unknown user id answers as slowly as a wrong password."""
    verify("OWN", _decoy(), password, b"")


def password_problems(password: str, user_id: str, words: tuple[str, ...] = ()) -> tuple[Problem, ...]:
    """Return why a password she chose will not do; empty when it will.

    At least 15 characters as long as it is the only factor, any characters;
    no common word, no name of hers or of her block in it.
    """
    found: list[Problem] = []
    plain = _normal(password)
    if len(plain) < MIN_LENGTH:
        found.append(
            Problem(
                "new",
                "password.short",
                _("At least {least} characters; it has {count}.", least=MIN_LENGTH, count=len(plain)),
                _("Three or four words with spaces are good."),
            )
        )
    if len(plain) > MAX_LENGTH:
        found.append(Problem("new", "password.long", _("At most {most} characters.", most=MAX_LENGTH), ""))
    if has_controls(plain):
        found.append(
            Problem(
                "new", "password.signs", _("It holds characters that cannot be typed again."), _("Choose other words.")
            )
        )
    low = plain.lower()
    own = [word for word in (user_id, *words) if len(word) >= SHORTEST_WORD]
    body = latin_only(plain)
    if (
        any(word in low for word in _COMMON)
        or "lokos" in low
        or any(latin_only(word) and latin_only(word) in body for word in own)
    ):
        found.append(
            Problem(
                "new",
                "password.guessable",
                _("It holds a common word, your user id or your block's name."),
                _("Choose other words."),
            )
        )
    if plain and len(set(plain)) < FEWEST_SIGNS:
        found.append(
            Problem("new", "password.guessable", _("It repeats too few characters."), _("Choose other words."))
        )
    return tuple(found)
