"""Taking a save of links back at the door: exactly what it did, what others changed since stays and is named."""

from __future__ import annotations

import random
from typing import Any

import pytest

from lokos_tui.commands.accounts import DeleteUser, SetUserActive
from lokos_tui.commands.links import ChangeLinks, LinksChanged, LinkWish, TakeBackLinks, TakenOver, taking_back
from lokos_tui.db import tables
from lokos_tui.domain.accounts.roles import Role
from lokos_tui.domain.errors import Invalid, NotFound, Refused
from tests.services.kit import WHY, Desk
from tests.support.office import HERE
from tests.support.refusals import refuses


def _saved(desk: Desk, who: str, link: tuple[LinkWish, ...] = (), unlink: tuple[int, ...] = ()) -> TakeBackLinks:
    """Save links of an account and return what takes the save back."""
    number = desk.here.accounts[who]
    sent = ChangeLinks(
        block_code=HERE, account=number, role_id=number, link=link, unlink=unlink, overload_reason=WHY
    )  # fmt: skip
    back = taking_back(sent, desk.run(sent))
    assert back is not None
    return back


def _over(desk: Desk, cbo: int) -> LinkWish:
    """Return the wish to take a CBO over from who keeps it now."""
    return LinkWish(cbo, desk.holding(cbo)[0].id, take_over=True)


def _take_over(desk: Desk, who: str, cbo: int) -> None:
    """Have a CBO taken over, or linked, by somebody else meanwhile."""
    number = desk.here.accounts[who]
    wish = _over(desk, cbo) if desk.holding(cbo) else LinkWish(cbo)
    desk.run(ChangeLinks(block_code=HERE, account=number, role_id=number, link=(wish,), overload_reason=WHY))


def _holders(desk: Desk) -> dict[int, list[tuple[int, int, str]]]:
    """Return who has each CBO, with which role and duty."""
    link, found = tables.cbo_link, dict[int, list[tuple[int, int, str]]]()
    for row in desk.rows(link, link.c.unlinked_at.is_(None)):
        found.setdefault(row.cbo_id, []).append((row.account_id, row.role_id, row.duty))
    return found


def _trail(desk: Desk, count: int) -> list[tuple[Any, ...]]:
    return [
        (entry.action, entry.entity_id, entry.outcome, entry.reason) for entry in desk.rows(tables.audit_entry)[-count:]
    ]


def test_linked_taken_over_and_unlinked_go_back(desk: Desk) -> None:
    """One act: what was free is free, what was hers is hers, what was another's is theirs; each step in the trail."""
    shgs, ids = desk.here.shgs, desk.here.user_ids
    _take_over(desk, "SHGBK2", shgs[21])
    before, revision = _holders(desk), desk.revision()
    back = _saved(desk, "SHGBK2", (LinkWish(shgs[22]), _over(desk, shgs[0])), (shgs[21],))
    assert desk.run(back) == LinksChanged((shgs[21],), (shgs[0],), (shgs[22],))
    assert _holders(desk) == before
    why = "save taken back save taken back"
    assert _trail(desk, 2) == [
        ("links.change", ids["SHGBK2"], "done", why), ("links.change", ids["SHGBK"], "done", why),
    ]  # fmt: skip
    assert desk.revision() > revision + 1
    link = tables.cbo_link
    ended = desk.rows(link, link.c.cbo_id == shgs[0])[-2]
    assert (ended.unlinked_by, ended.unlink_why) == (ids["ADM"], "save taken back")


def test_any_save_goes_back(desk: Desk) -> None:
    """Whatever three bookkeepers link, take over and unlink in one save: taken back, each CBO is with who had it."""
    draw, user = random.Random(20261128), tables.user_account
    desk.write(user.update().where(user.c.block_code == HERE).values(status="ACTIVE"))
    for who in ("SHGBK2", "SHGBK3"):
        for cbo in draw.sample(desk.here.shgs[:21], 4):
            _take_over(desk, who, cbo)
    for _ in range(12):
        who = draw.choice(["SHGBK", "SHGBK2", "SHGBK3"])
        before, number = _holders(desk), desk.here.accounts[who]
        link, unlink = list[LinkWish](), list[int]()
        for cbo in draw.sample(desk.here.shgs[:23], 9):
            if (number, number, "BOOKS") in before.get(cbo, ()):
                unlink.append(cbo)
            else:
                link.append(_over(desk, cbo) if cbo in before else LinkWish(cbo))
        back = _saved(desk, who, tuple(link), tuple(unlink))
        assert _holders(desk) != before
        done = desk.run(back)
        assert (_holders(desk), done.refused) == (before, ())
        assert sorted(done.moved) == sorted(one.cbo_id for one in back.moved)


def test_what_others_changed_since_stays_and_is_named(desk: Desk) -> None:
    """Of four CBOs three went on meanwhile: each is refused by name with where it is now, the fourth goes back."""
    shgs, user = desk.here.shgs, tables.user_account
    desk.write(user.update().where(user.c.block_code == HERE).values(status="ACTIVE"))
    _take_over(desk, "SHGBK2", shgs[21])
    back = _saved(desk, "SHGBK2", (LinkWish(shgs[22]), _over(desk, shgs[0]), _over(desk, shgs[1])), (shgs[21],))
    for cbo in (shgs[22], shgs[0], shgs[21]):
        _take_over(desk, "SHGBK3", cbo)
    since = _holders(desk)
    done = desk.run(back)
    assert (done.linked, done.moved, done.unlinked) == ((), (shgs[1],), ())
    assert [no.cbo_id for no in done.refused] == [shgs[22], shgs[21], shgs[0]]
    assert all(desk.here.user_ids["SHGBK3"] in no.sentence for no in done.refused)
    number = desk.here.accounts["SHGBK"]
    assert _holders(desk) == since | {shgs[1]: [(number, number, "BOOKS")]}


