"""Uploads, approvals, rejections, exports and takings back in any order: what is official equals a simple model."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lokos_tui.commands.duplicates import RefreshDuplicates
from lokos_tui.commands.profiles import UploadProfiles
from lokos_tui.commands.verification import Seen, TakeBack
from lokos_tui.db import tables
from lokos_tui.db.engine import open_store
from lokos_tui.domain.errors import LokosError
from lokos_tui.domain.profiles.model import RecordKind
from lokos_tui.domain.profiles.remarks import WITH_GROUP
from lokos_tui.services.accounts.keys import Keys
from lokos_tui.services.door import Door
from tests.services.kit import Desk
from tests.support.bundles import bundle, shg
from tests.support.office import HERE, NOW, Office, make_office
from tests.support.verifying import Queue

GROUP, WOMEN, LEAST = "shg-0001", 6, 5
PEOPLE = tuple(f"{GROUP}-m{number}" for number in range(WOMEN))
NAMES = (GROUP, *PEOPLE)
Step = tuple[str, frozenset[str], int]
SOME = st.frozensets(st.sampled_from(NAMES), min_size=1)
ALL = st.just(frozenset(NAMES))
STEP = st.one_of(
    st.tuples(st.sampled_from(["upload", "approve", "reject"]), SOME | ALL, st.just(0)),
    st.tuples(st.just("approve"), ALL, st.just(0)),
    st.tuples(st.just("take_back"), st.just(frozenset[str]()), st.integers(0, 5)),
    st.tuples(st.just("send"), st.just(frozenset[str]()), st.just(0)),
)


class State(NamedTuple):
    """One record: where it is, the revision that is official, the one sent last, its code.

    ``along`` says of a woman that she went back for no other reason than that her group did.
    """

    bucket: str = "PENDING_BM"
    official: int = 0
    sent: int = 1
    code: str = ""
    along: bool = False


class Decided(NamedTuple):
    """One standing verdict: of which act, on what, in which direction, and how the record stood before."""

    act: int
    uid: str
    approved: bool
    before: State


@dataclass(slots=True)
class Model:
    """What ought to be: the records by uid, the verdicts that stand in their order, the acts that were sent."""

    records: dict[str, State] = field(default_factory=lambda: dict.fromkeys(NAMES, State()))
    standing: list[Decided] = field(default_factory=list)
    acts: list[int] = field(default_factory=list)
    sent: set[int] = field(default_factory=set)
    codes: set[str] = field(default_factory=set)

    def waiting(self, *names: str) -> list[str]:
        """Return those of the names that wait."""
        return [uid for uid in names if self.records[uid].bucket == "PENDING_BM"]

    def may_upload(self, changed: frozenset[str]) -> bool:
        """A line is taken when nothing that it changes is locked."""
        return not self.waiting(*changed)

    def may_approve(self, chosen: frozenset[str]) -> bool:
        """All that is chosen waits; the group comes last, with five active women and none undecided."""
        if len(self.waiting(*chosen)) < len(chosen):
            return False
        active = [uid for uid in PEOPLE if uid in chosen or self.records[uid].code]
        return GROUP not in chosen or (len(active) >= LEAST and set(self.waiting(*PEOPLE)) <= chosen)

    def may_take_back(self, act: int) -> bool:
        """Nothing of it was sent, nothing came later on its records, and no group was approved on its women."""
        mine = [one for one in self.standing if one.act == act]
        newest = {one.uid: one.act for one in self.standing}
        above = any(one.uid == GROUP and one.approved and one.act > act for one in self.standing)
        stood_on = above and any(one.approved and one.uid != GROUP for one in mine)
        free = all(newest[one.uid] == act and self.records[one.uid].bucket != "PENDING_BM" for one in mine)
        return bool(mine) and free and not stood_on and act not in self.sent

    def upload(self, changed: frozenset[str]) -> None:
        """What was changed waits; who went along with her group waits again as soon as it does not lie back."""
        for uid in changed:
            now = self.records[uid]
            self.records[uid] = now._replace(bucket="PENDING_BM", sent=now.sent + 1, along=False)
        if self.records[GROUP].bucket != "REJECTED":
            for uid in [uid for uid, one in self.records.items() if one.along]:
                self.records[uid] = self.records[uid]._replace(bucket="PENDING_BM", along=False)

    def approve(self, act: int, chosen: frozenset[str], codes: dict[str, str]) -> None:
        """What was chosen is official, with codes for what had none."""
        self.acts.append(act)
        for uid in chosen:
            now = self.records[uid]
            self.standing.append(Decided(act, uid, True, now))
            self.records[uid] = State("APPROVED", now.sent, now.sent, now.code or codes[uid])

    def reject(self, act: int, chosen: frozenset[str]) -> None:
        """What was chosen goes back; a group takes its undecided women along."""
        self.acts.append(act)
        along = self.waiting(*PEOPLE) if GROUP in chosen else []
        for uid in {*chosen, *along}:
            now = self.records[uid]
            self.standing.append(Decided(act, uid, False, now))
            self.records[uid] = now._replace(bucket="REJECTED", along=uid not in chosen)

    def take_back(self, act: int) -> None:
        """Everything of the act is as it was."""
        for one in [one for one in self.standing if one.act == act]:
            self.records[one.uid] = one.before
            self.standing.remove(one)


@dataclass(slots=True)
class Day:
    """The office and its model, side by side."""

    queue: Queue
    model: Model = field(default_factory=Model)

    def do(self, step: Step) -> None:
        """Carry one step out on both; what the model forbids is refused and changes nothing."""
        name, chosen, back = step
        if name == "send":
            self.send()
        elif name == "take_back":
            self.take_back(back)
        else:
            {"upload": self.upload, "approve": self.approve, "reject": self.reject}[name](chosen)
        self.compare()

    def upload(self, changed: frozenset[str]) -> None:
        """Send every record as the phone has it, some of them changed."""
        revisions = {uid: one.sent + (uid in changed) for uid, one in self.model.records.items()}
        self.queue.count += 1
        sent = bundle(self.queue.keys, [line_of(revisions)], upload_id=f"upload-{self.queue.count:04}")
        command = UploadProfiles(block_code=HERE, bundle=sent, accept_unsigned=True)
        taken = not self.queue.desk.run(command).plan.lines[0].reason
        assert taken == self.model.may_upload(changed)
        if taken:
            self.model.upload(changed)
            self.queue.desk.run(RefreshDuplicates(block_code=HERE))

    def approve(self, chosen: frozenset[str]) -> None:
        """Approve some records as they stand, or be refused."""
        try:
            done = self.queue.approve(*self.seen(chosen))
        except LokosError:
            assert not self.model.may_approve(chosen)
            return
        assert self.model.may_approve(chosen)
        uids = {(one.kind, one.id): uid for uid, one in self.by_uid().items()}
        codes = {uids[RecordKind(kind), number]: code for kind, number, code in done.codes}
        assert not self.model.codes & set(codes.values())
        self.model.codes |= set(codes.values())
        self.model.approve(done.act, chosen, codes)

    def reject(self, chosen: frozenset[str]) -> None:
        """Send some records back; a group takes its undecided women along."""
        allowed = len(self.model.waiting(*chosen)) == len(chosen)
        try:
            done = self.queue.reject(*self.seen(chosen))
        except LokosError:
            assert not allowed
            return
        assert allowed
        self.model.reject(done.act, chosen)

    def take_back(self, back: int) -> None:
        """Take one of the last acts back, or be refused."""
        if len(self.model.acts) <= back:
            return
        act = self.model.acts[-1 - back]
        try:
            self.queue.run(TakeBack(block_code=HERE, act=act, reason="wrong"))
        except LokosError:
            assert not self.model.may_take_back(act)
            return
        assert self.model.may_take_back(act)
        self.model.take_back(act)

    def send(self) -> None:
        """Everything that was approved leaves in a file."""
        export, out = tables.export, tables.outbox
        number = len(self.queue.desk.rows(export)) + 1
        values = {"block_code": HERE, "id": number, "export_uid": f"e-{number}", "made_by": "X", "made_at": 1}
        self.queue.desk.write(export.insert().values(**values))
        self.queue.desk.write(out.update().where(out.c.export_id.is_(None)).values(export_id=number))
        self.model.sent |= {one.act for one in self.model.standing if one.approved}

    def by_uid(self) -> dict[str, Seen]:
        """Return every record as it stands, by the phone's name for it."""
        cbo, people = self.queue.desk.rows(tables.cbo, tables.cbo.c.uid == GROUP)[0], self.people()
        return {GROUP: Seen(RecordKind.CBO, cbo.id, cbo.version)} | {
            uid: Seen(RecordKind.MEMBER, row.id, row.version) for uid, row in people.items()
        }

    def people(self) -> dict[str, Any]:
        """Return the women's rows by the phone's name for them."""
        return {row.uid: row for row in self.queue.desk.rows(tables.member) if row.uid in PEOPLE}

    def seen(self, chosen: frozenset[str]) -> tuple[Seen, ...]:
        """Return the chosen records as they stand."""
        return tuple(one for uid, one in self.by_uid().items() if uid in chosen)

    def compare(self) -> None:
        """Assert that tables and model say the same of every record, its versions, its code, and the outbox."""
        assert self.rows() == self.model.records
        standing = {(one.uid, one.before.sent) for one in self.model.standing if one.approved}
        outbox = self.queue.desk.rows(tables.outbox)
        assert sorted((row.uid, row.revision) for row in outbox) == sorted(standing)
        for row in outbox:
            assert shown(json.loads(row.content)) == row.revision
            assert row.code == self.model.records[row.uid].code
        rows = self.queue.desk.rows(tables.verdict)
        assert len([row for row in rows if row.undone_at is None]) == len(self.model.standing)

    def rows(self) -> dict[str, State]:
        """Return the records as the tables have them."""
        found = {}
        cbo, profile = self.queue.desk.rows(tables.cbo, tables.cbo.c.uid == GROUP)[0], tables.shg_profile
        address = self.queue.desk.one(profile, cbo.id).address
        found[GROUP] = self.state("C", cbo, cbo.code, revision_in(address))
        assert revision_in(cbo.name) == revision_in(address)
        for uid, row in self.people().items():
            found[uid] = self.state("M", row, row.member_code, revision_in(row.other_kyc))
        return found

    def state(self, kind: str, row: Any, code: str | None, shown_now: int) -> State:
        """Return one record's state; its row shows what is official, or what was sent last while nothing is."""
        version = tables.profile_version
        versions = self.queue.desk.rows(version, version.c.record_kind == kind, version.c.record_id == row.id)
        newest = max(versions, key=lambda one: one.version)
        approved = [one.revision for one in versions if one.state == "APPROVED"]
        assert len(approved) == bool(code)
        assert shown_now == (approved[0] if code else newest.revision)
        assert (newest.state == "WAITING") == (row.bucket == "PENDING_BM")
        assert row.change_type == ("" if row.bucket == "APPROVED" else "MODIFIED" if code else "NEW")
        along = row.bucket == "REJECTED" and self.went_along(newest.id)
        return State(row.bucket, approved[0] if code else 0, newest.revision, code or "", along)

    def went_along(self, version: int) -> bool:
        """Return whether a version was rejected for its group alone."""
        verdict = tables.verdict
        (row,) = self.queue.desk.rows(verdict, verdict.c.version_id == version, verdict.c.undone_at.is_(None))
        return {one["code"] for one in json.loads(row.remarks)} == {WITH_GROUP}


