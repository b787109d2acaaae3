"""The rows of a demonstration block: fields named and ordered as the tables' columns after ``block_code``.

Ids count from 1 within the block. Dates are ISO text, codes are text.
"""

from __future__ import annotations

from typing import NamedTuple

from lokos_tui.domain.profiles.model import RecordKind
from lokos_tui.domain.verification.flow import Bucket


class Gp(NamedTuple):
    """A gram panchayat."""

    id: int
    nrlm_code: str
    lgd_code: str | None
    name: str
    name_key: str
    is_active: bool = True


class Village(NamedTuple):
    """A village of a gram panchayat."""

    id: int
    gp_id: int
    nrlm_code: str
    lgd_code: str | None
    name: str
    name_key: str
    is_active: bool = True


class Cbo(NamedTuple):
    """An SHG, VO or CLF."""

    id: int
    cbo_type: str
    code: str | None
    name: str
    name_key: str
    gp_id: int | None
    village_id: int | None
    vo_id: int | None
    clf_id: int | None
    formation_date: str
    request_date: str | None
    origin: str
    change_type: str
    bucket: str
    life: str
    duplicate: str = "NOT_CHECKED"
    version: int = 1
    uid: str | None = None

    @property
    def waits(self) -> bool:
        """True when it stands before the block manager."""
        return self.bucket == Bucket.PENDING_BM


class Parent(NamedTuple):
    """Which federation a CBO joined, and when."""

    id: int
    child_id: int
    parent_id: int
    joined_on: str
    entered_by: str = "DEMO"
    ended_by: str = ""
    why: str = ""


class ShgProfile(NamedTuple):
    """What only an SHG has; the account number is '' for a group without one."""

    id: int
    special_category: str
    promoted_by: str
    promoter_name: str
    meeting_frequency: str
    compulsory_saving_paise: int
    voluntary_saving: bool
    bank: str
    branch: str
    ifsc: str
    account_no: str
    account_opened: str | None
    mobile: str
    address: str
    bookkeeper_identified: bool
    member_is_bookkeeper: bool
    basic_training: bool
    mcp_prepared: bool
    standard_bookkeeping: bool
    cashbook_no: str
    cashbook_page: str


class FederationProfile(NamedTuple):
    """What only a VO or a CLF has."""

    id: int
    cluster_name: str
    registration_no: str
    registration_date: str | None
    registration_act: str
    bank: str
    branch: str
    ifsc: str
    account_no: str
    meeting_frequency: str
    president_name: str
    secretary_name: str
    treasurer_name: str
    mobile: str


class Member(NamedTuple):
    """A woman of an SHG; of an Aadhaar number only the last four digits and an opaque mark."""

    id: int
    shg_id: int
    member_code: str | None
    name: str
    name_key: str
    relation_name: str
    relation: str
    gender: str
    birth_date: str | None
    birth_year: int
    joining_date: str
    social_category: str
    pvtg: bool
    religion: str
    disability: str
    pip_category: str
    education: str
    designation: str
    mobile: str
    aadhaar_ref: str
    aadhaar_last4: str
    voter_id: str
    other_kyc: str
    ekyc_date: str | None
    bank: str
    branch: str
    ifsc: str
    account_no: str
    account_seeded: bool
    insurance: str
    secc_no: str
    life: str
    inactive_reason: str
    change_type: str
    bucket: str
    duplicate: str
    version: int
    uid: str | None = None

    @property
    def waits(self) -> bool:
        """True when she stands before the block manager."""
        return self.bucket == Bucket.PENDING_BM


class Version(NamedTuple):
    """What a bookkeeper sent of a record and nobody decided yet; ``content`` as canonical JSON."""

    id: int
    record_kind: RecordKind
    record_id: int
    version: int
    state: str
    revision: int
    content: str
    digest: str
    made_by: str
    loaded_by: str
    at: int
    made_mobile: str
    loaded_mobile: str
    upload_id: int


class Upload(NamedTuple):
    """One bundle that a bookkeeper loaded; ``counts`` of its lines by outcome, as JSON."""

    id: int
    upload_uid: str
    sha256: str
    sequence: int
    made_by: str
    made_at: int
    loaded_by: str
    loaded_at: int
    signed: str
    whole: bool
    file_name: str
    counts: str


class UploadLine(NamedTuple):
    """One line of a bundle: a CBO, and how many members came with it."""

    id: int
    upload_id: int
    line_no: int
    kind: str
    uid: str
    name: str
    outcome: str
    reason: str
    cbo_id: int
    members: int


class User(NamedTuple):
    """An account with its one role and the places it is for."""

    id: int
    user_id: str
    name: str
    mobile: str
    designation: str
    status: str
    role: str
    gp_id: int | None
    village_id: int | None


class Link(NamedTuple):
    """A CBO a user works for; ``user`` is the account's and the role's id, ``duty`` BOOKS or APPROVES."""

    id: int
    user: int
    cbo_id: int
    cbo_type: str
    duty: str