def test_given_up_meanwhile_it_still_goes_back(desk: Desk) -> None:
    """What she took over and nobody keeps any more is linked to who had it before."""
    shg = desk.here.shgs[0]
    before, back = _holders(desk), _saved(desk, "SHGBK2", (_over(desk, shg),))
    _saved(desk, "SHGBK2", unlink=(shg,))
    assert desk.run(back) == LinksChanged((shg,), (), ())
    assert _holders(desk) == before


@pytest.mark.parametrize("gone", [
    lambda number: SetUserActive(block_code=HERE, account=number, version=1, active=False),
    lambda number: DeleteUser(block_code=HERE, account=number, version=1),
], ids=["switched off", "deleted"])  # fmt: skip
def test_a_keeper_who_is_gone_gets_nothing_back(desk: Desk, gone: Any) -> None:
    """It stays where it is and is named; what else the save did is taken back all the same."""
    shgs = desk.here.shgs
    back = _saved(desk, "SHGBK2", (LinkWish(shgs[22]), _over(desk, shgs[0])))
    desk.run(gone(desk.here.accounts["SHGBK"]))
    done = desk.run(back)
    assert (done.linked, done.moved, done.unlinked) == ((), (), (shgs[22],))
    name = desk.one(tables.cbo, shgs[0]).name
    assert [(no.cbo_id, no.cbo_name, no.sentence) for no in done.refused] == [
        (shgs[0], name, f"{name}: {desk.here.user_ids['SHGBK']} is no longer active."),
    ]
    assert [link.account_id for link in desk.holding(shgs[0])] == [desk.here.accounts["SHGBK2"]]


def test_a_role_taken_away_gets_nothing_back(desk: Desk) -> None:
    """An active account that keeps no SHGs any more is as good as gone; with the role given anew it gets them."""
    shg, role, number = desk.here.shgs[0], tables.user_role, desk.here.accounts["SHGBK"]
    back = _saved(desk, "SHGBK2", (_over(desk, shg),))
    own = role.c.account_id == number
    desk.write(role.update().where(role.c.block_code == HERE, own).values(status="INACTIVE"))
    assert [no.cbo_id for no in desk.run(back).refused] == [shg]
    row = dict(desk.rows(role, own)[0]._mapping) | {"id": 900, "status": "ACTIVE"}
    desk.write(role.insert().values(row))
    assert desk.run(back).moved == (shg,)
    assert [(link.account_id, link.role_id) for link in desk.holding(shg)] == [(number, 900)]


def test_all_or_nothing_when_she_is_switched_off(desk: Desk) -> None:
    """Where her own links cannot be made again the act is refused whole, and nothing moves."""
    shgs = desk.here.shgs
    _take_over(desk, "SHGBK2", shgs[21])
    back = _saved(desk, "SHGBK2", (_over(desk, shgs[0]),), (shgs[21],))
    desk.run(SetUserActive(block_code=HERE, account=desk.here.accounts["SHGBK2"], version=1, active=False))
    before = _holders(desk)
    with refuses(Invalid, "user.inactive", desk.here.user_ids["SHGBK2"]):
        desk.run(back)
    assert _holders(desk) == before


def test_an_approvers_save_goes_back(desk: Desk) -> None:
    """An approver takes nothing over: her links end, and the bookkeeper's stay."""
    vo = desk.here.vos[1]
    before, back = _holders(desk), _saved(desk, "VOTA", (LinkWish(vo),))
    assert back.moved == ()
    assert desk.run(back).unlinked == (vo,)
    assert _holders(desk) == before


def test_a_link_of_another_cbo_moves_nothing(desk: Desk) -> None:
    """A CBO named with a link that was never its own is refused."""
    shgs, number = desk.here.shgs, desk.here.accounts["SHGBK2"]
    before, other = _holders(desk), desk.holding(shgs[1])[0].id
    done = desk.run(
        TakeBackLinks(block_code=HERE, account=number, role_id=number, moved=(TakenOver(shgs[0], other),))
    )  # fmt: skip
    assert [no.cbo_id for no in done.refused] == [shgs[0]]
    assert _holders(desk) == before


def test_who_may_not_change_links_takes_none_back(desk: Desk) -> None:
    """A block manager is refused at the door; a role of another account is not found."""
    back = _saved(desk, "SHGBK2", (LinkWish(desk.here.shgs[22]),))
    before = _holders(desk)
    with pytest.raises(Refused):
        desk.door.run(desk.actor(Role.BLOCK_PM, "BPM"), back)
    with pytest.raises(NotFound):
        desk.run(TakeBackLinks(block_code=HERE, account=back.account, role_id=1, linked=back.linked))
    assert _holders(desk) == before


def test_nothing_done_has_nothing_to_take_back(desk: Desk) -> None:
    """A save of refusals alone leaves nothing to take back."""
    number = desk.here.accounts["SHGBK2"]
    sent = ChangeLinks(block_code=HERE, account=number, role_id=number, link=(LinkWish(desk.here.shgs[0], 1),))
    assert taking_back(sent, desk.run(sent)) is None
