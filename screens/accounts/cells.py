"""The columns of the user list, and how one account is written into them."""

from __future__ import annotations

from typing import Final

from lokos_tui.domain.accounts.roles import label_of
from lokos_tui.queries.accounts.users import UserRow
from lokos_tui.ui.frame.messages import Kind
from lokos_tui.ui.table.columns import TableColumn

_ID_WIDTH: Final = 18
NOT_GIVEN: Final = "N/A"

SORTS: Final = ("user_id", "name", "mobile", "role", "status")


def _load_tone(text: str) -> Kind | None:
    return "warn" if text.endswith("!") else None


def _status_tone(text: str) -> Kind | None:
    return "warn" if text else None


COLUMNS: Final = (
    TableColumn("user_id", "User id", _ID_WIDTH),
    TableColumn("name", "Name", 12, flexible=True),
    TableColumn("mobile", "Mobile", 7, priority=3),
    TableColumn("links", "CBOs", 4, priority=1, align="right", tone=_load_tone),
    TableColumn("category", "Category", 8, priority=5),
    TableColumn("role", "Role", 14, priority=2),
    TableColumn("status", "Status", 8, tone=_status_tone),
    TableColumn("designation", "Designation", 12, priority=6),
    TableColumn("email", "E-mail", 14, priority=7),
)


def masked(mobile: str) -> str:
    """Return a mobile number as lists show it: 98..210."""
    return f"{mobile[:2]}..{mobile[-3:]}" if len(mobile) > 5 else mobile  # noqa: PLR2004 - two and three digits


def elided(user_id: str, width: int = _ID_WIDTH) -> str:
    """Return a user id in at most ``width`` cells; the middle gives way, for ids differ at their ends."""
    if len(user_id) <= width:
        return user_id
    tail = width // 2 - 1
    return f"{user_id[: width - tail - 2]}..{user_id[-tail:]}"


def role_text(row: UserRow) -> str:
    """Return the role as the list has room for it ('SHG BK'), and how many more the account has."""
    more = f" +{row.more_roles}" if row.more_roles else ""
    return label_of(row.role).replace("Bookkeeper", "BK") + more


def status_text(status: str) -> str:
    """Return the status where it is not the usual one: 'Inactive'; '' for an active account."""
    return "" if status == "ACTIVE" else status.capitalize()


def links_text(row: UserRow) -> str:
    """Return the number of CBOs of an account, with '!' over the norm, '' for staff."""
    if not row.norm and not row.links:
        return ""
    return f"{row.links}{'!' if row.norm and row.links > row.norm else ''}"


def user_cells(row: UserRow) -> tuple[str, ...]:
    """Return the cells of one account in the order of ``COLUMNS``."""
    return (
        elided(row.user_id),
        row.name,
        masked(row.mobile),
        links_text(row),
        row.category,
        role_text(row),
        status_text(row.status),
        row.designation or NOT_GIVEN,
        row.email or NOT_GIVEN,
    )
