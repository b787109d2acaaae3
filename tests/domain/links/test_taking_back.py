"""Taking a save of links back: what ends, what is made again, who gets back what, and with which role."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lokos_tui.domain.accounts.roles import CboType
from lokos_tui.domain.links.taking_back import GoesBack, HeldRole, Keeper, Step, has_again, role_to_keep, steps_back

FREE, OWN = 0, 1
CBOS = st.dictionaries(st.integers(1, 12), st.integers(FREE, 4), max_size=12)
"""Who keeps each CBO, by role id; role 1 is the one whose links are saved."""


def keeper(role: int, gone: frozenset[int] = frozenset()) -> Keeper:
    """Return the keeper of a role of the model; one that is gone has no role any more."""
    return Keeper(role * 10, None if role in gone else role)


def carried_out(holding: dict[int, int], steps: tuple[Step, ...]) -> dict[int, int]:
    """Return who keeps each CBO after the steps; a keeper without a role gets nothing."""
    after = dict(holding)
    for step in steps:
        if step.keeper.role_id is not None:
            after |= dict.fromkeys(step.link, step.keeper.role_id) | dict.fromkeys(step.unlink, FREE)
    return after


@given(CBOS, st.sets(st.integers(1, 12)), st.frozensets(st.integers(2, 4)))
def test_every_save_is_undone(before: dict[int, int], chosen: set[int], gone: frozenset[int]) -> None:
    """After any save and its way back each CBO is where it was, but for those whose keeper is gone: they stay."""
    saved = [cbo for cbo in before if cbo in chosen]
    linked = [cbo for cbo in saved if before[cbo] == FREE]
    unlinked = [cbo for cbo in saved if before[cbo] == OWN]
    moved = {cbo: keeper(before[cbo], gone) for cbo in saved if before[cbo] > OWN}
    held = before | {cbo: FREE if cbo in unlinked else OWN for cbo in saved}
    stays = {cbo: OWN for cbo in moved if before[cbo] in gone}
    steps = steps_back(keeper(OWN), linked, unlinked, moved)
    assert carried_out(held, steps) == before | stays
    assert sorted(cbo for step in steps for cbo in step.link + step.unlink) == sorted(saved)


def test_the_steps_in_their_order() -> None:
    """The role's own links first, then each keeper once, in the order of the save."""
    moved = {7: keeper(3), 8: keeper(2), 9: keeper(3)}
    assert steps_back(keeper(OWN), [4, 5], [6], moved) == (
        Step(keeper(OWN), link=(6,), unlink=(4, 5)), Step(keeper(3), link=(7, 9)), Step(keeper(2), link=(8,)),
    )  # fmt: skip
    assert steps_back(keeper(OWN), [], [], {}) == ()


@pytest.mark.parametrize(("role", "status", "account", "kind"), [
    ("SHG_BK", "ACTIVE", "ACTIVE", CboType.SHG), ("VO_BK", "ACTIVE", "ACTIVE", CboType.VO),
    ("CLF_BK", "ACTIVE", "ACTIVE", CboType.CLF), ("VO_SHG_APPROVER", "ACTIVE", "ACTIVE", None),
    ("CLF_VO_APPROVER", "ACTIVE", "ACTIVE", None), ("BLOCK_ADMIN", "ACTIVE", "ACTIVE", None),
    ("SHG_BK", "INACTIVE", "ACTIVE", None), ("SHG_BK", "ACTIVE", "INACTIVE", None),
    ("SHG_BK", "ACTIVE", "DELETED", None),
])  # fmt: skip
def test_with_which_role_books_are_kept(role: str, status: str, account: str, kind: CboType | None) -> None:
    """Only the active bookkeeper's role of that kind, of an active account, gets a CBO back."""
    other = HeldRole(8, "VO_SHG_APPROVER", "ACTIVE", account)
    held = [other, HeldRole(9, role, status, account)]
    assert {one: role_to_keep(one, held) for one in CboType} == {one: 9 if one is kind else None for one in CboType}


def test_a_role_given_anew_keeps_the_books() -> None:
    """Taken away and given again, the role that is active now is the one."""
    held = [HeldRole(3, "SHG_BK", "INACTIVE", "ACTIVE"), HeldRole(5, "SHG_BK", "ACTIVE", "ACTIVE")]
    assert role_to_keep(CboType.SHG, held) == 5


def test_who_has_what_again_is_said_by_name() -> None:
    """One sentence for each keeper and kind, in the order in which they come, counted by the rules of plurals."""
    meena, rita = GoesBack("MEENA", "IUP_MEENA", "SHG"), GoesBack("RITA", "IUP_RITA", "VO")
    assert has_again([meena, rita, meena, meena]) == (
        "MEENA (IUP_MEENA) has 3 SHGs again.",
        "RITA (IUP_RITA) has 1 VO again.",
    )
    assert has_again([]) == ()
