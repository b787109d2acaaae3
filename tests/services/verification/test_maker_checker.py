"""Maker is never checker: every way round it that was thought of, on both databases."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from lokos_tui.commands.accounts import EditUser
from lokos_tui.commands.duplicates import DecideNotDuplicate, RecordRef
from lokos_tui.commands.verification import Approve, MarkIdentifiers, MarkWish, Reject, RemarkWish, TickClean
from lokos_tui.db import tables
from lokos_tui.domain.accounts.roles import Role
from lokos_tui.domain.errors import Conflict, Invalid, Refused
from lokos_tui.domain.profiles.model import RecordKind
from tests.support.bundles import MAKER, shg, woman
from tests.support.office import HERE
from tests.support.refusals import refuses

if TYPE_CHECKING:
    from lokos_tui.commands.base import Command
    from lokos_tui.domain.accounts.permissions import Actor
    from tests.support.verifying import Queue

USER = tables.user_account


def every_way(queue: Queue) -> tuple[Command[object], ...]:
    """Return each command that decides on what waits."""
    seen = queue.seen()
    member = seen[0]
    return (
        Approve(block_code=HERE, records=seen, tick_clean=True),
        Approve(block_code=HERE, records=(member,), tick_clean=True),
        Reject(
            block_code=HERE, records=(member,), remarks=(RemarkWish(RecordKind.MEMBER, member.id, "", "INCOMPLETE"),)
        ),
        TickClean(block_code=HERE, records=seen),
        MarkIdentifiers(block_code=HERE, marks=(MarkWish(member, "mobile", "TICK"),)),
    )


def refused(queue: Queue, who: Actor | None = None) -> None:
    """Assert that nothing can be decided by somebody, and that nothing was written."""
    for command in every_way(queue):
        with pytest.raises(Invalid) as error:
            queue.run(command, who)
        assert {one.code for one in error.value.problems} <= {"maker", "maker.person"}
    assert not queue.desk.rows(tables.verdict)
    assert not queue.desk.rows(tables.identifier_mark)


def renamed(queue: Queue, user_id: str, who: str = "BPM") -> Actor:
    """Give the manager's account another user id, behind the door, and return her."""
    queue.desk.write(
        USER.update()
        .where(USER.c.id == queue.desk.here.accounts[who], USER.c.block_code == HERE)
        .values(user_id=user_id)
    )
    return replace(queue.manager, user_id=user_id)


def test_who_made_it(queue: Queue) -> None:
    """An account that made the bundle decides nothing of it, in whatever role it holds by now."""
    queue.desk.write(USER.update().where(USER.c.user_id == MAKER).values(user_id="IUP_OTHER"))
    refused(queue, renamed(queue, MAKER))


def test_who_loaded_it(queue: Queue) -> None:
    """Who loaded somebody else's bundle has a hand in it."""
    loader = queue.desk.here.user_ids["ADM"]
    queue.desk.write(USER.update().where(USER.c.user_id == loader).values(user_id="IUP_OTHER"))
    refused(queue, renamed(queue, loader))


def test_upper_and_lower_case_are_one_account(queue: Queue) -> None:
    """A user id in other letters is the same user id."""
    queue.desk.write(USER.update().where(USER.c.user_id == MAKER).values(user_id="IUP_OTHER"))
    refused(queue, renamed(queue, MAKER.lower()))


def test_a_bookkeeper_who_becomes_manager(queue: Queue) -> None:
    """A role gained later does not wash the maker's hands."""
    maker = next(row for row in queue.desk.rows(USER) if row.user_id == MAKER)
    role = tables.user_role
    held = {"block_code": HERE, "id": 901, "account_id": maker.id, "category": "BLOCK", "role": Role.BLOCK_PM.value}
    queue.desk.write(role.insert().values(**held, state_code="9", district_code="132", granted_at=1))
    refused(queue, replace(queue.manager, account=maker.id, user_id=maker.user_id))


def test_a_second_account_of_one_mobile(queue: Queue) -> None:
    """Two accounts with one mobile are one person."""
    maker = next(row for row in queue.desk.rows(USER) if row.user_id == MAKER)
    queue.desk.write(USER.update().where(USER.c.user_id == queue.manager.user_id).values(mobile=maker.mobile))
    refused(queue)


