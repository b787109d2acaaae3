"""A whole file against itself: any column may be missing, any order gives the same."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from itertools import combinations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lokos_tui.domain.duplicates.rules import SHIPPED, Class
from lokos_tui.matching.person import RawPerson, read
from lokos_tui.matching.person_file import PersonRow, read_rows
from lokos_tui.matching.selfmatch import match, rules_for
from tests.bench.matching.people import people
from tests.matching.people import SISTER, SUNITA

RECORDS, TRUTH = people("west_and_east", 301, 400)
COLUMNS = [column for column in RECORDS[0] if column != "id"]


def rows_without(*columns: str) -> list[PersonRow]:
    """Return the invented set as it is read from a file that lacks these columns."""
    file = io.StringIO()
    kept = [column for column in RECORDS[0] if column not in columns]
    writer = csv.DictWriter(file, kept, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(RECORDS)
    return list(read_rows(file.getvalue().splitlines(keepends=True)))


def pairs_of(rows: list[PersonRow], *kinds: Class) -> set[frozenset[str]]:
    """Return the pairs of ids found in some classes."""
    persons = [row.person for row in rows]
    found = match(persons, rules_for(persons), wide=True).pairs
    return {frozenset((rows[f.one].id, rows[f.other].id)) for f in found if f.verdict.kind in kinds}


TRUE = {frozenset(pair) for pair in combinations(TRUTH, 2) if TRUTH[pair[0]] == TRUTH[pair[1]]}
WHOLE = rows_without()


def test_f1_on_an_invented_office() -> None:
    """At the shipped threshold at least .95; the benchmarks measure it on larger sets."""
    found = pairs_of(WHOLE, Class.CONFIRMED, Class.POTENTIAL)
    assert 2 * len(found & TRUE) / (len(found) + len(TRUE)) >= 0.95


@pytest.mark.parametrize("column", COLUMNS)
def test_any_column_and_any_two_may_be_missing(column: str) -> None:
    """Whatever a state drops, nothing fails and nobody is confirmed wrongly."""
    for other in COLUMNS[COLUMNS.index(column) :]:
        assert not pairs_of(rows_without(column, other), Class.CONFIRMED) - TRUE


@settings(max_examples=10)
@given(st.randoms(use_true_random=False))
def test_the_order_of_a_file_does_not_matter(random: Random) -> None:
    """The same pairs in the same classes, however the rows stand; of a number of many, the same women."""
    shuffled = list(WHOLE[:150])
    random.shuffle(shuffled)
    for kind in (Class.CONFIRMED, Class.POTENTIAL):
        assert pairs_of(shuffled, kind) == pairs_of(WHOLE[:150], kind)
    one, other = pairs_of(shuffled, Class.SHARED), pairs_of(WHOLE[:150], Class.SHARED)
    assert frozenset().union(*one) == frozenset().union(*other)


def test_few_pairs_are_weighed() -> None:
    """Fewer than ten a record, with the wide keys too."""
    persons = [row.person for row in WHOLE]
    narrow, wide = match(persons), match(persons, wide=True)
    assert narrow.weighed <= wide.weighed < 10 * len(persons)
    assert {(f.one, f.other) for f in narrow.pairs} <= {(f.one, f.other) for f in wide.pairs}


def test_an_empty_file_has_no_pairs_and_the_shipped_limits() -> None:
    """Nothing to count changes no threshold."""
    assert match([], rules_for([])) == ([], 0)
    assert rules_for([]).threshold == SHIPPED.threshold


def test_places_weigh_by_how_rare_they_are_in_the_file() -> None:
    """A village that all share says nothing, one of many says much; second records do not count as chance."""
    base = read(SUNITA._replace(voter_id="", dob=""))
    names = [read(SUNITA._replace(name=f"{a}{b}a", voter_id="", dob="")).name for a in "BDGKLMNPRST" for b in "aeiou"]
    one_place = [replace(base, name=name) for name in names]
    many = [replace(base, name=name, village=f"V{place}") for place, name in enumerate(names)]
    assert rules_for(one_place).place_bits.village == 0.0
    assert rules_for(many).place_bits.village > 2.0
    assert rules_for(many + many).place_bits.village == pytest.approx(rules_for(many).place_bits.village, abs=2.1)


def test_a_number_of_many_holders_goes_on_being_evidence() -> None:
    """Each woman with the bookkeeper's telephone is found with the first ten, at a cost that grows as they do."""
    alone = RawPerson(mobile=SISTER.mobile, village=SISTER.village)
    names = ("Asha", "Rekha", "Munni", "Fatima", "Kiran", "Lalita", "Champa", "Draupadi", "Gomti", "Hemlata", "Ishwari",
             "Jhunni", "Naina", "Parvati", "Tulsi")  # fmt: skip
    women = [read(alone._replace(name=name)) for name in names]
    found = match(women)
    assert {(pair.one, pair.other) for pair in found.pairs} == {
        (one, other) for one in range(10) for other in range(one + 1, len(names))
    }
    assert {pair.verdict.kind for pair in found.pairs} == {Class.SHARED}
    assert found.weighed == 45 + 5 * 10


NAMES = ("Sunita Devi", "SUNEETA", "Anita", "Savita", "Sunaina", "Raj Kumari Devi", "सुनीता", "")
WOMEN = st.builds(
    RawPerson,
    name=st.sampled_from(NAMES),
    relation_name=st.sampled_from(("", "Ramesh", "Suresh Yadav")),
    dob=st.sampled_from(("", "1985-03-05", "1985-05-03")),
    mobile=st.sampled_from(("", "9822213210", "9822213201", "9123456780")),
    account=st.sampled_from(("", "32100456781", "1234567890")),
    ifsc=st.sampled_from(("", "SBIN0001234")),
    voter_id=st.sampled_from(("", "RKD4071967", "RKD4071968", "NOT AVAILABLE")),
    aadhaar_token=st.sampled_from(("", "", "t1", "t2")),
    village=st.sampled_from(("12", "13")),
)


@settings(max_examples=300)
@given(st.lists(WOMEN, max_size=16), st.lists(WOMEN, min_size=1, max_size=8))
def test_adding_a_record_takes_no_finding_away(women: list[RawPerson], more: list[RawPerson]) -> None:
    """Whatever is added behind them, what stood between two others stands as it was, word for word."""
    rules = replace(SHIPPED, key_over=2, number_over=2, generic_mobile=2, generic_account=2, generic_voter=2)
    before, after = ([read(raw) for raw in each] for each in (women, women + more))
    for wide in (False, True):
        assert set(match(before, rules, wide=wide).pairs) <= set(match(after, rules, wide=wide).pairs)
