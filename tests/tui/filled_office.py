"""The sample block with something on every screen: a load, an upload, findings, what waits, what went back."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from pathlib import Path

from sqlalchemy import Table, select

from lokos_tui.commands.accounts import ChangeOwnPassword
from lokos_tui.commands.verification import Approve, Reject, RemarkWish, Seen
from lokos_tui.context import Context, Office
from lokos_tui.db import tables
from lokos_tui.demo.geography import block_facts
from lokos_tui.domain.accounts.roles import Role
from lokos_tui.domain.profiles.model import RecordKind
from lokos_tui.files.loads.load import Load
from lokos_tui.files.opening import openings
from lokos_tui.files.profiles.bundles import pick_up
from lokos_tui.queries.verification.group import load_group
from lokos_tui.services.office.make import BlockFacts, FirstAccount, init_office
from lokos_tui.settings import load_settings
from tests.support.bundles import packed, shg
from tests.support.managers import MANAGER, make_manager
from tests.support.numbers import whole
from tests.support.openings import federation, official_shg
from tests.tui.conftest import ADMIN, BLOCK, NOW, PASSWORD, actor_of, clock
from tests.tui.duplicates.test_duplicates_screens import maker_and_place, put_bundle
from tests.tui.loads.test_loads import SAMPLES
from tests.tui.verification.test_review import put_in

FAULTY = "mapping_with_faults.xlsx"


def put_sample(office: Office, name: str) -> Path:
    """Put a sample file into the office's inbox."""
    office.settings.inbox.mkdir(exist_ok=True)
    path = Path(shutil.copy(SAMPLES / name, office.settings.inbox / name))
    os.utime(path, (NOW / 1000, NOW / 1000))
    return path


def fill(office: Office) -> None:
    """Put work of every kind into the sample office; leave the block manager in it."""
    ctx = Context(office, actor_of(Role.BLOCK_ADMIN))
    path = put_sample(office, "mapping.xlsx")
    job = Load(ctx, "mapping", path, path.name)
    job.read()
    job.check()
    job.apply(good_rows_only=bool(job.bad_rows))
    put_sample(office, FAULTY)
    put_bundle(ctx)
    pick_up(ctx, BLOCK, office.settings.inbox)
    _, place = maker_and_place(ctx)
    numbers = put_in(ctx, *(shg(f"shg-01{number:02}", first=number * 20, profile=place) for number in range(3, 6)))
    _decide(make_manager(ctx), numbers)


def put_opening(office: Office) -> dict[str, object]:
    """Let an opening load wait in which one woman stands twice; returns what its screens are opened with."""
    ctx = Context(office, actor_of(Role.BLOCK_ADMIN))
    _, place = maker_and_place(ctx)
    lines = [official_shg(number, gp=place["gp"], village=place["village"]) for number in range(1, 5)]
    twice = {"account_no": "30012345678", "ifsc": "SBIN0001234", "aadhaar": whole("99991234567")}
    for line in lines[:2]:
        line["members"][3]["profile"] |= twice
    vo, clf = federation("VO", 1, gp=place["gp"], clf="CLF/0001"), federation("CLF", 1, gp=place["gp"])
    path = office.settings.inbox / "old.jsonl"
    path.write_bytes(packed([*lines, vo, clf], made_by=ADMIN, block=BLOCK))
    plan = openings.plan(ctx, BLOCK, openings.read(ctx, BLOCK, [path]))
    path.unlink()
    done = openings.load(ctx, BLOCK, plan, "NRLM MIS, 31/03/2026", "old.jsonl")
    return {"opening_id": done.opening_id}


def _decide(manager: Context, numbers: list[int]) -> None:
    """Send an SHG back, of another one member, and approve the rest of that."""
    wrong = RemarkWish(RecordKind.CBO, numbers[0], "formation_date", "FORMATION_DATE", "see the register")
    manager.send(Reject(block_code=BLOCK, records=(_seen(manager, numbers[0])[-1],), remarks=(wrong,)))
    member, *others = _seen(manager, numbers[1])
    remark = RemarkWish(RecordKind.MEMBER, member.id, "mobile", "MOBILE_SILENT")
    manager.send(Reject(block_code=BLOCK, records=(member,), remarks=(remark,)))
    manager.send(Approve(block_code=BLOCK, records=tuple(others), tick_clean=True))


def _seen(ctx: Context, cbo_id: int) -> list[Seen]:
    group = ctx.read(load_group, BLOCK, cbo_id)
    return [Seen(one.kind, one.subject.id, one.subject.version) for one in (*group.members, group.cbo)]


def make_empty(home: Path) -> Office:
    """Make an office of the same block in which nobody has done anything; its Block Admin has signed in once."""
    place = block_facts(1)
    district, state = place.district, place.district.state
    facts = BlockFacts(state.lgd_code, state.name, state.prefix, district.code, district.name, place.code, place.name)
    first = init_office(load_settings(home), facts, FirstAccount(ADMIN, "REKHA ADMIN", "9412300001"), NOW)
    office = Office(load_settings(home), clock)
    office.sign_in(ADMIN, first).send(ChangeOwnPassword(block_code=BLOCK, old=first, new=PASSWORD))
    make_manager(Context(office, actor_of(Role.BLOCK_ADMIN)))
    return office


def manager_of(office: Office) -> Context:
    """Return the block manager at work."""
    admin = actor_of(Role.BLOCK_ADMIN)
    row = first_of(office, tables.user_account, user_id=MANAGER)
    return Context(office, replace(admin, role=Role.BLOCK_PM, account=row, user_id=MANAGER))


def first_of(office: Office, table: Table, key: str = "id", **like: object) -> int:
    """Return the lowest id, or other number, of the block's rows that are like this.

    Raises AssertionError where there is none.
    """
    query = select(table.c[key]).where(table.c.block_code == BLOCK)
    query = query.where(*(table.c[name] == value for name, value in like.items()))
    with office.store.reading() as connection:
        found = connection.execute(query.order_by(table.c[key])).scalars().first()
    assert found is not None, f"nothing in {table.name} like {like}"
    return int(found)
