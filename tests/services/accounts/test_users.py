"""Accounts at the door: all problems at once, stale versions, other blocks, and open sessions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import select

from lokos_tui.commands.accounts import (
    AddRole,
    CreatedUser,
    CreateUser,
    DeleteUser,
    EditUser,
    ResetPassword,
    RoleGrant,
    SetUserActive,
)
from lokos_tui.commands.base import Command
from lokos_tui.db import tables
from lokos_tui.domain.accounts.permissions import Actor
from lokos_tui.domain.accounts.roles import Role
from lokos_tui.domain.errors import Conflict, Invalid, NotFound, Refused
from lokos_tui.services.accounts.keys import Keys
from lokos_tui.services.accounts.sign_in import sign_in
from lokos_tui.services.door import Door
from tests.support.office import NOW, Office, actor_of
from tests.support.refusals import refuses

Clock = Callable[[], int]


@pytest.fixture
def office(small_office: Office) -> Office:
    """The small office with nobody's first password in the way."""
    with small_office.store.writing() as connection:
        connection.execute(tables.user_secret.update().values(must_change=False))
    return small_office


@pytest.fixture
def door(office: Office, keys: Keys, clock: Clock) -> Door:
    """The door of that office."""
    return Door(office.store, keys, clock)


def _admin(office: Office, who: str = "ADM") -> Actor:
    return replace(actor_of(Role.BLOCK_ADMIN), account=office.here.accounts[who])


def _create(**more: object) -> CreateUser:
    values: dict[str, object] = {
        "block_code": "996", "user_id": "IUP_NAYAGAONSHGBK", "name": "MEERA DEVI", "mobile": "9876543210",
        "roles": (RoleGrant(Role.SHG_BK),),
    }  # fmt: skip
    return CreateUser(**(values | more))  # type: ignore[arg-type]


def test_a_new_account_signs_in_with_its_first_password(office: Office, door: Door, keys: Keys) -> None:
    """Typed small and without dashes too; the password must then be changed."""
    made: CreatedUser = door.run(_admin(office), _create())
    actor = sign_in(office.store, keys, NOW, made.user_id, made.first_password.lower().replace("-", ""))
    assert (actor.role, actor.must_change_password, actor.area.block) == (Role.SHG_BK, True, "996")


def test_every_reason_to_refuse_a_sign_in_reads_the_same(office: Office, door: Door, keys: Keys) -> None:
    """Unknown user, wrong password and wrong role give one sentence."""
    made: CreatedUser = door.run(_admin(office), _create())
    said = set()
    for user_id, password, role in (
        ("IUP_NOBODY", "x", None),
        (made.user_id, "wrong", None),
        (made.user_id, made.first_password, Role.BLOCK_ADMIN),
    ):
        with pytest.raises(Refused) as refusal:
            sign_in(office.store, keys, NOW, user_id, password, role)
        said.add(str(refusal.value))
    assert len(said) == 1


def test_all_problems_are_named_at_once(office: Office, door: Door) -> None:
    """Name, mobile and another block's village in one answer."""
    with pytest.raises(Invalid) as invalid:
        door.run(_admin(office), _create(name="", mobile="12", roles=(RoleGrant(Role.SHG_BK, 99, 99),)))
    assert {problem.field for problem in invalid.value.problems} >= {"name", "mobile", "gp", "village"}


def test_an_id_is_never_used_twice(office: Office, door: Door) -> None:
    """Not even a deleted account's."""
    with pytest.raises(Conflict):
        door.run(_admin(office), _create(user_id=office.here.user_ids["GONE"]))


def _commands(block: str, account: int) -> tuple[Command[object], ...]:
    key: dict[str, object] = {"block_code": block, "account": account}
    return (
        EditUser(**key, version=1, name="SUNITA RANI", mobile="9876543210"),  # type: ignore[arg-type]
        AddRole(**key, version=1, grant=RoleGrant(Role.VO_BK)),  # type: ignore[arg-type]
        SetUserActive(**key, version=1, active=False),  # type: ignore[arg-type]
        DeleteUser(**key, version=1),  # type: ignore[arg-type]
        ResetPassword(**key),  # type: ignore[arg-type]
    )


def test_another_blocks_account_cannot_be_touched(office: Office, door: Door) -> None:
    """Every command is refused, changes nothing, and stands in the actor's own trail."""
    account = office.there.accounts["SHGBK"]
    for command in (*_commands("1501", account), _create(block_code="1501")):
        with pytest.raises((Refused, NotFound)):
            door.run(_admin(office), command)
    user, entry = tables.user_account, tables.audit_entry
    with office.store.reading() as connection:
        version = connection.execute(select(user.c.version).where(user.c.block_code == "1501", user.c.id == account))
        trail = connection.execute(select(entry.c.block_code, entry.c.outcome)).all()
        assert version.scalar_one() == 1
    assert [tuple(row) for row in trail] == [("996", "refused")] * 6


def test_a_stale_version_names_who_changed_it(office: Office, door: Door) -> None:
    """The second admin is told, and nothing of hers is saved."""
    edit = _commands("996", office.here.accounts["SHGBK"])[0]
    assert door.run(_admin(office), edit) == 2
    with refuses(Conflict, "user.changed", "IUP_AHMADPURSADATADM"):
        door.run(_admin(office, "ADM2"), edit)


def test_switching_off_and_deleting(office: Office, door: Door) -> None:
    """An inactivated admin's next act is refused; deleting says how many links were freed."""
    with office.store.writing() as connection:
        connection.execute(
            tables.user_account.update()
            .where(tables.user_account.c.block_code == "996", tables.user_account.c.user_id.like("%ADM2"))
            .values(status="INACTIVE")
        )
    with refuses(Refused, "session.ended"):
        door.run(_admin(office, "ADM2"), _create())
    assert door.run(_admin(office), _commands("996", office.here.accounts["SHGBK"])[3]) == 21
