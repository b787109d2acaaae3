"""Commands on links."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from lokos_tui.commands.base import Command
from lokos_tui.domain.accounts.permissions import Permission


@dataclass(frozen=True, slots=True)
class LinkWish:
    """Link one CBO; ``seen_link`` is the bookkeeper's link the screen showed (0: nobody kept its books).

    Taking a CBO over from somebody is asked for by ``take_over``.
    """

    cbo_id: int
    seen_link: int = 0
    take_over: bool = False


@dataclass(frozen=True, slots=True)
class LinkRefusal:
    """A CBO that could not be linked or unlinked, and who or what stood in the way."""

    cbo_id: int
    cbo_name: str
    sentence: str


@dataclass(frozen=True, slots=True)
class LinksChanged:
    """CBO ids linked, taken over and unlinked, and those refused; the rest was done."""

    linked: tuple[int, ...]
    moved: tuple[int, ...]
    unlinked: tuple[int, ...]
    refused: tuple[LinkRefusal, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ChangeLinks(Command[LinksChanged]):
    """Link and unlink CBOs of one role in one go; the result is ``LinksChanged``.

    ``unlink`` holds CBO ids. ``overload_reason`` is asked for when the
    bookkeeper would keep more than the norm.
    """

    permission: ClassVar[Permission] = Permission.LINKS_CHANGE
    action: ClassVar[str] = "links.change"

    account: int
    role_id: int
    link: tuple[LinkWish, ...] = ()
    unlink: tuple[int, ...] = ()
    why: str = ""
    overload_reason: str = ""


@dataclass(frozen=True, slots=True)
class TakenOver:
    """A CBO that a save took over, and the id of its keeper's link that ended by it."""

    cbo_id: int
    link_before: int


@dataclass(frozen=True, kw_only=True)
class TakeBackLinks(Command[LinksChanged]):
    """Take one save of one role's links back; the result is ``LinksChanged``: what goes back to its keeper is moved.

    ``linked`` and ``unlinked`` are the CBO ids of that save. In the trail it is a change of links like any other.
    """

    permission: ClassVar[Permission] = Permission.LINKS_CHANGE
    action: ClassVar[str] = "links.change"

    account: int
    role_id: int
    linked: tuple[int, ...] = ()
    moved: tuple[TakenOver, ...] = ()
    unlinked: tuple[int, ...] = ()


def taking_back(sent: ChangeLinks, done: LinksChanged) -> TakeBackLinks | None:
    """Return what takes back exactly what was done of a save; None when nothing of it was."""
    if not (done.linked or done.moved or done.unlinked):
        return None
    seen = {wish.cbo_id: wish.seen_link for wish in sent.link}
    return TakeBackLinks(
        block_code=sent.block_code,
        account=sent.account,
        role_id=sent.role_id,
        linked=done.linked,
        moved=tuple(TakenOver(cbo, seen[cbo]) for cbo in done.moved),
        unlinked=done.unlinked,
    )
