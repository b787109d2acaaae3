"""The gates, case by case: each reason by its code, and what stands beside it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from lokos_tui.domain.accounts.persons import Person
from lokos_tui.domain.duplicates.results import DuplicateResult
from lokos_tui.domain.profiles.model import Kind
from lokos_tui.domain.verification.flow import Bucket, Event
from lokos_tui.domain.verification.gates import (
    Subject,
    contributors,
    group_refusals,
    maker_refusal,
    refusals,
    warnings,
)
from lokos_tui.domain.verification.identifiers import IDENTIFIERS, Mark

CHECKER = Person("IUP_BPM", frozenset({"9999000001"}))
MOBILE, ACCOUNT, VOTER = (
    next(one for one in IDENTIFIERS[Kind.MEMBER] if one.name == name) for name in ("mobile", "account", "voter")
)
TICKED = {"mobile": Mark.TICK, "account": Mark.TICK}
CLEAN = {"mobile": DuplicateResult.NONE, "account": DuplicateResult.NONE}
GOOD = Subject(
    Kind.MEMBER, 1, "SUNITA DEVI", Bucket.PENDING_BM, identifiers=(MOBILE, ACCOUNT), marks=TICKED, results=CLEAN,
    makers=(Person("IUP_BK", frozenset({"9999000002"})),),
)  # fmt: skip


def reasons(**changed: Any) -> list[str]:
    """Return the codes against the good record with fields changed."""
    return [one.code for one in refusals(replace(GOOD, **changed), CHECKER)]


@pytest.mark.parametrize(("changed", "codes"), [
    ({}, []),
    ({"makers": (Person("iup_bpm"),)}, ["maker"]),
    ({"makers": (Person("IUP_BK", frozenset({"9999000001"})),)}, ["maker.person"]),
    ({"makers": (Person("IUP_BK"), Person("IUP_BPM"))}, ["maker"]),
    ({"waits": False}, ["no_version"]),
    ({"waits": False, "bucket": Bucket.APPROVED, "code": None}, []),
    ({"waits": False, "bucket": Bucket.APPROVED, "code": "70000000001"}, ["no_version"]),
    ({"waits": False, "bucket": Bucket.APPROVED, "code": None, "kind": Kind.SHG}, ["no_version"]),
    ({"stale": True}, ["stale"]),
    ({"confirmed": 1}, ["confirmed"]),
    ({"potential": 1}, ["potential"]),
    ({"marks": {"mobile": Mark.TICK}}, ["undecided"]),
    ({"marks": {}, "bucket": Bucket.APPROVED}, []),
    ({"marks": TICKED | {"mobile": Mark.CROSS}}, ["crossed"]),
    ({"marks": TICKED | {"account": Mark.CROSS}}, ["crossed"]),
    ({"marks": TICKED | {"mobile": Mark.CROSS}, "kind": Kind.SHG}, []),
    ({"marks": TICKED | {"mobile": Mark.CROSS}, "bucket": Bucket.APPROVED}, []),
    ({"identifiers": (VOTER,), "marks": {"voter": Mark.CROSS}}, []),
    ({"stale": True, "confirmed": 2, "potential": 3, "marks": {"mobile": Mark.CROSS}},
     ["stale", "confirmed", "potential", "undecided", "crossed"]),
])  # fmt: skip
def test_each_reason_by_its_code(changed: dict[str, Any], codes: list[str]) -> None:
    """One thing wrong, one code; everything wrong, every code in the order of the screen."""
    assert reasons(**changed) == codes


def test_what_is_mandatory_is_the_offices_to_say() -> None:
    """An office that asks for the voter id refuses it crossed, and lets a crossed mobile pass."""
    one = replace(GOOD, identifiers=(MOBILE, VOTER), marks={"mobile": Mark.CROSS, "voter": Mark.TICK})
    assert refusals(one, CHECKER, ("voter",)) == ()
    other = replace(one, marks={"mobile": Mark.TICK, "voter": Mark.CROSS})
    assert [each.code for each in refusals(other, CHECKER, ("voter",))] == ["crossed"]


@pytest.mark.parametrize(("count", "words"), [(1, "1 possible duplicate "), (2, "2 possible duplicates ")])
def test_one_is_not_many(count: int, words: str) -> None:
    """A count stands with its noun."""
    assert words in refusals(replace(GOOD, potential=count), CHECKER)[0].sentence


def test_reasons_name_what_they_are_about() -> None:
    """The identifiers that are undecided or crossed are listed, and no other; the field is the verification."""
    found = refusals(replace(GOOD, marks={"account": Mark.CROSS}), CHECKER)
    assert [one.field for one in found] == ["verification", "verification"]
    assert MOBILE.label in found[0].sentence and ACCOUNT.label not in found[0].sentence
    assert ACCOUNT.label in found[1].sentence and MOBILE.label not in found[1].sentence
    assert all(one.sentence.startswith("SUNITA DEVI: ") and one.hint for one in found)


# -- what one key ticks -------------------------------------------------------------------------------------


def clean(**changed: Any) -> list[str]:
    """Return the names of what one key may tick of an undecided record with fields changed."""
    return [one.name for one in replace(GOOD, **({"marks": {}} | changed)).clean]


@pytest.mark.parametrize(("result", "ticked"), [
    ("POTENTIAL", False), ("CONFIRMED", False), ("SHARED", False),
    ("NONE", True), ("OVERRIDDEN", True), ("NOT_CHECKED", True),
])  # fmt: skip
def test_one_key_ticks_only_what_has_nothing_against_it(result: str, ticked: bool) -> None:
    """A number that is shared or in doubt is looked at by itself; one that was decided, or is not compared, is not."""
    assert clean(results={"mobile": result, "account": "NONE"}) == (["mobile"] if ticked else []) + ["account"]
    assert clean(results={}) == ["mobile", "account"]


@pytest.mark.parametrize("changed", [
    {"stale": True}, {"confirmed": 1}, {"potential": 1}, {"bucket": Bucket.APPROVED}, {"bucket": Bucket.REJECTED},
    {"bucket": Bucket.WITH_BOOKKEEPER}, {"bucket": Bucket.INCOMPLETE},
])  # fmt: skip
def test_one_key_ticks_nothing_of_a_doubtful_record(changed: dict[str, Any]) -> None:
    """A record that is not checked, that has a duplicate, or that does not wait has nothing to tick at once."""
    assert clean() == ["mobile", "account"]
    assert clean(**changed) == []


def test_one_key_ticks_nothing_twice() -> None:
    """What was ticked or crossed already is left as it is."""
    assert clean(marks={"mobile": Mark.CROSS}) == ["account"]
    assert clean(marks=TICKED) == []


def test_ticks_and_crosses_are_told_apart() -> None:
    """Crossed is what has a cross, undecided what has no mark."""
    one = replace(GOOD, marks={"mobile": Mark.CROSS})
    assert ([each.name for each in one.crossed], [each.name for each in one.undecided]) == (["mobile"], ["account"])


# -- who made it --------------------------------------------------------------------------------------------


def test_makers_are_those_since_the_last_approval() -> None:
    """Maker and loader of every version count, in order, until one was approved; then the list begins anew."""
    a, b, c, d = (Person(name) for name in "ABCD")
    assert contributors([("REJECTED", a, b), ("WAITING", c, d)]) == (a, b, c, d)
    assert contributors([("REJECTED", a, b), ("APPROVED", b, b), ("WAITING", c, d)]) == (c, d)
    assert contributors([("WAITING", a, b), ("APPROVED", c, d)]) == ()


def test_one_person_with_two_accounts_is_told_of_the_mobile() -> None:
    """The sentence names the other account; two accounts without a mobile are two people."""
    found = maker_refusal(replace(GOOD, makers=(Person("IUP_BK", frozenset({"9999000001"})),)), CHECKER)
    assert found is not None
    assert (found.code, "IUP_BK" in found.sentence) == ("maker.person", True)
    assert maker_refusal(replace(GOOD, makers=(Person("IUP_BK"),)), Person("IUP_BPM")) is None


# -- a group and its members --------------------------------------------------------------------------------

SHG = Subject(Kind.SHG, 1, "HARIOM", Bucket.PENDING_BM)


@pytest.mark.parametrize(("active", "undecided", "codes"), [
    (5, 0, []), (4, 0, ["active"]), (0, 0, ["active"]), (5, 1, ["members"]), (4, 2, ["members", "active"]),
])  # fmt: skip
def test_five_active_members_and_none_undecided(active: int, undecided: int, codes: list[str]) -> None:
    """An SHG has at least five active members and nobody undecided; both are told at once."""
    found = group_refusals(SHG, active, undecided)
    assert [one.code for one in found] == codes
    if "active" in codes:
        assert found[-1].sentence == f"HARIOM: {active} of 5 active members."
        assert f"Approve {5 - active} more" in found[-1].hint
    if undecided:
        assert f"{undecided} member{'s' if undecided > 1 else ''} undecided" in found[0].sentence


@pytest.mark.parametrize("kind", [Kind.VO, Kind.CLF, Kind.MEMBER])
def test_only_an_shg_is_judged_by_its_members(kind: Kind) -> None:
    """A federation has no members of this kind."""
    assert group_refusals(replace(SHG, kind=kind), 0, 9) == ()


@pytest.mark.parametrize(("active", "special", "told"), [
    (4, False, False), (5, False, True), (9, False, True), (9, True, False), (10, False, False), (20, False, False),
    (21, False, True), (21, True, True),
])  # fmt: skip
def test_the_norm_of_size_only_warns(active: int, special: bool, told: bool) -> None:
    """5 to 9 are told unless the group is special, more than 20 always; fewer than 5 are refused elsewhere."""
    expected = (f"{active} active members; the norm is 10 to 20.",) if told else ()
    assert warnings(replace(SHG, special=special), active, 0) == expected


@pytest.mark.parametrize(("kind", "below", "bearers", "told"), [
    (Kind.VO, 0, (), ("No SHG belongs to it yet.",)),
    (Kind.CLF, 0, (), ("No VO belongs to it yet.",)),
    (Kind.VO, 1, ("SITA", "sita"), ("One woman holds two offices.",)),
    (Kind.VO, 1, ("SITA", "GITA", ""), ()),
    (Kind.VO, 1, ("", ""), ()),
    (Kind.CLF, 0, ("SITA", "GITA", "SITA"), ("No VO belongs to it yet.", "One woman holds two offices.")),
])  # fmt: skip
def test_what_is_odd_about_a_federation(
    kind: Kind, below: int, bearers: tuple[str, ...], told: tuple[str, ...]
) -> None:
    """Nobody below it, and one name in two offices, are told; an office that is empty is nobody's."""
    assert warnings(replace(SHG, kind=kind), 0, below, bearers) == told


