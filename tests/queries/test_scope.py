"""No read gives a row of another block, and none answers without its permission."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Connection

from lokos_tui.domain.accounts.permissions import Actor, Area
from lokos_tui.domain.accounts.roles import Role
from lokos_tui.domain.errors import NotFound, Refused
from lokos_tui.domain.paging import PageRequest
from lokos_tui.domain.policy import SHIPPED_POLICY
from lokos_tui.queries.accounts import users
from lokos_tui.queries.cbos import list as cbos
from lokos_tui.queries.cbos import places
from lokos_tui.queries.links import links
from lokos_tui.queries.loads import batches as imports
from lokos_tui.queries.loads import snapshots, templates
from lokos_tui.queries.office import audit, home
from tests.support.office import HERE, THERE, Office, actor_of

Read = Callable[[Connection, Actor, str], Any]
PAGE = PageRequest()

READS: dict[str, Read] = {
    "user_page": lambda c, a, b: users.user_page(c, a, users.UserFilters(b), SHIPPED_POLICY, PAGE),
    "user_count": lambda c, a, b: users.user_count(c, a, users.UserFilters(b)),
    "user_detail": lambda c, a, b: users.user_detail(c, a, b, 5),
    "same_mobile": lambda c, a, b: users.same_mobile(c, a, b, "6000000000"),
    "propose_ids": lambda c, a, b: users.propose_ids(c, a, b, Role.SHG_BK, 1),
    "gps": places.gps,
    "villages": places.villages,
    "federations": lambda c, a, b: places.federations(c, a, b, "VO"),
    "cbo_page": lambda c, a, b: cbos.cbo_page(c, a, cbos.CboFilters(b), PAGE),
    "cbo_count": lambda c, a, b: cbos.cbo_count(c, a, cbos.CboFilters(b)),
    "cbo_history": lambda c, a, b: cbos.cbo_history(c, a, b, 4),
    "find_cbo": lambda c, a, b: cbos.find_cbo(c, a, b, "29000004"),
    "role_info": lambda c, a, b: links.role_info(c, a, b, 5),
    "linked_page": lambda c, a, b: links.linked_page(c, a, 5, cbos.CboFilters(b), PAGE),
    "linked_count": lambda c, a, b: links.linked_count(c, a, 5, cbos.CboFilters(b)),
    "linked_ids": lambda c, a, b: links.linked_ids(c, a, 5, cbos.CboFilters(b)),
    "not_linked_page": lambda c, a, b: links.not_linked_page(c, a, 5, cbos.CboFilters(b), PAGE),
    "not_linked_count": lambda c, a, b: links.not_linked_count(c, a, 5, cbos.CboFilters(b)),
    "not_linked_ids": lambda c, a, b: links.not_linked_ids(c, a, 5, cbos.CboFilters(b)),
    "links_of": lambda c, a, b: links.links_of(c, a, b, 5),
    "reach_page": lambda c, a, b: links.reach_page(c, a, b, 9, PAGE),
    "batch_page": lambda c, a, b: imports.batch_page(c, a, b, PAGE),
    "batch_lines": lambda c, a, b: imports.batch_lines(c, a, b, 1, PAGE),
    "same_file": lambda c, a, b: imports.same_file(c, a, b, "mapping", "x"),
    "mapping_snapshot": snapshots.mapping_snapshot,
    "master_snapshot": snapshots.master_snapshot,
    "reference": templates.reference,
    "home_counts": lambda c, a, b: home.home_counts(c, a, b, SHIPPED_POLICY),
    "audit_page": lambda c, a, b: audit.audit_page(c, a, b, PAGE),
    "verify": lambda c, a, b: audit.verify(c, a, b"k" * 32, b),
}

OUTSIDERS = (
    actor_of(Role.BLOCK_ADMIN, THERE),
    actor_of(Role.DISTRICT_ADMIN, THERE),
    actor_of(Role.STATE_ADMIN, THERE),
)


def test_every_read_answers_in_its_own_block(small_office: Office) -> None:
    """The Block Admin may make every read of her block: the refusals below are not about something else."""
    with small_office.store.reading() as connection:
        for read in READS.values():
            read(connection, small_office.admin, HERE)


def test_every_read_of_another_block_is_refused(small_office: Office) -> None:
    """A block, district or state admin of elsewhere gets no row, of a real block or of one that is not there."""
    with small_office.store.reading() as connection:
        for name, read in READS.items():
            for outsider in OUTSIDERS:
                for block in (HERE, "424242"):
                    with pytest.raises(Refused):
                        pytest.fail(f"{name}: {outsider.role} read {read(connection, outsider, block)}")


def test_a_block_admin_reads_nothing_above_her_block(small_office: Office) -> None:
    """Block '0' holds the staff above the blocks: no block's own user sees it."""
    with small_office.store.reading() as connection:
        for name in ("user_page", "user_count", "user_detail", "same_mobile", "audit_page", "verify"):
            with pytest.raises(Refused):
                pytest.fail(f"{name}: {READS[name](connection, small_office.admin, '0')}")


