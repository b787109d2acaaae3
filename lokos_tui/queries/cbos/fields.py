"""The columns of the list of CBOs, on the screen and on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lokos_tui.domain.accounts.roles import status_word
from lokos_tui.domain.cbos.life import Life
from lokos_tui.domain.dates import day_of
from lokos_tui.domain.field import Field, Tone, pick
from lokos_tui.domain.message import _

if TYPE_CHECKING:
    from lokos_tui.queries.cbos.list import CboRow

NOBODY: Final = _("nobody")
SORTS: Final = ("name", "code", "gp")


def _holder_tone(text: str) -> Tone | None:
    return "warn" if text == NOBODY else None


def _name(row: CboRow) -> str:
    return _("{name} (inactive)", name=row.name) if row.life != Life.ACTIVE else row.name


PRINTED: tuple[Field[CboRow], ...] = (
    Field("type", _("Type"), lambda row: row.cbo_type),
    Field("code", _("Code"), lambda row: row.code, 9, identifies=True),
    Field("name", _("Name"), lambda row: row.name, 20, flexible=True, shown=_name, identifies=True),
    Field("gp", _("GP"), lambda row: row.gp, 8, 3),
    Field("village", _("Village"), lambda row: row.village, 8, 2),
    Field("vo", _("VO"), lambda row: row.vo, 8, 4),
    Field("clf", _("CLF"), lambda row: row.clf, 8, 6),
    Field(
        "holder", _("Kept by"), lambda row: row.holder_name, 8, 1, tone=_holder_tone,
        shown=lambda row: row.holder_name or NOBODY, printed=_("Books kept by"),
    ),
    Field("since", _("Since"), lambda row: day_of(row.since) if row.since else "", 10, 5),
)  # fmt: skip
STATUS: Final[Field[CboRow]] = Field("status", _("Status"), lambda row: status_word(row.life), 8, 7)
ON_SCREEN: Final = (*pick(PRINTED, "code", "name", "gp", "village", "holder", "since", "vo", "clf"), STATUS)
