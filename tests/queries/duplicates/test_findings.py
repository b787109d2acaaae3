"""Reads of duplicates and uploads, on both databases: what they say, and to whom."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from lokos_tui.commands.duplicates import RefreshDuplicates
from lokos_tui.commands.profiles import UploadProfiles
from lokos_tui.db import tables
from lokos_tui.domain.accounts.roles import Role
from lokos_tui.domain.errors import NotFound, Refused
from lokos_tui.domain.paging import PageRequest
from lokos_tui.queries.duplicates.finding import finding_detail
from lokos_tui.queries.duplicates.findings import duplicate_counts, finding_page, generic_page, holders
from lokos_tui.queries.duplicates.results import group_results, member_results
from lokos_tui.queries.profiles.uploads import upload_lines, upload_page
from lokos_tui.services.accounts.keys import Keys
from lokos_tui.services.door import Door
from tests.support.bundles import MAKER, bundle, shg, woman
from tests.support.office import HERE, THERE, Office

PAGE = PageRequest(50)
READS: tuple[tuple[Any, tuple[Any, ...]], ...] = (
    (duplicate_counts, ()),
    (finding_page, ("", PAGE)),
    (generic_page, (PAGE,)),
    (holders, (1,)),
    (finding_detail, (1,)),
    (group_results, (PAGE,)),
    (member_results, (1, PAGE)),
)


@pytest.fixture
def checked(small_office: Office, keys: Keys, clock: Callable[[], int]) -> Office:
    """The small office with two SHGs, one woman in both and a telephone that seven share."""
    with small_office.store.writing() as connection:
        connection.execute(tables.user_secret.update().values(must_change=False))
    one, other = shg(members=10), shg("shg-0002", members=6, first=30)
    other["members"][0]["profile"] = woman(0, name="SUNEETA", mobile="9811111111", designation="MEMBER")
    for member in one["members"][3:]:
        member["profile"]["mobile"] = "9822222222"
    door = Door(small_office.store, keys, clock)
    admin = replace(small_office.admin, account=1, user_id=small_office.here.user_ids["ADM"])
    door.run(admin, UploadProfiles(block_code=HERE, bundle=bundle(keys, [one, other, "{"])))
    door.run(admin, RefreshDuplicates(block_code=HERE))
    return small_office


def read(office: Office, query: Any, *args: Any, role: Role = Role.BLOCK_PM, block: str = HERE, **who: Any) -> Any:
    """Run a query as a role of the block."""
    actor = replace(office.actors[role], **who)
    with office.store.reading() as connection:
        return query(connection, actor, block, *args)


def test_what_was_found(checked: Office) -> None:
    """Counts, list, detail, generic numbers, results by SHG and by number agree with each other."""
    counts = read(checked, duplicate_counts)
    assert (counts.confirmed, counts.potential, counts.decided, counts.stale, counts.generic) == (0, 1, 0, 0, 1)
    row = read(checked, finding_page, "POTENTIAL", PAGE).rows[0]
    assert {row.one_name, row.other_name} == {"SUNITA DEVI", "SUNEETA"}
    detail = read(checked, finding_detail, row.number)
    assert (detail.weight, detail.found) == (row.weight, "POTENTIAL")
    assert round(sum(term.bits for term in detail.terms), 2) == detail.weight
    number = read(checked, generic_page, PAGE).rows[0]
    assert (number.field, number.shown, number.holders) == ("mobile", "9822222222", 7)
    assert len(read(checked, holders, number.key)) == 7
    groups = read(checked, group_results, PAGE).rows
    assert [(group.members, group.duplicates, group.stale, group.own) for group in groups] == [
        (10, 1, 0, "NONE"),
        (6, 1, 0, "NONE"),
    ]
    members = read(checked, member_results, groups[0].id, PAGE).rows
    assert sorted(member.overall for member in members) == ["NONE"] * 2 + ["POTENTIAL"] + ["SHARED"] * 7
    assert {member.voter for member in members} == {"NOT_CHECKED"}


@pytest.mark.parametrize(("query", "code"), [(upload_lines, "upload.unknown"), (member_results, "cbo.unknown")])
def test_what_is_not_there(checked: Office, query: Any, code: str) -> None:
    """An upload or SHG that is not there is told apart from one without lines or members."""
    with pytest.raises(NotFound) as refused:
        read(checked, query, 999_999, PAGE)
    assert refused.value.code == code


def test_an_shg_without_members_is_no_fault(checked: Office) -> None:
    """It has no rows, which is the truth."""
    one, other = read(checked, group_results, PAGE).rows
    with checked.store.writing() as connection:
        connection.execute(tables.member.update().values(shg_id=other.id).where(tables.member.c.shg_id == one.id))
    assert read(checked, member_results, one.id, PAGE).rows == ()


@pytest.mark.parametrize(("query", "args"), READS)
def test_who_may_not_see_duplicates(checked: Office, query: Any, args: tuple[Any, ...]) -> None:
    """Neither another role nor another block's manager reads anything."""
    with pytest.raises(Refused):
        read(checked, query, *args, role=Role.BLOCK_ADMIN)
    with pytest.raises(Refused):
        read(checked, query, *args, block=THERE)


def test_a_bookkeeper_sees_her_own_uploads(checked: Office) -> None:
    """Staff see every upload; a bookkeeper those she made, and their lines."""
    assert len(read(checked, upload_page, PAGE).rows) == 1
    assert len(read(checked, upload_page, PAGE, role=Role.SHG_BK, user_id=MAKER).rows) == 1
    assert read(checked, upload_page, PAGE, role=Role.SHG_BK, user_id="IUP_OTHER").rows == ()
    assert [line.outcome for line in read(checked, upload_lines, 1, PAGE).rows] == ["NEW", "NEW", "REFUSED"]
    with pytest.raises(NotFound, match="no such upload"):
        read(checked, upload_lines, 1, PAGE, role=Role.SHG_BK, user_id="IUP_OTHER")
    with pytest.raises(Refused):
        read(checked, upload_page, PAGE, block=THERE)
