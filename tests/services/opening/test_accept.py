"""An opening load waits beside the office's records, and one act of the block manager makes it official."""

from __future__ import annotations

from lokos_tui.db import tables
from tests.support.openings import SOURCE, Moving


def test_what_is_loaded_waits_and_nothing_else_changes(moving: Moving) -> None:
    """A load leaves every official table, every version and every verdict as it was."""
    before = moving.official()
    sizes = moving.queue.desk.sizes()
    done = moving.load()
    assert done.opening_id == 1
    assert moving.official() == before
    grown = {name for name, size in moving.queue.desk.sizes().items() if size != sizes[name]}
    assert grown == {"opening_load", "opening_record", "audit_entry", "block_counter"}


def test_accepting_makes_everything_official_with_its_codes(moving: Moving) -> None:
    """Codes, buckets, origin, source, places, federation, a version and a verdict each: and nothing in the outbox."""
    moving.load()
    done = moving.accept()
    assert (done.members, done.groups) == (18, 5)
    shg, vo, clf = moving.cbo("099600001"), moving.cbo("VO/0001"), moving.cbo("CLF/0001")
    assert (shg.bucket, shg.origin, shg.source, shg.change_type) == ("APPROVED", "MIGRATED", SOURCE, "")
    assert (shg.vo_id, shg.clf_id, vo.clf_id) == (vo.id, clf.id, clf.id)
    assert (shg.gp_id, shg.village_id) == (1, 1)
    woman = moving.member("09960000020")
    assert (woman.shg_id, woman.bucket, woman.life, woman.origin) == (shg.id, "APPROVED", "ACTIVE", "MIGRATED")
    assert woman.source == SOURCE
    verdicts = moving.queue.desk.rows(tables.verdict)
    assert {(row.verdict, row.act, row.decided_by) for row in verdicts} == {
        ("APPROVED", done.act, moving.queue.manager.user_id)
    }
    versions = moving.queue.desk.rows(tables.profile_version)
    assert len(verdicts) == len(versions) == 23
    assert {row.state for row in versions} == {"APPROVED"}
    assert not moving.queue.desk.rows(tables.outbox)


def test_undo_leaves_what_was(moving: Moving) -> None:
    """Taken back after it was accepted, the official tables are what they were; before it, nothing is kept."""
    before = moving.official()
    moving.load()
    moving.accept()
    assert moving.take_back() == 23
    assert moving.official() == before
    assert not moving.queue.desk.rows(tables.opening_record)
    moving.load()
    assert moving.withdraw(2) == 23
    moving.load()
    assert moving.refuse(3) == 23
    assert moving.official() == before
    assert {row.state for row in moving.queue.desk.rows(tables.opening_load)} == {"TAKEN_BACK", "REFUSED"}
    moving.load()
    moving.accept(4)
    assert moving.member("09960000020").bucket == "APPROVED"
