"""What is found depends on the records alone: not on their order, the batches, or the database."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text

from lokos_tui.db import tables
from lokos_tui.domain.duplicates.rules import Rules
from lokos_tui.matching.person import RawPerson, read
from lokos_tui.matching.records import MEMBER, Ref, compared, kept
from lokos_tui.matching.selfmatch import match
from lokos_tui.services.duplicates.refresh import refresh
from tests.support.properties import ONE_FIXTURE

if TYPE_CHECKING:
    from lokos_tui.db.engine import Store

RULES = Rules(key_over=3, number_over=2, generic_mobile=2, generic_account=2, generic_voter=2)
"""Limits so low that small sets cross them, both ways."""

PEOPLE = st.builds(
    RawPerson,
    name=st.sampled_from(("Sunita Devi", "SUNEETA", "Anita", "Rajkumari", "Raj Kumari Devi", "सुनीता", "")),
    relation_name=st.sampled_from(("", "Ramesh", "Suresh Yadav")),
    dob=st.sampled_from(("", "1985-03-05", "1985-05-03", "1990-01-01")),
    mobile=st.sampled_from(("", "9876543210", "9822213210", "9822213201", "9123456780")),
    account=st.sampled_from(("", "123456789012", "32100456781", "32100456782")),
    ifsc=st.sampled_from(("", "SBIN0001234")),
    voter_id=st.sampled_from(("", "ABC1234567", "RKD4071967", "RKD4071968")),
    aadhaar_token=st.sampled_from(("", "", "t1", "t2")),
    village=st.sampled_from(("12", "13")),
)
_TABLES = ("match_record", "match_key", "common_key", "finding", "duplicate_result", "pair_decision")


def _findings(store: Store) -> set[tuple[Any, ...]]:
    row = tables.finding.c
    with store.reading() as connection:
        return {
            tuple(found)
            for found in connection.execute(select(row.one_id, row.other_id, row.found, row.weight, row.terms))
        }


def _results(store: Store) -> set[tuple[Any, ...]]:
    row = tables.duplicate_result.c
    with store.reading() as connection:
        query = select(row.id, row.overall, row.mobile, row.account, row.voter, row.aadhaar, row.potential)
        return {tuple(found) for found in connection.execute(query)}


def _common(store: Store) -> set[tuple[Any, ...]]:
    row = tables.common_key.c
    with store.reading() as connection:
        return {tuple(found) for found in connection.execute(select(row.key, row.holders, row.field))}


def _state(store: Store) -> tuple[set[tuple[Any, ...]], ...]:
    return _findings(store), _results(store), _common(store)


def _empty(store: Store) -> None:
    with store.writing() as connection:
        for table in _TABLES:
            connection.execute(text(f"DELETE FROM {table}"))


def _check(store: Store, changes: dict[Ref, str | None], now: int) -> None:
    with store.writing() as connection:
        refresh(connection, "1", changes, now, RULES)


@settings(ONE_FIXTURE, max_examples=60)
@given(data=st.data(), people=st.lists(PEOPLE, min_size=1, max_size=14))
def test_any_order_and_batches_find_the_same(store: Store, data: st.DataObject, people: list[RawPerson]) -> None:
    """One batch, or many in any order with records changed and taken away in between, end in one state."""
    _empty(store)
    final = {Ref(MEMBER, number): kept(raw) for number, raw in enumerate(people)}
    _check(store, dict(final), 1)
    at_once = _state(store)
    _empty(store)
    left = data.draw(st.permutations(sorted(final)))
    now = 2
    while left:
        size = data.draw(st.integers(1, len(left)))
        batch, left = left[:size], left[size:]
        first = {ref: kept(data.draw(PEOPLE)) if data.draw(st.booleans()) else final[ref] for ref in batch}
        _check(store, {**first, Ref(MEMBER, 100 + now): kept(data.draw(PEOPLE))}, now)
        _check(store, {**{ref: final[ref] for ref in batch}, Ref(MEMBER, 100 + now): None}, now + 1)
        now += 2
    assert _state(store) == at_once


@settings(ONE_FIXTURE, max_examples=60)
@given(people=st.lists(PEOPLE, min_size=2, max_size=14))
def test_what_is_stored_is_what_a_file_would_give(store: Store, people: list[RawPerson]) -> None:
    """The stored findings are those of the same people matched as a file in memory."""
    _empty(store)
    _check(store, {Ref(MEMBER, number): kept(raw) for number, raw in enumerate(people)}, 1)
    in_memory = match([read(raw) for raw in people], RULES)
    assert {row[:3] for row in _findings(store)} == {
        (pair.one, pair.other, pair.verdict.kind.value) for pair in in_memory.pairs
    }


@settings(ONE_FIXTURE, max_examples=60)
@given(people=st.lists(PEOPLE, max_size=14), more=st.lists(PEOPLE, min_size=1, max_size=4))
def test_what_is_added_takes_no_finding_away(store: Store, people: list[RawPerson], more: list[RawPerson]) -> None:
    """Whatever comes behind them, a finding between two others stands as it was, word for word."""
    _empty(store)
    _check(store, {Ref(MEMBER, number): kept(raw) for number, raw in enumerate(people)}, 1)
    before = _findings(store)
    for number, raw in enumerate(more, start=len(people)):
        _check(store, {Ref(MEMBER, number): kept(raw)}, number)
        after = _findings(store)
        assert before <= after
        before = after


@settings(ONE_FIXTURE, max_examples=60)
@given(people=st.lists(PEOPLE, min_size=2, max_size=16))
def test_nobody_is_clean_unseen(store: Store, people: list[RawPerson]) -> None:
    """No number that two hold or that is a filler is clean, and none of a record that many keys kept from a look."""
    _empty(store)
    _check(store, {Ref(MEMBER, number): kept(raw) for number, raw in enumerate(people)}, 1)
    forms = [compared(MEMBER, kept(raw)) for raw in people]
    holders = defaultdict(list)
    for number, form in enumerate(forms):
        for key in form.keys:
            holders[key].append(number)
    results = {row[0]: row[1:6] for row in _results(store)}
    for number, form in enumerate(forms):
        overall, *shown = results[number]
        unseen = any(number in holders[key][RULES.key_over :] for key in form.keys.difference(form.numbers.values()))
        for kind, result in zip(("mobile", "account", "voter", "token"), shown, strict=True):
            shared = kind in form.numbers and len(holders[form.numbers[kind]]) > 1
            doubted = shared or kind in form.form.fillers or (unseen and kind in form.numbers)
            assert (result in {"NONE", "NOT_CHECKED"}) is not doubted
            assert not (doubted and overall == "NONE")
        assert not (unseen and overall == "NONE")
