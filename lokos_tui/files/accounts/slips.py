"""Credential slips: first password and bundle key of accounts made in one go, readable by their owner alone."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from openpyxl import Workbook

from importers.loads.returned import save_private
from importers.loads.template import put
from lokos_tui.commands.accounts import CreatedUser
from lokos_tui.domain.text import safe
from lokos_tui.services.accounts.keys import bundle_key, shown_key

if TYPE_CHECKING:
    from lokos_tui.context import Context

_HEADINGS = ("User ID", "First password", "Bundle key")
_NOTE = "Used once: she chooses her own at the first sign-in. Hand over each slip in person, then destroy this file."


def bundle_keys(ctx: Context, users: Sequence[CreatedUser]) -> dict[str, str]:
    """Return the bundle key of each new account, as it stands on her slip: what she signs her uploads with."""
    return {user.user_id: shown_key(bundle_key(ctx.office.keys, user.user_id, 1)) for user in users}


def write_slips(target: Path, users: Sequence[CreatedUser], block_name: str, keys: Mapping[str, str]) -> None:
    """Write the slips, each with first password and bundle key, as a workbook (``.xlsx``) or as text to print.

    Mode 0600, never over another file.

    Raises Conflict when the file is there already.
    """
    excel = target.suffix.lower() == ".xlsx"
    data = _workbook(users, block_name, keys) if excel else _text(users, block_name, keys)
    save_private(target, data)


def _text(users: Sequence[CreatedUser], block_name: str, keys: Mapping[str, str]) -> bytes:
    cut = "-" * 60
    block = f"LokOS  block {safe(block_name)}"
    slips = [
        f"{block}\nUser ID         {safe(user.user_id)}\nFirst password  {user.first_password}\n"
        f"Bundle key      {keys.get(user.user_id, '-')}\n{cut}"
        for user in users
    ]
    return "\n".join((_NOTE, cut, *slips, "")).encode()


def _workbook(users: Sequence[CreatedUser], block_name: str, keys: Mapping[str, str]) -> bytes:
    book = Workbook()
    sheet = book.active
    if sheet is None:  # pragma: no cover - a new workbook has a sheet
        raise AssertionError
    sheet.title = "Slips"
    put(sheet, 1, 1, f"LokOS  block {safe(block_name)}. {_NOTE}")
    for column, heading in enumerate(_HEADINGS, 1):
        put(sheet, 2, column, heading)
        sheet.column_dimensions["ABC"[column - 1]].width = 30 if column < len(_HEADINGS) else 44
    for row, user in enumerate(users, 3):
        put(sheet, row, 1, safe(user.user_id))
        put(sheet, row, 2, user.first_password)
        put(sheet, row, 3, keys.get(user.user_id, "-"))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
