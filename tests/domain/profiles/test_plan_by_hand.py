"""What becomes of each record of an upload, at the edges: whose it is, which revision it is, where it lies."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from lokos_tui.domain.errors import Problem
from lokos_tui.domain.links.rules import LoadNorm
from lokos_tui.domain.profiles.model import Bundle, Entry, Header, Kind, Line, Signed, digest
from lokos_tui.domain.profiles.plan import WORDS, Known, LinePlan, Outcome, Place, Snapshot, UploadPlan, plan_upload

MAKER = "IUP_AHMADPURSADATSHGBK"
GP, OTHER_GP = Place(1, ("99601", "GP1"), "AHMADPUR SADAT"), Place(2, ("99602",), "HAKEEMPUR")
VILLAGES = (
    Place(11, ("9960101",), "NAYA GAON", 1), Place(12, ("9960201",), "NAYA GAON", 2),
    Place(13, ("9960202",), "QUAZI", 2),
)  # fmt: skip
GROUP = {"name": "JYOTI", "gp": "99601"}
WOMAN = {"name": "SUNITA DEVI"}


def known(kind: Kind = Kind.SHG, **more: Any) -> Known:
    """Return an approved record of the block with one version of revision 3."""
    usual: dict[str, Any] = {"version": 1, "revision": 3, "digest": digest(GROUP if kind is Kind.SHG else WOMAN)}
    number, uid = (7, "shg-1") if kind is Kind.SHG else (8, "m-1")
    place: dict[str, Any] = {} if kind is Kind.SHG else {"shg_id": 7, "shg_name": "JYOTI"}
    return Known(kind, number, "STORED", uid, None, "APPROVED", **place | usual | more)


def snapshot(*stored: Known, **more: Any) -> Snapshot:
    """Return a block that holds these records, of which the maker keeps the books."""
    here = Snapshot(
        "996", MAKER, frozenset({Kind.SHG, Kind.VO}), frozenset({7}), (GP, OTHER_GP), VILLAGES,
        {one.uid: one for one in stored if one.uid}, {(one.kind, one.code): one for one in stored if one.code},
    )  # fmt: skip
    return replace(here, **more)


def group(revision: int = 3, code: str = "", uid: str = "shg-1", kind: Kind = Kind.SHG, **content: Any) -> Entry:
    """Return a group of an upload."""
    return Entry(kind, uid, code, revision, GROUP | content)


def woman(revision: int = 3, code: str = "", uid: str = "m-1", **content: Any) -> Entry:
    """Return a member of an upload."""
    return Entry(Kind.MEMBER, uid, code, revision, WOMAN | content)


def upload(*lines: Line, held: Snapshot | None = None, norm: LoadNorm | None = None) -> UploadPlan:
    """Return what becomes of lines."""
    bundle = Bundle(Header("upload-1", "996", MAKER, 1), lines, "", Signed.YES)
    return plan_upload(bundle, held or snapshot(), *([norm] if norm else []))


def one(cbo: Entry, *members: Entry, held: Snapshot | None = None, **more: Any) -> LinePlan:
    """Return what becomes of one line."""
    (plan,) = upload(Line(2, cbo, members, **more), held=held).lines
    return plan


def test_the_words_of_outcomes() -> None:
    """What stands in the list and in --json for each outcome."""
    assert WORDS == {
        Outcome.NEW: "new", Outcome.CHANGED: "changed", Outcome.UNCHANGED: "same", Outcome.OLDER: "older",
        Outcome.REFUSED: "refused",
    }  # fmt: skip
    bare = Known(Kind.SHG, 7, "JYOTI", None, None, "APPROVED")
    assert (bare.shg_id, bare.version, bare.revision, bare.digest, bare.approved, bare.with_group) == (
        0, 0, 0, "", False, False,
    )  # fmt: skip


@pytest.mark.parametrize(("revision", "name", "bucket", "outcome"), [
    (3, "JYOTI", "APPROVED", Outcome.UNCHANGED), (9, "JYOTI", "APPROVED", Outcome.UNCHANGED),
    (2, "NAYI", "APPROVED", Outcome.OLDER), (3, "NAYI", "APPROVED", Outcome.REFUSED),
    (4, "NAYI", "APPROVED", Outcome.CHANGED), (4, "NAYI", "PENDING_BM", Outcome.REFUSED),
    (4, "NAYI", "REJECTED", Outcome.CHANGED), (4, "JYOTI", "PENDING_BM", Outcome.UNCHANGED),
    (2, "NAYI", "PENDING_BM", Outcome.OLDER),
])  # fmt: skip
def test_a_group_by_its_revision(revision: int, name: str, bucket: str, outcome: Outcome) -> None:
    """The same content is unchanged whatever its revision; other content needs a higher one, and no lock."""
    plan = one(group(revision, name=name), held=snapshot(replace(known(), bucket=bucket)))
    assert plan.outcome is outcome
    assert plan.locked is (bucket == "PENDING_BM" and outcome is Outcome.REFUSED)
    if plan.cbo:
        assert (plan.cbo.outcome, plan.cbo.writes, plan.cbo.digest) == (
            outcome, outcome is Outcome.CHANGED, digest(GROUP | {"name": name}),
        )  # fmt: skip


def test_a_record_without_a_version_is_changed_by_the_first() -> None:
    """What came from the older MIS has no revision: the first content that is sent changes it."""
    old = replace(known(), digest="", revision=0, version=0, uid=None, code="290000007")
    plan = one(group(0, "290000007", "shg-9"), held=snapshot(old))
    assert plan.outcome is Outcome.CHANGED


@pytest.mark.parametrize(("uid", "outcome"), [
    (None, Outcome.UNCHANGED), ("sheet-1", Outcome.UNCHANGED), ("phone-2", Outcome.REFUSED),
])  # fmt: skip
def test_a_code_is_taken_over_from_nobody_else(uid: str | None, outcome: Outcome) -> None:
    """A record of no phone, or of a workbook, is named by its code; one of another phone is not."""
    held = snapshot(replace(known(), uid=uid, code="290000007"))
    plan = one(group(code="290000007", uid="shg-9"), held=held)
    assert plan.outcome is outcome
    if outcome is Outcome.REFUSED:
        assert plan.reason.startswith("290000007 is STORED, which another phone keeps.")


def test_what_is_nowhere_or_another_kind() -> None:
    """A code nobody has, a name of the phone that is another kind of record: both told in words."""
    assert one(group(code="290000099", uid="shg-9")).reason.startswith("290000099 is no SHG of this block.")
    member = one(group(uid="shg-9"), woman(code="99", uid="m-9"), held=snapshot()).reason
    assert member.startswith("99 is no member of this block.")
    other = one(group(), held=snapshot(replace(known(), kind=Kind.VO)))
    assert other.reason.startswith("shg-1 is a VO here, not an SHG.")
    assert not other.locked
    assert one(group(code="290000007"), held=snapshot(known())).outcome is Outcome.UNCHANGED


def test_by_code_alone() -> None:
    """A group that is only named stays as it is, with its own digest."""
    held = snapshot(replace(known(), uid=None, code="290000007", digest="d"))
    plan = one(Entry(Kind.SHG, "", "290000007", 0, {}), woman(uid="m-9"), held=held, by_code=True)
    assert plan.cbo is not None
    assert (plan.outcome, plan.cbo.outcome, plan.cbo.digest) == (Outcome.NEW, Outcome.UNCHANGED, "d")


@pytest.mark.parametrize(("buckets", "locked"), [
    (("PENDING_BM", "PENDING_BM"), True), (("PENDING_BM", "APPROVED"), False), (("APPROVED", "PENDING_BM"), False),
])  # fmt: skip
def test_a_line_is_locked_when_all_that_holds_it_is(buckets: tuple[str, str], locked: bool) -> None:
    """It may be taken later just when everything that is refused in it waits for the block manager."""
    held = snapshot(replace(known(), bucket=buckets[0]), replace(known(Kind.MEMBER), bucket=buckets[1]))
    revisions = [4 if bucket == "PENDING_BM" else 3 for bucket in buckets]
    cbo, member = group(revisions[0], name="NAYI"), woman(revisions[1], name="GEETA")
    made = upload(Line(2, cbo, (member,)), held=held)
    assert (made.lines[0].outcome, made.lines[0].locked, made.locked) == (Outcome.REFUSED, locked, locked)
    assert "NAYI" in made.lines[0].reason
    assert "GEETA" in made.lines[0].reason
    new = upload(Line(2, cbo, (woman(code="99", uid="m-9"),)), held=held)
    assert new.locked is False


@pytest.mark.parametrize(("gp", "village", "found"), [
    ("99601", "", (1, 0)), ("GP1", "", (1, 0)), ("ahmadpur  sadat", "", (1, 0)), ("", "", (0, 0)),
    ("99602", "NAYA GAON", (2, 12)), ("", "QUAZI", (2, 13)), ("", "9960101", (1, 11)), ("99601", "9960101", (1, 11)),
])  # fmt: skip
def test_a_place_by_code_or_name(gp: str, village: str, found: tuple[int, int]) -> None:
    """A gram panchayat and a village of it; a village alone brings its gram panchayat."""
    plan = one(group(uid="shg-9", gp=gp, village=village))
    assert (plan.outcome, plan.gp_id, plan.village_id) == (Outcome.NEW, *found)


@pytest.mark.parametrize(("gp", "village", "words"), [
    ("NOWHERE", "", "NOWHERE is no gram panchayat of block 996."),
    ("99601", "QUAZI", "QUAZI is no village of block 996."),
    ("", "NAYA GAON", "NAYA GAON names more than one village of block 996."),
])  # fmt: skip
def test_a_place_that_is_none_or_several(gp: str, village: str, words: str) -> None:
    """What names no place, or more than one, is refused in words."""
    plan = one(group(uid="shg-9", gp=gp, village=village))
    assert plan.outcome is Outcome.REFUSED
    assert plan.reason.startswith(words)


def test_whose_books_they_are() -> None:
    """A new group is its maker's where she keeps that kind; one that is here must be linked to her."""
    assert one(group(), held=snapshot(known(), linked=frozenset())).reason.startswith(
        f"STORED is not linked to {MAKER}."
    )
    assert one(group(uid="clf-9", kind=Kind.CLF)).reason.startswith(f"{MAKER} keeps no books of a CLF.")
    assert one(group(uid="shg-9"), held=snapshot(linked=frozenset())).outcome is Outcome.NEW


