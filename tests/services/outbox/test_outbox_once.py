"""Whatever is approved, formed, cut short and answered in any order: each version leaves in one file, none is lost."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lokos_tui.commands.outbox import Formed
from lokos_tui.db import tables
from lokos_tui.domain.outbox.leaving import Answer
from lokos_tui.domain.profiles.model import Kind, Value
from lokos_tui.services.accounts.keys import Keys
from tests.importers.profiles.test_round_trip import contents
from tests.services.kit import Desk
from tests.support.approvals import DAY, Sender, Sent, names_in
from tests.support.office import NOW
from tests.support.properties import ONE_FIXTURE

Step = tuple[str, int, int]
GROUPS, WOMEN = 2, 3
STEP = st.one_of(
    st.tuples(st.just("member"), st.integers(0, GROUPS - 1), st.integers(0, WOMEN - 1)),
    st.tuples(st.just("group"), st.integers(0, GROUPS - 1), st.just(0)),
    st.tuples(st.sampled_from(["form", "render", "send", "retry"]), st.just(0), st.just(0)),
    st.tuples(st.just("since"), st.integers(0, 3), st.just(0)),
    st.tuples(st.just("answer"), st.integers(0, 2), st.integers(0, 7)),
)


@dataclass(slots=True)
class Office:
    """What was approved, which groups are official, and what every written file held."""

    sender: Sender
    groups: list[int]
    day: int = 0
    revisions: Counter[str] = field(default_factory=Counter)
    approved: Sent = field(default_factory=list)
    official: set[str] = field(default_factory=set)
    of_group: dict[str, str] = field(default_factory=dict)
    rendered: dict[int, bytes] = field(default_factory=dict)
    sent: set[str] = field(default_factory=set)
    written: dict[int, Formed] = field(default_factory=dict)

    def do(self, step: Step) -> None:
        """Carry one step out."""
        name, one, other = step
        self.day += 1
        if name in ("member", "group"):
            self.approve(name, self.groups[one], other)
        elif name == "form":
            self.sender.form()
        elif name == "render":
            formed = self.sender.form()
            if formed.export_id:
                self.same(formed.export_id, self.sender.render(formed))
        elif name == "answer":
            self.answer(one, other)
        else:
            self.send(NOW + (self.day - one) * DAY if name == "since" else None, retry=name == "retry")

    def approve(self, name: str, group: int, number: int) -> None:
        """Approve the next version of a woman or of her group."""
        at, made, uid = NOW + self.day * DAY, self.sender.made, f"shg-{group}"
        key = uid if name == "group" else f"m-{group}-{number:03}"
        self.revisions[key] += 1
        if name == "group":
            assert made.approve_group(group, self.revisions[key], at) == key
            self.official.add(uid)
        else:
            assert made.approve_member(group, number, self.revisions[key], at) == key
        self.of_group[key] = uid
        self.approved.append((key, self.revisions[key]))

    def send(self, since: int | None = None, *, retry: bool = False) -> bool:
        """Send what is ready; every record of the file belongs to an official group and stands in it once."""
        formed = self.sender.send(since=since, retry_refused=retry)
        if not formed.export_id:
            return False
        data = self.sender.files[formed.export_id]
        self.same(formed.export_id, data)
        self.written[formed.export_id] = formed
        names = names_in(data)
        assert len(names) == formed.records == len({uid for uid, _ in names})
        assert {self.of_group[uid] for uid, _ in names} <= self.official
        lines = self.sender.read(formed.export_id).lines
        assert not [line for line in lines if line.problems]
        self.sent |= {line.cbo.code for line in lines if line.cbo and not line.by_code}
        assert {line.cbo.code for line in lines if line.cbo} <= self.sent
        return True

    def same(self, number: int, data: bytes) -> None:
        """An export has the same bytes whenever it is written."""
        assert self.rendered.setdefault(number, data) == data

    def answer(self, back: int, bits: int) -> None:
        """Answer one of the last files: each bit of the number takes or refuses a record."""
        if len(self.written) <= back:
            return
        number = sorted(self.written)[-1 - back]
        rows = self.sender.desk.rows(tables.outbox, tables.outbox.c.export_id == number)
        told = [
            Answer(at, row.uid, row.revision, taken=row.answer == "TAKEN" or bool(bits >> at % 3 & 1), reason="no")
            for at, row in enumerate(rows, 2)
        ]
        self.sender.answer(self.written[number], *told)


@pytest.fixture
def sender(desk: Desk, keys: Keys) -> Sender:
    """An outbox that goes on from one example to the next, emptied in between."""
    return Sender(desk, keys)


@settings(ONE_FIXTURE, max_examples=20)
@given(steps=st.lists(STEP, max_size=14))
def test_each_version_leaves_once(sender: Sender, steps: list[Step]) -> None:
    """In any order of acts and deaths: at the end each version stands in the file its row names, and in that alone."""
    while sender.send().export_id:
        pass
    sender.desk.write(tables.outbox.update().where(tables.outbox.c.answer == "REFUSED").values(answer="TAKEN"))
    groups = [sender.made.group(f"shg-{number}") for number in ids(sender)]
    office = Office(sender, groups)
    for step in steps:
        office.do(step)
    for group in groups:
        office.approve("group", group, 0)
    while office.send():
        pass
    rows = {(row.uid, row.revision): row.export_id for row in sender.desk.rows(tables.outbox)}
    found: dict[tuple[str, int], list[int]] = {}
    for number in office.written:
        for name in sender.names(number):
            found.setdefault(name, []).append(number)
    assert sorted(found) == sorted(office.approved)
    assert all(rows[name] == files[-1] for name, files in found.items())
    if not any(name == "retry" for name, _, _ in steps):
        assert all(len(files) == 1 for files in found.values())
    for uid in office.revisions:
        first = [found[uid, revision][0] for revision in range(1, office.revisions[uid] + 1)]
        assert first == sorted(set(first))


def ids(sender: Sender) -> range:
    """Return the ids that the next groups get."""
    counter = tables.block_counter
    with sender.desk.office.store.reading() as connection:
        last = connection.execute(counter.select().where(counter.c.block_code == "996", counter.c.name == "cbo")).one()
    return range(last.value + 1, last.value + 1 + GROUPS)


@settings(ONE_FIXTURE, max_examples=15)
@given(people=st.lists(contents(Kind.MEMBER), min_size=1, max_size=3))
def test_what_is_approved_is_what_arrives(sender: Sender, people: list[dict[str, Value]]) -> None:
    """Any content comes out of the file as it was approved, without what is kept of an Aadhaar number."""
    group = sender.made.group(f"shg-{ids(sender)[0]}")
    sender.made.approve_group(group)
    for number, profile in enumerate(people):
        sender.made.approve_member(group, number, profile=profile)
    formed = sender.send()
    (line,) = sender.read(formed.export_id).lines
    assert [dict(one.content) for one in line.members] == people