def line_of(revisions: dict[str, int]) -> dict[str, Any]:
    """Return the line of the group with every record at its revision, which its content shows."""
    made = shg(
        GROUP, members=WOMEN, profile={"address": f"No. {revisions[GROUP]}", "name": f"SAKHI {revisions[GROUP]}"}
    )
    made["revision"] = revisions[GROUP]
    for member in made["members"]:
        member["revision"] = revisions[member["uid"]]
        member["profile"]["other_kyc"] = f"Card {member['revision']}"
    return made


def revision_in(text: str) -> int:
    """Return the revision that a field was made for."""
    return int(text.rpartition(" ")[2])


def shown(content: dict[str, Any]) -> int:
    """Return the revision that a content was made for."""
    return revision_in(content.get("other_kyc") or content["address"])


@pytest.fixture(scope="module")
def first_day(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory, keys: Keys) -> Office:
    """An office on SQLite, its store closed: one SHG of six women waits, checked and clean."""
    path = tmp_path_factory.mktemp("days") / "first.db"
    shutil.copyfile(sqlite_template, path)
    office = make_office(open_store(f"sqlite:///{path}"))
    queue = Queue(Desk(office, Door(office.store, keys, lambda: NOW)), keys)
    queue.desk.write(tables.user_secret.update().values(must_change=False))
    queue.upload(line_of(dict.fromkeys(NAMES, 1)))
    office.store.close()
    return office


@contextmanager
def another(first: Office, keys: Keys) -> Iterator[Day]:
    """Open a copy of the first day for one example."""
    path = Path(str(first.store.sqlite_path))
    with TemporaryDirectory(dir=path.parent) as folder:
        copy = Path(folder) / "day.db"
        shutil.copyfile(path, copy)
        store = open_store(f"sqlite:///{copy}")
        desk = Desk(replace(first, store=store), Door(store, keys, lambda: NOW))
        yield Day(Queue(desk, keys, count=1))
        store.close()


@settings(max_examples=20)
@given(steps=st.lists(STEP, min_size=8, max_size=20))
def test_any_order(first_day: Office, keys: Keys, steps: list[Step]) -> None:
    """Whatever is done in whatever order: tables, codes and outbox are as the model says after each step."""
    with another(first_day, keys) as day:
        for step in steps:
            day.do(step)
