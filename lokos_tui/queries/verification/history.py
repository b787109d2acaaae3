"""The history of one record in words: who sent, ticked, decided, took back and exported it, oldest first."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, and_, case, or_, select, union

from lokos_tui.db import tables
from lokos_tui.domain.accounts.permissions import Actor, Permission, require_cluster
from lokos_tui.domain.accounts.roles import Duty, label_of
from lokos_tui.domain.dates import time_of
from lokos_tui.domain.duplicates.decision import REASONS
from lokos_tui.domain.errors import NotFound
from lokos_tui.domain.message import _, joined, pgettext
from lokos_tui.domain.outbox.leaving import AnswerKind
from lokos_tui.domain.profiles.model import Kind, RecordKind, Signed
from lokos_tui.domain.profiles.remarks import words_of
from lokos_tui.domain.profiles.said import remarks_said
from lokos_tui.domain.verification.flow import VerdictKind
from lokos_tui.domain.verification.identifiers import BY_NAME, Mark
from lokos_tui.queries.scope import in_scope
from lokos_tui.queries.verification.find import may_see_members

_CBO, _MEMBER, _VERSION, _UPLOAD = tables.cbo, tables.member, tables.profile_version, tables.upload
_VERDICT, _MARK, _PAIR = tables.verdict, tables.identifier_mark, tables.pair_decision
_OUTBOX, _EXPORT, _BATCH = tables.outbox, tables.export, tables.import_batch
_ANSWER = tables.export_answer
_LINK, _USER, _ROLE = tables.cbo_link, tables.user_account, tables.user_role
_SIGNED = {Signed.YES.value: pgettext("upload", "signed"), Signed.NO.value: pgettext("upload", "not signed")}
CENTRAL = _("central server")


class HistoryLine(NamedTuple):
    """One act: when (milliseconds UTC), by whom, and what was done, in words."""

    at: int
    who: str
    what: str


class _Key(NamedTuple):
    """The record that is asked for."""

    connection: Connection
    block: str
    record_kind: str
    id: int
    kind: Kind

    def of(self, table: Any) -> tuple[Any, ...]:
        """Return the conditions of this record's rows in a table."""
        return (
            table.c.block_code == self.block,
            table.c.record_kind == self.record_kind,
            table.c.record_id == self.id,
        )


def record_history(
    connection: Connection, actor: Actor, block_code: str, kind: str, record_id: int
) -> tuple[HistoryLine, ...]:
    """Return what was done to a CBO ('C') or a member ('M'), oldest first.

    Who may see CBOs sees a CBO's; a member's asks for verification or for
    duplicates, and for her cluster. Raises Refused and NotFound.
    """
    permission = may_see_members(actor) if kind == RecordKind.MEMBER else Permission.CBOS_VIEW
    in_scope(connection, actor, permission, block_code)
    head = _head(connection, actor, block_code, kind, record_id)
    key = _Key(connection, block_code, kind, record_id, Kind(head.kind))
    sources = (_loaded(head), _links(key), _uploads(key), _pairs(key), _marks(key), _verdicts(key), _sent(key))
    lines = [(line.at, rank, line) for rank, source in enumerate(sources) for line in source]
    lines.sort(key=lambda one: one[:2])  # of one moment: what was sent stands before what was decided on it
    return tuple(line for *_order, line in lines)


def _head(connection: Connection, actor: Actor, block: str, kind: str, number: int) -> Any:
    """Return kind, cluster and load of the record. Raises NotFound."""
    table = _MEMBER if kind == RecordKind.MEMBER else _CBO
    query = select(table.c.batch_id, _BATCH.c.at, _BATCH.c.by_user, _BATCH.c.file_name).where(
        table.c.block_code == block, table.c.id == number
    )
    query = query.outerjoin(_BATCH, and_(_BATCH.c.block_code == block, _BATCH.c.id == table.c.batch_id))
    if kind == RecordKind.MEMBER:
        group = and_(_CBO.c.block_code == block, _CBO.c.id == _MEMBER.c.shg_id)
        query = query.join(_CBO, group).add_columns(_CBO.c.clf_id, case((_CBO.c.id > 0, "MEMBER")).label("kind"))
    else:
        query = query.add_columns(_CBO.c.cbo_type.label("kind"))
    head = connection.execute(query).first()
    if head is None:
        raise NotFound("record.unknown", _("There is no such record in your block."), _("Go back and refresh."))
    if kind == RecordKind.MEMBER:
        require_cluster(actor, head.clf_id)
    return head


