"""The history of one record, to read: who sent, ticked, decided, took back and exported it, oldest first."""

from __future__ import annotations

from textual.app import ComposeResult

from lokos_tui.domain.dates import grouped, time_of
from lokos_tui.domain.message import _, joined
from lokos_tui.queries.verification.history import HistoryLine, record_history
from lokos_tui.ui.frame.base import READING, BaseScreen
from lokos_tui.ui.frame.session import context_of
from lokos_tui.ui.frame.text_pane import TextPane

_EMPTY = _("Nothing was done to it here. Esc goes back.")


def history_line(line: HistoryLine) -> str:
    """Return one act as it stands on the screen."""
    return _("{at}  {who}: {what}.", at=time_of(line.at), who=line.who, what=line.what)


class HistoryScreen(BaseScreen[None]):
    """What was done to a CBO (``kind`` 'C') or a member ('M'); ``block_code`` is asked for by staff above a block."""

    AUTO_FOCUS = "#acts"
    CSS = "HistoryScreen #acts { height: 1fr; max-height: 100%; }"

    def __init__(self, kind: str, record_id: int, name: str = "", block_code: str = "") -> None:
        super().__init__()
        self.kind = kind
        self.record_id = record_id
        self.record_name = name
        self.block_code = block_code

    def compose_body(self) -> ComposeResult:
        """Compose the text."""
        yield TextPane((), id="acts")

    def on_mount(self) -> None:
        """Read the history."""
        self.set_title(context_of(self).actor.block_name, _("History"), self.record_name)
        self.show_state(READING)
        self.action_refresh()

    def action_refresh(self) -> None:
        """Read the history again."""
        ctx = context_of(self)
        block = self.block_code or ctx.actor.area.scope
        self.run_read(
            lambda: ctx.read(record_history, block, self.kind, self.record_id),
            self._show,
            on_error=self.show_refusal,
        )

    def _show(self, lines: tuple[HistoryLine, ...]) -> None:
        if not lines:
            self.show_state(_EMPTY)
            return
        self.show_state(None)
        self.set_status(joined("   ", (_("Count {count}", count=grouped(len(lines))), _("oldest first"))))
        pane = self.query_one("#acts", TextPane)
        pane.show_lines([history_line(line) for line in lines])
        pane.focus()