def test_a_mobile_changed_after_the_upload(queue: Queue) -> None:
    """The maker's number of then counts, though her account has another one now."""
    maker = next(row for row in queue.desk.rows(USER) if row.user_id == MAKER)
    queue.desk.write(USER.update().where(USER.c.user_id == MAKER).values(mobile="9000011111"))
    queue.desk.write(USER.update().where(USER.c.user_id == queue.manager.user_id).values(mobile=maker.mobile))
    refused(queue)


def test_a_mobile_the_maker_has_by_now(queue: Queue) -> None:
    """The maker's number of today counts too."""
    manager = next(row for row in queue.desk.rows(USER) if row.user_id == queue.manager.user_id)
    queue.desk.write(USER.update().where(USER.c.user_id == MAKER).values(mobile=manager.mobile))
    refused(queue)


@pytest.mark.parametrize("values", [{"status": "DELETED"}, {"status": "INACTIVE"}, {"user_id": "IUP_OLD#undone1"}])
def test_a_maker_who_is_gone(queue: Queue, values: dict[str, Any]) -> None:
    """Deleting, switching off or renaming the maker's account changes nothing about who made it."""
    queue.desk.write(USER.update().where(USER.c.user_id == MAKER).values(**values))
    refused(queue, renamed(queue, f"{MAKER}") if "user_id" in values else _same_mobile(queue))


def _same_mobile(queue: Queue) -> Actor:
    maker = next(row for row in queue.desk.rows(USER) if row.user_id == MAKER)
    queue.desk.write(USER.update().where(USER.c.user_id == queue.manager.user_id).values(mobile=maker.mobile))
    return queue.manager


def test_a_contributor_of_a_version_that_went_back(queue: Queue) -> None:
    """Who made the version that was rejected has a hand in what answers it, until something is approved."""
    queue.reject(*queue.seen(), who=queue.second_manager())
    queue.upload(shg(revision=2, profile={"name": "NAYA NAAM"}), made_by="IUP_AHMADPURSADATSHGBK")
    queue.desk.write(
        tables.profile_version.update().where(tables.profile_version.c.version == 2).values(made_by="IUP_SOMEBODY")
    )
    queue.desk.write(USER.update().where(USER.c.user_id == MAKER).values(user_id="IUP_OTHER"))
    with refuses(Invalid, "maker"):
        queue.approve(who=renamed(queue, MAKER))


def test_what_was_approved_is_no_longer_in_her_way(queue: Queue) -> None:
    """A maker of a version approved before may check somebody else's later edit."""
    queue.approve()
    queue.upload(shg(revision=2, profile={"name": "NAYA NAAM"}))
    version = tables.profile_version
    queue.desk.write(version.update().where(version.c.version == 2).values(made_by="IUP_SOMEBODY", made_mobile=""))
    queue.desk.write(USER.update().where(USER.c.user_id == MAKER).values(user_id="IUP_OTHER", mobile="9000022222"))
    assert queue.approve(*queue.seen(members=False), who=renamed(queue, MAKER)).groups == 1


def test_one_of_her_own_among_many(queue: Queue) -> None:
    """One record of her own among many in one act: the act is refused with its name, the others are not decided."""
    other = queue.upload(shg("shg-0002", members=12, first=40))
    version, member = tables.profile_version, tables.member
    own = next(row for row in queue.desk.rows(member) if row.uid == "shg-0002-m7")
    mine = (version.c.record_kind == "M") & (version.c.record_id == own.id)
    queue.desk.write(version.update().where(mine).values(made_by=queue.manager.user_id))
    with pytest.raises(Invalid) as error:
        queue.approve(cbo_id=other)
    assert [one.sentence.split(":")[0] for one in error.value.problems] == [own.name]
    assert not queue.desk.rows(tables.verdict)


def test_a_bundle_that_names_another_maker(queue: Queue) -> None:
    """Who loads a bundle cannot hide behind the maker it names: the loader comes from the session."""
    loaded = {row.loaded_by for row in queue.desk.rows(tables.profile_version)}
    assert loaded == {queue.desk.here.user_ids["ADM"]}


def is_refused(queue: Queue, statement: str) -> bool:
    """Return whether the database itself refuses a statement."""
    try:
        with queue.desk.office.store.write.begin() as connection:
            connection.execute(text(statement))
    except DatabaseError:
        return True
    return False


