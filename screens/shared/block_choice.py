"""Which block a list is about: the actor's own, or one that staff above the blocks pick first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lokos_tui.domain.accounts.permissions import ABOVE_BLOCK
from lokos_tui.domain.message import _
from lokos_tui.queries.cbos.places import BlockRow, blocks
from lokos_tui.ui.frame.base import BaseScreen
from lokos_tui.ui.frame.confirm import PickScreen
from lokos_tui.ui.frame.session import context_of

Take = Callable[[str, str], None]
"""Called with the block's code and its name."""

STAFF_ABOVE = _("Staff above the blocks")


def with_block(screen: BaseScreen[Any], block_code: str | None, take: Take, *, staff: bool = False) -> None:
    """Call ``take`` with the block wanted, the actor's own, or the one she picks; leaving the pick leaves the screen.

    ``staff`` offers the accounts that belong to no block beside the blocks.
    """
    ctx = context_of(screen)
    own = ctx.actor.area.block
    if own and block_code in (None, own):
        take(own, ctx.actor.block_name)
        return
    screen.show_state(_("Reading the blocks ..."))
    screen.run_read(
        lambda: ctx.read(blocks),
        lambda rows: _choose(screen, rows, block_code, take, staff=staff),
        group="blocks",
        on_error=lambda error: screen.refuse(str(error)),
    )


def _choose(
    screen: BaseScreen[Any], rows: tuple[BlockRow, ...], wanted: str | None, take: Take, *, staff: bool
) -> None:
    names: dict[str, str] = {row.code: row.name for row in rows}
    if staff:
        names[ABOVE_BLOCK] = STAFF_ABOVE
    if not names:
        screen.refuse(_("There is no block in your area yet. It is added with: lokos office add-block."))
        return
    if wanted is not None:
        _go_on(screen, names, wanted, take)
        return
    options: list[tuple[str, str]] = [(row.code, f"{row.name}  {row.district}, {row.state}") for row in rows]
    options += [(ABOVE_BLOCK, STAFF_ABOVE)] if staff else []
    screen.app.push_screen(PickScreen(_("Which block"), options), lambda code: _go_on(screen, names, code, take))


def _go_on(screen: BaseScreen[Any], names: dict[str, str], code: str | None, take: Take) -> None:
    if code is None:
        screen.leave()
        return
    screen.show_state(None)
    take(code, names.get(code, code))