@pytest.mark.parametrize(("kind", "field", "code", "parent"), [
    (Kind.SHG, "vo", "390000001", 21), (Kind.VO, "clf", "490000001", 22), (Kind.VO, "vo", "390000001", 0),
    (Kind.SHG, "vo", "", 0),
])  # fmt: skip
def test_the_federation_above(kind: Kind, field: str, code: str, parent: int) -> None:
    """An SHG names its VO and a VO its CLF, by code; nothing else above is looked at."""
    held = snapshot(
        replace(known(), kind=Kind.VO, id=21, uid=None, code="390000001"),
        replace(known(), kind=Kind.CLF, id=22, uid=None, code="490000001"),
    )
    above: dict[str, Any] = {field: code}
    assert one(group(uid="new-9", kind=kind, **above), held=held).parent_id == parent


def test_a_federation_that_is_not_here() -> None:
    """A code that is no VO of the block is refused, a CLF's too."""
    held = snapshot(replace(known(), kind=Kind.CLF, id=22, uid=None, code="490000001"))
    plan = one(group(uid="shg-9", vo="490000001"), held=held)
    assert plan.reason.startswith("490000001 is no VO of this block.")


def test_a_member_belongs_to_one_group() -> None:
    """Who is a member of another SHG is refused there; in her own she is unchanged."""
    held = snapshot(known(), known(Kind.MEMBER))
    assert one(group(), woman(), held=held).outcome is Outcome.UNCHANGED
    elsewhere = one(group(uid="shg-9"), woman(), held=held)
    assert elsewhere.reason.startswith("SUNITA DEVI is a member of JYOTI already.")
    assert not elsewhere.locked