@pytest.mark.parametrize("bucket", Bucket)
def test_what_waits_and_what_is_to_be_activated(bucket: Bucket) -> None:
    """Pending is one state; to activate is a member approved before who has no code."""
    one = replace(GOOD, bucket=bucket)
    assert one.pending is (bucket is Bucket.PENDING_BM)
    assert one.to_activate is (bucket is Bucket.APPROVED)
    assert not replace(one, code="7").to_activate
    assert not replace(one, kind=Kind.SHG).to_activate


# -- what a record is taken for -----------------------------------------------------------------------------


@pytest.mark.parametrize(("changed", "event", "pending"), [
    ({}, Event.APPROVE, True),
    ({"bucket": Bucket.APPROVED}, Event.ACTIVATE, False),
    ({"bucket": Bucket.APPROVED, "code": "70000000001"}, Event.APPROVE, False),
    ({"bucket": Bucket.APPROVED, "kind": Kind.SHG}, Event.APPROVE, False),
    ({"bucket": Bucket.REJECTED}, Event.APPROVE, False),
    ({"bucket": Bucket.WITH_BOOKKEEPER}, Event.APPROVE, False),
])  # fmt: skip
def test_what_an_approval_is_to_a_record(changed: dict[str, Any], event: Event, pending: bool) -> None:
    """A member approved before without a code is activated, everything else approved; PENDING_BM alone waits."""
    one = replace(GOOD, **changed)
    assert (one.approval, one.to_activate, one.pending) == (event, event is Event.ACTIVATE, pending)


def test_what_a_record_is_unless_it_is_said() -> None:
    """First version of an active, usual record that waits, with nobody behind it and nothing against it."""
    one = Subject(Kind.SHG, 7, "RADHA SHG", Bucket.PENDING_BM)
    assert (one.code, one.version, one.waits, one.active, one.special) == (None, 1, True, True, False)
    assert (one.makers, one.identifiers, dict(one.marks), dict(one.results)) == ((), (), {}, {})
    assert (one.stale, one.confirmed, one.potential) == (False, 0, 0)
