"""The Textual application: the way between screens, the sign-in gate, and what happens to unexpected errors."""

from __future__ import annotations

import asyncio
import logging
import secrets
import sys
from collections.abc import Callable, Mapping, Sequence
from os import environ
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual.binding import BindingType

from lokos_tui.display import driver_class, output_encoding, repaint
from lokos_tui.domain.accounts.permissions import Permission, require
from lokos_tui.domain.accounts.roles import label_of
from lokos_tui.domain.errors import LokosError, Refused
from lokos_tui.domain.message import _, joined
from lokos_tui.drafts import Draft, Drafts, Owner
from lokos_tui.language import speak_on_screen, spoken
from lokos_tui.preferences import Start, load, start_file
from lokos_tui.ui.frame.looks import WearsLook
from lokos_tui.ui.frame.session import home_route
from lokos_tui.ui.frame.theme import STYLE_SHEET, THEME_NAME
from lokos_tui.ui.frame.unbound import SaysWhatDoesNothing

if TYPE_CHECKING:
    from lokos_tui.context import Context, Office
    from lokos_tui.ui.frame.action_screen import ActionScreen
    from lokos_tui.ui.frame.actions import Entry
    from lokos_tui.ui.frame.base import BaseScreen

Route = Callable[..., "BaseScreen[Any]"]
Elsewhere = Callable[["ActionScreen[Any]", frozenset[str]], "Sequence[Entry]"]
_LOG = logging.getLogger("lokos")


