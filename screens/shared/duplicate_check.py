"""Refresh Duplicate as every screen has it: one key checks what arrived since the last check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lokos_tui.commands.duplicates import Checked, RefreshDuplicates
from lokos_tui.domain.text import counted
from lokos_tui.ui.frame.session import context_of

if TYPE_CHECKING:
    from lokos_tui.ui.frame.base import BaseScreen

    _Base = BaseScreen[None]
else:
    _Base = object


class ChecksDuplicates(_Base):
    """Gives a screen ``action_check``; afterwards the screen reads itself again."""

    def action_check(self) -> None:
        """Check for duplicates what arrived."""
        ctx = context_of(self)
        self.say("Checking for duplicates ...")
        self.run_read(
            lambda: ctx.send(RefreshDuplicates(block_code=ctx.actor.area.scope)), self._checked, group="check"
        )

    def _checked(self, done: Checked) -> None:
        self.action_refresh()
        words = f"{counted(done.records, 'record')} checked, {counted(done.found, 'finding')}."
        self.say(words if done.records else "Nothing arrived since the last check.")
