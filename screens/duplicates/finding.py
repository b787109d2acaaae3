"""One finding: both records side by side, what agrees and what differs, and the decision."""

from __future__ import annotations

from textual.app import ComposeResult

from lokos_tui.commands.duplicates import DecideNotDuplicate, RecordRef, UndoDecision
from lokos_tui.domain.accounts.permissions import Permission
from lokos_tui.domain.duplicates.decision import REASONS
from lokos_tui.domain.duplicates.rules import Class
from lokos_tui.domain.message import _, pgettext
from lokos_tui.queries.duplicates.finding import FindingDetail, Side, finding_detail
from lokos_tui.ui.frame.actions import Action
from lokos_tui.ui.frame.base import READING, BaseScreen
from lokos_tui.ui.frame.confirm import PickScreen, ReasonScreen
from lokos_tui.ui.frame.session import context_of
from lokos_tui.ui.frame.text_pane import TextPane
from screens.duplicates.side_by_side import finding_lines


def _ref(side: Side) -> RecordRef:
    return RecordRef(side.kind, side.id)


class FindingScreen(BaseScreen[None]):
    """A finding to read; n decides that it is no duplicate, u takes the decision back."""

    AUTO_FOCUS = "#finding"
    CSS = "FindingScreen #finding { height: 1fr; max-height: 100%; }"
    ACTIONS = (
        Action(
            "finding.decide",
            "n",
            pgettext("key", "not a duplicate"),
            _("Two women; with a reason."),
            Permission.PROFILES_VERIFY,
            priority=1,
        ),
        Action(
            "finding.undo",
            "u",
            pgettext("key", "undo"),
            _("Take the decision back."),
            Permission.PROFILES_VERIFY,
            priority=2,
        ),
    )

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number
        self.detail: FindingDetail | None = None

    def compose_body(self) -> ComposeResult:
        """Compose the text."""
        yield TextPane((), id="finding")

    def on_mount(self) -> None:
        """Read the finding."""
        self.set_title(context_of(self).actor.block_name, _("Deduplication Status"), _("Finding"))
        self.show_state(READING)
        self.action_refresh()

    def action_refresh(self) -> None:
        """Read the finding again."""
        ctx = context_of(self)
        self.run_read(
            lambda: ctx.read(finding_detail, ctx.actor.area.scope, self.number),
            self._show,
            on_error=self.show_refusal,
        )

    def _show(self, detail: FindingDetail) -> None:
        self.detail = detail
        self.show_state(None)
        self.set_status(_("{one} and {other}", one=detail.one.name, other=detail.other.name))
        pane = self.query_one("#finding", TextPane)
        pane.show_lines(finding_lines(detail))
        pane.focus()
        self.show_keys()

    def say_anew(self) -> None:
        """Set both records side by side anew: the words of another language are of other widths."""
        if self.detail is not None:
            self.query_one("#finding", TextPane).lines = finding_lines(self.detail)

    def why_not(self, action_id: str) -> str | None:
        """Only a potential finding is decided, and only once."""
        reason = super().why_not(action_id)
        if reason is not None or self.detail is None:
            return reason
        if action_id == "finding.decide":
            if self.detail.found == Class.CONFIRMED:
                return _("A confirmed duplicate cannot be overridden by anyone.")
            if self.detail.found != Class.POTENTIAL:
                return _("They only share a number; nothing is to be decided.")
            return _("It was decided already; u takes that back.") if self.detail.decision else None
        if action_id == "finding.undo" and self.detail.decision is None:
            return _("Nothing was decided on these two.")
        return None

    def action_decide(self) -> None:
        """Ask for the reason by its code."""
        self.app.push_screen(PickScreen(_("Not a duplicate, because it is"), list(REASONS.items())), self._reason)

    def _reason(self, code: str | None) -> None:
        if code is None:
            self.say(_("Nothing was decided."))
        elif code == "OTHER":
            sentence = _("Why are they two? The reason is kept with your name.")
            self.app.push_screen(
                ReasonScreen(sentence),
                lambda why: self._decide(code, why) if why else self.say(_("Nothing was decided.")),
            )
        else:
            self._decide(code, "")

    def _decide(self, code: str, why: str) -> None:
        ctx, detail = context_of(self), self.detail
        if detail is None:
            return
        command = DecideNotDuplicate(
            block_code=ctx.actor.area.scope,
            one=_ref(detail.one),
            other=_ref(detail.other),
            reason_code=code,
            reason=why,
        )
        self.run_read(
            lambda: ctx.send(command), lambda _number: self._done(_("Decided: not a duplicate. u takes it back."))
        )

    def _done(self, sentence: str) -> None:
        self.action_refresh()
        self.say(sentence)

    def action_undo(self) -> None:
        """Ask why, then take the decision back."""
        sentence = _("The decision is taken back; the finding stands open again.")
        self.app.push_screen(ReasonScreen(sentence, heading=_("Take the decision back")), self._undo)

    def _undo(self, why: str | None) -> None:
        detail = self.detail
        if why is None or detail is None or detail.decision is None:
            self.say(_("Nothing was taken back."))
            return
        ctx = context_of(self)
        command = UndoDecision(block_code=ctx.actor.area.scope, decision_id=detail.decision.id, reason=why)
        self.run_read(
            lambda: ctx.send(command), lambda _nothing: self._done(_("Taken back; the finding is open again."))
        )
