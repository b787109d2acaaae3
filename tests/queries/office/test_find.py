"""One text finds everything of a block that somebody may see: by id, code, name in any spelling, and last digits."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import Connection, insert, update

from lokos_tui.db import tables
from lokos_tui.domain.accounts.permissions import ABOVE_BLOCK, Actor
from lokos_tui.domain.accounts.roles import Role
from lokos_tui.domain.errors import Refused
from lokos_tui.domain.office.finding import KINDS, MOST, may_find
from lokos_tui.domain.profiles.model import Signed
from lokos_tui.domain.text import name_key
from lokos_tui.queries.office.find import Found, find, too_short
from tests.support.matrix import HOLDERS
from tests.support.office import HERE, NOW, THERE, Office, actor_of, add_cbo, cbo
from tests.support.statements import count_queries

WOMEN = ("SUNITA KUMARI", "SUNEETA DEVI", "सुनीता बाई", "RITA DEVI")
ASKS = {
    "USER": "users:view", "SHG": "cbos:view", "VO": "cbos:view", "CLF": "cbos:view", "LOAD": "links:view",
    "UPLOAD": "profiles:upload",
}  # fmt: skip
"""The permission of each kind's own list; members are seen by who verifies, or sees duplicates."""


@pytest.fixture
def office(small_office: Office) -> Office:
    """The small office with members, a load and an upload in both blocks; every name of them has PRERNA in it."""
    with small_office.store.writing() as connection:
        for block in (HERE, THERE):
            for number, name in enumerate((*WOMEN, "PRERNA DEVI"), 1):
                _member(connection, block, number, name)
            _files(connection, block)
            add_cbo(connection, cbo(block, 90, "SHG", "PRERNA SAKHI"))
            _named(connection, block, 4, "PRERNA BHARTI")
    return small_office


def _member(connection: Connection, block: str, number: int, name: str) -> None:
    row = {
        "block_code": block,
        "id": number,
        "shg_id": 4 if number < 3 else 5,
        "name": name,
        "name_key": name_key(name),
    }
    connection.execute(insert(tables.member).values(row | {"member_code": f"5100000{number}"}))


def _files(connection: Connection, block: str) -> None:
    load = {"kind": "mapping", "at": NOW, "by_user": "IUP_X", "file_name": "Prerna list.xlsx", "sha256": "x"}
    sent = {
        "upload_uid": "u", "sha256": "x", "made_by": "IUP_TEST", "loaded_by": "IUP_X", "loaded_at": NOW,
        "signed": Signed.YES, "file_name": "prerna.jsonl",
    }  # fmt: skip
    connection.execute(insert(tables.import_batch).values(load | {"block_code": block, "id": 1}))
    connection.execute(insert(tables.upload).values(sent | {"block_code": block, "id": 1}))


def _named(connection: Connection, block: str, account: int, name: str) -> None:
    user = tables.user_account
    here = (user.c.block_code == block, user.c.id == account)
    connection.execute(update(user).where(*here).values(name=name, name_key=name_key(name)))


def found_by(office: Office, text: str, actor: Actor | None = None, block: str = HERE) -> tuple[Found, ...]:
    """Return what a text finds, for the block manager when nobody else is named."""
    with office.store.reading() as connection:
        return find(connection, actor or office.actors[Role.BLOCK_PM], block, text).rows


def names(office: Office, text: str, kind: str) -> set[str]:
    """Return the names of what a text finds of one kind."""
    return {one.name for one in found_by(office, text) if one.kind == kind}


@pytest.mark.parametrize("role", Role)
def test_every_kind_is_found_by_who_may_see_its_list_and_by_nobody_else(office: Office, role: Role) -> None:
    """PRERNA stands in a name of every kind: each role finds those of the lists it may see; none at all is refused."""
    actor = actor_of(role)
    wanted = {kind for kind, permission in ASKS.items() if role.value in HOLDERS[permission]}
    if actor.area.block == "":
        wanted -= {"LOAD"}  # the screen of a load is one of its block
    if role.value in HOLDERS["profiles:verify"] | HOLDERS["duplicates:view"]:
        wanted.add("MEMBER")
    assert may_find(actor) is bool(wanted)
    if not wanted:
        with pytest.raises(Refused) as refused:
            found_by(office, "prerna", actor)
        assert refused.value.code == "permission"
        return
    assert {one.kind for one in found_by(office, "prerna", actor)} == wanted


