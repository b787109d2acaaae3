"""The records of a planned upload: new rows, versions that wait, the federation, the new CBO's bookkeeper."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, select, update

from lokos_tui.db import bulk, tables
from lokos_tui.domain.accounts.roles import BOOKKEEPERS, Duty, Role, RoleStatus
from lokos_tui.domain.cbos.life import Life
from lokos_tui.domain.dates import iso_day
from lokos_tui.domain.duplicates.results import DuplicateResult
from lokos_tui.domain.links.rules import kind_of
from lokos_tui.domain.profiles.model import Kind, canonical
from lokos_tui.domain.profiles.plan import LinePlan, Outcome, RecordPlan, UploadPlan
from lokos_tui.domain.text import name_key
from lokos_tui.domain.verification.flow import Bucket, ChangeType, Event, VersionState, after
from lokos_tui.matching.records import CBO, MEMBER, Ref
from lokos_tui.services.cbos import federation
from lokos_tui.services.links.change import NewLink, open_links

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sqlalchemy import Table

    from lokos_tui.services.unit_of_work import UnitOfWork

_VERSION = ("block_code", "id", "record_kind", "record_id", "version", "state", "revision", "content", "digest",
            "made_by", "loaded_by", "upload_id", "at", "made_mobile", "loaded_mobile")  # fmt: skip
_OWN = frozenset({"block_code", "id", "shg_id", "uid", "name_key", "bucket", "change_type", "duplicate", "version",
                  "batch_id", "code", "member_code", "cbo_type", "gp_id", "village_id", "vo_id", "clf_id",
                  "request_date", "aadhaar", "source"})  # fmt: skip
"""Columns that the office keeps itself; a profile's content never writes them."""
PROFILES: Mapping[Kind, Table] = {
    Kind.SHG: tables.shg_profile,
    Kind.VO: tables.federation_profile,
    Kind.CLF: tables.federation_profile,
}
"""The table of the profile that stands beside a CBO's row; a member has none."""


@dataclass(slots=True)
class Written:
    """What was written: ids of the CBOs by uid, every record, how many versions."""

    cbos: dict[str, int] = field(default_factory=dict)
    refs: list[Ref] = field(default_factory=list)
    versions: int = 0


def write_records(work: UnitOfWork, block: str, upload_id: int, plan: UploadPlan) -> Written:
    """Write every line that is taken: new records, then a version of each record that is new or changed."""
    taken = [line for line in plan.lines if line.outcome in (Outcome.NEW, Outcome.CHANGED)]
    written = Written()
    _new_cbos(work, block, plan.bundle.header.made_by, taken, written)
    members = _new_members(work, block, taken, written)
    versions = list(_versions(work, block, upload_id, plan, taken, written, members))
    bulk.insert_rows(work.connection, tables.profile_version, _VERSION, versions)
    written.versions = len(versions)
    _wait(work, block, taken)
    return written


def content_row(content: Mapping[str, Any], table: Table) -> dict[str, Any]:
    """Return the columns of a table that a profile's content fills, with the table's own defaults for the rest."""
    return {
        column.name: content.get(column.name, _default(column)) for column in table.columns if column.name not in _OWN
    }


def _default(column: Any) -> Any:
    return column.default.arg if column.default is not None else None


def _new_cbos(work: UnitOfWork, block: str, maker_id: str, taken: Sequence[LinePlan], written: Written) -> None:
    new = [line for line in taken if line.cbo is not None and line.cbo.outcome is Outcome.NEW]
    if not new:
        return
    first = work.next_id("cbo", block, len(new))
    for number, line in enumerate(new, first):
        assert line.cbo is not None  # noqa: S101 - chosen above
        written.cbos[line.cbo.entry.uid] = number
    _insert(work, tables.cbo, (_cbo_row(work, block, line, written) for line in new))
    for table, kinds in ((tables.shg_profile, {Kind.SHG}), (tables.federation_profile, {Kind.VO, Kind.CLF})):
        rows = (
            {"block_code": block, "id": written.cbos[line.cbo.entry.uid], **content_row(line.cbo.entry.content, table)}
            for line in new
            if line.cbo is not None and line.cbo.entry.kind in kinds
        )
        _insert(work, table, rows)
    pairs = [(written.cbos[line.cbo.entry.uid], line.parent_id) for line in new if line.parent_id and line.cbo]
    federation.open_parents(work, block, pairs, "named in the profile")
    _link(work, block, maker_id, new, written)


