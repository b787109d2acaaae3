"""A table's columns and cells, made from the fields of its rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from lokos_tui.domain.field import Field
from lokos_tui.ui.table.columns import TableColumn

Row = TypeVar("Row")


def columns_of(fields: Sequence[Field[Row]]) -> tuple[TableColumn, ...]:
    """Return a column for each field; a field without a width has no place on a screen: raises ValueError."""
    if hidden := [field.key for field in fields if not field.width]:
        raise ValueError(f"no width: {', '.join(hidden)}")
    return tuple(
        TableColumn(
            field.sort_key, field.heading, field.width, field.priority, field.align, field.flexible, field.tone,
            field.identifies, field.short, field.help,
        )
        for field in fields
    )  # fmt: skip


def cells_of(fields: Sequence[Field[Row]]) -> Callable[[Row], tuple[str, ...]]:
    """Return what writes a row into the columns of these fields."""
    return lambda row: tuple(field.cell(row) for field in fields)


def full_of(fields: Sequence[Field[Row]]) -> Callable[[Row], tuple[str, ...]]:
    """Return what writes a row onto the line that shows it whole."""
    return lambda row: tuple(field.full_cell(row) for field in fields)
