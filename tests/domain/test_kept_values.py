"""Enums whose values are kept, and the tables of words: none is forgotten when a value comes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum

import pytest
from sqlalchemy import CheckConstraint, Table

from lokos_tui.commands.profiles import Uploaded
from lokos_tui.db import tables
from lokos_tui.domain.accounts.roles import AccountStatus, RoleStatus
from lokos_tui.domain.cbos.life import Life
from lokos_tui.domain.duplicates import results
from lokos_tui.domain.loads.mapping import BATCH_WORDS, BatchState
from lokos_tui.domain.loads.outcomes import OUTCOME_WORDS, LoadOutcome
from lokos_tui.domain.profiles.model import Bundle, Header, Line, Signed
from lokos_tui.domain.profiles.plan import WORDS as PROFILE_WORDS
from lokos_tui.domain.profiles.plan import LinePlan, Outcome, UploadPlan
from lokos_tui.domain.verification import flow
from lokos_tui.files.profiles.bundles import PickedUp
from lokos_tui.queries.profiles.fields import counts_words
from lokos_tui.queries.profiles.uploads import UploadRow
from screens.profiles.list import picked_words


@pytest.mark.parametrize(("values", "wanted", "table", "check"), [
    (AccountStatus, ("ACTIVE", "INACTIVE", "DELETED"), tables.user_account, "ck_user_status"),
    (RoleStatus, ("ACTIVE", "INACTIVE"), tables.user_role, "ck_role_status"),
    (Life, ("ACTIVE", "INACTIVE"), tables.cbo, "ck_cbo_life"),
    (Life, ("ACTIVE", "INACTIVE"), tables.member, "ck_member_life"),
])  # fmt: skip
def test_what_is_kept_keeps_its_values(
    values: Iterable[StrEnum], wanted: tuple[str, ...], table: Table, check: str
) -> None:
    """Pins the values of a status as offices have them, and that the database takes these and no others."""
    kept = [one for one in table.constraints if isinstance(one, CheckConstraint) and one.name == check]
    stored = tuple(re.findall(r"'(\w+)'", str(kept[0].sqltext)))
    assert tuple(one.value for one in values) == stored == wanted


@pytest.mark.parametrize(("words", "values"), [
    (OUTCOME_WORDS, LoadOutcome),
    (BATCH_WORDS, BatchState),
    (PROFILE_WORDS, Outcome),
    (results.WORDS, results.DuplicateResult),
    (results.FOUND_WORDS, results.Found),
    (flow.WORDS, flow.Bucket),
])  # fmt: skip
def test_every_value_has_words(words: Mapping[StrEnum, object], values: Iterable[StrEnum]) -> None:
    """Pins that a table of words has a line for each value of its enum, and none is left without words."""
    assert set(words) == set(values) and all(words.values())


def test_an_upload_says_each_outcome() -> None:
    """Pins the words of the list of uploads and of the inbox for every outcome, in order, and for no line."""
    counts = {outcome.value.lower(): number for number, outcome in enumerate(Outcome, 1)}
    row = UploadRow(1, "IUP_BK", "IUP_BPM", 0, "SIGNED", whole=True, file_name="a.jsonl", counts=counts)
    assert counts_words(row) == "1 new, 2 changed, 3 same, 4 older, 5 refused"
    assert counts_words(row._replace(counts={})) == "no lines"
    lines = [LinePlan(Line(n), outcome) for n, outcome in enumerate(Outcome, 1) for _ in range(n)]
    bundle = Bundle(Header("u", "100", "IUP_BK", 0), (), "", Signed.YES)
    done = Uploaded(1, UploadPlan(bundle, tuple(lines)), 0)
    said = "1 new, 2 changed, 3 unchanged, 4 older, 5 refused"
    assert picked_words(PickedUp("a.jsonl", "done", done)) == f"a.jsonl: {said}; it lies in done now."
