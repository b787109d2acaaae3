"""The class of a pair from the levels of its fields, case by case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from lokos_tui.domain.duplicates.rules import SHIPPED, Class, Level, Rules
from lokos_tui.matching import classify
from lokos_tui.matching.person import Birth, Person, RawPerson, read
from lokos_tui.matching.weigh import Term

CONFIRMED, POTENTIAL, SHARED, NONE = Class
EQUAL, ALIKE, NEAR, CROSSED, YEAR, DIFFERENT = (
    Level.EQUAL, Level.ALIKE, Level.NEAR, Level.CROSSED, Level.YEAR, Level.DIFFERENT,
)  # fmt: skip
SIMILAR = [EQUAL, ALIKE, NEAR, CROSSED]
HER = read(RawPerson(name="Zorina", ifsc="SBIN0001234"))
Levels = dict[str, Level]


def born(year: int) -> Person:
    """Return her, born in a year; 0 is unknown."""
    return replace(HER, birth=Birth(year))


def classed(
    level: Levels, *, bits: float = 0.0, terms: Sequence[Term] = (), other: Person = HER, one: Person = HER,
    rules: Rules = SHIPPED,
) -> Class:  # fmt: skip
    """Return the class that levels, weight and terms give; the equal numbers are those whose level is equal."""
    equal = tuple(field for field in ("aadhaar", "voter id", "account", "mobile") if level.get(field) is EQUAL)
    return classify._class(one, other, list(terms), level, equal, bits, rules)


@pytest.mark.parametrize("name", [*SIMILAR, DIFFERENT])
def test_one_token_is_one_woman(name: Level) -> None:
    """An equal Aadhaar token confirms, whatever the names."""
    assert classed({"aadhaar": EQUAL, "name": name}) is CONFIRMED


@pytest.mark.parametrize("name", SIMILAR)
@pytest.mark.parametrize(("years", "token", "kind"), [
    (0, None, CONFIRMED), (4, None, CONFIRMED), (5, None, POTENTIAL), (0, DIFFERENT, POTENTIAL), (0, NEAR, CONFIRMED),
])  # fmt: skip
def test_one_card_and_a_like_name(name: Level, years: int, token: Level | None, kind: Class) -> None:
    """One voter id with any like name confirms; births more than 4 years apart, or two tokens, leave it in doubt."""
    level = {"voter id": EQUAL, "name": name} | ({"aadhaar": token} if token else {})
    assert classed(level, bits=15.0, one=born(1980), other=born(1980 + years)) is kind
    assert classed(level, bits=15.0, one=born(1980 + years), other=born(1980)) is kind


@pytest.mark.parametrize("name", SIMILAR)
@pytest.mark.parametrize(("man", "bits", "kind"), [
    (EQUAL, 15.0, CONFIRMED), (ALIKE, 15.0, CONFIRMED), (NEAR, 15.0, CONFIRMED), (DIFFERENT, 15.0, POTENTIAL),
    (DIFFERENT, 99.0, POTENTIAL), (EQUAL, 14.99, POTENTIAL),
])  # fmt: skip
@pytest.mark.parametrize("who", ["husband", "father"])
def test_one_card_where_something_speaks_against_it(
    name: Level, man: Level, bits: float, kind: Class, who: str
) -> None:
    """Another husband or father, or a total below the threshold, leaves one voter id with a like name in doubt."""
    assert classed({"voter id": EQUAL, "name": name, who: man}, bits=bits) is kind


@pytest.mark.parametrize(("one", "other"), [(0, 1980), (1980, 0), (0, 0)])
def test_an_unknown_birth_is_not_another(one: int, other: int) -> None:
    """No year says nothing against one woman."""
    strict = replace(SHIPPED, birth_conflict_years=0)
    for rules in (SHIPPED, strict):
        assert (
            classed({"voter id": EQUAL, "name": EQUAL}, bits=15.0, one=born(one), other=born(other), rules=rules)
            is CONFIRMED
        )
    assert (
        classed({"voter id": EQUAL, "name": EQUAL}, bits=15.0, one=born(1980), other=born(1981), rules=strict)
        is POTENTIAL
    )


def test_one_card_and_another_name_is_shared() -> None:
    """A voter id under two different names, or without a name, does not decide by itself."""
    assert classed({"voter id": EQUAL, "name": DIFFERENT}) is SHARED
    assert classed({"voter id": EQUAL}) is SHARED


@pytest.mark.parametrize(("bits", "name", "kind"), [
    *((15.0, name, POTENTIAL) for name in SIMILAR), *((14.99, name, NONE) for name in SIMILAR),
    (15.0, None, POTENTIAL), (14.99, None, NONE), (99.0, DIFFERENT, NONE),
])  # fmt: skip
def test_weight_makes_a_possible_duplicate(bits: float, name: Level | None, kind: Class) -> None:
    """From 15 bits on a like name, or none, is in doubt; a different name is not by weight alone."""
    assert classed({"name": name} if name else {}, bits=bits) is kind


BIRTH, PLACE = Term("birth", EQUAL, 10.0), Term("village", EQUAL, 5.0)


@pytest.mark.parametrize(("terms", "kind"), [
    ((BIRTH, PLACE), POTENTIAL),
    ((BIRTH, Term("village", EQUAL, 4.9)), NONE),
    ((BIRTH, Term("husband", EQUAL, 9.0)), NONE),
    ((BIRTH, Term("father", EQUAL, 9.0)), NONE),
    ((BIRTH, Term("mobile", EQUAL, 9.0)), NONE),
    ((BIRTH, Term("account", EQUAL, 9.0)), NONE),
    ((BIRTH, Term("voter id", NEAR, 4.0), Term("gp", EQUAL, 2.0)), NONE),
    ((BIRTH, Term("voter id", NEAR, 7.0)), POTENTIAL),
    ((BIRTH, Term("mobile", NEAR, 7.0)), NONE),
    ((BIRTH, PLACE, Term("husband", DIFFERENT, -0.1)), NONE),
    ((BIRTH, PLACE, Term("voter id", DIFFERENT, -3.0)), NONE),
    ((BIRTH, PLACE, Term("mobile", DIFFERENT, 0.0)), POTENTIAL),
])  # fmt: skip
def test_different_names_need_what_a_family_does_not_share(terms: tuple[Term, ...], kind: Class) -> None:
    """Father, telephone, account and the next card of a household do not count for it; all counts against it."""
    assert classed({"name": DIFFERENT}, bits=30.0, terms=terms) is kind


def test_one_card_is_beyond_chance() -> None:
    """With enough weight, an equal voter id keeps two different names in doubt."""
    assert classed({"name": DIFFERENT, "voter id": EQUAL}, bits=15.0) is POTENTIAL
    assert classed({"name": DIFFERENT, "voter id": NEAR}, bits=15.0) is NONE


# -- numbers a family shares --------------------------------------------------------------------------------

BOTH: Levels = {"account": EQUAL, "mobile": EQUAL, "name": EQUAL}
ACCOUNT: Levels = {"account": EQUAL, "name": EQUAL}
ELSEWHERE, NO_BRANCH = replace(HER, ifsc="PUNB0123400"), replace(HER, ifsc="")


@pytest.mark.parametrize(("more", "kind"), [
    ({}, CONFIRMED),
    ({"birth": DIFFERENT}, SHARED), ({"voter id": DIFFERENT}, SHARED), ({"husband": DIFFERENT}, SHARED),
    ({"father": DIFFERENT}, SHARED), ({"husband": EQUAL, "father": DIFFERENT}, CONFIRMED),
    ({"birth": NEAR, "husband": NEAR, "voter id": NEAR}, CONFIRMED),
    ({"name": NEAR}, SHARED), ({"name": DIFFERENT}, SHARED),
    ({"aadhaar": DIFFERENT}, SHARED),
])  # fmt: skip
def test_telephone_account_and_name(more: Levels, kind: Class) -> None:
    """Both numbers and one name confirm, unless birth, card, husband, father or token is another's."""
    assert classed(BOTH | more) is kind


