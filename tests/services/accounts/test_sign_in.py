"""Signing in and passwords: one role a session, one sentence for every no, both audited."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from argon2 import PasswordHasher

from lokos_tui.commands.accounts import (
    AddRole,
    ChangeOwnPassword,
    ChooseLanguage,
    CreatedUser,
    DeleteUser,
    ResetPassword,
    RoleGrant,
    SetUserActive,
)
from lokos_tui.commands.links import ChangeLinks
from lokos_tui.db import tables
from lokos_tui.domain.accounts import permissions
from lokos_tui.domain.accounts.permissions import Actor
from lokos_tui.domain.accounts.roles import Role
from lokos_tui.domain.errors import Invalid, Refused
from lokos_tui.services.accounts import passwords
from lokos_tui.services.accounts.keys import Keys
from lokos_tui.services.accounts.sign_in import sign_in
from tests.services.kit import Desk
from tests.support.office import HERE, NOW
from tests.support.refusals import refuses

pytestmark = pytest.mark.usefixtures("light_argon")
OWN = "five blue tigers walk"
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


def _secret(desk: Desk, who: str, **values: object) -> None:
    secret = tables.user_secret
    desk.write(
        secret.update().where(secret.c.block_code == HERE, secret.c.id == desk.here.accounts[who]).values(**values)
    )


def _first(desk: Desk, keys: Keys, who: str, *, must_change: bool = True) -> None:
    """Give an account the first password AAAA-AAAA-AAAA-AAAA."""
    hashed = passwords.hash_first(keys.first_password, "A" * 16)
    _secret(desk, who, kind="FIRST", hashed=hashed, must_change=must_change)


def _enter(desk: Desk, keys: Keys, who: str, password: str = "A" * 16, role: Role | None = None) -> Actor:
    return sign_in(desk.office.store, keys, NOW, desk.here.user_ids[who], password, role)


def test_several_roles(desk: Desk, keys: Keys) -> None:
    """Without a role she is asked to choose; with one she holds it alone; with another's she is refused."""
    number = desk.here.accounts["SHGBK2"]
    desk.run(AddRole(block_code=HERE, account=number, version=1, grant=RoleGrant(Role.VO_BK)))
    _first(desk, keys, "SHGBK2")
    with refuses(Refused, "sign_in.role", "SHG_BK, VO_BK"):
        _enter(desk, keys, "SHGBK2")
    assert _enter(desk, keys, "SHGBK2", role=Role.VO_BK).role is Role.VO_BK
    with refuses(Refused, "sign_in"):
        _enter(desk, keys, "SHGBK2", role=Role.CLF_BK)
    with refuses(Refused, "sign_in"):
        _enter(desk, keys, "SHGBK2", "wrong")


def test_a_role_taken_away_is_no_longer_chosen(desk: Desk, keys: Keys) -> None:
    """An inactive role neither signs in nor counts as one of several; with none left nobody signs in."""
    number, role = desk.here.accounts["SHGBK2"], tables.user_role
    _first(desk, keys, "SHGBK2")
    added = desk.run(AddRole(block_code=HERE, account=number, version=1, grant=RoleGrant(Role.VO_BK)))
    for gone, left in ((number, Role.VO_BK), (added, None)):
        desk.write(role.update().where(role.c.block_code == HERE, role.c.id == gone).values(status="INACTIVE"))
        if left is not None:
            assert _enter(desk, keys, "SHGBK2").role is left
    with pytest.raises(Refused):
        _enter(desk, keys, "SHGBK2")


@pytest.mark.parametrize("who", ["SHGBK3", "GONE"])
def test_an_account_switched_off_stays_out(desk: Desk, keys: Keys, who: str) -> None:
    """Inactive or deleted: the right password reads like a wrong one."""
    _first(desk, keys, who)
    with refuses(Refused, "sign_in"):
        _enter(desk, keys, who)


def test_the_first_password_must_be_changed(desk: Desk, keys: Keys) -> None:
    """Until then every act but that one is refused, even with an actor that claims otherwise."""
    _first(desk, keys, "ADM")
    actor = _enter(desk, keys, "ADM")
    number = desk.here.accounts["SHGBK"]
    act = ChangeLinks(block_code=HERE, account=number, role_id=number, unlink=(desk.here.shgs[0],))
    for claimed in (actor, replace(actor, must_change_password=False)):
        with refuses(Refused, "password.must_change"):
            desk.door.run(claimed, act)
    desk.door.run(actor, ChangeOwnPassword(block_code=HERE, old="A" * 16, new=OWN))
    assert desk.door.run(actor, act).unlinked == (desk.here.shgs[0],)
    assert _enter(desk, keys, "ADM", OWN).must_change_password is False


