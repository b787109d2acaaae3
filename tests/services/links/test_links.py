"""Linking and unlinking at the door: what can be done is done, what cannot is named."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from lokos_tui.commands.links import ChangeLinks, LinksChanged, LinkWish
from lokos_tui.db import tables
from lokos_tui.domain.errors import Invalid, NotFound
from lokos_tui.domain.links.rules import LoadNorm
from lokos_tui.domain.policy import Policy
from lokos_tui.services.accounts.keys import Keys
from lokos_tui.services.door import Door
from tests.services.kit import WHY, Desk
from tests.support.office import BEFORE, HERE, NOW
from tests.support.refusals import refuses


def _command(desk: Desk, who: str, *wishes: LinkWish, **more: Any) -> ChangeLinks:
    number = desk.here.accounts[who]
    return ChangeLinks(block_code=HERE, account=number, role_id=number, link=wishes, **more)


def _change(desk: Desk, who: str, *wishes: LinkWish, **more: Any) -> LinksChanged:
    done: LinksChanged = desk.run(_command(desk, who, *wishes, **more))
    return done


def _said(done: LinksChanged) -> str:
    """Return the only refusal's sentence, nothing else having been done."""
    assert (done.linked, done.moved, done.unlinked, len(done.refused)) == ((), (), (), 1)
    return done.refused[0].sentence


def test_link_and_unlink(desk: Desk) -> None:
    """One act links two and unlinks one: dated, by whom and why, the revision one higher, one audit entry."""
    shgs, revision = desk.here.shgs, desk.revision()
    _change(desk, "SHGBK2", LinkWish(shgs[21]))
    done = _change(desk, "SHGBK2", LinkWish(shgs[22]), unlink=(shgs[21],), why="she asked")
    assert (done.linked, done.moved, done.unlinked, done.refused) == ((shgs[22],), (), (shgs[21],), ())
    link = tables.cbo_link
    gone = desk.rows(link, link.c.cbo_id == shgs[21])[0]
    assert (gone.unlinked_at, gone.unlinked_by, gone.unlink_why) == (NOW, desk.here.user_ids["ADM"], "she asked")
    made = desk.holding(shgs[22])[0]
    assert (made.linked_at, made.linked_by, made.why, made.duty, made.cbo_type, made.batch_id) == (
        NOW, desk.here.user_ids["ADM"], "she asked", "BOOKS", "SHG", None,
    )  # fmt: skip
    assert desk.revision() == revision + 2
    entry = desk.rows(tables.audit_entry)[-1]
    assert (entry.action, entry.entity_id, json.loads(entry.details)) == (
        "links.change", desk.here.user_ids["SHGBK2"], {"linked": [shgs[22]], "unlinked": [shgs[21]]},
    )  # fmt: skip


def test_history_is_kept(desk: Desk) -> None:
    """Taken over and given back, an SHG has a row for each time; nothing is overwritten."""
    shg = desk.here.shgs[0]
    _change(desk, "SHGBK2", LinkWish(shg, 1, take_over=True))
    now = desk.holding(shg)[0].id
    _change(desk, "SHGBK", LinkWish(shg, now, take_over=True), overload_reason=WHY)
    rows = desk.rows(tables.cbo_link, tables.cbo_link.c.cbo_id == shg)
    assert [(row.account_id, row.linked_at, row.unlinked_at, row.unlink_why) for row in rows] == [
        (desk.here.accounts["SHGBK"], BEFORE, NOW, "taken over by IUP_AHMADPURSADATSHGBK2"),
        (desk.here.accounts["SHGBK2"], BEFORE - 1, BEFORE, "moved"),
        (desk.here.accounts["SHGBK2"], NOW, NOW, "taken over by IUP_AHMADPURSADATSHGBK"),
        (desk.here.accounts["SHGBK"], NOW, None, None),
    ]


