"""Screens whose typed work outlives the line: kept while it is typed, offered after the next sign-in.

A screen names its ``ROUTE``, what it is ``DOING`` and the parameters that open
it again; a screen with a ``Form`` needs nothing more. Others say what is typed
(``draft_values``), take it back (``fill_draft``) and call ``touch_draft`` when
it changed, ``draft_ready`` when they can take it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import ClassVar, TypeVar

from textual import on
from textual.timer import Timer

from lokos_tui.domain.message import _, joined
from lokos_tui.drafts import Draft, Drafts, Param
from lokos_tui.language import words
from lokos_tui.ui.form.draft_keeper import PAUSE, DraftKeeper
from lokos_tui.ui.form.form import Form
from lokos_tui.ui.frame.base import BaseScreen
from lokos_tui.ui.frame.messages import Say
from lokos_tui.ui.frame.session import context_of, drafts_of

Result = TypeVar("Result")


class DraftScreen(BaseScreen[Result]):
    """A screen with work that is typed before it is saved."""

    ROUTE: ClassVar[str] = ""
    """The route that opens this screen again."""
    DOING: ClassVar[str] = ""
    """What the operator does here: 'creating a user'."""

    _keeper: DraftKeeper | None = None
    _timer: Timer | None = None
    _resumed: Draft | None = None
    _told = False

    # What a screen may say

    def draft_params(self) -> dict[str, Param]:
        """Return the parameters that open this screen again."""
        return {}

    def draft_doing(self) -> str:
        """Return what the operator does here, in words that follow 'You were'."""
        return self.DOING

    def draft_version(self) -> int:
        """Return the version of the record as it was read; 0 where there is none."""
        return 0

    def draft_values(self) -> Mapping[str, str]:
        """Return what is typed, without secrets."""
        return self.query_one(Form).typed()

    def draft_loaded(self) -> Mapping[str, str]:
        """Return what stood there before it was typed over; nothing on a screen without a form."""
        forms = self.query(Form)
        return forms.first().loaded() if forms else {}

    def fill_draft(self, draft: Draft) -> str | None:
        """Take a draft back; returns what was changed by others since it was typed, None when nothing was."""
        changed = self.query_one(Form).fill(draft.values, draft.loaded)
        if changed:
            return _(
                "{changed} changed meanwhile: what stands there now is beside your text", changed=joined(", ", changed)
            )
        if draft.version and draft.version != self.draft_version():
            return _("this record was changed meanwhile, in other fields than yours")
        return None

    # What a screen calls

    def resume(self, draft: Draft) -> None:
        """Open with a draft: it is filled in when the screen has read its record."""
        self._resumed = draft

    @property
    def resuming(self) -> bool:
        """True while a draft waits to be taken."""
        return self._resumed is not None

    def draft_ready(self) -> None:
        """Take the draft that is waiting, if there is one."""
        draft, self._resumed = self._resumed, None
        drafts = drafts_of(self)
        if draft is None or drafts is None:
            return
        self._keeper = DraftKeeper(drafts, draft.name)
        self._keeper.kept = draft
        changed = self.fill_draft(draft)
        again = _("Here is what you typed; nothing is saved yet.")
        if changed:
            again = _("Here is what you typed; nothing is saved yet. Look again: {changed}.", changed=changed)
        self.post_message(Say(again, "warn" if changed else "ok"))
        self.touch_draft()

    def touch_draft(self) -> None:
        """Note that something was typed: it is on disk within the next second."""
        if self._timer is None and drafts_of(self) is not None and self._resumed is None:
            self._timer = self.set_timer(PAUSE, self._keep_soon)

    def draft_done(self) -> None:
        """Throw the draft away: what was typed is saved."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if self._keeper is not None:
            self._keeper.drop()

    def keep_now(self, *, kept: bool = False) -> bool:
        """Write what is typed before returning; True when it is on disk. Never raises for a full or lost disk."""
        return self._keep(lambda write: write(), kept=kept)

    # How it is done

    @on(Form.Loaded)
    def _form_loaded(self) -> None:
        self.draft_ready()

    @on(Form.Changed)
    def _form_changed(self) -> None:
        self.touch_draft()

    def _keep_soon(self) -> None:
        self._timer = None
        self._keep(lambda write: self.run_worker(write, group="draft", thread=True, exit_on_error=False))

    def _keep(self, run: Callable[[Callable[[], None]], object], *, kept: bool = False) -> bool:
        drafts = drafts_of(self)
        if drafts is None or self._resumed is not None:
            return False
        draft = self._snapshot(kept=kept)
        if draft is None:
            self.draft_done()
            return False
        if self._keeper is None:
            self._keeper = DraftKeeper(drafts)
        run(partial(self._write, self._keeper, draft, self._keeper.turn()))
        return True

    def _write(self, keeper: DraftKeeper, draft: Draft, turn: int) -> None:
        try:
            keeper.write(draft, turn)
        except OSError as error:
            if not self._told:
                self._told = True
                reason = error.strerror or _("no room")
                told = _("What you type cannot be kept as a draft ({reason}). Save soon.", reason=reason)
                self.post_message(Say(told, "warn"))

    def _snapshot(self, *, kept: bool) -> Draft | None:
        if self.unsaved() is None:
            return None
        return Draft(
            self.ROUTE,
            words(self.draft_doing()),
            dict(self.draft_values()),
            dict(self.draft_loaded()),
            self.draft_params(),
            self.draft_version(),
            context_of(self).clock(),
            kept=kept,
        )

    # Leaving

    def action_back(self) -> None:
        """Go one step back; unsaved work is kept as a draft, thrown away or gone on with."""
        if self.gave_up():
            return
        question = self.unsaved()
        if question is None or drafts_of(self) is None:
            super().action_back()
            return
        from lokos_tui.ui.form.draft_questions import LeaveScreen

        self.app.push_screen(LeaveScreen(question), self._leave_with)

    def _leave_with(self, answer: str | None) -> None:
        if answer is None:
            return
        kept = answer == "keep" and self.keep_now(kept=True)
        if not kept:
            self.draft_done()
        self.leave()
        if kept:
            self.app.screen.post_message(Say(_("Kept for 30 days. The first screen lists your drafts.")))


__all__ = ["Draft", "DraftScreen", "Drafts"]
