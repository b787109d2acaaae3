"""The table of states: whole, in words, and with a way on from everywhere."""

from __future__ import annotations

from itertools import product

import pytest

from lokos_tui.domain.accounts.permissions import Permission
from lokos_tui.domain.errors import Conflict
from lokos_tui.domain.verification.flow import MAY, TRANSITIONS, WORDS, Bucket, Event, after
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
    """Nothing becomes approved but by approval, from where it waited; what is locked no upload changes."""
    ways = {(bucket, event) for (bucket, event), end in TRANSITIONS.items() if end is Bucket.APPROVED}
    assert ways == {(Bucket.PENDING_BM, Event.APPROVE), (Bucket.APPROVED, Event.ACTIVATE)}
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
