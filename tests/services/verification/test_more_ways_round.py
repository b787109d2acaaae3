"""Further ways round maker and checker: a transfer to another block and back, a decision put under a confirmed pair."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from lokos_tui.commands.duplicates import RefreshDuplicates
from lokos_tui.commands.verification import Approve, Reject, RemarkWish, TickClean
from lokos_tui.db import tables
from lokos_tui.domain.accounts.roles import Role
from lokos_tui.domain.duplicates.rules import SHIPPED
from lokos_tui.domain.errors import Invalid, Refused
from lokos_tui.domain.profiles.model import RecordKind
from lokos_tui.matching.records import Ref
from lokos_tui.services.duplicates.refresh import digest_of, refresh
from lokos_tui.services.duplicates.sources import texts
from lokos_tui.services.duplicates.store import MatchStore
from tests.support.bundles import MAKER, shg, woman
from tests.support.office import HERE, NOW, THERE, actor_of
from tests.support.refusals import refuses

if TYPE_CHECKING:
    from tests.support.verifying import Queue

USER = tables.user_account


def test_a_manager_of_another_block(queue: Queue) -> None:
    """Transferred away she decides nothing here any more; back under a new account she is still who made it."""
    there, seen = queue.desk.office.there, queue.seen()
    away = replace(actor_of(Role.BLOCK_PM, THERE), account=there.accounts["BPM"], user_id=there.user_ids["BPM"])
    remark = RemarkWish(seen[0].kind, seen[0].id, "", "INCOMPLETE")
    for command in (
        Approve(block_code=HERE, records=seen, tick_clean=True),
        Reject(block_code=HERE, records=seen[:1], remarks=(remark,)),
        TickClean(block_code=HERE, records=seen),
    ):
        with pytest.raises(Refused):
            queue.run(command, away)
    (maker,) = queue.desk.rows(USER, USER.c.user_id == MAKER)
    queue.desk.write(USER.update().where(USER.c.user_id == MAKER).values(status="DELETED"))
    queue.desk.write(USER.update().where(USER.c.user_id == queue.manager.user_id).values(mobile=maker.mobile))
    with refuses(Invalid, "maker.person"):
        queue.approve(*seen)
    assert not queue.desk.rows(tables.verdict)


def test_a_decision_put_under_a_confirmed_pair(queue: Queue) -> None:
    """A decision written behind the door does not free a confirmed duplicate, checked in part or anew."""
    her = woman(3, designation="MEMBER", voter_id="ABC1234560")
    groups = []
    for uid, first in (("shg-0002", 40), ("shg-0003", 80)):
        line = shg(uid, first=first)
        line["members"][0]["profile"] = her
        groups.append(queue.upload(line))
    pair = sorted(Ref(RecordKind.MEMBER, _confirmed(queue, cbo)) for cbo in groups)
    _decide_behind(queue, pair)
    for recheck in (True, False):
        if recheck:
            with queue.desk.office.store.writing() as connection:
                refresh(connection, HERE, texts(connection, HERE, pair), NOW, SHIPPED)
        else:
            queue.desk.run(RefreshDuplicates(block_code=HERE))
        for cbo in groups:
            assert _confirmed(queue, cbo)
            with refuses(Invalid, "confirmed"):
                queue.approve(cbo_id=cbo)
    assert not queue.desk.rows(tables.verdict)


def _confirmed(queue: Queue, cbo: int) -> int:
    (found,) = (one.subject.id for one in queue.group(cbo).members if one.subject.confirmed)
    return found


def _decide_behind(queue: Queue, pair: list[Ref]) -> None:
    """Write a decision on a pair straight into its table, as whole as the door would."""
    one, other = pair
    with queue.desk.office.store.reading() as connection:
        fields = MatchStore(connection, HERE).fields(pair)
    row: dict[str, Any] = {"one_kind": one.kind, "one_id": one.id, "other_kind": other.kind, "other_id": other.id}
    row |= {"one_digest": digest_of(fields[one]), "other_digest": digest_of(fields[other])}
    row |= {"reason_code": "SEEN_BOTH", "reason": "", "decided_by": "IUP_FAKE", "decided_at": 1, "undo_reason": ""}
    queue.desk.write(tables.pair_decision.insert().values(block_code=HERE, id=77, **row))
