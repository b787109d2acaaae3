"""Taking a role away, giving it back, moving it: what is freed, what stays, who may, and what is never left empty."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlmodel import Session

from lokos_tui.commands.accounts import AddRole, EditUser, GiveRoleBack, MoveRole, RoleGrant, TakeRole
from lokos_tui.commands.links import ChangeLinks, LinkWish
from lokos_tui.commands.loads import UndoBatch
from lokos_tui.db import tables
from lokos_tui.domain.accounts.permissions import Area
from lokos_tui.domain.accounts.roles import Role
from lokos_tui.domain.errors import Conflict, Invalid, LokosError, NotFound, Refused
from lokos_tui.services.accounts.sign_in import still_valid
from tests.services.kit import Desk
from tests.support.office import BEFORE, HERE, NOW, actor_of
from tests.support.refusals import refuses

ROLE, LINK, USER = tables.user_role, tables.cbo_link, tables.user_account


def second_role(desk: Desk, who: str = "SHGBK", role: Role = Role.VO_BK) -> int:
    """Give somebody one more role; her version rises to 2."""
    account = desk.here.accounts[who]
    return desk.run(AddRole(block_code=HERE, account=account, version=1, grant=RoleGrant(role)))


def take(desk: Desk, role_id: int, version: int = 2, who: str = "SHGBK") -> TakeRole:
    """Return the command that takes a role away."""
    return TakeRole(
        block_code=HERE, account=desk.here.accounts[who], version=version, role_id=role_id, why="moved away"
    )


def open_links(desk: Desk, role_id: int) -> set[int]:
    """Return the CBOs that a role is linked to now."""
    return {row.cbo_id for row in desk.rows(LINK, LINK.c.role_id == role_id, LINK.c.unlinked_at.is_(None))}


def test_a_role_goes_with_its_links_alone(desk: Desk) -> None:
    """The links of that role end, dated and with the reason; those of the other role stay; the trail has it."""
    vo_role = second_role(desk)
    account, free_vo = desk.here.accounts["SHGBK"], next(vo for vo in desk.here.vos if not desk.holding(vo))
    desk.run(ChangeLinks(block_code=HERE, account=account, role_id=vo_role, link=(LinkWish(free_vo),)))
    shgs = open_links(desk, account)
    assert desk.run(take(desk, vo_role)) == 1
    assert desk.one(ROLE, vo_role).status == "INACTIVE"
    assert open_links(desk, vo_role) == set()
    assert open_links(desk, account) == shgs
    ended = desk.rows(LINK, LINK.c.role_id == vo_role)[0]
    assert (ended.unlinked_at, ended.unlink_why) == (NOW, "role taken away")
    entry = desk.rows(tables.audit_entry)[-1]
    assert (entry.action, entry.reason) == ("user.take_role", "moved away")
    assert json.loads(entry.details) == {"role": "VO_BK", "freed_links": 1, "freed_cbos": [free_vo]}


def test_lists_show_the_first_role_that_is_left(desk: Desk) -> None:
    """Category and role of the account are those of the role she holds longest; given back, the old one again."""
    account, revision = desk.here.accounts["SHGBK"], desk.revision()
    second_role(desk)
    assert desk.run(take(desk, account)) == 21
    row = desk.one(USER, account)
    assert (row.category, row.role, row.version) == ("VO", "VO_BK", 3)
    assert desk.revision() == revision + 2
    desk.run(GiveRoleBack(block_code=HERE, account=account, version=3, role_id=account))
    row = desk.one(USER, account)
    assert (row.category, row.role, row.version) == ("SHG", "SHG_BK", 4)


def test_an_account_keeps_one_role(desk: Desk) -> None:
    """The last role is not taken: the account is inactivated instead. Nothing is freed."""
    account = desk.here.accounts["SHGBK"]
    with refuses(Conflict, "role.last", "SHG Bookkeeper"):
        desk.run(take(desk, account, version=1))
    assert len(open_links(desk, account)) == 21


@pytest.mark.parametrize("whose", ["nobody", "another", "taken"])
def test_a_role_she_does_not_hold_is_not_taken(desk: Desk, whose: str) -> None:
    """A number of no role, of another account's, and of one taken before."""
    vo_role = second_role(desk)
    second_role(desk, "SHGBK2")
    number = {"nobody": 9_999, "another": desk.here.accounts["SHGBK2"], "taken": vo_role}[whose]
    if whose == "taken":
        desk.run(take(desk, vo_role))
    with refuses(NotFound, "role.unknown"):
        desk.run(take(desk, number, version=3 if whose == "taken" else 2))


