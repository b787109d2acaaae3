"""User ids by the IUP_ rule."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lokos_tui.domain.accounts import naming
from lokos_tui.domain.accounts.roles import FACTS, Role
from lokos_tui.domain.cbos.states import STATES

BODY = st.text(string.ascii_uppercase + string.digits, min_size=3, max_size=24)
PREFIX = st.sampled_from([state.prefix for state in STATES])


@given(PREFIX, BODY)
def test_every_id_of_the_rule_is_accepted(prefix: str, body: str) -> None:
    """An id of I + state + _ + 3 to 24 capitals and digits has no problem in its state."""
    assert naming.user_id_problems(f"I{prefix}_{body}", prefix) == ()


@given(PREFIX, st.text(max_size=40))
def test_no_id_outside_the_rule_is_accepted(prefix: str, text: str) -> None:
    """What has no problem matches the rule's own pattern, whatever was typed."""
    if not naming.user_id_problems(text, prefix):
        assert naming.NEW_ID.fullmatch(text)
        assert text.startswith(f"I{prefix}_")


@pytest.mark.parametrize(
    ("user_id", "code"),
    [
        ("UP_ALAPURSHGBK", "user_id.old_form"),
        ("IJH_GUDUVOBK", "user_id.prefix"),
        ("IUP_alapur", "user_id.capitals"),
        ("IUP_ALA PUR", "user_id.characters"),
        ("IUP_AB", "user_id.short"),
        ("IUP_" + "A" * 25, "user_id.long"),
        ("", "user_id.prefix"),
        ("IUP_", "user_id.short"),
        ("IUP_ALAPUR\u0967", "user_id.characters"),
    ],
)
def test_each_fault_is_named(user_id: str, code: str) -> None:
    """Every way to break the rule has its own code and a sentence."""
    problems = naming.user_id_problems(user_id, "UP")
    assert code in {problem.code for problem in problems}
    assert all(problem.sentence.endswith(".") for problem in problems)


def test_older_form_is_never_made() -> None:
    """A new account cannot have UP_ALAPURSHGBK, and the refusal says that it is the older form."""
    assert not naming.is_new_form("UP_ALAPURSHGBK")
    assert [problem.code for problem in naming.user_id_problems("UP_ALAPURSHGBK", "UP")] == ["user_id.old_form"]


def test_proposals_are_the_documented_ones() -> None:
    """IUP_ALAPURSHGBK comes first, then it is numbered; taken ones are passed over."""
    taken = {"IUP_ALAPURSHGBK"}
    assert naming.propose_user_ids("UP", ("ALAPUR",), Role.SHG_BK, taken.__contains__) == (
        "IUP_ALAPURSHGBK2",
        "IUP_ALAPURSHGBK3",
        "IUP_ALAPURSHGBK4",
    )


@given(
    PREFIX,
    st.lists(st.text(max_size=60), max_size=3),
    st.sampled_from(list(FACTS)),
    st.sets(st.integers(0, 5)),
)
def test_proposals_are_valid_free_and_different(prefix: str, places: list[str], role: Role, taken: set[int]) -> None:
    """Whatever the places are called, three different ids of the rule that are not taken are proposed."""
    used = {f"{n}" if n else "" for n in taken}

    def is_taken(candidate: str) -> bool:
        return any(candidate.endswith(FACTS[role].suffix + tail) for tail in used)

    found = naming.propose_user_ids(prefix, tuple(places), role, is_taken)
    assert len(set(found)) == 3
    for user_id in found:
        assert naming.user_id_problems(user_id, prefix) == ()
        assert not is_taken(user_id)