def test_taking_over_is_asked_for(desk: Desk) -> None:
    """Seen but not asked for, the holder is named with her day; asked for, the SHG is moved."""
    shg = desk.here.shgs[0]
    assert "IUP_AHMADPURSADATSHGBK's since 02/12/2025" in _said(_change(desk, "SHGBK2", LinkWish(shg, 1)))
    done = _change(desk, "SHGBK2", LinkWish(shg, 1, take_over=True))
    assert (done.linked, done.moved) == ((), (shg,))
    assert json.loads(desk.rows(tables.audit_entry)[-1].details) == {
        "moved": {str(shg): "IUP_AHMADPURSADATSHGBK"},
    }


def test_two_admins(desk: Desk) -> None:
    """The second, whose list is older, is told who linked it to whom and when, even when she asks to take over."""
    shg = desk.here.shgs[22]
    _change(desk, "SHGBK", LinkWish(shg), overload_reason=WHY)
    second = desk.door.run(
        desk.actor(who="ADM2"), _command(desk, "SHGBK2", LinkWish(shg, take_over=True), LinkWish(desk.here.shgs[21]))
    )
    assert second.linked == (desk.here.shgs[21],)
    assert second.refused[0].sentence == (
        "सरस्वती समूह: IUP_AHMADPURSADATADM linked it to IUP_AHMADPURSADATSHGBK on 01/01/2026, after you opened the list."
    )


def test_unlinking_what_is_hers_no_more(desk: Desk) -> None:
    """Who keeps its books now, or that nobody does, is said."""
    shg = desk.here.shgs[0]
    assert "it is IUP_AHMADPURSADATSHGBK's now" in _said(_change(desk, "SHGBK2", unlink=(shg,)))
    assert "nobody keeps its books now" in _said(_change(desk, "SHGBK2", unlink=(desk.here.shgs[22],)))
    assert "no. 9999" in _said(_change(desk, "SHGBK2", unlink=(9999,)))


def test_over_the_norm_needs_a_reason(desk: Desk) -> None:
    """21 SHGs are over the norm of 20: the next asks for a reason, which stands in the trail."""
    shg = desk.here.shgs[22]
    with refuses(Invalid, "load.over", "22"):
        _change(desk, "SHGBK", LinkWish(shg))
    assert desk.holding(shg) == []
    _change(desk, "SHGBK", LinkWish(shg), why="new group", overload_reason=WHY)
    assert desk.rows(tables.audit_entry)[-1].reason == f"new group {WHY}"


def test_fewer_or_as_many_need_no_reason(desk: Desk) -> None:
    """Over the norm already, one for one and unlinking go without a reason."""
    shgs = desk.here.shgs
    assert _change(desk, "SHGBK", LinkWish(shgs[22]), unlink=(shgs[0],)).linked == (shgs[22],)
    assert _change(desk, "SHGBK", unlink=(shgs[1],)).unlinked == (shgs[1],)


def test_the_office_sets_the_norm(desk: Desk, keys: Keys) -> None:
    """The door's own norm decides: 22 where it is 22, 1 where it is 1."""
    shgs = desk.here.shgs
    for shgs_norm, who, wish in ((22, "SHGBK", shgs[22]), (1, "SHGBK2", shgs[21])):
        door = Door(desk.office.store, keys, lambda: NOW, Policy(norm=LoadNorm(shgs=shgs_norm)))
        assert door.run(desk.actor(), _command(desk, who, LinkWish(wish))).linked == (wish,)
    with refuses(Invalid, "load.over", "IUP_AHMADPURSADATSHGBK2"):
        door.run(desk.actor(), _command(desk, "SHGBK2", LinkWish(shgs[0], 1, take_over=True)))


def test_an_approver_has_no_norm(desk: Desk) -> None:
    """Approving for two VOs asks for no reason."""
    assert _change(desk, "VOTA", LinkWish(desk.here.vos[1])).linked == (desk.here.vos[1],)


def test_a_vo_has_several_approvers(desk: Desk) -> None:
    """A second approver is linked beside the first and her unlinking leaves the first; the bookkeeper is untouched."""
    vo, role = desk.here.vos[0], tables.user_role
    number = desk.here.accounts["VOBK"]
    desk.write(
        role.update().where(role.c.block_code == HERE, role.c.id == desk.here.accounts["SHGBK2"])
        .values(role="VO_SHG_APPROVER", category="VO")
    )  # fmt: skip
    assert _change(desk, "SHGBK2", LinkWish(vo)).linked == (vo,)
    assert [link.duty for link in desk.holding(vo)] == ["BOOKS", "APPROVES", "APPROVES"]
    assert "linked to her already" in _said(_change(desk, "SHGBK2", LinkWish(vo)))
    _change(desk, "SHGBK2", unlink=(vo,))
    assert [link.account_id for link in desk.holding(vo)] == [number, desk.here.accounts["VOTA"]]


