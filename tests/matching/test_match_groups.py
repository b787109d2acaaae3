"""SHGs, VOs and CLFs compared with each other and with members."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lokos_tui.domain.duplicates.rules import Class
from lokos_tui.matching.groups import RawGroup, group_keys, judge_groups, judge_member_and_group, read
from tests.matching.people import person

ACCOUNT = {"account": "32100456781", "ifsc": "SBIN0001234"}


def shg(name: str, village: str = "1", **fields: str) -> RawGroup:
    """Return an SHG of a village."""
    return RawGroup("SHG", name, village, **fields)


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        (shg("Ganga Mahila Mandal"), shg("GANGA SHG"), Class.POTENTIAL),
        (shg("Lakshmi Samuh"), shg("Laxmi Samooh"), Class.POTENTIAL),
        (shg("गंगा महिला समूह"), shg("Ganga Mahila Samuh"), Class.POTENTIAL),
        (shg("Ganga 1"), shg("Ganga 2"), Class.NONE),
        (shg("Ganga I"), shg("Ganga II"), Class.NONE),
        (shg("Ganga A"), shg("Ganga B"), Class.NONE),
        (shg("Ganga"), shg("Naya Ganga"), Class.NONE),
        (shg("Ganga I"), shg("Ganga 1"), Class.POTENTIAL),
        (shg("Ganga"), shg("Ganga", "2"), Class.NONE),
        (shg("Ganga"), shg("Jyoti"), Class.NONE),
        (shg("Ganga"), RawGroup("VO", "Ganga", gp="1"), Class.NONE),
        (shg("Ganga", **ACCOUNT), shg("Jyoti", "2", **ACCOUNT), Class.CONFIRMED),
        (shg("Ganga", **ACCOUNT), shg("Jyoti", account=ACCOUNT["account"]), Class.POTENTIAL),
        (shg(""), shg(""), Class.NONE),
    ],
)
def test_classes_of_groups(one: RawGroup, other: RawGroup, kind: Class) -> None:
    """One account is one group; one name in one place may be, unless a number differs."""
    assert judge_groups(read(one), read(other)).kind is kind


@given(*[st.builds(RawGroup, st.sampled_from(["SHG", "VO", "CLF"]), *[st.text(max_size=20)] * 5)] * 2)
def test_any_two_groups_can_be_compared_both_ways(one: RawGroup, other: RawGroup) -> None:
    """Reading never fails and the order does not matter."""
    mine, hers = read(one), read(other)
    assert judge_groups(mine, hers) == judge_groups(hers, mine)
    assert all(0 <= key < 2**63 for key in group_keys(mine))


@pytest.mark.parametrize(
    ("ifsc", "kind"), [("SBIN0001234", Class.CONFIRMED), ("PUNB0000001", Class.POTENTIAL), ("", Class.POTENTIAL)]
)
def test_a_member_with_the_account_of_a_group(ifsc: str, kind: Class) -> None:
    """An account is hers or the group's."""
    found = judge_member_and_group(person(account=ACCOUNT["account"], ifsc=ifsc), read(shg("Ganga", **ACCOUNT)))
    assert (found.kind, found.numbers) == (kind, ("account",))


def test_a_member_without_an_account_is_no_group() -> None:
    """Nothing on both sides is nothing."""
    assert judge_member_and_group(person(name="Ganga"), read(shg("Ganga"))).kind is Class.NONE
