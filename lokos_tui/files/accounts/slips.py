"""Credential slips: first password and bundle key of accounts made in one go, readable by their owner alone."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from rich.cells import cell_len

from importers.loads.returned import save_private
from importers.loads.template import put
from lokos_tui.commands.accounts import CreatedUser
from lokos_tui.domain.field import Field
from lokos_tui.domain.message import _
from lokos_tui.domain.text import safe
from lokos_tui.language import words
from lokos_tui.services.accounts.keys import bundle_key, shown_key

if TYPE_CHECKING:
    from lokos_tui.context import Context

_NOTE = _("Used once: she chooses her own at the first sign-in. Hand over each slip in person, then destroy this file.")


_HEADING = 16
"""Cells of a heading of a slip to print."""


class Slip(NamedTuple):
    """What one new user is handed; ``key`` is '-' for one who sends nothing."""

    user_id: str
    first_password: str
    key: str


_SLIP: tuple[Field[Slip], ...] = (
    Field("user_id", _("User ID"), lambda slip: safe(slip.user_id), 30),
    Field("first_password", _("First password"), lambda slip: slip.first_password, 30),
    Field("bundle_key", _("Bundle key"), lambda slip: slip.key, 44),
)


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


def _slips(users: Sequence[CreatedUser], keys: Mapping[str, str]) -> tuple[Slip, ...]:
    return tuple(Slip(user.user_id, user.first_password, keys.get(user.user_id, "-")) for user in users)


def _block(name: str) -> str:
    return _("LokOS  block {block}", block=safe(name))


def _aligned(heading: str) -> str:
    """Return a heading in the language in force, in 16 cells or as many as it needs."""
    said = words(heading)
    return said + " " * max(1, _HEADING - cell_len(said))


def _text(users: Sequence[CreatedUser], block_name: str, keys: Mapping[str, str]) -> bytes:
    cut = "-" * 60
    block = words(_block(block_name))
    slips = [
        "\n".join((block, *(_aligned(field.heading) + field.cell(slip) for field in _SLIP), cut))
        for slip in _slips(users, keys)
    ]
    return "\n".join((words(_NOTE), cut, *slips, "")).encode()


def _workbook(users: Sequence[CreatedUser], block_name: str, keys: Mapping[str, str]) -> bytes:
    book = Workbook()
    sheet = book.active
    if sheet is None:  # pragma: no cover - a new workbook has a sheet
        raise AssertionError
    sheet.title = words(_("Slips"))
    put(sheet, 1, 1, words(_("{block}. {note}", block=_block(block_name), note=_NOTE)))
    slips = _slips(users, keys)
    for column, field in enumerate(_SLIP, 1):
        put(sheet, 2, column, words(field.heading))
        sheet.column_dimensions[get_column_letter(column)].width = field.width
        for row, slip in enumerate(slips, 3):
            put(sheet, row, column, field.cell(slip))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
