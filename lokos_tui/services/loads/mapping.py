"""Carrying a mapping plan out: one transaction, in sets, and only what the preview said.

While the block's revision is the one the plan was made on, nothing in the
block has changed and the plan holds as it is. Otherwise every row is looked
at again, in sets, inside the transaction.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, update

from lokos_tui.commands.accounts import CreatedUser
from lokos_tui.commands.loads import ApplyMapping, Loaded
from lokos_tui.db import bulk, tables
from lokos_tui.domain.accounts.naming import is_new_form
from lokos_tui.domain.accounts.people import account_problems
from lokos_tui.domain.accounts.permissions import require_may_grant
from lokos_tui.domain.accounts.roles import AccountStatus, RoleStatus, category_of
from lokos_tui.domain.errors import NotFound
from lokos_tui.domain.links.rules import duty_of
from lokos_tui.domain.loads.mapping import Person, PlanRow, RowResult
from lokos_tui.domain.loads.outcomes import BAD, WRITTEN, LoadOutcome
from lokos_tui.domain.message import _, ngettext
from lokos_tui.domain.text import name_key
from lokos_tui.services.accounts import passwords
from lokos_tui.services.links.change import LINK_COLUMNS, ended
from lokos_tui.services.loads import batches, changes, recheck
from lokos_tui.services.reasons import kept_reason

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from lokos_tui.services.unit_of_work import UnitOfWork

_ACCOUNT_COLUMNS = (
    "block_code",
    "id",
    "user_id",
    "name",
    "name_key",
    "mobile",
    "email",
    "designation",
    "status",
    "state_code",
    "district_code",
    "category",
    "role",
    "created_at",
    "created_by",
    "changed_at",
    "changed_by",
    "version",
    "batch_id",
    "source_row",
)
_ROLE_COLUMNS = (
    "block_code",
    "id",
    "account_id",
    "category",
    "role",
    "state_code",
    "district_code",
    "gp_id",
    "village_id",
    "status",
    "granted_at",
    "granted_by",
    "batch_id",
)
_SECRET_COLUMNS = ("block_code", "id", "kind", "hashed", "must_change", "changed_at", "failed_attempts")


def apply_mapping(work: UnitOfWork, command: ApplyMapping) -> Loaded:
    """Carry the plan out and return what it did, row by row where it was not as planned.

    Raises Invalid when rows have faults and a whole load was wanted, Refused
    when an account to be made is not the actor's to make.
    """
    plan, block = command.plan, command.block_code
    if plan.block_code != block:
        raise NotFound("import.block", _("This plan belongs to another block."), _("Read the file again."))
    bad = len({row.row for row in plan.rows if row.outcome in BAD})
    batches.require_loadable(bad, good_rows_only=command.good_rows_only)
    before = batches.loaded_before(work, block, command.kind, command.file.sha256)
    rows = [row for row in plan.rows if row.outcome in WRITTEN]
    if not rows:
        return Loaded(
            0, plan.counts(), sentence=before or _("Everything in this file is there already; nothing was changed.")
        )
    changed = _changed_rows(work, command, rows)
    if changed and not command.good_rows_only:
        return Loaded(
            0,
            plan.counts(),
            changed=tuple(changed.values()),
            sentence=ngettext(
                "{n} row changed since the preview; nothing was loaded.",
                "{n} rows changed since the preview; nothing was loaded.",
                len(changed),
            ),
        )
    rows = [row for row in rows if id(row) not in changed]
    if not rows:
        return Loaded(
            0,
            plan.counts(),
            changed=tuple(changed.values()),
            sentence=_("Every row changed since the preview; nothing was loaded."),
        )
    altered = {row.person for row in rows if row.outcome is LoadOutcome.CHANGE}
    people = {index: replace(plan.people[index]) for index in sorted({row.person for row in rows})}
    counts = _counts(command, rows, people.values(), changed)
    batch = batches.open_batch(work, block, command.kind, command.file, counts, good_rows_only=command.good_rows_only)
    created = _make_people(work, command, list(people.values()), batch)
    changes.write(work, block, (p for p in people.values() if p.changes and p.index in altered), batch)
    _write_links(work, command, rows, people, batch)
    _keep_odd_rows(work, command, changed, batch)
    work.touch(block)
    work.record(
        command.action,
        block,
        "batch",
        batch,
        {"file": command.file.name, "sha256": command.file.sha256, "counts": counts},
        reason=kept_reason(command.why),
    )
    return Loaded(batch, counts, tuple(changed.values()), tuple(created))


def _changed_rows(work: UnitOfWork, command: ApplyMapping, rows: list[PlanRow]) -> dict[int, RowResult]:
    if bulk.lock_block(work.connection, command.block_code) == command.plan.revision:
        return recheck.taken_rows(work, command.plan, rows)
    return recheck.changed_rows(work, command.plan, rows)


def _counts(
    command: ApplyMapping, rows: list[PlanRow], people: Collection[Person], changed: dict[int, RowResult]
) -> dict[str, int]:
    counts = command.plan.counts()
    for outcome in WRITTEN:
        counts[outcome.value] = sum(1 for row in rows if row.outcome is outcome)
    counts["new_users"] = sum(1 for person in people if person.is_new)
    counts["changed"] = len(changed)
    return counts


def _make_people(work: UnitOfWork, command: ApplyMapping, people: list[Person], batch: int) -> list[CreatedUser]:
    block = command.block_code
    fresh = [person for person in people if person.is_new]
    area = work.area_of(block)
    for role in {person.role for person in people}:
        require_may_grant(work.actor, role, area)
    for person in fresh:
        if not is_new_form(person.user_id) or account_problems(person.name, person.mobile, "", person.designation):
            raise NotFound(
                "import.plan",
                _("The plan's account {user_id} breaks the rules.", user_id=person.user_id),
                _("Read the file again."),
            )
    created = [CreatedUser(0, person.user_id, passwords.generate_first()) for person in fresh]
    if fresh:
        first = work.next_id("user_account", block, len(fresh))
        for number, person in enumerate(fresh, first):
            person.account_id = number
        _insert_accounts(work, fresh, block, batch)
    unroled = [person for person in people if person.role_id == 0]
    if unroled:
        first = work.next_id("user_role", block, len(unroled))
        for number, person in enumerate(unroled, first):
            person.role_id = number
        _insert_roles(work, unroled, block, batch)
    if fresh:
        _insert_secrets(work, fresh, created, block)
    if command.progress is not None:
        command.progress("accounts", len(people), len(people))
    return [
        CreatedUser(person.account_id, user.user_id, user.first_password)
        for person, user in zip(fresh, created, strict=True)
    ]


def _insert_accounts(work: UnitOfWork, fresh: list[Person], block: str, batch: int) -> None:
    area = work.area_of(block)
    bulk.insert_rows(
        work.connection,
        tables.user_account,
        _ACCOUNT_COLUMNS,
        [
            (
                block,
                p.account_id,
                p.user_id,
                p.name,
                name_key(p.name),
                p.mobile,
                "",
                p.designation,
                AccountStatus.ACTIVE.value,
                area.state,
                area.district,
                category_of(p.role).value,
                p.role.value,
                work.now,
                work.actor.user_id,
                0,
                "",
                1,
                batch,
                p.first_row,
            )
            for p in fresh
        ],
    )


def _insert_roles(work: UnitOfWork, people: list[Person], block: str, batch: int) -> None:
    area = work.area_of(block)
    bulk.insert_rows(
        work.connection,
        tables.user_role,
        _ROLE_COLUMNS,
        [
            (
                block,
                p.role_id,
                p.account_id,
                category_of(p.role).value,
                p.role.value,
                area.state,
                area.district,
                p.gp_id or None,
                p.village_id or None,
                RoleStatus.ACTIVE.value,
                work.now,
                work.actor.user_id,
                batch,
            )
            for p in people
        ],
    )


def _insert_secrets(work: UnitOfWork, fresh: list[Person], created: list[CreatedUser], block: str) -> None:
    key = work.keys.first_password
    bulk.insert_rows(
        work.connection,
        tables.user_secret,
        _SECRET_COLUMNS,
        [
            (block, person.account_id, "FIRST", passwords.hash_first(key, user.first_password), True, work.now, 0)
            for person, user in zip(fresh, created, strict=True)
        ],
    )


def _write_links(
    work: UnitOfWork, command: ApplyMapping, rows: list[PlanRow], people: dict[int, Person], batch: int
) -> None:
    links = [row for row in rows if row.outcome not in (LoadOutcome.USER, LoadOutcome.CHANGE)]
    _close_moved(work, command, links, batch)
    if not links:
        return
    progress = command.progress
    total = len(links)
    first = work.next_id("cbo_link", command.block_code, total)
    bulk.insert_rows(
        work.connection,
        tables.cbo_link,
        LINK_COLUMNS,
        _link_rows(work, command, links, people, batch, first),
        None if progress is None else (lambda done: progress("links", done, total)),
    )


def _link_rows(
    work: UnitOfWork,
    command: ApplyMapping,
    links: list[PlanRow],
    people: dict[int, Person],
    batch: int,
    first: int,
) -> Iterator[tuple[object, ...]]:
    block, now, by, why = command.block_code, work.now, work.actor.user_id, kept_reason(command.why)
    facts = {index: (p.account_id, p.role_id, str(duty_of(p.role))) for index, p in people.items()}
    for number, row in enumerate(links, first):
        account, role, duty = facts[row.person]
        yield (block, number, account, role, row.cbo_id, str(row.cbo_type), duty, now, by, why, batch, row.row)


def _close_moved(work: UnitOfWork, command: ApplyMapping, links: list[PlanRow], batch: int) -> None:
    people = command.plan.people
    moved = [
        {"link": row.from_link, "reason": f"moved to {people[row.person].user_id} by batch {batch}, row {row.row}"}
        for row in links
        if row.outcome is LoadOutcome.MOVE
    ]
    if not moved:
        return
    statement = (
        update(tables.cbo_link)
        .where(tables.cbo_link.c.block_code == command.block_code, tables.cbo_link.c.id == bindparam("link"))
        .values(ended(work, bindparam("reason")) | {"unlink_batch_id": batch})
    )
    work.connection.execute(statement, moved)


def _keep_odd_rows(work: UnitOfWork, command: ApplyMapping, changed: dict[int, RowResult], batch: int) -> None:
    plan = command.plan
    names = [person.user_id for person in plan.people]

    def lines() -> Iterator[tuple[int, str, str, str]]:
        for row in plan.rows:
            if id(row) in changed:
                result = changed[id(row)]
                yield row.row, result.outcome.value, "", result.reason
            elif row.outcome is LoadOutcome.CHANGE:
                yield row.row, row.outcome.value, names[row.person], changes.kept(plan.people[row.person])
            elif row.outcome not in (LoadOutcome.LINK, LoadOutcome.USER):
                what = names[row.person] if row.person >= 0 else ""
                yield row.row, row.outcome.value, what, "; ".join(fault.sentence for fault in row.faults)

    batches.keep_rows(work, command.block_code, batch, lines())
