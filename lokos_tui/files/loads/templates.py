"""The templates of the loads, made from the block's live data."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

from importers.kinds import KINDS
from importers.loads.returned import save_private
from importers.loads.template import Reference, write_template
from lokos_tui.domain.dates import iso_day, moment
from lokos_tui.queries.loads.templates import reference

if TYPE_CHECKING:
    from lokos_tui.context import Context


def template_path(ctx: Context, kind: str) -> Path:
    """Return where the template of a kind of load goes in the office's exports: a name that is not there yet."""
    return free_name(ctx.settings.exports, f"{kind}-{ctx.actor.area.scope}-{iso_day(ctx.clock())}", ".xlsx")


def free_name(folder: Path, stem: str, suffix: str) -> Path:
    """Return a path in a folder that is not there yet: ``stem.xlsx``, ``stem-2.xlsx``, ..."""
    number = 1
    while (path := folder / f"{stem}{f'-{number}' if number > 1 else ''}{suffix}").exists():
        number += 1
    return path


def save_template(ctx: Context, kind: str, target: Path, *, filled: bool, block_code: str = "") -> int:
    """Write a template (mode 0600, never over another file) and return how many rows it is filled with.

    ``filled`` puts in what the block holds now: its links, places or CBOs.
    """
    data = ctx.read(reference, block_code or ctx.actor.area.scope)
    rows = data.rows[kind] if filled else ()
    lists = Reference(
        gps=list(data.gps),
        villages=list(data.villages),
        cbos=list(data.cbos),
        block_code=data.block_code,
        block_name=data.block_name,
    )
    buffer = io.BytesIO()
    spec = KINDS[kind].spec
    write_template(buffer, spec, lists, rows, made_at=moment(ctx.clock()), version=spec.version)
    save_private(target, buffer.getvalue())
    return len(rows)
