"""Taking a mapping load back: its links, the roles it gave and the accounts it made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import and_, bindparam, func, or_, select, update

from lokos_tui.commands.loads import UndoneItem
from lokos_tui.db import tables
from lokos_tui.domain.accounts.roles import AccountStatus, RoleStatus
from lokos_tui.domain.dates import time_of
from lokos_tui.domain.links.rules import may_be_linked
from lokos_tui.domain.links.taking_back import GoesBack
from lokos_tui.domain.message import _
from lokos_tui.services.links.change import NewLink, ended, open_links
from lokos_tui.services.loads import changes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lokos_tui.services.loads.undo_lists import Lists
    from lokos_tui.services.unit_of_work import UnitOfWork


class _Link(NamedTuple):
    """A link of the batch, and the one it had closed when it was a move."""

    id: int
    cbo_id: int
    cbo_type: str
    cbo_name: str
    user_id: str
    source_row: int
    unlinked_at: int | None
    unlinked_by: str | None
    old_account: int | None
    old_role: int | None
    old_duty: str | None
    old_user: str | None
    old_status: str | None
    old_role_status: str | None
    old_name: str | None

    @property
    def keeper_gone(self) -> bool:
        """True when who had it before may not have it back now, with the role of then."""
        return self.old_role is not None and not may_be_linked(self.old_status or "", self.old_role_status or "")


def undo(work: UnitOfWork, block: str, batch: int, lists: Lists) -> None:
    """Fill the lists for one mapping batch."""
    back: list[_Link] = []
    for link in _links(work, block, batch):
        what = _("{kind} {name} of {user_id}", kind=link.cbo_type, name=link.cbo_name, user_id=link.user_id)
        if link.unlinked_at is not None:
            lists.kept.append(
                UndoneItem(
                    what,
                    link.source_row,
                    _(
                        "changed by {user_id} on {time}",
                        user_id=link.unlinked_by,
                        time=time_of(link.unlinked_at),
                    ),
                )
            )
        elif link.keeper_gone:
            lists.failed.append(
                UndoneItem(
                    what,
                    link.source_row,
                    _("{user_id}, who had it before, is no longer active", user_id=link.old_user),
                )
            )
        else:
            back.append(link)
            if link.old_user:
                lists.given_back.append(GoesBack(link.old_name or "", link.old_user, link.cbo_type))
            lists.reversed.append(
                UndoneItem(
                    what, link.source_row, _("back to {user_id}", user_id=link.old_user) if link.old_user else ""
                )
            )
    _close(work, block, batch, {link.id for link in back})
    _reopen(work, block, batch, back)
    _undo_accounts(work, block, batch, lists)
    _undo_roles(work, block, batch, lists)
    changes.undo(work, block, batch, lists)


def _links(work: UnitOfWork, block: str, batch: int) -> list[_Link]:
    link, cbo, user = tables.cbo_link, tables.cbo, tables.user_account
    old, old_user, old_role = link.alias("old"), user.alias("old_user"), tables.user_role.alias("old_role")
    query = (
        select(
            link.c.id,
            link.c.cbo_id,
            link.c.cbo_type,
            cbo.c.name,
            user.c.user_id,
            link.c.source_row,
            link.c.unlinked_at,
            link.c.unlinked_by,
            old.c.account_id,
            old.c.role_id,
            old.c.duty,
            old_user.c.user_id,
            old_user.c.status,
            old_role.c.status,
            old_user.c.name,
        )
        .select_from(link)
        .join(cbo, and_(cbo.c.block_code == link.c.block_code, cbo.c.id == link.c.cbo_id))
        .join(user, and_(user.c.block_code == link.c.block_code, user.c.id == link.c.account_id))
        .outerjoin(
            old,
            and_(
                old.c.block_code == block,
                old.c.cbo_id == link.c.cbo_id,
                old.c.unlink_batch_id == batch,
                old.c.duty == link.c.duty,
            ),
        )
        .outerjoin(old_user, and_(old_user.c.block_code == block, old_user.c.id == old.c.account_id))
        .outerjoin(old_role, and_(old_role.c.block_code == block, old_role.c.id == old.c.role_id))
        .where(link.c.block_code == block, link.c.batch_id == batch)
        .order_by(link.c.source_row, link.c.id)
    )
    return [_Link._make(row) for row in work.connection.execute(query)]


def _close(work: UnitOfWork, block: str, batch: int, ids: set[int]) -> None:
    """Close the links of a batch that go back, in one statement: all that are open, less the few that stay."""
    link = tables.cbo_link
    of_batch = and_(link.c.block_code == block, link.c.batch_id == batch, link.c.unlinked_at.is_(None))
    stay = [
        number for number in work.connection.execute(select(link.c.id).where(of_batch)).scalars() if number not in ids
    ]
    stamp = ended(work, f"load {batch} taken back")
    work.connection.execute(update(link).where(of_batch, link.c.id.not_in(stay)).values(stamp))


def _reopen(work: UnitOfWork, block: str, batch: int, links: list[_Link]) -> None:
    again = [
        NewLink(link.old_account, link.old_role, link.cbo_id, link.cbo_type, link.old_duty)
        for link in links
        if link.old_account is not None and link.old_role is not None and link.old_duty is not None
    ]
    open_links(work, block, again, f"load {batch} taken back")


def _undo_accounts(work: UnitOfWork, block: str, batch: int, lists: Lists) -> None:
    user, link = tables.user_account, tables.cbo_link.alias("others")
    secret = tables.user_secret
    role = tables.user_role
    others = (
        select(func.count())
        .select_from(link)
        .where(
            link.c.block_code == block,
            link.c.account_id == user.c.id,
            or_(link.c.unlinked_at.is_(None), link.c.batch_id.is_(None), link.c.batch_id != batch),
        )
        .scalar_subquery()
    )
    more_roles = (
        select(func.count())
        .select_from(role)
        .where(
            role.c.block_code == block,
            role.c.account_id == user.c.id,
            or_(role.c.batch_id.is_(None), role.c.batch_id != batch),
        )
        .scalar_subquery()
    )
    query = (
        select(
            user.c.id,
            user.c.user_id,
            user.c.source_row,
            user.c.version,
            user.c.changed_by,
            user.c.changed_at,
            user.c.last_sign_in,
            secret.c.kind,
            others,
            more_roles,
            user.c.status,
        )
        .join(secret, and_(secret.c.block_code == block, secret.c.id == user.c.id))
        .where(user.c.block_code == block, user.c.batch_id == batch)
        .order_by(user.c.source_row)
    )
    gone: list[dict[str, object]] = []
    for row in work.connection.execute(query).all():
        reason = _used(tuple(row))
        if reason:
            lists.kept.append(UndoneItem(_("account {user_id}", user_id=row.user_id), row.source_row, reason))
        else:
            gone.append({"account": row.id, "freed": f"{row.user_id}#undone{batch}"})
            lists.reversed.append(UndoneItem(_("account {user_id}", user_id=row.user_id), row.source_row))
    if gone:
        work.connection.execute(
            update(user)
            .where(user.c.block_code == block, user.c.id == bindparam("account"))
            .values(
                status=AccountStatus.DELETED.value,
                user_id=bindparam("freed"),
                changed_at=work.now,
                changed_by=work.actor.user_id,
                version=user.c.version + 1,
            ),
            gone,
        )


def _used(row: Sequence[Any]) -> str:
    """Return why an account made by a load stays: somebody used or changed it since; '' when nobody did."""
    *_head, version, changed_by, changed_at, signed_in, kind, links, roles, status = tuple(row)
    if status == AccountStatus.DELETED or version > 1:
        return _("changed by {user_id} on {time}", user_id=changed_by, time=time_of(changed_at))
    if signed_in is not None or kind == "OWN":
        return _("she signed in on {time}", time=time_of(signed_in)) if signed_in else _("she chose a password")
    if links:
        return _("she has other links by now")
    return _("she has another role by now") if roles else ""


def _undo_roles(work: UnitOfWork, block: str, batch: int, lists: Lists) -> None:
    role, link, user = tables.user_role, tables.cbo_link, tables.user_account
    linked = select(link.c.role_id).where(link.c.block_code == block, link.c.unlinked_at.is_(None))
    query = (
        select(role.c.id, role.c.role, user.c.user_id, role.c.id.in_(linked), role.c.account_id, role.c.status)
        .join(user, and_(user.c.block_code == block, user.c.id == role.c.account_id))
        .where(
            role.c.block_code == block,
            role.c.batch_id == batch,
            or_(user.c.batch_id.is_(None), user.c.batch_id != batch),
        )
    )
    for number, name, user_id, in_use, account, status in work.connection.execute(query).all():
        if status == RoleStatus.INACTIVE:
            continue
        if in_use:
            lists.kept.append(
                UndoneItem(_("role {name} of {user_id}", name=name, user_id=user_id), 0, _("it has other links by now"))
            )
            continue
        if _only_role(work, block, account):
            named = _("role {name} of {user_id}", name=name, user_id=user_id)
            lists.kept.append(UndoneItem(named, 0, _("it is her only role by now")))
            continue
        work.connection.execute(
            update(role).where(role.c.block_code == block, role.c.id == number).values(status=RoleStatus.INACTIVE.value)
        )
        _repeat_first(work, block, account)
        lists.reversed.append(UndoneItem(_("role {name} of {user_id}", name=name, user_id=user_id), 0))


def _only_role(work: UnitOfWork, block: str, account: int) -> bool:
    role = tables.user_role
    active = (role.c.block_code == block, role.c.account_id == account, role.c.status == RoleStatus.ACTIVE)
    return work.connection.execute(select(func.count()).where(*active)).scalar_one() == 1


def _repeat_first(work: UnitOfWork, block: str, account: int) -> None:
    """Let the account repeat the first role that it has now, as lists show it."""
    role, user = tables.user_role, tables.user_account
    active = (role.c.block_code == block, role.c.account_id == account, role.c.status == RoleStatus.ACTIVE)
    first = work.connection.execute(select(role.c.category, role.c.role).where(*active).order_by(role.c.id)).first()
    if first is not None:
        mine = (user.c.block_code == block, user.c.id == account)
        work.connection.execute(update(user).where(*mine).values(category=first.category, role=first.role))
