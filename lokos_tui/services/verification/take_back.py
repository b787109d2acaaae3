"""Taking an act back: by the one who did it, with a reason, while nothing stands on it and nothing of it was sent.

Of the four ways to take something back (a load, a save of links, a decision on a pair, an act of verification) this
one alone restores rows from what a verdict kept. They share what is the same: with a decision on a pair what a reason
must be (``reason_problems``) and the stamp (``UnitOfWork.taken_back``), with an approval the check for duplicates
(``check_again``), with a load how a CBO is moved to another federation (``federation.move``). What is checked before,
and what is written, follows from what each had done and stays its own.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, delete, or_, select, update

from lokos_tui.db import tables
from lokos_tui.domain.accounts.permissions import require_cluster
from lokos_tui.domain.errors import Conflict, NotFound, Refused
from lokos_tui.domain.message import _, by_face
from lokos_tui.domain.profiles.model import Kind, RecordKind
from lokos_tui.domain.verification.flow import Event, VerdictKind, VersionState, after
from lokos_tui.matching.records import Ref
from lokos_tui.services.duplicates.check import check_again
from lokos_tui.services.reasons import kept_reason
from lokos_tui.services.verification.official import fingerprint, mine, restore, row_of, snapshot

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Row

    from lokos_tui.commands.verification import TakeBack
    from lokos_tui.services.unit_of_work import UnitOfWork

_VERDICT, _VERSION, _OUTBOX, _CBO = tables.verdict, tables.profile_version, tables.outbox, tables.cbo


def take_back(work: UnitOfWork, command: TakeBack) -> int:
    """Take an act back and return how many records wait again."""
    block, reason = command.block_code, kept_reason(command.reason, must=True)
    _require_no_opening(work, block, command.act)
    rows = _standing(work, block, command.act)
    for row in rows:
        _require_free(work, block, row, command.act)
    for row in rows:
        _undo(work, block, row, reason)
    refs = [Ref(row.record_kind, row.record_id) for row in rows]
    check_again(work, block, refs)
    work.touch(block)
    taken = [f"{row.record_kind}{row.record_id}" for row in rows]
    work.record(command.action, block, "act", command.act, {"records": taken}, reason)
    return len(rows)


def _require_no_opening(work: UnitOfWork, block: str, act: int) -> None:
    """Refuse the act that accepted an opening load: it goes back as a load, with all that belongs to it."""
    load = tables.opening_load
    query = select(load.c.id).where(load.c.block_code == block, load.c.act == act)
    number = work.connection.execute(query).scalar_one_or_none()
    if number is not None:
        raise Conflict(
            "act.opening",
            _("That act accepted opening load {number}.", number=number),
            by_face(
                screen=_("Take the load back."),
                command=_("Take the load back: lokos opening undo {number}.", number=number),
            ),
        )


def _standing(work: UnitOfWork, block: str, act: int) -> Sequence[Row[Any]]:
    """Return the verdicts of an act that stand. Raises NotFound for none, Refused for somebody else's."""
    query = (
        select(_VERDICT)
        .where(_VERDICT.c.block_code == block, _VERDICT.c.act == act, _VERDICT.c.undone_at.is_(None))
        .order_by(_VERDICT.c.id)
    )
    rows = work.connection.execute(query).all()
    if not rows:
        raise NotFound(
            "act.gone", _("There is no such decision, or it was taken back already."), _("Refresh the list.")
        )
    others = {row.decided_by for row in rows} - {work.actor.user_id}
    if others:
        raise Refused(
            "act.hers", _("Only {user_id}, who decided it, may take it back.", user_id=others.pop()), _("Ask her.")
        )
    return rows


def _kind(work: UnitOfWork, block: str, row: Row[Any]) -> tuple[Kind, Row[Any]]:
    """Return a record's kind and its row as it is now; a block manager of another cluster is refused."""
    if row.record_kind == RecordKind.MEMBER:
        member = tables.member
        now = work.connection.execute(
            select(member, _CBO.c.clf_id)
            .join(_CBO, and_(_CBO.c.block_code == member.c.block_code, _CBO.c.id == member.c.shg_id))
            .where(mine(member, block, row.record_id))
        ).one()
        require_cluster(work.actor, now.clf_id)
        return Kind.MEMBER, now
    now = work.connection.execute(select(_CBO).where(mine(_CBO, block, row.record_id))).one()
    require_cluster(work.actor, now.id if now.cbo_type == "CLF" else now.clf_id)
    return Kind(now.cbo_type), now


def _require_free(work: UnitOfWork, block: str, row: Row[Any], act: int) -> None:
    """Refuse when something stands on the verdict."""
    kind, now = _kind(work, block, row)
    if row.verdict != VerdictKind.ACTIVATED:
        after(now.bucket, Event.TAKE_BACK, now.name)
    newest = work.connection.execute(
        select(_VERDICT.c.id)
        .where(_VERDICT.c.block_code == block, _VERDICT.c.record_kind == row.record_kind)
        .where(_VERDICT.c.record_id == row.record_id, _VERDICT.c.undone_at.is_(None))
        .order_by(_VERDICT.c.id.desc())
        .limit(1)
    ).scalar_one()
    if newest != row.id or _newer_version(work, block, row) or _changed(work, block, row, kind):
        raise Conflict(
            "act.built", _("{name} was changed again since.", name=now.name), _("What came later is decided first.")
        )
    if _sent(work, block, row.id):
        sentence = _("{name} has left for the central server; it cannot be taken back.", name=now.name)
        raise Conflict("act.sent", sentence, _("Have the bookkeeper correct and upload it again."))
    if row.verdict != VerdictKind.REJECTED:
        _require_nothing_above(work, block, row, kind, now, act)


