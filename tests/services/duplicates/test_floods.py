"""Nothing switches the check off: many records of one number, or of one woman, through upload and check."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from sqlalchemy import select

from lokos_tui.commands.duplicates import RefreshDuplicates
from lokos_tui.commands.verification import TickClean
from lokos_tui.db import tables
from lokos_tui.domain.duplicates.rules import Rules
from lokos_tui.domain.errors import Invalid
from lokos_tui.domain.paging import PageRequest
from lokos_tui.domain.policy import Policy
from lokos_tui.queries.duplicates.findings import generic_page
from lokos_tui.services.accounts.keys import Keys
from lokos_tui.services.door import Door
from tests.services.kit import Desk
from tests.support.bundles import shg, woman
from tests.support.office import HERE
from tests.support.verifying import Queue

AADHAAR = "999941057058"
ACCOUNT = {"account_no": "32100456781", "ifsc": "SBIN0001234"}
SIZE = 10
Profile = Callable[[int], dict[str, Any]]


@pytest.fixture
def office(desk: Desk, keys: Keys) -> Queue:
    """The small office with nothing uploaded."""
    return Queue(desk, keys)


def lines(profiles: Sequence[dict[str, Any]], start: int) -> list[dict[str, Any]]:
    """Return SHG lines with these women, ten a group; the last is filled up with women of their own."""
    found = []
    for first in range(0, len(profiles), SIZE):
        line = shg(f"flood-{start + first:04}", members=SIZE, first=first + start)
        for place, profile in enumerate(profiles[first : first + SIZE]):
            line["members"][place]["profile"] = profile
        found.append(line)
    return found


def women(count: int, start: int = 0, **same: Any) -> list[dict[str, Any]]:
    """Return as many women of their own, each with what is the same in all."""
    return [woman(start + number, designation="MEMBER") | same for number in range(count)]


def findings(queue: Queue) -> set[tuple[Any, ...]]:
    """Return what stands between which records."""
    row = tables.finding.c
    wanted = (row.one_kind, row.one_id, row.other_kind, row.other_id, row.found, row.weight, row.numbers, row.terms)
    with queue.desk.office.store.reading() as connection:
        return {tuple(found) for found in connection.execute(select(*wanted).where(row.block_code == HERE))}


def holding(queue: Queue, **fields: Any) -> list[int]:
    """Return the ids of the members whose row has these values."""
    member = tables.member
    return [row.id for row in queue.desk.rows(member, *(member.c[name] == value for name, value in fields.items()))]


def results(queue: Queue, ids: Sequence[int], *names: str) -> set[tuple[str, ...]]:
    """Return the different results of some members."""
    table = tables.duplicate_result
    rows = queue.desk.rows(table, table.c.kind == "M", table.c.id.in_(ids))
    assert len(rows) == len(ids)
    return {tuple(getattr(row, name) for name in names) for row in rows}


def clean(queue: Queue) -> dict[int, set[str]]:
    """Return what one key would tick of each member, and tick it: the two agree."""
    found = {}
    for cbo in queue.desk.rows(tables.cbo, tables.cbo.c.uid.like("flood-%")):
        people = queue.group(cbo.id).members
        found.update({one.subject.id: {each.name for each in one.subject.clean} for one in people})
        ticked = queue.run(TickClean(block_code=HERE, records=queue.seen(cbo.id, cbo=False)))
        assert ticked == sum(len(found[one.subject.id]) for one in people)
    return found


def refused(queue: Queue, ids: Sequence[int], code: str) -> None:
    """Each of the members, by herself, is refused with a code, nothing of hers ticked before."""
    for cbo in queue.desk.rows(tables.cbo, tables.cbo.c.uid.like("flood-%")):
        for seen in queue.seen(cbo.id, cbo=False):
            if seen.id in ids:
                with pytest.raises(Invalid) as answer:
                    queue.approve(seen)
                assert code in {problem.code for problem in answer.value.problems}


def test_the_51st_holder_of_one_aadhaar_number(office: Queue) -> None:
    """All 51 are confirmed and none can be ticked or approved; what stood between the 50 stands, and more."""
    office.upload(*lines(women(50, aadhaar=AADHAAR), 0))
    before = findings(office)
    office.upload(*lines(women(1, 60, aadhaar=AADHAAR), 60))
    ids = holding(office, aadhaar_last4=AADHAAR[-4:])
    assert len(ids) == 51
    assert before <= findings(office)
    assert results(office, ids, "overall", "aadhaar") == {("CONFIRMED", "CONFIRMED")}
    ticked = clean(office)
    assert not any(ticked[number] for number in ids)
    refused(office, [ids[0], ids[25], ids[50]], "confirmed")
    with office.desk.office.store.reading() as connection:
        listed = generic_page(connection, office.manager, HERE, PageRequest(10)).rows
    assert [(row.field, row.shown, row.holders) for row in listed] == [("aadhaar", "", 51)]


def test_51_copies_of_one_woman_with_different_mobiles(office: Queue) -> None:
    """Each of them is a possible duplicate, before and after the 51st, and none can be ticked or approved."""
    her = woman(3, designation="MEMBER")
    copies = [her | {"mobile": f"7{number:03}5{number * 37:05}"} for number in range(51)]
    office.upload(*lines(copies[:50], 100))
    before = findings(office)
    office.upload(*lines(copies[50:], 200))
    ids = holding(office, name=her["name"], relation_name=her["relation_name"], birth_date=her["birth_date"])
    assert len(ids) == 51
    assert before <= findings(office)
    assert len(before) == 50 * 49 // 2
    assert results(office, ids, "overall") == {("POTENTIAL",)}
    ticked = clean(office)
    assert not any(ticked[number] for number in ids)
    refused(office, [ids[0], ids[25], ids[50]], "potential")


@pytest.mark.parametrize(
    ("same", "name"),
    [(ACCOUNT, "account"), ({"voter_id": "RKD4071967"}, "voter"), ({"mobile": "9431200001"}, "mobile")],
)
def test_the_holder_above_a_generic_limit(office: Queue, same: dict[str, Any], name: str) -> None:
    """An 11th holder takes nothing from the ten: two of them stay one woman, and the number is not clean of any."""
    ten = women(10, **same)
    ten[7] |= {field: ten[1][field] for field in ("name", "relation_name", "birth_date")}
    office.upload(*lines(ten, 0))
    before = findings(office)
    assert len(before) == 45
    assert {row[4] for row in before} >= {"SHARED", "POTENTIAL" if name == "mobile" else "CONFIRMED"}
    office.upload(*lines(women(1, 70, **same), 70))
    assert before < findings(office)
    field, value = next(iter(same.items()))
    ids = holding(office, **{field: value})
    assert len(ids) == 11
    assert results(office, ids, name) & {("NONE",), ("NOT_CHECKED",)} == set()
    ticked = clean(office)
    assert not any(name in ticked[number] for number in ids)


def test_fillers_confirm_nobody_and_are_not_ticked_with_the_rest(office: Queue) -> None:
    """Twelve women of one name with made-up numbers: none is confirmed, and each number is looked at by itself."""
    filled: dict[str, Any] = {
        "account_no": "1234567890",
        "ifsc": "SBIN0001234",
        "voter_id": "ABC1234567",
        "name": "SUNITA DEVI",
    }
    office.upload(*lines(women(12, **filled), 0))
    ids = holding(office, voter_id="ABC1234567")
    assert len(ids) == 12
    assert findings(office) == set()
    assert results(office, ids, "overall", "account", "voter", "mobile") == {("SHARED", "SHARED", "SHARED", "NONE")}
    ticked = clean(office)
    assert {frozenset(ticked[number]) for number in ids} == {frozenset({"mobile"})}


def test_one_voter_id_of_two_women_is_decided_by_a_person(office: Queue) -> None:
    """The first names are one and the husbands two: possible, not confirmed."""
    office.upload(*lines(women(2, voter_id="RKD4071967", name="SUNITA DEVI"), 0))
    ids = holding(office, voter_id="RKD4071967")
    assert results(office, ids, "overall", "voter") == {("POTENTIAL", "POTENTIAL")}
    refused(office, ids, "potential")


def test_checking_everything_ends_where_the_uploads_did(office: Queue) -> None:
    """A whole check after floods in several uploads changes no finding, no result and no count."""
    office.desk.run(RefreshDuplicates(block_code=HERE, everything=True))
    for start in (0, 20, 40):
        office.upload(*lines(women(15, start, mobile="9431200001", **ACCOUNT), start))

    def state() -> tuple[Any, ...]:
        kept = [tables.match_key, tables.common_key, tables.match_record]
        with office.desk.office.store.reading() as connection:
            rows = [{tuple(row) for row in connection.execute(select(table))} for table in kept]
        shown = results(office, holding(office, mobile="9431200001"), "id", "overall", "mobile", "account", "potential")
        return findings(office), shown, *rows

    before = state()
    office.desk.run(RefreshDuplicates(block_code=HERE, everything=True))
    assert state() == before


SMALL = Rules(key_over=3, number_over=2, generic_mobile=2, generic_account=2, generic_voter=2)
POOLS: dict[str, tuple[str, ...]] = {
    "name": ("SUNITA DEVI", "SUNEETA", "SAVITA DEVI", "ANITA"),
    "relation_name": ("RAMESH SAINI", "RAMESH", "SURESH YADAV"),
    "birth_date": ("1985-03-05", "1985-05-03", "1990-07-01"),
    "mobile": ("9822213210", "9822213201", "9123456780", "9876543210"),
    "voter_id": ("RKD4071967", "RKD4071968", "ABC1234567"),
}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_no_upload_takes_a_finding_away(desk: Desk, keys: Keys, seed: int) -> None:
    """Uploads of women drawn from small pools, under small limits: what stood between two others stands."""
    desk = replace(desk, door=Door(desk.office.store, keys, desk.door._clock, Policy(duplicates=SMALL)))
    queue, random = Queue(desk, keys), Random(seed)
    before: set[tuple[Any, ...]] = set()
    for start in range(0, 60, SIZE):
        drawn = []
        for number in range(SIZE):
            her = woman(start + number, designation="MEMBER")
            her |= {field: random.choice(pool) for field, pool in POOLS.items() if random.random() < 0.7}
            drawn.append(
                her
                | (ACCOUNT if random.random() < 0.4 else {})
                | ({"aadhaar": AADHAAR} if random.random() < 0.3 else {})
            )
        queue.upload(*lines(drawn, start))
        after = findings(queue)
        assert before < after
        before = after
