"""Two at once: the second is told, nothing is lost, and nobody sees an unexpected error."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from sqlalchemy import func, select

from lokos_tui.commands.accounts import CreateUser, EditUser, RoleGrant
from lokos_tui.commands.links import ChangeLinks, LinksChanged, LinkWish
from lokos_tui.commands.loads import ApplyMapping, Loaded, UndoBatch, Undone
from lokos_tui.db import bulk, tables
from lokos_tui.domain.accounts.permissions import Actor
from lokos_tui.domain.accounts.roles import CboType, Role
from lokos_tui.domain.errors import Conflict
from lokos_tui.domain.loads.mapping import FileFacts, Person, Plan, PlanRow
from lokos_tui.domain.loads.outcomes import LoadOutcome
from lokos_tui.domain.office import audit
from lokos_tui.services.accounts.keys import Keys
from lokos_tui.services.door import Door
from tests.support.office import Office, actor_of

Clock = Callable[[], int]
FILE = FileFacts("mapping.xlsx", "a" * 64, 100)


def _admin(office: Office, code: str = "996") -> Actor:
    return replace(actor_of(Role.BLOCK_ADMIN, code), account=office.here.accounts["ADM"])


def _signed_in(office: Office) -> Office:
    with office.store.writing() as connection:
        connection.execute(tables.user_secret.update().values(must_change=False))
    return office


def _link(office: Office, who: str, *cbos: int) -> ChangeLinks:
    account = office.here.accounts[who]
    return ChangeLinks(
        block_code="996", account=account, role_id=account, link=tuple(LinkWish(cbo) for cbo in cbos),
        overload_reason="few bookkeepers",
    )  # fmt: skip


def test_one_of_twenty_wins_a_group(small_office: Office, keys: Keys, clock: Clock) -> None:
    """Twenty threads link one free SHG to two bookkeepers: one does it, the others are told by name."""
    office, door = _signed_in(small_office), Door(small_office.store, keys, clock)
    free = office.here.shgs[22]

    def act(number: int) -> LinksChanged:
        done: LinksChanged = door.run(_admin(office), _link(office, ("SHGBK", "SHGBK2")[number % 2], free))
        return done

    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(act, range(20)))
    assert sum(len(result.linked) for result in results) == 1
    assert all(result.refused[0].sentence for result in results if not result.linked)


def test_a_group_named_twice_is_linked_once(small_office: Office, keys: Keys, clock: Clock) -> None:
    """The same SHG twice in one command is one wish."""
    office, door = _signed_in(small_office), Door(small_office.store, keys, clock)
    free = office.here.shgs[22]
    assert door.run(_admin(office), _link(office, "SHGBK2", free, free)).linked == (free,)


def test_one_of_eight_edits_wins(small_office: Office, keys: Keys, clock: Clock) -> None:
    """Eight edits of one version: one is saved, seven are told who changed it."""
    office, door = _signed_in(small_office), Door(small_office.store, keys, clock)

    def act(number: int) -> str:
        try:
            door.run(
                _admin(office),
                EditUser(
                    block_code="996", account=office.here.accounts["SHGBK2"], version=1,
                    name=f"SUNITA {chr(65 + number)}", mobile="9876543210",
                ),
            )  # fmt: skip
        except Conflict as conflict:
            return conflict.code
        return "saved"

    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(act, range(8)))
    assert sorted(results) == ["saved"] + ["user.changed"] * 7


def test_one_user_id_is_made_once(small_office: Office, keys: Keys, clock: Clock) -> None:
    """Eight who make the same user id: one account, seven conflicts."""
    office, door = _signed_in(small_office), Door(small_office.store, keys, clock)
    command = CreateUser(
        block_code="996", user_id="IUP_NAYAGAONSHGBK", name="MEERA DEVI", mobile="9876543210",
        roles=(RoleGrant(Role.SHG_BK),),
    )  # fmt: skip

    def act(_: int) -> bool:
        try:
            door.run(_admin(office), command)
        except Conflict:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(act, range(8))) == 1


def test_the_audit_chain_does_not_fork(small_office: Office, keys: Keys, clock: Clock) -> None:
    """Eight threads of five acts make one chain of forty that verifies, ids unbroken."""
    office, door = _signed_in(small_office), Door(small_office.store, keys, clock)
    taken = office.here.shgs[0]

    def act(_: int) -> None:
        for _ in range(5):
            door.run(_admin(office), _link(office, "SHGBK2", taken))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(act, range(8)))
    with office.store.reading() as connection:
        rows = connection.execute(
            select(tables.audit_entry).where(tables.audit_entry.c.block_code == "996").order_by(tables.audit_entry.c.id)
        ).all()
    assert [row.id for row in rows] == list(range(1, 41))
    before = audit.FIRST
    for row in rows:
        fields = (row.block_code, row.id, row.at, row.actor, row.role, row.action, row.outcome, row.entity,
                  row.entity_id, row.details, row.reason, row.os_user, row.client)  # fmt: skip
        assert row.prev_hash == before
        assert row.hash == audit.chain_hash(keys.audit, before, fields)
        before = row.hash


def _plan(office: Office) -> Plan:
    with office.store.reading() as connection:
        revision = bulk.revision(connection, "996")
        held = connection.execute(
            select(tables.cbo_link.c.id).where(
                tables.cbo_link.c.block_code == "996", tables.cbo_link.c.cbo_id == office.here.shgs[0],
                tables.cbo_link.c.unlinked_at.is_(None),
            )
        ).scalar_one()  # fmt: skip
    new = Person(0, "IUP_NAYAGAONSHGBK", "MEERA DEVI", "9876543210", "", Role.SHG_BK, 1, 1, 2)
    rows = [
        PlanRow(2, LoadOutcome.LINK, 0, CboType.SHG, office.here.shgs[22]),
        PlanRow(3, LoadOutcome.MOVE, 0, CboType.SHG, office.here.shgs[0], held),
    ]
    return Plan("996", revision, rows, [new])


def _load(office: Office, door: Door, plan: Plan) -> Loaded:
    done: Loaded = door.run(_admin(office), ApplyMapping(block_code="996", plan=plan, file=FILE))
    return done


def test_an_id_taken_in_another_block_is_a_changed_row(small_office: Office, keys: Keys, clock: Clock) -> None:
    """Another block's new account does not raise this block's revision; the load says so and writes nothing."""
    office, door = _signed_in(small_office), Door(small_office.store, keys, clock)
    plan = _plan(office)
    with office.store.writing() as connection:
        connection.execute(
            tables.user_account.update()
            .where(tables.user_account.c.block_code == "1501", tables.user_account.c.id == 5)
            .values(user_id="IUP_NAYAGAONSHGBK")
        )
    done = _load(office, door, plan)
    assert (done.batch_id, len(done.changed)) == (0, 2)
    assert "taken meanwhile" in done.changed[0].reason


def test_a_load_taken_back_can_be_loaded_again(small_office: Office, keys: Keys, clock: Clock) -> None:
    """Undo closes the links, gives the moved SHG back as a new dated row, and frees the user id."""
    office, door = _signed_in(small_office), Door(small_office.store, keys, clock)
    first = _load(office, door, _plan(office))
    assert [user.user_id for user in first.users] == ["IUP_NAYAGAONSHGBK"]
    undone: Undone = door.run(_admin(office), UndoBatch(block_code="996", batch_id=first.batch_id))
    assert (len(undone.reversed), undone.kept, undone.failed) == (3, (), ())
    link = tables.cbo_link
    with office.store.reading() as connection:
        count = connection.execute(
            select(func.count()).where(link.c.block_code == "996", link.c.cbo_id == office.here.shgs[0])
        ).scalar_one()
        holder = connection.execute(
            select(link.c.account_id).where(
                link.c.block_code == "996", link.c.cbo_id == office.here.shgs[0], link.c.unlinked_at.is_(None)
            )
        ).scalar_one()
    assert (count, holder) == (4, office.here.accounts["SHGBK"])
    assert _load(office, door, _plan(office)).users[0].user_id == "IUP_NAYAGAONSHGBK"