def test_own_password(desk: Desk, keys: Keys) -> None:
    """The old one must be right, the new one another and long; all that is wrong with it is said at once."""
    _secret(desk, "SHGBK", kind="OWN", hashed=CHEAP.hash(OWN))
    actor = _enter(desk, keys, "SHGBK", OWN)

    def codes(old: str, new: str) -> set[str]:
        with pytest.raises(Invalid) as invalid:
            desk.door.run(actor, ChangeOwnPassword(block_code=HERE, old=old, new=new))
        return {problem.code for problem in invalid.value.problems}

    assert codes("wrong", OWN + " far") == {"password.wrong"}
    assert codes(OWN, OWN) == {"password.same"}
    assert codes(OWN, "admin") == {"password.short", "password.guessable"}
    desk.door.run(actor, ChangeOwnPassword(block_code=HERE, old=OWN, new=OWN + " far"))
    secret = desk.one(tables.user_secret, desk.here.accounts["SHGBK"])
    assert (secret.kind, secret.must_change, secret.changed_at) == ("OWN", False, NOW)
    with pytest.raises(Refused):
        _enter(desk, keys, "SHGBK", OWN)
    entry = desk.rows(tables.audit_entry, tables.audit_entry.c.action == "user.change_password")[0]
    assert (entry.actor, OWN in entry.details + entry.reason) == (desk.here.user_ids["SHGBK"], False)


def test_a_weak_hash_is_made_anew(desk: Desk, keys: Keys) -> None:
    """A chosen password hashed with weaker parameters is hashed with today's at sign-in, once."""
    number = desk.here.accounts["SHGBK"]
    _secret(desk, "SHGBK", kind="OWN", hashed=CHEAP.hash(OWN))
    weak = desk.one(tables.user_secret, number).hashed
    with pytest.raises(Refused):
        _enter(desk, keys, "SHGBK", "wrong")
    assert desk.one(tables.user_secret, number).hashed == weak
    _enter(desk, keys, "SHGBK", OWN)
    strong = desk.one(tables.user_secret, number).hashed
    assert strong != weak
    assert not passwords.needs_rehash("OWN", strong)
    _enter(desk, keys, "SHGBK", OWN)
    assert desk.one(tables.user_secret, number).hashed == strong


def test_both_ways_are_audited(desk: Desk, keys: Keys) -> None:
    """Signing in and being refused stand in the trail, without the password; only the first sets the last sign-in."""
    _first(desk, keys, "SHGBK", must_change=False)
    number = desk.here.accounts["SHGBK"]
    with pytest.raises(Refused):
        _enter(desk, keys, "SHGBK", "wrong-secret")
    assert desk.one(tables.user_account, number).last_sign_in is None
    _enter(desk, keys, "SHGBK")
    assert desk.one(tables.user_account, number).last_sign_in == NOW
    trail = desk.rows(tables.audit_entry)
    assert [(row.action, row.actor, row.role, row.outcome) for row in trail] == [
        ("session.sign_in", desk.here.user_ids["SHGBK"], "", "refused"),
        ("session.sign_in", desk.here.user_ids["SHGBK"], "SHG_BK", "done"),
    ]
    assert "wrong-secret" not in str(trail)


def test_any_user_id_is_refused_in_plain_words(desk: Desk, keys: Keys) -> None:
    """Unknown, empty, broken or endless: the usual sentence, and an entry above the blocks."""
    user_ids = ("IUP_NOBODY", "", "x\x00y", "\ud800", "%", "I" * 5_000)
    for user_id in user_ids:
        for password in ("x", "\ud800\x00", "y" * 10_000):
            with refuses(Refused, "sign_in"):
                sign_in(desk.office.store, keys, NOW, user_id, password)
    assert len(desk.rows(tables.audit_entry, block="0")) == 3 * len(user_ids)


