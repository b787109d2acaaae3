"""One more block at the door: a District Admin in her district, a State Admin in her state, everybody else not."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from lokos_tui.commands.accounts import CreateUser, RoleGrant
from lokos_tui.commands.office import AddBlock
from lokos_tui.db import tables
from lokos_tui.domain.accounts.permissions import ABOVE_BLOCK, Actor
from lokos_tui.domain.accounts.roles import Role
from lokos_tui.domain.errors import Conflict, Invalid, Refused
from tests.services.kit import Desk
from tests.support.office import actor_of
from tests.support.refusals import refuses


def above(desk: Desk, role: Role) -> Actor:
    """Return the State or District Admin over the block."""
    user_id = {Role.STATE_ADMIN: "IUP_SADM", Role.DISTRICT_ADMIN: "IUP_DADM"}[role]
    found = desk.rows(tables.user_account, tables.user_account.c.user_id == user_id, block=ABOVE_BLOCK)[0]
    return replace(actor_of(role), account=found.id, user_id=user_id)


def wish(**more: Any) -> AddBlock:
    """Return the wish for a block of the district 132."""
    return AddBlock(**({"block_code": ABOVE_BLOCK, "code": "994", "name": "Kotwali"} | more))


@pytest.mark.parametrize(
    ("role", "more"),
    [(Role.DISTRICT_ADMIN, {}), (Role.STATE_ADMIN, {"district_code": "132"}),
     (Role.STATE_ADMIN, {"district_code": "118", "district_name": "agra"})],
)  # fmt: skip
def test_a_block_is_added_and_staffed(desk: Desk, role: Role, more: dict[str, str]) -> None:
    """It stands in her area, is recorded, and she makes its Block Admin; a State Admin adds a new district with it."""
    actor = above(desk, role)
    desk.door.run(actor, wish(**more))
    made = desk.door.run(
        actor,
        CreateUser(
            block_code="994", user_id="IUP_KOTWALIADM", name="SITA DEVI", mobile="9876512345",
            roles=(RoleGrant(Role.BLOCK_ADMIN),),
        ),
    )  # fmt: skip
    assert made.user_id == "IUP_KOTWALIADM"
    act = [row for row in desk.rows(tables.audit_entry, block=ABOVE_BLOCK) if row.action == "office.add_block"]
    assert [(row.entity_id, row.actor) for row in act] == [("994", actor.user_id)]


def test_a_block_is_added_once_and_by_the_rules(desk: Desk) -> None:
    """A block that is there, a code or name that is none, a new district without a name."""
    state = above(desk, Role.STATE_ADMIN)
    with refuses(Conflict, "block.exists"):
        desk.door.run(state, wish(code="996", district_code="132"))
    for more, code in (
        ({"code": "0994", "district_code": "132"}, "lgd.code"),
        ({"name": "12", "district_code": "132"}, "place.name"),
        ({"district_code": "118"}, "place.name"),
        ({}, "lgd.code"),
    ):
        with refuses(Invalid, code):
            desk.door.run(state, wish(**more))


@pytest.mark.parametrize(("role", "district"), [(Role.STATE_ADMIN, "203"), (Role.DISTRICT_ADMIN, "118")])
def test_it_lies_in_her_area(desk: Desk, role: Role, district: str) -> None:
    """Not in a district of another state, and for a District Admin in none but her own."""
    with refuses(Refused, "area"):
        desk.door.run(above(desk, role), wish(district_code=district, district_name="X Y"))
