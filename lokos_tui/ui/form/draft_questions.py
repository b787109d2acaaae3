"""What is asked about typed work: when a form is left, and after the next sign-in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult

from lokos_tui.domain.dates import day_of, time_of
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
        keys = (("K", "keep as a draft"), ("D", "throw it away"), ("Esc", "go on with it"))
        super().__init__(sentence, "Not saved", keys)


class OfferScreen(_KeyQuestion):
    """Offers a draft: 'go', 'drop', or None to leave it for later."""

    ANSWERS: ClassVar[Mapping[str, str]] = {"enter": "go", "d": "drop"}

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence, "A draft of yours", (("Enter", "go on"), ("d", "throw it away"), ("Esc", "later")))


def offer_sentence(draft: Draft, now: int) -> str:
    """Return what is said about a draft: what it was, and when the line dropped or she left it."""
    day, clock = time_of(draft.saved_at).split()
    at = f"at {clock}" if day == day_of(now) else f"on {day} at {clock}"
    if draft.kept:
        return f"You left this for later {at}: {draft.doing}."
    return f"You were {draft.doing} when the line dropped {at}."


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
            screen.post_message(Say("The draft is thrown away."))
            ask()

    ask()


def choose_draft(screen: BaseScreen[Any], host: Navigator) -> None:
    """Let the operator choose one of her drafts and go on with it."""
    drafts = drafts_of(screen)
    now = context_of(screen).clock()
    found = {draft.name: draft for draft in drafts.all(now)} if drafts else {}
    if not found:
        screen.say("You have no drafts.")
        return
    options = [(name, f"{time_of(draft.saved_at)}  {draft.doing}") for name, draft in found.items()]
    screen.app.push_screen(
        PickScreen("Your drafts", options), lambda name: None if name is None else host.go_on(found[name])
    )