def _cbo_row(work: UnitOfWork, block: str, line: LinePlan, written: Written) -> dict[str, Any]:
    assert line.cbo is not None  # noqa: S101
    entry = line.cbo.entry
    row = content_row(entry.content, tables.cbo) | {
        "block_code": block,
        "id": written.cbos[entry.uid],
        "cbo_type": entry.kind.value,
        "code": None,
        "uid": entry.uid,
        "name_key": name_key(entry.name),
        "gp_id": line.gp_id or None,
        "village_id": line.village_id or None,
        "vo_id": line.parent_id or None if entry.kind is Kind.SHG else None,
        "clf_id": line.parent_id or None if entry.kind is Kind.VO else None,
        "request_date": iso_day(work.now),
        "change_type": ChangeType.NEW,
        "bucket": after(Bucket.INCOMPLETE, Event.UPLOAD, entry.name),
        "duplicate": DuplicateResult.NOT_CHECKED,
        "version": 1,
        "batch_id": None,
    }
    row["origin"] = entry.content.get("origin", "NEW")
    row["life"] = row.get("life") or Life.ACTIVE.value
    return row


def _link(work: UnitOfWork, block: str, maker_id: str, new: Sequence[LinePlan], written: Written) -> None:
    """Link each new CBO to the bookkeeper who made it: its books are hers from the start."""
    user, role = tables.user_account, tables.user_role
    maker = work.connection.execute(
        select(role.c.id, role.c.role, role.c.account_id)
        .join(user, (user.c.block_code == role.c.block_code) & (user.c.id == role.c.account_id))
        .where(
            role.c.block_code == block,
            role.c.status == RoleStatus.ACTIVE,
            func.upper(user.c.user_id) == maker_id.upper(),
        )
    ).all()
    by_kind = {kind_of(Role(row.role)): row for row in maker if Role(row.role) in BOOKKEEPERS}
    links = []
    for line in new:
        assert line.cbo is not None  # noqa: S101
        kind = line.cbo.entry.kind.value
        row = by_kind[next(one for one in by_kind if str(one) == kind)]
        links.append(NewLink(row.account_id, row.id, written.cbos[line.cbo.entry.uid], kind, Duty.BOOKS))
    open_links(work, block, links, "came with her upload")


def _new_members(work: UnitOfWork, block: str, taken: Sequence[LinePlan], written: Written) -> dict[str, int]:
    new = [(line, plan) for line in taken for plan in line.members if plan.outcome is Outcome.NEW]
    if not new:
        return {}
    first = work.next_id("member", block, len(new))
    ids = {plan.entry.uid: number for number, (_, plan) in enumerate(new, first)}
    _insert(work, tables.member, (_member_row(block, ids, line, plan, written) for line, plan in new))
    return ids


def _member_row(
    block: str, ids: Mapping[str, int], line: LinePlan, plan: RecordPlan, written: Written
) -> dict[str, Any]:
    return content_row(plan.entry.content, tables.member) | {
        "block_code": block,
        "id": ids[plan.entry.uid],
        "shg_id": _cbo_id(line, written),
        "member_code": None,
        "uid": plan.entry.uid,
        "name_key": name_key(plan.entry.name),
        "change_type": ChangeType.NEW,
        "bucket": after(Bucket.INCOMPLETE, Event.UPLOAD, plan.entry.name),
        "duplicate": DuplicateResult.NOT_CHECKED,
        "version": 1,
        "batch_id": None,
    }


def _cbo_id(line: LinePlan, written: Written) -> int:
    assert line.cbo is not None  # noqa: S101
    return line.cbo.known.id if line.cbo.known else written.cbos[line.cbo.entry.uid]


def _versions(
    work: UnitOfWork,
    block: str,
    upload_id: int,
    plan: UploadPlan,
    taken: Sequence[LinePlan],
    written: Written,
    members: Mapping[str, int],
) -> Iterator[tuple[Any, ...]]:
    header = plan.bundle.header
    writes = [
        (record, MEMBER if record.entry.kind is Kind.MEMBER else CBO, line)
        for line in taken
        for record in (line.cbo, *line.members)
        if record is not None and record.writes
    ]
    first = work.next_id("profile_version", block, max(1, len(writes)))
    made, loaded = (mobile_of(work, user) for user in (header.made_by, work.actor.user_id))
    for number, (record, kind, line) in enumerate(writes, first):
        known = record.known
        record_id = known.id if known else members[record.entry.uid] if kind == MEMBER else _cbo_id(line, written)
        written.refs.append(Ref(kind, record_id))
        yield (
            block, number, kind, record_id, (known.version if known else 0) + 1, VersionState.WAITING,
            record.entry.revision,
            canonical(record.entry.content), record.digest, header.made_by, work.actor.user_id, upload_id, work.now,
            made, loaded,
        )  # fmt: skip


