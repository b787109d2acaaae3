"""The words of states: each code has its own, and what is stored is what was always stored."""

from __future__ import annotations

import pytest
from sqlalchemy import CheckConstraint

from lokos_tui.db.models import metadata
from lokos_tui.domain.duplicates.results import TYPED, WORST_FIRST, DuplicateResult, worst
from lokos_tui.domain.duplicates.rules import Class
from lokos_tui.domain.profiles.model import Kind, RecordKind, record_kind
from screens.duplicates.side_by_side import CLASS_WORDS


def test_every_code_has_its_place_and_words() -> None:
    """Each result is worse or better than any other; what a finding may be has words at its head."""
    assert set(WORST_FIRST) == set(DuplicateResult)
    assert set(CLASS_WORDS) == set(Class) - {Class.NONE}


def test_what_is_typed() -> None:
    """A work list is narrowed by these words; a shared number is no result of a list."""
    assert TYPED == {
        "none": "NONE",
        "potential": "POTENTIAL",
        "confirmed": "CONFIRMED",
        "decided": "OVERRIDDEN",
        "unchecked": "NOT_CHECKED",
    }


def test_the_worst_result() -> None:
    """Confirmed is worse than potential, that than a decided one, that than a shared number; nothing found is NONE."""
    assert worst([DuplicateResult.SHARED, DuplicateResult.OVERRIDDEN]) is DuplicateResult.OVERRIDDEN
    assert worst([DuplicateResult.POTENTIAL, DuplicateResult.CONFIRMED]) is DuplicateResult.CONFIRMED
    assert worst([]) is DuplicateResult.NONE


def test_kinds_of_records() -> None:
    """A member is M, and an SHG, a VO or a CLF is C, wherever a record is named."""
    assert {kind: record_kind(kind).value for kind in Kind} == {
        Kind.MEMBER: "M",
        Kind.SHG: "C",
        Kind.VO: "C",
        Kind.CLF: "C",
    }
    assert {RecordKind.MEMBER: 1, RecordKind.CBO: 2} == {"M": 1, "C": 2}


@pytest.mark.parametrize(
    ("name", "stored"),
    [
        ("ck_version_kind", "record_kind IN ('C', 'M')"),
        ("ck_verdict_kind", "record_kind IN ('C', 'M')"),
        ("ck_outbox_kind", "record_kind IN ('C', 'M')"),
        ("ck_match_record_kind", "kind IN ('C', 'M')"),
        ("ck_mark_mark", "mark IN ('TICK', 'CROSS')"),
        ("ck_verdict_verdict", "verdict IN ('APPROVED', 'REJECTED', 'ACTIVATED')"),
        ("ck_version_state", "state IN ('WAITING', 'APPROVED', 'REJECTED', 'REPLACED')"),
        ("ck_upload_line_outcome", "outcome IN ('NEW', 'CHANGED', 'UNCHANGED', 'OLDER', 'REFUSED')"),
        ("ck_upload_signed", "signed IN ('SIGNED', 'UNSIGNED')"),
        ("ck_finding_found", "found IN ('CONFIRMED', 'POTENTIAL', 'SHARED')"),
        (
            "ck_result_overall",
            "overall IN ('NOT_CHECKED', 'NONE', 'SHARED', 'POTENTIAL', 'CONFIRMED', 'OVERRIDDEN')",
        ),
        ("ck_cbo_duplicate", "duplicate IN ('NOT_CHECKED', 'NONE', 'POTENTIAL', 'CONFIRMED', 'OVERRIDDEN')"),
        ("ck_member_duplicate", "duplicate IN ('NOT_CHECKED', 'NONE', 'POTENTIAL', 'CONFIRMED', 'OVERRIDDEN')"),
        ("ck_cbo_bucket", "bucket IN ('INCOMPLETE', 'WITH_BOOKKEEPER', 'PENDING_BM', 'APPROVED', 'REJECTED')"),
        ("ck_outbox_answer", "answer IN ('', 'TAKEN', 'REFUSED')"),
        ("ck_answer_answer", "answer IN ('TAKEN', 'REFUSED')"),
        ("ck_batch_state", "state IN ('APPLIED', 'UNDONE', 'PARTLY_UNDONE')"),
        ("ck_cbo_change", "change_type IN ('NEW', 'MODIFIED', '')"),
    ],
)
def test_what_is_stored(name: str, stored: str) -> None:
    """The database takes the same codes as ever: an enum that grows needs a revision."""
    checks = {
        constraint.name: str(constraint.sqltext)
        for table in metadata.tables.values()
        for constraint in table.constraints
        if isinstance(constraint, CheckConstraint)
    }
    assert checks[name] == stored
