"""One cell to kept text: repaired when certain, refused when digits are lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.cells import AADHAAR, CONTROLS, LOST, convert, untouched
from importers.model import Cell
from lokos_tui.domain.identifiers import aadhaar_in, verhoeff_ok

MOBILES = st.integers(6_000_000_000, 9_999_999_999)
PLAIN = st.text(st.sampled_from("ABC रीता देवी0123.eE+-\u00a0\u200d\n\t\x1b\u202e"), max_size=20)


@given(MOBILES, st.sampled_from([float, str, lambda n: f"{n}.0", lambda n: f"{n / 10**9:.9f}E9", lambda n: f"91{n}"]))
def test_a_mobile_survives_what_excel_makes_of_it(number: int, shape: Callable[[int], str | float]) -> None:
    """A float, a text with .0, full scientific notation or 91 before it gives the ten digits back."""
    assert convert(shape(number), "mobile") == (str(number), None)


@given(st.integers(1, 10**15 - 1))
def test_a_whole_number_of_fifteen_digits_is_certain(number: int) -> None:
    """Below 10^15 a float holds every digit of an account or a code."""
    assert convert(float(number), "account") == (str(number), None)


@given(st.one_of(st.floats(min_value=1e15), st.just(float("nan")), st.just(float("inf")), st.just(1234.5)))
def test_a_number_with_lost_digits_is_refused(number: float) -> None:
    """Beyond fifteen digits, or with a fraction, nobody can tell what was typed."""
    assert convert(number, "account") == ("", LOST)


@pytest.mark.parametrize("text", ["9.999E9", "9.99900E+09", "9.99E+11", "1.23456789012346E+17", "9.99900000E9"])
def test_scientific_text_without_all_digits_is_refused(text: str) -> None:
    """A CSV that Excel wrote with rounded numbers is never completed with zeros."""
    assert convert(text, "code") == ("", LOST)


@pytest.mark.parametrize("kind", ["text", "code", "mobile", "name", "choice", "date"])
@pytest.mark.parametrize("value", ["9999 4105 7058", "999941057058", 999941057058.0, "no. 9999-4105-7058"])
def test_an_aadhaar_number_is_taken_nowhere(kind: str, value: Cell) -> None:
    """Every column but the bank account refuses it, and keeps nothing of it."""
    assert convert(value, kind) == ("", AADHAAR)


@pytest.mark.parametrize("value", ["999941057058", 999941057058.0])
def test_a_bank_account_of_twelve_digits_is_an_account(value: Cell) -> None:
    """Twelve digits with a right check digit are a bank account where an account stands."""
    assert convert(value, "account") == ("999941057058", None)
    assert untouched(["999941057058", "999912345678"], "account") == ["999941057058", "999912345678"]


def test_a_mobile_with_91_is_no_aadhaar() -> None:
    """919999000001 to ...10: one of ten has a right Verhoeff digit, and is a mobile all the same."""
    numbers = [f"9199990000{last:02}" for last in range(40)]
    assert any(verhoeff_ok(number) for number in numbers)
    assert [convert(number, "mobile") for number in numbers] == [(number[2:], None) for number in numbers]


def test_controls_are_taken_out_and_told() -> None:
    """ESC, a one-character CSI and bidi marks go; the cell is reported. Joiners of Hindi stay."""
    assert convert("RITA\x1b[2J\u009b", "name") == ("RITA[2J", CONTROLS)
    assert convert("क्\u200dष", "name") == ("क्\u200dष", None)


def test_line_breaks_part_the_values_of_a_cell() -> None:
    """Several SHGs in a cell, one a line, read like several with semicolons."""
    assert convert("990000101\n990000102", "code", many=True) == ("990000101;990000102", None)


def test_a_formula_text_stays_text() -> None:
    """What begins with = is kept as it stands; nothing is worked out."""
    assert convert("=1+1", "text") == ("=1+1", None)


@given(st.lists(PLAIN, max_size=8), st.sampled_from(["text", "code", "account", "mobile"]))
def test_the_whole_column_is_left_alone_only_when_every_cell_would_be(values: list[Cell], kind: str) -> None:
    """The fast way and the cell-by-cell way agree."""
    if untouched(values, kind) is not None:
        assert [convert(value, kind) for value in values] == [(value, None) for value in values]


def test_hindi_names_take_the_fast_way() -> None:
    """A column of composed Devanagari is recognised as a whole; a decomposed or odd one is not."""
    assert untouched(["रीता देवी", "मीना", ""], "name") is not None
    assert untouched(["e\u0301"], "name") is None
    assert untouched(["रीता\u00a0देवी"], "name") is None
    assert untouched([1.0, "रीता"], "name") is None


@given(st.one_of(PLAIN, st.floats(), st.integers(), st.booleans(), st.none()), st.sampled_from(["text", "code"]))
def test_no_cell_brings_the_reader_down(value: Cell, kind: str) -> None:
    """Any value gives text that is clean and holds no Aadhaar number."""
    text, _ = convert(value, kind)
    assert not aadhaar_in(text)
    assert convert(text, kind)[0] == text or convert(text, kind)[1] is not None


@pytest.mark.parametrize("text", [
    "'9876543210", "\u20199876543210", "\u200b9876543210", "98765\u206043210\ufeff", "98765\u00a043210",
    "98765\u200943210", "98765\u200d43210", "९८७६५ ४३२१०",
    "0091 98765 43210", "+91-09876543210", "91 9876543210", "(0)98765-43210", "98765\u201043210",
])  # fmt: skip
def test_what_is_written_round_a_mobile_goes(text: str) -> None:
    """Apostrophes, unseen characters, spaces and dashes of any kind, and the country's prefixes are no part of it."""
    assert convert(text, "mobile") == ("9876543210", None)


@pytest.mark.parametrize("value", [-9876543210.0, "-9876543210", "\u22129876543210"])
def test_a_negative_number_is_no_mobile(value: Cell) -> None:
    """The minus sign stays, so that the number is refused and not taken for ten digits."""
    assert convert(value, "mobile")[0].startswith("-")


@pytest.mark.parametrize(("text", "kind", "kept"), [
    ("'910010002", "code", "910010002"), ("910010002\u200b", "code", "910010002"), ("९१००१०००२", "code", "910010002"),
    ("\ufeffRITA DEVI", "name", "RITA DEVI"), ("'RITA", "name", "RITA"), ("RI\u00adTA", "name", "RITA"),
    ("'A' group", "name", "'A' group"), ("'A", "text", "'A"),
])  # fmt: skip
def test_what_cannot_be_seen_is_cleaned_before_it_is_judged(text: str, kind: str, kept: str) -> None:
    """Marks of copying go in silence; a group may still be called what it is called."""
    assert convert(text, kind) == (kept, None)
