"""What the planners need of a parsed sheet, and how they speak of one cell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from lokos_tui.domain.identifiers import hide_aadhaar
from lokos_tui.domain.loads.mapping import Fault
from lokos_tui.domain.message import Message, with_values
from lokos_tui.domain.text import safe

MAPPING_KEYS = (
    "user_id", "name", "mobile", "designation", "category", "gp", "village", "shg_code", "shg_name", "vo", "clf",
)  # fmt: skip
_PIECES = re.compile(r"[;,\n]")


class CellFaultLike(Protocol):
    """A fault found while the sheet was read."""

    @property
    def row(self) -> int:
        """The sheet's row number."""

    @property
    def key(self) -> str:
        """The column's key."""

    @property
    def value(self) -> str:
        """The cell as read."""

    @property
    def code(self) -> str:
        """The stable code."""

    @property
    def sentence(self) -> str:
        """What is wrong."""

    @property
    def hint(self) -> str:
        """What to do next."""


class TableLike(Protocol):
    """A parsed sheet: cleaned cells in column order, and the sheet's own row numbers."""

    @property
    def rows(self) -> Sequence[tuple[str, ...]]:
        """Cells by column."""

    @property
    def numbers(self) -> Sequence[int]:
        """The sheet's row number of each row."""

    @property
    def faults(self) -> Sequence[CellFaultLike]:
        """What the reader found."""

    @property
    def blank_rows(self) -> int:
        """How many blank rows were passed over."""

    def row_name(self, row: int) -> str | int:
        """A row as a sentence names it."""


def shown(value: str) -> str:
    """Return a cell as it may be shown: one line, no controls, no whole Aadhaar number; of a message, its values."""
    safe_text = hide_aadhaar(safe(value))
    if isinstance(value, Message):  # almost always safe as it is, and then its values are not looked at one by one
        return value if safe_text == value else with_values(value, shown)
    return safe_text


def pieces(cell: str) -> tuple[str, ...]:
    """Return the values of a cell that may hold several (; , or new line between them)."""
    return tuple(part for part in (piece.strip() for piece in _PIECES.split(cell)) if part)


def fault(
    key: str,
    value: str,
    code: str,
    sentence: str,
    hint: str = "",
    proposals: Sequence[str] = (),
    *,
    row: int = 0,
    warning: bool = False,
    question: str = "",
) -> Fault:
    """Return a fault whose every text is safe to show (row 0: to be filled in)."""
    return Fault(
        row, key, shown(value), code, shown(sentence), shown(hint), tuple(shown(p) for p in proposals), warning,
        question,
    )  # fmt: skip


def faults_by_row(table: TableLike) -> dict[int, list[Fault]]:
    """Return the reader's faults of each sheet row."""
    found: dict[int, list[Fault]] = {}
    for cell in table.faults:
        warning = bool(getattr(cell, "warning", False))
        asks = str(getattr(cell, "question", ""))
        made = fault(
            cell.key, cell.value, cell.code, cell.sentence, cell.hint, row=cell.row, warning=warning, question=asks
        )
        found.setdefault(cell.row, []).append(made)
    return found
