"""The class of a pair and the terms behind it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lokos_tui.domain.duplicates.rules import SHIPPED, Class, Level
from lokos_tui.matching.explain import say, strength
from lokos_tui.matching.person import RawPerson
from tests.matching.people import NOBODY, SISTER, SUNITA, only, verdict

CONFIRMED, POTENTIAL, SHARED, NONE = Class

POOLS = {
    "name": ("Sunita Devi", "Suneeta", "Sunita Yadav", "Yadav Sunita", "Rekha Kumari", "S Devi", "सुनीता"),
    "relation_name": ("Ramesh Mahto", "Rammesh", "Suresh Lal", "Md Salim"),
    "dob": ("1984-05-17", "1984-01-01", "17/05/1984", "1986-05-17", "1999-02-03"),
    "mobile": ("9431200001", "9431200011", "7004512345"),
    "account": ("32100456781", "32100456718", "50012345678901"),
    "ifsc": ("SBIN0001234", "PUNB0123400"),
    "voter_id": ("RKD4071967", "RKD4071968", "RKD4971967", "SMT7304521"),
    "aadhaar_token": ("5f2a" * 8, "91bc" * 8),
    "gp": ("Chandpur", "Rampur"),
    "village": ("Belwa", "Velva", "Salempur"),
    "block": ("Sonbarsa", "Belthara"),
    "shg": ("Ganga", "Jyoti"),
}  # fmt: skip
WOMEN = st.builds(RawPerson, **{field: st.sampled_from(("", *values)) for field, values in POOLS.items()})
AGREEING = st.sampled_from([(field, value) for field in POOLS for value in POOLS[field] if field != "ifsc"])


def test_a_record_and_itself_are_one_woman() -> None:
    """Everything agrees: confirmed, and all four numbers are named."""
    found = verdict(SUNITA, SUNITA)
    assert found.kind is CONFIRMED
    assert found.numbers == ("aadhaar", "voter id", "account", "mobile")


def test_two_empty_records_are_nothing_to_each_other() -> None:
    """Nothing known is no agreement."""
    assert verdict(NOBODY, NOBODY) == (NONE, 0, (), ())


@given(WOMEN, WOMEN)
def test_the_order_of_two_records_never_matters(one: RawPerson, other: RawPerson) -> None:
    """Class, weight, terms and numbers are the same both ways."""
    assert verdict(one, other) == verdict(other, one)


@given(WOMEN, WOMEN)
def test_the_terms_sum_to_the_weight(one: RawPerson, other: RawPerson) -> None:
    """What the manager is shown is what decided, each field once and in words."""
    found = verdict(one, other)
    assert found.bits == pytest.approx(sum(term.bits for term in found.terms), abs=0.01)
    said = say(list(found.terms))
    assert sorted(each.bits for each in said) == sorted(term.bits for term in found.terms)
    assert all(each.field[0].isupper() and each.agrees and each.counts for each in said)


@given(WOMEN, WOMEN, AGREEING)
def test_a_field_more_that_agrees_never_lowers_the_weight(
    one: RawPerson, other: RawPerson, more: tuple[str, str]
) -> None:
    """A value put into both records, where both lacked it, speaks for one woman or not at all."""
    field, value = more
    bare = verdict(one._replace(**{field: ""}), other._replace(**{field: ""}))
    assert verdict(one._replace(**{field: value}), other._replace(**{field: value})).bits >= bare.bits


@given(WOMEN, WOMEN)
def test_no_woman_is_confirmed_by_what_a_family_shares(one: RawPerson, other: RawPerson) -> None:
    """Without an equal token, voter id or name, telephone and account never confirm."""
    found = verdict(one, other)
    name = next((term.level for term in found.terms if term.field == "name"), None)
    if found.kind is CONFIRMED and not {"aadhaar", "voter id"} & set(found.numbers):
        assert name in {Level.EQUAL, Level.ALIKE, Level.CROSSED}
        assert "account" in found.numbers


FEW = only(SUNITA, "name", "relation_name", "relation", "dob", "village")
MONEY = SUNITA._replace(aadhaar_token="", voter_id="", mobile="")


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        (SUNITA, SISTER._replace(aadhaar_token=SUNITA.aadhaar_token), CONFIRMED),
        (SUNITA, SISTER._replace(voter_id=SUNITA.voter_id, aadhaar_token="", name="Suneeta"), CONFIRMED),
        (MONEY, MONEY._replace(name="Suneetha Kumari", village="Rampur"), CONFIRMED),
        (MONEY, MONEY._replace(dob="", year_of_birth="", name="Suneeta"), CONFIRMED),
        (MONEY, MONEY._replace(ifsc="PUNB0999999"), POTENTIAL),
        (MONEY, MONEY._replace(dob="1990-05-17", year_of_birth="1990"), POTENTIAL),
        (only(SUNITA, "name", "mobile", "account"), only(SUNITA, "name", "mobile", "account"), CONFIRMED),
        (FEW, FEW._replace(name="Suneeta"), POTENTIAL),
        (FEW, FEW._replace(name="Rekha"), NONE),
        (SUNITA, SISTER, SHARED),
        (SUNITA, SISTER._replace(voter_id="RKD4071968", aadhaar_token=""), SHARED),
        (only(SUNITA, "name", "mobile"), only(SISTER, "name", "mobile"), SHARED),
        (only(SUNITA, "name", "account"), only(SISTER, "name", "account"), SHARED),
        (only(SUNITA, "name", "village"), only(SUNITA, "name", "village"), NONE),
        (only(SUNITA, "relation_name", "village"), only(SUNITA, "relation_name", "village"), NONE),
    ],
    ids=["token", "voter-and-name", "account-and-birth", "account-and-husband", "account-other-branch",
         "account-births-apart", "two-numbers-and-name", "weight-alone", "twin-or-sister", "sister", "sister-next-card",
         "family-mobile", "joint-account", "namesake", "household"],
)  # fmt: skip
def test_classes(one: RawPerson, other: RawPerson, kind: Class) -> None:
    """The table of classes, a row each."""
    assert verdict(one, other).kind is kind


def test_sisters_of_like_names_are_never_confirmed() -> None:
    """LALITA and LALTI, one father, telephone and account: two names that parents give."""
    one = MONEY._replace(name="Lalita Kumari", relation="Father", dob="", year_of_birth="1990", mobile="9431200001")
    assert verdict(one, one._replace(name="Lalti Kumari")).kind is not CONFIRMED


def test_a_family_name_before_or_behind_confirms_no_sister() -> None:
    """BHARATI DAS and DAS ARATTI share the family's name, not the first."""
    one = MONEY._replace(name="Bharati Das", relation="Father", dob="", year_of_birth="", mobile="9431200001")
    assert verdict(one, one._replace(name="Das Aratti")).kind is not CONFIRMED
    assert verdict(one, one._replace(name="Das Bharati")).kind is CONFIRMED


