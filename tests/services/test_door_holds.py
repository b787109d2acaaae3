"""What the door holds whoever comes: a clash is a refusal in words, a refusal leaves nothing, the area is looked up."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import event

from lokos_tui.commands.accounts import CreateUser, RoleGrant, SetUserActive
from lokos_tui.commands.links import ChangeLinks, LinkWish
from lokos_tui.db import tables
from lokos_tui.domain.accounts.permissions import Area
from lokos_tui.domain.accounts.roles import Role
from lokos_tui.domain.errors import Conflict, Invalid, NotFound, Refused
from tests.services.kit import Desk, fresh
from tests.support.office import HERE, NOW, THERE, actor_of
from tests.support.refusals import refuses


def wind_back(desk: Desk, name: str) -> None:
    """Set a counter of the block back, as a restored copy of the database may have it: its numbers are taken."""
    counter = tables.block_counter
    desk.write(counter.update().where(counter.c.block_code == HERE, counter.c.name == name).values(value=0))


@pytest.mark.parametrize("way", ["one by one", "in a set"])
def test_a_clash_in_the_database_is_told_in_words(desk: Desk, way: str) -> None:
    """A row that is there already, met by a form or by a load, ends as a conflict; nothing is changed or recorded."""
    wind_back(desk, "user_account")
    before = desk.sizes()
    with refuses(Conflict, "saved.meanwhile"):
        if way == "one by one":
            role = (RoleGrant(Role.SHG_BK),)
            desk.run(CreateUser(block_code=HERE, user_id="IUP_NAYASHGBK", name="MEERA DEVI", mobile="9876543210",
                                roles=role))  # fmt: skip
        else:
            desk.load(desk.plan([desk.shg(2, 23, 0)], [fresh(0)]))
    assert desk.sizes() == before


def test_a_refused_act_changes_nothing_but_the_trail(desk: Desk) -> None:
    """One line more in the trail with its number, and not a row elsewhere; it says who, as what, and when."""
    number = desk.here.accounts["SHGBK"]
    before = desk.sizes()
    with refuses(Refused, "permission"):
        desk.door.run(desk.actor(Role.BLOCK_PM, "BPM"), SetUserActive(block_code=HERE, account=number, version=1,
                                                                    active=False))  # fmt: skip
    after = desk.sizes()
    assert {name: after[name] - size for name, size in before.items() if after[name] != size} == {
        "audit_entry": 1, "block_counter": 1,
    }  # fmt: skip
    (entry,) = desk.rows(tables.audit_entry)
    assert (entry.actor, entry.role, entry.outcome, entry.at) == (
        desk.here.user_ids["BPM"], "BLOCK_PM", "refused", NOW,
    )  # fmt: skip


def test_an_area_that_is_only_claimed_opens_nothing(desk: Desk) -> None:
    """The door asks where the account lies now: an actor who says that all of the nation is hers stays in her block."""
    wish = ChangeLinks(block_code=THERE, account=6, role_id=6, link=(LinkWish(26),))
    claimed = replace(desk.actor(), area=Area("10", "203", HERE))
    for actor in (desk.actor(), claimed):
        with refuses(Refused, "area"):
            desk.door.run(actor, wish)
    entries = desk.rows(tables.audit_entry)
    assert [json.loads(row.details) for row in entries] == [{"block": THERE, "code": "area"}] * 2


def test_a_block_that_is_nowhere_is_not_found(desk: Desk) -> None:
    """A block code that no block of the office has is told as such, and nothing is written."""
    before = desk.sizes()
    with refuses(NotFound, "block.unknown"):
        desk.run(ChangeLinks(block_code="424242", account=6, role_id=6, link=(LinkWish(26),)))
    assert desk.sizes() == before


def test_the_district_that_is_asked_for_is_looked_at(desk: Desk) -> None:
    """A District Admin is refused in another district before anything of the wish is read, be it whole or not."""
    user = tables.user_account
    number = desk.rows(user, user.c.user_id == "IUP_DADM", block="0")[0].id
    actor = replace(actor_of(Role.DISTRICT_ADMIN), account=number, user_id="IUP_DADM")
    wish = CreateUser(block_code="0", user_id="IUP_NAYADTU", name="MEERA DEVI", mobile="9876543210", roles=())
    with refuses(Refused, "area"):
        desk.door.run(actor, replace(wish, district_code="133"))
    with pytest.raises(Invalid):
        desk.door.run(actor, replace(wish, district_code="132"))


def test_what_an_act_changes_is_kept_when_it_ends(desk: Desk) -> None:
    """Rows that the handler changed as objects are written before the transaction ends."""
    number = desk.here.accounts["SHGBK"]
    desk.run(SetUserActive(block_code=HERE, account=number, version=1, active=False))
    row = desk.one(tables.user_account, number)
    assert (row.status, row.version) == ("INACTIVE", 2)


def test_the_block_is_held_before_anything_is_written(desk: Desk) -> None:
    """The first thing written holds the block's revision: no other writer comes between its reads and its writes."""
    written: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_rest: Any) -> None:
        if statement.startswith(("INSERT", "UPDATE", "DELETE", "COPY")):
            written.append(f"{statement} {parameters}")

    wish = ChangeLinks(block_code=HERE, account=6, role_id=6, link=(LinkWish(26),))
    event.listen(desk.office.store.write, "before_cursor_execute", note)
    try:
        desk.run(wish)
    finally:
        event.remove(desk.office.store.write, "before_cursor_execute", note)
    assert len(written) > 1
    assert written[0].startswith("INSERT INTO block_counter")
    assert "revision" in written[0]
    assert HERE in written[0]
