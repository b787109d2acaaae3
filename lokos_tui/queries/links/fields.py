"""The columns of the linking screen's lists, of an approver's reach and of the links of a user: a CBO's, narrower."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from lokos_tui.domain.dates import day_of
from lokos_tui.domain.field import Field, pick
from lokos_tui.domain.message import pgettext
from lokos_tui.queries.cbos.fields import PRINTED as _CBO

if TYPE_CHECKING:
    from lokos_tui.queries.cbos.list import CboRow

_TYPE, _CODE, _NAME, _GP, _VILLAGE, _VO, _HOLDER, _SINCE = pick(
    _CBO, "type", "code", "name", "gp", "village", "vo", "holder", "since"
)


def short_day(since: int) -> str:
    """Return a day as the narrow column shows it: 02/04/25; '' for 0."""
    day = day_of(since) if since else ""
    return day[:6] + day[8:]


PRINTED: Final = pick(_CBO, "type", "code", "name", "gp", "village")
_SIGN: Final[Field[CboRow]] = Field("sign", "", lambda _row: "", 1)
_WHICH: Final = (
    _SIGN,
    _CODE,
    replace(_NAME, width=8, shown=None),
    replace(_VILLAGE, width=6, priority=0),
    replace(_VO, width=6, priority=0),
)
"""What a CBO is known by in both lists: they share a screen, so the name gives way to the village and the VO."""
_LAST: Final = replace(_GP, priority=4)
NOT_LINKED: tuple[Field[CboRow], ...] = (
    *_WHICH, replace(_HOLDER, priority=3, tone=None, shown=lambda row: row.holder_name or "-"), _LAST,
)  # fmt: skip
LINKED: tuple[Field[CboRow], ...] = (
    *_WHICH, replace(_SINCE, width=8, priority=3, shown=lambda row: short_day(row.since)), _LAST,
)  # fmt: skip
REACH: tuple[Field[CboRow], ...] = (
    replace(_TYPE, heading=pgettext("short", "Kind"), width=4),
    _CODE,
    replace(_NAME, shown=None),
    replace(_GP, priority=1),
    replace(_VO, priority=2),
)
