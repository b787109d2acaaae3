"""The columns of the list of loads and of the rows of one, on the screen and on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lokos_tui.domain.dates import grouped, time_of
from lokos_tui.domain.field import Field, pick
from lokos_tui.domain.loads.kinds import FACTS
from lokos_tui.domain.loads.mapping import BATCH_WORDS, BatchState
from lokos_tui.domain.loads.outcomes import ROW_WORDS
from lokos_tui.domain.message import _
from lokos_tui.queries.accounts.fields import USER_ID_WIDTH

if TYPE_CHECKING:
    from lokos_tui.queries.loads.batches import BatchLine, BatchRow


def _added(row: BatchRow) -> int:
    return FACTS[row.kind].added(row.counts)


_BATCH: tuple[Field[BatchRow], ...] = (
    Field("id", _("Load"), lambda row: row.id, 5, align="right", identifies=True),
    Field("kind", _("What"), lambda row: row.kind, 7, 3, shown=lambda row: FACTS[row.kind].short, printed=_("Kind")),
    Field("state", _("State"), lambda row: row.state, 12, 1, shown=lambda row: BATCH_WORDS[BatchState(row.state)]),
    Field("at", _("When"), lambda row: time_of(row.at), 16, identifies=True),
    Field("by", _("By"), lambda row: row.by_user, USER_ID_WIDTH, 5),
    Field("file", _("File"), lambda row: row.file_name, 12, 4, flexible=True),
    Field("sha256", "SHA-256", lambda row: row.sha256[:12]),
    Field("rows", _("Rows"), lambda row: ", ".join(f"{name} {count}" for name, count in row.counts.items() if count)),
    Field("added", _("Added"), _added, 9, 2, "right", shown=lambda row: grouped(_added(row))),
)
BATCH_PRINTED: Final = pick(_BATCH, "id", "kind", "state", "at", "by", "file", "sha256", "rows")
BATCH_ON_SCREEN: Final = pick(_BATCH, "id", "at", "kind", "added", "state", "by", "file")
LINE: tuple[Field[BatchLine], ...] = (
    Field(
        "row",
        _("Row"),
        lambda line: line.row,
        4,
        align="right",
        identifies=True,
        shown=lambda line: str(line.row or ""),
    ),
    Field(
        "outcome",
        _("Outcome"),
        lambda line: line.outcome,
        9,
        shown=lambda line: ROW_WORDS.get(line.outcome, line.outcome),
    ),
    Field("what", _("What"), lambda line: line.what, 28, flexible=True, identifies=True),
    Field("reason", _("Why"), lambda line: line.reason, 20, 1, flexible=True, printed=_("Reason")),
)
