"""Duplicates of a load: found while it waits, kept with it alone, and left to be decided when it is accepted."""

from __future__ import annotations

import pytest

from lokos_tui.commands.duplicates import RefreshDuplicates
from lokos_tui.db import tables
from lokos_tui.domain.errors import NotFound, Refused
from lokos_tui.domain.paging import PageRequest
from lokos_tui.queries.opening.loads import (
    drawn_group,
    opening_findings,
    opening_gps,
    opening_load,
    opening_page,
    opening_sample,
    waiting_opening,
)
from tests.support.numbers import whole
from tests.support.office import HERE, THERE, actor_of
from tests.support.openings import Moving, official_shg

CHECKED = (tables.match_record, tables.match_key, tables.common_key, tables.finding, tables.duplicate_result)


def with_one_twice(first: int, second: int) -> list[dict[str, object]]:
    """Return two SHGs in which one woman, by her Aadhaar number, stands twice."""
    lines = [official_shg(first), official_shg(second)]
    for line in lines:
        line["members"][4]["profile"] |= {"aadhaar": whole("99991234567"), "name": "RADHA DEVI"}
    return lines


def test_they_are_found_and_leave_no_trace_where_lists_read(moving: Moving) -> None:
    """A confirmed pair is kept with the load; the tables of the check are as they were."""
    moving.queue.upload()
    before = {table.name: moving.queue.desk.sizes()[table.name] for table in CHECKED}
    done = moving.load(*with_one_twice(1, 2))
    assert done.confirmed == 1
    assert {table.name: moving.queue.desk.sizes()[table.name] for table in CHECKED} == before
    with moving.queue.desk.office.store.reading() as connection:
        rows = opening_findings(connection, moving.queue.manager, HERE, 1, PageRequest()).rows
    assert [(row.one, row.other, row.other_here) for row in rows] == [("RADHA DEVI", "RADHA DEVI", False)]


def test_one_who_is_here_already_is_named(moving: Moving) -> None:
    """A woman of the load who is in the office too: who she is there."""
    first, second = with_one_twice(1, 2)
    moving.load(first)
    moving.accept()
    moving.queue.run(RefreshDuplicates(block_code=HERE))
    assert moving.load(second).confirmed == 1
    with moving.queue.desk.office.store.reading() as connection:
        rows = opening_findings(connection, moving.queue.manager, HERE, 2, PageRequest()).rows
    assert {rows[0].one_code, rows[0].other_code} == {
        first["members"][4]["code"], second["members"][4]["code"]  # type: ignore[index]
    }  # fmt: skip


def test_they_do_not_stop_the_act_and_stay_to_be_settled(moving: Moving) -> None:
    """Accepted with a confirmed duplicate: both are official, and the pair stands in the list of duplicates."""
    moving.load(*with_one_twice(1, 2))
    moving.accept()
    checked = moving.queue.run(RefreshDuplicates(block_code=HERE))
    assert checked.records == 14
    found = moving.queue.desk.rows(tables.member, tables.member.c.duplicate == "CONFIRMED")
    assert [row.bucket for row in found] == ["APPROVED", "APPROVED"]
    assert not moving.queue.desk.rows(tables.opening_finding)


def test_the_sample_is_drawn_the_same_again(moving: Moving) -> None:
    """At most twenty SHGs, the same at each reading, others for another moment; each with all that it brings."""
    moving.load(*(official_shg(number, members=2) for number in range(30)))
    manager = moving.queue.manager
    with moving.queue.desk.office.store.reading() as connection:
        once, again = (opening_sample(connection, manager, HERE, 1) for _round in range(2))
        group = drawn_group(connection, manager, HERE, 1, once[0].id)
    assert (len(once), once) == (20, again)
    assert [row.code for row in once] != sorted(row.code for row in once)
    assert [one.kind for one in group] == ["SHG", "MEMBER", "MEMBER"]
    load = tables.opening_load
    moving.queue.desk.write(load.update().values(loaded_at=load.c.loaded_at + 1))
    with moving.queue.desk.office.store.reading() as connection:
        assert opening_sample(connection, manager, HERE, 1) != once


def test_reads_are_for_who_loads_and_who_decides(moving: Moving) -> None:
    """Block Admin and block manager of the block; nobody else, and nobody of another block."""
    moving.load()
    request = PageRequest()
    reads = (
        lambda connection, actor: opening_page(connection, actor, HERE, request),
        lambda connection, actor: opening_load(connection, actor, HERE, 1),
        lambda connection, actor: opening_gps(connection, actor, HERE, 1, request),
        lambda connection, actor: opening_sample(connection, actor, HERE, 1),
        lambda connection, actor: drawn_group(connection, actor, HERE, 1, 1_001),
        lambda connection, actor: opening_findings(connection, actor, HERE, 1, request),
        lambda connection, actor: waiting_opening(connection, actor, HERE),
    )
    admin, manager = moving.queue.desk.actor(), moving.queue.manager
    strangers = [actor_of(role) for role in type(admin.role) if role not in (admin.role, manager.role)]
    strangers += [actor_of(role, THERE) for role in (admin.role, manager.role)]
    with moving.queue.desk.office.store.reading() as connection:
        for read in reads:
            for actor in strangers:
                with pytest.raises(Refused):
                    read(connection, actor)
        for read in reads[:4]:
            assert read(connection, admin)
            assert read(connection, manager)
        with pytest.raises(NotFound):
            opening_load(connection, manager, HERE, 9)
