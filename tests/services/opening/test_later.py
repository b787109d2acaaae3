"""What comes after an accepted load: a change by a phone is verified as ever, and where a record came from stays."""

from __future__ import annotations

import os
import shutil
import signal
import warnings
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

import pytest

from lokos_tui.commands.links import ChangeLinks, LinkWish
from lokos_tui.db import tables
from lokos_tui.db.engine import open_store
from lokos_tui.queries.office import audit
from lokos_tui.services.accounts.keys import Keys
from lokos_tui.services.door import Door
from tests.services.kit import Desk
from tests.support.office import HERE, NOW, Office, make_office
from tests.support.openings import SOURCE, WOMAN, Moving, a_block, official_shg
from tests.support.until import beat
from tests.support.verifying import Queue


def test_a_later_change_keeps_where_it_came_from(moving: Moving) -> None:
    """A phone that knows the codes sends a change: it waits, is approved, leaves by the outbox; the source stays."""
    moving.load()
    moving.accept()
    shg, account = moving.cbo("099600002"), moving.queue.desk.here.accounts["SHGBK"]
    link = (LinkWish(shg.id),)
    moving.queue.desk.run(
        ChangeLinks(block_code=HERE, account=account, role_id=account, link=link, overload_reason="few bookkeepers")
    )
    sent = official_shg(2, address="NAYA TOLA")
    sent["members"][0]["profile"]["name"] = "SITA RANI"
    moving.queue.upload(sent)
    assert moving.cbo("099600002").bucket == "PENDING_BM"
    moving.queue.approve(cbo_id=shg.id)
    now, woman = moving.cbo("099600002"), moving.member(WOMAN.format(40))
    assert (now.id, now.origin, now.source, now.bucket) == (shg.id, "MIGRATED", SOURCE, "APPROVED")
    assert (woman.name, woman.origin, woman.source) == ("SITA RANI", "MIGRATED", SOURCE)
    assert [row.code for row in moving.queue.desk.rows(tables.outbox)] == [woman.member_code, now.code]


def _opened(office: Office, keys: Keys) -> Moving:
    """Open an office's file anew."""
    store = open_store(f"sqlite:///{office.store.sqlite_path}")
    return Moving(Queue(Desk(replace(office, store=store), Door(store, keys, lambda: NOW)), keys))


def _for_ever(office: Office, keys: Keys, told: int) -> None:
    """Load, accept and take back, for ever; tell each step when it is done."""
    moving = _opened(office, keys)
    while True:
        number = moving.load(*a_block()).opening_id
        os.write(told, b"loaded\n")
        moving.accept(number)
        os.write(told, b"accepted\n")
        moving.take_back(number)
        os.write(told, b"taken back\n")


@pytest.mark.long
def test_killed_while_it_moves_in(sqlite_template: Path, tmp_path: Path, keys: Keys) -> None:
    """Eight kills: no load is half there, official records are all or none, and the trail is unbroken."""
    path = tmp_path / "office.db"
    shutil.copyfile(sqlite_template, path)
    office = make_office(open_store(f"sqlite:///{path}"))
    first = Moving(Queue(Desk(office, Door(office.store, keys, lambda: NOW)), keys))
    first.queue.desk.write(tables.user_secret.update().values(must_change=False))
    before = first.official()
    office.store.close()
    for number in range(8):
        told, tell = os.pipe()
        child = get_context("fork").Process(target=_for_ever, args=(office, keys, tell))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            child.start()
        os.close(tell)
        with os.fdopen(told) as lines:
            lines.readline()
            beat(number * 0.02)
            assert child.pid is not None
            os.kill(child.pid, signal.SIGKILL)
        child.join()
        moving = _opened(office, keys)
        store = moving.queue.desk.office.store
        with store.reading() as connection:
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
            assert not connection.exec_driver_sql("PRAGMA foreign_key_check").all()
            assert audit.verify(connection, moving.queue.desk.actor(), keys.audit, HERE).first_bad is None
        load = moving.queue.desk.rows(tables.opening_load)[-1]
        records = len(moving.queue.desk.rows(tables.opening_record))
        women = len(moving.queue.desk.rows(tables.member))
        whole = {"WAITING": (23, 0), "ACCEPTED": (23, 18), "TAKEN_BACK": (0, 0)}
        assert (records, women) == whole[load.state]
        if load.state == "ACCEPTED":
            moving.take_back(load.id)
        elif load.state == "WAITING":
            moving.withdraw(load.id)
        assert moving.official() == before
        store.close()
