"""Column makers shared by the table models.

Every scoped table has the primary key ``(block_code, id)``. Ids and moments
are 64-bit integers (a plain ``int`` would bind as INTEGER and fail on real
codes); a moment is milliseconds since 1970-01-01 UTC, so both engines store,
compare and page it alike. Codes that people see are text.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKeyConstraint, Index, Text
from sqlalchemy import text as sql
from sqlalchemy.dialects import postgresql
from sqlmodel import Field, SQLModel

SQLModel.metadata.naming_convention = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "ix": "ix_%(table_name)s_%(column_0_name)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "%(constraint_name)s",
}

BLOCK = "block_code"


def block_key() -> Any:
    """The block's LGD code: first in every key and index; '0' for rows above the blocks."""
    return Field(primary_key=True, sa_type=Text)


def id_key() -> Any:
    """A number from the block's own counter."""
    return Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})


def text(default: str | None = "") -> Any:
    """Text that is never null; '' says nothing is known."""
    if default is None:
        return Field(sa_type=Text, nullable=False)
    return Field(default=default, sa_type=Text, nullable=False)


def text_added_later() -> Any:
    """Text of a column that older rows did not have: '' there."""
    return Field(default="", sa_type=Text, nullable=False, sa_column_kwargs={"server_default": ""})


Bytewise = Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")
"""Text compared byte by byte on both engines: what lists are sorted and paged by."""


def sort_text() -> Any:
    """Text a list is sorted by; never null."""
    return Field(sa_type=Bytewise, nullable=False)


def text_or_none() -> Any:
    """Text that may be unknown: null, so that unique indexes pass it over."""
    return Field(default=None, sa_type=Text, nullable=True)


def ref() -> Any:
    """The id part of a reference that must be there."""
    return Field(sa_type=BigInteger, nullable=False)


def ref_or_none() -> Any:
    """The id part of a reference that may be missing."""
    return Field(default=None, sa_type=BigInteger, nullable=True)


def moment(default: int | None = None) -> Any:
    """Milliseconds since 1970-01-01 UTC."""
    if default is None:
        return Field(sa_type=BigInteger, nullable=False)
    return Field(default=default, sa_type=BigInteger, nullable=False)


def moment_or_none() -> Any:
    """A moment that has not come yet: null."""
    return Field(default=None, sa_type=BigInteger, nullable=True)


def number(default: int = 0) -> Any:
    """A 64-bit count or version."""
    return Field(default=default, sa_type=BigInteger, nullable=False)


def day_or_none() -> Any:
    """A date as ISO text, 'YYYY-MM-DD': the same bytes on both engines."""
    return Field(default=None, sa_type=Text, nullable=True)


def to(table: str, column: str, name: str) -> ForeignKeyConstraint:
    """A reference inside the block: ``(block_code, column)`` -> ``table``."""
    return ForeignKeyConstraint([BLOCK, column], [f"{table}.{BLOCK}", f"{table}.id"], name=name)


def one_of(column: str, values: tuple[str, ...], name: str) -> CheckConstraint:
    """A check that a short code is one of a list."""
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=name)


def where(name: str, condition: str, *columns: str) -> Index:
    """An index over the rows of a condition alone: a queue costs what waits in it, not what the block holds."""
    return Index(name, BLOCK, *columns, sqlite_where=sql(condition), postgresql_where=sql(condition))
