"""Taking a mapping load back: what goes, what stays and why, and by whom it may be done."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from lokos_tui.commands.accounts import AddRole, DeleteUser, EditUser, RoleGrant, SetUserActive
from lokos_tui.commands.links import ChangeLinks, LinkWish
from lokos_tui.commands.loads import Loaded, UndoBatch, Undone
from lokos_tui.db import tables
from lokos_tui.domain.accounts.roles import CboType, Role
from lokos_tui.domain.errors import Conflict, NotFound, Refused
from lokos_tui.domain.loads.mapping import PlanRow
from lokos_tui.domain.loads.outcomes import LoadOutcome
from lokos_tui.services.accounts.keys import Keys
from lokos_tui.services.accounts.sign_in import sign_in
from tests.services.kit import FILE, WHY, Desk, fresh
from tests.support.office import BEFORE, HERE, NOW
from tests.support.refusals import refuses

USER_ID = "IUP_NAYAGAONSHGBK"


def _undo(desk: Desk, batch: int = 1, why: str = "") -> Undone:
    done: Undone = desk.run(UndoBatch(block_code=HERE, batch_id=batch, why=why))
    return done


def _load(desk: Desk) -> Loaded:
    """Link a free SHG to a new account and move another to it."""
    return desk.load(desk.plan([desk.shg(2, 22, 0), desk.shg(3, 0, 0, from_link=1)], [fresh(0)]))


def test_a_whole_load_goes_back(desk: Desk) -> None:
    """The new link ends, the moved one goes back as a new dated row, the account goes, all in three lists."""
    loaded, revision = _load(desk), desk.revision()
    done = _undo(desk, why="wrong file")
    assert ([item.row for item in done.reversed], done.kept, done.failed) == ([2, 3, 2], (), ())
    assert done.again == (f"SUNITA DEVI ({desk.here.user_ids['SHGBK']}) has 1 SHG again.",)
    assert done.reversed[1].reason == f"back to {desk.here.user_ids['SHGBK']}"
    link = tables.cbo_link
    history = desk.rows(link, link.c.cbo_id == desk.here.shgs[0], link.c.role_id != desk.here.accounts["SHGBK2"])
    assert [(row.account_id, row.linked_at, row.unlinked_at, row.batch_id) for row in history] == [
        (desk.here.accounts["SHGBK"], BEFORE, NOW, None),
        (loaded.users[0].account, NOW, NOW, 1),
        (desk.here.accounts["SHGBK"], NOW, None, None),
    ]
    assert desk.holding(desk.here.shgs[22]) == []
    assert desk.one(tables.user_account, loaded.users[0].account).status == "DELETED"
    batch = desk.rows(tables.import_batch)[0]
    assert (batch.state, batch.undone_by, batch.undo_why) == ("UNDONE", desk.here.user_ids["ADM"], "wrong file")
    assert json.loads(batch.undo_counts) == {"reversed": 3, "kept": 0, "failed": 0}
    assert desk.revision() == revision + 1
    assert desk.rows(tables.audit_entry)[-1].action == "import.undo"


def test_the_ids_of_a_load_taken_back_are_free(desk: Desk) -> None:
    """The same file loads again with the same user ids, as often as it is taken back."""
    for batch in (1, 2, 3):
        held = desk.holding(desk.here.shgs[0])[0].id
        done = desk.load(desk.plan([desk.shg(2, 22, 0), desk.shg(3, 0, 0, from_link=held)], [fresh(0)]))
        assert (done.batch_id, done.users[0].user_id) == (batch, USER_ID)
        assert len(_undo(desk, batch).reversed) == 3


def test_an_account_taken_back_cannot_sign_in(desk: Desk, keys: Keys) -> None:
    """Neither with the user id of then nor with the one it keeps in the history."""
    made = _load(desk).users[0]
    _undo(desk)
    kept = desk.one(tables.user_account, made.account).user_id
    for user_id in (made.user_id, kept):
        with pytest.raises(Refused):
            sign_in(desk.office.store, keys, NOW, user_id, made.first_password)


def test_links_changed_since_are_kept(desk: Desk) -> None:
    """A link somebody moved on is kept, with who and when; the rest goes back."""
    _load(desk)
    now = desk.holding(desk.here.shgs[0])[0].id
    other = desk.here.accounts["SHGBK2"]
    wish = LinkWish(desk.here.shgs[0], now, take_over=True)
    desk.run(ChangeLinks(block_code=HERE, account=other, role_id=other, link=(wish,)))
    done = _undo(desk)
    assert [(item.row, item.reason) for item in done.kept] == [
        (3, f"changed by {desk.here.user_ids['ADM']} on 01/01/2026 13:00"),
    ]
    assert [link.account_id for link in desk.holding(desk.here.shgs[0])] == [other]
    assert (len(done.reversed), desk.rows(tables.import_batch)[0].state) == (2, "PARTLY_UNDONE")


def test_a_holder_switched_off_gets_nothing_back(desk: Desk) -> None:
    """The SHG stays with its new bookkeeper, whose account stays too."""
    made = _load(desk).users[0]
    off = SetUserActive(block_code=HERE, account=desk.here.accounts["SHGBK"], version=1, active=False)
    desk.run(off)
    done = _undo(desk)
    assert [(item.row, item.reason) for item in done.failed] == [
        (3, f"{desk.here.user_ids['SHGBK']}, who had it before, is no longer active"),
    ]
    assert [link.account_id for link in desk.holding(desk.here.shgs[0])] == [made.account]
    assert [item.reason for item in done.kept] == ["she has other links by now"]
    assert desk.one(tables.user_account, made.account).status == "ACTIVE"


def _signs_in(desk: Desk, keys: Keys, made: Loaded) -> None:
    sign_in(desk.office.store, keys, NOW, made.users[0].user_id, made.users[0].first_password)


def _linked_again(desk: Desk, _keys: Keys, made: Loaded) -> None:
    account = tables.user_role.c.account_id
    role = desk.rows(tables.user_role, account == made.users[0].account)[0].id
    wish = (LinkWish(desk.here.shgs[21]),)
    command = ChangeLinks(block_code=HERE, account=made.users[0].account, role_id=role, link=wish)
    desk.run(command)


def _more_roles(desk: Desk, _keys: Keys, made: Loaded) -> None:
    desk.run(AddRole(block_code=HERE, account=made.users[0].account, version=1, grant=RoleGrant(Role.VO_BK)))


def _more_roles_by_load(desk: Desk, _keys: Keys, made: Loaded) -> None:
    person = replace(fresh(0), role=Role.VO_BK, account_id=made.users[0].account)
    rows = [PlanRow(2, LoadOutcome.USER, 0)]
    desk.load(desk.plan(rows, [person]), replace(FILE, sha256="b" * 64))


def _edited(desk: Desk, _keys: Keys, made: Loaded) -> None:
    desk.run(
        EditUser(block_code=HERE, account=made.users[0].account, version=1, name="MEERA RANI", mobile="9876543210")
    )


def _deleted(desk: Desk, _keys: Keys, made: Loaded) -> None:
    desk.run(DeleteUser(block_code=HERE, account=made.users[0].account, version=1))


@pytest.mark.parametrize(
    ("use", "why"),
    [
        (_signs_in, "she signed in on 01/01/2026 13:00"),
        (_linked_again, "she has other links by now"),
        (_more_roles, "changed by IUP_AHMADPURSADATADM on 01/01/2026 13:00"),
        (_more_roles_by_load, "she has another role by now"),
        (_edited, "changed by IUP_AHMADPURSADATADM on 01/01/2026 13:00"),
        (_deleted, "changed by IUP_AHMADPURSADATADM on 01/01/2026 13:00"),
    ],
)
def test_a_used_account_stays(
    desk: Desk, keys: Keys, use: Callable[[Desk, Keys, Loaded], None], why: str
) -> None:  # fmt: skip
    """Signed in, linked by hand, given another role, edited or deleted since: it stays under its id, and says why."""
    made = _load(desk)
    use(desk, keys, made)
    kept = {item.what: item.reason for item in _undo(desk).kept}
    assert kept[f"account {USER_ID}"] == why
    assert desk.one(tables.user_account, made.users[0].account).user_id == USER_ID


def test_a_given_role_goes_inactive(desk: Desk) -> None:
    """A role the load gave an account there was is taken back, and can be given again."""
    person = desk.known(0, "SHGBK2", Role.VO_BK, new_role=True)
    row = PlanRow(2, LoadOutcome.LINK, 0, CboType.VO, desk.here.vos[1])
    role = tables.user_role
    for batch in (1, 2):
        desk.load(desk.plan([row], [person]))
        done = _undo(desk, batch)
        assert [item.what for item in done.reversed][1:] == [f"role VO_BK of {desk.here.user_ids['SHGBK2']}"]
    states = [row.status for row in desk.rows(role, role.c.account_id == person.account_id)]
    assert states == ["ACTIVE", "INACTIVE", "INACTIVE"]


def test_a_given_role_in_use_stays(desk: Desk) -> None:
    """A role with links of another load keeps them."""
    person = desk.known(0, "SHGBK2", Role.VO_BK, new_role=True)
    desk.load(desk.plan([PlanRow(2, LoadOutcome.USER, 0)], [person]))
    role = desk.rows(tables.user_role, tables.user_role.c.role == "VO_BK")[-1].id
    command = ChangeLinks(
        block_code=HERE, account=person.account_id, role_id=role, link=(LinkWish(desk.here.vos[1]),),
        overload_reason=WHY,
    )  # fmt: skip
    desk.run(command)
    done = _undo(desk)
    assert ([item.reason for item in done.kept], done.reversed) == (["it has other links by now"], ())
    assert desk.one(tables.user_role, role).status == "ACTIVE"


def test_twice_is_a_conflict(desk: Desk) -> None:
    """The second is told who took it back, and nothing moves."""
    _load(desk)
    _undo(desk)
    before = desk.sizes()
    with refuses(Conflict, "batch.undone", desk.here.user_ids["ADM"]):
        _undo(desk)
    assert desk.sizes() == before


def test_an_unknown_load_is_not_found(desk: Desk) -> None:
    """A number nobody loaded."""
    with pytest.raises(NotFound):
        _undo(desk, 99)


def test_only_who_may_load_may_take_back(desk: Desk) -> None:
    """Another block's admin and the block's checker are refused; the load stands."""
    _load(desk)
    with pytest.raises(Refused):
        desk.run(UndoBatch(block_code="1501", batch_id=1))
    for role, who in ((Role.BLOCK_PM, "BPM"), (Role.VO_BK, "VOBK")):
        with pytest.raises(Refused):
            desk.door.run(desk.actor(role, who), UndoBatch(block_code=HERE, batch_id=1))
    assert desk.rows(tables.import_batch)[0].state == "APPLIED"