@pytest.mark.parametrize(("more", "kind"), [
    ({}, SHARED),
    ({"birth": EQUAL}, CONFIRMED), ({"birth": YEAR}, SHARED), ({"birth": CROSSED}, SHARED), ({"birth": NEAR}, SHARED),
    ({"husband": EQUAL}, CONFIRMED), ({"husband": ALIKE}, CONFIRMED), ({"husband": CROSSED}, CONFIRMED),
    ({"husband": NEAR}, SHARED), ({"father": EQUAL}, CONFIRMED), ({"father": NEAR}, SHARED),
])  # fmt: skip
def test_an_account_and_a_name(more: Levels, kind: Class) -> None:
    """One account at one branch needs the day of birth, or the husband or father, beside the name."""
    assert classed(ACCOUNT | more) is kind
    for other in (ELSEWHERE, NO_BRANCH):
        assert classed(ACCOUNT | more, other=other) is SHARED
    assert classed(ACCOUNT | more, one=NO_BRANCH, other=NO_BRANCH) is SHARED


def test_a_telephone_and_a_name_never_confirm() -> None:
    """A telephone is the family's, whatever else agrees."""
    level = {"mobile": EQUAL, "name": EQUAL, "birth": EQUAL, "husband": EQUAL}
    assert classed(level) is SHARED
    assert classed(level, bits=15.0) is POTENTIAL


