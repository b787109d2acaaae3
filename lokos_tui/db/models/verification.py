"""What a block manager decides, and what leaves the office because of it (docs/domain.md#approval).

The makers of a version stand in each verdict beside its checker, tied to the
version itself by a reference: no statement, by whomever, can record that
somebody approved what she made or loaded.
"""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, text
from sqlmodel import SQLModel

from lokos_tui.db.models import _columns as c
from lokos_tui.domain.outbox.leaving import AnswerKind
from lokos_tui.domain.profiles.model import RecordKind
from lokos_tui.domain.verification.flow import VerdictKind
from lokos_tui.domain.verification.identifiers import Mark

_STANDS = text("undone_at IS NULL")
_NOT_SENT = text("export_id IS NULL")


class IdentifierMark(SQLModel, table=True):
    """The tick or cross of one identifier of one version; a cross carries its coded remark."""

    __tablename__ = "identifier_mark"
    __table_args__ = (
        c.to("profile_version", "version_id", "fk_mark_version"),
        c.one_of("mark", tuple(Mark), "ck_mark_mark"),
        CheckConstraint("mark = 'TICK' OR remark_code <> ''", name="ck_mark_remark"),
        Index("uq_mark", "block_code", "version_id", "identifier", unique=True),
    )

    block_code: str = c.block_key()
    id: int = c.id_key()
    version_id: int = c.ref()
    identifier: str = c.text(None)
    mark: str = c.text(None)
    remark_code: str = c.text()
    remark: str = c.text()
    decided_by: str = c.text(None)
    decided_at: int = c.moment()


class Verdict(SQLModel, table=True):
    """One decision on one version, by somebody who had no hand in it; undone, never deleted.

    ``act`` is the id of the first verdict of the same act; ``before`` the
    official content it replaced and ``issued`` the code it gave ('' for none).
    Only an activation may have no version: the member was approved in the older MIS.
    """

    __tablename__ = "verdict"
    __table_args__ = (
        ForeignKeyConstraint(
            ["block_code", "version_id", "made_by", "loaded_by"],
            [f"profile_version.{name}" for name in ("block_code", "id", "made_by", "loaded_by")],
            name="fk_verdict_version",
        ),
        c.one_of("record_kind", tuple(RecordKind), "ck_verdict_kind"),
        c.one_of("verdict", tuple(VerdictKind), "ck_verdict_verdict"),
        CheckConstraint(
            "upper(decided_by) <> upper(made_by) AND upper(decided_by) <> upper(loaded_by)", name="ck_maker_checker"
        ),
        CheckConstraint("version_id IS NOT NULL OR verdict = 'ACTIVATED'", name="ck_verdict_version"),
        CheckConstraint("verdict <> 'REJECTED' OR remarks <> '[]'", name="ck_verdict_remarks"),
        Index(
            "uq_verdict_stands",
            "block_code",
            "version_id",
            unique=True,
            sqlite_where=_STANDS,
            postgresql_where=_STANDS,
        ),
        Index("ix_verdict_record", "block_code", "record_kind", "record_id", "id"),
        Index("ix_verdict_act", "block_code", "act"),
        Index("ix_verdict_when", "block_code", "decided_at", "id"),
    )

    block_code: str = c.block_key()
    id: int = c.id_key()
    act: int = c.ref()
    record_kind: str = c.text(None)
    record_id: int = c.ref()
    version_id: int | None = c.ref_or_none()
    made_by: str = c.text()
    loaded_by: str = c.text()
    verdict: str = c.text(None)
    decided_by: str = c.text(None)
    decided_at: int = c.moment()
    remarks: str = c.text("[]")
    issued: str = c.text()
    before: str = c.text("{}")
    undone_by: str | None = c.text_or_none()
    undone_at: int | None = c.moment_or_none()
    undo_reason: str = c.text()


class Claim(SQLModel, table=True):
    """Who has a CBO open, until when: a mark for colleagues, not a lock."""

    __tablename__ = "claim"
    __table_args__ = (c.to("cbo", "id", "fk_claim_cbo"),)

    block_code: str = c.block_key()
    id: int = c.id_key()
    claimed_by: str = c.text(None)
    claimed_until: int = c.moment()