def test_her_open_session_ends_with_the_role(desk: Desk) -> None:
    """Who is signed in with the role that was taken is refused at her next act; in the other role she works on."""
    second_role(desk)
    account = desk.here.accounts["SHGBK"]
    desk.run(take(desk, account))
    with Session(desk.office.store.write) as session:
        with refuses(Refused, "session.ended"):
            still_valid(session, desk.actor(Role.SHG_BK, "SHGBK"))
        assert still_valid(session, desk.actor(Role.VO_BK, "SHGBK")).role is Role.VO_BK


def test_given_back_with_what_is_still_free(desk: Desk) -> None:
    """Links end and open anew as dated rows; a CBO that somebody else keeps by now is named and stays hers."""
    second_role(desk)
    account, other = desk.here.accounts["SHGBK"], desk.here.accounts["SHGBK2"]
    before = open_links(desk, account)
    desk.run(take(desk, account))
    lost = desk.here.shgs[3]
    desk.run(ChangeLinks(block_code=HERE, account=other, role_id=other, link=(LinkWish(lost),)))
    back = desk.run(GiveRoleBack(block_code=HERE, account=account, version=3, role_id=account))
    assert (back.linked, back.kept) == (20, (desk.one(tables.cbo, lost).name,))
    assert open_links(desk, account) == before - {lost}
    assert [row.role_id for row in desk.holding(lost)] == [other]
    one = desk.rows(LINK, LINK.c.cbo_id == desk.here.shgs[0], LINK.c.linked_at >= BEFORE)
    assert [(row.linked_at, row.unlinked_at) for row in sorted(one, key=lambda row: row.linked_at)] == [
        (BEFORE, NOW),
        (NOW, None),
    ]
    with refuses(Conflict, "role.held"):
        desk.run(GiveRoleBack(block_code=HERE, account=account, version=4, role_id=account))


def test_only_the_links_of_the_last_taking_come_back(desk: Desk) -> None:
    """What was unlinked from her by hand before the role was taken stays unlinked."""
    second_role(desk)
    account, gone = desk.here.accounts["SHGBK"], desk.here.shgs[5]
    desk.run(ChangeLinks(block_code=HERE, account=account, role_id=account, unlink=(gone,)))
    desk.run(take(desk, account))
    assert desk.run(GiveRoleBack(block_code=HERE, account=account, version=3, role_id=account)).linked == 20
    assert gone not in open_links(desk, account)


def test_a_place_is_changed_and_links_stay(desk: Desk) -> None:
    """GP and village of the role; a village alone brings its panchayat; the same place again writes nothing."""
    account, links = desk.here.accounts["SHGBK"], open_links(desk, desk.here.accounts["SHGBK"])
    gp, village = desk.here.gps[1], desk.here.villages[3]
    move = MoveRole(block_code=HERE, account=account, version=1, role_id=account, village_id=village)
    assert desk.run(move) == 2
    row = desk.one(ROLE, account)
    assert (row.gp_id, row.village_id) == (gp, village)
    assert open_links(desk, account) == links
    entries = desk.sizes()["audit_entry"]
    assert desk.run(replace(move, version=2)) == 2
    assert desk.sizes()["audit_entry"] == entries
    assert desk.run(replace(move, version=2, village_id=None)) == 3
    assert desk.one(ROLE, account).gp_id is None


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ({"gp_id": 99}, "gp.unknown"),
        ({"gp_id": 1, "village_id": 4}, "village.unknown"),
        ({"district_code": "132"}, "district.role"),
    ],
)
def test_a_place_that_is_none_is_refused(desk: Desk, place: dict[str, object], code: str) -> None:
    """No such panchayat, a village of another one, a district for a role of the block."""
    account = desk.here.accounts["SHGBK"]
    with refuses(Invalid, code):
        desk.run(MoveRole(block_code=HERE, account=account, version=1, role_id=account, **place))  # type: ignore[arg-type]


