"""An export that cannot be what it was is not written again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from lokos_tui.db import tables
from lokos_tui.domain.errors import Conflict
from lokos_tui.files.outbox.exports import send, send_again
from tests.cli.outbox.test_export_flow import acting, approved
from tests.support.phones import Phone

__all__ = ["approved"]


def test_an_export_that_would_differ_is_not_written(
    made: dict[str, Any],
    approved: list[str],
    phone: Phone,
    tmp_path: Path,
) -> None:
    """Unchanged, it is written with the same bytes; after a record behind it was changed it is refused by code."""
    ctx, out = acting(made, "BLOCK_ADMIN"), tables.outbox
    first, again, other = (tmp_path / name for name in ("first", "again", "other"))
    number = send(ctx, phone.block, str(first)).formed.export_id
    send_again(ctx, phone.block, number, str(again))
    assert again.read_bytes() == first.read_bytes()
    with ctx.office.store.writing() as connection:
        row = connection.execute(out.select().where(out.c.uid == approved[0])).one()
        changed = row.content.replace("SAKHI", "OTHER").replace("WEEKLY", "MONTHLY")
        assert changed != row.content
        connection.execute(out.update().where(out.c.uid == approved[0]).values(content=changed))
    with pytest.raises(Conflict) as refused:
        send_again(ctx, phone.block, number, str(other))
    assert refused.value.code == "export.differs"
    assert not other.exists()
    ctx.office.close()
