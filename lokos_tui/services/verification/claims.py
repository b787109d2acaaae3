"""A claim says that a colleague has a CBO open; it ends by itself and never keeps anybody from deciding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from lokos_tui.commands.verification import Claimed
from lokos_tui.db import tables
from lokos_tui.domain.accounts.permissions import require_cluster
from lokos_tui.domain.errors import NotFound
from lokos_tui.domain.message import _

if TYPE_CHECKING:
    from lokos_tui.commands.verification import ClaimCbo, ReleaseCbo
    from lokos_tui.services.unit_of_work import UnitOfWork

CLAIM_MS = 5 * 60_000
"""A claim lasts five minutes from the last act of who holds it."""


def claim_cbo(work: UnitOfWork, command: ClaimCbo) -> Claimed:
    """Claim a CBO, or say who has it."""
    block, claim, cbo = command.block_code, tables.claim, tables.cbo
    row = work.connection.execute(
        select(cbo.c.cbo_type, cbo.c.clf_id).where(cbo.c.block_code == block, cbo.c.id == command.cbo_id)
    ).first()
    if row is None:
        raise NotFound("cbo.unknown", _("There is no such SHG, VO or CLF in your block."), _("Go back and refresh."))
    require_cluster(work.actor, command.cbo_id if row.cbo_type == "CLF" else row.clf_id)
    mine = (claim.c.block_code == block) & (claim.c.id == command.cbo_id)
    held = work.connection.execute(select(claim).where(mine)).first()
    if held is not None and held.claimed_by != work.actor.user_id and held.claimed_until > work.now:
        return Claimed(held.claimed_by, held.claimed_until, mine=False)
    work.connection.execute(delete(claim).where(mine))
    until = work.now + CLAIM_MS
    work.connection.execute(
        claim.insert(),
        {"block_code": block, "id": command.cbo_id, "claimed_by": work.actor.user_id, "claimed_until": until},
    )
    return Claimed(work.actor.user_id, until, mine=True)


def release_cbo(work: UnitOfWork, command: ReleaseCbo) -> None:
    """Take one's own claim off; somebody else's stays."""
    claim = tables.claim
    work.connection.execute(
        delete(claim).where(
            claim.c.block_code == command.block_code,
            claim.c.id == command.cbo_id,
            claim.c.claimed_by == work.actor.user_id,
        )
    )
