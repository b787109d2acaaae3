"""A load that waits and is not accepted: refused by the block manager, or taken back by who may load one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lokos_tui.domain.opening.states import OpeningState
from lokos_tui.services.opening.waiting import close, forget, opening, require_may_decide, size
from lokos_tui.services.reasons import kept_reason

if TYPE_CHECKING:
    from lokos_tui.commands.opening import RefuseOpening, WithdrawOpening
    from lokos_tui.services.unit_of_work import UnitOfWork


def refuse_opening(work: UnitOfWork, command: RefuseOpening) -> int:
    """Refuse a waiting load with a reason; return how many records it had."""
    block, number, reason = command.block_code, command.opening_id, kept_reason(command.reason, must=True)
    require_may_decide(work, opening(work, block, number, OpeningState.WAITING))
    count = size(work, block, number)
    forget(work, block, number)
    close(
        work, block, number, state=OpeningState.REFUSED, decided_by=work.actor.user_id, decided_at=work.now,
        decided_why=reason,
    )  # fmt: skip
    work.touch(block)
    work.record(command.action, block, "opening", number, {"records": count}, reason)
    return count


def withdraw_opening(work: UnitOfWork, command: WithdrawOpening) -> int:
    """Take a waiting load back with a reason; return how many records it had."""
    block, number, reason = command.block_code, command.opening_id, kept_reason(command.reason, must=True)
    opening(work, block, number, OpeningState.WAITING)
    count = size(work, block, number)
    forget(work, block, number)
    close(work, block, number, state=OpeningState.TAKEN_BACK, **work.taken_back(reason))
    work.touch(block)
    work.record(command.action, block, "opening", number, {"records": count}, reason)
    return count
