"""Uploads that were made: the list, and what became of each line."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from lokos_tui.db import tables
from lokos_tui.domain.accounts.permissions import Actor, Permission
from lokos_tui.domain.errors import NotFound
from lokos_tui.domain.message import _
from lokos_tui.domain.paging import Page, PageRequest
from lokos_tui.queries.keyset import page
from lokos_tui.queries.scope import in_scope

_UPLOAD, _LINE = tables.upload, tables.upload_line


class UploadRow(NamedTuple):
    """One bundle; moments in milliseconds UTC, ``counts`` of its lines by outcome."""

    id: int
    made_by: str
    loaded_by: str
    loaded_at: int
    signed: str
    whole: bool
    file_name: str
    counts: Mapping[str, int]


class UploadLineRow(NamedTuple):
    """What became of one line."""

    id: int
    line_no: int
    kind: str
    name: str
    outcome: str
    reason: str
    members: int


def upload_page(connection: Connection, actor: Actor, block_code: str, request: PageRequest) -> Page[UploadRow]:
    """Return one page of a block's uploads, the newest first; a bookkeeper sees those she made."""
    in_scope(connection, actor, Permission.PROFILES_UPLOAD, block_code)
    columns = [_UPLOAD.c[name] for name in UploadRow._fields]
    query = select(*columns).where(_UPLOAD.c.block_code == block_code)
    if not actor.may(Permission.USERS_VIEW):
        query = query.where(_UPLOAD.c.made_by == actor.user_id)
    return page(connection, query, {"at": _UPLOAD.c.loaded_at}, _UPLOAD.c.id, request.largest_first(), _row)


def _row(row: Any) -> UploadRow:
    fields: tuple[Any, ...] = (*row[:-1], json.loads(row[-1]))
    return UploadRow(*fields)


def upload_lines(
    connection: Connection, actor: Actor, block_code: str, upload_id: int, request: PageRequest
) -> Page[UploadLineRow]:
    """Return one page of what became of an upload's lines, in their order.

    Raises NotFound for an upload that is not there, or that another bookkeeper made.
    """
    in_scope(connection, actor, Permission.PROFILES_UPLOAD, block_code)
    columns = [_LINE.c[name] for name in UploadLineRow._fields]
    query = select(*columns).where(_LINE.c.block_code == block_code, _LINE.c.upload_id == upload_id)
    seen = select(_UPLOAD.c.id).where(_UPLOAD.c.block_code == block_code)
    if not actor.may(Permission.USERS_VIEW):
        seen = seen.where(_UPLOAD.c.made_by == actor.user_id)
        query = query.where(_LINE.c.upload_id.in_(seen))
    found = page(connection, query, {"line": _LINE.c.line_no}, _LINE.c.id, request, lambda row: UploadLineRow(*row))
    if not found.rows and connection.scalar(seen.where(_UPLOAD.c.id == upload_id)) is None:
        raise NotFound("upload.unknown", _("There is no such upload in your block."), _("Look at the list of uploads."))
    return found
