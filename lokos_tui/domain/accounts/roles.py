"""The eighteen roles, their categories, and what kind of CBO each is linked to.

Source: docs/domain.md#roles.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from lokos_tui.domain.message import _, pgettext


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


STATUS_WORDS: Final[Mapping[AccountStatus, str]] = {
    AccountStatus.ACTIVE: pgettext("state", "Active"),
    AccountStatus.INACTIVE: pgettext("state", "Inactive"),
    AccountStatus.DELETED: pgettext("state", "Deleted"),
}
"""How a person reads whether somebody, or something, is at work."""
CATEGORY_WORDS: Final[Mapping[Category, str]] = {
    Category.NATIONAL: pgettext("category", "NATIONAL"),
    Category.STATE: pgettext("category", "STATE"),
    Category.DISTRICT: pgettext("category", "DISTRICT"),
    Category.BLOCK: pgettext("category", "BLOCK"),
    Category.SHG: pgettext("category", "SHG"),
    Category.VO: pgettext("category", "VO"),
    Category.CLF: pgettext("category", "CLF"),
}
"""How a person reads a category: the codes, which stand in lists, in the words of her language."""


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
    """A role's words: as shown in lists, as in the sign-in list, and as the end of a proposed user id.

    ``narrow`` is for a column that has no room for the label; '' where the label itself is short enough.
    """

    label: str
    sign_in_label: str
    category: Category
    suffix: str
    links: CboType | None = None
    duty: Duty | None = None
    narrow: str = ""


def _of_staff(label: str, category: Category, suffix: str) -> RoleFacts:
    return RoleFacts(label, label, category, suffix)


FACTS: dict[Role, RoleFacts] = {
    Role.BLOCK_ADMIN: _of_staff(_("Block Admin"), Category.BLOCK, "ADM"),
    Role.BLOCK_PM: _of_staff(_("Block Program Manager"), Category.BLOCK, "BPM"),
    Role.BLOCK_THEMATIC: _of_staff(_("Block Thematic user"), Category.BLOCK, "BTU"),
    Role.CLF_BK: RoleFacts(
        _("CLF Bookkeeper"),
        _("CLF user (Bookkeeper)"),
        Category.CLF,
        "CLFBK",
        CboType.CLF,
        Duty.BOOKS,
        pgettext("short", "CLF BK"),
    ),
    Role.CLF_VO_APPROVER: RoleFacts(
        _("VO Trans Approver"),
        _("CLF user (VO Trans Approver)"),
        Category.CLF,
        "CLFVOTA",
        CboType.CLF,
        Duty.APPROVES,
        pgettext("short", "VO Trans Approver"),
    ),
    Role.CLF_SHG_APPROVER: RoleFacts(
        _("SHG Trans Approver"),
        _("CLF user (SHG Trans Approver)"),
        Category.CLF,
        "CLFSHGTA",
        CboType.CLF,
        Duty.APPROVES,
        pgettext("short", "SHG Trans Approver"),
    ),
    Role.DISTRICT_ADMIN: _of_staff(_("District Admin"), Category.DISTRICT, "DADM"),
    Role.DISTRICT_PM: _of_staff(_("District Program Manager"), Category.DISTRICT, "DPM"),
    Role.DISTRICT_THEMATIC: _of_staff(_("District Thematic user"), Category.DISTRICT, "DTU"),
    Role.NATIONAL_ADMIN: _of_staff(_("National Admin"), Category.NATIONAL, "NADM"),
    Role.NATIONAL_PM: _of_staff(_("National Program Manager"), Category.NATIONAL, "NPM"),
    Role.NATIONAL_THEMATIC: _of_staff(_("National Thematic user"), Category.NATIONAL, "NTU"),
    Role.STATE_ADMIN: _of_staff(_("State Admin"), Category.STATE, "SADM"),
    Role.STATE_PM: _of_staff(_("State Program manager"), Category.STATE, "SPM"),
    Role.STATE_THEMATIC: _of_staff(_("State Thematic user"), Category.STATE, "STU"),
    Role.SHG_BK: RoleFacts(
        _("SHG Bookkeeper"),
        _("SHG User (Bookkeeper)"),
        Category.SHG,
        "SHGBK",
        CboType.SHG,
        Duty.BOOKS,
        pgettext("short", "SHG BK"),
    ),
    Role.VO_BK: RoleFacts(
        _("VO Bookkeeper"),
        _("VO User (Bookkeeper)"),
        Category.VO,
        "VOBK",
        CboType.VO,
        Duty.BOOKS,
        pgettext("short", "VO BK"),
    ),
    Role.VO_SHG_APPROVER: RoleFacts(
        _("SHG Trans Approver"),
        _("VO user (SHG Trans Approver)"),
        Category.VO,
        "VOSHGTA",
        CboType.VO,
        Duty.APPROVES,
        pgettext("short", "SHG Trans Approver"),
    ),
}

COMMUNITY: frozenset[Category] = frozenset({Category.SHG, Category.VO, Category.CLF})

BOOKKEEPER_OF: dict[CboType, Role] = {CboType.SHG: Role.SHG_BK, CboType.VO: Role.VO_BK, CboType.CLF: Role.CLF_BK}
BOOKKEEPERS: frozenset[Role] = frozenset(BOOKKEEPER_OF.values())
"""The roles that keep books, and make profiles."""


def category_of(role: Role) -> Category:
    """Return the category a role belongs to."""
    return FACTS[role].category


def label_of(role: Role | str) -> str:
    """Return the words shown for a role in lists."""
    return FACTS[Role(role)].label


def narrow_label(role: Role | str) -> str:
    """Return the words shown for a role where there is little room: 'SHG BK'."""
    facts = FACTS[Role(role)]
    return facts.narrow or facts.label


def category_word(category: Category | str) -> str:
    """Return how a person reads a category."""
    return CATEGORY_WORDS[Category(category)]


def status_word(status: str) -> str:
    """Return how a person reads a kept status of an account, a role, a CBO or a member."""
    return STATUS_WORDS[AccountStatus(status)]


def is_community(role: Role) -> bool:
    """True for the bookkeepers and approvers of CBOs, False for staff."""
    return FACTS[role].category in COMMUNITY
