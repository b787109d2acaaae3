"""The counts of the first screen: few, cheap, of one block."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, case, func, select

from lokos_tui.db import bulk, tables
from lokos_tui.domain.accounts.permissions import Actor, Permission
from lokos_tui.domain.accounts.roles import AccountStatus, CboType, Duty
from lokos_tui.domain.paging import PageRequest
from lokos_tui.domain.policy import Policy
from lokos_tui.queries.accounts.users import UserFilters, user_conditions
from lokos_tui.queries.cbos.list import CboFilters, conditions
from lokos_tui.queries.loads.batches import BatchRow, batch_page
from lokos_tui.queries.scope import in_scope


@dataclass(frozen=True, slots=True)
class HomeCounts:
    """A block in numbers, as its lists count: ``*_linked`` have a bookkeeper, ``shgs_free`` have none.

    ``over_norm`` counts bookkeepers with more than the norm.
    """

    users: int
    inactive_users: int
    shgs: int
    shgs_linked: int
    vos: int
    vos_linked: int
    clfs: int
    clfs_linked: int
    over_norm: int
    batches: int
    last_batch: BatchRow | None
    gps: int = 0
    shgs_free: int = 0
    revision: int = -1
    """The block's number of writes when it was counted."""


def home_counts(
    connection: Connection, actor: Actor, block_code: str, policy: Policy, known: HomeCounts | None = None
) -> HomeCounts:
    """Return the numbers of a block in seven queries over its own index ranges; ``known`` where nothing was written."""
    in_scope(connection, actor, Permission.LINKS_VIEW, block_code)
    revision = bulk.revision(connection, block_code)
    if known is not None and known.revision == revision:
        return known
    user, cbo, link, batch = tables.user_account, tables.cbo, tables.cbo_link, tables.import_batch
    listed = user_conditions(actor, UserFilters(block_code))
    status = _counts(connection, select(user.c.status, func.count()).where(*listed).group_by(user.c.status))
    every = select(cbo.c.cbo_type, func.count()).where(*conditions(CboFilters(block_code, cbo_type="")))
    all_of = _counts(connection, every.group_by(cbo.c.cbo_type))
    free = select(func.count()).where(*conditions(CboFilters(block_code, linked="no")))
    held = (
        select(link.c.role_id, link.c.cbo_type, func.count().label("held"))
        .where(link.c.block_code == block_code, link.c.unlinked_at.is_(None), link.c.duty == Duty.BOOKS)
        .group_by(link.c.role_id, link.c.cbo_type)
        .subquery()
    )
    most = case({kind.value: policy.norm.limit(kind) for kind in CboType}, value=held.c.cbo_type)
    beyond = func.sum(case((held.c.held > most, 1), else_=0))
    kinds = connection.execute(select(held.c.cbo_type, func.sum(held.c.held), beyond).group_by(held.c.cbo_type)).all()
    linked = {kind: int(number) for kind, number, _ in kinds}
    over = sum(int(number) for _, _, number in kinds)
    batches = connection.execute(select(func.count()).where(batch.c.block_code == block_code)).scalar_one()
    gp = tables.gram_panchayat
    gps = connection.execute(select(func.count()).where(gp.c.block_code == block_code)).scalar_one()
    last = batch_page(connection, actor, block_code, PageRequest(1))
    return HomeCounts(
        users=sum(status.values()),
        inactive_users=status.get(AccountStatus.INACTIVE, 0),
        shgs=all_of.get("SHG", 0),
        shgs_linked=linked.get("SHG", 0),
        vos=all_of.get("VO", 0),
        vos_linked=linked.get("VO", 0),
        clfs=all_of.get("CLF", 0),
        clfs_linked=linked.get("CLF", 0),
        over_norm=over,
        batches=batches,
        last_batch=last.rows[0] if last.rows else None,
        gps=gps,
        shgs_free=connection.execute(free).scalar_one(),
        revision=revision,
    )


def _counts(connection: Connection, query: Select[Any]) -> dict[str, int]:
    return {str(name): int(number) for name, number in connection.execute(query)}
