"""Who decides on an opening load: by person, nobody who had a hand in it; and what each may take back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lokos_tui.commands.verification import TakeBack
from lokos_tui.db import tables
from lokos_tui.domain.accounts.roles import Role
from lokos_tui.domain.errors import Conflict, Invalid, LokosError, Refused
from tests.support.office import HERE
from tests.support.openings import ADMIN, Moving

DECISIONS = ("accept", "refuse")


def refused(moving: Moving, what: str) -> str:
    """Return the code a decision of the block manager is refused with."""
    with pytest.raises(LokosError) as error:
        getattr(moving, what)()
    return error.value.code


@pytest.mark.parametrize("what", DECISIONS)
def test_one_person_under_two_accounts_is_refused(moving: Moving, what: str) -> None:
    """A manager with the mobile of who loaded it, now or then, is one person with her."""
    user = tables.user_account
    moving.load()
    mobile = moving.queue.desk.rows(user, user.c.user_id == ADMIN)[0].mobile
    moving.queue.desk.write(user.update().where(user.c.user_id == moving.queue.manager.user_id).values(mobile=mobile))
    assert refused(moving, what) == "maker"
    moving.queue.desk.write(user.update().where(user.c.user_id == ADMIN).values(mobile="9000000001"))
    assert refused(moving, what) == "maker"


@pytest.mark.parametrize("what", DECISIONS)
def test_who_made_the_bundle_does_not_decide(moving: Moving, what: str) -> None:
    """The maker of the bundle is a contributor beside who loaded it."""
    moving.load(made_by=moving.queue.manager.user_id)
    assert refused(moving, what) == "maker"


@pytest.mark.parametrize("what", DECISIONS)
def test_a_manager_of_one_cluster_does_not_decide_for_the_block(moving: Moving, what: str) -> None:
    """A load is of the whole block; who is narrowed to a cluster is refused."""
    moving.load()
    scope, who = tables.cluster_scope, moving.queue.desk.here.accounts["BPM"]
    clf = moving.queue.desk.here.clf
    moving.queue.desk.write(scope.insert().values(block_code=HERE, id=who, clf_id=clf, set_by="TEST", set_at=1))
    assert refused(moving, what) == "cluster"


def test_only_who_accepted_takes_it_back(moving: Moving) -> None:
    """Neither another manager nor the admin takes an accepted load back; nor can its act alone be taken back."""
    moving.load()
    done = moving.accept()
    second = moving.queue.second_manager()
    with pytest.raises(Refused, match="Only IUP_AHMADPURSADATBPM"):
        moving.take_back(who=second)
    with pytest.raises(Conflict, match="was accepted by IUP_AHMADPURSADATBPM"):
        moving.withdraw()
    with pytest.raises(Conflict) as error:
        moving.queue.run(TakeBack(block_code=HERE, act=done.act, reason="wrong"))
    assert error.value.code == "act.opening"


def test_a_load_is_decided_once(moving: Moving) -> None:
    """Accepted, it is neither accepted, refused nor withdrawn again; the second manager reads who was first."""
    moving.load()
    moving.accept()
    second = moving.queue.second_manager()
    for decide in (moving.accept, moving.refuse):
        with pytest.raises(Conflict, match="was accepted by IUP_AHMADPURSADATBPM"):
            decide(who=second)


def test_a_reason_is_asked_for(moving: Moving) -> None:
    """Without a sentence nothing is accepted; an Aadhaar number in it is refused."""
    moving.load()
    for why in ("", "   "):
        with pytest.raises(Invalid, match="Say why"):
            moving.accept(why=why)


def test_the_admin_cannot_accept(moving: Moving) -> None:
    """The role that loads never decides."""
    moving.load()
    admin = moving.queue.desk.actor(Role.BLOCK_ADMIN)
    with pytest.raises(Refused):
        moving.accept(who=admin)
    with pytest.raises(Refused):
        moving.accept(who=replace(admin, role=Role.BLOCK_PM))
