"""The dated federation: which VO an SHG, and which CLF a VO, belongs to, and what follows from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select, update

from lokos_tui.db import bulk, tables
from lokos_tui.domain.dates import iso_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lokos_tui.services.unit_of_work import UnitOfWork

_CHUNK = 500
_COLUMNS = (
    "block_code",
    "id",
    "child_id",
    "parent_id",
    "joined_on",
    "left_on",
    "entered_by",
    "ended_by",
    "why",
    "batch_id",
)


def parent_column(cbo_type: str) -> str:
    """Return the column of a CBO's federation: the VO of an SHG, the CLF of a VO; '' for a CLF."""
    return {"SHG": "vo_id", "VO": "clf_id"}.get(cbo_type, "")


def open_parents(
    work: UnitOfWork, block: str, pairs: Sequence[tuple[int, int]], why: str, batch: int | None = None
) -> None:
    """Add a dated row for each (child, parent); when they joined is not known."""
    if not pairs:
        return
    first = work.next_id("cbo_parent", block, len(pairs))
    by = work.actor.user_id
    rows = (
        (block, first + n, child, parent, None, None, by, "", why, batch) for n, (child, parent) in enumerate(pairs)
    )
    bulk.insert_rows(work.connection, tables.cbo_parent, _COLUMNS, rows)


def close_parents(work: UnitOfWork, block: str, children: Sequence[int]) -> None:
    """End today's row of each child as of today."""
    if not children:
        return
    table = tables.cbo_parent
    work.connection.execute(
        update(table)
        .where(table.c.block_code == block, table.c.child_id == bindparam("child"), table.c.left_on.is_(None))
        .values(left_on=iso_day(work.now), ended_by=work.actor.user_id),
        [{"child": child} for child in children],
    )


def move(
    work: UnitOfWork, block: str, pairs: Sequence[tuple[int, int | None]], why: str, batch: int | None = None
) -> None:
    """End today's row of each child and begin one under its new parent; None: it belongs to none."""
    close_parents(work, block, [child for child, _ in pairs])
    open_parents(work, block, [(child, parent) for child, parent in pairs if parent is not None], why, batch)


def clfs_of(work: UnitOfWork, block: str, ids: Sequence[int]) -> dict[int, int | None]:
    """Return today's CLF of each CBO."""
    cbo = tables.cbo
    found: dict[int, int | None] = {}
    for start in range(0, len(ids), _CHUNK):
        chunk = ids[start : start + _CHUNK]
        query = select(cbo.c.id, cbo.c.clf_id).where(cbo.c.block_code == block, cbo.c.id.in_(chunk))
        found.update({number: clf for number, clf in work.connection.execute(query)})  # noqa: C416 - rows are no pairs
    return found


def follow_vo(work: UnitOfWork, block: str) -> None:
    """Give every SHG of a VO that VO's CLF: the VO implies its CLF."""
    cbo, vo = tables.cbo, tables.cbo.alias("vo")
    clf = select(vo.c.clf_id).where(vo.c.block_code == cbo.c.block_code, vo.c.id == cbo.c.vo_id).scalar_subquery()
    work.connection.execute(
        update(cbo)
        .where(
            cbo.c.block_code == block,
            cbo.c.cbo_type == "SHG",
            cbo.c.vo_id.is_not(None),
            cbo.c.clf_id.is_distinct_from(clf),
        )
        .values(clf_id=clf)
    )
