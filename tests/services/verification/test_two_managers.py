"""Several managers on one queue: of two decisions on one record exactly one is taken, every time, on both databases."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TYPE_CHECKING, Any

import pytest

from lokos_tui.commands.verification import Approve, ClaimCbo, Reject, ReleaseCbo, RemarkWish, TakeBack
from lokos_tui.db import tables
from lokos_tui.domain.errors import Conflict, LokosError
from lokos_tui.services.door import Door
from lokos_tui.services.verification.claims import CLAIM_MS
from tests.support.office import HERE, NOW
from tests.support.refusals import refuses

if TYPE_CHECKING:
    from lokos_tui.commands.base import Command
    from lokos_tui.domain.accounts.permissions import Actor
    from lokos_tui.services.accounts.keys import Keys
    from tests.support.verifying import Queue

RACES = 100


def race(queue: Queue, pool: ThreadPoolExecutor, *acts: tuple[Actor, Command[object]]) -> list[Any]:
    """Carry acts out at one moment; return each result, or the refusal."""
    start = Barrier(len(acts))

    def run(act: tuple[Actor, Command[object]]) -> Any:
        start.wait()
        try:
            return queue.desk.door.run(*act)
        except LokosError as error:
            return error

    return list(pool.map(run, acts))


@pytest.mark.long
def test_a_hundred_races_of_two_approvers(queue: Queue) -> None:
    """Two managers approve one member at one moment, a hundred times: one wins, the other reads who was first."""
    other, member = queue.second_manager(), queue.seen(cbo=False)[0]
    with ThreadPoolExecutor(2) as pool:
        for _ in range(RACES):
            seen = next(one for one in queue.seen(cbo=False) if one.id == member.id)
            command = Approve(block_code=HERE, records=(seen,), tick_clean=True)
            found = race(queue, pool, (queue.manager, command), (other, command))
            won = [one for one in found if not isinstance(one, LokosError)]
            lost = [one for one in found if isinstance(one, LokosError)]
            assert len(won) == 1
            assert isinstance(lost[0], Conflict)
            assert "changed since you opened it: approved by" in str(lost[0])
            standing = [row for row in queue.desk.rows(tables.verdict) if row.undone_at is None]
            assert [row.record_id for row in standing] == [member.id]
            assert len(queue.desk.rows(tables.outbox)) == 1
            by = queue.manager if standing[0].decided_by == queue.manager.user_id else other
            queue.run(TakeBack(block_code=HERE, act=won[0].act, reason="again"), by)
    codes = {row.issued for row in queue.desk.rows(tables.verdict)}
    assert len(codes) == RACES


def test_approve_against_reject(queue: Queue) -> None:
    """One manager approves and one rejects the same group: the verdicts of one of them stand, whole."""
    other = queue.second_manager()
    with ThreadPoolExecutor(2) as pool:
        for _ in range(20):
            seen = queue.seen()
            remarks = tuple(RemarkWish(one.kind, one.id, "", "INCOMPLETE") for one in seen)
            found = race(
                queue,
                pool,
                (queue.manager, Approve(block_code=HERE, records=seen, tick_clean=True)),
                (other, Reject(block_code=HERE, records=seen, remarks=remarks)),
            )
            assert [isinstance(one, Conflict) for one in found] in ([True, False], [False, True])
            assert len({one.subject.bucket for one in queue.group().records}) == 1
            standing = [row for row in queue.desk.rows(tables.verdict) if row.undone_at is None]
            who = queue.manager if isinstance(found[1], Conflict) else other
            assert [row.decided_by for row in standing] == [who.user_id] * 7
            queue.run(TakeBack(block_code=HERE, act=standing[0].act, reason="again"), who)


def test_a_claim_is_the_first_ones_until_it_ends(queue: Queue, keys: Keys) -> None:
    """The first holds it and renews it, the second reads who has it; after its end or release she has it."""
    cbo, other = queue.cbo("shg-0001"), queue.second_manager()
    command = ClaimCbo(block_code=HERE, cbo_id=cbo)

    def claim(who: Actor, at: int) -> tuple[str, bool]:
        done = Door(queue.desk.office.store, keys, lambda: at).run(who, command)
        return done.claimed_by, done.mine

    mine, hers = queue.manager.user_id, other.user_id
    assert claim(queue.manager, NOW) == (mine, True)
    assert claim(other, NOW + 1) == (mine, False)
    assert claim(queue.manager, NOW + CLAIM_MS - 1) == (mine, True)
    assert claim(other, NOW + CLAIM_MS + 1) == (mine, False)
    assert claim(other, NOW + 2 * CLAIM_MS) == (hers, True)
    queue.run(ReleaseCbo(block_code=HERE, cbo_id=cbo))
    assert claim(queue.manager, NOW + 2 * CLAIM_MS + 1) == (hers, False)
    queue.run(ReleaseCbo(block_code=HERE, cbo_id=cbo), other)
    assert claim(queue.manager, NOW + 2 * CLAIM_MS + 2) == (mine, True)


def test_of_two_claims_at_one_moment_one_holds(queue: Queue) -> None:
    """Both managers open the group at one moment: one holds it, and both know which."""
    cbo, other = queue.cbo("shg-0001"), queue.second_manager()
    command = ClaimCbo(block_code=HERE, cbo_id=cbo)
    with ThreadPoolExecutor(2) as pool:
        for _ in range(20):
            found = race(queue, pool, (queue.manager, command), (other, command))
            assert sorted(one.mine for one in found) == [False, True]
            assert len({one.claimed_by for one in found}) == 1
            for who in (queue.manager, other):
                queue.run(ReleaseCbo(block_code=HERE, cbo_id=cbo), who)


def test_a_claim_keeps_nobody_from_deciding(queue: Queue) -> None:
    """A mark is no lock: the second manager decides, and the first is told so at her own act."""
    other, seen = queue.second_manager(), queue.seen()
    queue.run(ClaimCbo(block_code=HERE, cbo_id=queue.cbo("shg-0001")))
    assert queue.approve(*seen, who=other).groups == 1
    with refuses(Conflict, "seen.changed", other.user_id):
        queue.approve(*seen)
