"""What loading would do with records that are known by a code."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from importers.profiles import read_bundle
from lokos_tui.domain.links.rules import LoadNorm
from lokos_tui.domain.profiles.model import Kind
from lokos_tui.domain.profiles.plan import Known, LinePlan, Outcome, Place, Snapshot, plan_upload
from tests.support.bundles import MAKER, packed, shg
from tests.support.office import HERE

HELD = Known(Kind.SHG, 7, "JYOTI", None, "290005005", "APPROVED", approved=True)
WOMAN = Known(Kind.MEMBER, 8, "SUNITA", None, "4711", "APPROVED", shg_id=7, shg_name="JYOTI", approved=True)
SNAPSHOT = Snapshot(
    HERE,
    MAKER,
    frozenset({Kind.SHG}),
    frozenset({7}),
    (Place(1, ("99601",), "AHMADPUR SADAT"),),
    (Place(2, ("9960101",), "AHMADPUR SADAT", 1),),
    {},
    {(Kind.SHG, "290005005"): HELD, (Kind.MEMBER, "4711"): WOMAN},
)


def test_a_code_is_taken_once_in_an_upload() -> None:
    """Two lines with one SHG code, or one member code, under two uids: the second is refused, naming the first."""
    lines = [shg("shg-0001", code="290005005"), shg("shg-0002", first=20, code="290005005"), shg("shg-0003", first=40)]
    lines[0]["members"][0]["code"] = lines[2]["members"][0]["code"] = "4711"
    bundle = read_bundle(packed(lines), today=date(2026, 11, 23), tokenise=str, key_of=lambda _: None)
    plans = plan_upload(bundle, SNAPSHOT).lines
    assert [plan.outcome for plan in plans] == [Outcome.NEW, Outcome.REFUSED, Outcome.REFUSED]
    assert all("stands in line 2 already" in plan.reason for plan in plans[1:])


def by_code(code: str = "290005005", **more: Any) -> dict[str, Any]:
    """Return the line of an SHG that is named by its code alone."""
    return {"kind": "SHG", "code": code, "members": shg("shg-0001", members=2)["members"]} | more


def plans_of(*lines: dict[str, Any], snapshot: Snapshot = SNAPSHOT) -> tuple[LinePlan, ...]:
    """Return what would become of the lines."""
    bundle = read_bundle(packed(list(lines)), today=date(2026, 11, 23), tokenise=str, key_of=lambda _: None)
    return plan_upload(bundle, snapshot).lines


def test_an_shg_named_by_its_code_stays_as_it_is() -> None:
    """Its members are looked at; of the SHG itself nothing changes, not its place either."""
    (plan,) = plans_of(by_code())
    assert plan.cbo is not None
    assert (plan.outcome, plan.cbo.outcome, plan.cbo.known) == (Outcome.NEW, Outcome.UNCHANGED, HELD)
    assert [one.outcome for one in plan.members] == [Outcome.NEW, Outcome.NEW]
    assert (plan.gp_id, plan.village_id, plan.parent_id) == (0, 0, 0)


def test_a_code_nobody_knows_is_refused() -> None:
    """An SHG that is not here cannot be named by its code; nor can one whose books another keeps."""
    assert plans_of(by_code("1"))[0].reason == "1 is no SHG of this block. Send its profile with its members."
    assert "is not linked to" in plans_of(by_code(), snapshot=replace(SNAPSHOT, linked=frozenset()))[0].reason


def test_one_line_an_shg_by_its_code() -> None:
    """The same code in two lines, with or without a profile, is refused in the second."""
    other = by_code(members=shg("shg-0002", members=2, first=9)["members"])
    assert "stands in line 2 already" in plans_of(by_code(), other)[1].reason
    whole = shg("shg-0003", first=40, code="290005005")
    assert "stands in line 2 already" in plans_of(by_code(), whole)[1].reason


def test_the_norm_is_the_offices_own() -> None:
    """As many as the norm say nothing, one more warns; lines that are refused count for nothing."""
    kept = replace(SNAPSHOT, kinds=frozenset({Kind.SHG}), held={Kind.SHG: 2})
    bundle = read_bundle(packed([shg()]), today=date(2026, 11, 23), tokenise=str, key_of=lambda _: None)
    for norm, warnings in ((3, ()), (2, (f"{SNAPSHOT.maker} would keep 3 SHGs; the norm for one bookkeeper is 2.",))):
        assert plan_upload(bundle, kept, LoadNorm(shgs=norm)).warnings == warnings
    assert plan_upload(bundle, replace(kept, kinds=frozenset()), LoadNorm(shgs=2)).warnings == ()
