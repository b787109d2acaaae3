"""One SHG, VO or CLF with all that its approval is judged by, in three statements: it, its members, their versions.

The review shows it and the door judges by it, so both see the same.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Row
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from lokos_tui.db import tables
from lokos_tui.domain.accounts.permissions import Actor, Permission, require_cluster
from lokos_tui.domain.accounts.persons import Person, person
from lokos_tui.domain.cbos.life import Life
from lokos_tui.domain.duplicates.results import DuplicateResult
from lokos_tui.domain.errors import NotFound
from lokos_tui.domain.message import _
from lokos_tui.domain.profiles.fields import FIELDS, KEPT_OF_AADHAAR
from lokos_tui.domain.profiles.model import Kind, Value, record_kind
from lokos_tui.domain.verification.flow import Bucket, VersionState
from lokos_tui.domain.verification.gates import Subject, contributors
from lokos_tui.domain.verification.group import Beside, Group, Record, Sent
from lokos_tui.domain.verification.identifiers import IDENTIFIERS, Mark, carried
from lokos_tui.queries.scope import in_scope
from lokos_tui.queries.verification import statements

_MIXED = ("", "GENERAL")


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


def load_group(connection: Connection, actor: Actor, block_code: str, cbo_id: int) -> Group:
    """Return a group for whoever may verify it. Raises NotFound, and Refused outside her area or cluster."""
    in_scope(connection, actor, Permission.PROFILES_VERIFY, block_code)
    head = connection.execute(statements.head(actor.user_id, block_code, cbo_id)).all()
    if not head:
        raise NotFound("cbo.unknown", _("There is no such SHG, VO or CLF in your block."), _("Go back and refresh."))
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


class _Versions:
    """The versions by record, oldest first, with their marks."""

    def __init__(self, rows: Sequence[Row[Any]]) -> None:
        self.sent: dict[tuple[str, int], list[Sent]] = defaultdict(list)
        self.hands: dict[tuple[str, int], list[tuple[str, Person, Person]]] = defaultdict(list)
        self.marks: dict[int, dict[str, tuple[Mark, str, str]]] = defaultdict(dict)
        for row in rows:
            self._take(row)

    def _take(self, row: Row[Any]) -> None:
        key = (row.record_kind, row.record_id)
        if row.identifier is not None:
            self.marks[row.id][row.identifier] = (Mark(row.mark), row.remark_code, row.remark)
        if self.sent[key] and self.sent[key][-1].id == row.id:
            return
        maker = person(row.made_by, row.made_mobile, row.maker_now)
        loader = person(row.loaded_by, row.loaded_mobile, row.loader_now)
        self.hands[key].append((row.state, maker, loader))
        remarks = tuple(json.loads(row.remarks))
        self.sent[key].append(
            Sent(row.id, row.version, VersionState(row.state), row.revision, json.loads(row.content), row.made_by,
                 row.loaded_by, row.at, remarks, row.act, row.decided_by, row.maker_name, row.maker_mobile)
        )  # fmt: skip

    def waiting(self, key: tuple[str, int]) -> Sent | None:
        """Return the version that waits; it is the newest."""
        found = self.sent.get(key)
        return found[-1] if found and found[-1].state is VersionState.WAITING else None

    def decision(self, key: tuple[str, int]) -> tuple[int, str] | None:
        """Return (act, by whom) of the newest version, when it was decided."""
        last = self.sent[key][-1] if self.sent.get(key) else None
        return (last.act, last.decided_by) if last and last.act and last.decided_by else None

    def rejected(self, key: tuple[str, int]) -> Sent | None:
        """Return the version rejected last, when it is the newest but one that waits."""
        found = [one for one in self.sent.get(key, ()) if one.state is not VersionState.WAITING]
        return found[-1] if found and found[-1].state is VersionState.REJECTED else None


def _grouped(rows: Sequence[Row[Any]]) -> Iterator[list[Row[Any]]]:
    by_id: dict[int, list[Row[Any]]] = defaultdict(list)
    for row in rows:
        by_id[row.id].append(row)
    yield from by_id.values()


def _record(
    kind: Kind, rows: Sequence[Row[Any]], versions: _Versions, official: Mapping[str, Value], code: str | None
) -> Record:
    row = rows[0]
    key = (record_kind(kind), row.id)
    waiting = versions.waiting(key)
    content = waiting.content if waiting else official
    if waiting and code is None:
        official = {}  # nothing of it was ever approved: its row shows what was sent last
    marked = versions.marks.get(waiting.id, {}) if waiting else {}
    alive = content.get("life", row.life) == Life.ACTIVE  # who left is compared with nobody, and has no result
    unchecked = alive if row.result_stale is None else bool(row.result_stale)
    subject = Subject(
        kind,
        row.id,
        str(content.get("name") or row.name),
        Bucket(row.bucket),
        code,
        row.version,
        waits=waiting is not None,
        active=row.life == Life.ACTIVE,
        special=kind is Kind.SHG and str(content.get("special_category", "")) not in _MIXED,
        makers=contributors(versions.hands.get(key, ())),
        identifiers=carried(kind, content),
        marks={name: mark for name, (mark, _, _) in marked.items()},
        results={
            one.name: DuplicateResult(getattr(row, f"result_{one.result}") or DuplicateResult.NOT_CHECKED)
            for one in IDENTIFIERS[kind]
        },
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
    return Record(subject, row.change_type, official, waiting, rejected, marked, beside, decision, _defaults(kind))


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
