"""Shapes, check digits and masks of the numbers a woman is known by."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lokos_tui.domain import identifiers as ids

DIGITS = st.text("0123456789", min_size=7, max_size=7)
ELEVEN = DIGITS.map(lambda rest: "9999" + rest)  # test numbers begin 9999


def _with_check(eleven: str) -> str:
    return next(eleven + last for last in "0123456789" if ids.verhoeff_ok(eleven + last))


@given(ELEVEN)
def test_exactly_one_check_digit_is_right(eleven: str) -> None:
    """Of the ten last digits one passes: a single wrong digit is always noticed."""
    assert sum(ids.verhoeff_ok(eleven + last) for last in "0123456789") == 1


@given(ELEVEN, st.integers(0, 10))
def test_swapped_neighbours_are_noticed(eleven: str, at: int) -> None:
    """Verhoeff's reason to exist: two neighbours changed over fail, unless they are equal."""
    right = _with_check(eleven)
    swapped = right[:at] + right[at + 1] + right[at] + right[at + 2 :]
    assert ids.verhoeff_ok(swapped) is (swapped == right)


@pytest.mark.parametrize("number", ["999941057058", "999912345678"])
def test_known_numbers_pass(number: str) -> None:
    """The two published test numbers have right check digits."""
    assert ids.aadhaar_in(number)


@pytest.mark.parametrize("number", ["123412341234", "99994105705", "9999410570581", "999941057059"])
def test_other_numbers_are_left_alone(number: str) -> None:
    """A first digit of 1, a digit too few or too many, or a wrong check digit is something else."""
    assert not ids.aadhaar_in(number)


@given(ELEVEN, st.sampled_from(["", " ", "-", "\u00a0", "\u2013"]), st.sampled_from(["", "no. ", "(", "रीता "]))
def test_every_spelling_is_found_and_hidden(eleven: str, gap: str, before: str) -> None:
    """Gaps and words around it hide nothing; afterwards no more than four digits are there."""
    number = _with_check(eleven)
    text = f"{before}{number[:4]}{gap}{number[4:8]}{gap}{number[8:]})"
    hidden = ids.hide_aadhaar(text)
    assert ids.aadhaar_in(text)
    assert not ids.aadhaar_in(hidden)
    assert sum(c.isdigit() for c in hidden) == 4
    assert hidden.startswith(before)
    assert hidden.endswith(f"XXXX XXXX {number[-4:]})")


@given(ELEVEN)
def test_devanagari_digits_are_digits(eleven: str) -> None:
    """A number typed in Devanagari digits is the same number."""
    number = _with_check(eleven)
    hindi = "".join(chr(0x0966 + int(c)) for c in number)
    assert ids.aadhaar_in(hindi)
    assert ids.hide_aadhaar(hindi) == f"XXXX XXXX {number[-4:]}"


@given(st.text(max_size=60))
def test_hiding_twice_changes_nothing(text: str) -> None:
    """Any text at all: hidden once is hidden."""
    once = ids.hide_aadhaar(text)
    assert not ids.aadhaar_in(once)
    assert ids.hide_aadhaar(once) == once


@given(st.from_regex(r"[6-9][0-9]{9}", fullmatch=True), st.sampled_from(["", "+91", "91", "0", "+91-", "(+91) "]))
def test_a_mobile_loses_its_prefix_only(mobile: str, prefix: str) -> None:
    """+91, 91 and 0 go, and spaces and dashes with them; ten digits stay."""
    assert ids.clean_mobile(f"{prefix}{mobile[:5]} {mobile[5:]}") == mobile
    assert ids.mobile_ok(mobile)


@given(st.text("0123456789", min_size=1, max_size=20))
def test_masks_show_three_digits_at_most(number: str) -> None:
    """Accounts and voter ids keep their last three digits."""
    assert ids.mask_account(number) == "*****" + number[-3:]
    assert ids.mask_voter(number) == "**" + number[-3:]


def test_empty_stays_empty() -> None:
    """A mask invents nothing where there is nothing."""
    assert (ids.mask_account(""), ids.mask_voter(""), ids.mask_aadhaar("")) == ("", "", "")


@pytest.mark.parametrize(
    ("check", "right", "wrong"),
    [
        (ids.ifsc_ok, "SBIN0001234", ["SBIN1001234", "sbin0001234", "SBIN000123", "SBIN0001234 "]),
        (ids.epic_shape_ok, "ABC1234567", ["AB1234567", "ABC12345678", "ABC123456७"]),
        (ids.account_ok, "012345678901", ["12345", "1" * 19, "12345678x", "१२३४५६७"]),
        (ids.mobile_ok, "9999000001", ["5999000001", "999900000", "99990000012", "९९९९०००००१"]),
    ],
)
def test_shapes(check: Callable[[str], bool], right: str, wrong: list[str]) -> None:
    """Each shape takes its own form, in ASCII, whole, and nothing near it."""
    assert check(right)
    assert not [text for text in wrong if check(text)]


@given(st.text("0123456789", min_size=6, max_size=6))
def test_exactly_one_voter_digit_is_right(six: str) -> None:
    """Of the ten last digits one is the Luhn digit; a wrong shape has none."""
    assert sum(ids.epic_luhn_ok(f"ABC{six}{last}") for last in "0123456789") == 1
    assert not ids.epic_luhn_ok(six)
