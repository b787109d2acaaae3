"""Changing the fields of an account; when somebody was faster, both versions are shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult

from lokos_tui.commands.accounts import EditUser
from lokos_tui.domain.accounts.roles import AccountStatus, status_word
from lokos_tui.domain.dates import time_of
from lokos_tui.domain.errors import Conflict, Invalid, LokosError
from lokos_tui.domain.message import _, pgettext
from lokos_tui.drafts import Param
from lokos_tui.queries.accounts.users import UserDetail, user_detail
from lokos_tui.ui.form.drafting import DraftScreen
from lokos_tui.ui.form.form import SAVE_ACTION, Form, FormField
from lokos_tui.ui.frame.actions import Action
from lokos_tui.ui.frame.base import READING
from lokos_tui.ui.frame.confirm import ReasonScreen
from lokos_tui.ui.frame.session import context_of
from screens.accounts.fields import (
    DESIGNATION,
    EMAIL,
    MOBILE,
    NAME,
    STATUS,
    note_name,
    once_name_is_right,
    show_problems,
)

_KEYS = ("name", "mobile", "email", "designation", "status")


class EditUserScreen(DraftScreen[None]):
    """A form over one account at the version it was opened at."""

    AUTO_FOCUS = "LineInput"
    ROUTE = "user_edit"
    ACTIONS: ClassVar[tuple[Action, ...]] = (
        SAVE_ACTION,
        Action(
            "app.back", "escape", pgettext("key", "back"), _("Leave the form; typed work is asked about."), priority=80
        ),
    )

    def __init__(self, block_code: str, account: int) -> None:
        super().__init__()
        self.block_code = block_code
        self.account = account
        self.detail: UserDetail | None = None
        self._saved = False

    def compose_body(self) -> ComposeResult:
        """Compose the form."""
        yield Form(
            (
                FormField("user_id", _("User id"), "readonly", help=_("never changes"), width=28),
                NAME,
                MOBILE,
                EMAIL,
                DESIGNATION,
                STATUS,
            )
        )

    def on_mount(self) -> None:
        """Read the account."""
        self.set_title(context_of(self).actor.block_name, _("Users"), _("Edit"))
        self.show_state(READING)
        self._read(self._fill)

    def _read(self, take: Callable[[UserDetail], None]) -> None:
        ctx = context_of(self)
        self.run_read(
            lambda: ctx.read(user_detail, self.block_code, self.account),
            take,
            group="detail",
            on_error=lambda error: self.refuse(str(error)),
        )

    def _fill(self, detail: UserDetail) -> None:
        self.detail = detail
        self.show_state(None)
        self.set_title(context_of(self).actor.block_name, _("Users"), detail.user_id, _("Edit"))
        self.form.load({"user_id": detail.user_id, **_values(detail)})
        self.form.focus_field("name")

    @property
    def form(self) -> Form:
        """The form."""
        return self.query_one(Form)

    def action_save(self) -> None:
        """Check the fields and save them."""
        if self.detail is not None:
            self.form.save()

    @on(Form.SaveRequested)
    def _save(self, event: Form.SaveRequested) -> None:
        values = dict(event.values)
        if self.detail is None:
            return
        if values["name"] == self.detail.name:
            self._ask(values, self.detail)
            return
        detail = self.detail
        once_name_is_right(self.form, values["name"], lambda: self._ask(values, detail))

    @on(Form.Left)
    def _left(self, event: Form.Left) -> None:
        if event.key == "name" and not isinstance(event, Form.Changed):
            note_name(self.form, event.value)

    def _ask(self, values: dict[str, str], detail: UserDetail) -> None:
        """Ask why, where the account is switched off by this save."""
        if values["status"] == AccountStatus.INACTIVE and detail.status != AccountStatus.INACTIVE:
            who = f"{detail.user_id} ({detail.name})"
            sentence = _("{who} will not be able to sign in; her links stay. Why?", who=who)
            self.app.push_screen(
                ReasonScreen(sentence), lambda why: None if why is None else self._send(values, detail, why)
            )
        else:
            self._send(values, detail, "")

    def _send(self, values: dict[str, str], detail: UserDetail, why: str) -> None:
        ctx = context_of(self)
        command = EditUser(
            block_code=self.block_code,
            account=self.account,
            version=detail.version,
            name=values["name"],
            mobile=values["mobile"],
            email=values["email"],
            designation=values["designation"],
            status=values["status"] if values["status"] != detail.status else "",
            why=why,
        )
        self.run_read(lambda: ctx.send(command), self._done, group="save", on_error=self._refused)

    def _done(self, _version: int) -> None:
        self._saved = True
        self.draft_done()
        user_id = self.detail.user_id if self.detail else ""
        self.leave()
        from lokos_tui.ui.frame.messages import Say

        self.app.screen.post_message(Say(_("{user_id} is saved.", user_id=user_id)))

    def _refused(self, error: LokosError) -> None:
        if isinstance(error, Conflict):
            self._read(self._show_both)
        elif isinstance(error, Invalid):
            self.say(show_problems(self.form, error.problems), "refused")
        else:
            self.say(_("Not saved: {error}", error=str(error)), "refused")

    def _show_both(self, now: UserDetail) -> None:
        """Keep what was typed, and show beside each field what stands there now."""
        before, self.detail = self.detail, now
        typed = self.form.values()
        for key, value in _values(now).items():
            if before is not None and value != _values(before)[key] and value != typed[key]:
                shown = status_word(value) if key == "status" else value
                self.form.set_note(key, _("now: {value}", value=shown or _("(empty)")))
        by, at = now.changed_by or now.created_by, time_of(now.changed_at or now.created_at)
        self.say(
            _("Not saved: {who} changed this user at {when}. Yours is kept; ^S saves it over.", who=by, when=at),
            "refused",
        )

    def unsaved(self) -> str | None:
        """Ask before typed work is left."""
        if self._saved or self.detail is None or not self.form.changed:
            return None
        return _("Your changes to {user_id} are not saved.", user_id=self.detail.user_id)

    # Its draft

    def draft_params(self) -> dict[str, Param]:
        """Open the form of the same account."""
        return {"block_code": self.block_code, "account": self.account}

    def draft_doing(self) -> str:
        """Name the account."""
        return _("changing {user_id}", user_id=self.detail.user_id) if self.detail else _("changing a user")

    def draft_version(self) -> int:
        """Return the account's version as it was read."""
        return self.detail.version if self.detail else 0


def _values(detail: UserDetail) -> dict[str, str]:
    return {key: getattr(detail, key) for key in _KEYS}
