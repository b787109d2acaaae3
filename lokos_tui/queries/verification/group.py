"""One SHG, VO or CLF with all that its approval is judged by, in three statements: it, its members, their versions.

The review shows it and the door judges by it, so both see the same.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from lokos_tui.db import tables
from lokos_tui.domain.accounts.permissions import Actor, Permission, require_cluster
from lokos_tui.domain.errors import NotFound
from lokos_tui.domain.profiles.fields import FIELDS, KEPT_OF_AADHAAR
from lokos_tui.domain.profiles.model import Kind, Value
from lokos_tui.domain.verification.gates import Person, Subject, contributors
from lokos_tui.domain.verification.identifiers import IDENTIFIERS, Mark, carried
from lokos_tui.queries.scope import in_scope
from lokos_tui.queries.verification import statements

_MIXED = ("", "GENERAL")


class Beside(NamedTuple):
    """A finding of a record: its number, what it is, whether it was decided, and who is on the other side."""

    number: int
    found: str
    decided: bool
    name: str
    group: str


class Sent(NamedTuple):
    """A version: what it holds, who stands behind it, when it came (ms UTC), and its remarks when it was rejected."""

    id: int
    version: int
    state: str
    revision: int
    content: Mapping[str, Value]
    made_by: str
    loaded_by: str
    at: int
    remarks: tuple[Mapping[str, str], ...] = ()
    act: int | None = None
    decided_by: str | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """A record with what is official of it (nothing before it was ever approved), what was sent, what was found.

    ``rejected`` is the version that went back last when nothing was approved
    since: what is sent now answers it.
    """

    subject: Subject
    change_type: str
    official: Mapping[str, Value]
    waiting: Sent | None = None
    rejected: Sent | None = None
    marked: Mapping[str, tuple[str, str, str]] = field(default_factory=dict)
    beside: tuple[Beside, ...] = ()

    decision: tuple[int, str] | None = None
    """The act that decided on it last, while it stands, and by whom."""

    @property
    def kind(self) -> str:
        """'M' for a member, 'C' for a CBO."""
        return "M" if self.subject.kind is Kind.MEMBER else "C"

    @property
    def content(self) -> Mapping[str, Value]:
        """What is decided on: what was sent, or what is official while nothing waits."""
        return self.waiting.content if self.waiting else self.official

    def filled(self, content: Mapping[str, Value]) -> dict[str, Value]:
        """Return a content with what an office writes where a phone says nothing: two contents compared alike."""
        kept = {"origin": self.official["origin"]} if self.official.get("origin") else {}
        return {**_defaults(self.subject.kind), **kept, **content}


@cache
def _defaults(kind: Kind) -> Mapping[str, Value]:
    """Return the values the tables give to fields that a profile leaves out."""
    of_tables = {
        Kind.MEMBER: (tables.member,),
        Kind.SHG: (tables.cbo, tables.shg_profile),
        Kind.VO: (tables.cbo, tables.federation_profile),
        Kind.CLF: (tables.cbo, tables.federation_profile),
    }
    names = {one.name for one in FIELDS[kind]}
    columns = (column for table in of_tables[kind] for column in table.columns if column.name in names)
    found: dict[str, Value] = {
        column.name: column.default.arg
        for column in columns
        if isinstance(column.default, ScalarElementColumnDefault) and column.default.arg
    }
    return found | ({"origin": "NEW"} if kind is Kind.SHG else {})


@dataclass(frozen=True, slots=True)
class Group:
    """A CBO with its members; ``checker`` is who reads it, ``below`` counts the CBOs that belong to it."""

    cbo: Record
    members: tuple[Record, ...]
    panchayat: str
    village: str
    parent: str
    clf_id: int | None
    request_date: str
    below: int
    checker: Person
    claimed_by: str = ""
    claimed_until: int = 0

    @property
    def records(self) -> tuple[Record, ...]:
        """The group itself, then its members."""
        return (self.cbo, *self.members)

    @property
    def active(self) -> int:
        """Members who are active today: with a code, and not left."""
        return sum(1 for one in self.members if one.subject.code and one.subject.active)

    def record(self, kind: str, number: int) -> Record | None:
        """Return one of its records, None when it is not of this group."""
        return next((one for one in self.records if (one.kind, one.subject.id) == (kind, number)), None)


def load_group(connection: Connection, actor: Actor, block_code: str, cbo_id: int) -> Group:
    """Return a group for whoever may verify it. Raises NotFound, and Refused outside her area or cluster."""
    in_scope(connection, actor, Permission.PROFILES_VERIFY, block_code)
    head = connection.execute(statements.head(actor.user_id, block_code, cbo_id)).all()
    if not head:
        raise NotFound("cbo.unknown", "There is no such SHG, VO or CLF in your block.", "Go back and refresh.")
    require_cluster(actor, head[0].id if head[0].cbo_type == "CLF" else head[0].clf_id)
    people = connection.execute(statements.members(block_code, cbo_id)).all()
    versions = _Versions(connection.execute(statements.versions(block_code, cbo_id)).all())
    first = head[0]
    profile = first.shg_frequency is not None
    official = _official(Kind(first.cbo_type), first._asdict(), "shg_" if profile else "fed_")
    return Group(
        _record(Kind(first.cbo_type), head, versions, official, first.code),
        tuple(
            _record(Kind.MEMBER, rows, versions, _official(Kind.MEMBER, rows[0]._asdict(), ""), rows[0].member_code)
            for rows in _grouped(people)
        ),
        first.gp_name or "",
        first.village_name or "",
        first.parent_name or "",
        first.clf_id,
        first.request_date or "",
        first.below,
        person(actor.user_id, first.own_mobile),
        first.claimed_by or "",
        first.claimed_until or 0,
    )


def person(user_id: str, *mobiles: str | None) -> Person:
    """Return somebody by her user id and texts of mobiles, a blank between them."""
    return Person(user_id, frozenset(number for text in mobiles if text for number in text.split()))


class _Versions:
    """The versions by record, oldest first, with their marks."""

    def __init__(self, rows: Sequence[Row[Any]]) -> None:
        self.sent: dict[tuple[str, int], list[Sent]] = defaultdict(list)
        self.hands: dict[tuple[str, int], list[tuple[str, Person, Person]]] = defaultdict(list)
        self.marks: dict[int, dict[str, tuple[str, str, str]]] = defaultdict(dict)
        for row in rows:
            self._take(row)

    def _take(self, row: Row[Any]) -> None:
        key = (row.record_kind, row.record_id)
        if row.identifier is not None:
            self.marks[row.id][row.identifier] = (row.mark, row.remark_code, row.remark)
        if self.sent[key] and self.sent[key][-1].id == row.id:
            return
        maker = person(row.made_by, row.made_mobile, row.maker_now)
        loader = person(row.loaded_by, row.loaded_mobile, row.loader_now)
        self.hands[key].append((row.state, maker, loader))
        remarks = tuple(json.loads(row.remarks))
        self.sent[key].append(
            Sent(row.id, row.version, row.state, row.revision, json.loads(row.content), row.made_by, row.loaded_by,
                 row.at, remarks, row.act, row.decided_by)
        )  # fmt: skip

    def waiting(self, key: tuple[str, int]) -> Sent | None:
        """Return the version that waits; it is the newest."""
        found = self.sent.get(key)
        return found[-1] if found and found[-1].state == "WAITING" else None

    def decision(self, key: tuple[str, int]) -> tuple[int, str] | None:
        """Return (act, by whom) of the newest version, when it was decided."""
        last = self.sent[key][-1] if self.sent.get(key) else None
        return (last.act, last.decided_by) if last and last.act and last.decided_by else None

    def rejected(self, key: tuple[str, int]) -> Sent | None:
        """Return the version rejected last, when it is the newest but one that waits."""
        found = [one for one in self.sent.get(key, ()) if one.state != "WAITING"]
        return found[-1] if found and found[-1].state == "REJECTED" else None


def _grouped(rows: Sequence[Row[Any]]) -> Iterator[list[Row[Any]]]:
    by_id: dict[int, list[Row[Any]]] = defaultdict(list)
    for row in rows:
        by_id[row.id].append(row)
    yield from by_id.values()


def _record(
    kind: Kind, rows: Sequence[Row[Any]], versions: _Versions, official: Mapping[str, Value], code: str | None
) -> Record:
    row = rows[0]
    key = ("M" if kind is Kind.MEMBER else "C", row.id)
    waiting = versions.waiting(key)
    content = waiting.content if waiting else official
    if waiting and code is None:
        official = {}  # nothing of it was ever approved: its row shows what was sent last
    marked = versions.marks.get(waiting.id, {}) if waiting else {}
    alive = content.get("life", row.life) == "ACTIVE"  # who left is compared with nobody, and has no result
    unchecked = alive if row.result_stale is None else bool(row.result_stale)
    subject = Subject(
        kind,
        row.id,
        str(content.get("name") or row.name),
        row.bucket,
        code,
        row.version,
        waits=waiting is not None,
        active=row.life == "ACTIVE",
        special=kind is Kind.SHG and str(content.get("special_category", "")) not in _MIXED,
        makers=contributors(versions.hands.get(key, ())),
        identifiers=carried(kind, content),
        marks={name: Mark(mark) for name, (mark, _, _) in marked.items()},
        results={one.name: getattr(row, f"result_{one.result}") or "NOT_CHECKED" for one in IDENTIFIERS[kind]},
        stale=unchecked,
        confirmed=row.result_confirmed or 0,
        potential=row.result_potential or 0,
    )
    beside = tuple(
        Beside(one.finding, one.found, one.decision_id is not None, one.other_name or "", one.other_group or "")
        for one in rows
        if one.finding is not None
    )
    rejected, decision = versions.rejected(key), versions.decision(key)
    return Record(subject, row.change_type, official, waiting, rejected, marked, beside, decision)


def _official(kind: Kind, row: Mapping[Any, Any], prefix: str) -> dict[str, Value]:
    """Return the official content of a row: its filled fields; places and parent by name and code."""
    named = {"gp": "gp_name", "village": "village_name", "vo": "parent_code", "clf": "parent_code"}
    found: dict[str, Value] = {}
    for name in (*(one.name for one in FIELDS[kind]), *(KEPT_OF_AADHAAR if kind is Kind.MEMBER else ())):
        column = named.get(name, name) if kind is not Kind.MEMBER else name
        value = row.get(f"{prefix}{column}") if f"{prefix}{column}" in row else row.get(column)
        if value not in (None, "", False):
            found[name] = value
    return found
