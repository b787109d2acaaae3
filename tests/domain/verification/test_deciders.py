"""Who is left to decide when a block manager loads: people, not accounts; the whole block, or a cluster."""

from __future__ import annotations

import pytest

from lokos_tui.domain.accounts.persons import Person
from lokos_tui.domain.verification.deciders import (
    Manager,
    Others,
    beside,
    counted,
    is_manager,
    left_alone,
    may_decide,
    question,
    why_not,
)


def person(name: str, *mobiles: str) -> Person:
    """Return somebody with some mobiles."""
    return Person(name, frozenset(mobiles))


ME, LEELA, RADHA = person("IUP_ME", "1"), person("IUP_LEELA", "2"), person("IUP_RADHA", "3")


@pytest.mark.parametrize(
    ("mine", "managers", "found"),
    [
        (0, [], (0, 0)),
        (0, [Manager(LEELA)], (1, 0)),
        (0, [Manager(LEELA), Manager(person("IUP_LEELA2", "2"))], (1, 0)),
        (0, [Manager(person("A", "5")), Manager(person("B", "6")), Manager(person("C", "5", "6"))], (1, 0)),
        (0, [Manager(LEELA), Manager(RADHA, 7)], (1, 1)),
        (0, [Manager(LEELA), Manager(person("IUP_LEELA2", "2"), 7)], (1, 0)),
        (7, [Manager(LEELA, 8), Manager(RADHA, 7)], (0, 1)),
        (7, [Manager(LEELA, 8)], (0, 0)),
        (7, [Manager(LEELA)], (1, 0)),
    ],
)
def test_others_are_counted_as_people(mine: int, managers: list[Manager], found: tuple[int, int]) -> None:
    """Two accounts of one mobile count once, in the whole block where either has it; another cluster's do not help."""
    assert counted(mine, managers) == found


def test_i_am_no_other_by_any_account_of_mine() -> None:
    """A second account with a mobile she has, or has had, is herself; by any case of her id."""
    mine = [Manager(person("IUP_ME2", "9", "1")), Manager(person("iup_me"))]
    assert beside((ME,), [*mine, Manager(LEELA)]) == (Manager(LEELA),)
    assert is_manager(ME, mine[:1])
    assert not is_manager(ME, [Manager(LEELA)])


@pytest.mark.parametrize(
    ("clf", "hands", "may"), [(7, (ME,), True), (8, (ME,), False), (None, (ME,), False), (7, (ME, LEELA), False)]
)
def test_a_record_needs_one_of_its_cluster_who_had_no_hand_in_it(
    clf: int | None, hands: tuple[Person, ...], may: bool
) -> None:
    """Leela verifies the cluster 7 alone; what she made or loaded herself nobody is left for."""
    assert may_decide([Manager(LEELA, 7)], clf, hands) is may


def test_the_words() -> None:
    """What is asked, and what is refused with who loads instead."""
    rule = "Whoever loads a bundle cannot approve what is in it."
    assert question(Others(2, 0)) == f"{rule} 2 other block managers can."
    assert question(Others(1, 3)) == f"{rule} 1 other block manager can."
    assert question(Others(0, 1)) == f"{rule} 1 other block manager can, in her cluster alone."
    assert why_not(Others(0, 1)) is None
    refusal = why_not(Others(0, 0))
    assert refusal is not None
    assert str(refusal) == (
        f"{rule} Nobody else here could. The Block Admin, a Block Thematic user or the bookkeeper herself loads it."
    )
    assert left_alone("HARIOM", 0).sentence == f"{rule} HARIOM could be decided by nobody else."
    assert left_alone("HARIOM", 2).sentence == f"{rule} HARIOM and 2 other records could be decided by nobody else."
