"""A block manager who loads a bundle leaves somebody who may decide on it, or loads nothing."""

from __future__ import annotations

from typing import Any

import pytest

from lokos_tui.commands.profiles import UploadProfiles
from lokos_tui.db import tables
from lokos_tui.domain.accounts.permissions import Actor
from lokos_tui.domain.accounts.roles import Role
from lokos_tui.domain.errors import Invalid, Refused
from lokos_tui.domain.verification.deciders import Others
from lokos_tui.queries.verification.managers import other_managers
from lokos_tui.services.accounts.keys import Keys
from tests.services.kit import Desk
from tests.support.bundles import bundle, shg
from tests.support.office import HERE
from tests.support.refusals import refuses
from tests.support.verifying import Queue

USER, ROLE, SCOPE = tables.user_account, tables.user_role, tables.cluster_scope


@pytest.fixture
def queue(desk: Desk, keys: Keys) -> Queue:
    """The desk with its block manager."""
    return Queue(desk, keys)


def load(queue: Queue, who: Actor, *lines: dict[str, Any], number: int = 1) -> None:
    """Load a bundle as somebody."""
    sent = bundle(queue.keys, list(lines) or [shg()], upload_id=f"upload-9{number:03}")
    queue.run(UploadProfiles(block_code=HERE, bundle=sent), who)


def others(queue: Queue, who: Actor) -> Others | None:
    """Return what the screen counts."""
    with queue.desk.office.store.reading() as connection:
        return other_managers(connection, who, HERE)


def narrow(queue: Queue, who: Actor, clf: int) -> None:
    """Narrow a block manager to a cluster."""
    queue.desk.write(SCOPE.insert().values(block_code=HERE, id=who.account, clf_id=clf, set_at=1))


def test_the_only_manager_loads_nothing(queue: Queue) -> None:
    """Refused by code, nothing written but the refusal in the trail."""
    before = queue.desk.sizes()
    assert others(queue, queue.manager) == (0, 0)
    with refuses(Refused, "upload.decider", "Nobody else here could."):
        load(queue, queue.manager)
    changed = {name for name, size in queue.desk.sizes().items() if size != before[name]}
    assert changed <= {"audit_entry", "block_counter"}
    assert queue.desk.rows(tables.audit_entry)[-1].outcome == "refused"


def test_one_of_two_loads_and_the_other_decides(queue: Queue) -> None:
    """The loader is refused what she loaded; the second manager approves it."""
    second = queue.second_manager()
    assert others(queue, queue.manager) == (1, 0)
    load(queue, queue.manager)
    queue.desk.run(_check())
    with refuses(Invalid, "maker"):
        queue.approve()
    assert queue.approve(who=second).act > 0


def _check() -> Any:
    from lokos_tui.commands.duplicates import RefreshDuplicates

    return RefreshDuplicates(block_code=HERE)


@pytest.mark.parametrize("how", ["inactive", "role taken", "same mobile", "former mobile"])
def test_a_second_account_that_decides_nothing_is_no_other(queue: Queue, how: str) -> None:
    """An account switched off, without the role, or of the same person, leaves nobody."""
    second, me = queue.second_manager(), queue.desk.one(USER, queue.manager.account)
    mine = USER.c.id == second.account
    change = {
        "inactive": USER.update().where(mine).values(status="INACTIVE"),
        "role taken": ROLE.update().where(ROLE.c.id == second.account).values(status="INACTIVE"),
        "same mobile": USER.update().where(mine).values(mobile=me.mobile),
        "former mobile": USER.update().where(mine).values(former_mobiles=f"9111100003 {me.mobile}"),
    }[how]
    queue.desk.write(change)
    assert others(queue, queue.manager) == (0, 0)
    with refuses(Refused, "upload.decider"):
        load(queue, queue.manager)


def test_a_manager_by_another_account_is_a_manager(queue: Queue) -> None:
    """The Block Admin who has the only manager's mobile would lock that out as well; any other Block Admin loads."""
    same, other = queue.desk.actor(Role.BLOCK_ADMIN, "ADM2"), queue.desk.actor()
    assert queue.desk.one(USER, same.account).mobile == queue.desk.one(USER, queue.manager.account).mobile
    assert (others(queue, same), others(queue, other)) == ((0, 0), None)
    with refuses(Refused, "upload.decider"):
        load(queue, same)
    load(queue, other)


def test_another_cluster_s_manager_does_not_help(queue: Queue) -> None:
    """An SHG outside every cluster needs somebody of the whole block; one of her cluster is hers to decide."""
    second, clf = queue.second_manager(), queue.desk.here.clf
    narrow(queue, second, clf)
    assert others(queue, queue.manager) == (0, 1)
    with refuses(Refused, "upload.decider", "SHG-0001 SAKHI MANDAL and 6 other records"):
        load(queue, queue.manager)
    known = queue.desk.rows(tables.cbo, tables.cbo.c.clf_id == clf, tables.cbo.c.cbo_type == "SHG")[0]
    queue.upload()
    queue.desk.write(
        tables.cbo.update().where(tables.cbo.c.uid == "shg-0001").values(clf_id=known.clf_id, bucket="REJECTED")
    )
    queue.desk.write(tables.member.update().where(tables.member.c.uid.like("shg-0001%")).values(bucket="REJECTED"))
    queue.desk.write(tables.profile_version.update().values(state="REPLACED"))
    load(queue, queue.manager, shg(revision=2, profile={"address": "new"}))


def test_who_loaded_it_before_is_no_other_either(queue: Queue) -> None:
    """The second manager loaded it, it went back, and comes again: with the first as loader nobody would be left."""
    second = queue.second_manager()
    load(queue, second)
    queue.desk.run(_check())
    group = queue.seen()
    queue.reject(*group)
    again = shg(revision=2, profile={"address": "no. 2"})
    with refuses(Refused, "upload.decider"):
        load(queue, queue.manager, again, number=2)
    load(queue, second, again, number=2)