def _loaded(head: Row[Any]) -> Iterator[HistoryLine]:
    if head.at is not None:
        loaded = _("loaded it from the list {file} (load {batch})", file=head.file_name, batch=head.batch_id)
        yield HistoryLine(head.at, head.by_user, loaded)


def _links(key: _Key) -> Iterator[HistoryLine]:
    if key.record_kind == RecordKind.MEMBER:
        return
    query = (
        select(_LINK, _USER.c.name, _USER.c.user_id, _ROLE.c.role)
        .join(_USER, and_(_USER.c.block_code == _LINK.c.block_code, _USER.c.id == _LINK.c.account_id))
        .join(_ROLE, and_(_ROLE.c.block_code == _LINK.c.block_code, _ROLE.c.id == _LINK.c.role_id))
        .where(_LINK.c.block_code == key.block, _LINK.c.cbo_id == key.id)
        .order_by(_LINK.c.id)
    )
    for row in key.connection.execute(query):
        books = row.duty == Duty.BOOKS
        whom = {"name": row.name, "user_id": row.user_id, "role": label_of(row.role)}
        given = (
            _("gave its books to {name} ({user_id}, {role})", **whom)
            if books
            else _("gave its approvals to {name} ({user_id}, {role})", **whom)
        )
        yield HistoryLine(row.linked_at, row.linked_by, _because(given, row.why))
        if row.unlinked_at is not None:
            gone = (
                _("took its books from {name} ({user_id}, {role})", **whom)
                if books
                else _("took its approvals from {name} ({user_id}, {role})", **whom)
            )
            yield HistoryLine(row.unlinked_at, row.unlinked_by or "", _because(gone, row.unlink_why))


def _uploads(key: _Key) -> Iterator[HistoryLine]:
    query = (
        select(_VERSION.c.at, _VERSION.c.made_by, _VERSION.c.loaded_by, _VERSION.c.revision, _UPLOAD.c.signed)
        .outerjoin(_UPLOAD, and_(_UPLOAD.c.block_code == _VERSION.c.block_code, _UPLOAD.c.id == _VERSION.c.upload_id))
        .where(*key.of(_VERSION))
        .order_by(_VERSION.c.version)
    )
    for row in key.connection.execute(query):
        own = row.made_by.upper() == row.loaded_by.upper()
        maker = "" if own else _("made by {user_id}", user_id=row.made_by)
        parts = (_("uploaded revision {revision}", revision=row.revision), maker, _SIGNED.get(row.signed, ""))
        yield HistoryLine(row.at, row.loaded_by, joined(", ", parts))


def _marks(key: _Key) -> Iterator[HistoryLine]:
    """Give the marks as they stand; ticks of one key are one line."""
    query = (
        select(_MARK)
        .join(_VERSION, and_(_VERSION.c.block_code == _MARK.c.block_code, _VERSION.c.id == _MARK.c.version_id))
        .where(*key.of(_VERSION))
        .order_by(_MARK.c.decided_at, _MARK.c.id)
    )
    ticked: dict[tuple[int, str, int], list[str]] = {}
    for row in key.connection.execute(query):
        label = BY_NAME[row.identifier].label
        if row.mark == Mark.TICK:
            ticked.setdefault((row.decided_at, row.decided_by, row.version_id), []).append(label)
        else:
            said = _("crossed {label}: {remark}", label=label, remark=words_of(row.remark_code, row.remark))
            yield HistoryLine(row.decided_at, row.decided_by, said)
    for (at, who, _version), labels in ticked.items():
        yield HistoryLine(at, who, _("ticked {labels}", labels=joined(", ", labels)))


def _verdicts(key: _Key) -> Iterator[HistoryLine]:
    query = (
        select(_VERDICT, _VERSION.c.revision)
        .outerjoin(_VERSION, and_(_VERSION.c.block_code == key.block, _VERSION.c.id == _VERDICT.c.version_id))
        .where(*key.of(_VERDICT))
        .order_by(_VERDICT.c.id)
    )
    for row in key.connection.execute(query):
        yield HistoryLine(row.decided_at, row.decided_by, _decided(key.kind, row))
        if row.undone_at is not None:
            undone = {"at": time_of(row.decided_at), "reason": row.undo_reason}
            said = (
                _("took back the rejection of {at}: {reason}", **undone)
                if row.verdict == VerdictKind.REJECTED
                else _("took back the approval of {at}: {reason}", **undone)
            )
            yield HistoryLine(row.undone_at, row.undone_by or "", said)


