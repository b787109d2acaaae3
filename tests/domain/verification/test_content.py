"""Tokens, takings over and changes: for any two contents."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lokos_tui.domain.profiles.fields import FIELDS, KEPT_OF_AADHAAR
from lokos_tui.domain.profiles.model import Kind, Value
from lokos_tui.domain.verification.content import approved_content, changes
from lokos_tui.domain.verification.identifiers import Identifier, carried

Content = dict[str, Value]
REF, LAST4 = KEPT_OF_AADHAAR
VALUES = st.one_of(st.text("AB1", max_size=3), st.booleans(), st.integers(0, 3))


@st.composite
def contents(draw: st.DrawFn, kind: Kind) -> Content:
    """Return any content of a kind; what is kept of an Aadhaar number is kept whole."""
    names = [one.name for one in FIELDS[kind] if one.name != "aadhaar"]
    found = draw(st.dictionaries(st.sampled_from(names), VALUES, max_size=8))
    if kind is Kind.MEMBER and draw(st.booleans()):
        digit = draw(st.sampled_from("12"))
        found |= {REF: f"1:{digit * 64}", LAST4: digit * 4}
    return found


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Kind, Content, Content]:
    """Return a kind and two contents of it."""
    kind = draw(st.sampled_from(Kind))
    return kind, draw(contents(kind)), draw(contents(kind))


@st.composite
def decided(draw: st.DrawFn) -> tuple[Content, Content, tuple[Identifier, ...]]:
    """Return what was sent, what was official, and which of its identifiers were crossed."""
    kind, sent, official = draw(pairs())
    return sent, official, tuple(one for one in carried(kind, sent) if draw(st.booleans()))


@given(case=decided())
def test_a_token_once_taken_stays(case: tuple[Content, Content, tuple[Identifier, ...]]) -> None:
    """No approval loses an Aadhaar token, and its last digits are always those of the same number."""
    sent, official, crossed = case
    found = approved_content(sent, official, crossed)
    whose = sent if sent.get(REF) else official
    assert found.get(REF) == whose.get(REF)
    assert found.get(LAST4) == whose.get(LAST4)


@given(case=decided())
def test_nothing_that_was_read_is_changed(case: tuple[Content, Content, tuple[Identifier, ...]]) -> None:
    """What was sent and what was official stay as they were; approving the same again changes nothing."""
    sent, official, crossed = case
    before = dict(sent), dict(official)
    found = approved_content(sent, official, crossed)
    assert (sent, official) == before
    assert approved_content(found, found, ()) == found


@given(case=pairs())
def test_no_change_is_equal_content(case: tuple[Kind, Content, Content]) -> None:
    """There is no change exactly where both say the same; nothing said, '' and false are one."""
    kind, one, other = case
    plain = [{name: value for name, value in content.items() if value} for content in (one, other)]
    same = all(plain[0].get(name, "") == plain[1].get(name, "") for name in {*plain[0], *plain[1]} - {LAST4})
    assert (changes(kind, one, other) == ()) == same
    assert changes(kind, one, one) == ()


@given(case=pairs())
def test_a_token_is_never_shown(case: tuple[Kind, Content, Content]) -> None:
    """A change of the Aadhaar number shows the last four digits, never the token."""
    kind, one, other = case
    for each in changes(kind, one, other):
        assert not any(str(value).startswith("1:") for value in (each.before, each.after))
