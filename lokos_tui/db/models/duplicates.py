"""What was compared and what was found: a function of the records, kept in step with them.

A record is named by its kind ('M' member, 'C' CBO) and id. Nothing here is
official data: every row but the decisions can be made again from the records.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Index, text
from sqlmodel import Field, SQLModel

from lokos_tui.db.models import _columns as c
from lokos_tui.domain.duplicates.decision import REASONS
from lokos_tui.domain.duplicates.results import DuplicateResult as Result
from lokos_tui.domain.duplicates.rules import Class
from lokos_tui.domain.profiles.model import RecordKind

CLASSES = tuple(one for one in Class if one is not Class.NONE)
_STALE = text("stale")


def _kind() -> str:
    kind: str = Field(primary_key=True, sa_type=c.Bytewise)
    return kind


class MatchRecord(SQLModel, table=True):
    """What is compared of a record, in the form `lokos_tui.matching.records` keeps it."""

    __tablename__ = "match_record"
    __table_args__ = (c.one_of("kind", tuple(RecordKind), "ck_match_record_kind"),)

    block_code: str = c.block_key()
    kind: str = _kind()
    id: int = c.id_key()
    fields: str = c.text(None)


class MatchKey(SQLModel, table=True):
    """Which records hold a key."""

    __tablename__ = "match_key"
    __table_args__ = ({"sqlite_with_rowid": False},)

    block_code: str = c.block_key()
    key: int = c.id_key()
    kind: str = _kind()
    id: int = c.id_key()


class CommonKey(SQLModel, table=True):
    """A key that many hold: its holders are compared with its first ones; a number of ``field`` is to be corrected."""

    __tablename__ = "common_key"
    __table_args__ = (Index("ix_common_field", "block_code", "field", "holders", "key"),)

    block_code: str = c.block_key()
    key: int = c.id_key()
    holders: int = c.number()
    field: str = c.text()
    shown: str = c.text()


class Finding(SQLModel, table=True):
    """Two records that may be, or are, one; the smaller (kind, id) stands first.

    ``worst`` sorts the worst first; ``number`` names the pair for good, made from the two.
    """

    __tablename__ = "finding"
    __table_args__ = (
        c.one_of("found", CLASSES, "ck_finding_found"),
        Index("ix_finding_other", "block_code", "other_kind", "other_id"),
        Index("ix_finding_worst", "block_code", "worst", "number"),
    )

    block_code: str = c.block_key()
    one_kind: str = _kind()
    one_id: int = c.id_key()
    other_kind: str = _kind()
    other_id: int = c.id_key()
    found: str = c.text(None)
    worst: int = c.number()
    number: int = c.number()
    weight: int = c.number()
    numbers: str = c.text()
    terms: str = c.text("[]")
    at: int = c.moment()
    decision_id: int | None = c.ref_or_none()


class PairDecision(SQLModel, table=True):
    """Two records are "not a duplicate", with the reason: holds while both records are as they were compared then."""

    __tablename__ = "pair_decision"
    __table_args__ = (
        Index("ix_decision_pair", "block_code", "one_kind", "one_id", "other_kind", "other_id"),
        c.one_of("reason_code", ("", *REASONS), "ck_decision_reason"),
    )

    block_code: str = c.block_key()
    id: int = c.id_key()
    one_kind: str = c.text(None)
    one_id: int = c.ref()
    other_kind: str = c.text(None)
    other_id: int = c.ref()
    one_digest: str = c.text(None)
    other_digest: str = c.text(None)
    reason_code: str = c.text()
    reason: str = c.text()
    decided_by: str = c.text(None)
    decided_at: int = c.moment()
    undone_by: str | None = c.text_or_none()
    undone_at: int | None = c.moment_or_none()
    undo_reason: str = c.text()


class DuplicateResult(SQLModel, table=True):
    """The result of a record, whole and for each number; ``stale`` when it arrived after it was last checked."""

    __tablename__ = "duplicate_result"
    __table_args__ = (
        c.one_of("overall", tuple(Result), "ck_result_overall"),
        Index("ix_result_stale", "block_code", "kind", "id", sqlite_where=_STALE, postgresql_where=_STALE),
    )

    block_code: str = c.block_key()
    kind: str = _kind()
    id: int = c.id_key()
    overall: str = c.text(Result.NOT_CHECKED)
    mobile: str = c.text(Result.NOT_CHECKED)
    account: str = c.text(Result.NOT_CHECKED)
    voter: str = c.text(Result.NOT_CHECKED)
    aadhaar: str = c.text(Result.NOT_CHECKED)
    confirmed: int = c.number()
    potential: int = c.number()
    uploaded_at: int = c.moment(0)
    checked_at: int | None = c.moment_or_none()
    stale: bool = Field(default=True, sa_type=Boolean, nullable=False)
