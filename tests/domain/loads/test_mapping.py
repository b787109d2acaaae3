"""What a plan says of itself: how many rows become what, which would be refused, and who is new."""

from __future__ import annotations

import pytest

from lokos_tui.domain.accounts.roles import CboType, Role
from lokos_tui.domain.loads.mapping import (
    BATCH_WORDS,
    BatchState,
    Fault,
    Person,
    Plan,
    PlanRow,
)
from lokos_tui.domain.loads.outcomes import (
    BAD,
    OF_MAPPING,
    OUTCOME_WORDS,
    ROW_WORDS,
    LoadMade,
    LoadOutcome,
    count_words,
)

BAD_BY_HAND = ("conflict", "fault")


def woman(index: int, account: int = 0) -> Person:
    """Return somebody of a plan; ``account`` 0 is a new one."""
    return Person(index, f"IUP_{index}", "SUNITA DEVI", "9999000001", "", Role.SHG_BK, 1, 11, 2, account)


def plan(*rows: PlanRow, people: tuple[Person, ...] = ()) -> Plan:
    """Return a plan of rows."""
    return Plan("0996", 7, list(rows), list(people))


def test_every_outcome_is_counted_also_those_without_a_row() -> None:
    """The summary has a number for each of the eight outcomes, and for new accounts; 0 where there is none."""
    made = plan(PlanRow(2, LoadOutcome.LINK, 0), PlanRow(3, LoadOutcome.LINK, 0), PlanRow(4, LoadOutcome.FAULT))
    assert made.counts() == {
        "link": 2, "move": 0, "same": 0, "user": 0, "change": 0, "conflict": 0, "fault": 1, "left_out": 0,
        "new_users": 0,
    }  # fmt: skip
    assert set(plan().counts().values()) == {0}


@pytest.mark.parametrize(("outcome", "made"), [
    ("link", 1), ("move", 1), ("user", 1), ("same", 0), ("conflict", 0), ("fault", 0), ("left_out", 0),
])  # fmt: skip
def test_a_new_account_is_counted_when_a_row_makes_it(outcome: str, made: int) -> None:
    """Somebody new counts once, however many rows are hers, and not while all of her rows stay out."""
    rows = (PlanRow(2, LoadOutcome(outcome), 0), PlanRow(3, LoadOutcome(outcome), 0))
    assert plan(*rows, people=(woman(0),)).counts()["new_users"] == made
    assert plan(*rows, people=(woman(0, account=5),)).counts()["new_users"] == 0
    assert plan(*rows, people=(woman(0), woman(1))).counts()["new_users"] == made


@pytest.mark.parametrize("outcome", OF_MAPPING)
def test_which_rows_would_be_refused(outcome: LoadOutcome) -> None:
    """Conflicts and faults are refused, by their row number; the four good outcomes and what was left out are not."""
    made = plan(PlanRow(2, LoadOutcome.SAME), PlanRow(3, outcome))
    refused = outcome.value in BAD_BY_HAND
    assert made.has_faults is refused
    assert made.bad_rows == (frozenset({3}) if refused else frozenset())
    assert (outcome in BAD) is refused


def test_faults_stand_in_the_order_of_the_rows() -> None:
    """Every fault and warning is listed, row by row, as each row has them."""
    first, second = (
        Fault(2, "gp", "X", "place.unknown", "No."),
        Fault(2, "vo", "Y", "cbo.mismatch", "No.", warning=True),
    )
    third = Fault(4, "clf", "Z", "cbo.unknown", "No.")
    made = plan(
        PlanRow(2, LoadOutcome.FAULT, faults=(first, second)), PlanRow(3, LoadOutcome.LINK),
        PlanRow(4, LoadOutcome.FAULT, faults=(third,)),
    )  # fmt: skip
    assert made.faults() == [first, second, third]


def test_a_row_and_a_fault_begin_with_nothing_said() -> None:
    """A row names nobody and no CBO until it is found; a fault stops its row unless it is said to warn."""
    row = PlanRow(2, LoadOutcome.FAULT)
    assert (row.person, row.cbo_type, row.cbo_id, row.from_link, row.faults) == (-1, None, 0, 0, ())
    fault = Fault(2, "gp", "X", "place.unknown", "No.")
    assert (fault.hint, fault.proposals, fault.warning) == ("", (), False)
    assert (plan().blank_rows, plan().warnings) == (0, [])
    assert PlanRow(2, LoadOutcome.LINK, 0, CboType.VO).cbo_type == "VO"


@pytest.mark.parametrize(("account", "new"), [(0, True), (1, False)])
def test_who_is_new(account: int, new: bool) -> None:
    """Somebody without an account is made by the load, and her role with her."""
    assert woman(0, account).is_new is new
    assert woman(0).role_id == 0
    assert Person(0, "", "", "", "", Role.SHG_BK, 0, 0, 2).account_id == 0


def test_what_is_kept_and_written_is_frozen() -> None:
    """The words of outcomes and of loads stand in the database, in files and in --json: they never change."""
    assert [one.value for one in OF_MAPPING] == [
        "link",
        "move",
        "same",
        "user",
        "change",
        "conflict",
        "fault",
        "left_out",
    ]
    assert [one.value for one in BatchState] == ["APPLIED", "UNDONE", "PARTLY_UNDONE"]
    assert {one.value: words for one, words in BATCH_WORDS.items()} == {
        "APPLIED": "loaded", "UNDONE": "taken back", "PARTLY_UNDONE": "taken back in part",
    }  # fmt: skip
    assert {one.value: OUTCOME_WORDS[one].words for one in OF_MAPPING} == {
        "link": "new links", "move": "moves", "same": "same", "user": "accounts only", "change": "changed",
        "conflict": "conflicts", "fault": "faults", "left_out": "left out",
    }  # fmt: skip


def test_every_row_of_a_load_has_its_word() -> None:
    """What the database keeps of a row, and what is counted of a load, is shown in words; 0 is not told."""
    assert set(ROW_WORDS) == {*LoadOutcome, *LoadMade, "new_users", "changed"}
    assert count_words({"link": 1240, "move": 0, "left_out": 2, "new_users": 3}, ", ") == (
        "link 1,240, left out 2, new users 3"
    )
