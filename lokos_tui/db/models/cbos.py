"""CBOs: SHG, VO and CLF in one table, their profiles beside it, and the dated federation.

One table keeps the lists and links simple and cheap; what only one kind has
stands in its profile table (docs/domain.md#profiles). The four axes of docs/domain.md#states
are four columns.
"""

from __future__ import annotations

from sqlalchemy import Index, text
from sqlmodel import SQLModel

from lokos_tui.db.models import _columns as c
from lokos_tui.domain.cbos.life import Life
from lokos_tui.domain.duplicates.results import DuplicateResult
from lokos_tui.domain.verification.flow import Bucket, ChangeType

DUPLICATE_RESULTS = tuple(one for one in DuplicateResult if one is not DuplicateResult.SHARED)
"""A shared number is told where the numbers are; the lists of members and CBOs know no such result."""


class Cbo(SQLModel, table=True):
    """An SHG, VO or CLF; ``vo_id`` and ``clf_id`` repeat today's row of the dated federation for cheap lists.

    ``source`` is where its profile was official before: what an opening load came from, '' for all others.
    """

    __tablename__ = "cbo"
    __table_args__ = (
        c.to("gram_panchayat", "gp_id", "fk_cbo_gp"),
        c.to("village", "village_id", "fk_cbo_village"),
        c.to("cbo", "vo_id", "fk_cbo_vo"),
        c.to("cbo", "clf_id", "fk_cbo_clf"),
        c.one_of("cbo_type", ("SHG", "VO", "CLF"), "ck_cbo_type"),
        c.one_of("origin", ("MIGRATED", "NEW"), "ck_cbo_origin"),
        c.one_of("change_type", (*ChangeType, ""), "ck_cbo_change"),
        c.one_of("bucket", tuple(Bucket), "ck_cbo_bucket"),
        c.one_of("life", tuple(Life), "ck_cbo_life"),
        c.one_of("duplicate", DUPLICATE_RESULTS, "ck_cbo_duplicate"),
        Index("uq_cbo_code", "block_code", "cbo_type", "code", unique=True),
        Index("uq_cbo_uid", "block_code", "uid", unique=True),
        Index("ix_cbo_name", "block_code", "cbo_type", "name_key", "id"),
        Index("ix_cbo_gp", "block_code", "cbo_type", "gp_id", "name_key", "id"),
        Index("ix_cbo_village", "block_code", "village_id", "cbo_type"),
        Index("ix_cbo_vo", "block_code", "vo_id", "cbo_type", "name_key", "id"),
        Index("ix_cbo_clf", "block_code", "clf_id", "cbo_type", "name_key", "id"),
        c.where("ix_cbo_pending", "bucket = 'PENDING_BM'", "cbo_type", "request_date", "id"),
        c.where("ix_cbo_rejected", "bucket = 'REJECTED'", "cbo_type", "id"),
    )

    block_code: str = c.block_key()
    id: int = c.id_key()
    cbo_type: str = c.text(None)
    code: str | None = c.text_or_none()
    name: str = c.text(None)
    name_key: str = c.sort_text()
    gp_id: int | None = c.ref_or_none()
    village_id: int | None = c.ref_or_none()
    vo_id: int | None = c.ref_or_none()
    clf_id: int | None = c.ref_or_none()
    formation_date: str | None = c.day_or_none()
    request_date: str | None = c.day_or_none()
    origin: str = c.text("MIGRATED")
    change_type: str = c.text("")
    bucket: str = c.text(Bucket.WITH_BOOKKEEPER)
    life: str = c.text(Life.ACTIVE.value)
    duplicate: str = c.text(DuplicateResult.NOT_CHECKED)
    version: int = c.number(1)
    batch_id: int | None = c.ref_or_none()
    uid: str | None = c.text_or_none()
    source: str = c.text_added_later()


class CboParent(SQLModel, table=True):
    """Which VO an SHG, or which CLF a VO, belongs to, from when to when; never overwritten."""

    __tablename__ = "cbo_parent"
    __table_args__ = (
        c.to("cbo", "child_id", "fk_parent_child"),
        c.to("cbo", "parent_id", "fk_parent_parent"),
        Index(
            "uq_parent_now",
            "block_code",
            "child_id",
            unique=True,
            sqlite_where=text("left_on IS NULL"),
            postgresql_where=text("left_on IS NULL"),
        ),
        Index("ix_parent_members", "block_code", "parent_id", "left_on"),
    )

    block_code: str = c.block_key()
    id: int = c.id_key()
    child_id: int = c.ref()
    parent_id: int = c.ref()
    joined_on: str | None = c.day_or_none()
    left_on: str | None = c.day_or_none()
    entered_by: str = c.text()
    ended_by: str = c.text()
    why: str = c.text()
    batch_id: int | None = c.ref_or_none()


