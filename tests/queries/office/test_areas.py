"""An area's blocks in numbers: those of the area alone, and the same as the lists of each block."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lokos_tui.db import tables
from lokos_tui.domain.accounts.permissions import Area
from lokos_tui.domain.accounts.roles import Role, is_community
from lokos_tui.domain.errors import Refused
from lokos_tui.queries.accounts.users import UserFilters, user_count
from lokos_tui.queries.cbos.list import CboFilters, cbo_count
from lokos_tui.queries.office.areas import area_numbers, by_district, total
from tests.support.office import HERE, THERE, Office, actor_of

STAFF = [role for role in Role if not is_community(role)]


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("home", [HERE, THERE])
def test_who_sees_which_blocks(small_office: Office, role: Role, home: str) -> None:
    """Staff see the blocks of their own area, the nation all; bookkeepers and approvers none."""
    actor = actor_of(role, home)
    with small_office.store.reading() as connection:
        if is_community(role):
            with pytest.raises(Refused):
                area_numbers(connection, actor)
            return
        seen = [row.code for row in area_numbers(connection, actor)]
        with pytest.raises(Refused):
            area_numbers(connection, replace(actor, must_change_password=True))
    assert sorted(seen) == ([THERE, HERE] if role.value.startswith("NATIONAL") else [home])


def test_numbers_are_those_of_the_lists(small_office: Office) -> None:
    """Users and CBOs of each kind are counted as the lists of that block count them; each CBO is in one bucket."""
    nation = small_office.actors[Role.NATIONAL_ADMIN]
    cbo = tables.cbo
    with small_office.store.writing() as connection:
        for number, bucket in zip(
            small_office.here.shgs, ("PENDING_BM", "APPROVED", "REJECTED", "INCOMPLETE"), strict=False
        ):
            connection.execute(cbo.update().where(cbo.c.block_code == HERE, cbo.c.id == number).values(bucket=bucket))
    with small_office.store.reading() as connection:
        for row in area_numbers(connection, nation):
            assert row.users == user_count(connection, nation, UserFilters(row.code)).value
            for kind, found in (("SHG", row.shgs), ("VO", row.vos), ("CLF", row.clfs)):
                assert found == cbo_count(connection, nation, CboFilters(row.code, kind)).value
            listed = CboFilters(row.code, cbo_type="", linked="yes")
            assert row.linked == cbo_count(connection, nation, listed).value
            assert row.waiting + row.approved + row.rejected + row.open == row.cbos
            assert row.share == row.linked * 100 // row.cbos
        here = next(row for row in area_numbers(connection, nation) if row.code == HERE)
    assert (here.waiting, here.rejected) == (1, 1)


def test_sums_of_districts_and_of_the_area(small_office: Office) -> None:
    """Two blocks of one district are one line with their sums; the area's sums are those of its blocks."""
    block = tables.block
    with small_office.store.writing() as connection:
        other = {"state_code": "9", "district_code": "132", "nrlm_code": "", "name": "KOTWALI", "name_key": "KOTWALI"}
        connection.execute(block.insert().values(code="997", **other))
        connection.execute(
            tables.cbo.insert().values(
                block_code="997", id=1, cbo_type="SHG", name="X", name_key="X", bucket="APPROVED"
            )
        )
    with small_office.store.reading() as connection:
        rows = area_numbers(connection, small_office.actors[Role.STATE_ADMIN])
        district = area_numbers(connection, replace(actor_of(Role.DISTRICT_ADMIN), area=Area("9", "203")))
    assert [row.block for row in rows] == ["KOTWALI", "NAJIBABAD"]
    (one,) = by_district(rows)
    assert (one.block, one.shgs) == ("", 25)
    assert total(rows).shgs == 25
    assert not district


def test_an_area_without_blocks_is_empty(small_office: Office) -> None:
    """No block, no line, and nothing divides by nought."""
    with small_office.store.reading() as connection:
        rows = area_numbers(connection, replace(actor_of(Role.STATE_ADMIN), area=Area("20")))
    assert rows == ()
    assert total(rows).share == 0
