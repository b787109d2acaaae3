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


@pytest.mark.parametrize(("typed", "tidy"), [
    ("iup_alapurshgbk", "IUP_ALAPURSHGBK"), (" IUP_ ALAPUR\tSHGBK\u00a0", "IUP_ALAPURSHGBK"), ("", ""),
])  # fmt: skip
def test_what_was_typed_becomes_capitals_without_spaces(typed: str, tidy: str) -> None:
    """Spaces anywhere go, small letters become capitals, nothing else changes."""
    assert naming.tidy_user_id(typed) == tidy


@pytest.mark.parametrize(("user_id", "new"), [
    ("IUP_ABC", True), ("IUP_" + "A" * 24, True), ("IUP_AB", False), ("IUP_" + "A" * 25, False),
    ("XUP_ABC", False), ("UP_ABC", False), ("IUP_abc", False), ("IUP_ABC ", False), ("IUPABC", False),
])  # fmt: skip
def test_the_form_of_the_rule(user_id: str, new: bool) -> None:
    """I, two capitals, an underscore, 3 to 24 capitals and digits, and not a character more."""
    assert naming.is_new_form(user_id) is new


@pytest.mark.parametrize(("user_id", "prefix", "problems"), [
    ("IUP_ABC", "UP", []),
    ("IUP_" + "A" * 24, "UP", []),
    ("IJH_ABC", "UP", ["user_id.prefix"]),
    ("UP_ABC", "UP", ["user_id.old_form"]),
    ("JH_ABC", "UP", ["user_id.old_form"]),
    ("UP_AB", "UP", ["user_id.prefix"]),
    ("IUP_ab", "UP", ["user_id.capitals", "user_id.short"]),
    ("IUP_aB-", "UP", ["user_id.capitals"]),
    ("IUP_A-B", "UP", ["user_id.characters"]),
    ("IUP_-" + "A" * 24, "UP", ["user_id.characters", "user_id.long"]),
])  # fmt: skip
def test_every_problem_of_an_id_in_its_order(user_id: str, prefix: str, problems: list[str]) -> None:
    """All problems come at once, each of the field, the prefix alone first."""
    found = naming.user_id_problems(user_id, prefix)
    assert [one.code for one in found] == problems
    assert {one.field for one in found} <= {"user_id"}
    if "user_id.capitals" in problems:
        assert user_id.upper() in found[0].hint
    if "user_id.old_form" in problems:
        assert "IUP_" in found[0].hint


@pytest.mark.parametrize(("places", "expected"), [
    (("ALAPUR", "NAJIBABAD"), "IUP_ALAPURSHGBK"),
    (("अलापुर", "NAJIBABAD"), "IUP_NAJIBABADSHGBK"),
    (("अलापुर",), "IUP_SHGBK"),
    ((), "IUP_SHGBK"),
    (("Naya Gaon-2",), "IUP_NAYAGAON2SHGBK"),
    (("A" * 30,), "IUP_" + "A" * 16 + "SHGBK"),
])  # fmt: skip
def test_the_plainest_id_of_a_place(places: tuple[str, ...], expected: str) -> None:
    """The nearest place that has Latin letters, cut so that three digits still fit, then the role's ending."""
    assert naming.propose_user_ids("UP", places, Role.SHG_BK, lambda _: False, 1) == (expected,)


def test_a_short_ending_alone_is_an_id_too() -> None:
    """Without any place the ending stands alone when it is long enough to be an id."""
    for role, facts in FACTS.items():
        (found,) = naming.propose_user_ids("UP", (), role, lambda _: False, 1)
        assert found == f"IUP_{facts.suffix}"


def test_numbers_go_on_where_a_stem_ended() -> None:
    """One after another of one stem is numbered from 2; taken numbers are passed over; another stem begins anew."""
    taken = {"IUP_ALAPURSHGBK3"}
    names = naming.Numbering("UP", taken.__contains__)
    found = [names.next_id(("ALAPUR",), Role.SHG_BK) for _ in range(3)]
    assert found == ["IUP_ALAPURSHGBK", "IUP_ALAPURSHGBK2", "IUP_ALAPURSHGBK4"]
    assert names.next_id(("ALAPUR",), Role.VO_BK) == "IUP_ALAPURVOBK"
    assert names.next_id(("GUDU",), Role.SHG_BK) == "IUP_GUDUSHGBK"
    assert names.next_id(("ALAPUR",), Role.SHG_BK) == "IUP_ALAPURSHGBK5"
