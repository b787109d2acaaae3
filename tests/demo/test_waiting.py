"""What waits in the demonstration block: versions as uploads leave them, whole, with somebody who made each."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from lokos_tui.db import schema
from lokos_tui.db.engine import open_store
from lokos_tui.demo.block import BlockData, make_block
from lokos_tui.demo.geography import block_facts
from lokos_tui.demo.load import fill_block
from lokos_tui.demo.records import Version
from lokos_tui.demo.waiting import DAYS, Waiting
from lokos_tui.domain.accounts.roles import Role
from lokos_tui.domain.paging import PageRequest
from lokos_tui.domain.profiles.checks import check_record
from lokos_tui.domain.profiles.model import Kind, digest
from lokos_tui.queries.verification.group import load_group
from lokos_tui.queries.verification.queue import QueueFilters, queue_page
from tests.support.office import HERE, NOW, actor_of


@pytest.fixture(scope="module")
def block() -> BlockData:
    """The sample block at its usual size."""
    return make_block(block_facts(1))


@pytest.fixture(scope="module")
def waiting(block: BlockData) -> Waiting:
    """What waits in it, after everything went by."""
    watch = Waiting(block, NOW)
    for rows in (
        watch.shgs(block.shg_profiles()),
        watch.federations(block.federation_profiles()),
        watch.members(block.members()),
    ):
        for _ in rows:
            pass
    return watch


def test_enough_waits_for_a_day(block: BlockData) -> None:
    """About 80 SHGs, new ones and edited ones, and a few VOs and CLFs, asked for over two weeks up to today."""
    asked = [cbo for cbo in Waiting(block, NOW).cbos() if cbo.waits]
    counts = Counter(cbo.cbo_type for cbo in asked)
    assert 70 <= counts["SHG"] <= 95
    assert counts["VO"] + counts["CLF"] in (3, 4)
    assert {cbo.change_type for cbo in asked if cbo.cbo_type == "SHG"} == {"NEW", "MODIFIED"}
    ages = {(date(2026, 1, 1) - date.fromisoformat(cbo.request_date or "")).days for cbo in asked}
    assert ages == set(range(DAYS))


def test_each_record_that_waits_has_its_version(block: BlockData, waiting: Waiting) -> None:
    """Every CBO and member before the block manager has one version that waits, and nothing else has one."""
    wanted = {("C", cbo.id) for cbo in block.cbos if cbo.waits} | {
        ("M", one.id) for one in block.members() if one.waits
    }
    assert {(one.record_kind, one.record_id) for one in waiting.versions} == wanted
    assert len(waiting.versions) == len(wanted)
    assert {one.state for one in waiting.versions} == {"WAITING"}


def test_members_of_a_new_group_are_new(block: BlockData) -> None:
    """All members of a new group wait as new ones without a code; of an edited one the edited ones, with theirs."""
    groups = {cbo.id: cbo for cbo in block.cbos if cbo.waits}
    for member in block.members():
        group = groups.get(member.shg_id)
        if group is None:
            assert not member.waits
        elif group.change_type == "NEW":
            assert (member.bucket, member.change_type, member.member_code) == ("PENDING_BM", "NEW", None)
        else:
            assert member.member_code
            assert (member.bucket, member.change_type) in {("PENDING_BM", "MODIFIED"), ("APPROVED", "")}
        assert (member.uid is not None) == member.waits


def test_contents_are_what_an_upload_would_take(block: BlockData, waiting: Waiting) -> None:
    """Every content passes the checks of an upload, has its digest, and a mobile of its own."""
    kinds = {("C", cbo.id): Kind(cbo.cbo_type) for cbo in block.cbos}
    mobiles = Counter[str]()
    for one in waiting.versions:
        content = json.loads(one.content)
        kind = kinds.get((one.record_kind, one.record_id), Kind.MEMBER)
        errors, _ = check_record(kind, content, date(2026, 1, 1))
        assert not errors, (one, errors)
        assert one.digest == digest(content)
        mobiles[content["mobile"]] += 1
    assert max(mobiles.values()) == 1


def test_made_by_bookkeepers(block: BlockData, waiting: Waiting) -> None:
    """Who made a version is an account of the block that keeps books, never the manager."""
    keepers = {user.user_id: user.mobile for user in block.users if user.role in {"SHG_BK", "VO_BK", "CLF_BK"}}

    def maker(one: Version) -> tuple[str, str]:
        return one.made_by, one.made_mobile

    assert {maker(one) for one in waiting.versions} <= set(keepers.items())


def test_they_came_in_bundles(waiting: Waiting) -> None:
    """Each version names the bundle that brought it, of its maker and day; each bundle has a line a group."""
    uploads = {one.id: one for one in waiting.uploads()}
    for one in waiting.versions:
        upload = uploads[one.upload_id]
        assert (upload.made_by, upload.loaded_at) == (one.made_by, one.at)
    lines = waiting.lines()
    assert {line.upload_id for line in lines} == set(uploads)
    assert sum(sum(json.loads(one.counts).values()) for one in uploads.values()) == len(lines)
    assert sum(line.members for line in lines) == sum(1 for one in waiting.versions if one.record_kind == "M")


def test_the_manager_reads_and_reviews_it(tmp_path: Path) -> None:
    """In the database it stands in the work list, unchecked, and its review finds every record's version."""
    store = open_store(f"sqlite:///{tmp_path / 'office.db'}")
    schema.upgrade(store)
    data = make_block(block_facts(1), shgs=160)
    with store.writing() as connection:
        connection.exec_driver_sql("INSERT INTO block_counter (block_code, name, value) VALUES ('996', 'cbo', 7)")
        connection.exec_driver_sql("INSERT INTO block_counter (block_code, name, value) VALUES ('996', 'member', 9)")
        fill_block(connection, data, now=NOW, by="DEMO", sent=True)
    actor = replace(actor_of(Role.BLOCK_PM), user_id="IUP_NBDBPM")
    with store.reading() as connection:
        page = queue_page(connection, actor, HERE, QueueFilters(), NOW, PageRequest(100))
        groups = [load_group(connection, actor, HERE, row.id) for row in page.rows]
        faults = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    store.close()
    assert len(groups) == sum(1 for cbo in data.cbos if cbo.waits and cbo.cbo_type == "SHG")
    for row, group in zip(page.rows, groups, strict=True):
        asked = [one for one in group.records if one.subject.pending]
        assert all(one.waiting is not None and one.subject.stale for one in asked)
        assert {one.subject.name for one in asked} == {str(one.content["name"]) for one in asked}
        assert row.to_approve == len(asked) - 1
        assert row.status == group.cbo.change_type
    assert faults == []
