"""Loading a bundle: each line whole or not at all, every record's version kept, one transaction."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, select

from lokos_tui.commands.profiles import Uploaded, UploadProfiles
from lokos_tui.db import bulk, tables
from lokos_tui.domain.accounts.roles import is_community
from lokos_tui.domain.errors import Invalid, Problem
from lokos_tui.domain.message import _, by_face
from lokos_tui.domain.profiles.model import Signed
from lokos_tui.domain.profiles.plan import LinePlan, Outcome, UploadPlan, plan_upload
from lokos_tui.queries.profiles.snapshot import upload_snapshot
from lokos_tui.services.duplicates.stale import mark_stale
from lokos_tui.services.profiles.deciders import managers_beside, require_decider
from lokos_tui.services.profiles.records import Written, write_records

if TYPE_CHECKING:
    from sqlalchemy import Row

    from lokos_tui.domain.profiles.model import Bundle, Entry
    from lokos_tui.services.unit_of_work import UnitOfWork

_LINE = ("block_code", "id", "upload_id", "line_no", "kind", "uid", "name", "outcome", "reason", "cbo_id", "members")


def upload_profiles(work: UnitOfWork, command: UploadProfiles) -> Uploaded:
    """Load a bundle: plan it against the block as it stands now, write what is whole, remember every line.

    The same bundle again finds its records unchanged; lines that were locked
    then are taken now, and the signed whole of a bundle of which a part was
    taken unsigned goes on behind it. Raises Refused when a block manager loads
    what nobody else could decide on then, Invalid when the bundle as a whole may not be
    taken: not signed, signed by another, made for another block.
    """
    _require_whole(work, command)
    bundle, block = command.bundle, command.block_code
    others = managers_beside(work, block)
    plan = plan_upload(bundle, upload_snapshot(work.connection, work.actor, block, bundle), work.policy.norm)
    upload_id = _upload(work, command, plan)
    written = write_records(work, block, upload_id, plan)
    require_decider(work, block, upload_id, others)
    _lines(work, block, upload_id, plan, written)
    mark_stale(work.connection, block, written.refs, work.now)
    if written.versions:
        work.touch(block)
    work.record(
        command.action,
        block,
        "upload",
        upload_id,
        {
            "bundle": bundle.header.upload_id,
            "made_by": bundle.header.made_by,
            "signed": bundle.signed.value,
            **_counts(plan),
            "records": written.versions,
            **({"over the norm": list(plan.warnings)} if plan.warnings else {}),
        },
    )
    return Uploaded(upload_id, plan, written.versions)


def _require_whole(work: UnitOfWork, command: UploadProfiles) -> None:
    header, signed = command.bundle.header, command.bundle.signed
    problem = None
    if header.block_code != command.block_code:
        problem = Problem(
            "block",
            "bundle.block",
            _("The bundle is for block {block_code}, not for this one.", block_code=header.block_code),
            _("Send it there."),
        )
    elif signed is Signed.BROKEN:
        problem = Problem(
            "signature",
            "bundle.signature",
            _("The bundle is not what {made_by} signed.", made_by=header.made_by),
            _("Have her send it again; was her bundle key changed, she needs the new one."),
        )
    elif signed is Signed.NO and not command.accept_unsigned:
        problem = Problem(
            "signature",
            "bundle.unsigned",
            _("The bundle is not signed."),
            by_face(
                screen=_("If you know where it comes from, press U on the list of profiles and take it as it is."),
                command=_("If you know where it comes from, take it as it is: lokos import profiles FILE --unsigned."),
            ),
        )
    elif is_community(work.actor.role) and header.made_by.upper() != work.actor.user_id.upper():
        problem = Problem(
            "made_by",
            "bundle.maker",
            _("The bundle was made by {made_by}.", made_by=header.made_by),
            _("She loads her own bundles."),
        )
    if problem is not None:
        raise Invalid([problem])


def _counts(plan: UploadPlan) -> dict[str, int]:
    return {outcome.value.lower(): plan.count(outcome) for outcome in Outcome}


def _upload(work: UnitOfWork, command: UploadProfiles, plan: UploadPlan) -> int:
    """Return the id of the bundle's row; one that was loaded before keeps it."""
    table, bundle, block = tables.upload, command.bundle, command.block_code
    header = bundle.header
    query = select(table).where(table.c.block_code == block, table.c.upload_uid == header.upload_id)
    known = work.connection.execute(query).first()
    front = _front(work, known, bundle) if known is not None and known.sha256 != bundle.sha256 else []
    if front is None:
        raise Invalid(
            [
                Problem(
                    "upload_id",
                    "bundle.twice",
                    _("Another bundle was loaded under the same id, {upload_id}.", upload_id=header.upload_id),
                    _("The phone gives each bundle an id of its own; send it again."),
                )
            ]
        )
    values = {
        "sequence": header.sequence,
        "made_by": header.made_by,
        "made_at": header.made_at,
        "loaded_by": work.actor.user_id,
        "loaded_at": work.now,
        "signed": _shown_signed(bundle, plan, known, front),
        "whole": bundle.whole,
        "file_name": command.file_name,
        "counts": json.dumps(_counts(plan)),
    }
    if known is not None:
        mine = (table.c.block_code == block) & (table.c.id == known.id)
        work.connection.execute(table.update().where(mine).values(values | {"sha256": bundle.sha256}))
        lines = tables.upload_line
        work.connection.execute(delete(lines).where(lines.c.block_code == block, lines.c.upload_id == known.id))
        return int(known.id)
    number = work.next_id("upload", block)
    row = {"block_code": block, "id": number, "upload_uid": header.upload_id, "sha256": bundle.sha256}
    work.connection.execute(table.insert(), row | values)
    return number