@pytest.mark.parametrize("role", [role for role in Role if not role.value.startswith("NATIONAL")])
def test_nothing_of_another_block_is_found(office: Office, role: Role) -> None:
    """Whoever works elsewhere is refused, in a real block and in one that is not there."""
    for block in (HERE, "424242"):
        with pytest.raises(Refused):
            found_by(office, "prerna", actor_of(role, THERE), block)


def test_a_first_password_holds_it_back(office: Office) -> None:
    """Until the first password is changed, nothing is found."""
    with pytest.raises(Refused) as refused:
        found_by(office, "prerna", replace(office.admin, must_change_password=True))
    assert refused.value.code == "password.must_change"


def test_above_the_blocks_the_staff_of_the_own_area_is_found(office: Office) -> None:
    """In block '0' a State Admin finds her state's staff; who works in a block is refused."""
    state = office.actors[Role.STATE_ADMIN]
    assert [one.code for one in found_by(office, "DADM", state, ABOVE_BLOCK)] == ["IUP_DADM"]
    with pytest.raises(Refused):
        found_by(office, "DADM", office.admin, ABOVE_BLOCK)


def test_a_manager_of_one_cluster_finds_its_members(office: Office) -> None:
    """Members of SHGs of another cluster are not hers to see."""
    manager = replace(office.actors[Role.BLOCK_PM], clf=1)
    with office.store.writing() as connection:
        shg = tables.cbo
        connection.execute(update(shg).where(shg.c.block_code == HERE, shg.c.id == 5).values(clf_id=None))
    assert {one.name for one in found_by(office, "devi", manager) if one.kind == "MEMBER"} == {"SUNEETA DEVI"}


def test_a_bookkeeper_finds_her_own_uploads(office: Office) -> None:
    """One that somebody else made is not found."""
    maker = actor_of(Role.SHG_BK)
    assert [one.kind for one in found_by(office, "jsonl", maker)] == ["UPLOAD"]
    assert found_by(office, "jsonl", replace(maker, user_id="IUP_OTHER")) == ()


@pytest.mark.parametrize(
    ("text", "women"),
    [
        ("sunita", {"SUNITA KUMARI", "SUNEETA DEVI", "सुनीता बाई"}),
        ("soonitha", {"SUNITA KUMARI", "SUNEETA DEVI", "सुनीता बाई"}),
        ("reeta", {"RITA DEVI"}),
        ("सुनीता", {"SUNITA KUMARI", "SUNEETA DEVI", "सुनीता बाई"}),
        ("sunita kum", {"SUNITA KUMARI"}),
        ("51000001", {"SUNITA KUMARI"}),
        ("5100000", {*WOMEN, "PRERNA DEVI"}),
        ("100000", set()),
    ],
)
def test_members_by_name_and_code(office: Office, text: str, women: set[str]) -> None:
    """A name in any spelling and in either script; a code's beginning, not its middle."""
    assert names(office, text, "MEMBER") == women


def test_people_by_user_id_name_and_last_digits(office: Office) -> None:
    """A part of a user id, a name, three last digits or the whole mobile, however it is written; nobody deleted."""
    mobile = next(one for one in found_by(office, "geeta") if one.kind == "USER").mobile
    spaced = f"+91 {mobile[:5]}-{mobile[5:]}"
    assert names(office, "sadatvobk", "USER") == {"GEETA BAI"}
    for text in (mobile[-3:], mobile[-4:], mobile, spaced):
        assert "GEETA BAI" in names(office, text, "USER"), text
        assert all(one.mobile.endswith(mobile[-3:]) for one in found_by(office, text) if one.kind == "USER")
    assert names(office, "gita", "USER") == {"GEETA BAI"}
    assert names(office, "deleted", "USER") == set()


