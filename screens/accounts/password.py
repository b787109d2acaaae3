"""Choosing a password: after the first sign-in it is asked for before anything else."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual import on
from textual.app import ComposeResult

from lokos_tui.commands.accounts import ChangeOwnPassword
from lokos_tui.domain.errors import Invalid, LokosError
from lokos_tui.domain.message import _
from lokos_tui.ui.form.form import SAVE_ACTION, Form, FormField
from lokos_tui.ui.frame.base import BaseScreen
from lokos_tui.ui.frame.lines import Line
from lokos_tui.ui.frame.session import context_of, go, home_route

if TYPE_CHECKING:
    from lokos_tui.app import LokosApp


class PasswordScreen(BaseScreen[None]):
    """Replaces the user's own password by one she chooses."""

    ACTIONS = (SAVE_ACTION,)

    def compose_body(self) -> ComposeResult:
        """Compose what is asked for, and why."""
        if context_of(self).actor.must_change_password:
            yield Line(_("Your first password is used once. Choose your own now; nobody else will know it."))
        yield Line(_("At least 15 characters. Three or four words with spaces are good."))
        yield Line()
        yield Form(
            (
                FormField("old", _("Present password"), "secret", required=True, width=40),
                FormField("new", _("New password"), "secret", required=True, width=40),
                FormField("again", _("New, once more"), "secret", required=True, width=40),
            )
        )

    def on_mount(self) -> None:
        """Say where this is."""
        self.set_title(context_of(self).actor.block_name, _("Password"))
        self.query_one(Form).focus_field("old")

    def action_save(self) -> None:
        """Check and save."""
        self.query_one(Form).save()

    def unsaved(self) -> str | None:
        """Ask before what is typed is left, where the form may be left at all."""
        if context_of(self).actor.must_change_password or not self.query_one(Form).changed:
            return None
        return _("Your password is not changed yet.")

    def leave(self) -> None:
        """Go back; from a first password there is no way on but a new one, or out."""
        if context_of(self).actor.must_change_password:
            self.say(_("Choose your own password first: nothing else opens before. ^Q signs out."), "refused")
        else:
            super().leave()

    @on(Form.SaveRequested)
    def _save(self, event: Form.SaveRequested) -> None:
        values = event.values
        if values["new"] != values["again"]:
            self.query_one(Form).set_problem("again", _("These two differ."))
            return
        ctx = context_of(self)
        command = ChangeOwnPassword(block_code=ctx.actor.area.scope, old=values["old"], new=values["new"])
        self.run_read(lambda: ctx.send(command), lambda _done: self._changed(), group="save", on_error=self._refused)

    def _refused(self, error: LokosError) -> None:
        for problem in error.problems if isinstance(error, Invalid) else ():
            self.query_one(Form).set_problem(problem.field, str(problem))
        self.say(str(error), "refused")

    def _changed(self) -> None:
        ctx = context_of(self)
        first = ctx.actor.must_change_password
        ctx.password_changed()
        self.app.pop_screen()
        if first:
            go(self, home_route(context_of(self)))
        self.app.call_later(cast("LokosApp", self.app).say, _("Your password is changed."))
