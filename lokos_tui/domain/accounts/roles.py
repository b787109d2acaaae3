"""The eighteen roles, their categories, and what kind of CBO each is linked to.

Source: docs/domain.md#roles.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class CboType(StrEnum):
    """A Community Based Organisation's kind."""

    SHG = "SHG"
    VO = "VO"
    CLF = "CLF"


class Category(StrEnum):
    """What a role belongs to: a level of the staff, or a kind of CBO."""

    NATIONAL = "NATIONAL"
    STATE = "STATE"
    DISTRICT = "DISTRICT"
    BLOCK = "BLOCK"
    SHG = "SHG"
    VO = "VO"
    CLF = "CLF"


class AccountStatus(StrEnum):
    """Whether an account may sign in. The values stand in the database: they do not change."""

    ACTIVE = "ACTIVE"
    INACTIVE = "INACTIVE"
    DELETED = "DELETED"


class RoleStatus(StrEnum):
    """Whether a role of an account holds. The values stand in the database: they do not change."""

    ACTIVE = "ACTIVE"
    INACTIVE = "INACTIVE"


class Duty(StrEnum):
    """What a linked user does for a CBO: keeps its books, or approves its transactions."""

    BOOKS = "BOOKS"
    APPROVES = "APPROVES"


class Role(StrEnum):
    """A role as it is stored; ``FACTS`` has the words shown."""

    NATIONAL_ADMIN = "NATIONAL_ADMIN"
    NATIONAL_PM = "NATIONAL_PM"
    NATIONAL_THEMATIC = "NATIONAL_THEMATIC"
    STATE_ADMIN = "STATE_ADMIN"
    STATE_PM = "STATE_PM"
    STATE_THEMATIC = "STATE_THEMATIC"
    DISTRICT_ADMIN = "DISTRICT_ADMIN"
    DISTRICT_PM = "DISTRICT_PM"
    DISTRICT_THEMATIC = "DISTRICT_THEMATIC"
    BLOCK_ADMIN = "BLOCK_ADMIN"
    BLOCK_PM = "BLOCK_PM"
    BLOCK_THEMATIC = "BLOCK_THEMATIC"
    SHG_BK = "SHG_BK"
    VO_BK = "VO_BK"
    VO_SHG_APPROVER = "VO_SHG_APPROVER"
    CLF_BK = "CLF_BK"
    CLF_VO_APPROVER = "CLF_VO_APPROVER"
    CLF_SHG_APPROVER = "CLF_SHG_APPROVER"


@dataclass(frozen=True, slots=True)
class RoleFacts:
    """A role's words: as shown in lists, as in the sign-in list, and as the end of a proposed user id."""

    label: str
    sign_in_label: str
    category: Category
    suffix: str
    links: CboType | None = None
    duty: Duty | None = None


FACTS: dict[Role, RoleFacts] = {
    Role.BLOCK_ADMIN: RoleFacts("Block Admin", "Block Admin", Category.BLOCK, "ADM"),
    Role.BLOCK_PM: RoleFacts("Block Program Manager", "Block Program Manager", Category.BLOCK, "BPM"),
    Role.BLOCK_THEMATIC: RoleFacts("Block Thematic user", "Block Thematic user", Category.BLOCK, "BTU"),
    Role.CLF_BK: RoleFacts("CLF Bookkeeper", "CLF user (Bookkeeper)", Category.CLF, "CLFBK", CboType.CLF, Duty.BOOKS),
    Role.CLF_VO_APPROVER: RoleFacts(
        "VO Trans Approver", "CLF user (VO Trans Approver)", Category.CLF, "CLFVOTA", CboType.CLF, Duty.APPROVES
    ),
    Role.CLF_SHG_APPROVER: RoleFacts(
        "SHG Trans Approver", "CLF user (SHG Trans Approver)", Category.CLF, "CLFSHGTA", CboType.CLF, Duty.APPROVES
    ),
    Role.DISTRICT_ADMIN: RoleFacts("District Admin", "District Admin", Category.DISTRICT, "DADM"),
    Role.DISTRICT_PM: RoleFacts("District Program Manager", "District Program Manager", Category.DISTRICT, "DPM"),
    Role.DISTRICT_THEMATIC: RoleFacts("District Thematic user", "District Thematic user", Category.DISTRICT, "DTU"),
    Role.NATIONAL_ADMIN: RoleFacts("National Admin", "National Admin", Category.NATIONAL, "NADM"),
    Role.NATIONAL_PM: RoleFacts("National Program Manager", "National Program Manager", Category.NATIONAL, "NPM"),
    Role.NATIONAL_THEMATIC: RoleFacts("National Thematic user", "National Thematic user", Category.NATIONAL, "NTU"),
    Role.STATE_ADMIN: RoleFacts("State Admin", "State Admin", Category.STATE, "SADM"),
    Role.STATE_PM: RoleFacts("State Program manager", "State Program manager", Category.STATE, "SPM"),
    Role.STATE_THEMATIC: RoleFacts("State Thematic user", "State Thematic user", Category.STATE, "STU"),
    Role.SHG_BK: RoleFacts("SHG Bookkeeper", "SHG User (Bookkeeper)", Category.SHG, "SHGBK", CboType.SHG, Duty.BOOKS),
    Role.VO_BK: RoleFacts("VO Bookkeeper", "VO User (Bookkeeper)", Category.VO, "VOBK", CboType.VO, Duty.BOOKS),
    Role.VO_SHG_APPROVER: RoleFacts(
        "SHG Trans Approver", "VO user (SHG Trans Approver)", Category.VO, "VOSHGTA", CboType.VO, Duty.APPROVES
    ),
}

COMMUNITY: frozenset[Category] = frozenset({Category.SHG, Category.VO, Category.CLF})

BOOKKEEPER_OF: dict[CboType, Role] = {CboType.SHG: Role.SHG_BK, CboType.VO: Role.VO_BK, CboType.CLF: Role.CLF_BK}


def category_of(role: Role) -> Category:
    """Return the category a role belongs to."""
    return FACTS[role].category


def label_of(role: Role | str) -> str:
    """Return the words shown for a role in lists."""
    return FACTS[Role(role)].label


def is_community(role: Role) -> bool:
    """True for the bookkeepers and approvers of CBOs, False for staff."""
    return FACTS[role].category in COMMUNITY
