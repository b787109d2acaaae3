"""The gates hold for every record: nothing that a rule forbids ever has no reason against it."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from lokos_tui.domain.profiles.checks import LEAST_ACTIVE
from lokos_tui.domain.profiles.model import Kind
from lokos_tui.domain.verification.flow import Bucket
from lokos_tui.domain.verification.gates import MANDATORY, Person, Subject, group_refusals, maker_refusal, refusals
from lokos_tui.domain.verification.identifiers import CLEAN_RESULTS, IDENTIFIERS, Mark

MOBILES = st.frozensets(st.sampled_from(["9811111111", "9822222222", "9833333333"]), max_size=2)
PEOPLE = st.builds(Person, st.sampled_from(["IUP_A", "iup_a", "IUP_B", "IUP_C"]), MOBILES)
RESULTS = st.sampled_from(["NONE", "OVERRIDDEN", "NOT_CHECKED", "POTENTIAL", "CONFIRMED", "SHARED"])


@st.composite
def subjects(draw: st.DrawFn) -> Subject:
    """Return any record, possible or not."""
    kind = draw(st.sampled_from(Kind))
    carried = tuple(one for one in IDENTIFIERS[kind] if draw(st.booleans()))
    marks = st.dictionaries(st.sampled_from(["mobile", "account", "voter"]), st.sampled_from(Mark))
    return Subject(
        kind,
        1,
        "SUNITA DEVI",
        draw(st.sampled_from(Bucket)),
        draw(st.sampled_from([None, "70000000001"])),
        waits=draw(st.booleans()),
        makers=tuple(draw(st.lists(PEOPLE, max_size=3))),
        identifiers=carried,
        marks=draw(marks),
        results={one.name: draw(RESULTS) for one in carried},
        stale=draw(st.booleans()),
        confirmed=draw(st.integers(0, 2)),
        potential=draw(st.integers(0, 2)),
    )


def stands_clear(subject: Subject, checker: Person) -> bool:
    """Say of a record that waits whether it may be approved, rule by rule as the handbook has them."""
    fresh = not (subject.stale or subject.confirmed or subject.potential)
    decided = all(one.name in subject.marks for one in subject.identifiers)
    carried = {one.name for one in subject.identifiers}
    crossed = {name for name, mark in subject.marks.items() if mark is Mark.CROSS} & carried
    kept = subject.kind is not Kind.MEMBER or not crossed & set(MANDATORY)
    ids = {maker.user_id.upper() for maker in subject.makers}
    numbers = {number for maker in subject.makers for number in maker.mobiles}
    stranger = checker.user_id.upper() not in ids and not checker.mobiles & numbers
    return subject.waits and fresh and decided and kept and stranger


@given(subject=subjects(), checker=PEOPLE)
def test_no_reason_only_where_every_rule_is_kept(subject: Subject, checker: Person) -> None:
    """A record that waits has no reason against it exactly when every rule is kept."""
    waiting = replace(subject, bucket=Bucket.PENDING_BM)
    assert (refusals(waiting, checker) == ()) == stands_clear(waiting, checker)


@given(subject=subjects(), checker=PEOPLE)
def test_no_state_opens_a_way_round(subject: Subject, checker: Person) -> None:
    """In whatever state: her own record, a confirmed, open or stale duplicate, and one without a version are refused.

    Only a member of the older MIS who is activated needs no version.
    """
    codes = {problem.code for problem in refusals(subject, checker)}
    assert ("stale" in codes) == subject.stale
    assert ("confirmed" in codes) == bool(subject.confirmed)
    assert ("potential" in codes) == bool(subject.potential)
    assert ("no_version" in codes) == (not subject.waits and not subject.to_activate)
    assert bool(codes & {"maker", "maker.person"}) == any(maker.is_same(checker) for maker in subject.makers)


@given(subject=subjects())
def test_one_key_ticks_what_nothing_is_against(subject: Subject) -> None:
    """What one key ticks is undecided, its number found nowhere else, and its record waits, fresh and free."""
    for one in subject.clean:
        assert one in subject.undecided
        assert subject.results[one.name] in CLEAN_RESULTS
        assert subject.pending
        assert not (subject.stale or subject.confirmed or subject.potential)


@given(one=PEOPLE, other=PEOPLE, more=st.lists(PEOPLE, max_size=3))
def test_one_person_both_ways(one: Person, other: Person, more: list[Person]) -> None:
    """Being one person holds both ways, and no further maker beside her takes the refusal away."""
    assert one.is_same(other) == other.is_same(one)
    assert one.is_same(one)
    subject = Subject(Kind.MEMBER, 1, "SUNITA DEVI", Bucket.PENDING_BM, makers=(*more, other))
    if one.is_same(other):
        assert maker_refusal(subject, one) is not None


def test_nobody_shares_no_mobile() -> None:
    """Two accounts without a mobile are not one person for having none."""
    assert not Person("IUP_A").is_same(Person("IUP_B"))


@given(active=st.integers(0, 60), undecided=st.integers(0, 60), kind=st.sampled_from(Kind))
def test_a_group_stands_on_its_members(active: int, undecided: int, kind: Kind) -> None:
    """An SHG is free with five active members and none undecided; no other record asks for members."""
    found = group_refusals(Subject(kind, 1, "RADHA SHG", Bucket.PENDING_BM), active, undecided)
    free = kind is not Kind.SHG or (active >= LEAST_ACTIVE and not undecided)
    assert (found == ()) == free
    assert all(problem.sentence and problem.hint for problem in found)
