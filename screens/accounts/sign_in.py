"""Sign-in: role, user id, password (docs/domain.md#roles). One active role a session."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input

from lokos_tui.domain.accounts.naming import tidy_user_id
from lokos_tui.domain.accounts.roles import Role
from lokos_tui.domain.errors import LokosError
from lokos_tui.domain.message import _, pgettext
from lokos_tui.language import spoken
from lokos_tui.language.catalogue import languages
from lokos_tui.ui.form.form import Form, FormField
from lokos_tui.ui.frame.actions import Action
from lokos_tui.ui.frame.base import BaseScreen
from lokos_tui.ui.frame.lines import Line

if TYPE_CHECKING:
    from lokos_tui.app import LokosApp
    from lokos_tui.context import Context

_WELCOME = _("Block office: accounts, SHG links and Excel loads.")


class _SignInForm(Form):
    """A form that is sent by Enter in its last field."""

    SENDS_UNTOUCHED = True

    @on(Input.Submitted, "#field-password")
    def _send(self, event: Input.Submitted) -> None:
        event.stop()
        event.prevent_default()
        self.save()


class SignInScreen(BaseScreen[None]):
    """Asks who comes, and in which role."""

    ACTIONS = (
        Action(
            "sign_in.enter",
            "ctrl+s",
            pgettext("key", "sign in"),
            _("Sign in with what is typed."),
            aliases=("f2",),
            priority=1,
        ),
        Action("app.back", "escape", pgettext("key", "quit"), _("Leave the program."), show=True, priority=80),
    )

    def compose_body(self) -> ComposeResult:
        """Compose a welcome line and the form."""
        yield Line(_WELCOME)
        yield Line()
        roles = tuple((role.value, label) for role, label in self._lokos.office.roles)
        yield _SignInForm(
            (
                FormField(
                    "role", _("User role"), "choice", help=_("the role you work in now"), width=34, choices=roles
                ),
                FormField(
                    "user_id", _("User ID"), required=True, capitals=True, help=_("like IUP_NAMESHGBK"), width=34
                ),
                FormField("password", _("Password"), "secret", required=True, help=_("Enter signs in"), width=34),
                FormField(
                    "language", _("Language"), "choice", width=34, choices=languages(self._lokos.office.settings.home)
                ),
            )
        )

    def on_mount(self) -> None:
        """Fill in what is known, then open the database behind the screen."""
        self.set_title(_("Sign in"))
        role, user_id, password = self._lokos.prefill
        form = self.query_one(Form)
        form.load({"role": role, "user_id": user_id, "password": password, "language": spoken()})
        form.focus_field("password" if user_id else "role")
        if password:
            self.say(_("Everything is filled in for the sample office: press Enter."))
        self.set_timer(0.05, self._open_office)

    def _open_office(self) -> None:
        self.run_read(lambda: self._lokos.office.store.is_sqlite, self._opened, group="open", at_once=True)

    def _opened(self, _: object) -> None:
        for sentence in self._lokos.office.notices:
            self.say(sentence)

    @on(Form.Changed)
    def _language(self, event: Form.Changed) -> None:
        if event.key == "language" and event.value != spoken():
            self._lokos.take_language(event.value)

    def say_anew(self) -> None:
        """Show the language that was chosen with F4 in the form too."""
        self.query_one(Form).set_value("language", spoken())

    @on(Form.SaveRequested)
    def _entered(self, event: Form.SaveRequested) -> None:
        values = event.values
        role = Role(values["role"]) if values["role"] else None
        self.say(_("Signing in ..."))
        self._lokos.hold_keys()
        office = self._lokos.office
        self.run_read(
            lambda: office.sign_in(tidy_user_id(values["user_id"]), values["password"], role),
            self._signed_in,
            group="sign_in",
            on_error=self._refused,
        )

    def database_waits(self) -> None:
        """Say so, and take keys again: Esc among them."""
        self._lokos.release_keys(forget=True)
        super().database_waits()

    def _refused(self, error: LokosError) -> None:
        self._lokos.release_keys(forget=True)
        self.say(str(error), "refused")

    def action_enter(self) -> None:
        """Sign in."""
        self.query_one(Form).save()

    def unsaved(self) -> str | None:
        """Ask before a user id or a password is lost that was typed; a role or a language is chosen anew in a key."""
        form = self.query_one(Form)
        typed, before = form.values(), form.filled()
        if all(typed[key] in ("", before[key]) for key in ("user_id", "password")):
            return None
        return _("You are not signed in yet. Leave the program?")

    def leave(self) -> None:
        """Leave the program."""
        self.app.exit()

    def _signed_in(self, ctx: Context) -> None:
        self.app.call_later(self._lokos.signed_in, ctx)

    @property
    def _lokos(self) -> LokosApp:
        return cast("LokosApp", self.app)
