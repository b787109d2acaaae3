"""One more role for an account that exists."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult

from lokos_tui.commands.users import AddRole
from lokos_tui.domain.errors import Invalid, LokosError
from lokos_tui.domain.roles import FACTS, Role
from lokos_tui.queries.users import UserDetail, user_detail
from lokos_tui.ui.actions import Action
from lokos_tui.ui.base import BaseScreen
from lokos_tui.ui.confirm import ConfirmScreen
from lokos_tui.ui.form import SAVE_ACTION, Form
from lokos_tui.ui.session import context_of
from screens.users.acts import Account
from screens.users.fields import CATEGORY, GP, ROLE, VILLAGE, show_problems
from screens.users.grants import DraftRole, maker_and_approver
from screens.users.place_choice import RolePart, read_block_places


class AddRoleScreen(BaseScreen["str | None"]):
    """Category, role, place; the result is the sentence that says what was added."""

    AUTO_FOCUS = "ChoiceField"
    ACTIONS: ClassVar[tuple[Action, ...]] = (
        SAVE_ACTION,
        Action("app.back", "escape", "back", "Leave the form.", priority=80),
    )

    def __init__(self, account: Account) -> None:
        super().__init__()
        self.account = account
        self.held: tuple[Role, ...] = ()

    def compose_body(self) -> ComposeResult:
        """Compose the form."""
        yield Form((CATEGORY, ROLE, GP, VILLAGE))

    def on_mount(self) -> None:
        """Offer what this user may give."""
        ctx = context_of(self)
        self.part = RolePart(ctx, self.account.block_code)
        self.set_title(ctx.actor.block_name, "Users", self.account.user_id, "Add a role")
        self.part.fill(self.form)
        code, account = self.account.block_code, self.account.id
        self.run_read(lambda: ctx.read(user_detail, code, account), self._take_held)
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
        self.held = tuple(Role(role.role) for role in detail.roles if role.status == "ACTIVE")
        self.set_status(f"{self.account.name} is " + ", ".join(FACTS[role].label for role in self.held))

    @on(Form.Changed)
    def _changed(self, event: Form.Changed) -> None:
        if event.key == "category":
            self.part.category_changed(self.form, event.value)
        elif event.key == "gp":
            self.part.gp_changed(self.form, event.value)
        elif event.key == "village":
            self.part.village_changed(self.form, event.value)

    def action_save(self) -> None:
        """Check the fields and add the role."""
        self.form.set_problem("role", None if self.form.values()["role"] else "choose a role")
        self.form.save()

    @on(Form.SaveRequested)
    def _confirm(self, event: Form.SaveRequested) -> None:
        draft = self.part.draft(event.values)
        if draft is None:
            return
        if warning := maker_and_approver((*self.held, draft.grant.role)):
            self.app.push_screen(
                ConfirmScreen(f"{warning} Better give her a second id. Add it all the same?"),
                lambda yes: self._save(draft) if yes else None,
            )
        else:
            self._save(draft)

    def _save(self, draft: DraftRole) -> None:
        ctx, account = context_of(self), self.account
        command = AddRole(block_code=account.block_code, account=account.id, version=account.version, grant=draft.grant)
        self.run_read(
            lambda: ctx.send(command),
            lambda _: self._added(f"{account.user_id} is now also {draft}."),
            group="save",
            on_error=self._refused,
        )

    def _added(self, sentence: str) -> None:
        self.dismiss(sentence)

    def _refused(self, error: LokosError) -> None:
        if isinstance(error, Invalid):
            self.say(show_problems(self.form, error.problems), "refused")
        else:
            self.say(f"Not saved: {error}", "refused")

    def leave(self) -> None:
        """Close without a role."""
        self.dismiss(None)
