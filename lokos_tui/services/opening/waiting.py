"""One opening load as its handlers take it up: it must wait, or stand accepted, and who may decide on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, select, update

from lokos_tui.db import tables
from lokos_tui.domain.accounts.persons import person
from lokos_tui.domain.dates import time_of
from lokos_tui.domain.errors import Conflict, Invalid, NotFound, Refused
from lokos_tui.domain.message import _
from lokos_tui.domain.opening.states import OpeningState
from lokos_tui.domain.profiles.model import Kind
from lokos_tui.domain.verification.flow import Bucket
from lokos_tui.domain.verification.gates import Subject, maker_refusal

if TYPE_CHECKING:
    from sqlalchemy import Row

    from lokos_tui.domain.accounts.persons import Person
    from lokos_tui.services.unit_of_work import UnitOfWork

LOAD, RECORD = tables.opening_load, tables.opening_record


def opening(work: UnitOfWork, block: str, number: int, state: OpeningState) -> Row[Any]:
    """Return a load that is in this state. Raises NotFound, and Conflict naming what was decided and by whom."""
    query = select(LOAD).where(LOAD.c.block_code == block, LOAD.c.id == number)
    row = work.connection.execute(query).first()
    if row is None:
        raise NotFound(
            "opening.unknown", _("There is no such opening load in your block."), _("Look at the list: opening list.")
        )
    if row.state != state:
        raise Conflict("opening.state", _stands(row), _("Refresh and look again."))
    return row


def _stands(row: Row[Any]) -> str:
    facts = {"number": row.id, "user_id": row.decided_by or row.undone_by, "at": time_of(row.decided_at or 0)}
    if row.state == OpeningState.WAITING:
        return _("Opening load {number} still waits.", number=row.id)
    if row.state == OpeningState.ACCEPTED:
        return _("Opening load {number} was accepted by {user_id}, {at}.", **facts)
    if row.state == OpeningState.REFUSED:
        return _("Opening load {number} was refused by {user_id}, {at}.", **facts)
    facts |= {"user_id": row.undone_by, "at": time_of(row.undone_at or 0)}
    return _("Opening load {number} was taken back by {user_id}, {at}.", **facts)


def require_may_decide(work: UnitOfWork, row: Row[Any]) -> None:
    """Refuse the manager of one cluster, and by person whoever made or loaded the load."""
    if work.actor.clf:
        raise Refused(
            "cluster", _("An opening load is of the whole block."), _("A block manager without a cluster decides it.")
        )
    makers = (
        _person(work, row.made_by, row.made_mobile),
        _person(work, row.loaded_by, row.loaded_mobile),
    )
    checker = _person(work, work.actor.user_id)
    name = _("Opening load {number}", number=row.id)
    problem = maker_refusal(Subject(Kind.SHG, row.id, name, Bucket.PENDING_BM, makers=makers), checker)
    if problem is not None:
        raise Invalid([problem], "maker")


def _person(work: UnitOfWork, user_id: str, mobile: str = "") -> Person:
    user = tables.user_account
    query = select(user.c.mobile, user.c.former_mobiles).where(user.c.user_id == user_id.upper())
    now = work.connection.execute(query).first()
    return person(user_id, mobile, *(now or ()))


def size(work: UnitOfWork, block: str, number: int) -> int:
    """Return how many records a load has."""
    query = select(func.count()).where(RECORD.c.block_code == block, RECORD.c.opening_id == number)
    return int(work.connection.execute(query).scalar_one())


def close(work: UnitOfWork, block: str, number: int, **values: Any) -> None:
    """Write how a load ended."""
    work.connection.execute(update(LOAD).where(LOAD.c.block_code == block, LOAD.c.id == number).values(**values))


def forget(work: UnitOfWork, block: str, number: int) -> None:
    """Take the records and findings of a load out: of women whom nobody accepted nothing is kept."""
    for table in (tables.opening_finding, RECORD):
        work.connection.execute(delete(table).where(table.c.block_code == block, table.c.opening_id == number))
