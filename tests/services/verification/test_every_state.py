"""Every (state, event, role, area): done where the tables say so, refused with nothing written where they do not."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from lokos_tui.commands.verification import Approve, MarkIdentifiers, MarkWish, Reject, RemarkWish, Seen, TakeBack
from lokos_tui.db import bulk, tables
from lokos_tui.db.models import metadata
from lokos_tui.domain.accounts.permissions import Actor
from lokos_tui.domain.accounts.roles import Role, category_of
from lokos_tui.domain.errors import Conflict, NotFound, Refused
from lokos_tui.domain.profiles.model import Bundle, Entry, Header, Kind, Line, RecordKind, Signed
from lokos_tui.domain.profiles.plan import Known, Outcome, Snapshot, plan_upload
from lokos_tui.domain.verification.flow import TRANSITIONS, Bucket, Event, after
from lokos_tui.services.door import Door
from tests.support.matrix import EVENTS, HOLDERS, WHERE
from tests.support.office import HERE, NOW, THERE, Office, actor_of
from tests.support.refusals import refuses
from tests.support.waiting_stage import MEMBERS, NO_CODE, SHG, act_of, put_stage

if TYPE_CHECKING:
    from collections.abc import Callable

    from lokos_tui.commands.base import Command
    from lokos_tui.db.engine import Store
    from lokos_tui.services.accounts.keys import Keys

STAND = 100
LEADS = {
    (Bucket(bucket), Event(event)): Bucket(end)
    for bucket, ends in WHERE.items()
    for event, end in zip(EVENTS, ends, strict=True)
    if end != "-"
}
"""Where each state leads by each event, as typed by hand."""
DECIDES = (Event.MARK, Event.APPROVE, Event.REJECT, Event.TAKE_BACK)
AREAS = {HERE: ("9", "132"), THERE: ("10", "203")}


def actor(role: Role) -> Actor:
    """Return somebody of a role who works in the block here, or above it."""
    return replace(actor_of(role), account=STAND + list(Role).index(role), user_id=f"IUP_STAND{role}")


def people(office: Office) -> None:
    """Put somebody of every role, and the stage, into both blocks."""
    with office.store.writing() as connection:
        for role in Role:
            one = actor(role)
            key = {"block_code": one.area.scope, "id": one.account}
            home = {"state_code": one.area.state, "district_code": one.area.district}
            what = {"category": category_of(role).value, "role": role.value}
            named = {"user_id": one.user_id, "name": "STAND", "name_key": "STAND", "mobile": f"70{one.account:08}"}
            connection.execute(tables.user_account.insert().values(**key, **home, **what, **named, created_at=1))
            held = {"account_id": one.account, "granted_at": 1}
            connection.execute(tables.user_role.insert().values(**key, **home, **what, **held))
            secret = {"kind": "FIRST", "hashed": "x", "must_change": False}
            connection.execute(tables.user_secret.insert().values(**key, **secret))
        for block in AREAS:
            put_stage(connection, block, actor(Role.BLOCK_PM).user_id)
            for name in ("verdict", "profile_version", "identifier_mark", "member"):
                bulk.reserve(connection, block, name, 1_000)


def command_of(block: str, bucket: Bucket, event: Event) -> Command[object]:
    """Return the command that asks for an event on the member of a bucket."""
    seen = Seen(RecordKind.MEMBER, MEMBERS[bucket], 1)
    remark = RemarkWish(RecordKind.MEMBER, seen.id, "", "INCOMPLETE")
    made: dict[Event, Callable[[], Command[object]]] = {
        Event.MARK: lambda: MarkIdentifiers(block_code=block, marks=(MarkWish(seen, "mobile", "TICK"),)),
        Event.APPROVE: lambda: Approve(block_code=block, records=(seen,)),
        Event.REJECT: lambda: Reject(block_code=block, records=(seen,), remarks=(remark,)),
        Event.TAKE_BACK: lambda: TakeBack(block_code=block, act=act_of(bucket), reason="wrong"),
    }
    return made[event]()


def content(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row but the audit trail's and the counters'."""
    with store.reading() as connection:
        return {
            table.name: sorted(map(tuple, connection.execute(select(table))), key=repr)
            for table in metadata.sorted_tables
            if table not in (tables.audit_entry, tables.block_counter)
        }


def may(role: Role, block: str, event: Event) -> bool:
    """What the typed matrix says of a role in an area: who decides about profiles decides about all of it."""
    one = actor(role)
    state, district = AREAS[block]
    inside = one.area.covers(replace(one.area, state=state, district=district, block=block))
    return event in DECIDES and role.value in HOLDERS["profiles:verify"] and inside


@pytest.mark.parametrize("role", Role)
def test_what_the_tables_refuse(small_office: Office, keys: Keys, role: Role) -> None:
    """Everything that is not in the tables is refused to everybody, and not a row is changed."""
    people(small_office)
    door, before = Door(small_office.store, keys, lambda: NOW), content(small_office.store)
    refused = [
        (block, bucket, event)
        for block, bucket, event in product(AREAS, Bucket, DECIDES)
        if not may(role, block, event) or (bucket, event) not in LEADS
    ]
    assert refused
    for block, bucket, event in refused:
        expected = (Conflict, NotFound) if may(role, block, event) else (Refused,)
        with pytest.raises(expected):
            door.run(actor(role), command_of(block, bucket, event))
    assert content(small_office.store) == before


ALLOWED = [
    (role, block, bucket, event)
    for role, block, (bucket, event) in product(Role, AREAS, LEADS)
    if event in DECIDES and may(role, block, event)
]