def _decided(kind: Kind, row: Row[Any]) -> str:
    """Return a verdict in words, with the number by which it is taken back."""
    facts = {"revision": row.revision, "act": row.act}
    if row.verdict == VerdictKind.REJECTED:
        remarks = remarks_said(kind, json.loads(row.remarks))
        return _("rejected revision {revision}: {remarks} (act {act})", remarks=remarks, **facts)
    if row.verdict == VerdictKind.ACTIVATED:
        return _("activated it; it was given the code {code} (act {act})", code=row.issued, act=row.act)
    if row.issued:
        return _("approved revision {revision}; it was given the code {code} (act {act})", code=row.issued, **facts)
    return _("approved revision {revision} (act {act})", **facts)


def _pairs(key: _Key) -> Iterator[HistoryLine]:
    """Give what was decided on pairs with other records of the same kind."""
    own = (_PAIR.c.one_kind == key.record_kind, _PAIR.c.one_id == key.id)
    mine = or_(and_(*own), and_(_PAIR.c.other_kind == key.record_kind, _PAIR.c.other_id == key.id))
    beside = case((and_(*own), _PAIR.c.other_id), else_=_PAIR.c.one_id)
    table = _MEMBER if key.record_kind == RecordKind.MEMBER else _CBO
    query = (
        select(_PAIR, table.c.name)
        .outerjoin(table, and_(table.c.block_code == key.block, table.c.id == beside))
        .where(_PAIR.c.block_code == key.block, mine)
        .order_by(_PAIR.c.id)
    )
    for row in key.connection.execute(query):
        other = row.name or _("another record")
        said = _("said that it is no duplicate of {other}", other=other)
        why = joined(": ", (said, REASONS.get(row.reason_code, ""), row.reason or ""))
        yield HistoryLine(row.decided_at, row.decided_by, why)
        if row.undone_at is not None:
            said = _("took back that it is no duplicate of {other}", other=other)
            yield HistoryLine(row.undone_at, row.undone_by or "", _because(said, row.undo_reason))


def _sent(key: _Key) -> Iterator[HistoryLine]:
    """Give each sending and each answer, of files that a record has left again since too."""
    left = select(_OUTBOX.c.id.label("outbox_id"), _OUTBOX.c.block_code, _OUTBOX.c.export_id, _OUTBOX.c.revision)
    left = left.where(*key.of(_OUTBOX), _OUTBOX.c.export_id.is_not(None))
    before = (
        select(_ANSWER.c.outbox_id, _ANSWER.c.block_code, _ANSWER.c.export_id, _OUTBOX.c.revision)
        .join(_OUTBOX, and_(_OUTBOX.c.block_code == _ANSWER.c.block_code, _OUTBOX.c.id == _ANSWER.c.outbox_id))
        .where(*key.of(_OUTBOX))
    )
    sent = union(left, before).subquery()
    query = (
        select(sent.c.outbox_id, sent.c.revision, _EXPORT)
        .join(_EXPORT, and_(_EXPORT.c.block_code == sent.c.block_code, _EXPORT.c.id == sent.c.export_id))
        .order_by(sent.c.outbox_id, _EXPORT.c.id)
    )
    for row in key.connection.execute(query).all():
        sent_in = {"revision": row.revision, "export_uid": row.export_uid}
        said = _("sent revision {revision} to the central server in {export_uid}", **sent_in)
        yield HistoryLine(row.made_at, row.made_by, said)
        mine = and_(_ANSWER.c.block_code == key.block, _ANSWER.c.outbox_id == row.outbox_id)
        answers = select(_ANSWER).where(mine, _ANSWER.c.export_id == row.id).order_by(_ANSWER.c.id)
        for one in key.connection.execute(answers):
            yield HistoryLine(one.answered_at, CENTRAL, _answer(one, row.export_uid))


def _answer(one: Row[Any], export_uid: str) -> str:
    if one.answer == AnswerKind.TAKEN:
        return _("took it ({export_uid})", export_uid=export_uid)
    if not one.answer_reason:
        return _("refused it ({export_uid})", export_uid=export_uid)
    return _("refused it: {reason} ({export_uid})", reason=one.answer_reason, export_uid=export_uid)


def _because(said: str, reason: str | None) -> str:
    return joined(": ", (said, reason or ""))