def _shown_signed(bundle: Bundle, plan: UploadPlan, known: Row[Any] | None, front: list[int]) -> str:
    """Return what the upload says of itself: where its front part is not as it was signed, it is unsigned for good."""
    if known is not None and known.sha256 == bundle.sha256:
        return str(known.signed)
    refused = {line.line.number for line in plan.lines if line.outcome is Outcome.REFUSED}
    signed = bundle.signed is Signed.YES and refused.isdisjoint(front)
    return (Signed.YES if signed else Signed.NO).value


def _front(work: UnitOfWork, known: Row[Any], bundle: Bundle) -> list[int] | None:
    """Return the lines taken, unsigned, of the front part of a signed whole bundle; None when it is no part of it.

    The line at which the part was cut may have been no record yet.
    """
    header = bundle.header
    same = (known.made_by, known.made_at, known.sequence) == (header.made_by, header.made_at, header.sequence)
    if known.signed != Signed.NO or bundle.signed is not Signed.YES or not bundle.whole or not same:
        return None
    lines = tables.upload_line
    mine = (lines.c.block_code == known.block_code) & (lines.c.upload_id == known.id)
    columns = (lines.c.line_no, lines.c.kind, lines.c.uid, lines.c.outcome)
    rows = work.connection.execute(select(*columns).where(mine).order_by(lines.c.line_no)).all()
    sent = {line.number: line.cbo for line in bundle.lines}
    last = max((row.line_no for row in rows), default=0)
    if not all(_same_record(row, sent.get(row.line_no), may_be_cut=row.line_no == last) for row in rows):
        return None
    return [row.line_no for row in rows if row.outcome != Outcome.REFUSED]


def _same_record(row: Any, sent: Entry | None, *, may_be_cut: bool) -> bool:
    if row.kind == "":
        return sent is None or may_be_cut
    return sent is not None and (row.kind, row.uid) == (sent.kind.value, sent.uid)


def _lines(work: UnitOfWork, block: str, upload_id: int, plan: UploadPlan, written: Written) -> None:
    first = work.next_id("upload_line", block, max(1, len(plan.lines)))
    rows = (_line_row(block, first + n, upload_id, line, written) for n, line in enumerate(plan.lines))
    bulk.insert_rows(work.connection, tables.upload_line, _LINE, rows)


def _line_row(block: str, number: int, upload_id: int, plan: LinePlan, written: Written) -> tuple[object, ...]:
    entry = plan.line.cbo
    known = plan.cbo.known if plan.cbo else None
    cbo_id = written.cbos.get(entry.uid) if entry else None
    return (
        block,
        number,
        upload_id,
        plan.line.number,
        entry.kind.value if entry else "",
        entry.uid if entry else "",
        (entry.name or (known.name if known else "")) if entry else "",
        plan.outcome.value,
        plan.reason,
        cbo_id or (known.id if known else None),
        len(plan.line.members),
    )