def test_somebody_may() -> None:
    """The table below is not empty: the block manager, in her own block, for each of her events."""
    assert {(role, block) for role, block, _, _ in ALLOWED} == {(Role.BLOCK_PM, HERE)}
    assert {event for _, _, _, event in ALLOWED} == set(DECIDES)


@pytest.mark.parametrize(("role", "block", "bucket", "event"), ALLOWED)
def test_what_the_tables_allow(
    small_office: Office, keys: Keys, role: Role, block: str, bucket: Bucket, event: Event
) -> None:
    """Everything in the tables is done, and leads where they say."""
    people(small_office)
    Door(small_office.store, keys, lambda: NOW).run(actor(role), command_of(block, bucket, event))
    member = tables.member
    with small_office.store.reading() as connection:
        query = select(member.c.bucket).where(member.c.block_code == block, member.c.id == MEMBERS[bucket])
        assert connection.execute(query).scalar_one() == LEADS[bucket, event]


def test_activation_is_for_those_approved_before(small_office: Office, keys: Keys) -> None:
    """A member approved in the older MIS gets her code without an upload; nobody else is activated so."""
    people(small_office)
    door = Door(small_office.store, keys, lambda: NOW)
    door.run(actor(Role.BLOCK_PM), Approve(block_code=HERE, records=(Seen(RecordKind.MEMBER, NO_CODE, 1),)))
    member, verdict = tables.member, tables.verdict
    with small_office.store.reading() as connection:
        row = connection.execute(select(member).where(member.c.block_code == HERE, member.c.id == NO_CODE)).one()
        last = connection.execute(select(verdict.c.verdict).order_by(verdict.c.id.desc()).limit(1)).scalar_one()
    assert (row.bucket, bool(row.member_code), last) == ("APPROVED", True, "ACTIVATED")
    assert {bucket for bucket, event in LEADS if event is Event.ACTIVATE} == {Bucket.APPROVED}


@pytest.mark.parametrize("event", DECIDES)
def test_a_cluster_of_her_own(small_office: Office, keys: Keys, event: Event) -> None:
    """In her cluster a block manager decides as ever; outside it everything is refused and nothing written."""
    people(small_office)
    bucket = next(one for one, of in LEADS if of is event)
    scope = {"block_code": HERE, "id": actor(Role.BLOCK_PM).account, "clf_id": small_office.here.clf, "set_at": 1}
    with small_office.store.writing() as connection:
        connection.execute(tables.cluster_scope.insert().values(**scope))
    door, before = Door(small_office.store, keys, lambda: NOW), content(small_office.store)
    with refuses(Refused, "cluster"):
        door.run(actor(Role.BLOCK_PM), command_of(HERE, bucket, event))
    assert content(small_office.store) == before
    cbo = tables.cbo
    with small_office.store.writing() as connection:
        mine = (cbo.c.block_code == HERE) & (cbo.c.id == SHG)
        connection.execute(cbo.update().where(mine).values(clf_id=small_office.here.clf))
    door.run(actor(Role.BLOCK_PM), command_of(HERE, bucket, event))


@pytest.mark.parametrize("bucket", Bucket)
def test_an_upload_asks_the_same_table(bucket: Bucket) -> None:
    """A newer version of a record is taken in just those states where the table has it."""
    entry = Entry(Kind.VO, "vo-1", "", 2, {"name": "X"})
    known = Known(Kind.VO, 7, "X", "vo-1", None, bucket.value, version=1, revision=1, digest="older")
    bundle = Bundle(Header("upload-1", HERE, "IUP_X", 1), (Line(2, entry),), "a", Signed.YES)
    snapshot = Snapshot(HERE, "IUP_X", frozenset({Kind.VO}), frozenset({7}), by_uid={"vo-1": known})
    outcome = plan_upload(bundle, snapshot).lines[0].outcome
    assert outcome is (Outcome.CHANGED if (bucket, Event.UPLOAD) in LEADS else Outcome.REFUSED)


@pytest.mark.parametrize(("bucket", "event"), list(product(Bucket, Event)))
def test_the_table_itself(bucket: Bucket, event: Event) -> None:
    """after() follows the table, and refuses the rest in a sentence with the name."""
    if (bucket, event) in LEADS:
        assert after(bucket, event, "HARIOM") is LEADS[bucket, event]
    else:
        with refuses(Conflict, "flow", "HARIOM"):
            after(bucket, event, "HARIOM")


@pytest.mark.parametrize(
    ("event", "start"),
    [
        (Event.MARK, Bucket.PENDING_BM),
        (Event.APPROVE, Bucket.PENDING_BM),
        (Event.REJECT, Bucket.PENDING_BM),
        (Event.TAKE_BACK, Bucket.APPROVED),
        (Event.TAKE_BACK, Bucket.REJECTED),
    ],
)
def test_the_table_is_what_the_door_follows(
    small_office: Office, keys: Keys, monkeypatch: pytest.MonkeyPatch, event: Event, start: Bucket
) -> None:
    """A record goes where the table says, even where another table would send it elsewhere."""
    people(small_office)
    monkeypatch.setitem(TRANSITIONS, (start, event), Bucket.WITH_BOOKKEEPER)
    command = command_of(HERE, start, event)
    if isinstance(command, MarkIdentifiers):  # a tick leaves the row alone, a cross changes it
        cross = replace(command.marks[0], mark="CROSS", remark_code="MOBILE_WRONG")
        command = replace(command, marks=(cross,))
    Door(small_office.store, keys, lambda: NOW).run(actor(Role.BLOCK_PM), command)
    member = tables.member
    with small_office.store.reading() as connection:
        query = select(member.c.bucket).where(member.c.block_code == HERE, member.c.id == MEMBERS[start])
        assert connection.execute(query).scalar_one() == Bucket.WITH_BOOKKEEPER