def mobile_of(work: UnitOfWork, user_id: str) -> str:
    """Return the mobile of an account as it is now; '' when there is none. Who makes a record is known by it later."""
    user = tables.user_account
    found = work.connection.execute(select(user.c.mobile).where(user.c.user_id == user_id.upper())).scalar_one_or_none()
    return str(found or "")


def _wait(work: UnitOfWork, block: str, taken: Sequence[LinePlan]) -> None:
    """Put every changed record before the block manager; what is official stays as it is."""
    cbos = [line for line in taken if line.cbo is not None and line.cbo.outcome is Outcome.CHANGED]
    members = [plan for line in taken for plan in line.members if plan.outcome is Outcome.CHANGED]
    _set_waiting(work, block, tables.cbo, [line.cbo for line in cbos if line.cbo is not None])
    _set_waiting(work, block, tables.member, members)
    _ask_for_members(work, block, taken)
    for line in cbos:
        if line.cbo is not None and line.cbo.known is not None and not line.cbo.known.approved:
            _redraw(work, block, tables.cbo, line.cbo)
            _move(work, block, line, line.cbo.known.id)
    for plan in members:
        if plan.known is not None and not plan.known.approved:
            _redraw(work, block, tables.member, plan)


def _ask_for_members(work: UnitOfWork, block: str, taken: Sequence[LinePlan]) -> None:
    """Date the request of an SHG whose members wait although its own profile does not: its place in the queue."""
    rows = [
        {"row": line.cbo.known.id}
        for line in taken
        if line.cbo is not None and line.cbo.known is not None and not line.cbo.writes
    ]
    if rows:
        cbo = tables.cbo
        statement = update(cbo).where(
            cbo.c.block_code == block, cbo.c.id == bindparam("row"), cbo.c.bucket != Bucket.PENDING_BM
        )
        work.connection.execute(statement.values(request_date=iso_day(work.now)), rows)


def _move(work: UnitOfWork, block: str, line: LinePlan, cbo_id: int) -> None:
    """Bring the places, and the federation above a CBO nobody approved yet, to what was sent last."""
    table = tables.cbo
    mine = (table.c.block_code == block) & (table.c.id == cbo_id)
    work.connection.execute(
        update(table).where(mine).values(gp_id=line.gp_id or None, village_id=line.village_id or None)
    )
    column = federation.parent_column(line.cbo.entry.kind.value) if line.cbo else ""
    if not column:
        return
    before = work.connection.execute(select(table.c[column]).where(mine)).scalar_one()
    if (before or 0) != line.parent_id:
        federation.move(work, block, [(cbo_id, line.parent_id or None)], "named in the profile")
        work.connection.execute(update(table).where(mine).values({column: line.parent_id or None}))


def _set_waiting(work: UnitOfWork, block: str, table: Table, records: Iterable[RecordPlan]) -> None:
    values: dict[str, Any] = {name: bindparam(f"new_{name}") for name in ("bucket", "change_type", "uid")}
    if table is tables.cbo:
        values["request_date"] = iso_day(work.now)
    rows = [
        {
            "row": record.known.id,
            "new_bucket": after(record.known.bucket, Event.UPLOAD, record.known.name),
            "new_change_type": ChangeType.MODIFIED if record.known.approved else ChangeType.NEW,
            "new_uid": record.entry.uid,
        }
        for record in records
        if record.known is not None
    ]
    if rows:
        statement = update(table).where(table.c.block_code == block, table.c.id == bindparam("row"))
        work.connection.execute(statement.values(version=table.c.version + 1, **values), rows)


def _redraw(work: UnitOfWork, block: str, table: Table, record: RecordPlan) -> None:
    """Show a record nobody approved yet as it was sent last: nothing of it is official."""
    assert record.known is not None  # noqa: S101 - the callers ask
    content, number = record.entry.content, record.known.id
    shown = {key: value for key, value in content_row(content, table).items() if key in content}
    mine = (table.c.block_code == block) & (table.c.id == number)
    work.connection.execute(update(table).where(mine).values(name_key=name_key(record.entry.name), **shown))
    profile = PROFILES.get(record.entry.kind)
    if profile is not None:
        own = (profile.c.block_code == block) & (profile.c.id == number)
        work.connection.execute(update(profile).where(own).values(content_row(content, profile)))


def _insert(work: UnitOfWork, table: Table, rows: Iterable[Mapping[str, Any]]) -> None:
    found = list(rows)
    if found:
        columns = tuple(found[0])
        bulk.insert_rows(work.connection, table, columns, (tuple(row[name] for name in columns) for row in found))
