"""The words that a column shows are values of its filter: quoted or with its blank, in English and in Hindi."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from lokos_tui.domain.accounts.roles import FACTS, AccountStatus, Category, Role, category_word, status_word
from lokos_tui.domain.duplicates.results import DuplicateResult, result_names
from lokos_tui.domain.verification.flow import CHANGE_WORDS
from lokos_tui.language import words
from lokos_tui.queries.accounts.users import UserFilters
from lokos_tui.queries.cbos.places import Place
from lokos_tui.queries.verification.fields import printed_result
from lokos_tui.ui.filter.words import parse
from screens.accounts import filters as users
from screens.shared.place_words import PlaceBook
from screens.verification import filters as queue
from tests.support.languages import speaking

PLACES = PlaceBook(
    {
        "gp": (Place(1, 0, "", "AHMADPUR SADAT", "AHMADPUR SADAT"), Place(2, 0, "77", "GUDU", "GUDU")),
        "village": (
            Place(11, 1, "", "FAZALPUR", "FAZALPUR / AHMADPUR SADAT"),
            Place(12, 2, "", "FAZALPUR", "FAZALPUR / GUDU"),
        ),
    }
)


def people(text: str) -> users.Reading:
    """Return what a filter asks of the user list."""
    return users.read_filter("996", parse(text, users.WORDS), PLACES)


def work(text: str) -> queue.Reading:
    """Return what a filter asks of the federations' work list."""
    return queue.read_filter(parse(text, (*queue.WORDS, queue.KIND_WORD)), PLACES, federation=True)


def written(word: str, value: str) -> Iterator[str]:
    """Write a value in the ways in which it may be typed."""
    for name in {value, words(value)}:
        yield from (f'{word}:"{name}"', f"{word}:{name}", f"{word}:{name} sunita", f"sunita {word}:{name.lower()}")


SOME = (
    ("shg", {Role.SHG_BK, Role.VO_SHG_APPROVER, Role.CLF_SHG_APPROVER}),
    ("vo", {Role.VO_BK, Role.VO_SHG_APPROVER, Role.CLF_VO_APPROVER}),
    ("bookkeeper", {Role.SHG_BK, Role.VO_BK, Role.CLF_BK}),
    ("thematic", {Role.BLOCK_THEMATIC, Role.DISTRICT_THEMATIC, Role.NATIONAL_THEMATIC, Role.STATE_THEMATIC}),
    ("shgbk", {Role.SHG_BK}),
    ("BPM", {Role.BLOCK_PM}),
    ("shg book", {Role.SHG_BK}),
)


@pytest.mark.parametrize(("text", "found"), SOME)
def test_a_part_of_a_role_finds_every_role_of_it(text: str, found: set[Role]) -> None:
    """role:shg finds what says SHG, and the line says which roles were taken."""
    reading = people(f"role:{text}")
    assert set(reading.filters.roles) == found
    assert all(str(FACTS[role].label) in reading.said for role in found)


@pytest.mark.parametrize("code", ["en", "hi"])
@pytest.mark.parametrize("role", list(Role))
def test_the_label_of_a_role_finds_it(role: Role, code: str) -> None:
    """Wide and narrow, exact: no other label than the one that was typed."""
    with speaking(code):
        for label in (FACTS[role].label, FACTS[role].narrow or FACTS[role].label, FACTS[role].sign_in_label):
            for text in written("role", label):
                reading = people(text)
                assert role in reading.filters.roles, text
                same = {one for one in reading.filters.roles if words(label) in map(words, _labels(one))}
                assert same == set(reading.filters.roles), text
                assert reading.filters.search == ("sunita" if "sunita" in text else "")


def _labels(role: str) -> tuple[str, ...]:
    facts = FACTS[Role(role)]
    return (facts.label, facts.narrow or facts.label, facts.sign_in_label)


@pytest.mark.parametrize("code", ["en", "hi"])
def test_every_other_word_of_a_column_is_a_value(code: str) -> None:
    """Categories, statuses, changes, results, kinds."""
    with speaking(code):
        for category in Category:
            for text in written("category", category_word(category)):
                assert people(text).filters.category == category, text
        for status in AccountStatus:
            for text in written("status", status_word(status)):
                assert people(text).filters.status == status, text
        for change, new in CHANGE_WORDS.items():
            for text in written("status", new):
                assert work(text).filters.status == change, text
        for result in DuplicateResult:
            for word in (one for one in (*result_names(result), printed_result(result)) if any(map(str.isalpha, one))):
                for text in (*written("dup", word), *written("duplicate", word)):
                    assert work(text).filters.duplicate == result, text
        for kind in ("VO", "CLF"):
            assert work(f"kind:{kind}").filters.kind == kind


def test_places_take_their_blanks_and_say_which() -> None:
    """A name of two words needs no quotes; of two villages of one name the first is taken, and said with its GP."""
    reading = people("gp:ahmadpur sadat sunita")
    assert (reading.filters.gp_id, reading.filters.search) == (1, "sunita")
    assert (people("gp:gudu sunita").filters.gp_id, people("gp:77").filters.gp_id) == (2, 2)
    assert work("village:fazalpur").said == "Village: FAZALPUR / AHMADPUR SADAT"
    assert work('village:"fazalpur / gudu"').filters.village_id == 12
    assert work("panchayat:gudu").filters.gp_id == 2
    assert people("gp:nowhere").unknown == "no GP is called nowhere"


def test_what_is_no_value_is_told_with_those_that_are() -> None:
    """Nothing is filtered by a value that was not understood."""
    reading = people("status:sleeping sunita")
    assert reading.filters == UserFilters("996", search="sunita")
    assert reading.unknown == "status: is one of Active, Inactive, Deleted"


def test_a_saved_filter_asks_the_same_again() -> None:
    """What is kept are the values that were taken, each in its quotes where it has blanks."""
    reading = work("gp:ahmadpur sadat mina dup:not checked kind:vo")
    assert str(reading.words) == 'mina gp:"ahmadpur sadat" dup:"not checked" kind:vo'
    assert work(str(reading.words)).filters == reading.filters
