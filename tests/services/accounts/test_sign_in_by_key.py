"""Signing in by an SSH key: for an active account that has its own password, in one role, and audited as such."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import select

from lokos_tui.commands.accounts import AddRole, RoleGrant
from lokos_tui.db import tables
from lokos_tui.domain.accounts.permissions import Actor
from lokos_tui.domain.accounts.roles import Role
from lokos_tui.domain.errors import Refused
from lokos_tui.services.accounts.keys import Keys
from lokos_tui.services.accounts.sign_in import sign_in_by_key
from tests.services.kit import Desk
from tests.support.office import HERE, NOW
from tests.support.refusals import refuses


def _enter(desk: Desk, keys: Keys, user_id: str, role: Role | None = None) -> Actor:
    return sign_in_by_key(desk.office.store, keys, NOW, user_id, role)


def _last(desk: Desk) -> tuple[str, str, dict[str, str]]:
    entry = tables.audit_entry
    with desk.office.store.reading() as connection:
        row = connection.execute(select(entry.c.action, entry.c.outcome, entry.c.details).order_by(-entry.c.id)).first()
    assert row is not None
    return row[0], row[1], json.loads(row[2])


def test_her_key_is_enough(desk: Desk, keys: Keys) -> None:
    """The actor is she, in her role and block; the audit trail says by what."""
    actor = _enter(desk, keys, desk.here.user_ids["ADM"])
    assert (actor.account, actor.role, actor.area.block) == (desk.here.accounts["ADM"], Role.BLOCK_ADMIN, HERE)
    assert _last(desk) == ("session.sign_in", "done", {"by": "ssh key"})


@pytest.mark.parametrize("who", ["SHGBK3", "GONE", "NOBODY"])
def test_no_key_opens_what_is_closed(desk: Desk, keys: Keys, who: str) -> None:
    """An account that is switched off, deleted or never was stays out."""
    with refuses(Refused, "sign_in.key"):
        _enter(desk, keys, desk.here.user_ids.get(who, who))


def test_a_first_password_is_changed_first(desk: Desk, keys: Keys) -> None:
    """Before she has a password of her own, her key opens nothing; the refusal is recorded."""
    secret = tables.user_secret
    desk.write(secret.update().where(secret.c.id == desk.here.accounts["ADM"]).values(must_change=True))
    with refuses(Refused, "sign_in.first"):
        _enter(desk, keys, desk.here.user_ids["ADM"])
    assert _last(desk) == ("session.sign_in", "refused", {"by": "ssh key", "role": ""})


def test_one_role_a_session(desk: Desk, keys: Keys) -> None:
    """With several roles she names one; one she does not hold is refused."""
    number = desk.here.accounts["SHGBK2"]
    desk.run(AddRole(block_code=HERE, account=number, version=1, grant=RoleGrant(Role.VO_BK)))
    user_id = desk.here.user_ids["SHGBK2"]
    with refuses(Refused, "sign_in.role", "SHG_BK, VO_BK"):
        _enter(desk, keys, user_id)
    assert _enter(desk, keys, user_id, Role.VO_BK).role is Role.VO_BK
    with refuses(Refused, "sign_in.key"):
        _enter(desk, keys, user_id, Role.BLOCK_ADMIN)
