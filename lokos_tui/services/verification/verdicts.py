"""A verdict as it is written: the row, the version's state, the record's bucket; shared by approval and rejection."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import update

from lokos_tui.db import tables
from lokos_tui.domain.errors import Conflict
from lokos_tui.domain.message import _
from lokos_tui.domain.verification.flow import Event, VerdictKind, VersionState, after
from lokos_tui.matching.records import Ref
from lokos_tui.services.duplicates.check import check_again
from lokos_tui.services.verification.official import mine, row_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lokos_tui.domain.verification.group import Record
    from lokos_tui.services.unit_of_work import UnitOfWork


def write_verdict(
    work: UnitOfWork,
    block: str,
    number: int,
    act: int,
    record: Record,
    verdict: VerdictKind,
    *,
    before: Mapping[str, Any],
    issued: str = "",
    remarks: Sequence[Mapping[str, str]] = (),
) -> None:
    """Write one verdict and the state of the version it is on."""
    sent, version = record.waiting, tables.profile_version
    work.connection.execute(
        tables.verdict.insert(),
        {
            "block_code": block,
            "id": number,
            "act": act,
            "record_kind": record.kind,
            "record_id": record.subject.id,
            "version_id": sent.id if sent else None,
            "made_by": sent.made_by if sent else "",
            "loaded_by": sent.loaded_by if sent else "",
            "verdict": verdict,
            "decided_by": work.actor.user_id,
            "decided_at": work.now,
            "remarks": json.dumps(list(remarks), ensure_ascii=False),
            "issued": issued,
            "before": json.dumps(before, ensure_ascii=False),
            "undo_reason": "",
        },
    )
    if sent is None:
        return
    if verdict is VerdictKind.APPROVED:
        older = (
            (version.c.block_code == block)
            & (version.c.record_kind == record.kind)
            & (version.c.record_id == record.subject.id)
            & (version.c.state == VersionState.APPROVED)
        )
        work.connection.execute(update(version).where(older).values(state=VersionState.REPLACED))
    work.connection.execute(update(version).where(mine(version, block, sent.id)).values(state=VersionState(verdict)))


def move(work: UnitOfWork, block: str, record: Record, event: Event, values: Mapping[str, Any]) -> None:
    """Change a record's row if it still is as it was judged; two decisions never both win.

    The event says where the record is afterwards. Raises Conflict for an event it cannot take.
    """
    table = row_of(record.subject.kind)
    bucket = after(record.subject.bucket, event, record.subject.name)
    same = mine(table, block, record.subject.id) & (table.c.version == record.subject.version)
    done = work.connection.execute(
        update(table).where(same).values(version=table.c.version + 1, bucket=bucket, **values)
    )
    if done.rowcount != 1:
        raise Conflict(
            "seen.changed", _("{name} was decided meanwhile.", name=record.subject.name), _("Refresh and look again.")
        )


def recheck(work: UnitOfWork, block: str, records: Sequence[Record]) -> None:
    """Bring the findings in step with what counts of the records now."""
    refs = [Ref(record.kind, record.subject.id) for record in records]
    if refs:
        check_again(work, block, refs)
