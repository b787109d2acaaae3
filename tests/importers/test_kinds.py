"""The kinds of load: one record each, and the same keys in every layer that looks something up by them."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import CheckConstraint

from importers.kinds import KINDS
from lokos_tui.cli.parser import parse
from lokos_tui.cli.ssh.commands import ALLOWED
from lokos_tui.db import tables
from lokos_tui.domain.accounts.permissions import Permission
from lokos_tui.domain.loads import mapping, masters
from lokos_tui.domain.loads.kinds import FACTS
from lokos_tui.queries.loads.snapshots import SNAPSHOTS
from lokos_tui.services.handlers import HANDLERS
from lokos_tui.services.loads.undo import UNDO

WANTED = {
    "mapping": Permission.LINKS_IMPORT,
    "places": Permission.PLACES_IMPORT,
    "cbos": Permission.CBOS_IMPORT,
}


def test_every_layer_knows_every_kind() -> None:
    """Pins that facts, records, snapshots, undo, the database, the command line and SSH have the same kinds."""
    checks = [
        c for c in tables.import_batch.constraints if isinstance(c, CheckConstraint) and c.name == "ck_batch_kind"
    ]
    stored = re.findall(r"'(\w+)'", str(checks[0].sqltext))
    over_ssh = next(one for one in ALLOWED if one.words == ("import",))
    assert list(FACTS) == list(KINDS) == list(SNAPSHOTS) == list(UNDO) == stored == list(WANTED)
    assert all(over_ssh.arguments[0].fullmatch(kind) for kind in WANTED)
    for words in ("import", "template"):
        for kind in (*WANTED, "profiles"):
            assert parse([words, kind, "a.xlsx"]).kind == kind


@pytest.mark.parametrize("kind", WANTED)
def test_a_kind_says_the_same_everywhere(kind: str) -> None:
    """Pins that sheet, command and permission of a kind belong together, and that its command has a handler."""
    record = KINDS[kind]
    assert record.spec.kind == record.command.kind == record.facts.key == record.key == kind
    assert record.command.permission is record.facts.permission is WANTED[kind]
    assert record.command.action == f"import.{kind}" and record.command in HANDLERS.commands


@pytest.mark.parametrize(("kind", "outcomes"), [
    ("mapping", mapping.Outcome), ("places", masters.MasterOutcome), ("cbos", masters.MasterOutcome),
])  # fmt: skip
def test_every_outcome_has_words_and_a_sign(kind: str, outcomes: type[mapping.Outcome]) -> None:
    """Pins that no outcome of a plan is shown without words or sign, and that what a kind writes is an outcome."""
    preview, facts = KINDS[kind].preview, KINDS[kind].facts
    assert set(preview.WORDS) == set(preview.SIGNS) == {outcome.value for outcome in outcomes}
    assert set(facts.writes) < set(preview.WORDS)


def test_what_a_load_added_is_counted() -> None:
    """Pins which counts say how much a load will write, and how much it added."""
    counts = {"link": 2, "move": 3, "user": 5, "new_users": 7, "same": 11, "new": 13, "change": 17, "fault": 19}
    assert [facts.written(counts) for facts in FACTS.values()] == [10, 30, 30]
    assert [facts.added(counts) for facts in FACTS.values()] == [12, 30, 30]