def test_groups_by_code_and_name(office: Office) -> None:
    """The beginning of a code, or a part of a name in either script, finds SHG, VO and CLF; the place stands beside."""
    by_code = [one for one in found_by(office, "29000004") if one.kind == "SHG"]
    assert [(one.id, one.cbo_id, one.place, one.beside) for one in by_code] == [
        (4, 4, "AHMADPUR SADAT", "AHMADPUR SADAT")
    ]
    assert names(office, "prerna", "VO") == {"PRERNA SANGATHAN 2", "PRERNA SANGATHAN 3"}
    assert names(office, "saraswati", "SHG") == {"सरस्वती समूह"}
    assert names(office, "jyoti shg", "SHG") == {"100% JYOTI SHG"}


def test_what_waits_for_the_manager_is_told(office: Office) -> None:
    """A CBO with something to decide is opened where it is decided: the row says so."""
    table = tables.cbo
    with office.store.writing() as connection:
        connection.execute(update(table).where(table.c.block_code == HERE, table.c.id == 4).values(bucket="PENDING_BM"))
    assert {one.id: one.waits for one in found_by(office, "2900000") if one.id in (4, 5)} == {4: True, 5: False}


def test_the_nearest_stands_first_and_each_once(office: Office) -> None:
    """Kinds stand in their order; in each a code before a name that begins so, and that before one that holds it."""
    with office.store.writing() as connection:
        for number, name in ((91, "AMAR UJALA"), (92, "UJALA SAKHI"), (93, "UJALA")):
            add_cbo(connection, cbo(HERE, number, "SHG", name))
        add_cbo(connection, cbo(HERE, 94, "SHG", "ZEENAT", code="UJALA1"))
    found = found_by(office, "ujala")
    assert [one.name for one in found] == ["ZEENAT", "UJALA", "UJALA SAKHI", "AMAR UJALA"]
    kinds = [KINDS.index(one.kind) for one in found_by(office, "prerna")]
    assert kinds == sorted(kinds)


def test_what_is_found_is_bounded(office: Office) -> None:
    """Of each kind as many as are shown, and the kinds that have more are named."""
    with office.store.writing() as connection:
        for number in range(200, 200 + MOST + 5):
            add_cbo(connection, cbo(HERE, number, "SHG", f"KALYANI {number}"))
        for number in range(300, 300 + MOST):
            add_cbo(connection, cbo(HERE, number, "VO", f"KALYANI {number}"))
    with office.store.reading() as connection:
        found = find(connection, office.admin, HERE, "kalyani")
    assert [one.kind for one in found.rows] == ["SHG"] * MOST + ["VO"] * MOST
    assert found.more == ("SHG",)


@pytest.mark.parametrize("text", ["", " ", "s", "12", "1 2", "%", "\x00\x1b"])
def test_too_short_a_text_finds_nothing(office: Office, text: str) -> None:
    """One letter, two digits or nothing at all asks the database for nothing."""
    assert too_short(text)
    with office.store.reading() as connection, count_queries(office.store) as seen:
        assert find(connection, office.admin, HERE, text).rows == ()
    assert [one for one in seen if "FROM block" not in one] == []


@pytest.mark.parametrize("text", ["%%", "__", "'' OR 1=1 --", "\\\\", "[A-Z]", "*?", "(((", "x" * 60_000])
def test_no_character_is_a_wildcard(office: Office, text: str) -> None:
    """What is typed is taken literally, and never an error."""
    assert found_by(office, text) == ()


def test_one_or_two_statements_for_each_list(office: Office) -> None:
    """A code or user id costs a manager five statements; a name three more, where other spellings are looked for."""
    for text, count in (("prerna", 8), ("zzzyxw", 8), ("29000004", 5), ("iup_nobody", 5), ("सुनीता", 8)):
        with office.store.reading() as connection, count_queries(office.store) as seen:
            find(connection, office.actors[Role.BLOCK_PM], HERE, text)
        assert len([one for one in seen if "FROM block" not in one]) == count, text
