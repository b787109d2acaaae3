"""The columns of the exports of a block, and of what the central server refused of one, on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lokos_tui.domain.dates import time_of
from lokos_tui.domain.field import Field, pick
from lokos_tui.domain.outbox.leaving import export_state

if TYPE_CHECKING:
    from lokos_tui.queries.outbox.exports import ExportRow, RefusedRow

EXPORT: tuple[Field[ExportRow], ...] = (
    Field("export", "Export", lambda row: row.id),
    Field("upload_id", "Name", lambda row: row.export_uid),
    Field("made_at", "Formed", lambda row: time_of(row.made_at)),
    Field("made_by", "By", lambda row: row.made_by),
    Field("records", "Records", lambda row: row.records),
    Field("state", "State", lambda row: export_state(row.written_at, row.acknowledged_at, row.unanswered).value),
    Field("taken", "Taken", lambda row: row.taken),
    Field("refused", "Refused", lambda row: row.refused),
    Field("unanswered", "Unanswered", lambda row: row.unanswered),
    Field("sha256", "SHA-256", lambda row: row.sha256),
)
REFUSED: tuple[Field[RefusedRow], ...] = (
    Field("id", "Id", lambda row: row.id),
    Field("kind", "Kind", lambda row: row.kind),
    Field("code", "Code", lambda row: row.code),
    Field("uid", "Uid", lambda row: row.uid),
    Field("revision", "Revision", lambda row: row.revision),
    Field("name", "Name", lambda row: row.name),
    Field("reason", "Why it was refused", lambda row: row.reason),
)
REFUSED_PRINTED: Final = pick(REFUSED, "kind", "code", "name", "uid", "revision", "reason")
