"""One CBO: who keeps its books and who approves for it, since when, and who did before."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult

from lokos_tui.domain.accounts.permissions import Permission
from lokos_tui.domain.accounts.roles import Duty, label_of
from lokos_tui.domain.cbos.life import Life
from lokos_tui.domain.dates import day_of
from lokos_tui.domain.profiles.model import RecordKind
from lokos_tui.queries.cbos.list import CboHistory, CboRow, Span, cbo_history
from lokos_tui.ui.frame.actions import Action
from lokos_tui.ui.frame.base import READING, BaseScreen
from lokos_tui.ui.frame.session import context_of, go
from lokos_tui.ui.frame.text_pane import TextPane


def who_line(history: CboHistory) -> str:
    """Return who keeps the books today and since when, in a sentence."""
    row = history.row
    if not row.link_id:
        return "Nobody keeps its books today."
    return f"{row.holder_name} ({row.holder_id}) keeps its books since {day_of(row.since)}."


def place_line(row: CboRow) -> str:
    """Return where a CBO is at home: GP, village, VO, CLF."""
    parts = (("GP", row.gp), ("Village", row.village), ("VO", row.vo), ("CLF", row.clf))
    return "   ".join(f"{label}: {name}" for label, name in parts if name)


def span_line(span: Span) -> str:
    """Return one stretch of time in words: who, from when to when, by whom and why."""
    duty = "kept the books" if span.duty == Duty.BOOKS else "approved"
    until = f"to {day_of(span.until)}" if span.until else "until today"
    parts = [f"{day_of(span.since)} {until}: {span.name} ({span.user_id}, {label_of(span.role)}) {duty}."]
    load = f", load {span.batch_id}" if span.batch_id else ""
    parts.append(f"Linked by {span.linked_by}{load}{_why(span.why)}.")
    if span.until:
        parts.append(f"Unlinked by {span.unlinked_by}{_why(span.unlink_why)}.")
    return " ".join(parts)


def _why(reason: str) -> str:
    return f" ({reason})" if reason else ""


def history_lines(history: CboHistory) -> tuple[str, ...]:
    """Return the whole screen: the CBO, who keeps its books, and every span, the newest first."""
    row = history.row
    life = "" if row.life == Life.ACTIVE else "   inactive"
    head = (f"{row.cbo_type} {row.code}  {row.name}{life}", place_line(row), "", who_line(history), "")
    if not history.spans:
        return (*head, "Nobody ever did. l on a user's line in Users links it.")
    lines = [line for span in history.spans for line in (span_line(span), "")]
    return (*head, *lines)


class CboScreen(BaseScreen[None]):
    """The history of one CBO, to read."""

    AUTO_FOCUS = "#history"
    CSS = "CboScreen #history { height: 1fr; max-height: 100%; }"

    ACTIONS: ClassVar[tuple[Action, ...]] = (
        Action("cbo.review", "v", "verification", "Its profile and members.", Permission.PROFILES_VERIFY, priority=5),
        Action("cbo.acts", "h", "history", "What was done to its profile.", Permission.CBOS_VIEW, priority=6),
    )

    def __init__(self, block_code: str, cbo_id: int) -> None:
        super().__init__()
        self.block_code = block_code
        self.cbo_id = cbo_id
        self.cbo_name = ""

    def compose_body(self) -> ComposeResult:
        """Compose the text."""
        yield TextPane((), id="history")

    def on_mount(self) -> None:
        """Read the history."""
        self.set_title(context_of(self).actor.block_name, "CBO")
        self.show_state(READING)
        self.action_refresh()

    def action_review(self) -> None:
        """Open its profile, its members and what was decided on them."""
        go(self, "review", cbo_id=self.cbo_id)

    def action_acts(self) -> None:
        """Show what was sent, decided and exported of its profile."""
        go(self, "history", kind=RecordKind.CBO, record_id=self.cbo_id, name=self.cbo_name, block_code=self.block_code)

    def action_refresh(self) -> None:
        """Read the history again."""
        ctx = context_of(self)
        self.run_read(
            lambda: ctx.read(cbo_history, self.block_code, self.cbo_id),
            self._show,
            on_error=self.show_refusal,
        )

    def _show(self, history: CboHistory) -> None:
        self.show_state(None)
        self.cbo_name = history.row.name
        self.set_title(context_of(self).actor.block_name, history.row.cbo_type, self.cbo_name)
        self.set_status(who_line(history))
        pane = self.query_one("#history", TextPane)
        pane.show_lines(history_lines(history))
        pane.focus()
