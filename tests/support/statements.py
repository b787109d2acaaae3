"""Which statements a piece of code sends to a database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from lokos_tui.db.engine import Store


@contextmanager
def count_queries(store: Store) -> Iterator[list[str]]:
    """Give a list that grows by every statement sent through the reading engine, BEGIN left out."""
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.startswith("BEGIN"):
            seen.append(statement)

    event.listen(store.read, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(store.read, "before_cursor_execute", note)