def test_a_password_of_broken_signs_is_wrong(desk: Desk, keys: Keys) -> None:
    """A terminal's broken bytes are a wrong password, or one that will not do; never an error of ours."""
    _secret(desk, "SHGBK", kind="OWN", hashed=CHEAP.hash(OWN))
    with pytest.raises(Refused):
        _enter(desk, keys, "SHGBK", OWN + "\ud800")
    actor = _enter(desk, keys, "SHGBK", OWN)
    with pytest.raises(Invalid):
        desk.door.run(actor, ChangeOwnPassword(block_code=HERE, old=OWN, new="four plain words \ud800 here"))


def test_reset(desk: Desk, keys: Keys) -> None:
    """The old password ends, the new one signs in once for all to be changed, and it is in no table."""
    _secret(desk, "SHGBK", kind="OWN", hashed=CHEAP.hash(OWN))
    made: CreatedUser = desk.run(ResetPassword(block_code=HERE, account=desk.here.accounts["SHGBK"]))
    with pytest.raises(Refused):
        _enter(desk, keys, "SHGBK", OWN)
    assert _enter(desk, keys, "SHGBK", made.first_password).must_change_password is True
    kept = str([desk.rows(table) for table in (tables.audit_entry, tables.user_secret, tables.user_account)])
    assert made.first_password not in kept
    assert made.first_password.replace("-", "") not in kept


def test_nobody_acts_on_her_own_account(desk: Desk) -> None:
    """Switching off, deleting and resetting oneself is refused, be one's role hers to manage or not."""
    admin, role = desk.here.accounts["ADM"], tables.user_role
    acts = (
        SetUserActive(block_code=HERE, account=admin, version=1, active=False),
        DeleteUser(block_code=HERE, account=admin, version=1),
        ResetPassword(block_code=HERE, account=admin),
    )
    for command in acts:
        with refuses(Refused, "manage"):
            desk.run(command)
    assert desk.one(tables.user_account, admin).version == 1
    assert desk.one(role, admin).status == "ACTIVE"


def test_a_maker_of_her_own_kind_may_not_act_on_herself(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Were the role list ever to let an admin manage her own role, her own account is still refused by name."""
    admin = desk.here.accounts["ADM"]
    monkeypatch.setitem(permissions.MAY_CREATE, Role.BLOCK_ADMIN, frozenset({Role.BLOCK_ADMIN}))
    for command in (
        SetUserActive(block_code=HERE, account=admin, version=1, active=False),
        DeleteUser(block_code=HERE, account=admin, version=1),
        ResetPassword(block_code=HERE, account=admin),
    ):
        with refuses(Refused, "user.self"):
            desk.run(command)


def test_a_session_ends_with_its_role(desk: Desk) -> None:
    """An admin whose role is taken away is refused at her next act, though she signed in with it."""
    role = tables.user_role
    number = desk.here.accounts["ADM2"]
    desk.write(role.update().where(role.c.block_code == HERE, role.c.id == number).values(status="INACTIVE"))
    with refuses(Refused, "session.ended"):
        desk.door.run(desk.actor(who="ADM2"), DeleteUser(block_code=HERE, account=7, version=1))


def test_her_language_is_kept_and_comes_with_the_next_sign_in(desk: Desk, keys: Keys) -> None:
    """It is hers alone, even before she chose her own password; the trail says who chose what."""
    _first(desk, keys, "ADM")
    actor = _enter(desk, keys, "ADM")
    assert actor.language == ""
    desk.door.run(actor, ChooseLanguage(block_code=HERE, language="hi"))
    assert _enter(desk, keys, "ADM").language == "hi"
    _first(desk, keys, "SHGBK")
    assert _enter(desk, keys, "SHGBK").language == ""
    entry = desk.rows(tables.audit_entry, tables.audit_entry.c.action == "user.choose_language")[0]
    assert (entry.actor, entry.entity_id) == (actor.user_id, actor.user_id)
    assert json.loads(entry.details) == {"language": "hi"}


@pytest.mark.parametrize("code", ["", "../hi", "hindi language", "HI", "hi\n"])
def test_what_is_no_language_is_not_kept(desk: Desk, keys: Keys, code: str) -> None:
    """A code is two or three letters, and what gettext allows after them."""
    _first(desk, keys, "ADM")
    with refuses(Invalid, "language.code"):
        desk.door.run(_enter(desk, keys, "ADM"), ChooseLanguage(block_code=HERE, language=code))
