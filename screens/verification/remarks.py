"""The list of remarks: Space marks several, Enter takes them; words are asked for where the list has none."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult

from lokos_tui.domain.message import pgettext
from lokos_tui.domain.profiles.remarks import Remark
from lokos_tui.ui.frame.confirm import LEAVE_IT, Question
from lokos_tui.ui.frame.text_pane import TextPane
from lokos_tui.ui.table.columns import TableColumn
from lokos_tui.ui.table.memory_source import list_source
from lokos_tui.ui.table.messages import RowActivated
from lokos_tui.ui.table.table import PagedTable


class RemarksScreen(Question["tuple[Remark, ...] | None"]):
    """Choose one remark or several; Esc leaves things as they are."""

    AUTO_FOCUS = "PagedTable"

    def __init__(self, heading: str, sentence: str, remarks: Sequence[Remark]) -> None:
        several, take = pgettext("key", "mark several"), pgettext("key", "take")
        super().__init__(heading, (("Space", several), ("Enter", take), ("Esc", LEAVE_IT)))
        self.sentence = sentence
        self.remarks = tuple(enumerate(remarks))

    def compose_body(self) -> ComposeResult:
        """Compose the sentence and the list."""
        yield TextPane((self.sentence,))
        yield PagedTable[tuple[int, Remark]](
            (TableColumn("words", "", 20, flexible=True),),
            fetch=list_source(self.remarks, lambda row: (row[0], row[0])),
            cells=lambda row: (row[1].words,),
            row_id=lambda row: row[0],
            header=False,
        )

    @on(RowActivated)
    def _taken(self, event: RowActivated) -> None:
        marked = self.query_one(PagedTable).marked or {event.row[0]}
        self.dismiss(tuple(remark for number, remark in self.remarks if number in marked))
