"""Who somebody is after signing in, by password or by key, and what the trail keeps of it."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from sqlmodel import Session

from lokos_tui.commands.accounts import AddRole, RoleGrant
from lokos_tui.db import tables
from lokos_tui.domain.accounts.permissions import Actor, Area
from lokos_tui.domain.accounts.roles import Role
from lokos_tui.domain.errors import Refused
from lokos_tui.services.accounts import passwords
from lokos_tui.services.accounts.keys import Keys
from lokos_tui.services.accounts.sign_in import sign_in, sign_in_by_key, still_valid
from tests.services.kit import Desk
from tests.support.office import HERE, NOW, THERE
from tests.support.refusals import refuses

pytestmark = pytest.mark.usefixtures("light_argon")
FIRST = "A" * 16
Enter = Callable[[str, "Role | None"], Actor]


def ready(desk: Desk, keys: Keys, block: str, account: int, *, must_change: bool = False) -> None:
    """Give an account the first password of sixteen A."""
    secret = tables.user_secret
    hashed = passwords.hash_first(keys.first_password, FIRST)
    row = {"block_code": block, "id": account, "kind": "FIRST", "hashed": hashed, "must_change": must_change}
    desk.write(secret.delete().where(secret.c.block_code == block, secret.c.id == account))
    desk.write(secret.insert().values(**row))


def ways(desk: Desk, keys: Keys) -> dict[str, Enter]:
    """Return both ways in, by the words of the trail."""
    store = desk.office.store
    return {
        "": lambda user_id, role: sign_in(store, keys, NOW, user_id, FIRST, role),
        "ssh key": lambda user_id, role: sign_in_by_key(store, keys, NOW, user_id, role),
    }


@pytest.mark.parametrize("by", ["", "ssh key"])
def test_somebody_of_a_block_is_whole(desk: Desk, keys: Keys, by: str) -> None:
    """Her name, role, area, block and the prefix of her state's ids are those of her account; the trail says how."""
    number, user_id = desk.here.accounts["ADM"], desk.here.user_ids["ADM"]
    ready(desk, keys, HERE, number)
    actor = ways(desk, keys)[by](f"  {user_id.lower()} ", None)
    assert actor == Actor(
        user_id, "REKHA ADMIN", Role.BLOCK_ADMIN, Area("9", "132", HERE), number, "NAJIBABAD", "UP",
    )  # fmt: skip
    (entry,) = desk.rows(tables.audit_entry)
    assert (entry.action, entry.entity, entry.entity_id, entry.outcome, entry.actor, entry.at) == (
        "session.sign_in", "user", user_id, "done", user_id, NOW,
    )  # fmt: skip
    assert json.loads(entry.details) == ({"by": by} if by else {})


@pytest.mark.parametrize("by", ["", "ssh key"])
@pytest.mark.parametrize(("user_id", "role", "area"), [
    ("IUP_SADM", Role.STATE_ADMIN, Area("9")), ("IUP_DADM", Role.DISTRICT_ADMIN, Area("9", "132")),
])  # fmt: skip
def test_somebody_above_the_blocks_is_whole(
    desk: Desk, keys: Keys, by: str, user_id: str, role: Role, area: Area
) -> None:
    """Staff of a state or district have no block: her place is named by the state, her line is in their chain."""
    user = tables.user_account
    number = desk.rows(user, user.c.user_id == user_id, block="0")[0].id
    ready(desk, keys, "0", number)
    actor = ways(desk, keys)[by](user_id, role)
    assert (actor.role, actor.area, actor.account) == (role, area, number)
    assert (actor.block_name, actor.state_prefix, actor.clf) == ("STATE 9", "UP", 0)
    assert [row.actor for row in desk.rows(tables.audit_entry, block="0")] == [user_id]
    assert desk.rows(tables.audit_entry) == []


@pytest.mark.parametrize("by", ["", "ssh key"])
def test_a_refusal_keeps_who_was_tried_and_as_what(desk: Desk, keys: Keys, by: str) -> None:
    """The line is in the block of the account that was tried, or above the blocks for nobody's id, cut to 40 signs."""
    number, user_id = desk.here.accounts["SHGBK"], desk.here.user_ids["SHGBK"]
    ready(desk, keys, HERE, number)
    for wanted in (user_id, "X" * 50):
        with pytest.raises(Refused):
            ways(desk, keys)[by](wanted, Role.VO_BK)
    (here,), (above,) = desk.rows(tables.audit_entry), desk.rows(tables.audit_entry, block="0")
    assert (here.actor, above.actor) == (user_id, "X" * 39 + "…")
    for entry in (here, above):
        assert (entry.action, entry.outcome, entry.reason, entry.role) == ("session.sign_in", "refused", "refused", "")
        assert json.loads(entry.details) == ({"by": by} if by else {}) | {"role": "VO_BK"}
    assert desk.one(tables.user_account, number).last_sign_in is None