def _statements(queue: Queue) -> dict[str, str]:
    """Return SQL that would record or fake an approval by the maker."""
    row = queue.desk.rows(tables.profile_version)[0]
    columns = (
        "block_code, id, act, record_kind, record_id, version_id, made_by, loaded_by, verdict, decided_by, decided_at,"
        " remarks, issued, before, undo_reason"
    )
    value = f"'{HERE}', 99, 99, '{row.record_kind}', {row.record_id}, {row.id}"
    insert = f"INSERT INTO verdict ({columns}) VALUES ({value}, "
    end = ", 1, '[]', '', '{}', '')"
    unbound = f"INSERT INTO verdict ({columns}) VALUES ('{HERE}', 99, 99, 'M', {row.record_id}, NULL, "
    return {
        "checker is maker": f"{insert}'{row.made_by}', '{row.loaded_by}', 'APPROVED', '{row.made_by}'{end}",
        "in other letters": f"{insert}'{row.made_by}', '{row.loaded_by}', 'APPROVED', '{row.made_by.lower()}'{end}",
        "checker is loader": f"{insert}'{row.made_by}', '{row.loaded_by}', 'APPROVED', '{row.loaded_by}'{end}",
        "other makers": f"{insert}'IUP_NOBODY', '{row.loaded_by}', 'APPROVED', '{row.made_by}'{end}",
        "no makers": f"{insert}'', '', 'APPROVED', '{row.made_by}'{end}",
        "rejected without a remark": f"{insert}'{row.made_by}', '{row.loaded_by}', 'REJECTED', 'IUP_X'{end}",
        "no version": f"{unbound}'{row.made_by}', '{row.loaded_by}', 'APPROVED', 'IUP_X'{end}",
        "state alone": f"UPDATE profile_version SET state = 'APPROVED' WHERE id = {row.id}",
        "rejected alone": f"UPDATE profile_version SET state = 'REJECTED' WHERE id = {row.id}",
        "born approved": "INSERT INTO profile_version (block_code, id, record_kind, record_id, version, state,"
        " revision, content, digest, made_by, loaded_by, at)"
        f" VALUES ('{HERE}', 777, 'C', 1, 9, 'APPROVED', 1, '{{}}', '', 'A', 'B', 1)",
    }


def test_no_statement_records_it(queue: Queue) -> None:
    """Constraints and triggers refuse it to whoever holds the connection."""
    for name, statement in _statements(queue).items():
        assert is_refused(queue, statement), name
    assert not queue.desk.rows(tables.verdict)


def test_a_verdict_is_never_changed(queue: Queue) -> None:
    """A verdict cannot be deleted, changed, undone twice, or brought back."""
    queue.approve()
    undone = "undone_by = 'X', undone_at = 5"
    for statement in (
        "DELETE FROM verdict",
        "UPDATE verdict SET decided_by = 'IUP_X'",
        "UPDATE verdict SET verdict = 'REJECTED', remarks = '[1]'",
        f"UPDATE verdict SET {undone}, issued = 'other'",
    ):
        assert is_refused(queue, statement), statement
    with queue.desk.office.store.write.begin() as connection:
        connection.execute(text(f"UPDATE verdict SET {undone}"))
    for again in (undone, "undone_at = NULL, undone_by = NULL"):
        assert is_refused(queue, f"UPDATE verdict SET {again}"), again


def test_a_confirmed_duplicate_through_no_door(queue: Queue) -> None:
    """Neither a decision on the pair, nor ticks, nor approval gets round a confirmed duplicate."""
    line = shg("shg-0002", first=40)
    her = woman(3, designation="MEMBER", voter_id="ABC1234560")
    line["members"][0]["profile"] = her
    other = shg("shg-0003", first=80)
    other["members"][0]["profile"] = her
    one, two = queue.upload(line), queue.upload(other)
    blocked = [next(m for m in queue.group(cbo).members if m.subject.confirmed) for cbo in (one, two)]
    refs = [RecordRef(RecordKind.MEMBER, record.subject.id) for record in blocked]
    for pair in (refs, refs[::-1]):
        with refuses(Invalid, "finding.confirmed"):
            queue.run(DecideNotDuplicate(block_code=HERE, one=pair[0], other=pair[1], reason_code="SEEN_BOTH"))
    for cbo in (one, two):
        queue.run(TickClean(block_code=HERE, records=queue.seen(cbo)))
        seen = next(s for s in queue.seen(cbo) if (s.kind, s.id) in {("M", r.subject.id) for r in blocked})
        queue.mark(seen, "mobile", "TICK")
        queue.mark(seen, "voter", "TICK")
        with refuses(Invalid, "confirmed"):
            queue.approve(seen)
    assert not queue.desk.rows(tables.verdict)