def test_an_inactive_cbo_is_not_linked(desk: Desk) -> None:
    """It is named; one that was linked before it became inactive can be unlinked."""
    assert _said(_change(desk, "SHGBK2", LinkWish(desk.here.shgs[23]))).endswith("is inactive.")
    cbo = tables.cbo
    desk.write(cbo.update().where(cbo.c.block_code == HERE, cbo.c.id == desk.here.shgs[0]).values(life="INACTIVE"))
    assert _change(desk, "SHGBK", unlink=(desk.here.shgs[0],)).unlinked == (desk.here.shgs[0],)


def test_an_inactive_account_gets_no_links(desk: Desk) -> None:
    """Linking to her is refused with her id; what she has can be unlinked."""
    with refuses(Invalid, "user.inactive", "IUP_AHMADPURSADATSHGBK3"):
        _change(desk, "SHGBK3", LinkWish(desk.here.shgs[22]))
    user = tables.user_account
    number = desk.here.accounts["SHGBK"]
    desk.write(user.update().where(user.c.block_code == HERE, user.c.id == number).values(status="INACTIVE"))
    assert _change(desk, "SHGBK", unlink=(desk.here.shgs[0],)).unlinked == (desk.here.shgs[0],)


def test_the_wrong_kind_of_cbo(desk: Desk) -> None:
    """A VO is not linked to an SHG's bookkeeper, nor a CBO of nowhere; the rest is."""
    done = _change(desk, "SHGBK2", LinkWish(desk.here.vos[1]), LinkWish(9999), LinkWish(desk.here.shgs[22]))
    assert done.linked == (desk.here.shgs[22],)
    assert [refusal.sentence for refusal in done.refused] == [
        "PRERNA SANGATHAN 3 is of the kind VO; this role is linked to SHGs.", "There is no such CBO in your block.",
    ]  # fmt: skip


def test_staff_and_strangers_are_not_linked(desk: Desk) -> None:
    """A thematic user has no CBOs; a deleted account and another's role are not found."""
    with refuses(Invalid, "link.staff"):
        _change(desk, "BTU", LinkWish(desk.here.shgs[22]))
    with pytest.raises(NotFound):
        _change(desk, "GONE", LinkWish(desk.here.shgs[22]))
    other = desk.here.accounts["VOBK"]
    with pytest.raises(NotFound):
        desk.run(replace(_command(desk, "SHGBK2", LinkWish(desk.here.shgs[22])), role_id=other))


def test_linked_and_unlinked_at_once(desk: Desk) -> None:
    """A CBO asked for both ways is named once and left as it is, whether it is hers or free."""
    for who, at in (("SHGBK", 0), ("SHGBK2", 22)):
        shg = desk.here.shgs[at]
        before = desk.holding(shg)
        done = _change(desk, who, LinkWish(shg), unlink=(shg,), overload_reason=WHY)
        assert "at once; neither was done" in _said(done)
        assert desk.holding(shg) == before


def test_named_twice_is_done_once(desk: Desk) -> None:
    """Twice the same wish, twice the same farewell: one link, one end."""
    shgs = desk.here.shgs
    done = _change(desk, "SHGBK", LinkWish(shgs[22]), LinkWish(shgs[22]), unlink=(shgs[0], shgs[0]))
    assert (done.linked, done.unlinked, done.refused) == ((shgs[22],), (shgs[0],), ())


def test_nothing_done_is_recorded_as_refused(desk: Desk) -> None:
    """An act of refusals alone does not raise the revision, and the trail says refused."""
    revision = desk.revision()
    _change(desk, "SHGBK2", LinkWish(desk.here.shgs[0], 1))
    entry = desk.rows(tables.audit_entry)[-1]
    assert (entry.outcome, desk.revision()) == ("refused", revision)
