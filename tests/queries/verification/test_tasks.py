"""My Task: every count, whose it is, and how few statements it takes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lokos_tui.db import tables
from lokos_tui.domain.accounts.permissions import Actor
from lokos_tui.domain.accounts.roles import Role
from lokos_tui.domain.errors import Refused
from lokos_tui.queries.verification.tasks import TaskCounts, task_counts
from tests.support import waiting
from tests.support.office import BEFORE, HERE, NOW, THERE, Office
from tests.support.statements import count_queries

DAY = 86_400_000


@pytest.fixture
def office(small_office: Office) -> Office:
    """The small office with everything that may wait."""
    waiting.fill(small_office)
    return small_office


def manager(office: Office, clf: int = 0) -> Actor:
    """Return the block manager, of the whole block or of one cluster."""
    return replace(office.actors[Role.BLOCK_PM], user_id=waiting.ME, clf=clf)


def counts(office: Office, clf: int = 0, now: int = NOW) -> TaskCounts:
    """Return the counts as the block manager reads them."""
    with office.store.reading() as connection:
        return task_counts(connection, manager(office, clf), HERE, now)


def test_what_waits_and_how_old_it_is(office: Office) -> None:
    """Groups that wait by kind, members, codes to give; ages as the list filters them, undated ones the oldest."""
    found = counts(office)
    assert (found.shgs, found.vos, found.clfs) == (5, 1, 1)
    assert (found.members, found.no_code) == (5, 2)
    assert (found.over_3, found.over_10) == (4, 3)
    assert found.oldest == 12


def test_a_day_later_everything_is_a_day_older(office: Office) -> None:
    """Ages go by the Indian day: what was under three days yesterday may be older today."""
    found = counts(office, now=NOW + 2 * DAY)
    assert (found.over_3, found.over_10, found.oldest) == (5, 3, 14)


def test_what_went_back_and_what_is_not_checked(office: Office) -> None:
    """Rejected groups and members, groups that came back, records that are not checked since they came."""
    found = counts(office)
    assert (found.rejected, found.came_back, found.stale) == (2, 1, 3)
    assert found.uploads_since == 0


def test_uploads_since_the_check(office: Office) -> None:
    """Only uploads that came with or after the oldest unchecked record count."""
    row: dict[str, object] = {
        "block_code": HERE,
        "upload_uid": "x",
        "sha256": "x",
        "made_by": "A",
        "loaded_by": "A",
        "signed": "SIGNED",
    }
    with office.store.writing() as connection:
        rows = [row | {"id": n, "upload_uid": f"u{n}", "loaded_at": BEFORE + n - 2} for n in (1, 2, 3)]
        connection.execute(tables.upload.insert(), rows)
    assert counts(office).uploads_since == 2


def test_approved_today(office: Office) -> None:
    """Groups this manager approved since midnight in India; not yesterday's, a colleague's, or one taken back."""
    midnight = NOW - 13 * 3_600_000  # NOW is 13:00
    made = {"block_code": HERE, "made_by": "IUP_X", "loaded_by": "IUP_Y", "undone_at": None}
    version = {"record_kind": "C", "version": 1, "state": "WAITING", "content": "{}", "digest": "x", "at": BEFORE}
    wanted: tuple[tuple[int, dict[str, object]], ...] = (
        (midnight, {}),
        (midnight - 1, {}),
        (NOW, {"decided_by": waiting.COLLEAGUE}),
        (NOW, {"undone_at": NOW}),
    )
    with office.store.writing() as connection:
        for number, (at, more) in enumerate(wanted, 10):
            ids = {"block_code": HERE, "made_by": "IUP_X", "loaded_by": "IUP_Y", "id": number, "record_id": number}
            connection.execute(tables.profile_version.insert(), [version | ids])
            verdict = waiting.verdict(number, "C", number, "APPROVED", at)
            connection.execute(tables.verdict.insert(), [made | verdict | more])
    assert counts(office).approved_today == 1


@pytest.mark.parametrize(
    ("clf", "groups", "people"),
    [(waiting.CLF, (4, 1, 0), (5, 2)), (waiting.OTHER, (1, 0, 1), (0, 0)), (waiting.VO, (0, 0, 0), (0, 0))],
)
def test_a_cluster_counts_its_own(
    office: Office, clf: int, groups: tuple[int, int, int], people: tuple[int, int]
) -> None:
    """A manager of one cluster counts its groups and their members alone."""
    found = counts(office, clf)
    assert (found.shgs, found.vos, found.clfs) == groups
    assert (found.members, found.no_code) == people


def test_an_empty_block(small_office: Office) -> None:
    """Where nothing waits, everything is nought."""
    found = counts(small_office)
    assert found == TaskCounts(*(0 for _ in range(15)))


def test_four_statements_for_who_verifies(office: Office) -> None:
    """Four statements; nobody but a block manager asks, and she of no other block."""
    counts(office)  # where the block lies is looked up once a process
    with count_queries(office.store) as seen:
        counts(office)
    assert len(seen) == 4
    with office.store.reading() as connection:
        for role, actor in office.actors.items():
            if role is not Role.BLOCK_PM:
                with pytest.raises(Refused):
                    task_counts(connection, actor, HERE, NOW)
        with pytest.raises(Refused):
            task_counts(connection, manager(office), THERE, NOW)
