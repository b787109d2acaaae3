"""Faults of a profile at their edges: field by field, and a group by its members, its offices and its dates."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from lokos_tui.domain.profiles.checks import check_group, check_record
from lokos_tui.domain.profiles.model import Entry, Kind
from tests.support.bundles import shg, woman

TODAY = date(2026, 11, 23)
Told = list[tuple[str, str]]


def told(kind: Kind, content: dict[str, Any]) -> tuple[Told, Told]:
    """Return (field, code) of errors and of warnings, in their order."""
    errors, warnings = check_record(kind, content, TODAY)
    return [(one.field, one.code) for one in errors], [(one.field, one.code) for one in warnings]


def of_member(**more: Any) -> tuple[Told, Told]:
    """Return what is told of a good member with some fields changed."""
    return told(Kind.MEMBER, woman(3) | more)


def of_shg(**more: Any) -> tuple[Told, Told]:
    """Return what is told of a good SHG with an account and some fields changed."""
    return told(Kind.SHG, shg()["profile"] | {"account_no": "123456789", "ifsc": "SBIN0001234"} | more)


@pytest.mark.parametrize(("field", "value", "code"), [
    ("birth_year", 1900, None), ("birth_year", 1899, "year.range"), ("birth_year", 2027, "year.range"),
    ("birth_year", "1980", "type"), ("account_seeded", 1, "type"),
    ("account_seeded", True, None), ("account_seeded", False, None),
    ("joining_date", "2026-11-23", None), ("joining_date", "2026-11-24", "day.future"),
    ("joining_date", "1900-01-01", None), ("joining_date", "1899-12-31", "day.past"),
    ("joining_date", "2020-02-30", "day.shape"), ("joining_date", "20200210", "day.shape"),
    ("joining_date", "2020-2-10", "day.shape"), ("joining_date", "yesterday!", "day.shape"),
    ("joining_date", "", "field.missing"), ("joining_date", None, "field.missing"),
    ("religion", "HINDU", None), ("religion", "Hindu", "choice"), ("religion", "", None), ("religion", None, None),
    ("name", "ABC", None), ("name", "A. 1", "name.short"), ("name", "A" * 50, None), ("name", "A" * 51, "text.long"),
    ("ifsc", "SBIN0001234", None), ("ifsc", "SBIN1001234", "ifsc.shape"),
    ("account_no", "123456", None), ("account_no", "12345", "account.shape"),
    ("account_no", "999941057058", None),
    ("aadhaar", "999941057058", None),
    ("insurance", "999941057058", "aadhaar"), ("insurance", "x" * 100, None), ("insurance", "x" * 101, "text.long"),
    ("mobile", "", "field.missing"), ("mobile", "98765", "mobile.shape"),
])  # fmt: skip
def test_each_fault_stands_at_its_field(field: str, value: object, code: str | None) -> None:
    """One field at its edge, one code at that field, and no other error."""
    errors, _ = of_member(**{"ifsc": "SBIN0001234"} | {field: value})
    assert errors == ([(field, code)] if code else [])


def test_an_aadhaar_number_in_a_text_is_told_once() -> None:
    """What may be an Aadhaar number is told of any text, and its length and shape no more."""
    assert of_member(name="999941057058")[0] == [("name", "aadhaar")]
    assert of_member(secc_no="x" * 20 + " 9999 4105 7058")[0] == [("secc_no", "aadhaar")]


@pytest.mark.parametrize(("paise", "code"), [
    (0, None), (999_999_999, None), (-1, "paise"), (1_000_000_000, "paise"), ("100", "type"), (10.5, "type"),
])  # fmt: skip
def test_a_saving_at_its_edges(paise: object, code: str | None) -> None:
    """Savings are whole paise from nothing to just under a crore of rupees."""
    errors, _ = of_shg(compulsory_saving_paise=paise)
    assert errors == ([("compulsory_saving_paise", code)] if code else [])


@pytest.mark.parametrize(("more", "warned"), [
    ({"birth_date": "2008-11-23"}, False), ({"birth_date": "2008-11-24"}, True), ({"birth_date": "2008-12-01"}, True),
    ({"birth_date": "2009-01-01"}, True), ({"birth_date": "2007-12-31"}, False),
    ({"birth_date": "", "birth_year": 2008}, False), ({"birth_date": "", "birth_year": 2009}, True),
    ({"birth_date": "2008-11-23", "birth_year": 2020}, False),
    ({"birth_date": "", "birth_year": "2020"}, False),
])  # fmt: skip
def test_a_woman_is_grown_on_her_birthday(more: dict[str, Any], warned: bool) -> None:
    """Eighteen on the day; of a year alone the whole year counts; the date goes before the year."""
    _, warnings = of_member(**more)
    assert (("birth_date", "age") in warnings) is warned


@pytest.mark.parametrize(("more", "errors"), [
    ({"birth_date": "", "birth_year": 1980}, []), ({"birth_date": "1980-01-01", "birth_year": None}, []),
    ({"birth_date": "", "birth_year": None}, [("birth_date", "birth.missing")]),
    ({"pvtg": True, "social_category": "SC"}, [("pvtg", "pvtg.category")]),
    ({"pvtg": False, "social_category": "SC"}, []), ({"pvtg": True, "social_category": "ST"}, []),
    ({"life": "INACTIVE"}, [("inactive_reason", "inactive.why")]),
    ({"life": "INACTIVE", "inactive_reason": "moved"}, []), ({"life": "ACTIVE"}, []),
])  # fmt: skip
def test_what_goes_together_in_a_member(more: dict[str, Any], errors: Told) -> None:
    """A birth, PVTG with ST, a reason for who is inactive: each told at its field, and only when it is wrong."""
    assert of_member(**more)[0] == errors


@pytest.mark.parametrize(("more", "warnings"), [
    ({}, []),
    ({"account_no": ""}, [("account_no", "account.none")]),
    ({"account_no": "", "ifsc": ""}, [("account_no", "account.none")]),
    ({"ifsc": ""}, [("ifsc", "ifsc.none")]),
])  # fmt: skip
def test_the_account_of_a_group(more: dict[str, Any], warnings: Told) -> None:
    """A group without an account, or an account without its branch, is odd; a member may have neither."""
    assert of_shg(**more)[1] == warnings
    assert of_member(account_no="", ifsc="")[1] == []


def test_an_old_card_is_told_by_its_shape_alone() -> None:
    """Of a card of an older shape the check digit is not asked; of no card nothing is."""
    assert of_member(voter_id="AB/12/345/678901")[1] == [("voter_id", "epic.shape")]
    assert of_member(voter_id="WKH1186254")[1] == [("voter_id", "epic.digit")]
    assert of_member(voter_id="")[1] == []


def test_the_rules_of_a_member_are_no_groups() -> None:
    """A group has no birth and no age."""
    assert of_shg() == ([], [])


# -- a group as a whole ---------------------------------------------------------------------------------------


def of_group(
    *changes: dict[str, Any], count: int = 10, codes: tuple[str, ...] = (), **profile: Any
) -> tuple[Told, Told]:
    """Return (field, code) of errors and warnings of an SHG whose first members are changed as given."""
    line = shg(members=count, profile=profile)
    profiles = [one["profile"] for one in line["members"]]
    for at, change in enumerate(changes):
        profiles[at] |= change
    given = (*codes, *[""] * (count - len(codes)))
    members = [Entry(Kind.MEMBER, f"m{at}", given[at], 1, one) for at, one in enumerate(profiles)]
    errors, warnings = check_group(Entry(Kind.SHG, "shg-1", "", 1, line["profile"]), members)
    return [(one.field, one.code) for one in errors], [(one.field, one.code) for one in warnings]


@pytest.mark.parametrize(("changes", "errors"), [
    ([], []),
    ([{}, {"designation": "PRESIDENT"}], [("designation", "office.twice")]),
    ([{"designation": "SECRETARY"}], [("designation", "office.twice")]),
    ([{"designation": "TREASURER"}], [("designation", "office.twice")]),
    ([{"life": "INACTIVE"}], [("designation", "office.inactive")]),
    ([{}, {"life": "INACTIVE"}], [("designation", "office.inactive")]),
    ([{}, {}, {"life": "INACTIVE"}], [("designation", "office.inactive")]),
    ([{}, {}, {}, {"life": "INACTIVE"}], []),
    ([{"life": "ACTIVE"}], []),
    ([{"joining_date": "2019-12-05"}], [("joining_date", "joined.early")]),
    ([{"joining_date": "2019-12-06"}], []),
    ([{"joining_date": ""}], []),
    ([{"gender": "M"}], [("gender", "gender")]),
    ([{"gender": "T"}], []),
    ([{}, {}, {}, {"gender": "M", "life": "INACTIVE"}], []),
])  # fmt: skip
def test_a_group_by_its_members(changes: list[dict[str, Any]], errors: Told) -> None:
    """Each office once and by an active woman, nobody before the day of formation, men in special groups alone."""
    assert of_group(*changes)[0] == errors


@pytest.mark.parametrize(("special", "taken"), [
    ("PWD", True), ("ELDERLY", True), ("TRANSGENDER", True), ("GENERAL", False), ("PVTG", False),
    ("DIFFICULT_AREA", False),
])  # fmt: skip
def test_where_men_may_be(special: str, taken: bool) -> None:
    """Groups of the disabled, the elderly and of transgender people take men, no other does."""
    errors, _ = of_group({"gender": "M"}, special_category=special)
    assert errors == ([] if taken else [("gender", "gender")])


def test_a_group_without_a_day_has_no_early_member() -> None:
    """As long as the day of formation is not known, nobody joined before it."""
    assert of_group(formation_date="")[0] == []


def test_one_code_is_one_woman() -> None:
    """A code that stands twice, or the uid of the group given to a member, is told; no code is not a code."""
    twice = [("members", "member.twice")]
    assert of_group(codes=("70000000001", "70000000001"))[0] == twice
    assert of_group(codes=("70000000001", "70000000002"))[0] == []
    line = shg(members=1)
    same = [Entry(Kind.MEMBER, "shg-1", "", 1, line["members"][0]["profile"])]
    errors, _ = check_group(Entry(Kind.SHG, "shg-1", "", 1, line["profile"]), same)
    assert [(one.field, one.code) for one in errors] == twice


@pytest.mark.parametrize(("count", "special", "code"), [
    (1, "GENERAL", "members.few"), (4, "PWD", "members.few"), (5, "GENERAL", "members.under"), (5, "PVTG", None),
    (9, "GENERAL", "members.under"), (10, "GENERAL", None), (20, "GENERAL", None), (21, "GENERAL", "members.over"),
    (21, "PVTG", "members.over"),
])  # fmt: skip
def test_the_size_of_a_group_is_told_once(count: int, special: str, code: str | None) -> None:
    """Under five, under ten unless it is special, over twenty: one of them, at the members."""
    _, warnings = of_group(count=count, special_category=special)
    assert [one for one in warnings if one[1].startswith("members.")] == ([("members", code)] if code else [])


def test_only_the_active_make_its_size_and_hold_its_offices() -> None:
    """Ten members of whom one left are nine; an office held by who left is held by nobody."""
    assert of_group({}, {}, {}, {"life": "INACTIVE"})[1] == [("members", "members.under")]
    assert of_group({"life": "INACTIVE"})[1] == [("members", "members.under"), ("designation", "office.none")]
    assert of_group({"designation": "MEMBER"})[1] == [("designation", "office.none")]


def test_an_empty_office_is_named() -> None:
    """The sentence names the offices that nobody holds, and no other; without members nothing is said."""
    line = shg(members=10)
    people = [one["profile"] for one in line["members"]]
    people[0]["designation"] = people[2]["designation"] = "MEMBER"
    members = [Entry(Kind.MEMBER, f"m{at}", "", 1, one) for at, one in enumerate(people)]
    cbo = Entry(Kind.SHG, "shg-1", "", 1, line["profile"])
    (found,) = check_group(cbo, members)[1]
    assert found.sentence == "Not among the members: President, Treasurer."
    assert check_group(cbo, []) == ((), ())


@pytest.mark.parametrize(("second", "warned"), [
    ({"relation_name": "ramesh", "mobile": "9800000000"}, True),
    ({"relation_name": "RAMESH", "mobile": "9800000001"}, False),
    ({"relation_name": "SURESH", "mobile": "9800000000"}, False),
])  # fmt: skip
def test_one_of_a_family(second: dict[str, Any], warned: bool) -> None:
    """The same husband or father, in capitals or not, with the same mobile is told; one of the two is not enough."""
    _, warnings = of_group({"relation_name": "RAMESH", "mobile": "9800000000"}, second)
    assert (("members", "family") in warnings) is warned


@pytest.mark.parametrize(("name", "of_member_too", "of_group_too"), [
    ("SUNITA@DEVI", True, True), ("XXXX", True, True), ("SUNITA 2", True, False),
    ("SUNITA DEVI", False, False), ("नीना", False, False),
])  # fmt: skip
def test_an_odd_name_goes_along_as_a_warning(name: str, of_member_too: bool, of_group_too: bool) -> None:
    """A member's and a group's name are asked about by the rule of accounts; neither keeps the line out."""
    odd = ("name", "name.odd")
    assert (odd in of_member(name=name)[1], odd in of_shg(name=name)[1]) == (of_member_too, of_group_too)
    assert odd not in (*of_member(name=name)[0], *of_shg(name=name)[0])
