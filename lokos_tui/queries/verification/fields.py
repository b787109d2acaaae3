"""The columns of what went back to the bookkeepers, on the screen and on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lokos_tui.domain.dates import day_of, time_of
from lokos_tui.domain.field import Field, pick
from lokos_tui.domain.profiles.model import Kind

if TYPE_CHECKING:
    from lokos_tui.queries.verification.returned import ReturnedRow


def _kind(row: ReturnedRow) -> str:
    return row.kind.capitalize() if row.kind == Kind.MEMBER else row.kind


RETURNED_PRINTED: tuple[Field[ReturnedRow], ...] = (
    Field(
        "at", "Rejected", lambda row: time_of(row.at) if row.at else "-", 10, 1,
        shown=lambda row: day_of(row.at) if row.at else "-", printed="When",
    ),
    Field("kind", "Kind", lambda row: row.kind, 6, 4, shown=_kind),
    Field("name", "Name", lambda row: row.name, 18),
    Field("group", "SHG", lambda row: row.group, 15, 2),
    Field("code", "Code", lambda row: row.code or "-", 11, 6),
    Field("made_by", "Bookkeeper", lambda row: row.made_by, 24, 3),
    Field("decided_by", "By", lambda row: row.decided_by, 14, 5),
    Field(
        "why", "Remarks", lambda row: row.why, 26, flexible=True,
        shown=lambda row: row.why or "rejected in the older MIS",
    ),
)  # fmt: skip
RETURNED_ON_SCREEN: Final = pick(
    RETURNED_PRINTED, "at", "kind", "name", "group", "why", "made_by", "decided_by", "code"
)
