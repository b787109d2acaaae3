"""What is asked about typed work: when a form is left, and after the next sign-in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult

from lokos_tui.domain.dates import day_of, time_of
from lokos_tui.domain.message import _, joined, pgettext
from lokos_tui.drafts import Draft
from lokos_tui.ui.frame.base import BaseScreen
from lokos_tui.ui.frame.confirm import PickScreen, Question
from lokos_tui.ui.frame.messages import Say
from lokos_tui.ui.frame.session import Navigator, context_of, drafts_of
from lokos_tui.ui.frame.text_pane import TextPane


class _KeyQuestion(Question["str | None"]):
    """A sentence and a key for each answer; Esc answers nothing."""

    ANSWERS: ClassVar[Mapping[str, str]]
    """Key to answer."""

    def __init__(self, sentence: str, heading: str, keys: tuple[tuple[str, str], ...]) -> None:
        super().__init__(heading, keys)
        self.sentence = sentence

    def compose_body(self) -> ComposeResult:
        """Compose the sentence."""
        yield TextPane((self.sentence,))

    def on_key(self, event: events.Key) -> None:
        """Take one of the named keys."""
        answer = self.ANSWERS.get(event.character or "") or self.ANSWERS.get(event.key)
        if answer is not None:
            event.stop()
            self.dismiss(answer)


class LeaveScreen(_KeyQuestion):
    """Asks what becomes of typed work: 'keep', 'drop', or None to go on with it."""

    ANSWERS: ClassVar[Mapping[str, str]] = {"K": "keep", "D": "drop"}

    def __init__(self, sentence: str) -> None:
        keep, drop, stay = (
            pgettext("key", "keep as a draft"),
            pgettext("key", "throw it away"),
            pgettext("key", "go on with it"),
        )
        super().__init__(sentence, _("Not saved"), (("K", keep), ("D", drop), ("Esc", stay)))


class OfferScreen(_KeyQuestion):
    """Offers a draft: 'go', 'drop', or None to leave it for later."""

    ANSWERS: ClassVar[Mapping[str, str]] = {"enter": "go", "d": "drop"}

    def __init__(self, sentence: str) -> None:
        go_on, drop, later = pgettext("key", "go on"), pgettext("key", "throw it away"), pgettext("key", "later")
        super().__init__(sentence, _("A draft of yours"), (("Enter", go_on), ("d", drop), ("Esc", later)))


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
