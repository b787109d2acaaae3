"""The finder of Aadhaar numbers goes by the digits alone, and still lets days, times, amounts and codes be."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lokos_tui.domain import identifiers as ids
from lokos_tui.domain.banks import TWELVE_DIGIT_BANKS
from tests.support.numbers import AADHAAR_LIKE, NOT_ISSUED, check_digit

BETWEEN = (
    "", " ", "-", ".", "/", ",", "_", "\u200d", "\u200c", "\u2060", "\u00ad", "|", ":", ";", "*", "(", "·", " - ", ", ",
    "...", "\u200d\u200d", "\u2013", "\u00a0", "\u2009", "\u093f",
)  # fmt: skip
"""What may stand between two digits: signs, spaces, characters that nobody sees."""
ZEROS = [code for code in range(sys.maxunicode) if unicodedata.decimal(chr(code), None) == 0]
"""The zero of every script that Unicode knows digits of."""
PLAIN = tuple(one for one in BETWEEN if not set(one) & set("-./,:"))
"""Those of them that make no day, time or amount of digits."""


@given(AADHAAR_LIKE, st.sampled_from(BETWEEN), st.sets(st.integers(1, 11)), st.sampled_from(ZEROS))
def test_one_sign_at_any_place_hides_nothing(number: str, between: str, cuts: set[int], zero: int) -> None:
    """Grouped by one sign at any places, or digit by digit, in every script: found, and hidden to four digits."""
    text = "".join((between if at in cuts else "") + chr(zero + int(digit)) for at, digit in enumerate(number))
    assert ids.aadhaar_in(f"no. x{text}x")
    hidden = ids.hide_aadhaar(f"no. x{text}x")
    assert hidden == f"no. xXXXX XXXX {number[-4:]}x"


@given(AADHAAR_LIKE, st.lists(st.sampled_from(PLAIN), min_size=11, max_size=11))
def test_any_mixture_of_signs_hides_nothing(number: str, between: list[str]) -> None:
    """Another sign at every place is no better hiding."""
    text = number[0] + "".join(sign + digit for sign, digit in zip(between, number[1:], strict=True))
    assert ids.aadhaar_in(text)


@given(AADHAAR_LIKE, st.sampled_from(BETWEEN), st.sampled_from(BETWEEN))
def test_groups_of_four_are_found_between_any_two_signs(number: str, first: str, second: str) -> None:
    """As it stands on the card, four and four and four: nothing beside it or between it lets it through."""
    text = f"{number[:4]}{first}{number[4:8]}{second}{number[8:]}"
    assert ids.aadhaar_in(f"On 22/11/2026 15:30 paid 2,500.00 for {text} in 2025-26")


@given(NOT_ISSUED, st.sampled_from(BETWEEN))
def test_what_fails_a_check_stays(number: str, between: str) -> None:
    """Signs make no Aadhaar number of digits that are none."""
    text = between.join(number[at : at + 4] for at in (0, 4, 8))
    assert ids.hide_aadhaar(text) == text


@given(st.lists(AADHAAR_LIKE, min_size=2, max_size=4), st.sampled_from(("-", " ", ", ", "/")))
def test_none_of_several_stays(numbers: list[str], between: str) -> None:
    """Numbers beside each other, and behind others that are none, are all hidden; hiding again changes nothing."""
    hidden = ids.hide_aadhaar(f"21 21 {between.join(numbers)}")
    assert not ids.aadhaar_in(hidden)
    assert not [number for number in numbers if number in hidden]
    assert ids.hide_aadhaar(hidden) == hidden


@pytest.mark.parametrize(
    "shapes",
    [
        [f"{day:02}/11/2026 {hour:02}:{minute:02}" for day in (22, 29) for hour in range(24) for minute in range(60)],
        [f"2026-{m:02}-{d:02} {h:02}:30" for m in range(1, 13) for d in range(1, 29) for h in range(24)],
        [f"2{amount},500.00, 3,{rest}00.00" for amount in "0123456789" for rest in range(10, 100)],
        [f"{amount}.00 + {rest}.50" for amount in range(2000, 2100) for rest in range(3000, 3050)],
        [f"{number}/2025-26/{part}" for number in range(2000, 3000) for part in range(10, 40)],
        [f"Rs {amount},00,000 on {day}.03.2026" for amount in "23456789" for day in range(10, 30)],
    ],
    ids=["day-time", "iso", "amounts", "decimals", "registration", "amount-day"],
)
def test_days_amounts_and_codes_are_no_alarm(shapes: list[str]) -> None:
    """Of texts whose twelve digits pass by chance none is taken for an Aadhaar number."""
    chance = [text for text in shapes if ids.verhoeff_ok("".join(char for char in text if char.isdigit()))]
    assert len(chance) > 5
    assert not [text for text in chance if ids.aadhaar_in(text)]


@given(AADHAAR_LIKE, st.sampled_from("KLMकख"))
def test_a_code_with_letters_is_another(number: str, letter: str) -> None:
    """Letters end a number: a code whose digits stand on both sides of one is none."""
    assert not ids.aadhaar_in(f"{number[:6]}{letter}{number[6:]}")


@given(AADHAAR_LIKE, st.sampled_from(sorted(TWELVE_DIGIT_BANKS)), st.text("ABCDEFGHIJ", min_size=4, max_size=4))
def test_an_account_is_asked_about_where_no_bank_has_such(number: str, bank: str, other: str) -> None:
    """Twelve digits that pass are an account at a bank with accounts of twelve, and nowhere else."""
    assume(other not in TWELVE_DIGIT_BANKS)
    assert not ids.account_may_be_aadhaar(number, f"{bank}0001234")
    assert ids.account_may_be_aadhaar(number, f"{other}0001234")
    assert ids.account_may_be_aadhaar(number, "")


@given(st.text("0123456789", min_size=6, max_size=18), st.sampled_from(["", "SBIN0001234"]))
def test_no_other_account_is_asked_about(account: str, ifsc: str) -> None:
    """Every other length, a first digit of 0 or 1, a check digit that is wrong: an account."""
    right = len(account) == 12 and account[0] >= "2" and account[-1] == check_digit(account[:-1])
    assert ids.account_may_be_aadhaar(account, ifsc) is right
