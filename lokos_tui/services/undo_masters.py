"""Taking a master list load back: what it added and nothing stands on goes; what it changed goes back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import Table, and_, delete, exists, or_, select, update

from lokos_tui.commands.imports import UndoneItem
from lokos_tui.db import tables
from lokos_tui.domain.text import name_key

if TYPE_CHECKING:
    from lokos_tui.services.undo import Lists
    from lokos_tui.services.unit_of_work import UnitOfWork

_CHUNK = 500
_TABLES: dict[str, Table] = {
    "gp": tables.gram_panchayat,
    "village": tables.village,
    "SHG": tables.cbo,
    "VO": tables.cbo,
    "CLF": tables.cbo,
}


def undo(work: UnitOfWork, block: str, batch: int, kind: str, lists: Lists) -> None:
    """Fill the lists for one batch of places or CBOs."""
    _restore(work, block, batch, lists)
    if kind == "cbos":
        _remove_cbos(work, block, batch, lists)
    else:
        _remove_places(work, block, batch, lists)


def _remove_cbos(work: UnitOfWork, block: str, batch: int, lists: Lists) -> None:
    cbo, child = tables.cbo, tables.cbo.alias("child")
    link, member = tables.cbo_link, tables.member
    built_on = or_(
        exists().where(link.c.block_code == block, link.c.cbo_id == cbo.c.id),
        exists().where(member.c.block_code == block, member.c.shg_id == cbo.c.id),
        exists().where(
            child.c.block_code == block,
            or_(child.c.vo_id == cbo.c.id, child.c.clf_id == cbo.c.id),
            or_(child.c.batch_id.is_(None), child.c.batch_id != batch),
        ),
        cbo.c.version > 1,
    )
    query = select(cbo.c.id, cbo.c.cbo_type, cbo.c.name, built_on).where(
        cbo.c.block_code == block, cbo.c.batch_id == batch
    )
    rows = work.connection.execute(query).all()
    kept = {row[0] for row in rows if row[3]} | _parents_of_kept(work, block, {row[0] for row in rows if row[3]})
    gone = [row[0] for row in rows if row[0] not in kept]
    for number, cbo_type, name, _ in rows:
        item = UndoneItem(
            f"{cbo_type} {name}", 0, "links, members or other CBOs stand on it by now" if number in kept else ""
        )
        (lists.kept if number in kept else lists.reversed).append(item)
    parent = tables.cbo_parent
    _delete(work, parent, and_(parent.c.block_code == block, parent.c.batch_id == batch), parent.c.child_id, gone)
    for table in (tables.shg_profile, tables.federation_profile):
        _delete(work, table, table.c.block_code == block, table.c.id, gone)
    for kind in ("SHG", "VO", "CLF"):
        _delete(work, cbo, and_(cbo.c.block_code == block, cbo.c.cbo_type == kind), cbo.c.id, gone)


def _parents_of_kept(work: UnitOfWork, block: str, kept: set[int]) -> set[int]:
    cbo = tables.cbo
    found: set[int] = set()
    ids = sorted(kept)
    for start in range(0, len(ids), _CHUNK):
        chunk = ids[start : start + _CHUNK]
        for vo, clf in work.connection.execute(
            select(cbo.c.vo_id, cbo.c.clf_id).where(cbo.c.block_code == block, cbo.c.id.in_(chunk))
        ):
            found.update(number for number in (vo, clf) if number is not None)
    return found


def _remove_places(work: UnitOfWork, block: str, batch: int, lists: Lists) -> None:
    for table, what, column in ((tables.village, "village", "village_id"), (tables.gram_panchayat, "gp", "gp_id")):
        users = [(tables.cbo, column), (tables.user_role, column)]
        if what == "gp":
            users.append((tables.village, "gp_id"))
        built_on = or_(
            *(exists().where(user.c.block_code == block, user.c[name] == table.c.id) for user, name in users)
        )
        rows = work.connection.execute(
            select(table.c.id, table.c.name, built_on).where(table.c.block_code == block, table.c.batch_id == batch)
        ).all()
        for _, name, used in rows:
            item = UndoneItem(f"{what} {name}", 0, "CBOs, users or villages stand on it by now" if used else "")
            (lists.kept if used else lists.reversed).append(item)
        _delete(work, table, table.c.block_code == block, table.c.id, [number for number, _, used in rows if not used])


def _delete(work: UnitOfWork, table: Table, scope: Any, column: Any, ids: list[int]) -> None:
    for start in range(0, len(ids), _CHUNK):
        work.connection.execute(delete(table).where(scope, column.in_(ids[start : start + _CHUNK])))


def _restore(work: UnitOfWork, block: str, batch: int, lists: Lists) -> None:
    row = tables.import_row
    query = select(row.c.row_no, row.c.what, row.c.reason).where(
        row.c.block_code == block, row.c.batch_id == batch, row.c.outcome == "change"
    )
    for row_no, what, reason in work.connection.execute(query).all():
        _restore_one(work, block, row_no, what, json.loads(reason), lists)


def _restore_one(work: UnitOfWork, block: str, row_no: int, what: str, change: dict[str, Any], lists: Lists) -> None:
    table = _TABLES[what]
    names = [key for key in change["before"] if key in table.columns]
    where = and_(table.c.block_code == block, table.c.id == change["target"])
    now = (
        work.connection.execute(select(*(table.c[name] for name in names)).where(where)).mappings().first()
        if names
        else None
    )
    item = f"{what} no. {change['target']}"
    if now is None:
        lists.failed.append(UndoneItem(item, row_no, "a change of parent is not taken back; load the old list again"))
    elif any(now[name] != change["after"].get(name) for name in names):
        lists.kept.append(UndoneItem(item, row_no, "changed again since"))
    else:
        values = {name: change["before"][name] for name in names}
        if "name" in values:
            values["name_key"] = name_key(str(values["name"]))
        work.connection.execute(update(table).where(where).values(**values))
        lists.reversed.append(UndoneItem(item, row_no))
