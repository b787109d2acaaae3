"""Many groups at once: what goes, what stays and why, and that one that is refused stops nobody."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lokos_tui.domain.accounts.persons import Person
from lokos_tui.domain.errors import Conflict, Problem
from lokos_tui.domain.message import Message
from lokos_tui.domain.profiles.model import Kind
from lokos_tui.domain.verification.bulk import (
    NOTHING,
    OUTCOME_WORDS,
    BulkAct,
    Fate,
    Outcome,
    approval,
    carried_out,
    decided_words,
    rejection,
    worst_first,
)
from lokos_tui.domain.verification.flow import Bucket
from lokos_tui.domain.verification.gates import Subject

CHECKER = Person("IUP_BPM")
SHG = Subject(Kind.SHG, 7, "SAKHI MANDAL", Bucket.PENDING_BM, version=3)
APPROVED_SHG = replace(SHG, bucket=Bucket.APPROVED, code="910010001", waits=False)
SUNITA = Subject(Kind.MEMBER, 1, "SUNITA", Bucket.PENDING_BM)
BEENA = replace(SUNITA, id=2, name="BEENA")
DONE_BEFORE = replace(SUNITA, id=3, name="RANI", bucket=Bucket.APPROVED, code="91001000101", waits=False)


def test_a_clean_group_is_approved_whole_members_first() -> None:
    """Its members and then its profile are decided on; a group approved before goes by its members alone."""
    whole = approval(0, SHG, [SUNITA, BEENA], (), with_group=True)
    assert (whole.records, whole.outcome, whole.why) == ((SUNITA, BEENA, SHG), Outcome.PLANNED, "with 2 members")
    members = approval(1, APPROVED_SHG, [SUNITA], (), with_group=False)
    assert (members.number, members.records, members.code) == (1, (SUNITA,), "910010001")


def test_a_group_with_anything_against_it_stays_whole() -> None:
    """One reason keeps everybody of it; each reason is said once; with nothing to decide that is the reason."""
    against = (
        Problem("v", "stale", "SUNITA: stale."),
        Problem("v", "stale", "SUNITA: stale."),
        Problem("v", "x", "B."),
    )
    fate = approval(0, SHG, [BEENA], against, with_group=True)
    assert (fate.records, fate.outcome, fate.why) == ((), Outcome.STAYS, "SUNITA: stale. B.")
    nothing = approval(0, APPROVED_SHG, [], (), with_group=False)
    assert (nothing.outcome, nothing.why) == (Outcome.STAYS, NOTHING)


def test_a_profile_that_goes_back_takes_its_undecided_members_along() -> None:
    """The group alone is named and the records that go are counted; without its profile the members are named."""
    fate = rejection(0, SHG, [SUNITA, BEENA, DONE_BEFORE], CHECKER)
    assert (fate.records, fate.why, fate.of_group) == ((SHG,), "3 records go back", True)
    fate = rejection(0, APPROVED_SHG, [SUNITA, BEENA, DONE_BEFORE], CHECKER)
    assert (fate.records, fate.why, fate.of_group) == ((SUNITA, BEENA), "2 records go back", False)
    assert rejection(0, APPROVED_SHG, [DONE_BEFORE], CHECKER).why == NOTHING


def test_a_maker_sends_nothing_of_a_group_back() -> None:
    """A hand in one member's record keeps the whole group."""
    fate = rejection(0, SHG, [SUNITA, replace(BEENA, makers=(Person("iup_bpm"),))], CHECKER)
    assert (fate.outcome, fate.records) == (Outcome.STAYS, ())
    assert fate.why.startswith("BEENA: you made or loaded this yourself")


@pytest.mark.parametrize(
    ("group", "remark", "outcome"),
    [
        (SHG, ("FORMATION_DATE", ""), Outcome.PLANNED),
        (SHG, ("NOT_RESIDENT", ""), Outcome.STAYS),
        (SHG, ("OTHER", ""), Outcome.STAYS),
        (SHG, ("OTHER", "no register"), Outcome.PLANNED),
        (APPROVED_SHG, ("FORMATION_DATE", ""), Outcome.STAYS),
        (APPROVED_SHG, ("NOT_RESIDENT", ""), Outcome.PLANNED),
    ],
)
def test_a_remark_has_to_fit_those_it_is_said_of(group: Subject, remark: tuple[str, str], outcome: Outcome) -> None:
    """A remark of groups is not said of members, one of members not of a group; the free one needs words."""
    assert rejection(0, group, [SUNITA], CHECKER, [remark]).outcome is outcome


def test_one_that_is_refused_stops_nobody() -> None:
    """Each planned one is sent once, in order; a refusal is its outcome; those that stay are never sent."""
    fates = [approval(number, replace(SHG, id=number), [SUNITA], (), with_group=True) for number in range(3)]
    fates.insert(1, approval(9, SHG, [], (), with_group=False))
    sent: list[int] = []

    def send(fate: Fate) -> int:
        sent.append(fate.cbo_id)
        if fate.cbo_id == 1:
            raise Conflict("seen.changed", "It was changed.", "Look again.")
        return 40 + fate.cbo_id

    done = list(carried_out(fates, send))
    assert sent == [0, 1, 2]
    assert [(one.number, one.outcome, one.act) for one in done] == [
        (0, Outcome.DONE, 40),
        (1, Outcome.STAYS, 0),
        (2, Outcome.DONE, 42),
    ]
    assert done[1].why == "It was changed. Look again."
    assert not any(one.records for one in done)
    assert [one.number for one in worst_first(done)] == [1, 0, 2]


@pytest.mark.parametrize(
    ("act", "count", "done", "said"),
    [
        (BulkAct.APPROVE, 1, True, "1 is approved"),
        (BulkAct.APPROVE, 3, True, "3 are approved"),
        (BulkAct.APPROVE, 2, False, "2 will be approved"),
        (BulkAct.REJECT, 1, True, "1 is rejected"),
        (BulkAct.REJECT, 0, True, "0 are rejected"),
        (BulkAct.REJECT, 1, False, "1 will be rejected"),
    ],
)
def test_what_was_done_is_one_message_for_each_act(act: BulkAct, count: int, done: bool, said: str) -> None:
    """How many are decided or will be is one sentence with its number, never glued from words."""
    found = decided_words(act, count, done=done)
    assert found == said
    assert isinstance(found, Message)
    assert found.values == {"n": str(count)}


def test_the_words_of_outcomes_are_the_values_that_programs_read() -> None:
    """Every outcome has words for lists, in English the word that stands in JSON and tones."""
    assert {outcome: str(words) for outcome, words in OUTCOME_WORDS.items()} == {one: one.value for one in Outcome}
