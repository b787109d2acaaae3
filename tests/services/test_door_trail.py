"""What the trail says of a refused attempt: in the chain of who tried, with what was tried where, and why not."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from lokos_tui.commands.accounts import SetUserActive
from lokos_tui.commands.links import ChangeLinks, LinkWish
from lokos_tui.db import tables
from lokos_tui.domain.accounts.permissions import Actor
from lokos_tui.domain.accounts.roles import Role
from lokos_tui.domain.errors import Refused
from tests.services.kit import Desk
from tests.support.office import HERE, NOW, THERE


def above(desk: Desk, role: Role, user_id: str) -> Actor:
    """Return staff above the blocks as they stand in the office."""
    user = tables.user_account
    row = desk.rows(user, user.c.user_id == user_id, block="0")[0]
    return replace(desk.office.actors[role], account=row.id, user_id=user_id)


def trails(desk: Desk) -> dict[str, list[Any]]:
    """Return the entries of each chain that has any."""
    found = {block: desk.rows(tables.audit_entry, block=block) for block in (HERE, THERE, "0")}
    return {block: rows for block, rows in found.items() if rows}


def linking(block: str) -> ChangeLinks:
    """Return a wish to link one CBO."""
    return ChangeLinks(block_code=block, account=6, role_id=6, link=(LinkWish(26),))


@pytest.mark.parametrize(("block", "role", "who", "code"), [
    (HERE, Role.BLOCK_PM, "BPM", "permission"),
    (THERE, Role.BLOCK_ADMIN, "ADM", "area"),
])  # fmt: skip
def test_a_refusal_stands_in_the_chain_of_who_tried(desk: Desk, block: str, role: Role, who: str, code: str) -> None:
    """Whichever block was meant, the line is in the block of the one who tried, with block, code and reason."""
    with pytest.raises(Refused) as refused:
        desk.door.run(desk.actor(role, who), linking(block))
    assert refused.value.code == code
    found = trails(desk)
    assert list(found) == [HERE]
    (entry,) = found[HERE]
    assert (entry.action, entry.outcome, entry.reason, entry.at) == (
        ChangeLinks.action, "refused", refused.value.sentence, NOW,
    )  # fmt: skip
    assert json.loads(entry.details) == {"block": block, "code": code}


@pytest.mark.parametrize(("role", "user_id"), [(Role.STATE_ADMIN, "IUP_SADM"), (Role.DISTRICT_ADMIN, "IUP_DADM")])
def test_a_refusal_above_the_blocks_stands_in_their_chain(desk: Desk, role: Role, user_id: str) -> None:
    """Staff above the blocks have a chain of their own: what was refused in a block is not written into it."""
    off = SetUserActive(block_code=HERE, account=1, version=1, active=False)
    with pytest.raises(Refused) as refused:
        desk.door.run(above(desk, role, user_id), off)
    found = trails(desk)
    assert list(found) == ["0"]
    (entry,) = found["0"]
    assert (entry.outcome, entry.reason) == ("refused", refused.value.sentence)
    assert json.loads(entry.details) == {"block": HERE, "code": refused.value.code}
