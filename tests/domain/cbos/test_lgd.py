"""Places by LGD code or name, typed loosely; and the table they are looked up in."""

from __future__ import annotations

import pytest

from lokos_tui.domain.cbos import lgd, states
from lokos_tui.domain.cbos.lgd import LgdPlace, code_problem, find, find_state, place_name_problem, tidy_code

UP = lgd.districts("9")
BIJNOR, PATNA = lgd.blocks("132"), lgd.blocks("212")


@pytest.mark.parametrize(
    ("typed", "code"),
    [("132", "132"), (" 0132 ", "132"), ("१३२", "132"), ("Bijnor", "132"), ("BIJNOUR", "132"), ("kheri", "159"),
     ("gautam budh nagar", "144"), ("prayag", "120")],
)  # fmt: skip
def test_a_district_is_found(typed: str, code: str) -> None:
    """By its code in any digits and padding, by its name in other spellings, by a part of it: the likeliest first."""
    assert find(UP, typed).places[0].code == code


@pytest.mark.parametrize(
    ("typed", "sure"), [("132", True), ("bijnor", True), ("bijnour", False), ("nagar", False), ("xyzzy", False)]
)
def test_only_its_own_code_or_name_is_sure(typed: str, sure: bool) -> None:
    """What is like a name, or a part of one, is asked about first."""
    assert find(UP, typed).sure is sure


def test_several_are_offered_and_never_many() -> None:
    """Two of one beginning are two; a part of many names gives nine at most; nothing like it gives none."""
    assert [place.name for place in find(UP, "kanpur").places] == ["KANPUR DEHAT", "KANPUR NAGAR"]
    assert len(find(UP, "pur").places) == lgd.MOST_OFFERED
    assert find(UP, "xyzzy").places == find(UP, "").places == find(UP, "9999").places == ()


@pytest.mark.parametrize(
    ("typed", "code"),
    [("nazibabad", "996"), ("Budhanpur Seohara", "989"), ("danapur", "1954"), ("sampat chak", "1968")],
)
def test_a_block_is_found(typed: str, code: str) -> None:
    """Spellings of other systems are forgiven: Nazibabad, Danapur."""
    assert find(BIJNOR + PATNA, typed).places[0].code == code


@pytest.mark.parametrize(
    ("typed", "code"),
    [("UP", "9"), ("9", "9"), ("uttar pradesh", "9"), ("bh", "10"), ("bihaar", "10"), ("orissa", "21")],
)
def test_a_state_is_found(typed: str, code: str) -> None:
    """By the two letters of its user ids, its code, or its name in another spelling."""
    assert find_state(typed).places[0].code == code


def test_the_table_is_whole() -> None:
    """Every place has a code and a name by the rules, no code twice, under a state or district that there is."""
    of_states = {state.lgd_code: lgd.districts(state.lgd_code) for state in states.STATES}
    districts = [place for places in of_states.values() for place in places]
    blocks = [place for district in districts for place in lgd.blocks(district.code)]
    assert (len(districts), len(blocks)) == (159, 77)
    for places in (districts, blocks):
        assert len({place.code for place in places}) == len(places)
        assert not [place for place in places if code_problem("", place.code) or place_name_problem("", place.name)]
    assert LgdPlace("996", "NAJIBABAD") in BIJNOR
    assert lgd.districts("21") == lgd.blocks("1") == ()


@pytest.mark.parametrize("code", ["", "0", "012", "1234567", "12a", "१२", "-1"])
def test_what_is_no_code(code: str) -> None:
    """One to six plain digits without padding."""
    assert code_problem("code", code) is not None


def test_what_is_a_code_and_a_name() -> None:
    """Digits of any script become plain ones, without padding; a name has a letter and is short enough."""
    assert (tidy_code(" ००९९६ "), tidy_code("x1")) == ("996", "x1")
    assert code_problem("code", "996") is None
    assert place_name_problem("name", "NAJIBABAD") is None
    assert [bool(place_name_problem("name", name)) for name in ("", "123", "A" * 51, "A\x1bB")] == [True] * 4
