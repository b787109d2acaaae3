"""Dates, grouping, loads, fields of an account, the audit chain."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lokos_tui.domain import dates
from lokos_tui.domain.accounts import people
from lokos_tui.domain.accounts.roles import BOOKKEEPER_OF, FACTS, CboType, Role
from lokos_tui.domain.links import rules as linking
from lokos_tui.domain.office import audit


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (0, "0"),
        (999, "999"),
        (1000, "1,000"),
        (17547182, "1,75,47,182"),
        (7311918, "73,11,918"),
        (-100000, "-1,00,000"),
    ],
)
def test_indian_grouping(number: int, shown: str) -> None:
    """Amounts and counts are grouped the Indian way, as the programme's own lists show them."""
    assert dates.grouped(number) == shown


@given(st.dates(date(1900, 1, 1), date(2999, 12, 31)))
def test_days_go_round(day: date) -> None:
    """A day shown as DD/MM/YYYY reads back as the same day, and so does its kept form."""
    assert dates.read_day(dates.show_day(day.isoformat())) == day
    assert dates.read_day(day.isoformat()) == day


def test_moments_are_indian_time() -> None:
    """Half past six in the evening UTC is the next day in India."""
    assert dates.time_of(1_700_073_000_000) == "16/11/2023 00:00"
    assert dates.iso_day(1_700_073_000_000) == "2023-11-16"


def test_no_day_is_no_day() -> None:
    """A day that does not exist is not read."""
    assert dates.read_day("31/02/2024") is None
    assert dates.read_day("") is None
    assert dates.show_day(None) == "-"


@pytest.mark.parametrize(("held", "warned"), [(20, False), (21, True), (0, False)])
def test_twenty_shgs_are_the_norm(held: int, warned: bool) -> None:
    """The twenty-first SHG brings a warning, the twentieth none."""
    assert bool(linking.overload(Role.SHG_BK, held, linking.LoadNorm())) is warned


def test_approvers_have_no_load_norm() -> None:
    """Only bookkeepers are warned about."""
    assert linking.overload(Role.CLF_VO_APPROVER, 99, linking.LoadNorm()) == ""


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("kind", list(CboType))
def test_a_role_is_linked_to_its_own_kind_alone(role: Role, kind: CboType) -> None:
    """SHG, VO and CLF roles link SHGs, VOs and CLFs; staff link nothing."""
    assert (linking.link_problem(role, kind) is None) is (FACTS[role].links is kind)


def test_each_kind_has_its_bookkeeper() -> None:
    """The bookkeeper role of a kind is linked to that kind."""
    for kind, role in BOOKKEEPER_OF.items():
        assert linking.kind_of(role) is kind


@pytest.mark.parametrize(
    ("name", "mobile", "email", "codes"),
    [
        ("SUNITA DEVI", "9876543210", "", set()),
        ("", "", "x", {"name.missing", "mobile.missing", "email.shape"}),
        ("A", "98765", "a@b.in", {"name.short", "mobile.shape"}),
        ("A" * 51, "5876543210", "", {"name.long", "mobile.shape"}),
        ("SUNITA 9999 4105 7058", "9876543210", "", {"aadhaar"}),
    ],
)
def test_all_problems_of_an_account_at_once(name: str, mobile: str, email: str, codes: set[str]) -> None:
    """Every wrong field is named, not the first one alone."""
    assert {problem.code for problem in people.account_problems(name, mobile, email, "")} == codes


def test_audit_details_hold_no_whole_numbers() -> None:
    """Mobiles and accounts are masked in the trail, control characters are gone."""
    text = audit.details_text({"mobile": "9876543210", "account_no": "123456789", "name": "A\x1bB"})
    assert "9876543210" not in text
    assert "123456789" not in text
    assert "\x1b" not in text


@given(st.binary(min_size=32, max_size=32), st.lists(st.tuples(st.integers(), st.text()), min_size=1, max_size=5))
def test_each_row_of_the_chain_depends_on_all_before(key: bytes, rows: list[tuple[int, str]]) -> None:
    """Changing any row changes every later hash, and so does another key."""

    def chain(key: bytes, rows: list[tuple[int, str]]) -> list[str]:
        hashes, last = [], audit.FIRST
        for row in rows:
            last = audit.chain_hash(key, last, row)
            hashes.append(last)
        return hashes

    honest = chain(key, rows)
    changed = chain(key, [(rows[0][0] + 1, rows[0][1]), *rows[1:]])
    assert all(a != b for a, b in zip(honest, changed, strict=True))
    assert chain(key[::-1] + b"x", rows) != honest
