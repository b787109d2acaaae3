"""The columns of the user list and of a user's roles: what a screen, the command line and a csv file show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lokos_tui.domain.accounts.roles import (
    AccountStatus,
    Category,
    Role,
    category_word,
    label_of,
    narrow_label,
    status_word,
)
from lokos_tui.domain.field import Field, Tone, pick
from lokos_tui.domain.links.rules import kind_of
from lokos_tui.domain.message import _, joined, pgettext

if TYPE_CHECKING:
    from lokos_tui.queries.accounts.users import RoleRow, UserRow

USER_ID_WIDTH: Final = 28
"""Cells of the longest user id: a column of them is whole or not there."""
NOT_GIVEN: Final = _("N/A")


def masked(mobile: str) -> str:
    """Return a mobile number as lists show it: 98..210."""
    return f"{mobile[:2]}..{mobile[-3:]}" if len(mobile) > 5 else mobile  # noqa: PLR2004 - two and three digits


def role_text(row: UserRow) -> str:
    """Return the role as the list has room for it ('SHG BK'), and how many more the account has."""
    return joined(" ", (narrow_label(row.role), f"+{row.more_roles}" if row.more_roles else ""))


def role_in_full(row: UserRow) -> str:
    """Return the role in full, and how many more the account has."""
    return joined(" ", (label_of(row.role), f"+{row.more_roles}" if row.more_roles else ""))


def links_text(row: UserRow) -> str:
    """Return the number of CBOs of an account, with '!' over the norm, '' for staff."""
    if not row.norm and not row.links:
        return ""
    return f"{row.links}{'!' if row.norm and row.links > row.norm else ''}"


def _load_tone(text: str) -> Tone | None:
    return "warn" if text.endswith("!") else None


def _status_tone(text: str) -> Tone | None:
    return None if text == status_word(AccountStatus.ACTIVE) else "warn"


_USER: tuple[Field[UserRow], ...] = (
    Field(
        "user_id", _("User id"), lambda row: row.user_id, USER_ID_WIDTH, printed=_("User ID"), identifies=True,
    ),
    Field("name", _("Name"), lambda row: row.name, 12, flexible=True, identifies=True),
    Field(
        "mobile", _("Mobile"), lambda row: row.mobile, 7, 4, shown=lambda row: masked(row.mobile),
        full=lambda row: row.mobile,
    ),
    Field("email", _("E-mail"), lambda row: row.email, 14, 7, shown=lambda row: row.email or NOT_GIVEN),
    Field(
        "designation", _("Designation"), lambda row: row.designation, 12, 6,
        shown=lambda row: row.designation or NOT_GIVEN,
    ),
    Field("category", _("Category"), lambda row: row.category, 5, 5, shown=lambda row: category_word(row.category)),
    Field("role", _("Role"), lambda row: label_of(row.role), 9, 3, shown=role_text, full=role_in_full),
    Field(
        "links", pgettext("short", "CBOs"), lambda row: row.links, 4, 2, "right", tone=_load_tone, shown=links_text,
        printed=_("Links"),
    ),
    Field(
        "status", _("Status"), lambda row: row.status, 8, 1, tone=_status_tone,
        shown=lambda row: status_word(row.status),
        written=lambda row: status_word(row.status),
    ),
)  # fmt: skip
ON_SCREEN: Final = pick(
    _USER, "user_id", "name", "mobile", "links", "category", "role", "status", "designation", "email"
)
PRINTED: Final = pick(_USER, "user_id", "name", "mobile", "email", "designation", "category", "role", "status", "links")
IN_FILE: Final = pick(_USER, "user_id", "name", "mobile", "email", "designation", "category", "role", "links", "status")
SORTS: Final = ("user_id", "name", "mobile", "role", "status")


_WHOLE: Final = {
    Category.NATIONAL: _("whole nation"),
    Category.STATE: _("whole state"),
    Category.DISTRICT: _("whole district"),
}


def place_of(role: RoleRow) -> str:
    """Return where a role holds: village and panchayat, a block manager's cluster, or the whole block or more."""
    place = ", ".join(dict.fromkeys(filter(None, (role.village, role.gp))))
    if role.cluster:
        return _("cluster {clf}", clf=role.cluster)
    return place or _WHOLE.get(Category(role.category), _("whole block"))


def _role_links(role: RoleRow) -> str:
    return str(role.links) if kind_of(Role(role.role)) is not None else ""


ROLE: tuple[Field[RoleRow], ...] = (
    Field("category", _("Category"), lambda row: row.category, 8, 3, shown=lambda row: category_word(row.category)),
    Field("role", _("Role"), lambda row: label_of(row.role), 24, identifies=True),
    Field("place", _("Place"), place_of, 20, flexible=True, identifies=True),
    Field("links", pgettext("short", "CBOs"), lambda row: row.links, 5, align="right", shown=_role_links),
    Field("status", _("Status"), lambda row: status_word(row.status), 8, 1),
)
