"""Numbers at the edges of their rules: one example a rule, with the answer worked out by hand."""

from __future__ import annotations

import pytest

from lokos_tui.domain import identifiers as ids
from tests.support.numbers import check_digit, whole


@pytest.mark.parametrize(("written", "read"), [
    ("9198765432", "9198765432"), ("919876543210", "9876543210"), ("+91 98765-43210", "9876543210"),
    ("09876543210", "9876543210"), ("0987654321", "0987654321"), ("(91) 98765.43210", "9876543210"),
    ("९८७६५ ४३२१०", "9876543210"), ("+९१९८७६५४३२१०", "9876543210"), ("91987654321", "91987654321"), ("98x65", "98x65"),
])  # fmt: skip
def test_only_a_prefix_goes(written: str, read: str) -> None:
    """Ten digits that begin with 91 are a whole mobile; digits of any script are digits; letters stay to be told."""
    assert ids.clean_mobile(written) == read


@pytest.mark.parametrize(("card", "right"), [
    ("ABC1234566", True), ("WKH1186253", True), ("WKH1186254", False), ("ABC0000000", True), ("ABC0000018", True),
    ("ABC0000091", True), ("ABC0000034", True), ("ABC9000001", True), ("abc1234566", False),
])  # fmt: skip
def test_the_digit_of_a_voter_id(card: str, right: bool) -> None:
    """Every second digit from the right is doubled and its digits are added; the sum ends with 0."""
    assert ids.epic_luhn_ok(card) is right


def test_the_digits_of_any_script() -> None:
    """What is no digit goes, and the order stays."""
    assert ids.digits_of("९ 8-७x6") == "9876"
    assert ids.digits_of("9876") == "9876"
    assert ids.digits_of("") == ""


def test_a_bank_is_known_in_small_letters() -> None:
    """The first four letters of the IFSC name the bank, as they were typed."""
    number = whole("99994105705")
    assert not ids.account_may_be_aadhaar(number, "cnrb0001234")
    assert not ids.account_may_be_aadhaar(number, "CNRB0001234")
    assert ids.account_may_be_aadhaar(number, "SBIN0001234")


@pytest.mark.parametrize(("years", "found"), [("2025-26", False), ("2099-00", False), ("2025-31", True)])
def test_two_years_that_follow_are_a_financial_year(years: str, found: bool) -> None:
    """2025-26 beside six digits is no part of a number; 2025-31 is no year, so its digits count."""
    digits = years.replace("-", "")
    tails = [f"{tail:05}" for tail in range(20)]
    texts = [f"{years}/{tail}{check_digit(digits + tail)}" for tail in tails]
    assert [ids.aadhaar_in(text) for text in texts] == [found] * len(texts)


def test_what_stands_beside_a_number_does_not_hide_it() -> None:
    """A day before it or behind it, near or far, is another thing than a number written in groups."""
    number = "9999 4105 7058"
    for text in (f"22/11/2026: {number}", f"{number} on 22/11/2026", f"{number}{' ' * 40}22/11/2026"):
        assert ids.aadhaar_in(text)
        assert ids.hide_aadhaar(text) == text.replace(number, "XXXX XXXX 7058")
