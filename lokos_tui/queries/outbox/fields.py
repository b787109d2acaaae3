"""The columns of the exports of a block, and of what the central server refused of one, on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lokos_tui.domain.dates import time_of
from lokos_tui.domain.field import Field, pick
from lokos_tui.domain.message import _, pgettext
from lokos_tui.domain.outbox.leaving import EXPORT_WORDS, export_state

if TYPE_CHECKING:
    from lokos_tui.queries.outbox.exports import ExportRow, RefusedRow


def _state(row: ExportRow) -> str:
    return EXPORT_WORDS[export_state(row.written_at, row.acknowledged_at, row.unanswered)]


EXPORT: tuple[Field[ExportRow], ...] = (
    Field("export", _("Export"), lambda row: row.id),
    Field("upload_id", _("Name"), lambda row: row.export_uid),
    Field("made_at", _("Formed"), lambda row: time_of(row.made_at)),
    Field("made_by", _("By"), lambda row: row.made_by),
    Field("records", _("Records"), lambda row: row.records),
    Field("state", pgettext("of a record", "State"), _state),
    Field("taken", _("Taken"), lambda row: row.taken),
    Field("refused", _("Refused"), lambda row: row.refused),
    Field("unanswered", _("Unanswered"), lambda row: row.unanswered),
    Field("sha256", "SHA-256", lambda row: row.sha256),
)
REFUSED: tuple[Field[RefusedRow], ...] = (
    Field("id", _("Id"), lambda row: row.id),
    Field("kind", _("Kind"), lambda row: row.kind),
    Field("code", _("Code"), lambda row: row.code),
    Field("uid", "Uid", lambda row: row.uid),
    Field("revision", _("Revision"), lambda row: row.revision),
    Field("name", _("Name"), lambda row: row.name),
    Field("reason", _("Why it was refused"), lambda row: row.reason),
)
REFUSED_PRINTED: Final = pick(REFUSED, "kind", "code", "name", "uid", "revision", "reason")
