"""One more role for an account that exists."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult

from lokos_tui.commands.accounts import AddRole
from lokos_tui.domain.accounts.roles import FACTS, Role, RoleStatus
from lokos_tui.domain.errors import Invalid, LokosError
from lokos_tui.domain.links.rules import maker_and_approver
from lokos_tui.domain.message import _, joined, pgettext
from lokos_tui.drafts import Param
from lokos_tui.queries.accounts.users import UserDetail, user_detail
from lokos_tui.ui.form.drafting import Draft, DraftScreen
from lokos_tui.ui.form.form import SAVE_ACTION, Form
from lokos_tui.ui.frame.actions import Action
from lokos_tui.ui.frame.confirm import ConfirmScreen
from lokos_tui.ui.frame.session import context_of
from screens.accounts.fields import CATEGORY, GP, ROLE, VILLAGE, show_problems
from screens.accounts.grants import DraftRole
from screens.accounts.place_choice import RolePart, read_block_places


class AddRoleScreen(DraftScreen["str | None"]):
    """Category, role, place; the result is the sentence that says what was added."""

    AUTO_FOCUS = "ChoiceField"
    ROUTE = "user_add_role"
    ACTIONS: ClassVar[tuple[Action, ...]] = (
        SAVE_ACTION,
        Action("app.back", "escape", pgettext("key", "back"), _("Leave the form."), priority=80),
    )

    def __init__(self, block_code: str, account: int) -> None:
        super().__init__()
        self.block_code = block_code
        self.account = account
        self.detail: UserDetail | None = None
        self.held: tuple[Role, ...] = ()
        self._done = False

    def compose_body(self) -> ComposeResult:
        """Compose the form."""
        yield Form((CATEGORY, ROLE, GP, VILLAGE))

    def on_mount(self) -> None:
        """Offer what this user may give."""
        ctx = context_of(self)
        code, account = self.block_code, self.account
        self.part = RolePart(ctx, code)
        self.set_title(ctx.actor.block_name, _("Users"), _("Add a role"))
        self.part.fill(self.form)
        self.form.load(self.form.values())
        self.run_read(
            lambda: ctx.read(user_detail, code, account),
            self._take_held,
            on_error=lambda error: self.refuse(str(error)),
        )
        self.run_read(
            lambda: read_block_places(ctx, code),
            lambda places: self.part.take_places(self.form, places),
            group="places",
        )

    @property
    def form(self) -> Form:
        """The form."""
        return self.query_one(Form)

    def _take_held(self, detail: UserDetail) -> None:
        self.detail = detail
        self.set_title(context_of(self).actor.block_name, _("Users"), detail.user_id, _("Add a role"))
        self.held = tuple(Role(role.role) for role in detail.roles if role.status == RoleStatus.ACTIVE)
        labels = joined(", ", (FACTS[role].label for role in self.held))
        self.set_status(_("{name} is {roles}", name=detail.name, roles=labels))
        self.draft_ready()

    @on(Form.Changed)
    def _changed(self, event: Form.Changed) -> None:
        self.part.changed(self.form, event.key, event.value)

    def action_save(self) -> None:
        """Check the fields and add the role."""
        if self.form.says_untouched():
            return
        self.form.set_problem("role", None if self.form.values()["role"] else _("choose a role"))
        self.form.save()

    @on(Form.SaveRequested)
    def _confirm(self, event: Form.SaveRequested) -> None:
        draft = self.part.draft(event.values)
        if draft is None or self.detail is None:
            return
        detail = self.detail
        if warning := maker_and_approver((*self.held, draft.grant.role)):
            self.app.push_screen(
                ConfirmScreen(joined(" ", (warning, _("Better give her a second id. Add it all the same?")))),
                lambda yes: self._save(detail, draft) if yes else None,
            )
        else:
            self._save(detail, draft)

    def _save(self, detail: UserDetail, draft: DraftRole) -> None:
        ctx = context_of(self)
        command = AddRole(block_code=self.block_code, account=self.account, version=detail.version, grant=draft.grant)
        done = _("{user_id} is now also {role}.", user_id=detail.user_id, role=str(draft))
        self.run_read(
            lambda: ctx.send(command),
            lambda _role: self._added(done),
            group="save",
            on_error=self._refused,
        )

    def _added(self, sentence: str) -> None:
        self._done = True
        self.draft_done()
        self.dismiss(sentence)

    def _refused(self, error: LokosError) -> None:
        if isinstance(error, Invalid):
            self.say(show_problems(self.form, error.problems), "refused")
        else:
            self.say(_("Not saved: {error}", error=str(error)), "refused")

    # Its draft

    def unsaved(self) -> str | None:
        """Ask before a chosen role is left."""
        return None if self._done or not self.form.changed else _("The role is not added yet.")

    def draft_params(self) -> dict[str, Param]:
        """Open the form of the same account."""
        return {"block_code": self.block_code, "account": self.account}

    def draft_doing(self) -> str:
        """Name the account."""
        return _("giving {user_id} a role", user_id=self.detail.user_id) if self.detail else _("adding a role")

    def draft_version(self) -> int:
        """Return the account's version as it was read."""
        return self.detail.version if self.detail else 0

    def draft_ready(self) -> None:
        """Wait for the account."""
        if self.detail is not None:
            super().draft_ready()

    def fill_draft(self, draft: Draft) -> str | None:
        """Take the fields back in the order in which they depend on each other."""
        self.part.category_changed(self.form, draft.values.get("category", ""))
        return super().fill_draft(draft)

    def leave(self) -> None:
        """Close without a role."""
        self.dismiss(None)
