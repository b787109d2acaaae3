"""Every column that a list of the program has, as its fields make it."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from importlib import import_module

import lokos_tui.queries
import screens
from lokos_tui.domain.field import Field
from lokos_tui.ui.table.columns import TableColumn
from lokos_tui.ui.table.fields import columns_of


def every_column() -> Iterator[TableColumn]:
    """Give the columns of all fields that have a place on a screen."""
    for package in (lokos_tui.queries, screens):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            for value in vars(import_module(found.name)).values():
                if isinstance(value, tuple) and value and all(isinstance(one, Field) for one in value):
                    yield from columns_of([one for one in value if one.width])


def test_every_list_has_columns() -> None:
    """The walk over all fields finds those of the lists of users, CBOs and what waits."""
    keys = {column.key for column in every_column()}
    assert {"user_id", "code", "approve", "activate", "duplicates", "weight", "signed"} <= keys
