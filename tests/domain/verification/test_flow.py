"""The table of states: whole, in words, and with a way on from everywhere."""

from __future__ import annotations

from itertools import product

import pytest

from lokos_tui.domain.accounts.permissions import Permission
from lokos_tui.domain.errors import Conflict
from lokos_tui.domain.verification.flow import (
    MAY,
    TRANSITIONS,
    WORDS,
    Bucket,
    ChangeType,
    Event,
    VerdictKind,
    VersionState,
    after,
    may_happen,
)
from tests.support.matrix import EVENTS, WHERE


@pytest.mark.parametrize(("bucket", "event"), product(WHERE, EVENTS))
def test_the_typed_table_and_nothing_else(bucket: str, event: str) -> None:
    """What is typed is done; everything else is refused in words that name the record and where it is."""
    end = WHERE[bucket][EVENTS.index(event)]
    if end != "-":
        assert after(bucket, Event(event), "RADHA SHG") is Bucket(end)
        return
    with pytest.raises(Conflict) as refused:
        after(bucket, Event(event), "RADHA SHG")
    assert "RADHA SHG" in str(refused.value)
    assert WORDS[Bucket(bucket)].said in str(refused.value)


def test_the_typed_table_names_what_there_is() -> None:
    """A state or an event that is added has its row or column, and none is typed that is not there."""
    assert set(WHERE) == {bucket.value for bucket in Bucket}
    assert set(EVENTS) == {event.value for event in Event}
    assert set(TRANSITIONS) == {
        (bucket, event) for bucket in Bucket for event in Event if WHERE[bucket][EVENTS.index(event)] != "-"
    }


def test_every_event_is_somebodys() -> None:
    """Each event asks for a permission, and what decides is never asked of who uploads."""
    assert set(MAY) == set(Event)
    assert MAY[Event.UPLOAD] is Permission.PROFILES_UPLOAD
    assert {MAY[event] for event in Event if event is not Event.UPLOAD} == {Permission.PROFILES_VERIFY}


def test_only_a_decision_makes_anything_approved() -> None:
    """Nothing becomes approved but by approval, or with an accepted load; what is locked neither of the two changes."""
    ways = {(bucket, event) for (bucket, event), end in TRANSITIONS.items() if end is Bucket.APPROVED}
    decided = {(Bucket.PENDING_BM, Event.APPROVE), (Bucket.APPROVED, Event.ACTIVATE)}
    opened = {(Bucket.INCOMPLETE, Event.ACCEPT), (Bucket.WITH_BOOKKEEPER, Event.ACCEPT)}
    assert ways == decided | opened
    assert (Bucket.PENDING_BM, Event.ACCEPT) not in TRANSITIONS
    assert (Bucket.PENDING_BM, Event.UPLOAD) not in TRANSITIONS


@pytest.mark.parametrize("start", Bucket)
def test_a_way_on_from_everywhere(start: Bucket) -> None:
    """From every state a record can still come to be approved, and to be rejected."""
    reached, last = {start}, set[Bucket]()
    while reached != last:
        last = set(reached)
        reached |= {end for (bucket, _), end in TRANSITIONS.items() if bucket in last}
    assert {Bucket.APPROVED, Bucket.REJECTED} <= reached


@pytest.mark.parametrize("event", [Event.APPROVE, Event.REJECT])
def test_a_decision_taken_back_is_no_decision(event: Event) -> None:
    """Taken back, a decision leaves the record where it was."""
    decided = after(Bucket.PENDING_BM, event, "")
    assert after(decided, Event.TAKE_BACK, "") is Bucket.PENDING_BM


@pytest.mark.parametrize(("bucket", "said", "narrow", "listed"), [
    ("INCOMPLETE", "incomplete", "incomplete", "At work"),
    ("WITH_BOOKKEEPER", "with the bookkeeper", "with the bookkeeper", "At work"),
    ("PENDING_BM", "waiting for the block manager", "waits for decision", ""),
    ("APPROVED", "approved", "approved", ""),
    ("REJECTED", "rejected", "rejected", "Rejected"),
])  # fmt: skip
def test_each_state_in_words(bucket: str, said: str, narrow: str, listed: str) -> None:
    """The sentence, the narrow column and the list have their word of each state."""
    assert tuple(WORDS[Bucket(bucket)]) == (said, narrow, listed)


@pytest.mark.parametrize(("event", "bucket", "sentence"), [
    ("UPLOAD", "PENDING_BM", "it cannot be changed by an upload now."),
    ("MARK", "APPROVED", "it cannot be ticked or crossed now."),
    ("APPROVE", "REJECTED", "it cannot be approved now."),
    ("REJECT", "INCOMPLETE", "it cannot be rejected now."),
    ("ACTIVATE", "PENDING_BM", "it cannot be activated now."),
    ("TAKE_BACK", "WITH_BOOKKEEPER", "it cannot be taken back now."),
])  # fmt: skip
def test_what_cannot_be_done_is_named(event: str, bucket: str, sentence: str) -> None:
    """The refusal has the code of the table and says what was tried; asking beforehand gives the same answer."""
    with pytest.raises(Conflict) as refused:
        after(bucket, Event(event), "RADHA SHG")
    assert (refused.value.code, refused.value.sentence.endswith(sentence)) == ("flow", True)
    assert not may_happen(bucket, Event(event))
    assert may_happen("PENDING_BM", Event.APPROVE)


def test_what_is_kept_of_verification_is_frozen() -> None:
    """States, verdicts and kinds of change stand in the database and in files: their words never change."""
    assert [one.value for one in VersionState] == ["WAITING", "APPROVED", "REJECTED", "REPLACED"]
    assert [one.value for one in VerdictKind] == ["APPROVED", "REJECTED", "ACTIVATED"]
    assert [one.value for one in ChangeType] == ["NEW", "MODIFIED"]