@pytest.mark.parametrize(("with_group", "bucket", "changed", "outcome"), [
    (True, "REJECTED", True, Outcome.CHANGED), (True, "REJECTED", False, Outcome.UNCHANGED),
    (True, "APPROVED", False, Outcome.CHANGED), (False, "APPROVED", False, Outcome.UNCHANGED),
    (False, "REJECTED", True, Outcome.UNCHANGED),
])  # fmt: skip
def test_who_went_back_with_her_group_comes_again_with_it(
    with_group: bool, bucket: str, changed: bool, outcome: Outcome
) -> None:
    """Nothing of her changed: she waits again once her group is sent anew, or is no longer with the bookkeeper."""
    member = replace(known(Kind.MEMBER), bucket="REJECTED", with_group=with_group)
    held = snapshot(replace(known(), bucket=bucket), member)
    plan = one(group(4, name="NAYI" if changed else "JYOTI"), woman(), held=held)
    assert [made.outcome for made in plan.members] == [outcome]


def test_a_line_is_as_new_as_its_newest_record() -> None:
    """New goes before changed, changed before older, older before unchanged."""
    held = snapshot(known(), known(Kind.MEMBER))
    assert one(group(), woman(2, name="GEETA"), held=held).outcome is Outcome.OLDER
    assert one(group(4, name="NAYI"), woman(2, name="GEETA"), held=held).outcome is Outcome.CHANGED
    assert one(group(4, name="NAYI"), woman(uid="m-9"), held=held).outcome is Outcome.NEW
    made = upload(Line(2, group()), Line(3, group(uid="shg-8")), Line(4, group(uid="shg-9")), held=held)
    assert {outcome: made.count(outcome) for outcome in Outcome} == {
        Outcome.NEW: 2, Outcome.UNCHANGED: 1, Outcome.CHANGED: 0, Outcome.OLDER: 0, Outcome.REFUSED: 0,
    }  # fmt: skip


