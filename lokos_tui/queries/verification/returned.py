"""What went back: rejected records that are with their bookkeepers, each with its remarks; one statement a page."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, and_, func, literal, select, union_all

from lokos_tui.db import tables
from lokos_tui.domain.accounts.permissions import Actor, Permission
from lokos_tui.domain.accounts.roles import is_community
from lokos_tui.domain.message import _, joined
from lokos_tui.domain.profiles.fields import FIELDS, label_of
from lokos_tui.domain.profiles.model import Kind, RecordKind
from lokos_tui.domain.profiles.remarks import BY_CODE, words_of
from lokos_tui.domain.profiles.said import remark_said
from lokos_tui.domain.text import name_key
from lokos_tui.domain.verification.flow import Bucket, VerdictKind
from lokos_tui.queries.cbos.own import own_cbos
from lokos_tui.queries.keyset import contains, named, page, searched
from lokos_tui.queries.plain_text import at_day, by_code, by_user_id, by_word, holding, meant
from lokos_tui.queries.scope import in_scope
from lokos_tui.queries.verification.queue import in_cluster

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lokos_tui.domain.paging import Page, PageRequest

_CBO, _MEMBER, _VERDICT, _VERSION = tables.cbo, tables.member, tables.verdict, tables.profile_version
SORTS: Final = ("at", "name", "group", "made_by")


class Remark(NamedTuple):
    """Why: the field it is about ('' is the whole profile), the code, free words, and all of it as it is read."""

    field: str
    code: str
    text: str
    words: str
    said: str


class ReturnedRow(NamedTuple):
    """A record that went back: who made it, when (ms UTC, 0: in the older MIS) and by whom it was rejected, and why.

    ``kind`` is SHG, VO, CLF or MEMBER, ``record_kind`` 'C' or 'M'; ``group`` is
    a member's SHG; ``code`` and ``uid`` are '' where it has none.
    """

    key: int
    kind: str
    record_kind: str
    id: int
    cbo_id: int
    name: str
    group: str
    code: str
    uid: str
    revision: int
    made_by: str
    decided_by: str
    at: int
    remarks: tuple[Remark, ...]

    @property
    def why(self) -> str:
        """All remarks in one line."""
        return joined("; ", (one.said for one in self.remarks))


def may_see_returned(actor: Actor) -> bool:
    """True for who decides, for bookkeepers, who correct, and for approvers, who work for the CBOs."""
    return actor.may(Permission.PROFILES_VERIFY) or actor.may(Permission.CBOS_OWN)


def returned_page(
    connection: Connection, actor: Actor, block_code: str, text: str, request: PageRequest
) -> Page[ReturnedRow]:
    """Return one page of what went back, oldest first; ``text`` searches names and codes. Sorts: `SORTS`.

    A block manager sees her block or cluster, a bookkeeper or approver the
    records of the CBOs she is linked to. Raises Refused for anybody else.
    """
    own = is_community(actor.role)
    in_scope(connection, actor, Permission.CBOS_OWN if own else Permission.PROFILES_VERIFY, block_code)
    whose = _whose(actor, block_code)
    went = union_all(_cbos(block_code, whose), _members(block_code, whose)).subquery("went")
    query = (
        select(
            went,
            func.coalesce(_VERSION.c.revision, 0),
            func.coalesce(_VERDICT.c.made_by, ""),
            func.coalesce(_VERDICT.c.decided_by, ""),
            func.coalesce(_VERDICT.c.decided_at, 0),
            func.coalesce(_VERDICT.c.remarks, "[]"),
        )
        .outerjoin(_VERDICT, and_(_VERDICT.c.block_code == block_code, _VERDICT.c.id == went.c.verdict_id))
        .outerjoin(_VERSION, and_(_VERSION.c.block_code == block_code, _VERSION.c.id == _VERDICT.c.version_id))
        .where(*_searched(went, text))
    )
    sorts = {
        "at": func.coalesce(_VERDICT.c.decided_at, 0),
        "name": went.c.name_key,
        "group": went.c.group_key,
        "made_by": func.coalesce(_VERDICT.c.made_by, ""),
    }
    return page(connection, query, sorts, went.c.key, request, _row)


def returned_count(connection: Connection, actor: Actor, block_code: str) -> int:
    """Return how many records `returned_page` lists; for who has checked the scope."""
    whose = _whose(actor, block_code)
    went = union_all(_cbos(block_code, whose), _members(block_code, whose)).subquery("went")
    return int(connection.execute(select(func.count()).select_from(went)).scalar_one())


def _whose(actor: Actor, block: str) -> list[ColumnElement[bool]]:
    """Return the condition of the CBOs whose records the actor sees: her own, or those of her block or cluster."""
    return [_CBO.c.id.in_(own_cbos(actor, block))] if is_community(actor.role) else in_cluster(actor)


def _cbos(block: str, whose: list[ColumnElement[bool]]) -> Select[Any]:
    empty = literal("")
    return select(
        (_CBO.c.id * 2).label("key"), _CBO.c.cbo_type.label("kind"), literal(RecordKind.CBO.value).label("record_kind"),
        _CBO.c.id,
        _CBO.c.id.label("cbo_id"), _CBO.c.name, empty.label("group_name"), func.coalesce(_CBO.c.code, "").label("code"),
        func.coalesce(_CBO.c.uid, "").label("uid"), _CBO.c.name_key, _CBO.c.name_key.label("group_key"),
        _last(block, RecordKind.CBO, _CBO.c.id),
    ).where(_CBO.c.block_code == block, _CBO.c.bucket == Bucket.REJECTED, *whose)  # fmt: skip


def _members(block: str, whose: list[ColumnElement[bool]]) -> Select[Any]:
    return (
        select(
            (_MEMBER.c.id * 2 + 1).label("key"), literal("MEMBER").label("kind"),
            literal(RecordKind.MEMBER.value).label("record_kind"),
            _MEMBER.c.id, _CBO.c.id.label("cbo_id"), _MEMBER.c.name, _CBO.c.name.label("group_name"),
            func.coalesce(_MEMBER.c.member_code, "").label("code"), func.coalesce(_MEMBER.c.uid, "").label("uid"),
            _MEMBER.c.name_key, _CBO.c.name_key.label("group_key"), _last(block, RecordKind.MEMBER, _MEMBER.c.id),
        )
        .join(_CBO, and_(_CBO.c.block_code == block, _CBO.c.id == _MEMBER.c.shg_id))
        .where(_MEMBER.c.block_code == block, _MEMBER.c.bucket == Bucket.REJECTED, *whose)
    )  # fmt: skip


def _last(block: str, kind: str, number: ColumnElement[int]) -> ColumnElement[int]:
    """Return the id of the rejection of a record that stands."""
    query = select(func.max(_VERDICT.c.id)).where(
        _VERDICT.c.block_code == block,
        _VERDICT.c.record_kind == kind,
        _VERDICT.c.record_id == number,
        _VERDICT.c.verdict == VerdictKind.REJECTED,
        _VERDICT.c.undone_at.is_(None),
    )
    return query.scalar_subquery().label("verdict_id")


def _searched(went: Any, text: str) -> list[ColumnElement[bool]]:
    wanted = searched(text)
    return (
        [
            holding(
                wanted,
                lambda part: _cells(went, part),
                [*named(went.c.name_key, wanted), *named(went.c.group_key, wanted)],
            )
        ]
        if wanted
        else []
    )


_KIND_WORDS = {kind.value: (_("Member") if kind is Kind.MEMBER else kind.value,) for kind in Kind}
_REMARK_WORDS = {code: (remark.words,) for code, remark in BY_CODE.items()}
_FIELD_WORDS = {
    one.name: tuple(label_of(kind, one.name) for kind in Kind) for fields in FIELDS.values() for one in fields
}
_OF_THE_MIS = {"": (_("rejected in the older MIS"),)}


def _cells(went: Any, text: str) -> list[ColumnElement[bool]]:
    """Return the conditions of which one holds where a cell of the list shows a text."""
    remarks = func.coalesce(_VERDICT.c.remarks, "")
    return [
        *by_code(went.c.code, text),
        *named(went.c.name_key, text),
        *named(went.c.group_key, text),
        *by_word(went.c.kind, text, _KIND_WORDS),
        *by_user_id(_VERDICT.c.made_by, text),
        *by_user_id(_VERDICT.c.decided_by, text),
        *at_day(_VERDICT.c.decided_at, text),
        *(contains(remarks, f'"code": "{code}"') for code in meant(text, _REMARK_WORDS)),
        *(contains(remarks, f'"field": "{name}"') for name in meant(text, _FIELD_WORDS)),
        *([_in_words(remarks, text)] if name_key(text) else []),
        *([_VERDICT.c.id.is_(None)] if meant(text, _OF_THE_MIS) else []),
    ]


def _in_words(remarks: ColumnElement[str], text: str) -> ColumnElement[bool]:
    """Return the condition of kept remarks whose free words have a text."""
    kept = json.dumps(text.upper(), ensure_ascii=False)[1:-1]
    return func.upper(remarks).regexp_match(f'"TEXT": "(?:[^"\\\\]|\\\\.)*{re.escape(kept)}')


def _row(row: Sequence[Any]) -> ReturnedRow:
    key, kind, record_kind, number, cbo_id, name, group, code, uid = row[:9]
    revision, made_by, decided_by, at, remarks = row[-5:]
    said = tuple(_remark(Kind(kind), one) for one in json.loads(remarks))
    return ReturnedRow(
        key, kind, record_kind, number, cbo_id, name, group, code, uid, revision, made_by, decided_by, at, said
    )


def _remark(kind: Kind, kept: Mapping[str, str]) -> Remark:
    field, code, text = kept.get("field", ""), kept["code"], kept.get("text", "")
    return Remark(field, code, text, words_of(code, text), remark_said(kind, kept))