# -- one name -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("birth", "kind"), [
    (EQUAL, CONFIRMED), (CROSSED, CONFIRMED), (YEAR, SHARED), (NEAR, SHARED), (None, SHARED),
])  # fmt: skip
def test_crossed_names_need_one_birth_date(birth: Level | None, kind: Class) -> None:
    """Names in another order are one only with one day of birth, also written the wrong way round."""
    assert classed(BOTH | {"name": CROSSED} | ({"birth": birth} if birth else {})) is kind


def named(name: str) -> Person:
    """Return somebody of a name."""
    return replace(HER, name=read(RawPerson(name=name)).name)


@pytest.mark.parametrize(("birth", "kind"), [
    (EQUAL, CONFIRMED), (CROSSED, CONFIRMED), (YEAR, SHARED), (NEAR, SHARED), (None, SHARED),
])  # fmt: skip
def test_another_spelling_needs_one_birth_date(birth: Level | None, kind: Class) -> None:
    """A name of no list in two spellings of one sound is one only with one day of birth."""
    level = BOTH | {"name": ALIKE} | ({"birth": birth} if birth else {})
    assert classed(level, one=named("Zorina"), other=named("Zoreena")) is kind


@pytest.mark.parametrize(("one", "other", "kind"), [
    ("Zorina", "Zoreena", CONFIRMED),
    ("Zorina", "Zorika", SHARED),
    ("Lalita", "Lalti", CONFIRMED),
    ("Lalita", "Lalteta", SHARED),
    ("Anita", "Anta", CONFIRMED),
    ("Kamla", "Komal", SHARED),
])  # fmt: skip
def test_alike_is_one_only_when_it_sounds_the_same_and_is_not_two_listed_names(
    one: str, other: str, kind: Class
) -> None:
    """With one day of birth one listed name may be misspelt; two listed names, or another sound, are two names."""
    level = BOTH | {"name": ALIKE, "birth": EQUAL}
    assert classed(level, one=named(one), other=named(other)) is kind
    assert classed(level, one=named(other), other=named(one)) is kind


def test_a_name_without_a_first_name_is_taken_as_it_is() -> None:
    """Alike without anything to compare counts as the level says."""
    nobody = replace(HER, name=read(RawPerson()).name)
    assert classed(BOTH | {"name": ALIKE}, one=nobody) is CONFIRMED
    assert classed(BOTH | {"name": ALIKE}, other=nobody) is CONFIRMED


@pytest.mark.parametrize(("level", "mobile", "account", "kind"), [
    ({}, CONFIRMED, CONFIRMED, NONE),
    ({"mobile": EQUAL}, SHARED, CONFIRMED, SHARED),
    ({"mobile": EQUAL}, POTENTIAL, SHARED, POTENTIAL),
    ({"account": EQUAL}, CONFIRMED, POTENTIAL, POTENTIAL),
    ({"account": EQUAL, "mobile": EQUAL}, POTENTIAL, CONFIRMED, CONFIRMED),
    ({"account": EQUAL, "mobile": EQUAL}, CONFIRMED, POTENTIAL, CONFIRMED),
    ({"account": EQUAL, "mobile": EQUAL}, NONE, NONE, SHARED),
    ({"account": NEAR, "mobile": NEAR}, CONFIRMED, CONFIRMED, NONE),
])  # fmt: skip
def test_the_worst_that_a_state_says_of_a_number(level: Levels, mobile: Class, account: Class, kind: Class) -> None:
    """An equal number is shared, or what the state's rules make of it; of two the worse counts."""
    rules = replace(SHIPPED, equal_mobile=mobile, equal_account=account)
    assert classed(level | {"name": DIFFERENT}, rules=rules) is kind


def test_the_weight_is_rounded_to_hundredths_and_the_terms_are_given() -> None:
    """Judging two records gives class, weight in bits, terms and equal numbers in their fixed order."""
    one = read(RawPerson(name="Zorina", mobile="9431200001", account="32100456781", voter_id="RKD4071967"))
    found = classify.judge(one, one)
    assert found.numbers == ("voter id", "account", "mobile")
    assert found.bits == round(sum(term.bits for term in found.terms), 2)
    assert isinstance(found.terms, tuple)
