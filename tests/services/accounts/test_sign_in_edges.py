"""Signing in at its edges: every refusal costs one check of a password; staff of the nation; one cluster a role."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from argon2 import PasswordHasher
from sqlmodel import Session

from lokos_tui.db import tables
from lokos_tui.domain.accounts.permissions import Area
from lokos_tui.domain.accounts.roles import Role
from lokos_tui.domain.errors import Refused
from lokos_tui.services.accounts import passwords
from lokos_tui.services.accounts.keys import Keys
from lokos_tui.services.accounts.sign_in import sign_in, sign_in_by_key, still_valid
from tests.services.kit import Desk
from tests.support.office import HERE, NOW
from tests.support.refusals import refuses

FIRST, OWN = "A" * 16, "five blue tigers walk"


class Counted(PasswordHasher):
    """Argon2id itself at a hundredth of its cost, that counts what it checks."""

    def __init__(self) -> None:
        super().__init__(time_cost=1, memory_cost=64, parallelism=1)
        self.checks = 0

    def verify(self, *given: Any, **more: Any) -> Any:
        """Check a password and count it."""
        self.checks += 1
        return super().verify(*given, **more)


@pytest.fixture
def argon(monkeypatch: pytest.MonkeyPatch) -> Iterator[Counted]:
    """What hashes and checks passwords in this test."""
    hasher = Counted()
    monkeypatch.setattr(passwords, "_argon", lambda: hasher)
    passwords._decoy.cache_clear()
    yield hasher
    passwords._decoy.cache_clear()


def kept(desk: Desk, block: str, account: int, kind: str, hashed: str) -> None:
    """Give an account a password that need not be changed."""
    secret = tables.user_secret
    desk.write(secret.delete().where(secret.c.block_code == block, secret.c.id == account))
    row = {"block_code": block, "id": account, "kind": kind, "hashed": hashed, "must_change": False}
    desk.write(secret.insert().values(**row))


@pytest.mark.parametrize("case", ["unknown", "no secret", "switched off", "first", "own", "role"])
def test_every_refusal_costs_one_check(desk: Desk, keys: Keys, argon: Counted, case: str) -> None:
    """Whatever is wrong, one Argon2 check is made: how long the answer takes says nothing of the account."""
    who = "SHGBK3" if case == "switched off" else "SHGBK"
    number, user_id = desk.here.accounts[who], desk.here.user_ids[who]
    if case in ("own", "switched off"):
        kept(desk, HERE, number, "OWN", argon.hash(OWN))
    elif case in ("first", "role"):
        kept(desk, HERE, number, "FIRST", passwords.hash_first(keys.first_password, FIRST))
    else:
        secret = tables.user_secret
        desk.write(secret.delete().where(secret.c.block_code == HERE, secret.c.id == number))
    tried, role = ("B" * 16, None) if case != "role" else (FIRST, Role.CLF_BK)
    with refuses(Refused, "sign_in"):
        sign_in(desk.office.store, keys, NOW, "IUP_NOBODY" if case == "unknown" else user_id, tried, role)
    assert argon.checks == 1


@pytest.mark.usefixtures("light_argon")
@pytest.mark.parametrize("by", ["password", "key"])
def test_staff_of_the_nation_have_no_state(desk: Desk, keys: Keys, by: str) -> None:
    """A National Admin lies in no state: her place has no name and her user ids no prefix."""
    row = {"block_code": "0", "id": 900, "user_id": "IN_NADM", "name": "NATION ADMIN", "name_key": "NATION ADMIN",
           "mobile": "9111100009", "category": "NATIONAL", "role": "NATIONAL_ADMIN", "created_at": 1}  # fmt: skip
    held = {key: row[key] for key in ("block_code", "id", "category", "role")}
    desk.write(tables.user_account.insert().values(**row))
    role = held | {"account_id": 900, "granted_at": 1, "state_code": "", "district_code": ""}
    desk.write(tables.user_role.insert().values(**role))
    kept(desk, "0", 900, "FIRST", passwords.hash_first(keys.first_password, FIRST))
    store = desk.office.store
    enter = {
        "password": lambda: sign_in(store, keys, NOW, "in_nadm", FIRST),
        "key": lambda: sign_in_by_key(store, keys, NOW, "in_nadm"),
    }
    actor = enter[by]()
    assert (actor.role, actor.area, actor.account) == (Role.NATIONAL_ADMIN, Area(), 900)
    assert (actor.block_name, actor.state_prefix, actor.clf) == ("", "", 0)


def test_a_cluster_narrows_the_role_of_a_manager_alone(desk: Desk) -> None:
    """Who is a block manager of one cluster, and holds another role of the block too, has all of it in that role."""
    number, role = desk.here.accounts["BPM"], tables.user_role
    row = {"block_code": HERE, "id": 900, "account_id": number, "role": "BLOCK_THEMATIC", "category": "BLOCK",
           "state_code": "9", "district_code": "132", "granted_at": 1}  # fmt: skip
    desk.write(role.insert().values(**row))
    desk.write(tables.cluster_scope.insert().values(block_code=HERE, id=number, clf_id=desk.here.clf, set_at=1))
    with Session(desk.office.store.write) as session:
        found = {
            held: still_valid(session, desk.actor(held, "BPM")).clf for held in (Role.BLOCK_PM, Role.BLOCK_THEMATIC)
        }
    assert found == {Role.BLOCK_PM: desk.here.clf, Role.BLOCK_THEMATIC: 0}
