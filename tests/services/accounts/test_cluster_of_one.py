"""A cluster belongs to one block manager alone, and is read anew at every act."""

from __future__ import annotations

import pytest
from sqlmodel import Session

from lokos_tui.db import tables
from lokos_tui.domain.accounts.roles import Role
from lokos_tui.services.accounts.sign_in import still_valid
from tests.services.kit import Desk
from tests.support.office import HERE, THERE
from tests.support.verifying import Queue


@pytest.mark.parametrize("narrowed", ["first", "second", "both", "other block", "none"])
def test_each_manager_has_her_own_cluster(desk: Desk, keys: object, narrowed: str) -> None:
    """One manager narrowed to a cluster leaves the other, and her namesake number in another block, the whole block."""
    queue = Queue(desk, keys)  # type: ignore[arg-type]
    first, second = queue.manager, queue.second_manager()
    wanted = {
        "first": [(HERE, first.account, 1)], "second": [(HERE, second.account, 2)], "none": [],
        "both": [(HERE, first.account, 1), (HERE, second.account, 2)], "other block": [(THERE, first.account, 1)],
    }[narrowed]  # fmt: skip
    for block, role, clf in wanted:
        row = {"block_code": block, "id": role, "clf_id": clf, "set_at": 1}
        desk.write(tables.cluster_scope.insert().values(**row))
    with Session(desk.office.store.write) as session:
        found = [still_valid(session, actor).clf for actor in (first, second)]
        admin = still_valid(session, desk.actor(Role.BLOCK_ADMIN, "ADM"))
    assert found == [1 if narrowed in ("first", "both") else 0, 2 if narrowed in ("second", "both") else 0]
    assert admin.clf == 0
