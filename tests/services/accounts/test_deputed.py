"""Somebody deputed, at the door: what she does is recorded with her grant, and she is never the block manager."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

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
from lokos_tui.commands.verification import SetCluster
from lokos_tui.db import tables
from lokos_tui.domain.accounts.permissions import ABOVE_BLOCK
from lokos_tui.domain.accounts.roles import Role
from lokos_tui.domain.errors import Conflict, NotFound, Refused
from lokos_tui.services.accounts.keys import Keys
from lokos_tui.services.accounts.sign_in import sign_in
from lokos_tui.services.office import owner
from tests.services.kit import Desk
from tests.support.office import HERE, NOW, actor_of
from tests.support.refusals import refuses

DEPUTY, MANAGER, SECOND = "BTU", "BPM", "ADM2"
_USER, _GRANT = tables.user_account, tables.staff_deputy


@pytest.fixture
def alone(desk: Desk) -> Desk:
    """A block that nobody is above, and where no two of the staff are one person."""
    desk.write(_USER.update().where(_USER.c.block_code == ABOVE_BLOCK).values(status="INACTIVE"))
    for number in range(1, 14):
        mine = (_USER.c.block_code == HERE) & (_USER.c.id == number)
        desk.write(_USER.update().where(mine).values(mobile=f"98765{number:05d}"))
    return desk


@pytest.fixture
def deputed(alone: Desk, keys: Keys) -> Desk:
    """The same, with the Block Thematic user deputed."""
    owner.give_deputy(alone.office.store, keys, NOW, alone.here.user_ids[DEPUTY])
    return alone


def do(desk: Desk, command: Command[Any], who: str = DEPUTY, role: Role = Role.BLOCK_THEMATIC) -> Any:
    """Carry a command out as somebody of the block."""
    return desk.door.run(desk.actor(role, who), command)


def new(role: Role = Role.BLOCK_PM, mobile: str = "9876599999", user_id: str = "IUP_NAYAGAONBPM") -> CreateUser:
    """Return the wish for an account."""
    return CreateUser(block_code=HERE, user_id=user_id, name="LEELA RANI", mobile=mobile, roles=(RoleGrant(role),))


def last_act(desk: Desk, block: str = HERE) -> Any:
    """Return the newest entry of the block's trail."""
    return desk.rows(tables.audit_entry, block=block)[-1]


def grants(desk: Desk) -> list[tuple[int, str, str]]:
    """Return the block's grants: whose, closed by whom, and why."""
    return [(row.account_id, row.closed_by, row.closed_why) for row in desk.rows(_GRANT)]


def test_she_makes_the_staff_and_it_is_recorded_with_her_grant(deputed: Desk, keys: Keys) -> None:
    """A block manager, who signs in; the trail names the grant that the act stands on."""
    made: CreatedUser = do(deputed, new())
    assert json.loads(last_act(deputed).details)["deputy"] == 1
    assert sign_in(deputed.office.store, keys, NOW, made.user_id, made.first_password).role is Role.BLOCK_PM


def test_what_her_own_role_allows_is_recorded_without_the_grant(alone: Desk, keys: Keys) -> None:
    """A deputed Block Admin makes a bookkeeper as Block Admin, and an admin on her grant."""
    owner.give_deputy(alone.office.store, keys, NOW, alone.here.user_ids["ADM"])
    alone.run(new(Role.SHG_BK, user_id="IUP_NAYAGAONSHGBK"))
    assert "deputy" not in json.loads(last_act(alone).details)
    alone.run(new(Role.BLOCK_ADMIN, user_id="IUP_NAYAGAONADM"))
    assert json.loads(last_act(alone).details)["deputy"] == 1


def test_she_resets_edits_and_switches_the_staff(deputed: Desk) -> None:
    """Password, fields, in and active, one more role, the manager's cluster: each recorded with the grant."""
    admin = deputed.here.accounts[SECOND]
    named = {"name": "MEENA ADMIN", "mobile": "9876500077"}
    for command in (
        ResetPassword(block_code=HERE, account=admin),
        EditUser(block_code=HERE, account=admin, version=1, **named),
        SetUserActive(block_code=HERE, account=admin, version=2, active=False, why="leaves"),
        SetUserActive(block_code=HERE, account=admin, version=3, active=True),
        AddRole(block_code=HERE, account=admin, version=4, grant=RoleGrant(Role.BLOCK_THEMATIC)),
        SetCluster(block_code=HERE, user_id=deputed.here.user_ids[MANAGER], clf_code=""),
    ):
        do(deputed, command)
        assert json.loads(last_act(deputed).details)["deputy"] == 1, command.action