@pytest.mark.parametrize("role", [Role.SHG_BK, Role.VO_SHG_APPROVER, Role.CLF_BK])
def test_community_roles_read_nothing(small_office: Office, role: Role) -> None:
    """A bookkeeper's or approver's role permits no list at all."""
    with small_office.store.reading() as connection:
        for name, read in READS.items():
            with pytest.raises(Refused):
                pytest.fail(f"{name}: {read(connection, small_office.actors[role], HERE)}")
        for unscoped in (places.blocks, lambda c, a: users.find_user(c, a, "IUP_AHMADPURSADATADM")):
            with pytest.raises(Refused):
                pytest.fail(str(unscoped(connection, small_office.actors[role])))


def test_a_first_password_holds_every_read_back(small_office: Office) -> None:
    """Until the first password is changed, nothing is read."""
    admin = small_office.admin
    held = Actor(admin.user_id, admin.name, admin.role, admin.area, must_change_password=True)
    with small_office.store.reading() as connection:
        for read in READS.values():
            with pytest.raises(Refused):
                read(connection, held, HERE)


def test_a_block_in_a_forged_area_is_still_looked_up(small_office: Office) -> None:
    """The block's own state and district decide, not what the actor's area says of it."""
    forged = Actor("X", "X", Role.BLOCK_ADMIN, Area("10", "203", HERE))
    with small_office.store.reading() as connection, pytest.raises(Refused):
        users.user_page(connection, forged, users.UserFilters(HERE), SHIPPED_POLICY, PAGE)


def test_find_user_knows_nobody_outside_the_area(small_office: Office) -> None:
    """A user id of elsewhere is not found, in the same words as one that is nowhere."""
    theirs = small_office.there.user_ids["ADM"]
    said = set()
    with small_office.store.reading() as connection:
        mine = users.find_user(connection, small_office.admin, small_office.here.user_ids["ADM"].lower())
        for actor in (
            small_office.admin,
            small_office.actors[Role.STATE_ADMIN],
            small_office.actors[Role.DISTRICT_ADMIN],
        ):
            for wanted in (theirs, "IUP_NOBODY", "IBH_SADM"):
                with pytest.raises(NotFound) as refused:
                    users.find_user(connection, actor, wanted)
                said.add(refused.value.sentence.replace(wanted, ""))
    assert mine.user_id == small_office.here.user_ids["ADM"]
    assert len(said) == 1


def test_staff_above_the_blocks_see_their_own_area(small_office: Office) -> None:
    """In block '0' a State Admin sees her state's staff, a District Admin her district's, the nation all."""
    seen = {}
    with small_office.store.reading() as connection:
        for role in (Role.NATIONAL_ADMIN, Role.STATE_ADMIN, Role.DISTRICT_ADMIN):
            found = users.user_page(connection, small_office.actors[role], users.UserFilters("0"), SHIPPED_POLICY, PAGE)
            seen[role] = [row.user_id for row in found.rows]
    assert seen == {
        Role.NATIONAL_ADMIN: ["IBH_DADM", "IBH_SADM", "IUP_DADM", "IUP_SADM"],
        Role.STATE_ADMIN: ["IUP_DADM", "IUP_SADM"],
        Role.DISTRICT_ADMIN: ["IUP_DADM"],
    }


def test_blocks_are_those_of_the_area(small_office: Office) -> None:
    """The nation sees both blocks, everybody else the one of her area."""
    with small_office.store.reading() as connection:
        nation = places.blocks(connection, small_office.actors[Role.NATIONAL_ADMIN])
        own = places.blocks(connection, small_office.admin)
    assert [row.code for row in nation] == [HERE, THERE]
    assert [(row.code, row.prefix, row.district) for row in own] == [(HERE, "UP", "DISTRICT 132")]