class LokosApp(SaysWhatDoesNothing, WearsLook):
    """The program on one office; ``routes`` names every screen and how to make it."""

    CSS_PATH = STYLE_SHEET
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        ("ctrl+q", "sign_out", "sign out"),
        ("ctrl+l", "repaint", "paint the screen anew"),
    ]

    def __init__(
        self,
        office: Office,
        routes: Mapping[str, Route],
        *,
        prefill: tuple[str, str, str] = ("", "", ""),
        elsewhere: Elsewhere | None = None,
    ) -> None:
        speak_on_screen(on_screen=True)
        load(start_file(office.settings.home, environ.get("TERM", "")), Start()).into(environ)
        super().__init__(driver_class=driver_class(on_hangup=self.keep_drafts), ansi_color=True)
        self.office = office
        self.routes = routes
        self.prefill = prefill
        self._elsewhere = elsewhere
        self.ctx: Context | None = None
        self._language_picked = False
        ui = office.settings.ui
        encoding = "ascii" if ui.ascii else output_encoding(environ, sys.stdout.encoding)
        self.dress(office.settings.home, encoding, colour=ui.colour, language=ui.language)
        self.speak_own("")
        self.key_overrides: Mapping[str, str] = ui.keys

    def on_mount(self) -> None:
        """Open the sign-in; the database is loaded behind it, so that the screen stands first."""
        self.theme = THEME_NAME
        self.animation_level = "none"
        self.set_keymap(dict(self.key_overrides))
        self.go("sign_in")

    # Where to go

    def go(self, route: str, **params: object) -> None:
        """Open a screen by its route; its module is imported now, when it is first needed."""
        self.push_screen(self.routes[route](**params))

    def elsewhere(self, screen: ActionScreen[Any], known: frozenset[str]) -> Sequence[Entry]:
        """Return the other screens and actions of the program for who is signed in; none before."""
        return () if self._elsewhere is None or self.ctx is None else self._elsewhere(screen, known)

    async def signed_in(self, ctx: Context) -> None:
        """Take the context of a sign-in and open the user's first screen; it gets what was typed ahead."""
        self.ctx = ctx
        await self._unwind()
        self.wear_own()
        if self._language_picked:
            self._keep_language()
        else:
            self.speak_own(ctx.actor.language)
        await self.push_screen(self.routes["password" if ctx.actor.must_change_password else home_route(ctx)]())
        self.release_keys()

    def go_on(self, draft: Draft) -> None:
        """Open a draft's screen with what was typed; one that opens no screen any more is thrown away."""
        try:
            screen: Any = self.routes[draft.route](**draft.params)
            screen.resume(draft)
        except (KeyError, TypeError, AttributeError):
            if self.drafts is not None:
                self.drafts.drop(draft.name)
            self.say(_("This draft cannot be opened any more; it is thrown away."), "warn")
            return
        self.push_screen(screen)

    @property
    def drafts(self) -> Drafts | None:
        """The unsaved forms of who is signed in; None before."""
        owner = self._owner
        return None if owner is None else Drafts(self.office.settings.drafts, owner)

    @property
    def _owner(self) -> Owner | None:
        if self.ctx is None:
            return None
        actor = self.ctx.actor
        return Owner(actor.user_id, actor.account, actor.area.scope)

    def look_owner(self) -> str:
        """The beginning of the file names of who is signed in."""
        return self._owner.prefix if self._owner else ""

    def keep_drafts(self, *, kept: bool = False) -> None:
        """Write every unsaved form down before returning: the line was lost, or she signs out."""
        for screen in self.screen_stack:
            keep = getattr(screen, "keep_now", None)
            if keep is not None:
                keep(kept=kept)

    async def action_sign_out(self) -> None:
        """End the session and show the sign-in; unsaved work is kept as a draft or thrown away, as she says."""
        if self.ctx is None:
            self.exit()
            return
        asked = (getattr(screen, "unsaved", lambda: None)() for screen in reversed(self.screen_stack))
        unsaved = next((question for question in asked if question), None)
        if unsaved is None:
            await self._sign_out()
            return
        from lokos_tui.ui.form.draft_questions import LeaveScreen

        await self.push_screen(LeaveScreen(unsaved), self._leave_all)

    def _leave_all(self, answer: str | None) -> None:
        if answer is None:
            return
        if answer == "keep":
            self.keep_drafts(kept=True)
        else:
            for screen in self.screen_stack:
                getattr(screen, "draft_done", lambda: None)()
        self.call_later(self._sign_out)

    def action_repaint(self) -> None:
        """Send the whole screen again: for a line that lost something."""
        repaint(self)

    def take_language(self, code: str) -> bool:
        """Speak a language from now on; it is kept with the account, at the sign-in for whoever signs in next."""
        if not super().take_language(code):
            return False
        self._language_picked = True
        if self.ctx is not None:
            self._keep_language()
        return True

    def _keep_language(self) -> None:
        """Keep the language that is spoken with the account; a refusal is said, the words stay as she chose."""
        ctx, code = self.ctx, spoken()
        self._language_picked = False
        if ctx is None or ctx.actor.language == code:
            return
        from lokos_tui.commands.accounts import ChooseLanguage

        command = ChooseLanguage(block_code=ctx.actor.area.scope, language=code)
        self.call_later(
            lambda: cast("BaseScreen[Any]", self.screen).run_read(
                lambda: ctx.send(command), lambda _kept: ctx.language_chosen(code), group="language"
            )
        )

    async def _sign_out(self) -> None:
        self.ctx = None
        self._language_picked = False
        self.speak_own("")
        self.prefill = ("", "", "")
        await self._unwind()
        self.wear_own()
        self.go("sign_in")

    async def _unwind(self) -> None:
        while len(self.screen_stack) > 1:
            await self.pop_screen()

    # What the shared parts ask

    @property
    def who(self) -> str:
        """The right end of the first line: user id and role."""
        return joined(" ", (self.ctx.actor.user_id, label_of(self.ctx.actor.role))) if self.ctx else ""

    def why_not_permitted(self, permission: str) -> str | None:
        """Return the sentence that refuses a permission to this user, or None."""
        if self.ctx is None:
            return _("Sign in first.")
        try:
            require(self.ctx.actor, Permission(permission))
        except Refused as refusal:
            return str(refusal)
        return None

    def report_unexpected(self, exc: BaseException) -> None:
        """Write an unexpected error to the log and say its reference; the program goes on."""
        self.release_keys(forget=True)
        reference = secrets.token_hex(3).upper()
        _LOG.error("unexpected fault %s", reference, exc_info=(type(exc), exc, exc.__traceback__))
        self.say(
            _("This step failed and saved nothing. Tell support the reference {reference}.", reference=reference),
            "refused",
        )

    def say(self, text: str, kind: str = "ok") -> None:
        """Show a sentence on the message line of the screen in front."""
        speak = getattr(self.screen, "say", None)
        if speak is not None:
            speak(text, kind)

    def _handle_exception(self, error: Exception) -> None:
        """Keep the program running after a handler failed; a second fault while starting ends it with one sentence."""
        if isinstance(error, asyncio.CancelledError):
            raise error
        if isinstance(error, LokosError):
            self.say(str(error), "refused")
            return
        if not self.screen_stack or len(self.screen_stack) < 2:  # noqa: PLR2004 - Textual's own default screen and one of ours
            super()._handle_exception(error)
            return
        self.report_unexpected(error)
