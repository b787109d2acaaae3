"""The rows of no block: staff of a district, a state or the nation are read by admins above the blocks alone."""

from __future__ import annotations

import pytest

from lokos_tui.domain.accounts.permissions import Permission
from lokos_tui.domain.accounts.roles import Role
from lokos_tui.domain.errors import Refused
from lokos_tui.queries.accounts import users
from lokos_tui.queries.scope import in_scope
from tests.support.matrix import HOLDERS
from tests.support.office import HERE, THERE, Office, actor_of

ABOVE = [role for role in Role if role.value.startswith(("NATIONAL", "STATE", "DISTRICT"))]


@pytest.mark.parametrize("role", Role)
def test_staff_above_are_read_by_admins_above(small_office: Office, role: Role) -> None:
    """A manager or thematic user above the block lacks the permission; whoever works in a block lacks the area."""
    reader = actor_of(role)
    with small_office.store.reading() as connection:
        if role in ABOVE and role.value in HOLDERS["users:view"]:
            assert users.user_count(connection, reader, users.UserFilters("0"))
            return
        with pytest.raises(Refused) as refused:
            users.user_count(connection, reader, users.UserFilters("0"))
    assert refused.value.code == ("area" if role.value in HOLDERS["users:view"] else "permission")


@pytest.mark.parametrize("role", ABOVE)
def test_every_read_above_asks_for_its_permission(small_office: Office, role: Role) -> None:
    """Block '0' is read with the permission, as any block is."""
    refused = set()
    with small_office.store.reading() as connection:
        for permission in Permission:
            try:
                in_scope(connection, actor_of(role), permission, "0")
            except Refused as refusal:
                refused.add((permission.value, refusal.code))
    lacking = {permission for permission, holders in HOLDERS.items() if role.value not in holders}
    assert refused == {(permission, "permission") for permission in lacking}


@pytest.mark.parametrize("code", [HERE, THERE])
def test_each_block_lies_in_its_own_place(small_office: Office, code: str) -> None:
    """The place of the block that was asked for decides: whoever works in it reads it, alone and above, nobody else."""
    other = THERE if code == HERE else HERE
    with small_office.store.reading() as connection:
        for role in (Role.BLOCK_ADMIN, Role.DISTRICT_ADMIN, Role.STATE_ADMIN):
            in_scope(connection, actor_of(role, code), Permission.USERS_VIEW, code)
            with pytest.raises(Refused) as refused:
                in_scope(connection, actor_of(role, code), Permission.USERS_VIEW, other)
            assert refused.value.code == "area"
