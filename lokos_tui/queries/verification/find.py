"""A record as it is named on the command line: by its LokOS code, the phone's uid, or its id in the queue."""

from __future__ import annotations

from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Row, Select, case, or_, select

from lokos_tui.db import tables
from lokos_tui.domain.accounts.permissions import Actor, Permission
from lokos_tui.domain.errors import NotFound
from lokos_tui.domain.message import _
from lokos_tui.domain.profiles.model import RecordKind
from lokos_tui.domain.text import clean
from lokos_tui.queries.scope import in_scope

_CBO, _MEMBER = tables.cbo, tables.member
_MOST_DIGITS = 9
_GROUP, _PERSON = "SHG, VO or CLF", "member"
"""What is named, as the codes of refusals say it."""


class Named(NamedTuple):
    """A record that was named: its id, its CBO's id, its kind, name and code ('' before activation)."""

    record_kind: RecordKind
    id: int
    cbo_id: int
    kind: str
    name: str
    code: str


def may_see_members(actor: Actor) -> Permission:
    """Return the permission a read of members asks this actor for."""
    return Permission.PROFILES_VERIFY if actor.may(Permission.PROFILES_VERIFY) else Permission.DUPLICATES_VIEW


def named_cbo(connection: Connection, actor: Actor, block_code: str, text: str) -> Named:
    """Return an SHG, VO or CLF of a block. Raises NotFound for none, and where two are meant."""
    in_scope(connection, actor, Permission.CBOS_VIEW, block_code)
    query = select(_CBO.c.id, _CBO.c.cbo_type, _CBO.c.name, _CBO.c.code).where(_CBO.c.block_code == block_code)
    row = _one(connection, query, _CBO.c.code, _CBO.c.uid, _CBO.c.id, text, _GROUP)
    return Named(RecordKind.CBO, row.id, row.id, row.cbo_type, row.name, row.code or "")


def named_member(connection: Connection, actor: Actor, block_code: str, text: str, cbo_id: int = 0) -> Named:
    """Return a member of a block, or of one of its SHGs. Raises NotFound for none."""
    in_scope(connection, actor, may_see_members(actor), block_code)
    query = select(_MEMBER.c.id, _MEMBER.c.shg_id, _MEMBER.c.name, _MEMBER.c.member_code).where(
        _MEMBER.c.block_code == block_code, *([_MEMBER.c.shg_id == cbo_id] if cbo_id else [])
    )
    row = _one(connection, query, _MEMBER.c.member_code, _MEMBER.c.uid, _MEMBER.c.id, text, _PERSON)
    return Named(RecordKind.MEMBER, row.id, row.shg_id, "MEMBER", row.name, row.member_code or "")


def _one(
    connection: Connection,
    query: Select[Any],
    code: ColumnElement[str | None],
    uid: ColumnElement[str | None],
    number: ColumnElement[int],
    text: str,
    what: str,
) -> Row[Any]:
    """Return the one row that is meant: a code counts before a uid, and that before an id."""
    wanted = clean(text)
    short = wanted.isascii() and wanted.isdecimal() and len(wanted) <= _MOST_DIGITS
    by_id = number == (int(wanted) if short else -1)
    rank = case((code == wanted, 0), (uid == wanted, 1), else_=2)
    query = query.where(or_(code == wanted, uid == wanted, by_id)).add_columns(rank.label("rank"))
    rows = connection.execute(query.order_by(rank, number)).all()
    best = [row for row in rows if row.rank == rows[0].rank]
    if not best:
        raise NotFound(
            f"{what}.unknown",
            _("There is no member {wanted} here.", wanted=wanted)
            if what == _PERSON
            else _("There is no SHG, VO or CLF {wanted} here.", wanted=wanted),
            _("Give its code, uid or number."),
        )
    if len(best) > 1:
        raise NotFound(
            f"{what}.several",
            _("Several are called {wanted}.", wanted=wanted),
            _("Give its number in the list, or its uid."),
        )
    return best[0]