class ClusterScope(SQLModel, table=True):
    """The cluster (CLF) a block manager's role is narrowed to; without a row she has the whole block."""

    __tablename__ = "cluster_scope"
    __table_args__ = (c.to("user_role", "id", "fk_cluster_role"), c.to("cbo", "clf_id", "fk_cluster_clf"))

    block_code: str = c.block_key()
    id: int = c.id_key()
    clf_id: int = c.ref()
    set_by: str = c.text()
    set_at: int = c.moment()


class SavedFilter(SQLModel, table=True):
    """A filter of a list that one user gave a name."""

    __tablename__ = "saved_filter"
    __table_args__ = (Index("uq_saved_filter", "block_code", "user_id", "section", "name", unique=True),)

    block_code: str = c.block_key()
    id: int = c.id_key()
    user_id: str = c.text(None)
    section: str = c.text(None)
    name: str = c.text(None)
    words: str = c.text(None)


class Export(SQLModel, table=True):
    """One file of approved records for the central server; ``written_at`` says that the file was made whole."""

    __tablename__ = "export"
    __table_args__ = (Index("uq_export_uid", "block_code", "export_uid", unique=True),)

    block_code: str = c.block_key()
    id: int = c.id_key()
    export_uid: str = c.text(None)
    made_by: str = c.text(None)
    made_at: int = c.moment()
    records: int = c.number()
    sha256: str = c.text()
    written_at: int | None = c.moment_or_none()
    acknowledged_at: int | None = c.moment_or_none()


class Outbox(SQLModel, table=True):
    """An approved record on its way to the central server: what exactly was approved, and in which file it left.

    ``answer`` is '' until the central server acknowledged the file, then TAKEN
    or REFUSED with its reason.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        c.to("verdict", "verdict_id", "fk_outbox_verdict"),
        c.to("export", "export_id", "fk_outbox_export"),
        c.one_of("record_kind", tuple(RecordKind), "ck_outbox_kind"),
        c.one_of("answer", ("", *AnswerKind), "ck_outbox_answer"),
        Index("uq_outbox_verdict", "block_code", "verdict_id", unique=True),
        Index(
            "ix_outbox_waiting",
            "block_code",
            "cbo_id",
            "id",
            sqlite_where=_NOT_SENT,
            postgresql_where=_NOT_SENT,
        ),
        Index("ix_outbox_export", "block_code", "export_id", "cbo_id", "id"),
        Index("ix_outbox_record", "block_code", "record_kind", "record_id", "id"),
    )

    block_code: str = c.block_key()
    id: int = c.id_key()
    verdict_id: int = c.ref()
    record_kind: str = c.text(None)
    record_id: int = c.ref()
    cbo_id: int = c.ref()
    cbo_kind: str = c.text(None)
    uid: str = c.text(None)
    code: str = c.text()
    revision: int = c.number()
    content: str = c.text(None)
    approved_at: int = c.moment()
    export_id: int | None = c.ref_or_none()
    answer: str = c.text()
    answer_reason: str = c.text()


class ExportAnswer(SQLModel, table=True):
    """One answer of the central server to one record of one export: it stays, whatever leaves again.

    ``loaded_by`` is who loaded the acknowledgement, '' for answers from before
    this was kept. The newest answer of a record to an export holds.
    """

    __tablename__ = "export_answer"
    __table_args__ = (
        c.to("export", "export_id", "fk_answer_export"),
        c.to("outbox", "outbox_id", "fk_answer_outbox"),
        c.one_of("answer", tuple(AnswerKind), "ck_answer_answer"),
        Index("ix_answer_export", "block_code", "export_id", "outbox_id", "id"),
        Index("ix_answer_record", "block_code", "outbox_id", "id"),
    )

    block_code: str = c.block_key()
    id: int = c.id_key()
    export_id: int = c.ref()
    outbox_id: int = c.ref()
    answer: str = c.text(None)
    answer_reason: str = c.text()
    answered_at: int = c.moment()
    loaded_by: str = c.text()
