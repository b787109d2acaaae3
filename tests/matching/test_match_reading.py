"""A record made comparable, its keys, and the plain file they come from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lokos_tui.domain.errors import Unreadable
from lokos_tui.matching.keys import identifier_keys, key_of, search_keys, wide_keys
from lokos_tui.matching.person import Birth, RawPerson, place, read
from lokos_tui.matching.person_file import read_rows
from tests.matching.people import NOBODY, SUNITA, only, person

TEXT = st.text(max_size=30)
ANY_PERSON = st.builds(RawPerson, *[TEXT] * len(RawPerson._fields))


@given(ANY_PERSON)
def test_no_text_is_too_odd_for_a_record(raw: RawPerson) -> None:
    """Reading never fails, and every key is a number a database can hold."""
    found = read(raw)
    for key in {*identifier_keys(found).values(), *search_keys(found), *wide_keys(found)}:
        assert 0 <= key < 2**63


@pytest.mark.parametrize(
    ("dob", "year", "birth"),
    [
        ("2001-02-03", "", Birth(2001, 2, 3)),
        ("03/02/2001", "", Birth(2001, 2, 3)),
        ("20010203", "", Birth(2001, 2, 3)),
        ("2000-13-05", "", Birth(2000, 5, 13)),
        ("13/13/2000", "", Birth(2000)),
        ("1990-01-01", "", Birth(1990)),
        ("1990", "", Birth(1990)),
        ("", "1984", Birth(1984)),
        ("abc", "about 1984", Birth(1984)),
        ("", "84", Birth()),
        ("", "", Birth()),
    ],
)
def test_births_as_they_are_written(dob: str, year: str, birth: Birth) -> None:
    """Both orders are read; 1 January and impossible days leave the year alone."""
    assert person(dob=dob, year_of_birth=year).birth == birth


@pytest.mark.parametrize("text", ["+91 94312 00001", "9431200001", "09431200001", "94312-00001", "919431200001"])
def test_a_mobile_in_any_dress_is_one_number(text: str) -> None:
    """The prefix, blanks and dashes do not count."""
    assert person(mobile=text).mobile == "9431200001"


@pytest.mark.parametrize("text", ["9999999999", "0000000000", "", "12", "none"])
def test_junk_is_no_mobile(text: str) -> None:
    """A number of one digit over and over was typed to fill the field."""
    assert person(mobile=text).mobile == ""


def test_numbers_are_freed_of_slips() -> None:
    """Leading zeros of an account go, and an O in a voter id's digits is a zero."""
    found = person(account="000 32100-456781", voter_id="abc12O4567", ifsc="sbin 0001234")
    assert (found.account, found.voter, found.ifsc) == ("32100456781", "ABC1204567", "SBIN0001234")


def test_a_place_is_folded_and_keeps_its_digits() -> None:
    """BELWA 1 is not BELWA 2, and VELVA is BELWA."""
    assert place("Belwa 1") == place("VELVA 1") != place("Belwa 2")


@pytest.mark.parametrize(
    ("text", "key"),
    [("", 0), ("mobile|9876500001", 8551046984994745979), ("vr|rampur|RM|S", 499797353909820124)],
)
def test_keys_never_change(text: str, key: int) -> None:
    """Stored keys are found again by every later version: golden values."""
    assert key_of(text) == key


def test_a_full_record_has_about_fifteen_keys() -> None:
    """The cost of a check follows from how many keys a record has."""
    found = read(SUNITA)
    assert sorted(identifier_keys(found)) == ["account", "mobile", "token", "voter"]
    assert 8 <= len(search_keys(found)) <= 16


def test_an_empty_record_has_no_key() -> None:
    """Nothing known is nothing to be found by."""
    found = read(NOBODY)
    assert not identifier_keys(found)
    assert not search_keys(found) | wide_keys(found)


def test_equal_words_share_keys_over_spellings() -> None:
    """SUNEETA in VELVA is found where SUNITA in BELWA is kept."""
    one = read(only(SUNITA, "name", "relation_name", "village"))
    other = person(name="Suneetha", relation_name="Rammesh", village="Velva")
    assert search_keys(one) & search_keys(other)


@pytest.mark.parametrize(
    ("text", "code"),
    [("", "persons.empty"), ("a,b\n1,2\n", "persons.heading"), ('id,name\n1,"x\n', "persons.csv")],
)
def test_a_file_that_is_no_person_file_is_refused(text: str, code: str) -> None:
    """The refusal says what is wrong."""
    with pytest.raises(Unreadable) as refused:
        list(read_rows(text.splitlines(keepends=True)))
    assert refused.value.code == code


def test_columns_may_be_missing_short_or_in_any_order() -> None:
    """A row shorter than the heading has empty fields, and without ids the row's number is the id."""
    rows = list(read_rows(["Village,NAME,other\n", "Belwa,Sunita,x\n", "\n", "Belwa\n"]))
    assert [row.id for row in rows] == ["2", "4"]
    assert rows[0].person == person(village="Belwa", name="Sunita")
    assert rows[1].person == person(village="Belwa")
