"""Numbers over the whole range of their rules: every beginning is known, and what fails a later check is left alone."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lokos_tui.domain import identifiers as ids
from lokos_tui.domain.accounts.people import designation_problem, mobile_problem, name_problem
from tests.support.numbers import AADHAAR_LIKE, MOBILES, NOT_ISSUED, NOT_MOBILES, check_digit, whole

GAPS = st.sampled_from(["", " ", "-", "\u00a0", "\u2013", "\u2010"])
SCRIPTS = st.sampled_from([0x30, 0x0966, 0x09E6, 0x0AE6])
"""The zero of ASCII, Devanagari, Bengali and Gujarati."""


def written(number: str, gap: str, zero: int) -> str:
    """Return a number in groups of four, in the digits of a script."""
    return gap.join("".join(chr(zero + int(digit)) for digit in number[at : at + 4]) for at in (0, 4, 8))


@pytest.mark.parametrize("first", "23456789")
def test_every_first_digit_that_is_given_is_known(first: str) -> None:
    """Each beginning from 2 to 9 is found and hidden; made up here, with every second digit once."""
    for second in "0123456789":
        number = whole(f"{first}{second}99990000{second}")
        assert ids.aadhaar_in(number)
        assert ids.hide_aadhaar(f"no. {number}.") == f"no. XXXX XXXX {number[-4:]}."


@pytest.mark.parametrize("first", "01")
def test_the_first_digits_that_are_not_given_are_left_alone(first: str) -> None:
    """A right check digit behind 0 or 1 makes no Aadhaar number."""
    number = whole(f"{first}999900001234"[:11])
    assert ids.verhoeff_ok(number)
    assert not ids.aadhaar_in(number)
    assert ids.hide_aadhaar(number) == number


@given(AADHAAR_LIKE, GAPS, SCRIPTS)
def test_any_number_is_found_in_any_writing(number: str, gap: str, zero: int) -> None:
    """Whatever it begins with, grouped by whatever, in whatever digits: found, and hidden to its last four."""
    text = f"रीता {written(number, gap, zero)} !"
    assert ids.aadhaar_in(text)
    assert ids.hide_aadhaar(text) == f"रीता XXXX XXXX {number[-4:]} !"


@given(NOT_ISSUED, GAPS, SCRIPTS)
def test_a_number_that_fails_a_check_is_left_alone(number: str, gap: str, zero: int) -> None:
    """A first digit of 0 or 1, or a wrong check digit: another number, which stays as it was written."""
    text = f"({written(number, gap, zero)})"
    assert not ids.aadhaar_in(text)
    assert ids.hide_aadhaar(text) == text


@given(AADHAAR_LIKE, st.sampled_from("0123456789"), st.booleans())
def test_a_longer_number_is_another(number: str, digit: str, before: bool) -> None:
    """A digit more on either side makes it part of another number."""
    text = digit + number if before else number + digit
    assert not ids.aadhaar_in(text)


@given(AADHAAR_LIKE, GAPS)
def test_no_field_of_an_account_takes_one(number: str, gap: str) -> None:
    """A name or a designation with any such number is refused by code."""
    text = f"SUNITA {written(number, gap, 0x30)}"
    found = name_problem(text), designation_problem(text)
    assert [one.code if one else "" for one in found] == ["aadhaar", "aadhaar"]


@given(NOT_ISSUED)
def test_a_field_takes_a_number_that_fails(number: str) -> None:
    """A number that cannot be one, a ledger's say, may stand in a name or designation."""
    assert name_problem(f"SUNITA {number}") is None
    assert designation_problem(f"LEDGER {number}") is None


@given(AADHAAR_LIKE)
def test_the_check_digit_is_the_published_one(number: str) -> None:
    """The program's check agrees with one worked out apart from it, for every digit changed."""
    assert ids.verhoeff_ok(number)
    assert check_digit(number[:11]) == number[11]
    for at, digit in enumerate(number):
        other = str((int(digit) + 1) % 10)
        assert not ids.verhoeff_ok(number[:at] + other + number[at + 1 :])


@given(MOBILES)
@example("6000000000")
@example("7000000000")
@example("8999999999")
@example("9999999999")
def test_every_beginning_of_a_mobile_is_taken(mobile: str) -> None:
    """6, 7, 8 and 9 begin a mobile; with a country code or a 0 before it, it is the same."""
    assert mobile_problem(mobile) is None
    assert ids.mobile_ok(mobile)
    assert {ids.clean_mobile(prefix + mobile) for prefix in ("", "0", "91", "+91", "+91 ", "(0)")} == {mobile}


@given(NOT_MOBILES)
@example("0123456789")
@example("5999999999")
def test_no_other_beginning_is_a_mobile(number: str) -> None:
    """0 to 5 begin no mobile, nor do nine or eleven digits."""
    assert not ids.mobile_ok(number)
    found = mobile_problem(number)
    assert found is not None
    assert found.code == "mobile.shape"
    assert not ids.mobile_ok("9" + number)
    assert not ids.mobile_ok(number[1:])