def test_another_voter_id_keeps_a_joint_account_potential() -> None:
    """Two cards are two women until somebody looked."""
    one = MONEY._replace(voter_id="RKD4071967")
    assert verdict(one, one._replace(voter_id="SMT7304521")).kind is POTENTIAL


def test_another_token_is_another_woman() -> None:
    """Two tokens weigh against one woman, whatever else agrees, and keep it from being confirmed."""
    found = verdict(SUNITA, SUNITA._replace(aadhaar_token="91bc" * 8))
    assert found.kind is not CONFIRMED or "voter id" in found.numbers
    assert next(term.bits for term in found.terms if term.field == "aadhaar") < 0


def test_one_card_does_not_confirm_what_speaks_against_one_woman() -> None:
    """One voter id and like names are in doubt, not confirmed, where the husbands differ or too little agrees."""
    card = only(SUNITA, "name", "relation_name", "relation", "voter_id")
    assert verdict(card, card).kind is CONFIRMED
    assert verdict(card, card._replace(relation_name="Suresh Lal")).kind is POTENTIAL
    assert verdict(card, card._replace(relation_name="Suresh Lal", mobile="9431200001")).kind is POTENTIAL
    bare = only(SUNITA, "name", "voter_id")
    assert verdict(bare, bare).kind is CONFIRMED
    assert verdict(bare, bare._replace(name="S Devi")).kind is POTENTIAL
    assert verdict(bare, bare._replace(name="S Devi", voter_id="SMT7304521")).kind is NONE


def test_a_husband_then_a_father_speak_not_against_one_card() -> None:
    """Registered as a daughter and again as a wife, with one voter id and one birth: she is one woman."""
    one = RawPerson("Anita Devi", "Mahesh Ram", "H", "1998-07-11", voter_id="SMR1234567")
    other = one._replace(name="Anita Kumari", relation_name="Ganesh Paswan", relation="F")
    assert verdict(one, other).kind is CONFIRMED


@pytest.mark.parametrize("field", ["mobile", "account"])
@pytest.mark.parametrize("kind", [SHARED, POTENTIAL, CONFIRMED])
def test_a_state_may_read_an_equal_number_as_more(field: str, kind: Class) -> None:
    """The switch decides over the number alone, and over no other number."""
    rules = replace(SHIPPED, equal_mobile=kind) if field == "mobile" else replace(SHIPPED, equal_account=kind)
    one, other = only(SUNITA, "name", field), only(SISTER, "name", field)
    assert verdict(one, other, rules=rules).kind is kind
    another = "account" if field == "mobile" else "mobile"
    assert verdict(only(SUNITA, "name", another), only(SISTER, "name", another), rules=rules).kind is SHARED


def test_a_slip_inside_a_voter_id_says_more_than_the_next_card() -> None:
    """Cards of one household follow one another, a typing error may be anywhere."""
    one = only(SUNITA, "voter_id")
    assert (
        verdict(one, one._replace(voter_id="RKD4971967")).bits > verdict(one, one._replace(voter_id="RKD4071968")).bits
    )


@pytest.mark.parametrize(
    ("other", "level"),
    [("1984-05-17", Level.EQUAL), ("1984-01-01", Level.YEAR), ("1994-05-17", Level.NEAR), ("1984-05-18", Level.NEAR),
     ("1986-11-30", Level.DIFFERENT), ("1961-11-30", Level.FAR)],
)  # fmt: skip
def test_levels_of_birth(other: str, level: Level) -> None:
    """From the same day to another generation."""
    found = verdict(only(SUNITA, "dob"), RawPerson(dob=other))
    assert [term.level for term in found.terms] == [level]


def test_day_and_month_the_wrong_way_round() -> None:
    """3 February and 2 March of one year are one date, written twice."""
    found = verdict(RawPerson(dob="1984-02-03"), RawPerson(dob="1984-03-02"))
    assert [term.level for term in found.terms] == [Level.CROSSED]


def test_the_weight_in_words() -> None:
    """Small, some, clear and strong, for and against."""
    said = [strength(bits) for bits in (0.5, 2.0, -6.0, 12.0)]
    assert said == ["says little", "speaks somewhat for it", "speaks clearly against it", "speaks strongly for it"]
