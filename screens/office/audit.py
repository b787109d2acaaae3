"""The audit trail of a block: who did what, when, and what was refused."""

from __future__ import annotations

import json

from textual import on
from textual.app import ComposeResult

from lokos_tui.domain.accounts.roles import label_of
from lokos_tui.domain.dates import time_of
from lokos_tui.domain.message import _, joined, pgettext
from lokos_tui.domain.paging import Page, PageRequest
from lokos_tui.queries.office.audit import AuditRow, audit_page
from lokos_tui.queries.office.fields import AUDIT_ON_SCREEN, object_words, outcome_word
from lokos_tui.ui.frame.actions import Action
from lokos_tui.ui.frame.base import BaseScreen
from lokos_tui.ui.frame.session import context_of
from lokos_tui.ui.table.fields import cells_of, columns_of
from lokos_tui.ui.table.messages import RowActivated
from lokos_tui.ui.table.table import PagedTable


class AuditScreen(BaseScreen[None]):
    """A list, newest first; Enter shows one entry whole."""

    ACTIONS = (Action("audit.open", "enter", pgettext("key", "open"), _("Show the entry whole."), priority=1),)

    def compose_body(self) -> ComposeResult:
        """Compose the list."""
        yield PagedTable[AuditRow](
            columns_of(AUDIT_ON_SCREEN),
            fetch=self._page,
            cells=cells_of(AUDIT_ON_SCREEN),
            row_id=lambda row: row.id,
            empty=_("Nothing was done in this block yet. r reads again."),
            markable=False,
        )

    def on_mount(self) -> None:
        """Say where this is."""
        self.set_title(context_of(self).actor.block_name, _("Audit trail"))
        self.set_status(_("Newest first. The trail cannot be changed."))

    def _page(self, request: PageRequest) -> Page[AuditRow]:
        ctx = context_of(self)
        return ctx.read(audit_page, ctx.actor.area.scope, request)

    def action_open(self) -> None:
        """Show the entry under the cursor."""
        self.query_one(PagedTable).action_open()

    @on(RowActivated)
    def _open(self, event: RowActivated) -> None:
        from lokos_tui.ui.frame.confirm import TextScreen

        row: AuditRow = event.row
        details = row.details if isinstance(row.details, dict) else json.loads(row.details or "{}")
        lines: list[str] = [
            joined("   ", (time_of(row.at), row.actor, label_of(row.role) if row.role else "")),
            joined("   ", (row.action, outcome_word(row.outcome), object_words(row))),
            *([_("Reason: {reason}", reason=row.reason)] if row.reason else []),
            *(f"{key}: {value}" for key, value in sorted(details.items())),
        ]
        self.app.push_screen(TextScreen(_("Entry {n}", n=row.id), lines))
