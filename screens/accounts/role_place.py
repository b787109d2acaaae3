"""The place a role is for: a panchayat, a village, or a district above the blocks (LokOS's Update Role)."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult

from lokos_tui.commands.accounts import MoveRole
from lokos_tui.domain.accounts.permissions import ABOVE_BLOCK
from lokos_tui.domain.accounts.roles import Category, category_word, label_of
from lokos_tui.domain.errors import Invalid, LokosError
from lokos_tui.domain.message import _, pgettext
from lokos_tui.drafts import Param
from lokos_tui.queries.accounts.users import RoleRow, UserDetail, user_detail
from lokos_tui.queries.cbos.places import BlockRow, blocks
from lokos_tui.ui.form.drafting import Draft, DraftScreen
from lokos_tui.ui.form.form import SAVE_ACTION, Form, FormField
from lokos_tui.ui.frame.actions import Action
from lokos_tui.ui.frame.base import READING
from lokos_tui.ui.frame.session import context_of
from screens.accounts.fields import DISTRICT, GP, VILLAGE, show_problems
from screens.accounts.place_choice import Places, RolePart, read_block_places

_OTHER = _("+ gives another")


class RolePlaceScreen(DraftScreen[None]):
    """Category and role to read; the place to change. Her links stay."""

    AUTO_FOCUS = "ChoiceField"
    ROUTE = "user_role"
    ACTIONS: ClassVar[tuple[Action, ...]] = (
        SAVE_ACTION,
        Action("app.back", "escape", pgettext("key", "back"), _("Leave the form."), priority=80),
    )

    def __init__(self, block_code: str, account: int, role_id: int) -> None:
        super().__init__()
        self.block_code = block_code
        self.account = account
        self.role_id = role_id
        self.detail: UserDetail | None = None
        self.role: RoleRow | None = None
        self._saved = False

    def compose_body(self) -> ComposeResult:
        """Compose the form."""
        above = self.block_code == ABOVE_BLOCK
        yield Form(
            (
                FormField("category", _("Category"), "readonly", width=28),
                FormField("role", _("Role"), "readonly", help=_OTHER, width=28),
                *((DISTRICT,) if above else (GP, VILLAGE)),
            )
        )

    def on_mount(self) -> None:
        """Read the account and the places."""
        ctx = context_of(self)
        code, account = self.block_code, self.account
        self.part = RolePart(ctx, code, whole=True)
        self.set_title(ctx.actor.block_name, _("Users"), _("Place of a role"))
        self.show_state(READING)
        self.run_read(
            lambda: (ctx.read(user_detail, code, account), self._read_places()),
            lambda found: self._fill(*found),
            on_error=lambda error: self.refuse(str(error)),
        )

    def _read_places(self) -> tuple[Places, tuple[BlockRow, ...]]:
        ctx = context_of(self)
        if self.block_code == ABOVE_BLOCK:
            return ((), ()), ctx.read(blocks)
        return read_block_places(ctx, self.block_code), ()

    def _fill(self, detail: UserDetail, places: tuple[Places, tuple[BlockRow, ...]]) -> None:
        role = next((one for one in detail.roles if one.id == self.role_id), None)
        if role is None:
            self.refuse(_("{user_id} does not hold this role.", user_id=detail.user_id))
            return
        self.detail, self.role = detail, role
        self.show_state(None)
        self.set_title(context_of(self).actor.block_name, _("Users"), detail.user_id, _("Place of a role"))
        self.set_status(_("{name}; her links stay as they are.", name=detail.name))
        values = {"category": category_word(role.category), "role": label_of(role.role)}
        if self.block_code == ABOVE_BLOCK:
            self._fill_district(role, values, places[1])
        else:
            self._fill_block(role, values, places[0])

    def _fill_block(self, role: RoleRow, values: dict[str, str], places: Places) -> None:
        self.part.take_places(self.form, places)
        self.form.load(values | {"gp": str(role.gp_id or ""), "village": str(role.village_id or "")})
        self.part.gp_changed(self.form, self.form.values()["gp"])
        self.form.focus_field("gp")

    def _fill_district(self, role: RoleRow, values: dict[str, str], rows: tuple[BlockRow, ...]) -> None:
        districts = sorted({(row.district_code, row.district) for row in rows}, key=lambda item: item[1])
        of_district = role.category == Category.DISTRICT
        self.form.set_choices("district", districts if of_district else [("", _("(the whole state)"))])
        self.form.load(values | {"district": self.detail.district_code if self.detail and of_district else ""})
        self.form.focus_field("district")

    @property
    def form(self) -> Form:
        """The form."""
        return self.query_one(Form)

    @on(Form.Changed)
    def _changed(self, event: Form.Changed) -> None:
        if self.block_code != ABOVE_BLOCK:
            self.part.changed(self.form, event.key, event.value)

    def action_save(self) -> None:
        """Save the place."""
        if self.detail is not None:
            self.form.save()

    @on(Form.SaveRequested)
    def _save(self, event: Form.SaveRequested) -> None:
        ctx, values = context_of(self), event.values
        if self.detail is None:
            return
        command = MoveRole(
            block_code=self.block_code,
            account=self.account,
            version=self.detail.version,
            role_id=self.role_id,
            gp_id=int(values.get("gp") or 0) or None,
            village_id=int(values.get("village") or 0) or None,
            district_code=values.get("district", ""),
        )
        self.run_read(lambda: ctx.send(command), self._done, group="save", on_error=self._refused)

    def _done(self, _version: int) -> None:
        self._saved = True
        self.draft_done()
        user_id, label = (self.detail.user_id, label_of(self.role.role)) if self.detail and self.role else ("", "")
        self.leave()
        from lokos_tui.ui.frame.messages import Say

        said = _("The place of {role} of {user_id} is saved.", role=label, user_id=user_id)
        self.app.screen.post_message(Say(said))

    def _refused(self, error: LokosError) -> None:
        if isinstance(error, Invalid):
            self.say(show_problems(self.form, error.problems), "refused")
        else:
            self.say(_("Not saved: {error}", error=str(error)), "refused")

    # Its draft

    def unsaved(self) -> str | None:
        """Ask before a chosen place is left."""
        return None if self._saved or not self.form.changed else _("The place is not saved yet.")

    def draft_params(self) -> dict[str, Param]:
        """Open the form of the same role."""
        return {"block_code": self.block_code, "account": self.account, "role_id": self.role_id}

    def draft_doing(self) -> str:
        """Name the account."""
        return _("changing {user_id}", user_id=self.detail.user_id) if self.detail else _("changing a user")

    def draft_version(self) -> int:
        """Return the account's version as it was read."""
        return self.detail.version if self.detail else 0

    def draft_ready(self) -> None:
        """Wait for the account and the places."""
        if self.detail is not None:
            super().draft_ready()

    def fill_draft(self, draft: Draft) -> str | None:
        """Take the fields back in the order in which they depend on each other."""
        if self.block_code != ABOVE_BLOCK:
            self.part.gp_changed(self.form, draft.values.get("gp", ""))
        return super().fill_draft(draft)
