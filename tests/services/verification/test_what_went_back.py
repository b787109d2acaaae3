"""What went back: for the block manager and her cluster, for the bookkeeper her own; one statement a page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from lokos_tui.commands.verification import Reject, RemarkWish, TakeBack
from lokos_tui.db import tables
from lokos_tui.domain.accounts.permissions import Actor, Permission
from lokos_tui.domain.accounts.roles import Role, is_community
from lokos_tui.domain.errors import Refused
from lokos_tui.domain.paging import Page, PageRequest
from lokos_tui.domain.profiles.model import RecordKind
from lokos_tui.queries.verification.fields import RETURNED_ON_SCREEN
from lokos_tui.queries.verification.returned import SORTS, Remark, ReturnedRow, returned_page
from tests.support.bundles import MAKER, shg
from tests.support.languages import speaking
from tests.support.office import HERE, THERE
from tests.support.shown import not_found
from tests.support.statements import count_queries
from tests.support.verifying import Queue

if TYPE_CHECKING:
    from lokos_tui.services.accounts.keys import Keys
    from tests.services.kit import Desk

ALL = PageRequest(100)
BOOKKEEPERS = {Role.SHG_BK: "SHGBK", Role.VO_BK: "VOBK", Role.CLF_BK: "CLFBK"}


@pytest.fixture
def queue(desk: Desk, keys: Keys) -> Queue:
    """The small office: one SHG went back whole, of another one member, crossed."""
    made = Queue(desk, keys)
    first, second = made.upload(shg()), made.upload(shg("shg-0002", first=20))
    made.reject(*made.seen(first, members=False), code="FORMATION_DATE", field_name="formation_date")
    member = made.seen(second, cbo=False)[0]
    member = made.mark(member, "mobile", "CROSS", "MOBILE_WRONG")
    made.reject(member)
    return made


def read(
    queue: Queue, text: str = "", request: PageRequest = ALL, who: Actor | None = None, block: str = HERE
) -> Page[ReturnedRow]:
    """Return a page as the block manager, or somebody else, reads it."""
    with queue.desk.office.store.reading() as connection:
        return returned_page(connection, who or queue.manager, block, text, request)


def names(page: Page[ReturnedRow]) -> list[str]:
    """Return the uids of a page."""
    return [row.uid for row in page.rows]


def test_every_column(queue: Queue) -> None:
    """A row says what went back, whose work it was, who sent it back, and why, in words and in codes."""
    rows = {row.uid: row for row in read(queue).rows}
    assert len(rows) == 8
    group, member = rows["shg-0001"], rows["shg-0002-m0"]
    assert (group.kind, group.record_kind, group.group, group.code) == ("SHG", "C", "", "")
    assert (group.revision, group.made_by, group.decided_by) == (1, MAKER, queue.manager.user_id)
    assert group.why == "Formation date: formation date wrong"
    assert (member.kind, member.record_kind, member.group) == ("MEMBER", "M", "SHG-0002 SAKHI MANDAL")
    assert member.cbo_id == queue.cbo("shg-0002")
    assert Remark("mobile", "MOBILE_WRONG", "", "wrong number", "Mobile: wrong number") in member.remarks
    assert rows["shg-0001-m3"].why == "sent back with the group's profile"


def test_it_leaves_the_list(queue: Queue) -> None:
    """What is uploaded again, or was taken back, is with the bookkeeper no more."""
    queue.upload(shg(revision=2, profile={"formation_date": "2019-11-06"}))
    assert "shg-0001" not in names(read(queue))
    act = max(row.act for row in queue.desk.rows(tables.verdict))
    queue.run(TakeBack(block_code=HERE, act=act, reason="wrong woman"))
    assert "shg-0002-m0" not in names(read(queue))


def test_the_last_rejection_counts(queue: Queue) -> None:
    """A record that went back twice shows the remarks of the second time, once."""
    queue.upload(shg(revision=2, profile={"formation_date": "2019-11-06"}))
    queue.reject(*queue.seen(members=False), code="OFFICE_BEARERS")
    rows = [row for row in read(queue).rows if row.uid == "shg-0001"]
    assert [(row.revision, row.why) for row in rows] == [(2, "office bearers not correct")]


def test_rejected_in_the_older_mis(queue: Queue) -> None:
    """A record that came rejected from the older MIS is in the list, without remarks."""
    queue.desk.write(tables.cbo.update().where(tables.cbo.c.id == 8).values(bucket="REJECTED"))
    row = next(row for row in read(queue).rows if row.id == 8)
    assert (row.at, row.remarks, row.made_by, row.code) == (0, (), "", "29000008")


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("sort", SORTS)
def test_page_by_page(queue: Queue, sort: str, descending: bool) -> None:
    """Three rows at a time, forth and back, it is the same list; a CBO and a member of one id are two rows."""
    whole, request = read(queue, "", PageRequest(100, sort, descending)), PageRequest(3, sort, descending)
    forth, page = list[ReturnedRow](), read(queue, "", request)
    while True:
        forth += page.rows
        if not page.has_after:
            break
        page = read(queue, "", request.after(page.keys[-1]))
    back, page = list[ReturnedRow](), read(queue, "", request.at("last"))
    while True:
        back = [*page.rows, *back]
        if not page.has_before:
            break
        page = read(queue, "", request.before(page.keys[0]))
    assert tuple(forth) == tuple(back) == whole.rows
    assert len({row.key for row in whole.rows}) == 8


@pytest.mark.parametrize(
    ("text", "found"), [("shg-0002", 1), ("sakhi", 8), ("anita", 1), ("%", 0), ("_", 0), ("no such", 0)]
)
def test_search(queue: Queue, text: str, found: int) -> None:
    """A name of a record or of its SHG is found; wildcards mean themselves."""
    assert len(read(queue, text).rows) == found


@pytest.mark.parametrize("code", ["en", "hi"])
def test_every_cell_finds_its_row(queue: Queue, code: str) -> None:
    """By day, kind, name, SHG, code, who made and who rejected it, and the remarks in words."""
    with speaking(code):
        missed = not_found(
            list(read(queue).rows), RETURNED_ON_SCREEN, (), lambda text: read(queue, text).rows, lambda row: row.key
        )
    assert missed == []


def test_free_words_of_a_remark_are_found(queue: Queue) -> None:
    """What was typed into the reason, in any case, with quotes in it; not the names of what is kept."""
    seen = queue.seen(queue.upload(shg("shg-0003", first=40)), cbo=False)[0]
    remark = RemarkWish(seen.kind, seen.id, "", "OTHER", 'Photo of "Sunita" is missing')
    queue.run(Reject(block_code=HERE, records=(seen,), remarks=(remark,)), None)
    found = {text: len(read(queue, text).rows) for text in ("photo", 'of "sunita"', "missing photo", "code")}
    assert found == {"photo": 1, 'of "sunita"': 1, "missing photo": 1, "code": 0}


def test_a_bookkeeper_sees_her_own(queue: Queue) -> None:
    """Only records of CBOs whose books she keeps today, in the role she signed in with."""
    link, mine = tables.cbo_link, queue.cbo("shg-0001")
    maker, other = queue.desk.actor(Role.SHG_BK, "SHGBK"), queue.desk.actor(Role.SHG_BK, "SHGBK2")
    assert len(read(queue, who=maker).rows) == 8
    assert names(read(queue, who=other)) == []
    assert names(read(queue, who=replace(maker, role=Role.VO_BK))) == []
    queue.desk.write(link.update().where(link.c.cbo_id == mine).values(unlinked_at=2, unlinked_by="X"))
    assert names(read(queue, who=maker)) == ["shg-0002-m0"]


def test_a_cluster_sees_its_own(queue: Queue) -> None:
    """A manager of one cluster sees what went back in it."""
    cbo = tables.cbo
    queue.desk.write(cbo.update().where(cbo.c.id == queue.cbo("shg-0002")).values(clf_id=1))
    assert names(read(queue, who=replace(queue.manager, clf=1))) == ["shg-0002-m0"]
    assert names(read(queue, who=replace(queue.manager, clf=2))) == []


def test_whose_list_it_is(queue: Queue) -> None:
    """Block manager, bookkeepers and approvers alone, in their own block, and nobody with her first password."""
    for role, actor in queue.desk.office.actors.items():
        if role is Role.BLOCK_PM or is_community(role):
            assert read(queue, who=actor)
            with pytest.raises(Refused):
                read(queue, who=actor, block=THERE)
            with pytest.raises(Refused):
                read(queue, who=replace(actor, must_change_password=True))
        else:
            with pytest.raises(Refused):
                read(queue, who=actor)
    admin = queue.desk.office.admin
    assert admin.may(Permission.PROFILES_UPLOAD)


@pytest.mark.parametrize("request_", [ALL, PageRequest(3, "group", descending=True).at("last")])
@pytest.mark.parametrize("role", [Role.BLOCK_PM, Role.SHG_BK])
def test_one_statement_a_page(queue: Queue, request_: PageRequest, role: Role) -> None:
    """Rows and remarks come in one statement."""
    who = queue.desk.actor(role, "BPM" if role is Role.BLOCK_PM else BOOKKEEPERS[role])
    read(queue, who=who)  # where the block lies is looked up once a process
    with count_queries(queue.desk.office.store) as seen:
        read(queue, "sakhi", request_, who)
    assert len(seen) == 1


def test_words_beside_a_code(queue: Queue) -> None:
    """Free words stand behind the code's."""
    member = queue.seen(queue.cbo("shg-0002"), cbo=False)[0]
    remark = RemarkWish(RecordKind.MEMBER, member.id, "", "OTHER", "left for Bijnor")
    queue.run(Reject(block_code=HERE, records=(member,), remarks=(remark,)))
    rows = {row.id: row for row in read(queue).rows if row.record_kind == "M"}
    assert rows[member.id].why == "another reason: left for Bijnor"