@pytest.mark.parametrize(("sheet", "first", "second"), [
    ("", "", "JYOTI stands in line 2 already. Keep it in one of the two lines."),
    ("Groups", "Groups row 5: ", "Groups row 6: JYOTI stands in Groups row 5 already. Keep it in one of the two rows."),
])  # fmt: skip
def test_what_stands_twice_is_named_by_its_place(sheet: str, first: str, second: str) -> None:
    """A name of the phone counts once in an upload; in a workbook the sheet and row stand before the reason, once."""
    wrong = Line(3, None, (), (Problem("line", "json", "This is no line.", ""),), sheet=sheet, row=5)
    lines = [Line(number, group(uid="shg-9"), sheet=sheet, row=number + 3) for number in (2, 3)]
    plans = upload(*lines).lines
    assert [plan.outcome for plan in plans] == [Outcome.NEW, Outcome.REFUSED]
    assert plans[1].reason == second
    told = upload(wrong, norm=LoadNorm(shgs=1))
    assert told.lines[0].reason.startswith(f"{first}This is no line.")
    assert told.warnings == ()
    placed = replace(wrong, problems=(Problem("line", "json", "Groups row 5: no.", ""),))
    assert upload(placed).lines[0].reason.count("row 5") == 1


@pytest.mark.parametrize(("uid", "name", "place", "called"), [
    ("m-9", "SUNITA", "", "SUNITA: "), ("m-9", "", "", "m-9: "), ("m-9", "", "Members row 4", "(Members row 4): "),
    ("m-9", "SUNITA", "Members row 4", "SUNITA (Members row 4): "),
])  # fmt: skip
def test_a_fault_names_whose_it_is(uid: str, name: str, place: str, called: str) -> None:
    """By name, else by the phone's name for her; in a workbook with the sheet and row."""
    fault = Problem("mobile", "mobile.shape", "Mobile is wrong.", "")
    entry = Entry(Kind.MEMBER, uid, "", 1, {"name": name}, (fault,), place=place)
    assert one(group(uid="shg-9"), entry).reason.startswith(f"{called}Mobile is wrong.")


def test_codes_count_by_kind() -> None:
    """The code of an SHG and of a member may be the same; without a code only the phone's name counts."""
    held = snapshot(
        replace(known(), uid=None, code="77"), replace(known(Kind.MEMBER), uid=None, code="77", shg_id=7),
    )  # fmt: skip
    plan = one(group(code="77"), woman(code="77"), woman(uid="m-2"), held=held)
    assert [made.outcome for made in plan.members] == [Outcome.UNCHANGED, Outcome.NEW]
    assert upload(Line(2, group(uid="shg-8")), Line(3, group(uid="shg-9"))).count(Outcome.NEW) == 2
