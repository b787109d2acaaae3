"""The columns of the list of CBOs, on the screen and on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lokos_tui.domain.cbos.life import Life
from lokos_tui.domain.dates import day_of
from lokos_tui.domain.field import Field, Tone, pick

if TYPE_CHECKING:
    from lokos_tui.queries.cbos.list import CboRow

NOBODY: Final = "nobody"
SORTS: Final = ("name", "code", "gp")


def _holder_tone(text: str) -> Tone | None:
    return "warn" if text == NOBODY else None


def _name(row: CboRow) -> str:
    return f"{row.name} (inactive)" if row.life != Life.ACTIVE else row.name


PRINTED: tuple[Field[CboRow], ...] = (
    Field("type", "Type", lambda row: row.cbo_type),
    Field("code", "Code", lambda row: row.code, 10, 3),
    Field("name", "Name", lambda row: row.name, 20, flexible=True, shown=_name),
    Field("gp", "GP", lambda row: row.gp, 18, 2),
    Field("village", "Village", lambda row: row.village, 14, 5, flexible=True),
    Field("vo", "VO", lambda row: row.vo, 16, 6, flexible=True),
    Field("clf", "CLF", lambda row: row.clf, 16, 7, flexible=True),
    Field(
        "holder", "Kept by", lambda row: row.holder_name, 15, flexible=True, tone=_holder_tone,
        shown=lambda row: row.holder_name or NOBODY, printed="Books kept by",
    ),
    Field("since", "Since", lambda row: day_of(row.since) if row.since else "", 10, 4),
)  # fmt: skip
ON_SCREEN: Final = pick(PRINTED, "code", "name", "gp", "holder", "since", "village", "vo", "clf")
