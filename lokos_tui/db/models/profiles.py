"""Uploads of profiles, and every version of a record they brought (docs/domain.md#approval).

``cbo``, ``member`` and the profile tables hold what is official: the last
approved version, or what was loaded from the older MIS. A version that waits
stands here; a record nobody has approved yet has its first version in both.
"""

from __future__ import annotations

from sqlalchemy import Index
from sqlmodel import SQLModel

from lokos_tui.db.models import _columns as c
from lokos_tui.domain.profiles.model import RecordKind, Signed
from lokos_tui.domain.profiles.plan import Outcome
from lokos_tui.domain.verification.flow import VersionState


class Upload(SQLModel, table=True):
    """One bundle: who made it, who loaded it, whether it was signed by its maker."""

    __tablename__ = "upload"
    __table_args__ = (
        c.one_of("signed", (Signed.YES, Signed.NO), "ck_upload_signed"),
        Index("uq_upload_uid", "block_code", "upload_uid", unique=True),
        Index("ix_upload_list", "block_code", "loaded_at", "id"),
    )

    block_code: str = c.block_key()
    id: int = c.id_key()
    upload_uid: str = c.text(None)
    sha256: str = c.text(None)
    sequence: int = c.number()
    made_by: str = c.text(None)
    made_at: int = c.moment(0)
    loaded_by: str = c.text(None)
    loaded_at: int = c.moment()
    signed: str = c.text(None)
    whole: bool = True
    file_name: str = c.text()
    counts: str = c.text("{}")


class UploadLine(SQLModel, table=True):
    """What became of one line of a bundle: one outcome, with the reason when it was refused."""

    __tablename__ = "upload_line"
    __table_args__ = (
        c.to("upload", "upload_id", "fk_upload_line_upload"),
        c.one_of("outcome", tuple(Outcome), "ck_upload_line_outcome"),
        Index("uq_upload_line", "block_code", "upload_id", "line_no", unique=True),
    )

    block_code: str = c.block_key()
    id: int = c.id_key()
    upload_id: int = c.ref()
    line_no: int = c.ref()
    kind: str = c.text()
    uid: str = c.text()
    name: str = c.text()
    outcome: str = c.text(None)
    reason: str = c.text()
    cbo_id: int | None = c.ref_or_none()
    members: int = c.number()


class ProfileVersion(SQLModel, table=True):
    """One version of a record: its content as canonical JSON, and who stands behind it, with their mobiles of then."""

    __tablename__ = "profile_version"
    __table_args__ = (
        c.to("upload", "upload_id", "fk_version_upload"),
        c.one_of("record_kind", tuple(RecordKind), "ck_version_kind"),
        c.one_of("state", tuple(VersionState), "ck_version_state"),
        Index("uq_version", "block_code", "record_kind", "record_id", "version", unique=True),
        Index("uq_version_makers", "block_code", "id", "made_by", "loaded_by", unique=True),
    )

    block_code: str = c.block_key()
    id: int = c.id_key()
    record_kind: str = c.text(None)
    record_id: int = c.ref()
    version: int = c.ref()
    state: str = c.text(VersionState.WAITING)
    revision: int = c.number()
    content: str = c.text(None)
    digest: str = c.text(None)
    made_by: str = c.text(None)
    loaded_by: str = c.text(None)
    upload_id: int | None = c.ref_or_none()
    at: int = c.moment()
    made_mobile: str = c.text_added_later()
    loaded_mobile: str = c.text_added_later()
