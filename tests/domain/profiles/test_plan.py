"""What loading would do with records that are known by a code."""

from __future__ import annotations

from datetime import date

from importers.profiles import read_bundle
from lokos_tui.domain.profiles.model import Kind
from lokos_tui.domain.profiles.plan import Known, Outcome, Place, Snapshot, plan_upload
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
