"""What stands on an accepted load keeps it from being taken back; and a load comes and goes without a trace."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Table

from lokos_tui.commands.duplicates import RefreshDuplicates
from lokos_tui.commands.links import ChangeLinks, LinkWish
from lokos_tui.db import tables
from lokos_tui.db.models import metadata
from lokos_tui.domain.errors import Conflict
from tests.support.office import HERE, add_cbo, cbo
from tests.support.openings import WOMAN, Moving, federation, official_shg
from tests.support.properties import ONE_FIXTURE

Later = Callable[[Moving], object]


def _link(moving: Moving) -> None:
    account = moving.queue.desk.here.accounts["SHGBK"]
    wish = (LinkWish(moving.cbo("099600002").id),)
    why = "few bookkeepers"
    moving.queue.desk.run(
        ChangeLinks(block_code=HERE, account=account, role_id=account, link=wish, overload_reason=why)
    )


def _upload(moving: Moving) -> None:
    """A phone that knows the codes sends a change of the SHG and its women."""
    _link(moving)
    sent = official_shg(2, address="NAYA TOLA")
    moving.queue.upload(sent, made_by="IUP_AHMADPURSADATSHGBK")


def _below(moving: Moving) -> None:
    with moving.queue.desk.office.store.writing() as connection:
        add_cbo(connection, cbo(HERE, 991, "SHG", "ANOTHER", vo_id=moving.cbo("VO/0001").id))


def _cluster(moving: Moving) -> None:
    who, clf = moving.queue.desk.here.accounts["BPM"], moving.cbo("CLF/0001").id
    scope = tables.cluster_scope.insert().values(block_code=HERE, id=who, clf_id=clf, set_by="TEST", set_at=1)
    moving.queue.desk.write(scope)
    moving.queue.desk.write(tables.cluster_scope.delete())
    moving.queue.desk.write(
        tables.cluster_scope.insert().values(block_code=HERE, id=900, clf_id=clf, set_by="TEST", set_at=1)
    )


def _member(moving: Moving) -> None:
    row = dict(moving.member(WOMAN.format(40))._mapping) | {"id": 9_900, "member_code": None, "name": "NEW DEVI"}
    moving.queue.desk.write(tables.member.insert().values(**row))


def _list(moving: Moving) -> None:
    table = tables.cbo
    moving.queue.desk.write(table.update().where(table.c.code == "099600003").values(name="ANOTHER NAME"))


def _decision(moving: Moving) -> None:
    woman = moving.member(WOMAN.format(40)).id
    row = {"one_kind": "M", "one_id": 1, "other_kind": "M", "other_id": woman, "one_digest": "", "other_digest": ""}
    row |= {"id": 1, "block_code": HERE, "decided_by": "TEST", "decided_at": 1, "reason_code": "NAMESAKE"}
    moving.queue.desk.write(tables.pair_decision.insert().values(**row))


STANDS: dict[str, Later] = {
    "a link of GANGA 00002 SHG": _link,
    "a later upload of GANGA 00002 SHG": _upload,
    "a CBO that belongs to PRAGATI VO 0001": _below,
    "a later member of GANGA 00002 SHG": _member,
    "a change of GANGA 00003 SHG": _list,
    "a decision on a pair with SITA A DEVI": _decision,
}


@pytest.mark.parametrize("words", STANDS)
def test_what_stands_on_it_is_named(moving: Moving, words: str) -> None:
    """A link, an upload, a CBO, a woman, a list, a decision: each keeps the load from going back, and is named."""
    moving.load()
    moving.accept()
    STANDS[words](moving)
    before = moving.official()
    with pytest.raises(Conflict) as error:
        moving.take_back()
    assert error.value.code == "opening.built"
    assert words in error.value.sentence
    assert moving.official() == before


def test_the_cluster_of_a_manager_stands_on_its_clf(moving: Moving) -> None:
    """A block manager narrowed to the CLF of a load: the CLF does not go under her."""
    second = moving.queue.second_manager()
    moving.load()
    moving.accept()
    _cluster(moving)
    scope = tables.cluster_scope
    moving.queue.desk.write(scope.delete().where(scope.c.id != second.account))
    with pytest.raises(Conflict, match="the cluster of a block manager, PRAGATI CLF 0001"):
        moving.take_back()


def test_a_check_and_a_claim_do_not_stand(moving: Moving) -> None:
    """Results of the check go with the records; a mark of somebody who looks keeps nobody from taking back."""
    moving.load()
    moving.accept()
    moving.queue.run(RefreshDuplicates(block_code=HERE))
    claim = {"block_code": HERE, "id": moving.cbo("099600001").id, "claimed_by": "X", "claimed_until": 1}
    moving.queue.desk.write(tables.claim.insert().values(**claim))
    moving.take_back()
    for table in (tables.finding, tables.match_record, tables.match_key, tables.claim):
        assert not _rows(moving, table), table.name


def _rows(moving: Moving, table: Table) -> list[Any]:
    with moving.queue.desk.office.store.reading() as connection:
        return list(connection.execute(table.select().where(table.c.block_code == HERE)))


def test_every_reference_to_a_cbo_or_member_is_known() -> None:
    """A table that comes to point to CBOs, members or versions is thought of where a load is taken back."""
    pointing = {
        (key.parent.table.name, key.target_fullname.partition(".")[0])
        for table in metadata.sorted_tables
        for key in table.foreign_keys
        if key.column.table.name in {"cbo", "member", "profile_version"}
    }
    assert pointing == {
        ("cbo", "cbo"), ("cbo_link", "cbo"), ("cbo_parent", "cbo"), ("claim", "cbo"), ("cluster_scope", "cbo"),
        ("federation_profile", "cbo"), ("identifier_mark", "profile_version"), ("member", "cbo"),
        ("shg_profile", "cbo"), ("verdict", "profile_version"),
    }  # fmt: skip


NUMBERS = st.lists(st.integers(1, 40), min_size=1, max_size=6, unique=True)


@given(first=NUMBERS, second=NUMBERS, vos=st.lists(st.integers(1, 9), max_size=3, unique=True), ends=st.booleans())
@settings(ONE_FIXTURE, max_examples=12)
def test_a_load_comes_and_goes(moving: Moving, first: list[int], second: list[int], vos: list[int], ends: bool) -> None:
    """Whatever is loaded, accepted or not, and taken back: what is official is what it was before."""
    desk = moving.queue.desk
    before, numbers = moving.official(), []
    for some in (first, second):
        lines = [official_shg(number, vo=f"VO/{vos[number % len(vos)]:04}" if vos else "") for number in some]
        done = moving.load(*lines, *(federation("VO", number) for number in vos))
        if not done.opening_id:
            continue
        if ends or some is first:
            moving.accept(done.opening_id)
        numbers.append(done.opening_id)
    for number in reversed(numbers):
        state = desk.rows(tables.opening_load, tables.opening_load.c.id == number)[0].state
        (moving.take_back if state == "ACCEPTED" else moving.withdraw)(number)
    assert moving.official() == before
    assert not desk.rows(tables.opening_record)