def test_an_edit_after_the_look(queue: Queue) -> None:
    """What was seen before a rejection and another upload is refused; the refusal says who rejected it."""
    seen, other = queue.seen(), queue.second_manager()
    queue.reject(*queue.seen(members=False), who=other)
    queue.upload(shg(revision=2, profile={"name": "NAYA NAAM"}))
    with refuses(Conflict, "seen.changed", f": rejected by {other.user_id}, "):
        queue.approve(*seen)


def test_a_cross_of_a_colleague_after_the_look(queue: Queue) -> None:
    """A cross changes what would become official: who looked before has to look again."""
    seen = queue.seen(cbo=False)
    queue.mark(seen[0], "mobile", "CROSS", "MOBILE_WRONG", who=queue.second_manager())
    with refuses(Conflict, "seen.changed"):
        queue.approve(seen[0])


def test_her_own_mobile_changed_after_the_upload(queue: Queue) -> None:
    """A manager who shared the maker's number then is the maker still, whatever number she has by now."""
    maker = next(row for row in queue.desk.rows(USER) if row.user_id == MAKER)
    account = queue.desk.here.accounts["BPM"]
    queue.desk.write(USER.update().where(USER.c.user_id == queue.manager.user_id).values(mobile=maker.mobile))
    state = next(row for row in queue.desk.rows(USER, block="0") if row.user_id == "IUP_SADM")
    admin = replace(queue.desk.office.actors[Role.STATE_ADMIN], account=state.id, user_id=state.user_id)
    queue.desk.write(
        USER.update().where(USER.c.id == account, USER.c.block_code == HERE).values(created_by=state.user_id)
    )
    row = queue.desk.one(USER, account)
    queue.run(
        EditUser(block_code=HERE, account=account, version=row.version, name=row.name, mobile="9000077777"), admin
    )
    assert queue.desk.one(USER, account).mobile == "9000077777"
    refused(queue)


def test_a_maker_decides_no_pair_of_her_own(queue: Queue) -> None:
    """Who made or loaded one of two records says nothing on whether they are one."""
    line = shg("shg-0002", first=40)
    line["members"][0]["profile"] = woman(3, designation="MEMBER")
    other = queue.upload(line)
    one = next(record for record in queue.group().members if record.subject.potential)
    two = next(record for record in queue.group(other).members if record.subject.potential)
    pair = DecideNotDuplicate(
        block_code=HERE,
        one=RecordRef(RecordKind.MEMBER, one.subject.id),
        other=RecordRef(RecordKind.MEMBER, two.subject.id),
        reason_code="SEEN_BOTH",
    )
    queue.desk.write(USER.update().where(USER.c.user_id == MAKER).values(user_id="IUP_OTHER"))
    with refuses(Invalid, "maker"):
        queue.run(pair, renamed(queue, MAKER))
    assert queue.run(pair, queue.second_manager()) > 0


def test_a_cluster_outlives_a_role_taken_and_given_again(queue: Queue) -> None:
    """A narrowed manager whose role was given anew is still narrowed."""
    role, account = tables.user_role, queue.desk.here.accounts["BPM"]
    old = next(row for row in queue.desk.rows(role) if row.account_id == account)
    queue.desk.write(
        tables.cluster_scope.insert().values(block_code=HERE, id=old.id, clf_id=queue.desk.here.clf, set_at=1)
    )
    queue.desk.write(role.update().where(role.c.id == old.id, role.c.block_code == HERE).values(status="INACTIVE"))
    held = {name: getattr(old, name) for name in ("category", "role", "state_code", "district_code")}
    queue.desk.write(role.insert().values(block_code=HERE, id=905, account_id=account, granted_at=2, **held))
    with refuses(Refused, "cluster"):
        queue.approve()
