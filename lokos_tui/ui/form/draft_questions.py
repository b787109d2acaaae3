"""What is asked about typed work: when a form is left, and after the next sign-in."""

from __future__ import annotations

from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult

from lokos_tui.domain.dates import day_of, time_of
from lokos_tui.domain.message import _, joined, pgettext
from lokos_tui.drafts import Draft
from lokos_tui.ui.frame.base import BaseScreen
from lokos_tui.ui.frame.confirm import NO, YES, PickScreen, Question
from lokos_tui.ui.frame.messages import Say
from lokos_tui.ui.frame.session import Navigator, context_of, drafts_of
from lokos_tui.ui.frame.text_pane import TextPane


class _KeyQuestion(Question["str | None"]):
    """What becomes of typed work: Y keeps it or goes on with it, D throws it away; n and Esc answer nothing."""

    YES_IS: ClassVar[str]
    """What Y answers."""

    def __init__(self, sentence: str, heading: str, yes: str, no: str) -> None:
        drop = pgettext("key", "throw it away")
        super().__init__(heading, ((YES, yes), ("D", drop), (f"{NO} Esc", no)))
        self.sentence = sentence

    def compose_body(self) -> ComposeResult:
        """Compose the sentence."""
        yield TextPane((self.sentence,))

    def on_key(self, event: events.Key) -> None:
        """Take one of the named keys."""
        answers = {YES: self.YES_IS, "D": "drop", NO: None, NO.upper(): None}
        if event.character in answers:
            event.stop()
            self.dismiss(answers[event.character])


class LeaveScreen(_KeyQuestion):
    """Asks what becomes of typed work: 'keep', 'drop', or None to go on with it."""

    YES_IS = "keep"

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence, _("Not saved"), pgettext("key", "keep as a draft"), pgettext("key", "go on with it"))


class OfferScreen(_KeyQuestion):
    """Offers a draft: 'go', 'drop', or None to leave it for later."""

    YES_IS = "go"

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence, _("A draft of yours"), pgettext("key", "go on"), pgettext("key", "later"))


def offer_sentence(draft: Draft, now: int) -> str:
    """Return what is said about a draft: what it was, and when the line dropped or she left it."""
    day, clock = time_of(draft.saved_at).split()
    doing = draft.doing
    if draft.kept:
        if day == day_of(now):
            return _("You left this for later at {clock}: {doing}.", clock=clock, doing=doing)
        return _("You left this for later on {day} at {clock}: {doing}.", day=day, clock=clock, doing=doing)
    if day == day_of(now):
        return _("You were {doing} when the line dropped at {clock}.", clock=clock, doing=doing)
    return _("You were {doing} when the line dropped on {day} at {clock}.", day=day, clock=clock, doing=doing)


def offer_drafts(screen: BaseScreen[Any], host: Navigator) -> None:
    """Offer the drafts of who has signed in, the newest first, each once."""
    drafts = drafts_of(screen)
    if drafts is None:
        return
    now, found = context_of(screen).clock(), list(drafts.all(context_of(screen).clock()))

    def ask() -> None:
        if found:
            screen.app.push_screen(OfferScreen(offer_sentence(found[0], now)), answered)

    def answered(answer: str | None) -> None:
        draft = found.pop(0)
        if answer == "go":
            host.go_on(draft)
        elif answer == "drop":
            drafts.drop(draft.name)
            screen.post_message(Say(_("The draft is thrown away.")))
            ask()

    ask()


def choose_draft(screen: BaseScreen[Any], host: Navigator) -> None:
    """Let the operator choose one of her drafts and go on with it."""
    drafts = drafts_of(screen)
    now = context_of(screen).clock()
    found = {draft.name: draft for draft in drafts.all(now)} if drafts else {}
    if not found:
        screen.say(_("You have no drafts."))
        return
    options = [(name, joined("  ", (time_of(draft.saved_at), draft.doing))) for name, draft in found.items()]
    screen.app.push_screen(
        PickScreen(_("Your drafts"), options), lambda name: None if name is None else host.go_on(found[name])
    )