def _changed(work: UnitOfWork, block: str, row: Row[Any], kind: Kind) -> bool:
    """Say whether what the approval left was changed by another act: a master list that was loaded since."""
    left = json.loads(row.before).get("after")
    return left is not None and left != fingerprint(snapshot(work, block, kind, row.record_id))


def _newer_version(work: UnitOfWork, block: str, row: Row[Any]) -> bool:
    query = select(_VERSION.c.id).where(
        _VERSION.c.block_code == block,
        _VERSION.c.record_kind == row.record_kind,
        _VERSION.c.record_id == row.record_id,
        _VERSION.c.id > (row.version_id or 0),
        _VERSION.c.state == VersionState.WAITING,
    )
    return work.connection.execute(query.limit(1)).first() is not None


def _sent(work: UnitOfWork, block: str, verdict: int) -> bool:
    query = select(_OUTBOX.c.id).where(
        _OUTBOX.c.block_code == block, _OUTBOX.c.verdict_id == verdict, _OUTBOX.c.export_id.is_not(None)
    )
    return work.connection.execute(query).first() is not None


def _require_nothing_above(work: UnitOfWork, block: str, row: Row[Any], kind: Kind, now: Row[Any], act: int) -> None:
    """Refuse a member whose SHG was approved with her, and a federation that others were approved into."""
    if kind is Kind.MEMBER:
        later = select(_VERDICT.c.act).where(
            _VERDICT.c.block_code == block,
            _VERDICT.c.record_kind == RecordKind.CBO,
            _VERDICT.c.record_id == now.shg_id,
            _VERDICT.c.verdict == VerdictKind.APPROVED,
            _VERDICT.c.undone_at.is_(None),
            _VERDICT.c.id > row.id,
            _VERDICT.c.act != act,
        )
        if work.connection.execute(later.limit(1)).first() is not None:
            raise Conflict(
                "act.group",
                _("{name}'s SHG was approved after her.", name=now.name),
                _("Take the SHG's approval back first."),
            )
    elif row.issued and kind in (Kind.VO, Kind.CLF):
        below = or_(_CBO.c.vo_id == row.record_id, and_(_CBO.c.cbo_type == "VO", _CBO.c.clf_id == row.record_id))
        found = select(_CBO.c.name).where(_CBO.c.block_code == block, below).limit(1)
        name = work.connection.execute(found).scalar_one_or_none()
        if name is not None:
            raise Conflict(
                "act.below",
                _("{name} belongs to {above} by now.", name=name, above=now.name),
                _("It cannot be taken back."),
            )


def _undo(work: UnitOfWork, block: str, row: Row[Any], reason: str) -> None:
    kind, now = _kind(work, block, row)
    table = row_of(kind)
    work.connection.execute(update(_VERDICT).where(mine(_VERDICT, block, row.id)).values(work.taken_back(reason)))
    work.connection.execute(delete(_OUTBOX).where(_OUTBOX.c.block_code == block, _OUTBOX.c.verdict_id == row.id))
    if row.version_id is not None:
        work.connection.execute(
            update(_VERSION).where(mine(_VERSION, block, row.version_id)).values(state=VersionState.WAITING)
        )
    if row.verdict == VerdictKind.APPROVED:
        _bring_back_older(work, block, row)
    values: dict[str, Any] = {"version": table.c.version + 1}
    if row.verdict != VerdictKind.ACTIVATED:  # an activation moved nothing
        values["bucket"] = after(now.bucket, Event.TAKE_BACK, now.name)
    if row.verdict != VerdictKind.REJECTED:
        restore(work, block, kind, row.record_id, json.loads(row.before))
    work.connection.execute(update(table).where(mine(table, block, row.record_id)).values(values))


def _bring_back_older(work: UnitOfWork, block: str, row: Row[Any]) -> None:
    """Make the version that was official before official again."""
    older = (
        select(_VERSION.c.id)
        .join(_VERDICT, and_(_VERDICT.c.block_code == block, _VERDICT.c.version_id == _VERSION.c.id))
        .where(
            _VERSION.c.block_code == block,
            _VERSION.c.record_kind == row.record_kind,
            _VERSION.c.record_id == row.record_id,
            _VERSION.c.state == VersionState.REPLACED,
            _VERDICT.c.undone_at.is_(None),
        )
        .order_by(_VERSION.c.version.desc())
        .limit(1)
    )
    number = work.connection.execute(older).scalar_one_or_none()
    if number is not None:
        work.connection.execute(
            update(_VERSION).where(mine(_VERSION, block, number)).values(state=VersionState.APPROVED)
        )
