"""Fillers: what is typed so that a field is not empty never makes two women one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lokos_tui.domain.duplicates.fillers import is_filler
from lokos_tui.domain.duplicates.rules import Class
from lokos_tui.matching.person import RawPerson, read
from lokos_tui.matching.records import Compared
from tests.matching.people import SUNITA, only, verdict

VOTERS = (
    "NOT AVAILABLE", "N/A, NOT YET", "NOT PRESENT", "XXXXXXXXXX", "ABC1234567", "abc 1234567", "XYZ7654321",
    "AAA1234567", "SMR0000000", "SMR1111111", "SMR1212121", "SMR0000001", "ABCI234567", "1234567890", "SBIN0001234",
)  # fmt: skip
ACCOUNTS = ("1234567890", "123456789012", "0123456789", "987654321", "0000000000", "11111111111", "12121212121",
            "123123123123", "10000000000", "00000000001", "9876543210")  # fmt: skip
MOBILES = ("9876543210", "9999999999", "9898989898", "6789012345", "98765 43210", "+91 9876543210")
REAL = (("voter", "SMR1234567"), ("voter", "RKD4071967"), ("voter", "ABC1234568"), ("voter", "UP123450678901"),
        ("account", "32100456781"), ("account", "50100012345678"), ("account", "20000012345"), ("mobile", "9431200001"),
        ("mobile", "9123456780"), ("mobile", "9811112222"))  # fmt: skip


@pytest.mark.parametrize(
    ("field", "kind", "value"),
    [
        *(("voter_id", "voter", value) for value in VOTERS),
        *(("account", "account", value) for value in ACCOUNTS),
        *(("mobile", "mobile", value) for value in MOBILES),
    ],
)
def test_a_filler_is_no_identifier(field: str, kind: str, value: str) -> None:
    """It gives no key and no term, it is named among the fillers, and it makes nobody be found."""
    one = only(SUNITA, "name", "ifsc")._replace(**{field: value})
    person = read(one)
    assert person.fillers == (kind,)
    assert not Compared(person).numbers
    assert verdict(one, one).kind is Class.NONE


@pytest.mark.parametrize(("kind", "value"), REAL)
def test_a_number_that_looks_odd_is_no_filler(kind: str, value: str) -> None:
    """Real numbers have rows and repetitions in them too: only a whole one that is made up is a filler."""
    field = "voter_id" if kind == "voter" else kind
    person = read(RawPerson(**{field: value}))
    assert person.fillers == ()
    assert getattr(person, kind) == value


def test_a_field_that_was_left_empty_is_no_filler() -> None:
    """Nothing given, or blanks, is nothing to look at."""
    assert read(RawPerson(mobile=" ", account="", voter_id="  ")).fillers == ()


@given(st.text("0123456789", min_size=11, max_size=16))
def test_few_numbers_of_many_are_fillers(digits: str) -> None:
    """A filler can be said in a few characters: the first three, and how it goes on."""
    if is_filler("account", digits):
        again = [digits[:unit] * len(digits) for unit in (1, 2, 3)]
        row = ["".join(str((int(digits[0]) + step * place) % 10) for place in range(len(digits))) for step in (1, -1)]
        zeros = digits.count("0") >= len(digits) - 1
        assert zeros or any(text.startswith(digits) for text in (*again, *row))
