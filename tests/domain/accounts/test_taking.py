"""Taking a role away: which can be taken, which one lists show afterwards, and the words of what is freed."""

from __future__ import annotations

import pytest

from lokos_tui.domain.accounts.roles import Role
from lokos_tui.domain.accounts.taking import Held, first_of, freed_words, frees, why_not_taken

TWO = (Held(7, Role.VO_BK), Held(4, Role.SHG_BK))


def test_one_of_two_can_be_taken() -> None:
    """Either of two roles; nothing stands against it."""
    assert [why_not_taken(number, TWO, "IUP_X") for number in (4, 7)] == [None, None]


@pytest.mark.parametrize(("number", "held", "code"), [(9, TWO, "role.unknown"), (4, TWO[1:], "role.last")])
def test_what_is_not_held_and_what_is_the_last_stays(number: int, held: tuple[Held, ...], code: str) -> None:
    """A role of somebody else, and the only one, are refused by code."""
    refusal = why_not_taken(number, held, "IUP_X")
    assert refusal is not None
    assert refusal.code == code


def test_the_first_role_is_the_one_given_first() -> None:
    """By the number of the grant, in whatever order they are read; an account without one has none."""
    assert first_of(TWO) == Held(4, Role.SHG_BK)
    assert first_of(()) is None


@pytest.mark.parametrize(
    ("role", "links", "cluster", "said"),
    [
        (Role.VO_BK, 3, "", "Taking VO Bookkeeper away frees 3 VOs."),
        (Role.CLF_VO_APPROVER, 1, "", "Taking VO Trans Approver away frees 1 CLF."),
        (Role.SHG_BK, 0, "", "Taking SHG Bookkeeper away frees no links."),
        (
            Role.BLOCK_PM, 0, "UJALA CLF",
            ("Taking Block Program Manager away frees no links. "
             "Given again, it holds for the cluster UJALA CLF alone, as now."),
        ),
    ],
)  # fmt: skip
def test_what_is_freed_is_said_in_numbers(role: Role, links: int, cluster: str, said: str) -> None:
    """Each role in the kind of CBO it is linked to; a cluster is kept and named."""
    assert frees(role, links, cluster) == said


def test_what_was_freed() -> None:
    """The words after the act."""
    assert (freed_words(Role.VO_BK, 3), freed_words(Role.BLOCK_PM, 0)) == ("3 VOs freed", "no links freed")
