"""The tables, one module an area. Importing this package makes ``metadata`` whole."""

from sqlmodel import SQLModel

from lokos_tui.db.models.accounts import StaffDeputy, UserAccount, UserRole, UserSecret
from lokos_tui.db.models.cbos import Cbo, CboParent, FederationProfile, Member, ShgProfile
from lokos_tui.db.models.duplicates import CommonKey, DuplicateResult, Finding, MatchKey, MatchRecord, PairDecision
from lokos_tui.db.models.links import CboLink
from lokos_tui.db.models.loads import ImportBatch, ImportRow
from lokos_tui.db.models.office import AuditEntry, BlockCounter
from lokos_tui.db.models.opening import OpeningFinding, OpeningLoad, OpeningRecord
from lokos_tui.db.models.places import Block, District, GramPanchayat, State, Village
from lokos_tui.db.models.profiles import ProfileVersion, Upload, UploadLine
from lokos_tui.db.models.verification import (
    Claim,
    ClusterScope,
    Export,
    ExportAnswer,
    IdentifierMark,
    Outbox,
    SavedFilter,
    Verdict,
)

metadata = SQLModel.metadata

__all__ = [
    "AuditEntry",
    "Block",
    "BlockCounter",
    "Cbo",
    "CboLink",
    "CboParent",
    "Claim",
    "ClusterScope",
    "CommonKey",
    "District",
    "DuplicateResult",
    "Export",
    "ExportAnswer",
    "FederationProfile",
    "Finding",
    "GramPanchayat",
    "IdentifierMark",
    "ImportBatch",
    "ImportRow",
    "MatchKey",
    "MatchRecord",
    "Member",
    "OpeningFinding",
    "OpeningLoad",
    "OpeningRecord",
    "Outbox",
    "PairDecision",
    "ProfileVersion",
    "SavedFilter",
    "ShgProfile",
    "StaffDeputy",
    "State",
    "Upload",
    "UploadLine",
    "UserAccount",
    "UserRole",
    "UserSecret",
    "Verdict",
    "Village",
    "metadata",
]
