"""One group as it is reviewed and judged: three statements, on both databases, for whom it may be read by."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from lokos_tui.db import tables
from lokos_tui.domain.accounts.roles import Role
from lokos_tui.domain.errors import NotFound, Refused
from lokos_tui.domain.policy import SHIPPED_POLICY
from lokos_tui.domain.verification.ready import ready, ticked
from lokos_tui.queries.verification.group import load_group
from tests.support.bundles import MAKER, shg, woman
from tests.support.office import HERE, THERE
from tests.support.refusals import refuses
from tests.support.statements import count_queries

if TYPE_CHECKING:
    from tests.support.verifying import Queue


def test_three_statements_however_much_waits(queue: Queue) -> None:
    """Opening a review costs three statements, with one upload behind the group or with three."""
    store, cbo = queue.desk.office.store, queue.cbo("shg-0001")
    for revision in (1, 2, 3):
        queue.group(cbo)
        with count_queries(store) as seen:
            queue.group(cbo)
        assert len(seen) == 3
        queue.reject(*queue.seen())
        queue.upload(shg(revision=revision + 1, profile={"meeting_frequency": "MONTHLY", "name": f"NAME {revision}"}))


def test_everything_of_a_record(queue: Queue) -> None:
    """Content, makers, identifiers, marks and results stand together."""
    member = queue.seen(cbo=False)[0]
    queue.mark(member, "mobile", "CROSS", "MOBILE_WRONG")
    group = queue.group()
    record = group.members[0]
    assert record.waiting is not None
    assert (record.waiting.made_by, record.waiting.loaded_by) == (MAKER, queue.desk.here.user_ids["ADM"])
    assert {maker.user_id for maker in record.subject.makers} == {MAKER, queue.desk.here.user_ids["ADM"]}
    assert all(maker.mobiles for maker in record.subject.makers)
    assert [one.name for one in record.subject.identifiers] == ["mobile"]
    assert record.marked == {"mobile": ("CROSS", "MOBILE_WRONG", "")}
    assert group.checker.user_id == queue.manager.user_id
    assert group.checker.mobiles
    assert record.official == {}


def test_both_sides_of_a_finding_see_it(queue: Queue) -> None:
    """A finding stands beside both records, with the other's name and group."""
    line = shg("shg-0002", first=40)
    line["members"][0]["profile"] = woman(3, designation="MEMBER")
    other = queue.upload(line)
    first = [one.beside for one in queue.group().members if one.beside]
    second = [one.beside for one in queue.group(other).members if one.beside]
    assert [(one.name, one.group) for one in first[0]] == [("RADHA DEVI", "SHG-0002 SAKHI MANDAL")]
    assert [(one.name, one.group) for one in second[0]] == [("RADHA DEVI", "SHG-0001 SAKHI MANDAL")]


def test_what_is_ready_is_what_the_door_takes(queue: Queue) -> None:
    """Nothing is ready before it is ticked; ticked it is, and the door approves just that."""
    group = queue.group()
    assert not ready(group, SHIPPED_POLICY).anything
    found = ready(ticked(group), SHIPPED_POLICY)
    assert (len(found.members), found.group, found.reasons) == (6, True, ())
    assert queue.approve().members == 6


def test_for_nobody_else(queue: Queue) -> None:
    """Another role, another block, an unknown id and another cluster are refused in words."""
    cbo = queue.cbo("shg-0001")
    with queue.desk.office.store.reading() as connection:
        for role in set(Role) - {Role.BLOCK_PM}:
            with pytest.raises(Refused):
                load_group(connection, queue.desk.office.actors[role], HERE, cbo)
        with pytest.raises(Refused):
            load_group(connection, queue.manager, THERE, cbo)
        with pytest.raises(NotFound):
            load_group(connection, queue.manager, HERE, 987_654)
        with refuses(Refused, "cluster"):
            load_group(connection, replace(queue.manager, clf=1), HERE, cbo)


def test_inside_her_cluster(queue: Queue) -> None:
    """A block manager of the group's own cluster reads it."""
    cbo = queue.cbo("shg-0001")
    queue.desk.write(tables.cbo.update().where(tables.cbo.c.id == cbo).values(clf_id=1))
    with queue.desk.office.store.reading() as connection:
        assert load_group(connection, replace(queue.manager, clf=1), HERE, cbo).clf_id == 1
