"""Looking at a plan again inside the transaction: which rows are no longer what the preview said.

One query per list, none per row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import select

from lokos_tui.db import tables
from lokos_tui.domain.accounts.roles import AccountStatus, Duty, RoleStatus
from lokos_tui.domain.cbos.life import Life
from lokos_tui.domain.dates import time_of
from lokos_tui.domain.links.rules import duty_of
from lokos_tui.domain.loads.mapping import Person, Plan, PlanRow, RowResult
from lokos_tui.domain.loads.outcomes import LoadOutcome
from lokos_tui.domain.message import _

if TYPE_CHECKING:
    from lokos_tui.services.unit_of_work import UnitOfWork

_CHUNK = 500


class _Holder(NamedTuple):
    link_id: int
    role_id: int
    user_id: str
    since: int
    by: str


class _Now(NamedTuple):
    """The block as it stands in this transaction; ``cbos`` says of each whether it is active."""

    books: dict[int, _Holder]
    roles: set[tuple[int, int]]
    cbos: dict[int, bool]
    active_roles: dict[int, tuple[int, str]]
    active_accounts: dict[int, dict[str, str]]
    taken: set[str]


def changed_rows(work: UnitOfWork, plan: Plan, rows: list[PlanRow]) -> dict[int, RowResult]:
    """Return the rows of a plan that changed since the preview, by ``id(row)``, with the reason in words."""
    now = _look(work, plan)
    found: dict[int, RowResult] = {}
    for row in rows:
        person = plan.people[row.person]
        result = _person_changed(person, now, row) or _cbo_changed(person, now, row)
        if result is not None:
            found[id(row)] = result
    return found


def taken_rows(work: UnitOfWork, plan: Plan, rows: list[PlanRow]) -> dict[int, RowResult]:
    """Return the rows whose new user id another block took: that does not raise this block's revision."""
    taken = _taken(work, plan)
    return {
        id(row): _id_taken(plan.people[row.person].user_id, row)
        for row in rows
        if plan.people[row.person].is_new and plan.people[row.person].user_id in taken
    }


def _id_taken(user_id: str, row: PlanRow) -> RowResult:
    return RowResult(
        row.row, LoadOutcome.CONFLICT, _("changed since preview: {user_id} was taken meanwhile", user_id=user_id)
    )


def _look(work: UnitOfWork, plan: Plan) -> _Now:
    block = plan.block_code
    link, user, role, cbo = tables.cbo_link, tables.user_account, tables.user_role, tables.cbo
    books: dict[int, _Holder] = {}
    held: set[tuple[int, int]] = set()
    query = (
        select(
            link.c.cbo_id, link.c.duty, link.c.id, link.c.role_id, user.c.user_id, link.c.linked_at, link.c.linked_by
        )
        .join(user, (user.c.block_code == link.c.block_code) & (user.c.id == link.c.account_id))
        .where(link.c.block_code == block, link.c.unlinked_at.is_(None))
    )
    for cbo_id, duty, *rest in work.connection.execute(query):
        held.add((rest[1], cbo_id))
        if duty == Duty.BOOKS:
            books[cbo_id] = _Holder(*rest)
    listed = select(cbo.c.id, cbo.c.life == Life.ACTIVE).where(cbo.c.block_code == block)
    cbos = {number: active for number, active in work.connection.execute(listed)}  # noqa: C416 - rows are no pairs
    roles = {
        number: (account, name)
        for number, account, name in work.connection.execute(
            select(role.c.id, role.c.account_id, role.c.role).where(
                role.c.block_code == block, role.c.status == RoleStatus.ACTIVE
            )
        )
    }
    accounts = {
        number: {"name": name, "mobile": mobile, "designation": designation}
        for number, name, mobile, designation in work.connection.execute(
            select(user.c.id, user.c.name, user.c.mobile, user.c.designation).where(
                user.c.block_code == block, user.c.status == AccountStatus.ACTIVE
            )
        )
    }
    return _Now(books, held, cbos, roles, accounts, _taken(work, plan))


def _taken(work: UnitOfWork, plan: Plan) -> set[str]:
    wanted = [person.user_id for person in plan.people if person.is_new]
    user = tables.user_account
    found: set[str] = set()
    for start in range(0, len(wanted), _CHUNK):
        chunk = wanted[start : start + _CHUNK]
        found.update(work.connection.execute(select(user.c.user_id).where(user.c.user_id.in_(chunk))).scalars())
    return found


def _person_changed(person: Person, now: _Now, row: PlanRow) -> RowResult | None:
    if person.is_new:
        if person.user_id in now.taken:
            return _id_taken(person.user_id, row)
        return None
    if person.account_id not in now.active_accounts or (person.role_id and person.role_id not in now.active_roles):
        return RowResult(
            row.row,
            LoadOutcome.CONFLICT,
            _("changed since preview: {user_id} was switched off meanwhile", user_id=person.user_id),
        )
    stands = now.active_accounts[person.account_id]
    if any(stands[change.field] != change.before for change in person.changes):
        return RowResult(
            row.row,
            LoadOutcome.CONFLICT,
            _("changed since preview: {user_id} was changed meanwhile", user_id=person.user_id),
        )
    if not person.role_id and (person.account_id, person.role.value) in now.active_roles.values():
        return RowResult(
            row.row,
            LoadOutcome.CONFLICT,
            _("changed since preview: {user_id} was given the role meanwhile", user_id=person.user_id),
        )
    return None


def _cbo_changed(person: Person, now: _Now, row: PlanRow) -> RowResult | None:
    if row.outcome in (LoadOutcome.USER, LoadOutcome.CHANGE):
        return None
    if row.cbo_id not in now.cbos:
        return RowResult(row.row, LoadOutcome.FAULT, _("changed since preview: the CBO was taken out meanwhile"))
    if not now.cbos[row.cbo_id]:
        return RowResult(row.row, LoadOutcome.FAULT, _("changed since preview: the CBO was made inactive meanwhile"))
    if person.role_id and (person.role_id, row.cbo_id) in now.roles:
        return RowResult(row.row, LoadOutcome.SAME, _("changed since preview: linked to her already"))
    if duty_of(person.role) is not Duty.BOOKS:
        return None
    holder = now.books.get(row.cbo_id)
    if (holder.link_id if holder else 0) == row.from_link:
        return None
    if holder is None:
        return RowResult(row.row, LoadOutcome.CONFLICT, _("changed since preview: nobody keeps its books any more"))
    return RowResult(
        row.row,
        LoadOutcome.CONFLICT,
        _(
            "changed since preview: {by} linked it to {user_id} at {since}",
            by=holder.by,
            user_id=holder.user_id,
            since=time_of(holder.since),
        ),
    )