@pytest.mark.parametrize("role", [Role.SHG_BK, Role.VO_BK, Role.CLF_SHG_APPROVER])
def test_never_a_community_user(deputed: Desk, role: Role) -> None:
    """Neither made nor changed on the grant."""
    with refuses(Refused, "grant"):
        do(deputed, new(role, user_id="IUP_NAYAGAONX"))
    with refuses(Refused, "manage"):
        do(deputed, ResetPassword(block_code=HERE, account=deputed.here.accounts["SHGBK"]))


def test_she_deletes_nobody(deputed: Desk) -> None:
    """To make, reset and switch off is what is needed; a deletion waits for an admin above."""
    with refuses(Refused, "deputy.delete"):
        do(deputed, DeleteUser(block_code=HERE, account=deputed.here.accounts[SECOND], version=1))


def test_she_makes_herself_no_more(deputed: Desk) -> None:
    """No role for her own account, no account with her mobile, no new password of her own."""
    own = deputed.here.accounts[DEPUTY]
    for command in (
        AddRole(block_code=HERE, account=own, version=1, grant=RoleGrant(Role.BLOCK_ADMIN)),
        ResetPassword(block_code=HERE, account=own),
        EditUser(block_code=HERE, account=own, version=1, name="USHA", mobile="9876500011"),
        new(Role.BLOCK_ADMIN, mobile="9876500004"),
    ):
        with refuses(Refused, "deputy.self"):
            do(deputed, command)


def test_a_manager_is_never_deputed(alone: Desk, keys: Keys) -> None:
    """Neither the account of a block manager nor another one of her mobile is given the grant."""
    manager = alone.here.accounts[MANAGER]
    twin = (_USER.c.block_code == HERE) & (_USER.c.id == alone.here.accounts[SECOND])
    role = {"category": "BLOCK", "role": "BLOCK_ADMIN", "granted_at": NOW, "granted_by": "TEST", "status": "ACTIVE"}
    alone.write(tables.user_role.insert().values(block_code=HERE, id=900, account_id=manager, **role))
    with refuses(Refused, "deputy.manager"):
        owner.give_deputy(alone.office.store, keys, NOW, alone.here.user_ids[MANAGER])
    for values in ({"mobile": "9876500003"}, {"mobile": "9876500088", "former_mobiles": "9876500099 9876500003"}):
        alone.write(_USER.update().where(twin).values(**values))
        with refuses(Refused, "deputy.manager"):
            owner.give_deputy(alone.office.store, keys, NOW, alone.here.user_ids[SECOND])
    assert grants(alone) == []


def test_somebody_deputed_is_never_made_manager(deputed: Desk, keys: Keys) -> None:
    """By another deputy: no new account of her mobile, no role, no mobile moved to make one person of the two."""
    owner.give_deputy(deputed.office.store, keys, NOW, deputed.here.user_ids[SECOND])
    admin, manager = deputed.here.accounts[SECOND], deputed.here.accounts[MANAGER]
    for command in (
        new(mobile="9876500004"),
        AddRole(block_code=HERE, account=deputed.here.accounts[DEPUTY], version=1, grant=RoleGrant(Role.BLOCK_PM)),
        EditUser(block_code=HERE, account=manager, version=1, name="KAMLA MANAGER", mobile="9876500004"),
        EditUser(
            block_code=HERE, account=deputed.here.accounts[DEPUTY], version=1, name="USHA THEMATIC", mobile="9876500003"
        ),
    ):
        with refuses(Refused, "deputy.manager"):
            deputed.door.run(deputed.actor(Role.BLOCK_ADMIN, SECOND), command)
    assert deputed.one(_USER, admin).version == 1


def test_a_block_admin_does_not_take_the_deputys_account(deputed: Desk) -> None:
    """She could sign in as her otherwise: the Block Thematic user is hers to reset only while nobody is deputed."""
    whom = deputed.here.accounts[DEPUTY]
    with refuses(Refused, "manage.deputy"):
        deputed.run(ResetPassword(block_code=HERE, account=whom))
    deputed.write(_GRANT.update().values(closed_at=NOW, closed_by="OWNER", closed_why="left"))
    assert deputed.run(ResetPassword(block_code=HERE, account=whom)).account == whom


