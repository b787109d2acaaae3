"""The columns of an area's blocks in numbers, on the screen and on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lokos_tui.domain.dates import grouped
from lokos_tui.domain.field import Field, pick
from lokos_tui.domain.message import _, pgettext

if TYPE_CHECKING:
    from lokos_tui.queries.office.areas import AreaRow


def _number(key: str, heading: str, width: int, priority: int, printed: str) -> Field[AreaRow]:
    return Field(
        key, heading, lambda row: getattr(row, key), width, priority, "right",
        shown=lambda row: grouped(getattr(row, key)), printed=printed,
    )  # fmt: skip


AREA_PRINTED: Final[tuple[Field[AreaRow], ...]] = (
    Field("state", _("State"), lambda row: row.state),
    Field("district", _("District"), lambda row: row.district, 12, identifies=True),
    Field("block", _("Block"), lambda row: row.block, 12, flexible=True, identifies=True),
    Field("code", _("Code"), lambda row: row.code),
    _number("users", pgettext("short", "Users"), 6, 2, _("Users")),
    _number("shgs", _("SHGs"), 7, 0, _("SHGs")),
    _number("vos", _("VOs"), 6, 7, _("VOs")),
    _number("clfs", _("CLFs"), 4, 8, _("CLFs")),
    _number("linked", _("Linked"), 7, 9, _("Linked")),
    Field("share", pgettext("short", "Lnk%"), lambda row: row.share, 5, align="right", printed=_("% linked")),
    _number("waiting", pgettext("short", "Wait"), 6, 1, _("Profiles waiting")),
    _number("approved", pgettext("short", "Appr"), 7, 4, _("Profiles approved")),
    _number("rejected", pgettext("short", "Back"), 5, 5, _("Profiles rejected")),
    _number("open", pgettext("short", "With BK"), 7, 6, _("Profiles with bookkeepers")),
    _number("members_waiting", pgettext("short", "Mem wait"), 8, 10, _("Members waiting")),
)
AREA_ON_SCREEN: Final = pick(
    AREA_PRINTED, "district", "block", "users", "shgs", "share", "waiting", "approved", "rejected", "open", "vos",
    "clfs", "linked", "members_waiting",
)  # fmt: skip
