"""Linking and unlinking CBOs (docs/domain.md#linking): what can be done is done, what cannot is named."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import and_, func, select, update

from lokos_tui.commands.links import ChangeLinks, LinkRefusal, LinksChanged, LinkWish
from lokos_tui.db import bulk, tables
from lokos_tui.db.models import UserAccount, UserRole
from lokos_tui.domain.accounts.roles import AccountStatus, Duty, Role
from lokos_tui.domain.cbos.life import Life
from lokos_tui.domain.dates import day_of
from lokos_tui.domain.errors import Invalid, NotFound, Problem
from lokos_tui.domain.links.rules import CBOS, duty_of, kind_of, link_problem, may_be_linked, overload
from lokos_tui.domain.message import _
from lokos_tui.services.reasons import kept_reason

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import BindParameter

    from lokos_tui.services.unit_of_work import UnitOfWork

LINK_COLUMNS = (
    "block_code",
    "id",
    "account_id",
    "role_id",
    "cbo_id",
    "cbo_type",
    "duty",
    "linked_at",
    "linked_by",
    "why",
    "batch_id",
    "source_row",
)


class NewLink(NamedTuple):
    """A link to open: whose, with which of her roles, to which CBO of which kind, and what she does for it."""

    account: int
    role: int
    cbo: int
    cbo_type: str
    duty: str


class _Found(NamedTuple):
    """A CBO and its link of the role's duty as they stand inside the transaction."""

    name: str
    cbo_type: str
    life: str
    link_id: int | None
    role_id: int | None
    holder: str | None
    since: int | None
    by: str | None


def change_links(work: UnitOfWork, command: ChangeLinks) -> LinksChanged:
    """Link, take over and unlink in one transaction.

    A CBO that somebody else took, or gave up, since the screen was read is
    refused by name; everything else is done. Raises Invalid when the load
    goes over the norm and no reason is given.
    """
    role, account = _role(work, command)
    kind = Role(role.role)
    wanted = {wish.cbo_id for wish in command.link} | set(command.unlink)
    found = _look(work, command.block_code, role, wanted)
    asked, leaving = {wish.cbo_id: wish for wish in command.link}, dict.fromkeys(command.unlink)
    both = dict.fromkeys(cbo for cbo in leaving if cbo in asked)
    refused = [_asked_both(cbo, found) for cbo in both]
    ends = [cbo for cbo in leaving if cbo not in both and _may_unlink(cbo, found, role, refused)]
    wishes = [
        wish for wish in asked.values() if wish.cbo_id not in both and _may_link(wish, found, kind, role, refused)
    ]
    why, overload_reason = kept_reason(command.why), kept_reason(command.overload_reason)
    if not overload_reason:
        _require_norm(work, command, role, len(wishes) - len(ends), account.user_id)
    moves = [wish for wish in wishes if found[wish.cbo_id].link_id is not None and duty_of(kind) is Duty.BOOKS]
    close_links(work, command.block_code, _links_of(found, ends), why)
    taken = _links_of(found, [wish.cbo_id for wish in moves])
    close_links(work, command.block_code, taken, why or f"taken over by {account.user_id}")
    _open(work, command, role, [wish.cbo_id for wish in wishes], found, why)
    if wishes or ends:
        work.touch(command.block_code)
    reason = " ".join(filter(None, (why, overload_reason)))
    _record(work, command, account.user_id, wishes, moves, ends, found, refused, reason)
    moved = tuple(wish.cbo_id for wish in moves)
    linked = tuple(wish.cbo_id for wish in wishes if wish.cbo_id not in set(moved))
    return LinksChanged(linked, moved, tuple(ends), tuple(refused))


def _role(work: UnitOfWork, command: ChangeLinks) -> tuple[UserRole, UserAccount]:
    role = work.session.get(UserRole, (command.block_code, command.role_id))
    account = work.session.get(UserAccount, (command.block_code, command.account))
    if role is None or account is None or role.account_id != account.id or account.status == AccountStatus.DELETED:
        raise NotFound("user.unknown", _("There is no such user in your area."), _("Refresh the list."))
    if command.link and not may_be_linked(account.status, role.status):
        raise Invalid(
            [
                Problem(
                    "user",
                    "user.inactive",
                    _("{user_id} is inactive.", user_id=account.user_id),
                    _("Make the account active first."),
                )
            ]
        )
    if kind_of(Role(role.role)) is None:
        problem = link_problem(Role(role.role), kind_of(Role.SHG_BK))  # type: ignore[arg-type]
        raise Invalid([problem] if problem else [])
    return role, account


def _look(work: UnitOfWork, block_code: str, role: UserRole, wanted: set[int]) -> dict[int, _Found]:
    books = duty_of(Role(role.role)) is Duty.BOOKS
    cbo, link, user = tables.cbo, tables.cbo_link, tables.user_account
    on_link = and_(
        link.c.block_code == cbo.c.block_code,
        link.c.cbo_id == cbo.c.id,
        link.c.unlinked_at.is_(None),
        link.c.duty == Duty.BOOKS if books else link.c.role_id == role.id,
    )
    query = (
        select(
            cbo.c.id,
            cbo.c.name,
            cbo.c.cbo_type,
            cbo.c.life,
            link.c.id,
            link.c.role_id,
            user.c.user_id,
            link.c.linked_at,
            link.c.linked_by,
        )
        .select_from(cbo)
        .outerjoin(link, on_link)
        .outerjoin(user, and_(user.c.block_code == link.c.block_code, user.c.id == link.c.account_id))
        .where(cbo.c.block_code == block_code, cbo.c.id.in_(wanted))
    )
    return {row[0]: _Found(*row[1:]) for row in work.connection.execute(query)}


