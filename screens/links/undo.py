"""Taking a save back: exactly the links it made, through the same door, each of them recorded.

It is no fifth way of writing: what goes back goes as ``ChangeLinks``, so the door checks and records it like any
change. Which links those are only the screen that saved knows; nothing in the database says what one save was.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from lokos_tui.commands.links import ChangeLinks, LinkRefusal, LinksChanged, LinkWish
from lokos_tui.domain.accounts.roles import AccountStatus, Duty, Role, RoleStatus
from lokos_tui.domain.links.rules import duty_of, kind_of
from lokos_tui.domain.text import counted
from lokos_tui.queries.accounts.users import find_user
from lokos_tui.queries.cbos.list import CboFilters, CboRow
from lokos_tui.queries.links.links import linked_ids
from screens.links.state import Pending

if TYPE_CHECKING:
    from lokos_tui.context import Context

_NAMED_MOST: Final = 8
_WHY: Final = "save taken back"


@dataclass(frozen=True, slots=True)
class SavedLinks:
    """The CBOs that one save linked, took over (with who kept them before) and unlinked."""

    linked: tuple[CboRow, ...]
    moved: tuple[CboRow, ...]
    unlinked: tuple[CboRow, ...]

    def __bool__(self) -> bool:
        return bool(self.linked or self.moved or self.unlinked)

    def sentence(self, who: str) -> str:
        """Return what taking it back does, by name."""
        back = [f"{row.name} goes back to {row.holder_name or row.holder_id}" for row in self.moved[:_NAMED_MOST]]
        if len(self.moved) > _NAMED_MOST:
            more = len(self.moved) - _NAMED_MOST
            back.append(counted(more, "more goes back to who had it", "more go back to who had them"))
        parts = [
            f"unlinked from {who}: {_names(self.linked)}" if self.linked else "",
            "; ".join(back),
            f"linked to {who} again: {_names(self.unlinked)}" if self.unlinked else "",
        ]
        return f"The last save is taken back. {'. '.join(part[:1].upper() + part[1:] for part in parts if part)}."


def saved_links(work: Pending, done: LinksChanged) -> SavedLinks:
    """Return what a save did, with the rows as they were before it."""
    return SavedLinks(
        tuple(work.adds[cbo].row for cbo in done.linked if cbo in work.adds),
        tuple(work.adds[cbo].row for cbo in done.moved if cbo in work.adds),
        tuple(work.drops[cbo] for cbo in done.unlinked if cbo in work.drops),
    )


@dataclass(frozen=True, slots=True)
class TakeBack:
    """One save of one role, and how it is undone; ``run`` belongs into a worker thread."""

    ctx: Context
    block_code: str
    account: int
    role_id: int
    saved: SavedLinks

    def run(self) -> LinksChanged:
        """Undo what nobody changed since; the rest is refused by name. What went back counts as moved."""
        parts = [self._own(), *(self._give_back(holder, rows) for holder, rows in self._by_holder().items())]
        return LinksChanged(
            tuple(cbo for part in parts for cbo in part.linked),
            tuple(cbo for part in parts for cbo in part.moved),
            tuple(cbo for part in parts for cbo in part.unlinked),
            tuple(refusal for part in parts for refusal in part.refused),
        )

    def _own(self) -> LinksChanged:
        ends, again = self.saved.linked, self.saved.unlinked
        if not ends and not again:
            return LinksChanged((), (), ())
        return self._change(
            self.account, self.role_id, link=[LinkWish(row.id) for row in again], unlink=[row.id for row in ends]
        )

    def _by_holder(self) -> dict[str, list[CboRow]]:
        found: dict[str, list[CboRow]] = {}
        for row in self.saved.moved:
            found.setdefault(row.holder_id, []).append(row)
        return found

    def _give_back(self, holder: str, rows: Sequence[CboRow]) -> LinksChanged:
        kind = rows[0].cbo_type
        user = self.ctx.read(find_user, holder)
        keeps = (
            role.id
            for role in user.roles
            if role.status == RoleStatus.ACTIVE
            and kind_of(Role(role.role)) == kind
            and duty_of(Role(role.role)) is Duty.BOOKS
        )
        role_id = next(keeps, None)
        if role_id is None or user.status != AccountStatus.ACTIVE:
            refused = (LinkRefusal(row.id, row.name, f"{row.name}: {holder} is no longer active.") for row in rows)
            return LinksChanged((), (), (), tuple(refused))
        hers = self.ctx.read(linked_ids, self.role_id, CboFilters(self.block_code, cbo_type=kind))
        links = {row.id: row.link_id for row in hers}
        wishes = [LinkWish(row.id, seen_link=links.get(row.id, 0), take_over=True) for row in rows]
        return self._change(user.id, role_id, link=wishes, unlink=[])

    def _change(self, account: int, role_id: int, *, link: list[LinkWish], unlink: list[int]) -> LinksChanged:
        command = ChangeLinks(
            block_code=self.block_code,
            account=account,
            role_id=role_id,
            link=tuple(link),
            unlink=tuple(unlink),
            why=_WHY,
            overload_reason=_WHY if link else "",
        )
        return self.ctx.send(command)


def _names(rows: Sequence[CboRow]) -> str:
    more = f" and {len(rows) - _NAMED_MOST} more" if len(rows) > _NAMED_MOST else ""
    return ", ".join(row.name for row in rows[:_NAMED_MOST]) + more
