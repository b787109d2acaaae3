"""Accepting an opening load: every record official by one act, in sets, with a version and a verdict each.

What was official elsewhere already is not sent there: no row goes to the outbox.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import select, update

from lokos_tui.commands.opening import OpeningAccepted
from lokos_tui.db import bulk, sets, tables
from lokos_tui.domain.opening.states import MIGRATED, OpeningOutcome, OpeningState
from lokos_tui.domain.profiles.model import Kind, RecordKind
from lokos_tui.domain.verification.flow import VerdictKind, VersionState
from lokos_tui.matching.records import Ref
from lokos_tui.services.duplicates.stale import mark_stale
from lokos_tui.services.opening.rows import fill_cbos, insert_cbos, insert_members, snapshots
from lokos_tui.services.opening.still import require_still
from lokos_tui.services.opening.waiting import RECORD, close, opening, require_may_decide
from lokos_tui.services.reasons import kept_reason
from lokos_tui.services.verification.official import fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sqlalchemy import Row

    from lokos_tui.commands.opening import AcceptOpening
    from lokos_tui.services.unit_of_work import UnitOfWork

_VERSION = ("block_code", "id", "record_kind", "record_id", "version", "state", "revision", "content", "digest",
            "made_by", "loaded_by", "upload_id", "at", "made_mobile", "loaded_mobile")  # fmt: skip
_VERDICT = ("block_code", "id", "act", "record_kind", "record_id", "version_id", "made_by", "loaded_by", "verdict",
            "decided_by", "decided_at", "remarks", "issued", "before", "undone_by", "undone_at",
            "undo_reason")  # fmt: skip
_NEXT = (
    "SELECT p.record_id, MAX(p.version) FROM {values} CROSS JOIN profile_version p WHERE p.block_code = :block "
    "AND p.record_kind = 'C' AND p.record_id = v.value GROUP BY p.record_id"
)


def accept_opening(work: UnitOfWork, command: AcceptOpening) -> OpeningAccepted:
    """Make every record of a waiting load official with the code it has, all or none.

    Raises Invalid when the actor had a hand in it, Refused for the manager of one cluster, and Conflict, naming what,
    when a record is no longer what it was when the load was made.
    """
    block, why = command.block_code, kept_reason(command.why, must=True)
    load = opening(work, block, command.opening_id, OpeningState.WAITING)
    require_may_decide(work, load)
    query = select(RECORD).where(RECORD.c.block_code == block, RECORD.c.opening_id == load.id).order_by(RECORD.c.id)
    records = work.connection.execute(query).all()
    cbos = [row for row in records if row.record_kind == RecordKind.CBO]
    women = [row for row in records if row.record_kind == RecordKind.MEMBER]
    require_still(work, block, load.id, cbos)
    before = snapshots(
        work, block, RecordKind.CBO, [row.record_id for row in cbos if row.outcome != OpeningOutcome.NEW]
    )
    insert_cbos(work, block, load, [row for row in cbos if row.outcome == OpeningOutcome.NEW])
    fill_cbos(work, block, load, [row for row in cbos if row.outcome == OpeningOutcome.FILL])
    insert_members(work, block, load, women)
    first_version = work.next_id("profile_version", block, len(records))
    versions = list(_versions(work, block, load, records, first_version))  # read whole: a COPY has the connection alone
    bulk.insert_rows(work.connection, tables.profile_version, _VERSION, versions)
    act = work.next_id("verdict", block, len(records))
    verdicts = list(_verdicts(work, block, load, records, act, first_version, before))
    bulk.insert_rows(work.connection, tables.verdict, _VERDICT, verdicts)
    _approve(work, block, first_version, len(records))
    _finish(work, command, load, act, why, records)
    return OpeningAccepted(act, len(women), len(cbos))


def _versions(
    work: UnitOfWork, block: str, load: Row[Any], records: Sequence[Row[Any]], first: int
) -> Iterator[tuple[Any, ...]]:
    """Give a version of each record; its revision is 0, so that whatever a bookkeeper sends later is newer."""
    filled = [row.record_id for row in records if row.outcome == OpeningOutcome.FILL]
    last = {number: int(most) for number, most in sets.over(work.connection, _NEXT, filled, block=block)}
    for number, row in enumerate(records, first):
        version = 1 + (last.get(row.record_id, 0) if row.record_kind == RecordKind.CBO else 0)
        yield (
            block, number, row.record_kind, row.record_id, version, VersionState.WAITING.value, 0, row.content,
            row.digest, load.made_by, load.loaded_by, None, load.loaded_at, load.made_mobile, load.loaded_mobile,
        )  # fmt: skip


def _verdicts(
    work: UnitOfWork,
    block: str,
    load: Row[Any],
    records: Sequence[Row[Any]],
    act: int,
    first_version: int,
    before: Mapping[int, Mapping[str, Any]],
) -> Iterator[tuple[Any, ...]]:
    """Give a verdict on each version: what it replaced, and the digest of what it left."""
    now = {
        family: snapshots(work, block, family, [row.record_id for row in records if row.record_kind == family])
        for family in RecordKind
    }
    for place, row in enumerate(records):
        left = {"after": fingerprint(now[RecordKind(row.record_kind)][row.record_id])}
        replaced = before.get(row.record_id, {}) if row.record_kind == RecordKind.CBO else {}
        yield (
            block, act + place, act, row.record_kind, row.record_id, first_version + place, load.made_by,
            load.loaded_by, VerdictKind.APPROVED.value, work.actor.user_id, work.now, "[]", "",
            json.dumps({**replaced, **left}, ensure_ascii=False), None, None, "",
        )  # fmt: skip


def _approve(work: UnitOfWork, block: str, first: int, count: int) -> None:
    version = tables.profile_version
    mine = (version.c.block_code == block) & version.c.id.between(first, first + count - 1)
    work.connection.execute(update(version).where(mine).values(state=VersionState.APPROVED))


def _finish(
    work: UnitOfWork, command: AcceptOpening, load: Row[Any], act: int, why: str, records: Sequence[Row[Any]]
) -> None:
    """Mark the records as not checked, close the load without its contents, and record the act."""
    block = command.block_code
    mark_stale(work.connection, block, (Ref(row.record_kind, row.record_id) for row in records), work.now)
    mine = (RECORD.c.block_code == block) & (RECORD.c.opening_id == load.id)
    work.connection.execute(update(RECORD).where(mine).values(content=""))
    finding = tables.opening_finding
    gone = (finding.c.block_code == block) & (finding.c.opening_id == load.id)
    work.connection.execute(finding.delete().where(gone))
    close(
        work, block, load.id, state=OpeningState.ACCEPTED, decided_by=work.actor.user_id, decided_at=work.now,
        decided_why=why, act=act,
    )  # fmt: skip
    work.touch(block)
    kinds = {kind.value: sum(row.kind == kind for row in records) for kind in Kind}
    details = {"act": act, "source": load.source, "origin": MIGRATED, "records": kinds, "sha256": load.sha256}
    work.record(command.action, block, "opening", load.id, details, why)