def test_a_district_role_moves_inside_its_state(desk: Desk) -> None:
    """Her area is the new district from her next act; a district of another state is none."""
    desk.write(tables.district.insert().values(code="133", state_code="9", nrlm_code="", name="MORADABAD"))
    state = desk.rows(USER, USER.c.role == "STATE_ADMIN", USER.c.state_code == "9", block="0")[0]
    district = desk.rows(USER, USER.c.role == "DISTRICT_ADMIN", USER.c.state_code == "9", block="0")[0]
    desk.write(USER.update().where(USER.c.id == district.id, USER.c.block_code == "0").values(created_by=state.user_id))
    actor = replace(actor_of(Role.STATE_ADMIN), account=state.id, user_id=state.user_id)
    role = desk.rows(ROLE, ROLE.c.account_id == district.id, block="0")[0]
    move = MoveRole(block_code="0", account=district.id, version=1, role_id=role.id, district_code="203")
    with refuses(Invalid, "district.unknown"):
        desk.door.run(actor, move)
    assert desk.door.run(actor, replace(move, district_code="133")) == 2
    moved = replace(actor_of(Role.DISTRICT_ADMIN), account=district.id, user_id=district.user_id)
    with Session(desk.office.store.write) as session:
        assert still_valid(session, moved).area == Area("9", "133")


def test_one_of_eight_takings_wins(desk: Desk) -> None:
    """Eight take one of two roles each at one version: one role goes, seven are told, and one role is left."""
    vo_role, account = second_role(desk), desk.here.accounts["SHGBK"]

    def act(number: int) -> str:
        try:
            desk.run(take(desk, (account, vo_role)[number % 2]))
        except LokosError as error:
            return error.code
        return "done"

    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(act, range(8)))
    assert sorted(results) == ["done", *["user.changed"] * 7]
    assert len(desk.rows(ROLE, ROLE.c.account_id == account, ROLE.c.status == "ACTIVE")) == 1


def test_a_load_taken_back_leaves_her_a_role(desk: Desk) -> None:
    """A role that a load added, and that is her only one by now, stays when the load is taken back."""
    person = desk.known(0, "VOBK", Role.SHG_BK, new_role=True)
    desk.load(desk.plan([desk.shg(2, 22, 0)], [person]))
    account = desk.here.accounts["VOBK"]
    desk.run(take(desk, account, version=desk.one(USER, account).version, who="VOBK"))
    done = desk.run(UndoBatch(block_code=HERE, batch_id=1))
    held = desk.rows(ROLE, ROLE.c.account_id == account, ROLE.c.status == "ACTIVE")
    assert [row.role for row in held] == ["SHG_BK"]
    assert "it is her only role by now" in [item.reason for item in done.kept]
    assert desk.one(USER, account).role == "SHG_BK"


def test_the_status_of_the_edit_form(desk: Desk) -> None:
    """Fields and status in one save, each in the trail by its own name; nobody switches herself off by it."""
    account = desk.here.accounts["SHGBK"]
    edit = EditUser(
        block_code=HERE, account=account, version=1, name="SUNITA RANI", mobile="9876543210", status="INACTIVE",
        why="on leave",
    )  # fmt: skip
    assert desk.run(edit) == 2
    row = desk.one(USER, account)
    assert (row.name, row.status) == ("SUNITA RANI", "INACTIVE")
    assert [(e.action, e.reason) for e in desk.rows(tables.audit_entry)[-2:]] == [
        ("user.set_active", "on leave"), ("user.edit", ""),
    ]  # fmt: skip
    assert desk.run(replace(edit, version=2, status="ACTIVE", why="")) == 3
    assert desk.one(USER, account).status == "ACTIVE"
    with refuses(Invalid, "status.unknown"):
        desk.run(replace(edit, version=3, status="DELETED"))
