"""Credential slips: the first passwords of accounts made in one go, written once, readable by their owner alone."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook

from importers.returned import save_private
from importers.template import put
from lokos_tui.commands.users import CreatedUser
from lokos_tui.domain.text import safe

_HEADINGS = ("User ID", "First password")
_NOTE = "Used once: she chooses her own at the first sign-in. Hand over each slip in person, then destroy this file."


def write_slips(target: Path, users: Sequence[CreatedUser], block_name: str) -> None:
    """Write the slips as a workbook (``.xlsx``) or as text to print; mode 0600, never over another file.

    Raises Conflict when the file is there already.
    """
    data = _workbook(users, block_name) if target.suffix.lower() == ".xlsx" else _text(users, block_name)
    save_private(target, data)


def _text(users: Sequence[CreatedUser], block_name: str) -> bytes:
    cut = "-" * 60
    block = f"LokOS  block {safe(block_name)}"
    slips = [
        f"{block}\nUser ID         {safe(user.user_id)}\nFirst password  {user.first_password}\n{cut}" for user in users
    ]
    return "\n".join((_NOTE, cut, *slips, "")).encode()


def _workbook(users: Sequence[CreatedUser], block_name: str) -> bytes:
    book = Workbook()
    sheet = book.active
    if sheet is None:  # pragma: no cover - a new workbook has a sheet
        raise AssertionError
    sheet.title = "Slips"
    put(sheet, 1, 1, f"LokOS  block {safe(block_name)}. {_NOTE}")
    for column, heading in enumerate(_HEADINGS, 1):
        put(sheet, 2, column, heading)
        sheet.column_dimensions["AB"[column - 1]].width = 30
    for row, user in enumerate(users, 3):
        put(sheet, row, 1, safe(user.user_id))
        put(sheet, row, 2, user.first_password)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
