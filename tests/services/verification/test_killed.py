"""Killed in the middle of deciding: what was told as done is there, each act is whole or absent; on SQLite."""

from __future__ import annotations

import os
import random
import shutil
import signal
import warnings
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from lokos_tui.commands.verification import TakeBack
from lokos_tui.db import tables
from lokos_tui.db.engine import open_store
from lokos_tui.queries.office import audit
from lokos_tui.services.door import Door
from tests.services.kit import Desk
from tests.support.office import HERE, NOW, Office, make_office
from tests.support.until import beat
from tests.support.verifying import Queue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lokos_tui.services.accounts.keys import Keys

KILLS = 20
RECORDS = 7


@contextmanager
def opened(office: Office, keys: Keys) -> Iterator[Queue]:
    """Open an office's file anew."""
    store = open_store(f"sqlite:///{office.store.sqlite_path}")
    yield Queue(Desk(replace(office, store=store), Door(store, keys, lambda: NOW)), keys)
    store.close()


def decide(office: Office, keys: Keys, told: int) -> None:
    """Approve the group and take that back, for ever; tell each act when it is done."""
    with opened(office, keys) as queue:
        while True:
            act = queue.approve().act
            os.write(told, f"{act} approved\n".encode())
            queue.run(TakeBack(block_code=HERE, act=act, reason="wrong"))
            os.write(told, f"{act} taken back\n".encode())


@dataclass(slots=True)
class Killer:
    """Who starts the process that decides, and kills it."""

    office: Office
    keys: Keys

    def kill(self, after: float) -> list[str]:
        """Let it decide for some seconds from its first act, kill it, and return what it told."""
        told, tell = os.pipe()
        child = get_context("fork").Process(target=decide, args=(self.office, self.keys, tell))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # threads of other tests: the child shares none of them
            child.start()
        os.close(tell)
        with os.fdopen(told) as lines:
            first = lines.readline()
            beat(after)
            assert child.pid is not None
            os.kill(child.pid, signal.SIGKILL)
            rest = lines.read()
        child.join()
        assert child.exitcode == -signal.SIGKILL
        return [first.strip(), *rest.splitlines()]


@pytest.fixture
def killer(sqlite_template: Path, tmp_path: Path, keys: Keys) -> Killer:
    """An office on SQLite with one SHG of six women waiting, its file closed."""
    path = tmp_path / "office.db"
    shutil.copyfile(sqlite_template, path)
    office = make_office(open_store(f"sqlite:///{path}"))
    queue = Queue(Desk(office, Door(office.store, keys, lambda: NOW)), keys)
    queue.desk.write(tables.user_secret.update().values(must_change=False))
    queue.upload()
    office.store.close()
    return Killer(office, keys)


def whole(queue: Queue) -> dict[int, list[Any]]:
    """Assert that each act is of seven verdicts alike, and that records and outbox follow; return them by act."""
    rows = queue.desk.rows(tables.verdict)
    acts: dict[int, list[Any]] = {}
    for row in rows:
        acts.setdefault(row.act, []).append(row)
    assert {len(one) for one in acts.values()} <= {RECORDS}
    assert all(len({row.undone_at is None for row in one}) == 1 for one in acts.values())
    standing = [row.id for row in rows if row.undone_at is None]
    assert [row.verdict_id for row in queue.desk.rows(tables.outbox)] == standing
    approved = "APPROVED" if standing else "PENDING_BM"
    assert {one.subject.bucket for one in queue.group().records} == {approved}
    assert {bool(one.subject.code) for one in queue.group().records} == {bool(standing)}
    states = Counter(row.state for row in queue.desk.rows(tables.profile_version))
    assert states == {"APPROVED" if standing else "WAITING": RECORDS}
    return acts


@pytest.mark.long
def test_killed_while_deciding(killer: Killer, keys: Keys) -> None:
    """Twenty kills: the file is sound, what was told is there, no act is half there, the trail is unbroken."""
    chance = random.Random(5)
    for _ in range(KILLS):
        told = killer.kill(chance.uniform(0, 0.15))
        with opened(killer.office, keys) as queue:
            with queue.desk.office.store.reading() as connection:
                assert connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
                assert not connection.exec_driver_sql("PRAGMA foreign_key_check").all()
                assert audit.verify(connection, queue.desk.actor(), keys.audit, HERE).first_bad is None
            acts = whole(queue)
            for line in told:
                act, _, what = line.partition(" ")
                assert int(act) in acts
                assert what == "approved" or acts[int(act)][0].undone_at is not None
            last = max(acts)
            if acts[last][0].undone_at is None:
                queue.run(TakeBack(block_code=HERE, act=last, reason="after the kill"))
    codes = [row.issued for one in acts.values() for row in one]
    assert len(set(codes)) == len(codes)
