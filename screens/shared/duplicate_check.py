"""Refresh Duplicate as every screen has it: one key checks what arrived since the last check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lokos_tui.commands.duplicates import Checked, RefreshDuplicates
from lokos_tui.domain.message import _, ngettext
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
        self.say(_("Checking for duplicates ..."))
        self.run_read(
            lambda: ctx.send(RefreshDuplicates(block_code=ctx.actor.area.scope)), self._checked, group="check"
        )

    def _checked(self, done: Checked) -> None:
        self.action_refresh()
        if not done.records:
            self.say(_("Nothing arrived since the last check."))
            return
        records = ngettext("{n} record", "{n} records", done.records)
        findings = ngettext("{n} finding", "{n} findings", done.found)
        self.say(_("{records} checked, {findings}.", records=records, findings=findings))
