"""The columns of the linking screen's lists, of an approver's reach and of the links of a user: a CBO's, narrower."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from lokos_tui.domain.dates import day_of
from lokos_tui.domain.field import Field, pick
from lokos_tui.domain.message import _, joined, pgettext
from lokos_tui.queries.cbos.fields import PRINTED as _CBO

if TYPE_CHECKING:
    from lokos_tui.queries.cbos.list import CboRow

_TYPE, _CODE, _NAME, _GP, _VO, _HOLDER, _SINCE = pick(_CBO, "type", "code", "name", "gp", "vo", "holder", "since")


def short_day(since: int) -> str:
    """Return a day as the narrow column shows it: 02/04/25; '' for 0."""
    day = day_of(since) if since else ""
    return day[:6] + day[8:]


PRINTED: Final = pick(_CBO, "type", "code", "name", "gp", "village")
NOT_LINKED: tuple[Field[CboRow], ...] = (
    replace(_NAME, width=14, shown=None),
    replace(_GP, width=10, flexible=True),
    replace(_HOLDER, width=9, tone=None, shown=lambda row: row.holder_name or "-"),
    replace(_CODE, width=11, priority=4),
)
LINKED: tuple[Field[CboRow], ...] = (
    replace(_NAME, heading=joined("", ("  ", _("Name"))), width=16, shown=None),
    replace(_GP, width=8, flexible=True),
    replace(_SINCE, width=8, priority=3, shown=lambda row: short_day(row.since)),
    replace(_CODE, width=11, priority=4),
)
REACH: tuple[Field[CboRow], ...] = (
    replace(_TYPE, heading=pgettext("short", "Kind"), width=4),
    replace(_CODE, width=11),
    replace(_NAME, width=22, shown=None),
    replace(_GP, width=14),
    replace(_VO, priority=1),
)
