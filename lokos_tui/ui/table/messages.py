"""What a table tells its screen, and what its reading threads tell the table."""

from __future__ import annotations

from typing import Any, Literal

from textual.message import Message
from textual.widget import Widget

Why = Literal["new", "replace", "end", "after", "before", "place", "marks"]


class Answer(Message, bubble=False):
    """What a reading thread brought: a page, ids to mark, or an error."""

    def __init__(self, token: int, why: Why, result: object) -> None:
        super().__init__()
        self.token = token
        self.why: Why = why
        self.result = result


class TableMessage(Message):
    """A message of a table; ``@on(..., '#id')`` selects by the table."""

    def __init__(self, table: Widget) -> None:
        super().__init__()
        self.table = table

    @property
    def control(self) -> Widget:
        """The table that sent it."""
        return self.table


class RowActivated(TableMessage, namespace="paged_table"):
    """Enter was pressed on a row."""

    def __init__(self, table: Widget, row: Any) -> None:
        super().__init__(table)
        self.row = row


class CursorMoved(TableMessage, namespace="paged_table"):
    """The cursor stands on another row."""

    def __init__(self, table: Widget, row: Any) -> None:
        super().__init__(table)
        self.row = row


class MarksChanged(TableMessage, namespace="paged_table"):
    """Rows were marked or marks taken off; ``count`` marks are left."""

    def __init__(self, table: Widget, count: int) -> None:
        super().__init__(table)
        self.count = count


class NeedsSort(TableMessage, namespace="paged_table"):
    """The order was changed to ``sort`` (a column key); the table reads the rows again by itself."""

    def __init__(self, table: Widget, sort: str, *, descending: bool) -> None:
        super().__init__(table)
        self.sort = sort
        self.descending = descending