def _asked_both(cbo_id: int, found: dict[int, _Found]) -> LinkRefusal:
    name = found[cbo_id].name if cbo_id in found else _("no. {number}", number=cbo_id)
    return LinkRefusal(cbo_id, name, _("{name}: asked to be linked and unlinked at once; neither was done.", name=name))


def _may_unlink(cbo_id: int, found: dict[int, _Found], role: UserRole, refused: list[LinkRefusal]) -> bool:
    state = found.get(cbo_id)
    if state is not None and state.role_id == role.id:
        return True
    name = state.name if state else _("no. {number}", number=cbo_id)
    if state and state.holder:
        said = _("{name}: not linked to her any more; it is {holder}'s now.", name=name, holder=state.holder)
    else:
        said = _("{name}: not linked to her any more; nobody keeps its books now.", name=name)
    refused.append(LinkRefusal(cbo_id, name, said))
    return False


def _may_link(wish: LinkWish, found: dict[int, _Found], kind: Role, role: UserRole, refused: list[LinkRefusal]) -> bool:
    state = found.get(wish.cbo_id)
    sentence = _why_not(wish, state, kind, role)
    if sentence:
        refused.append(LinkRefusal(wish.cbo_id, state.name if state else "", sentence))
    return not sentence


def _why_not(wish: LinkWish, state: _Found | None, kind: Role, role: UserRole) -> str:
    if state is None:
        return _("There is no such CBO in your block.")
    fitting = kind_of(kind)
    if fitting is not None and state.cbo_type != fitting:
        return _(
            "{name} is of the kind {kind}; this role is linked to {kinds}.",
            name=state.name,
            kind=state.cbo_type,
            kinds=CBOS[fitting],
        )
    if state.life != Life.ACTIVE:
        return _("{name} is inactive.", name=state.name)
    if state.role_id == role.id:
        return _("{name} is linked to her already.", name=state.name)
    if state.link_id is None or duty_of(kind) is not Duty.BOOKS:
        return ""
    if state.link_id != wish.seen_link:
        since = day_of(state.since or 0)
        return _(
            "{name}: {by} linked it to {holder} on {since}, after you opened the list.",
            name=state.name,
            by=state.by,
            holder=state.holder,
            since=since,
        )
    if not wish.take_over:
        return _(
            "{name} is {holder}'s since {since}; take it over with m.",
            name=state.name,
            holder=state.holder,
            since=day_of(state.since or 0),
        )
    return ""


def _require_norm(work: UnitOfWork, command: ChangeLinks, role: UserRole, change: int, user_id: str) -> None:
    if change <= 0:
        return
    link = tables.cbo_link
    held = work.connection.execute(
        select(func.count()).where(
            link.c.block_code == command.block_code, link.c.role_id == role.id, link.c.unlinked_at.is_(None)
        )
    ).scalar_one()
    warning = overload(Role(role.role), held + change, work.policy.norm)
    if warning:
        raise Invalid(
            [
                Problem(
                    "overload_reason",
                    "load.over",
                    _("{user_id} would keep {warning}", user_id=user_id, warning=warning),
                    _("Give a reason to go on."),
                )
            ]
        )


def _links_of(found: dict[int, _Found], cbos: list[int]) -> list[int]:
    return [link for cbo in cbos if (link := found[cbo].link_id) is not None]


def ended(work: UnitOfWork, why: str | BindParameter[str]) -> dict[str, object]:
    """Return the stamp of a link that ends now: it is dated, never deleted."""
    return {"unlinked_at": work.now, "unlinked_by": work.actor.user_id, "unlink_why": why}


def close_links(work: UnitOfWork, block: str, links: Sequence[int], why: str) -> None:
    """End links of a block, by id, as of now."""
    if links:
        link = tables.cbo_link
        work.connection.execute(
            update(link).where(link.c.block_code == block, link.c.id.in_(links)).values(ended(work, why))
        )


def _open(
    work: UnitOfWork, command: ChangeLinks, role: UserRole, cbos: list[int], found: dict[int, _Found], why: str
) -> None:
    duty = duty_of(Role(role.role)) or Duty.BOOKS
    links = [NewLink(command.account, role.id, cbo, found[cbo].cbo_type, duty) for cbo in cbos]
    open_links(work, command.block_code, links, why)


def open_links(work: UnitOfWork, block: str, links: Sequence[NewLink], why: str) -> None:
    """Open links from now on, in the order given; they belong to no load."""
    if not links:
        return
    first = work.next_id("cbo_link", block, len(links))
    rows = (
        (block, number, *link, work.now, work.actor.user_id, why, None, None)
        for number, link in enumerate(links, first)
    )
    bulk.insert_rows(work.connection, tables.cbo_link, LINK_COLUMNS, rows)


def _record(
    work: UnitOfWork,
    command: ChangeLinks,
    user_id: str,
    wishes: list[LinkWish],
    moves: list[LinkWish],
    ends: list[int],
    found: dict[int, _Found],
    refused: list[LinkRefusal],
    reason: str,
) -> None:
    moved = {wish.cbo_id for wish in moves}
    details = {
        "linked": [wish.cbo_id for wish in wishes if wish.cbo_id not in moved],
        "moved": {str(cbo): found[cbo].holder for cbo in sorted(moved)},
        "unlinked": ends,
        "refused": [refusal.cbo_id for refusal in refused],
    }
    outcome = "done" if wishes or ends else "refused"
    work.record(
        command.action, command.block_code, "user", user_id, {k: v for k, v in details.items() if v}, reason, outcome
    )
