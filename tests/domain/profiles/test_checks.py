"""What is wrong, or odd, with a profile."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from lokos_tui.domain.profiles.checks import check_group, check_record
from lokos_tui.domain.profiles.model import Entry, Kind
from tests.support.bundles import shg, woman

TODAY = date(2026, 11, 23)


def codes(kind: Kind, content: dict[str, Any]) -> tuple[set[str], set[str]]:
    """Return the codes of errors and warnings."""
    errors, warnings = check_record(kind, content, TODAY)
    return {one.code for one in errors}, {one.code for one in warnings}


@pytest.mark.parametrize(
    ("more", "errors", "warnings"),
    [
        ({}, set(), set()),
        ({"mobile": "5876543210"}, {"mobile.shape"}, set()),
        ({"mobile": ""}, {"field.missing"}, set()),
        ({"name": "Om"}, set(), {"name.odd"}),
        ({"birth_date": ""}, {"birth.missing"}, set()),
        ({"birth_date": "", "birth_year": 1850}, {"year.range"}, set()),
        ({"birth_date": "2012-01-02"}, set(), {"age"}),
        ({"pvtg": True}, {"pvtg.category"}, set()),
        ({"pvtg": True, "social_category": "ST"}, set(), set()),
        ({"life": "INACTIVE"}, {"inactive.why"}, set()),
        ({"voter_id": "AB/12/345/678901"}, set(), {"epic.shape"}),
        ({"voter_id": "WKH1186253"}, set(), set()),
        ({"voter_id": "WKH1186254"}, set(), {"epic.digit"}),
        ({"account_no": "123456789012"}, set(), {"ifsc.none"}),
        ({"account_no": "12345"}, {"account.shape"}, {"ifsc.none"}),
        ({"secc_no": "x" * 18}, {"text.long"}, set()),
        ({"insurance": "9999 4105 7058"}, {"aadhaar"}, set()),
    ],
)
def test_a_member(more: dict[str, Any], errors: set[str], warnings: set[str]) -> None:
    """Shapes and gates are errors, norms and old cards warnings."""
    assert codes(Kind.MEMBER, woman(3) | more) == (errors, warnings)


def group(count: int, **profile: Any) -> tuple[set[str], set[str]]:
    """Return the codes of an SHG with this many members."""
    line = shg(members=count, profile=profile)
    members = [Entry(Kind.MEMBER, one["uid"], "", 1, one["profile"]) for one in line["members"]]
    errors, warnings = check_group(Entry(Kind.SHG, "shg-1", "", 1, line["profile"]), members)
    return {one.code for one in errors}, {one.code for one in warnings}


@pytest.mark.parametrize(
    ("count", "profile", "warned"),
    [
        (4, {}, "members.few"),
        (5, {}, "members.under"),
        (9, {}, "members.under"),
        (9, {"special_category": "PWD"}, ""),
        (10, {}, ""),
        (20, {}, ""),
        (21, {}, "members.over"),
    ],
)
def test_the_size_of_a_group(count: int, profile: dict[str, Any], warned: str) -> None:
    """Under 5 and outside 10 to 20 is said; special groups may be small (docs/domain.md#norms)."""
    errors, warnings = group(count, **profile)
    assert errors == set()
    assert {one for one in warnings if one.startswith("members.")} == ({warned} if warned else set())


def test_two_presidents_and_early_members() -> None:
    """Each office is held once, by an active member; nobody joins before the group is formed; men stand out."""
    line = shg(members=5, profile={"formation_date": "2021-01-01"})
    profiles = [one["profile"] for one in line["members"]]
    profiles[1]["designation"] = "PRESIDENT"
    profiles[2] |= {"life": "INACTIVE", "inactive_reason": "moved"}
    profiles[3]["gender"] = "M"
    members = [Entry(Kind.MEMBER, f"m{n}", "", 1, one) for n, one in enumerate(profiles)]
    members.append(members[4])
    errors, _ = check_group(Entry(Kind.SHG, "shg-1", "", 1, line["profile"]), members)
    assert {one.code for one in errors} == {"office.twice", "office.inactive", "joined.early", "gender", "member.twice"}
