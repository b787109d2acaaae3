"""Taking a save of links back (docs/domain.md#linking): exactly the links it made, each step recorded.

It is no fifth way of writing: every step goes through ``change_links``, which checks and records it like any change,
and all of them are one transaction. What somebody changed since is refused by name and stays as they left it. Which
links those are only who sent the save knows (``taking_back``); nothing in the database says what one save was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from sqlalchemy import and_, select

from lokos_tui.commands.links import ChangeLinks, LinkRefusal, LinksChanged, LinkWish, TakeBackLinks
from lokos_tui.db import tables
from lokos_tui.domain.accounts.roles import CboType
from lokos_tui.domain.links.taking_back import HeldRole, Keeper, Step, role_to_keep, steps_back
from lokos_tui.domain.message import _
from lokos_tui.services.links.change import change_links

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lokos_tui.services.unit_of_work import UnitOfWork

WHY: Final = "save taken back"


class _Before(NamedTuple):
    """A CBO that was taken over, and who kept it before."""

    name: str
    kind: CboType
    account: int
    user_id: str


def take_back_links(work: UnitOfWork, command: TakeBackLinks) -> LinksChanged:
    """Undo what nobody changed since; the rest is refused by name. What goes back to its keeper counts as moved.

    Raises Invalid when links are to be made again for an account that is inactive by now; then nothing is done.
    """
    before = _before(work, command)
    roles = _roles(work, command.block_code, {was.account for was in before.values()})
    moved = {
        cbo: Keeper(was.account, role_to_keep(was.kind, roles.get(was.account, ()))) for cbo, was in before.items()
    }
    own = Keeper(command.account, command.role_id)
    steps = steps_back(own, command.linked, command.unlinked, moved)
    parts = [_carry_out(work, command, step, before) for step in steps]
    unknown = (one.cbo_id for one in command.moved if one.cbo_id not in before)
    return LinksChanged(
        tuple(cbo for part in parts for cbo in part.linked),
        tuple(cbo for part in parts for cbo in part.moved),
        tuple(cbo for part in parts for cbo in part.unlinked),
        (
            *(refusal for part in parts for refusal in part.refused),
            *(LinkRefusal(cbo, "", _("no. {cbo}: nobody kept it before.", cbo=cbo)) for cbo in unknown),
        ),
    )


def _before(work: UnitOfWork, command: TakeBackLinks) -> dict[int, _Before]:
    """Return who kept each CBO that was taken over, by the link that ended then; in the order of the save."""
    link, cbo, user = tables.cbo_link, tables.cbo, tables.user_account
    query = (
        select(link.c.id, link.c.cbo_id, cbo.c.name, cbo.c.cbo_type, link.c.account_id, user.c.user_id)
        .join(cbo, and_(cbo.c.block_code == link.c.block_code, cbo.c.id == link.c.cbo_id))
        .join(user, and_(user.c.block_code == link.c.block_code, user.c.id == link.c.account_id))
        .where(link.c.block_code == command.block_code, link.c.id.in_([one.link_before for one in command.moved]))
    )
    found = {
        (row[0], row[1]): _Before(row[2], CboType(row[3]), row[4], row[5]) for row in work.connection.execute(query)
    }
    asked = {one.cbo_id: (one.link_before, one.cbo_id) for one in command.moved}
    return {cbo: found[key] for cbo, key in asked.items() if key in found}


def _roles(work: UnitOfWork, block: str, accounts: Iterable[int]) -> Mapping[int, list[HeldRole]]:
    user, role = tables.user_account, tables.user_role
    query = (
        select(role.c.account_id, role.c.id, role.c.role, role.c.status, user.c.status)
        .join(user, and_(user.c.block_code == role.c.block_code, user.c.id == role.c.account_id))
        .where(role.c.block_code == block, role.c.account_id.in_(accounts))
    )
    found: dict[int, list[HeldRole]] = {}
    for account, *held in work.connection.execute(query):
        found.setdefault(account, []).append(HeldRole(*held))
    return found


def _carry_out(work: UnitOfWork, command: TakeBackLinks, step: Step, before: Mapping[int, _Before]) -> LinksChanged:
    if step.keeper.role_id is None:
        return LinksChanged((), (), (), tuple(_gone(cbo, before[cbo]) for cbo in step.link))
    now = _links_now(work, command, [cbo for cbo in step.link if cbo in before])
    return change_links(
        work,
        ChangeLinks(
            block_code=command.block_code,
            account=step.keeper.account,
            role_id=step.keeper.role_id,
            link=tuple(LinkWish(cbo, seen_link=now.get(cbo, 0), take_over=cbo in before) for cbo in step.link),
            unlink=step.unlink,
            why=WHY,
            overload_reason=WHY if step.link else "",
        ),
    )


def _gone(cbo: int, was: _Before) -> LinkRefusal:
    return LinkRefusal(cbo, was.name, _("{name}: {user_id} is no longer active.", name=was.name, user_id=was.user_id))


def _links_now(work: UnitOfWork, command: TakeBackLinks, cbos: list[int]) -> dict[int, int]:
    """Return the link that the save's role has to each of these CBOs now; without one somebody changed it since."""
    link = tables.cbo_link
    query = select(link.c.cbo_id, link.c.id).where(
        link.c.block_code == command.block_code,
        link.c.role_id == command.role_id,
        link.c.cbo_id.in_(cbos),
        link.c.unlinked_at.is_(None),
    )
    return {cbo: number for cbo, number in work.connection.execute(query)}  # noqa: C416 - rows are no pairs to mypy
