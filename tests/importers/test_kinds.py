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
from lokos_tui.domain.loads.kinds import FACTS
from lokos_tui.domain.loads.outcomes import OF_MAPPING, OF_MASTERS, OUTCOME_WORDS, LoadMade, LoadOutcome
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
    ("mapping", ("link", "move", "same", "user", "change", "conflict", "fault", "left_out")),
    ("places", ("new", "change", "same", "fault", "left_out")),
    ("cbos", ("new", "change", "same", "fault", "left_out")),
])  # fmt: skip
def test_a_kind_has_its_outcomes_in_order(kind: str, outcomes: tuple[str, ...]) -> None:
    """Pins the outcomes of each kind as they are counted and stored, and that what a kind writes is one of them."""
    preview, facts = KINDS[kind].preview, KINDS[kind].facts
    assert outcomes == preview.OUTCOMES and set(facts.writes) < set(outcomes)


def test_every_outcome_has_words_and_a_sign() -> None:
    """Pins the words and sign of each outcome, that none is without, and what the list of a load's rows adds."""
    assert {outcome.value: (said.words, said.sign) for outcome, said in OUTCOME_WORDS.items()} == {
        "link": ("new links", "+"), "move": ("moves", ">"), "same": ("same", "="), "user": ("accounts only", "+"),
        "new": ("new", "+"), "change": ("changed", ">"), "conflict": ("conflicts", "x"), "fault": ("faults", "x"),
        "left_out": ("left out", "-"),
    }  # fmt: skip
    assert set(OUTCOME_WORDS) == set(LoadOutcome) == set(OF_MAPPING) | set(OF_MASTERS)
    assert [made.value for made in LoadMade] == ["linked", "account", "added"]
    assert not {made.value for made in LoadMade} & {outcome.value for outcome in LoadOutcome}


def test_what_a_load_added_is_counted() -> None:
    """Pins which counts say how much a load will write, and how much it added."""
    counts = {"link": 2, "move": 3, "user": 5, "new_users": 7, "same": 11, "new": 13, "change": 17, "fault": 19}
    assert [facts.written(counts) for facts in FACTS.values()] == [27, 30, 30]
    assert [facts.added(counts) for facts in FACTS.values()] == [29, 30, 30]
