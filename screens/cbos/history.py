"""One CBO: who keeps its books and who approves for it, since when, and who did before."""

from __future__ import annotations

from typing import ClassVar, Final

from textual.app import ComposeResult

from lokos_tui.domain.accounts.permissions import Permission
from lokos_tui.domain.accounts.roles import Duty, label_of
from lokos_tui.domain.accounts.taking import GIVEN_BACK, TAKEN
from lokos_tui.domain.cbos.life import Life
from lokos_tui.domain.dates import day_of
from lokos_tui.domain.message import _, joined, pgettext
from lokos_tui.domain.profiles.model import RecordKind
from lokos_tui.queries.cbos.list import CboHistory, CboRow, Span, cbo_history
from lokos_tui.ui.frame.actions import Action
from lokos_tui.ui.frame.base import READING, BaseScreen
from lokos_tui.ui.frame.session import context_of, go
from lokos_tui.ui.frame.text_pane import TextPane

_OWN_REASONS: Final = {
    "account deleted": _("account deleted"),
    TAKEN: _("role taken away"),
    GIVEN_BACK: _("role given back"),
}
"""Reasons that the program itself gave, as they are kept."""


def who_line(history: CboHistory) -> str:
    """Return who keeps the books today and since when, in a sentence."""
    row = history.row
    if not row.link_id:
        return _("Nobody keeps its books today.")
    return _(
        "{name} ({user_id}) keeps its books since {since}.",
        name=row.holder_name,
        user_id=row.holder_id,
        since=day_of(row.since),
    )


def place_line(row: CboRow) -> str:
    """Return where a CBO is at home: GP, village, VO, CLF."""
    parts = ((_("GP"), row.gp), (_("Village"), row.village), (_("VO"), row.vo), (_("CLF"), row.clf))
    return joined("   ", (joined(": ", part) for part in parts if part[1]))


def span_line(span: Span) -> str:
    """Return one stretch of time in words: who, from when to when, by whom and why."""
    linked = _("{who}, load {load}", who=span.linked_by, load=span.batch_id) if span.batch_id else span.linked_by
    parts = [_stretch(span), _("Linked by {who}.", who=_with_reason(linked, span.why))]
    if span.until:
        parts.append(_("Unlinked by {who}.", who=_with_reason(span.unlinked_by, span.unlink_why)))
    return joined(" ", parts)


def _stretch(span: Span) -> str:
    """Return who worked for the CBO, in what duty, from when to when."""
    who = _("{name} ({user_id}, {role})", name=span.name, user_id=span.user_id, role=label_of(span.role))
    since, books = day_of(span.since), span.duty == Duty.BOOKS
    if span.until is None:
        if books:
            return _("{since} until today: {who} kept the books.", since=since, who=who)
        return _("{since} until today: {who} approved.", since=since, who=who)
    if books:
        return _("{since} to {until}: {who} kept the books.", since=since, until=day_of(span.until), who=who)
    return _("{since} to {until}: {who} approved.", since=since, until=day_of(span.until), who=who)


def _with_reason(who: str, reason: str) -> str:
    return _("{who} ({reason})", who=who, reason=_OWN_REASONS.get(reason, reason)) if reason else who


def history_lines(history: CboHistory) -> tuple[str, ...]:
    """Return the whole screen: the CBO, who keeps its books, and every span, the newest first."""
    row = history.row
    life = "" if row.life == Life.ACTIVE else pgettext("state", "inactive")
    title = joined("   ", (f"{row.cbo_type} {row.code}  {row.name}", life))
    head = (title, place_line(row), "", who_line(history), "")
    if not history.spans:
        return (*head, _("Nobody ever did. l on a user's line in Users links it."))
    lines = [line for span in history.spans for line in (span_line(span), "")]
    return (*head, *lines)


class CboScreen(BaseScreen[None]):
    """The history of one CBO, to read."""

    AUTO_FOCUS = "#history"
    CSS = "CboScreen #history { height: 1fr; max-height: 100%; }"

    ACTIONS: ClassVar[tuple[Action, ...]] = (
        Action(
            "cbo.review",
            "v",
            pgettext("key", "verification"),
            _("Its profile and members."),
            Permission.PROFILES_VERIFY,
            priority=5,
        ),
        Action(
            "cbo.acts",
            "h",
            pgettext("key", "history"),
            _("What was done to its profile."),
            Permission.CBOS_VIEW,
            priority=6,
        ),
    )

    def __init__(self, block_code: str, cbo_id: int) -> None:
        super().__init__()
        self.block_code = block_code
        self.cbo_id = cbo_id
        self.cbo_name = ""
        self.cbo_code = ""

    def compose_body(self) -> ComposeResult:
        """Compose the text."""
        yield TextPane((), id="history")

    def on_mount(self) -> None:
        """Read the history."""
        self.set_title(context_of(self).actor.block_name, _("CBO"))
        self.show_state(READING)
        self.action_refresh()

    def copied(self) -> str:
        """The code."""
        return self.cbo_code.strip("-")

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
        self.cbo_name, self.cbo_code = history.row.name, history.row.code
        self.set_title(context_of(self).actor.block_name, history.row.cbo_type, self.cbo_name)
        self.set_status(who_line(history))
        pane = self.query_one("#history", TextPane)
        pane.show_lines(history_lines(history))
        pane.focus()