def test_it_is_given_once_and_ended_with_a_reason(deputed: Desk, keys: Keys) -> None:
    """A second grant to one account is refused; ended, it serves no more at the next act, and stays as history."""
    user_id, store = deputed.here.user_ids[DEPUTY], deputed.office.store
    with refuses(Conflict, "deputy.held"):
        owner.give_deputy(store, keys, NOW, user_id)
    owner.end_deputy(store, keys, NOW, user_id, "she leaves")
    with refuses(Refused, "permission"):
        do(deputed, new())
    with refuses(NotFound, "deputy.none"):
        owner.end_deputy(store, keys, NOW, user_id, "again")
    owner.give_deputy(store, keys, NOW, user_id)
    assert [(closed_by, why) for _account, closed_by, why in grants(deputed)] == [("OWNER", "she leaves"), ("", "")]


@pytest.mark.parametrize("who", ["SHGBK", "BPM", "CLFBK"])
def test_it_is_for_two_roles(alone: Desk, keys: Keys, who: str) -> None:
    """Nobody but a Block Admin or a Block Thematic user is deputed."""
    with refuses(Refused, "deputy.role"):
        owner.give_deputy(alone.office.store, keys, NOW, alone.here.user_ids[who])


@pytest.mark.parametrize("suffix", ["SADM", "DADM"])
def test_nobody_is_deputed_below_an_admin(alone: Desk, keys: Keys, suffix: str) -> None:
    """A State or District Admin at work covers the block; one of another state does not."""
    alone.write(_USER.update().where(_USER.c.user_id == f"IBH_{suffix}").values(status="ACTIVE"))
    owner.give_deputy(alone.office.store, keys, NOW, alone.here.user_ids["ADM"])
    alone.write(_USER.update().where(_USER.c.user_id == f"IUP_{suffix}").values(status="ACTIVE"))
    with refuses(Refused, "deputy.covered", f"IUP_{suffix}"):
        owner.give_deputy(alone.office.store, keys, NOW, alone.here.user_ids[DEPUTY])


def test_an_admin_who_comes_ends_it(deputed: Desk) -> None:
    """A State Admin made by the nation, or switched on again, covers the block: the grant is closed in the same act."""
    nation = actor_of(Role.NATIONAL_ADMIN)
    row = {"user_id": "I_NADM", "name": "N", "name_key": "N", "mobile": "", "category": "NATIONAL"}
    held = {"block_code": ABOVE_BLOCK, "id": 90, "role": "NATIONAL_ADMIN"}
    deputed.write(_USER.insert().values(**held, **row, created_at=NOW))
    deputed.write(
        tables.user_role.insert().values(**held, account_id=90, category="NATIONAL", granted_at=NOW, granted_by="")
    )
    secret = {"block_code": ABOVE_BLOCK, "id": 90, "kind": "FIRST", "hashed": "x", "must_change": False}
    deputed.write(tables.user_secret.insert().values(**secret))
    deputed.write(_USER.update().where(_USER.c.user_id == "IUP_SADM").values(created_by="I_NADM"))
    actor = replace(nation, account=90, user_id="I_NADM")
    found = deputed.rows(_USER, _USER.c.user_id == "IUP_SADM", block=ABOVE_BLOCK)[0]
    deputed.door.run(actor, SetUserActive(block_code=ABOVE_BLOCK, account=found.id, version=1, active=True))
    assert grants(deputed) == [(deputed.here.accounts[DEPUTY], "I_NADM", "IUP_SADM covers the block")]
    assert last_act(deputed).action == "deputy.close"


def test_it_ends_with_the_account(deputed: Desk, keys: Keys) -> None:
    """Who is deleted is deputed no more."""
    owner.give_deputy(deputed.office.store, keys, NOW, deputed.here.user_ids["ADM"])
    whom, maker = deputed.here.accounts[DEPUTY], deputed.actor(Role.BLOCK_ADMIN, "ADM")
    deputed.door.run(maker, DeleteUser(block_code=HERE, account=whom, version=1, why="left"))
    assert [(account, why) for account, _by, why in grants(deputed) if why] == [(whom, "account deleted")]


def test_an_admin_above_manages_whom_she_made(deputed: Desk) -> None:
    """After the office joined its state its admin resets the manager that the deputy made, and not one of others."""
    made: CreatedUser = do(deputed, new())
    deputed.write(_USER.update().where(_USER.c.user_id == "IUP_SADM").values(status="ACTIVE"))
    state = actor_of(Role.STATE_ADMIN)
    again = deputed.door.run(state, ResetPassword(block_code=HERE, account=made.account))
    assert again.user_id == made.user_id
    with refuses(Refused, "manage.maker"):
        deputed.door.run(state, ResetPassword(block_code=HERE, account=deputed.here.accounts[MANAGER]))
