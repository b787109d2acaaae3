"""The rules of verification, against anything that may come: gates, contents, codes, remarks."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lokos_tui.domain.accounts.persons import Person
from lokos_tui.domain.duplicates.results import DuplicateResult
from lokos_tui.domain.identifiers import mobile_ok
from lokos_tui.domain.profiles.fields import FIELDS
from lokos_tui.domain.profiles.model import Kind
from lokos_tui.domain.profiles.remarks import (
    BY_CODE,
    OTHER,
    REMARKS,
    WITH_GROUP,
    remark_problems,
    remarks_about,
    words_of,
)
from lokos_tui.domain.verification.codes import cbo_code, member_code
from lokos_tui.domain.verification.content import approved_content, changes
from lokos_tui.domain.verification.flow import Bucket
from lokos_tui.domain.verification.gates import (
    Subject,
    group_refusals,
    maker_refusal,
    refusals,
    warnings,
)
from lokos_tui.domain.verification.identifiers import IDENTIFIERS, Mark, carried

CHECKER = Person("IUP_CHECKER", frozenset({"9000000001"}))
kinds = st.sampled_from(list(Kind))
names = ("mobile", "account", "voter")
people = st.builds(
    Person,
    st.sampled_from(["IUP_CHECKER", "iup_checker", "IUP_MAKER", "IUP_LOADER"]),
    st.frozensets(st.sampled_from(["9000000001", "9000000002"])),
)

RESULTS = [DuplicateResult(code) for code in ("NONE", "SHARED", "POTENTIAL", "NOT_CHECKED")]


@st.composite
def subjects(draw: st.DrawFn) -> Subject:
    """Return a record in any state at all."""
    kind = draw(kinds)
    own = IDENTIFIERS[kind]
    held = tuple(one for one in own if draw(st.booleans()))
    return Subject(
        kind,
        draw(st.integers(1, 99)),
        "HARIOM",
        draw(st.sampled_from(list(Bucket))),
        draw(st.sampled_from([None, "1"])),
        waits=draw(st.booleans()),
        makers=tuple(draw(st.lists(people, max_size=3))),
        identifiers=held,
        marks={one.name: draw(st.sampled_from(Mark)) for one in held if draw(st.booleans())},
        results={one.name: draw(st.sampled_from(RESULTS)) for one in held},
        stale=draw(st.booleans()),
        confirmed=draw(st.integers(0, 2)),
        potential=draw(st.integers(0, 2)),
    )


@given(subjects())
def test_nothing_is_approved_that_should_not_be(subject: Subject) -> None:
    """Without a reason against it a record is fresh, free of open findings, decided, and nobody's own."""
    if refusals(subject, CHECKER):
        return
    assert not subject.stale
    assert subject.confirmed == subject.potential == 0
    assert not any(maker.is_same(CHECKER) for maker in subject.makers)
    assert subject.waits or subject.to_activate
    if subject.pending:
        assert set(subject.marks) >= {one.name for one in subject.identifiers}
        if subject.kind is Kind.MEMBER:
            assert not {one.name for one in subject.crossed} & {"mobile", "account"}


@given(subjects())
def test_every_reason_names_the_record_and_the_way_out(subject: Subject) -> None:
    """Each reason begins with the record's name and says what to do."""
    for problem in refusals(subject, CHECKER):
        assert problem.sentence.startswith("HARIOM: ")
        assert problem.hint


@given(subjects())
def test_one_key_ticks_only_what_is_clean(subject: Subject) -> None:
    """What one key may tick is undecided, free of doubt, and of a record that waits and was checked."""
    for one in subject.clean:
        assert one in subject.undecided
        assert subject.pending
        assert not subject.stale
        assert subject.confirmed == subject.potential == 0
        assert subject.results[one.name] not in {"SHARED", "POTENTIAL", "CONFIRMED"}


@given(people, people)
def test_being_one_person_goes_both_ways(one: Person, other: Person) -> None:
    """Sameness is symmetric; an account is itself; no mobile makes nobody the same."""
    assert one.is_same(other) == other.is_same(one)
    assert one.is_same(one)
    assert not Person("A").is_same(Person("B"))


@given(subjects())
def test_a_maker_is_told_before_anything_else(subject: Subject) -> None:
    """A hand in the record is always found, whatever else is wrong."""
    expected = any(maker.is_same(CHECKER) for maker in subject.makers)
    assert (maker_refusal(subject, CHECKER) is not None) == expected
    if expected:
        assert refusals(subject, CHECKER)[0].code in {"maker", "maker.person"}


