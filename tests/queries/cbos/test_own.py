"""Own CBOs and what went back of them: every role, account and block against every other; no row of another shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Connection

from lokos_tui.db import bulk, tables
from lokos_tui.domain.accounts.permissions import Actor
from lokos_tui.domain.accounts.roles import Role, is_community
from lokos_tui.domain.errors import Refused
from lokos_tui.domain.paging import PageRequest
from lokos_tui.queries.cbos.own import SORTS, own_counts, own_page
from lokos_tui.queries.verification.returned import returned_count, returned_page
from tests.support.office import HERE, THERE, Office, actor_of

ALL = PageRequest(500)
WHO = {
    "SHGBK": Role.SHG_BK, "SHGBK2": Role.SHG_BK, "VOBK": Role.VO_BK, "VOTA": Role.VO_SHG_APPROVER,
    "CLFBK": Role.CLF_BK, "CLFVOTA": Role.CLF_VO_APPROVER, "CLFSHGTA": Role.CLF_SHG_APPROVER,
}  # fmt: skip
CBO, MEMBER, LINK, ROLE = tables.cbo, tables.member, tables.cbo_link, tables.user_role
READS: dict[str, Callable[[Connection, Actor, str], Any]] = {
    "own_page": lambda c, a, b: own_page(c, a, b, "", ALL),
    "own_counts": own_counts,
    "returned_page": lambda c, a, b: returned_page(c, a, b, "", ALL),
}


@pytest.fixture
def office(small_office: Office) -> Office:
    """The small office, in which everything in both blocks went back, and each account has something linked."""
    with small_office.store.writing() as connection:
        connection.execute(CBO.update().values(bucket="REJECTED"))
        for block, ids in ((HERE, small_office.here), (THERE, small_office.there)):
            for who, cbo, kind, duty in (
                ("SHGBK2", ids.shgs[22], "SHG", "BOOKS"),
                ("VOTA", ids.vos[0], "VO", "APPROVES"),
                ("CLFVOTA", ids.clf, "CLF", "APPROVES"),
                ("CLFSHGTA", ids.clf, "CLF", "APPROVES"),
            ):
                account = ids.accounts[who]
                held = {"account_id": account, "role_id": account, "cbo_id": cbo, "cbo_type": kind, "duty": duty}
                number = bulk.reserve(connection, block, "cbo_link")
                at = {"linked_at": 1, "linked_by": "TEST"}
                connection.execute(
                    LINK.delete().where(
                        LINK.c.block_code == block,
                        LINK.c.cbo_id == cbo,
                        LINK.c.role_id == account,
                        LINK.c.unlinked_at.is_(None),
                    )
                )
                connection.execute(LINK.insert().values(block_code=block, id=number, **held, **at))
    return small_office


def actor(office: Office, who: str, block: str = HERE) -> Actor:
    """Return an account of a block at work in its role."""
    ids = office.here if block == HERE else office.there
    return replace(actor_of(WHO[who], block), account=ids.accounts[who], user_id=ids.user_ids[who])


def linked(office: Office, who: str) -> set[int]:
    """Return the CBOs an account of the block here is linked to, as the table has them."""
    account = office.here.accounts[who]
    with office.store.reading() as connection:
        rows = connection.execute(
            LINK.select().where(LINK.c.block_code == HERE, LINK.c.account_id == account, LINK.c.unlinked_at.is_(None))
        ).all()
    return {row.cbo_id for row in rows}


@pytest.mark.parametrize("who", WHO)
def test_each_sees_her_own_and_no_other(office: Office, who: str) -> None:
    """List, counts and what went back hold exactly the CBOs she is linked to, and their members."""
    with office.store.reading() as connection:
        me = actor(office, who)
        rows = own_page(connection, me, HERE, "", ALL).rows
        counts = own_counts(connection, me, HERE)
        back = returned_page(connection, me, HERE, "", ALL).rows
        assert returned_count(connection, me, HERE) == len(back)
    mine = linked(office, who)
    assert mine
    assert {row.id for row in rows} == mine
    assert {row.cbo_id for row in back} == mine
    assert counts.cbos == len(rows) == len(mine)
    assert counts.went_back == sum(row.went_back for row in rows) == len(back)
    assert counts.waiting == sum(row.waiting for row in rows)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("read", READS)
def test_every_role_every_read_every_area(office: Office, role: Role, read: str) -> None:
    """Of the community each reads in her own block alone; of the staff nobody but the manager reads what went back."""
    with office.store.reading() as connection:
        for home in (HERE, THERE):
            for block in (HERE, THERE, "0", "424242"):
                may = home == block and (is_community(role) or (read == "returned_page" and role is Role.BLOCK_PM))
                who = actor_of(role, home)
                if may:
                    READS[read](connection, who, block)
                    with pytest.raises(Refused):
                        READS[read](connection, replace(who, must_change_password=True), block)
                else:
                    with pytest.raises(Refused):
                        pytest.fail(f"{role} of {home} read {READS[read](connection, who, block)} of {block}")


def test_the_other_role_of_an_account_is_another_list(office: Office) -> None:
    """Signed in with the role she is not linked in, or without it any more, she sees nothing."""
    account = office.here.accounts["SHGBK"]
    row = {"block_code": HERE, "id": 700, "account_id": account, "category": "VO", "role": "VO_BK", "granted_at": 1}
    with office.store.writing() as connection:
        connection.execute(ROLE.insert().values(**row))
        me = actor(office, "SHGBK")
        assert not own_page(connection, replace(me, role=Role.VO_BK), HERE, "", ALL).rows
        assert own_page(connection, me, HERE, "", ALL).rows
        connection.execute(ROLE.update().where(ROLE.c.id == account).values(status="INACTIVE"))
        assert not own_page(connection, me, HERE, "", ALL).rows
        assert own_counts(connection, me, HERE) == (0, 0, 0)


def test_what_was_hers_is_gone_from_her_list(office: Office) -> None:
    """A link that ended shows nothing any more."""
    me, gone = actor(office, "SHGBK"), office.here.shgs[0]
    with office.store.writing() as connection:
        connection.execute(LINK.update().where(LINK.c.cbo_id == gone).values(unlinked_at=2))
        rows = own_page(connection, me, HERE, "", ALL).rows
        back = returned_page(connection, me, HERE, "", ALL).rows
    assert gone not in {row.id for row in rows} | {row.cbo_id for row in back}


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("descending", [False, True])
def test_pages_follow_one_another(office: Office, sort: str, descending: bool) -> None:
    """Every sort gives each row once, page by page, and back."""
    with office.store.reading() as connection:
        me, request = actor(office, "SHGBK"), PageRequest(4, sort, descending=descending)
        page = own_page(connection, me, HERE, "", request)
        seen = [row.id for row in page.rows]
        while page.has_after:
            page = own_page(connection, me, HERE, "", request.after(page.keys[-1]))
            seen += [row.id for row in page.rows]
    assert len(seen) == 21 == len(set(seen))


def test_names_and_codes_are_searched(office: Office) -> None:
    """Free text finds by name and by the beginning of a code."""
    with office.store.reading() as connection:
        me = actor(office, "SHGBK")
        every = own_page(connection, me, HERE, "", ALL).rows
        wanted = next(row for row in every if row.code != "-")
        assert wanted.id in {row.id for row in own_page(connection, me, HERE, wanted.code, ALL).rows}
        assert not own_page(connection, me, HERE, "no such group", ALL).rows
