"""Everything of a block by one typed text: users, SHGs, VOs, CLFs, members, loads and uploads, as far as one may see.

Each kind is read with the permission of its own list. What is found is bounded: whoever looks for one record types
more rather than turning pages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, Select

from lokos_tui.domain.accounts.permissions import Actor, Permission, require
from lokos_tui.domain.accounts.roles import CboType
from lokos_tui.domain.office.finding import KINDS, LEAST, LEAST_DIGITS, MOST
from lokos_tui.domain.verification.flow import Bucket
from lokos_tui.queries.keyset import searched
from lokos_tui.queries.office import find_ways
from lokos_tui.queries.scope import in_scope
from lokos_tui.queries.verification.find import may_see_members

Ways = Callable[..., Select[Any]]


class Found(NamedTuple):
    """A record: what it is, its id in the block, its user id or code ('' for none), its name, and where it belongs.

    ``place`` and ``beside`` are a CBO's panchayat and village, a member's SHG and its village, a user's role (in
    ``beside``), and who loaded a file. ``mobile`` is a user's, ``at`` when a file was loaded (milliseconds, 0: none),
    ``cbo_id`` a CBO's own id or a member's SHG's; ``waits``: a CBO of which the block manager has something to decide.
    """

    kind: str
    id: int
    code: str
    name: str
    place: str
    beside: str
    mobile: str
    at: int
    cbo_id: int
    waits: bool


class Finds(NamedTuple):
    """What was found, kind by kind, the nearest first; ``more`` names the kinds of which there are further ones."""

    rows: tuple[Found, ...]
    more: tuple[str, ...]


def too_short(text: str) -> bool:
    """True while a text is like too much to be looked for: one letter, or two digits."""
    wanted = searched(text)
    digits = find_ways.digits_of(wanted)
    return len(digits) < LEAST_DIGITS if digits else len(wanted) < LEAST


def find(connection: Connection, actor: Actor, block_code: str, text: str, most: int = MOST) -> Finds:
    """Return what a text finds in a block: at most ``most`` of each kind, in one or two statements a list.

    Raises Refused where the actor may see no list at all, and for a block outside her area.
    """
    lists = _lists(actor)
    if not lists:
        require(actor, Permission.CBOS_VIEW)
    for permission, _read in lists:
        in_scope(connection, actor, permission, block_code)
    if too_short(text):
        return Finds((), ())
    wanted = searched(text)
    return _bounded(
        (one for _may, read in lists for one in _of_list(connection, actor, read, block_code, wanted, most)), most
    )


def _of_list(
    connection: Connection, actor: Actor, read: Ways, block_code: str, text: str, most: int
) -> Iterable[Found]:
    """Return what one list has of a text; where that is not more than can be shown, the other spellings behind it."""
    found = {_made(row): None for row in connection.execute(read(actor, block_code, text, most))}
    if len(found) <= most and read not in _FILES and find_ways.has_spellings(text):
        spelled = connection.execute(read(actor, block_code, text, most, spelled=True))
        found |= {_made(row): None for row in spelled}
    return found


_FILES: Final[tuple[Ways, ...]] = (find_ways.loads, find_ways.uploads)


def _lists(actor: Actor) -> tuple[tuple[Permission, Ways], ...]:
    """Return what this actor may look through; the screens of loads are those of one block."""
    every: tuple[tuple[Permission, Ways], ...] = (
        (Permission.USERS_VIEW, find_ways.users),
        (Permission.CBOS_VIEW, find_ways.cbos),
        (may_see_members(actor), find_ways.members),
        *(((Permission.LINKS_VIEW, find_ways.loads),) if actor.area.block else ()),
        (Permission.PROFILES_UPLOAD, find_ways.uploads),
    )
    return tuple(one for one in every if actor.may(one[0]))


def _made(row: Sequence[Any]) -> Found:
    number, kind, code, name, place, beside, more, cbo_id = row
    of_file, of_cbo = kind in ("LOAD", "UPLOAD"), kind in tuple(CboType)
    return Found(
        kind, number, code, name, place, beside,
        mobile=more if kind == "USER" else "",
        at=more if of_file else 0,
        cbo_id=number if of_cbo else cbo_id,
        waits=of_cbo and more == Bucket.PENDING_BM,
    )  # fmt: skip


def _bounded(found: Iterable[Found], most: int) -> Finds:
    kept: dict[str, list[Found]] = {kind: [] for kind in KINDS}
    for one in found:
        kept[one.kind].append(one)
    rows = tuple(one for each in kept.values() for one in each[:most])
    return Finds(rows, tuple(kind for kind, each in kept.items() if len(each) > most))