def test_two_roles_are_told_only_to_who_has_the_password(desk: Desk, keys: Keys) -> None:
    """With a wrong password the roles of an account are not named; the attempt without a role is kept as such."""
    number, user_id = desk.here.accounts["SHGBK2"], desk.here.user_ids["SHGBK2"]
    desk.run(AddRole(block_code=HERE, account=number, version=1, grant=RoleGrant(Role.VO_BK)))
    ready(desk, keys, HERE, number)
    with refuses(Refused, "sign_in") as refused:
        sign_in(desk.office.store, keys, NOW, user_id, "B" * 16)
    assert "VO_BK" not in str(refused.value) + refused.value.hint
    with refuses(Refused, "sign_in.role") as several:
        sign_in(desk.office.store, keys, NOW, user_id, FIRST)
    assert several.value.hint == "Choose one: SHG_BK, VO_BK."
    entries = [row for row in desk.rows(tables.audit_entry) if row.action == "session.sign_in"]
    assert [(row.outcome, json.loads(row.details)) for row in entries] == [("refused", {"role": ""})] * 2
    assert ways(desk, keys)[""](user_id, Role.SHG_BK).role is Role.SHG_BK


def test_a_key_needs_a_password_that_was_changed(desk: Desk, keys: Keys) -> None:
    """Without any password, or with a first one, the key is refused; both ways the same account is found afterwards."""
    number, user_id = desk.here.accounts["ADM"], desk.here.user_ids["ADM"]
    secret = tables.user_secret
    desk.write(secret.delete().where(secret.c.block_code == HERE, secret.c.id == number))
    with refuses(Refused, "sign_in.first"):
        sign_in_by_key(desk.office.store, keys, NOW, user_id)
    with refuses(Refused, "sign_in"):
        sign_in(desk.office.store, keys, NOW, user_id, FIRST)
    ready(desk, keys, HERE, number, must_change=True)
    with refuses(Refused, "sign_in.first"):
        sign_in_by_key(desk.office.store, keys, NOW, user_id)
    assert sign_in(desk.office.store, keys, NOW, user_id, FIRST).must_change_password is True
    ready(desk, keys, HERE, number)
    assert sign_in_by_key(desk.office.store, keys, NOW, user_id).must_change_password is False


def test_roles_of_the_same_number_elsewhere_are_not_hers(desk: Desk, keys: Keys) -> None:
    """Accounts of two blocks have the same numbers: whoever signs in has the roles of her own block alone."""
    number = desk.here.accounts["SHGBK"]
    role = tables.user_role
    row = {"block_code": THERE, "id": 900, "account_id": number, "role": "VO_BK", "category": "VO", "state_code": "10",
           "district_code": "203", "granted_at": 1}  # fmt: skip
    desk.write(role.insert().values(**row))
    for who in ("SHGBK2", "SHGBK"):
        ready(desk, keys, HERE, desk.here.accounts[who])
        assert ways(desk, keys)[""](desk.here.user_ids[who], None).role is Role.SHG_BK


def test_a_session_goes_on_with_what_is_true_now(desk: Desk) -> None:
    """Her name and her password's state are read anew at every act; an account or role that is off ends it."""
    user, role = tables.user_account, tables.user_role
    number = desk.here.accounts["ADM2"]
    actor = desk.actor(who="ADM2")
    hers = (user.c.block_code == HERE) & (user.c.id == number)
    desk.write(user.update().where(hers).values(name="MEENA KUMARI"))
    with Session(desk.office.store.write) as session:
        fresh = still_valid(session, actor)
    assert (fresh.name, fresh.role, fresh.area.block) == ("MEENA KUMARI", Role.BLOCK_ADMIN, HERE)
    for status in ("INACTIVE", "DELETED"):
        desk.write(user.update().where(hers).values(status=status))
        with Session(desk.office.store.write) as session, refuses(Refused, "session.ended"):
            still_valid(session, actor)
    desk.write(user.update().where(hers).values(status="ACTIVE"))
    desk.write(role.update().where(role.c.block_code == HERE, role.c.account_id == number).values(role="BLOCK_PM"))
    with Session(desk.office.store.write) as session, refuses(Refused, "session.ended"):
        still_valid(session, actor)
