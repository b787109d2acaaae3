"""Taking a master list load back: what it added and nothing stands on goes; what it changed goes back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import Table, and_, delete, exists, or_, select, update

from lokos_tui.commands.loads import ApplyCbos, ApplyPlaces, UndoneItem
from lokos_tui.db import tables
from lokos_tui.domain.loads.mapping import BatchState
from lokos_tui.domain.loads.masters import thing
from lokos_tui.domain.loads.outcomes import LoadOutcome
from lokos_tui.domain.message import _
from lokos_tui.domain.text import name_key
from lokos_tui.services.cbos import federation
from lokos_tui.services.loads import batches
from lokos_tui.services.loads.masters import TABLES

if TYPE_CHECKING:
    from lokos_tui.services.loads.undo_lists import Lists
    from lokos_tui.services.unit_of_work import UnitOfWork

_CHUNK = 500
_REFERS = {
    "gp_id": (tables.gram_panchayat, _("the gp it had before is no longer there")),
    "village_id": (tables.village, _("the village it had before is no longer there")),
    "vo_id": (tables.cbo, _("the vo it had before is no longer there")),
    "clf_id": (tables.cbo, _("the clf it had before is no longer there")),
}


def undo_places(work: UnitOfWork, block: str, batch: int, lists: Lists) -> None:
    """Fill the lists for one batch of places."""
    later = _changed_later(work, block, batch, ApplyPlaces.kind)
    _restore(work, block, batch, lists)
    _remove_places(work, block, batch, later, lists)


def undo_cbos(work: UnitOfWork, block: str, batch: int, lists: Lists) -> None:
    """Fill the lists for one batch of CBOs."""
    later = _changed_later(work, block, batch, ApplyCbos.kind)
    _restore(work, block, batch, lists)
    federation.follow_vo(work, block)
    _remove_cbos(work, block, batch, later, lists)


def _changed_later(work: UnitOfWork, block: str, batch: int, kind: str) -> set[tuple[Table, int]]:
    """Return what later loads changed, by table and id: it is no longer what this load made."""
    row, other = tables.import_row, tables.import_batch
    query = (
        select(row.c.what, row.c.reason)
        .join(other, and_(other.c.block_code == row.c.block_code, other.c.id == row.c.batch_id))
        .where(
            row.c.block_code == block,
            row.c.batch_id > batch,
            row.c.outcome == LoadOutcome.CHANGE,
            other.c.kind == kind,
            other.c.state == BatchState.APPLIED,
        )
    )
    return {(TABLES[what], json.loads(reason)["target"]) for what, reason in work.connection.execute(query)}


def _remove_cbos(work: UnitOfWork, block: str, batch: int, later: set[tuple[Table, int]], lists: Lists) -> None:
    cbo = tables.cbo
    query = select(cbo.c.id, cbo.c.cbo_type, cbo.c.name, _stood_on(block, batch)).where(
        cbo.c.block_code == block, cbo.c.batch_id == batch
    )
    rows = work.connection.execute(query).all()
    kept = {row[0] for row in rows if row[3] or (cbo, row[0]) in later}
    while more := _parents_of_kept(work, block, kept) - kept:
        kept |= more
    gone = [row[0] for row in rows if row[0] not in kept]
    for number, cbo_type, name, _stood in rows:
        reason = (
            _why_kept((cbo, number) in later, _("links, members or other CBOs stand on it by now"))
            if number in kept
            else ""
        )
        (lists.kept if number in kept else lists.reversed).append(UndoneItem(thing(cbo_type, name), 0, reason))
    parent = tables.cbo_parent
    for column in (parent.c.child_id, parent.c.parent_id):
        _delete(work, parent, parent.c.block_code == block, column, gone)
    for table in (tables.shg_profile, tables.federation_profile):
        _delete(work, table, table.c.block_code == block, table.c.id, gone)
    for kind in ("SHG", "VO", "CLF"):
        _delete(work, cbo, and_(cbo.c.block_code == block, cbo.c.cbo_type == kind), cbo.c.id, gone)


def _stood_on(block: str, batch: int) -> Any:
    """True for a CBO with links or members, or that CBOs of other loads belong, or once belonged, to."""
    cbo, child = tables.cbo, tables.cbo.alias("child")
    link, member, parent = tables.cbo_link, tables.member, tables.cbo_parent
    elsewhere = and_(child.c.block_code == block, child.c.batch_id.is_distinct_from(batch))
    return or_(
        exists().where(link.c.block_code == block, link.c.cbo_id == cbo.c.id),
        exists().where(member.c.block_code == block, member.c.shg_id == cbo.c.id),
        exists().where(elsewhere, or_(child.c.vo_id == cbo.c.id, child.c.clf_id == cbo.c.id)),
        exists().where(
            elsewhere,
            child.c.id == parent.c.child_id,
            parent.c.block_code == block,
            parent.c.parent_id == cbo.c.id,
            parent.c.batch_id.is_distinct_from(batch),
        ),
    )


def _why_kept(changed: bool, stands: str) -> str:  # noqa: FBT001 - two sentences of one place
    return _("a later load changed it") if changed else stands


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


def _remove_places(work: UnitOfWork, block: str, batch: int, later: set[tuple[Table, int]], lists: Lists) -> None:
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
        gone = [number for number, _name, used in rows if not used and (table, number) not in later]
        leaving = set(gone)
        for number, name, _used in rows:
            reason = (
                ""
                if number in leaving
                else _why_kept((table, number) in later, _("CBOs, users or villages stand on it by now"))
            )
            (lists.kept if reason else lists.reversed).append(UndoneItem(thing(what, name), 0, reason))
        _delete(work, table, table.c.block_code == block, table.c.id, gone)


def _delete(work: UnitOfWork, table: Table, scope: Any, column: Any, ids: list[int]) -> None:
    for start in range(0, len(ids), _CHUNK):
        work.connection.execute(delete(table).where(scope, column.in_(ids[start : start + _CHUNK])))


def _restore(work: UnitOfWork, block: str, batch: int, lists: Lists) -> None:
    for row_no, what, change in batches.kept_changes(work, block, batch):
        _restore_one(work, block, row_no, what, change, lists)


def _restore_one(work: UnitOfWork, block: str, row_no: int, what: str, change: dict[str, Any], lists: Lists) -> None:
    """Put back what one row changed, unless it was changed again since, or what it pointed to is gone."""
    table, target, before, after = TABLES[what], change["target"], change["before"], change["after"]
    where = and_(table.c.block_code == block, table.c.id == target)
    now = work.connection.execute(select(table).where(where)).mappings().first()
    item = thing(what, now["name"] if now else _("no. {number}", number=target))
    missing = _missing(work, block, before)
    if now is None:
        lists.failed.append(UndoneItem(item, row_no, _("it is no longer there")))
    elif any(now[name] != after[name] for name in after if not _implied(what, name, now)):
        lists.kept.append(UndoneItem(item, row_no, _("changed again since")))
    elif missing:
        lists.failed.append(UndoneItem(item, row_no, missing))
    else:
        values = before | ({"name_key": name_key(str(before["name"]))} if "name" in before else {})
        if values:
            work.connection.execute(update(table).where(where).values(**values))
        _restore_parent(work, block, what, target, before)
        lists.reversed.append(UndoneItem(item, row_no))


def _implied(what: str, name: str, now: Any) -> bool:
    """True for the CLF of an SHG that is in a VO: it follows the VO."""
    return what == "SHG" and name == "clf_id" and now["vo_id"] is not None


def _missing(work: UnitOfWork, block: str, before: dict[str, Any]) -> str:
    """Return which place or CBO stood there before and was removed since, in words; '' when all are there."""
    for name, (table, gone) in _REFERS.items():
        number = before.get(name)
        found = select(table.c.id).where(table.c.block_code == block, table.c.id == number)
        if number is not None and work.connection.execute(found).first() is None:
            return gone
    return ""


def _restore_parent(work: UnitOfWork, block: str, what: str, target: int, before: dict[str, Any]) -> None:
    column = federation.parent_column(what)
    if column in before:
        federation.move(work, block, [(target, before[column])], "load taken back")
