"""First and chosen passwords."""

from __future__ import annotations

import pytest

from lokos_tui.services.accounts import passwords

KEY = b"k" * 32


def test_first_passwords_are_random_and_forgiving_to_type() -> None:
    """Eighty bits, all different; small letters and missing dashes do not matter."""
    made = {passwords.generate_first() for _ in range(1000)}
    assert len(made) == 1000
    first = made.pop()
    assert len(first.replace("-", "")) == 16
    hashed = passwords.hash_first(KEY, first)
    assert passwords.verify("FIRST", hashed, first.lower().replace("-", " "), KEY)
    assert not passwords.verify("FIRST", hashed, first[:-1] + "!", KEY)
    assert not passwords.verify("FIRST", hashed, first, b"x" * 32)
    assert not passwords.verify("FIRST", "", "", KEY)


def test_a_chosen_password_is_kept_as_argon2id() -> None:
    """Argon2id, whole and normalised: two that differ only at character 73 are different."""
    long = "a" * 72
    hashed = passwords.hash_own(long + "b")
    assert hashed.startswith("$argon2id$")
    assert passwords.verify("OWN", hashed, long + "b", KEY)
    assert not passwords.verify("OWN", hashed, long + "c", KEY)
    assert passwords.verify("OWN", passwords.hash_own("\ufb01ve blue tigers walk"), "five blue tigers walk", KEY)


@pytest.mark.parametrize(
    ("password", "fine"),
    [
        ("seven chars", False),
        ("four plain words here", True),
        ("password password one", False),
        ("aaaaaaaaaaaaaaaaaaaa", False),
        ("najibabad is my home", False),
        ("my id is iup testadm", False),
        ("नीला हाथी पेड़ के नीचे", True),
        ("x" * 300, False),
    ],
)
def test_what_a_chosen_password_may_be(password: str, fine: bool) -> None:
    """Length and guessability decide, never a rule of signs; Devanagari and spaces are welcome."""
    assert (not passwords.password_problems(password, "IUP_TESTADM", ("NAJIBABAD",))) is fine
