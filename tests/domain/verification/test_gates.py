"""The gates, rule by rule: a reason against a record exactly where a rule is broken."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from lokos_tui.domain.accounts.persons import Person
from lokos_tui.domain.profiles.model import Kind
from lokos_tui.domain.verification.flow import Bucket
from lokos_tui.domain.verification.gates import MANDATORY, Subject, refusals
from lokos_tui.domain.verification.identifiers import IDENTIFIERS, Mark

MOBILES = st.frozensets(st.sampled_from(["9811111111", "9822222222", "9833333333"]), max_size=2)
PEOPLE = st.builds(Person, st.sampled_from(["IUP_A", "iup_a", "IUP_B", "IUP_C"]), MOBILES)


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
        stale=draw(st.booleans()),
        confirmed=draw(st.integers(0, 2)),
        potential=draw(st.integers(0, 2)),
    )


def stands_clear(subject: Subject, checker: Person) -> bool:
    """Say of a record that waits whether it may be approved, rule by rule as docs/domain.md#approval has them."""
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