class ShgProfile(SQLModel, table=True):
    """What only an SHG has (docs/profiles-format.md)."""

    __tablename__ = "shg_profile"
    __table_args__ = (
        c.to("cbo", "id", "fk_shg_profile_cbo"),
        c.one_of("meeting_frequency", ("", "WEEKLY", "FORTNIGHTLY", "MONTHLY"), "ck_shg_meeting"),
        c.one_of(
            "special_category", ("GENERAL", "PWD", "ELDERLY", "TRANSGENDER", "PVTG", "DIFFICULT_AREA"), "ck_shg_special"
        ),
    )

    block_code: str = c.block_key()
    id: int = c.id_key()
    special_category: str = c.text("GENERAL")
    promoted_by: str = c.text("SRLM")
    promoter_name: str = c.text()
    meeting_frequency: str = c.text()
    compulsory_saving_paise: int = c.number()
    voluntary_saving: bool = False
    bank: str = c.text()
    branch: str = c.text()
    ifsc: str = c.text()
    account_no: str = c.text()
    account_opened: str | None = c.day_or_none()
    mobile: str = c.text()
    address: str = c.text()
    bookkeeper_identified: bool = False
    member_is_bookkeeper: bool = False
    basic_training: bool = False
    mcp_prepared: bool = False
    standard_bookkeeping: bool = False
    cashbook_no: str = c.text()
    cashbook_page: str = c.text()


class FederationProfile(SQLModel, table=True):
    """What only a VO or a CLF has (docs/profiles-format.md)."""

    __tablename__ = "federation_profile"
    __table_args__ = (c.to("cbo", "id", "fk_federation_profile_cbo"),)

    block_code: str = c.block_key()
    id: int = c.id_key()
    cluster_name: str = c.text()
    registration_no: str = c.text()
    registration_date: str | None = c.day_or_none()
    registration_act: str = c.text()
    bank: str = c.text()
    branch: str = c.text()
    ifsc: str = c.text()
    account_no: str = c.text()
    meeting_frequency: str = c.text("MONTHLY")
    president_name: str = c.text()
    secretary_name: str = c.text()
    treasurer_name: str = c.text()
    mobile: str = c.text()


class Member(SQLModel, table=True):
    """A woman of an SHG (docs/profiles-format.md).

    The Aadhaar number is never here: a keyed token and the last four are.
    ``origin`` is MIGRATED for one whom an opening load brought, with the ``source`` it came from; '' for all others.
    """

    __tablename__ = "member"
    __table_args__ = (
        c.to("cbo", "shg_id", "fk_member_shg"),
        c.one_of("bucket", tuple(Bucket), "ck_member_bucket"),
        c.one_of("life", tuple(Life), "ck_member_life"),
        c.one_of("social_category", ("SC", "ST", "OBC", "GENERAL", "OTHER"), "ck_member_social"),
        c.one_of("disability", ("NO", "SELF", "FAMILY"), "ck_member_disability"),
        c.one_of("designation", ("MEMBER", "PRESIDENT", "SECRETARY", "TREASURER"), "ck_member_designation"),
        c.one_of("duplicate", DUPLICATE_RESULTS, "ck_member_duplicate"),
        Index("uq_member_code", "block_code", "member_code", unique=True),
        Index("uq_member_uid", "block_code", "uid", unique=True),
        Index("ix_member_shg", "block_code", "shg_id", "id"),
        c.where("ix_member_pending", "bucket = 'PENDING_BM'", "shg_id", "id"),
        c.where("ix_member_rejected", "bucket = 'REJECTED'", "shg_id", "id"),
        c.where("ix_member_no_code", "bucket = 'APPROVED' AND member_code IS NULL", "shg_id", "id"),
    )

    block_code: str = c.block_key()
    id: int = c.id_key()
    shg_id: int = c.ref()
    member_code: str | None = c.text_or_none()
    name: str = c.text(None)
    name_key: str = c.sort_text()
    relation_name: str = c.text()
    relation: str = c.text("HUSBAND")
    gender: str = c.text("F")
    birth_date: str | None = c.day_or_none()
    birth_year: int | None = c.ref_or_none()
    joining_date: str | None = c.day_or_none()
    social_category: str = c.text("OTHER")
    pvtg: bool = False
    religion: str = c.text()
    disability: str = c.text("NO")
    pip_category: str = c.text()
    education: str = c.text()
    designation: str = c.text("MEMBER")
    mobile: str = c.text()
    aadhaar_ref: str = c.text()
    aadhaar_last4: str = c.text()
    voter_id: str = c.text()
    other_kyc: str = c.text()
    ekyc_date: str | None = c.day_or_none()
    bank: str = c.text()
    branch: str = c.text()
    ifsc: str = c.text()
    account_no: str = c.text()
    account_seeded: bool = False
    insurance: str = c.text()
    secc_no: str = c.text()
    life: str = c.text(Life.ACTIVE.value)
    inactive_reason: str = c.text()
    change_type: str = c.text()
    bucket: str = c.text(Bucket.WITH_BOOKKEEPER)
    duplicate: str = c.text(DuplicateResult.NOT_CHECKED)
    version: int = c.number(1)
    batch_id: int | None = c.ref_or_none()
    uid: str | None = c.text_or_none()
    origin: str = c.text_added_later()
    source: str = c.text_added_later()
