"""A small office with a past: what a kept database holds, written by the program's own door.

The kept databases of older revisions tell the same, up to what theirs knew: they
were filled so by the code of the commits that tests/db/kept/README.md names.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import Table

from lokos_tui.commands.accounts import CreateUser, EditUser, RoleGrant
from lokos_tui.commands.duplicates import DecideNotDuplicate, RecordRef, RefreshDuplicates
from lokos_tui.commands.links import ChangeLinks, LinkWish
from lokos_tui.commands.loads import UndoBatch
from lokos_tui.commands.office import SaveFilter
from lokos_tui.commands.profiles import UploadProfiles
from lokos_tui.commands.verification import ClaimCbo, SetCluster, TakeBack
from lokos_tui.db import bulk, tables
from lokos_tui.db.engine import Store
from lokos_tui.domain.accounts.roles import Role
from lokos_tui.domain.loads.mapping import FileFacts
from lokos_tui.domain.outbox.leaving import Answer
from lokos_tui.services.accounts import passwords
from lokos_tui.services.accounts.keys import Keys, from_secret
from lokos_tui.services.accounts.sign_in import sign_in
from lokos_tui.services.door import Door
from tests.services.kit import FILE, Desk, fresh
from tests.support import office as small
from tests.support.approvals import Sender
from tests.support.bundles import bundle, shg, woman
from tests.support.office import HERE, NOW, actor_of
from tests.support.verifying import Queue

PASSWORD = "KEPT-KEPT-KEPT-KEPT"
"""The first password of the Block Admin and of the block manager; it was changed in no kept database."""
SECRET = b"lokos-tests-fixed-secret-32bytes"
SHGS, HELD = 8, 5
MANAGER = "IUP_AHMADPURSADATBPM"


def tell(store: Store) -> None:
    """Let the office work; the database holds its tables, and no row yet."""
    keys = from_secret(SECRET)
    small.SHGS, small._HELD_BY_FIRST = SHGS, HELD
    desk = Desk(small.make_office(store), Door(store, keys, lambda: NOW))
    with store.writing() as connection:
        secret = tables.user_secret
        hashed = passwords.hash_first(keys.first_password, PASSWORD)
        connection.execute(secret.update().values(must_change=False))
        for who in ("ADM", "BPM"):
            mine = (secret.c.block_code == HERE) & (secret.c.id == desk.here.accounts[who])
            connection.execute(secret.update().where(mine).values(hashed=hashed))
        bulk.reserve(connection, HERE, "revision")
    sign_in(store, keys, NOW, desk.here.user_ids["ADM"], PASSWORD)
    _federation(desk)
    _deputies(desk)
    _accounts_and_links(desk)
    _profiles(desk, keys)
    _verification(desk, keys)


def _accounts_and_links(desk: Desk) -> None:
    grant = (RoleGrant(Role.SHG_BK, 1, 1),)
    named = {"name": "NEELAM O'HARA", "mobile": "9811100001", "designation": "लेखाकार"}
    made = desk.run(CreateUser(block_code=HERE, user_id="IUP_NAYAGAONSHGBK", roles=grant, **named))
    account = desk.one(tables.user_account, made.account)
    desk.run(
        EditUser(block_code=HERE, account=account.id, version=account.version, **(named | {"mobile": "9811100002"}))
    )
    role = desk.rows(tables.user_role, tables.user_role.c.account_id == made.account)[0]
    wishes = tuple(LinkWish(shg) for shg in desk.here.shgs[5:7])
    desk.run(ChangeLinks(block_code=HERE, account=made.account, role_id=role.id, link=wishes))
    desk.run(
        ChangeLinks(block_code=HERE, account=made.account, role_id=role.id, unlink=(desk.here.shgs[6],), why="moved")
    )
    link = desk.holding(desk.here.shgs[1])[0].id
    people = [desk.known(0, "SHGBK2"), fresh(1, "IUP_QUAZIWALASHGBK", name="मीरा देवी")]
    desk.load(desk.plan([desk.shg(2, 1, 0, link), desk.shg(3, 7, 1)], people), why="few bookkeepers")
    later = desk.load(desk.plan([desk.shg(2, 6, 0)], [desk.known(0, "SHGBK2")]), _other_file("b"))
    desk.run(UndoBatch(block_code=HERE, batch_id=later.batch_id, why="wrong file"))


def _deputies(desk: Desk) -> None:
    """Depute the Block Admin: a grant that ended when the office joined its state, and one from our days."""
    ended = {"closed_at": NOW, "closed_by": "OWNER", "closed_why": "office joined its state"}
    stands = {"closed_at": None, "closed_by": "", "closed_why": ""}
    with desk.office.store.writing() as connection:
        first = bulk.reserve(connection, HERE, "staff_deputy", 2)
    for number, closing in ((first, ended), (first + 1, stands)):
        row = {"id": number, "account_id": desk.here.accounts["ADM"], "granted_at": NOW - 2, "granted_by": "OWNER"}
        desk.write(tables.staff_deputy.insert().values(block_code=HERE, **row, **closing))


def _federation(desk: Desk) -> None:
    """Give the CLF a profile, and the VOs their parent with a history."""
    profile = {"cluster_name": "NAJIBABAD EAST", "registration_no": "UP/17", "president_name": "GEETA BAI"}
    desk.write(tables.federation_profile.insert().values(block_code=HERE, id=desk.here.clf, **profile))
    parent, (one, other) = tables.cbo_parent, desk.here.vos
    for number, child, left in ((1, one, None), (2, other, "2025-01-31"), (3, other, None)):
        row = {"id": number, "child_id": child, "parent_id": desk.here.clf, "joined_on": f"202{number}-02-01"}
        desk.write(parent.insert().values(block_code=HERE, left_on=left, **row))


def _other_file(letter: str) -> FileFacts:
    """Return the facts of another file."""
    return replace(FILE, sha256=letter * 64)


def _profiles(desk: Desk, keys: Keys) -> None:
    first, second, third = (shg(f"shg-000{number}", 5, 100 * number) for number in (1, 2, 3))
    second["members"][4]["profile"] = woman(104, name="MINA DEVEE", mobile="9811111111")
    third["members"][3]["profile"]["mobile"] = first["members"][3]["profile"]["mobile"]
    for number, lines in enumerate(([first, second], [third]), 1):
        sent = bundle(keys, lines, upload_id=f"upload-{number:04}", sequence=number)
        desk.run(UploadProfiles(block_code=HERE, bundle=sent))
    desk.run(RefreshDuplicates(block_code=HERE))
    found = [row for row in _all(desk, tables.finding) if row.found == "POTENTIAL"]
    pair = [RecordRef(found[0].one_kind, found[0].one_id), RecordRef(found[0].other_kind, found[0].other_id)]
    manager = desk.actor(Role.BLOCK_PM, "BPM")
    desk.door.run(
        manager,
        DecideNotDuplicate(block_code=HERE, one=pair[0], other=pair[1], reason_code="OTHER", reason="seen on one day"),
    )


def _all(desk: Desk, table: Table) -> list[Any]:
    with desk.office.store.reading() as connection:
        return list(connection.execute(table.select().order_by(*table.primary_key.columns)))


def _verification(desk: Desk, keys: Keys) -> None:
    queue = Queue(desk, keys, count=2)
    first, second = queue.cbo("shg-0001"), queue.cbo("shg-0002")
    queue.run(ClaimCbo(block_code=HERE, cbo_id=second))
    queue.mark(queue.seen(second)[0], "mobile", "CROSS", "MOBILE_WRONG")
    queue.run(SaveFilter(block_code=HERE, section="shg", name="MINE", words="status:new"))
    queue.mark(queue.seen(first)[3], "mobile", "TICK")
    queue.approve(cbo_id=first)
    queue.reject(*queue.seen(second)[1:3])
    fourth = shg("shg-0004", 5, 430)
    for member, office in zip(fourth["members"], ("PRESIDENT", "SECRETARY", "TREASURER"), strict=False):
        member["profile"]["designation"] = office
    done = queue.approve(cbo_id=queue.upload(fourth))
    queue.run(TakeBack(block_code=HERE, act=done.act, reason="looked again"))
    district = replace(actor_of(Role.DISTRICT_ADMIN), account=2, user_id="IUP_DADM")
    named = {"user_id": "IUP_NAJIBABADBPM2", "name": "LEELA MANAGER", "mobile": "9811100009"}
    made = desk.door.run(district, CreateUser(block_code=HERE, roles=(RoleGrant(Role.BLOCK_PM),), **named))
    desk.door.run(district, SetCluster(block_code=HERE, user_id=made.user_id, clf_code="49000001"))
    sender = Sender(desk, keys)
    formed = sender.send()
    (uid, number), *_ = sender.names(formed.export_id)
    sender.answer(formed, Answer(1, uid, number, taken=True, reason=""))
    upload_again = shg("shg-0001", 5, 100, 2, profile={"name": "SHG-0001 NAYI SAKHI MANDAL"})
    queue.upload(upload_again, sequence=4)