@given(st.integers(0, 30), st.integers(0, 30))
def test_five_active_and_none_undecided(active: int, undecided: int) -> None:
    """An SHG passes by its members just when five are active and none is undecided; a federation always."""
    shg = Subject(Kind.SHG, 1, "HARIOM", Bucket.PENDING_BM)
    assert (not group_refusals(shg, active, undecided)) == (active >= 5 and undecided == 0)
    assert group_refusals(Subject(Kind.VO, 1, "X", Bucket.PENDING_BM), active, undecided) == ()


@pytest.mark.parametrize(
    ("active", "special", "count"),
    [(5, False, 1), (9, False, 1), (9, True, 0), (10, False, 0), (20, False, 0), (21, False, 1)],
)
def test_sizes_out_of_the_norm_are_told(active: int, special: bool, count: int) -> None:
    """Five to nine warn unless the group is special, over twenty warn always."""
    assert len(warnings(Subject(Kind.SHG, 1, "X", Bucket.PENDING_BM, special=special), active, 0)) == count


values = st.one_of(st.text(max_size=5), st.integers(0, 9), st.booleans())


def contents(kind: Kind) -> st.SearchStrategy[dict[str, Any]]:
    """Return contents of a kind: any of its fields, and what is kept of an Aadhaar number."""
    fields = [one.name for one in FIELDS[kind] if one.name != "aadhaar"]
    kept = ["aadhaar_ref", "aadhaar_last4"] if kind is Kind.MEMBER else []
    return st.dictionaries(st.sampled_from([*fields, *kept]), values, max_size=12)


@given(st.data(), kinds)
def test_a_crossed_identifier_never_becomes_official(data: st.DataObject, kind: Kind) -> None:
    """What was sent becomes official but for crossed identifiers, which stay what they were; a token is never lost."""
    sent, official = data.draw(contents(kind)), data.draw(contents(kind))
    crossed = data.draw(st.lists(st.sampled_from(IDENTIFIERS[kind]), unique=True))
    found = approved_content(sent, official, crossed)
    touched = {name for one in crossed for name in one.fields}
    for name in touched:
        assert (found.get(name) or "") == (official.get(name) or "")
    for name in sent.keys() - touched - {"aadhaar_ref", "aadhaar_last4"}:
        assert found[name] == sent[name]
    if official.get("aadhaar_ref"):
        assert found.get("aadhaar_ref")
    assert (
        approved_content(sent, official, ()).items()
        >= {name: value for name, value in sent.items() if not name.startswith("aadhaar")}.items()
    )


@given(st.data(), kinds)
def test_changes_are_what_differs(data: st.DataObject, kind: Kind) -> None:
    """Nothing changed between a content and itself; each change names both sides, and the two directions mirror."""
    before, after = data.draw(contents(kind)), data.draw(contents(kind))
    assert changes(kind, before, before) == ()
    found, back = changes(kind, before, after), changes(kind, after, before)
    assert [(one.field, one.before, one.after) for one in found] == [(one.field, one.after, one.before) for one in back]


@given(st.data(), kinds)
def test_identifiers_are_those_she_has(data: st.DataObject, kind: Kind) -> None:
    """An identifier is to be decided just when its number is there."""
    content = data.draw(contents(kind))
    assert {one.name for one in carried(kind, content)} == {
        one.name for one in IDENTIFIERS[kind] if content.get(one.fields[0])
    }


@given(st.integers(1, 99_999), st.integers(1, 99_999), st.integers(1, 99_999))
def test_codes_are_no_other_number(block: int, one: int, other: int) -> None:
    """A code has neither the shape of a mobile nor of an Aadhaar number; two numbers never give one code."""
    for make in (cbo_code, member_code):
        code = make(str(block), one)
        assert not mobile_ok(code)
        assert len(code) in (9, 11, 13)
        assert code.isdigit()
        assert (make(str(block), other) == code) == (one == other)


@given(st.text(max_size=30), st.text(max_size=250))
def test_a_remark_is_of_the_list(code: str, text: str) -> None:
    """Only a code of the list stands, the free one with words, none with an Aadhaar number; it always has words."""
    if not remark_problems(code, text):
        assert code in BY_CODE
        assert code != WITH_GROUP
        assert len(text) <= 200
    assert words_of(code, text) or not code


@pytest.mark.parametrize("remark", REMARKS)
def test_every_remark_can_be_chosen(remark: Any) -> None:
    """Each remark stands in the list of what it is about; of a member none that is said of groups."""
    assert remark in remarks_about(remark.about)
    assert remark_problems(remark.code, "words" if remark.code == OTHER else "") == ()
    assert not any(one.of_group for one in remarks_about("", of_group=False))
    assert remark_problems(remark.code, "9999 4105 7058")
