"""Making an account as LokOS does it: category, role, fields, more roles, save.

Source: docs/domain.md#users-and-their-forms.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual import on
from textual.app import ComposeResult

from lokos_tui.commands.accounts import CreatedUser, CreateUser
from lokos_tui.domain.accounts.naming import prefix_of
from lokos_tui.domain.accounts.people import mobile_problem
from lokos_tui.domain.accounts.permissions import ABOVE_BLOCK, Permission
from lokos_tui.domain.accounts.roles import Role
from lokos_tui.domain.errors import Invalid, LokosError
from lokos_tui.domain.message import _, joined, pgettext
from lokos_tui.drafts import Param
from lokos_tui.queries.accounts.users import ids_taken, propose_ids, same_mobile
from lokos_tui.queries.cbos.places import BlockRow, blocks
from lokos_tui.ui.form.drafting import Draft, DraftScreen
from lokos_tui.ui.form.form import SAVE_ACTION, Form, FormField
from lokos_tui.ui.frame.actions import Action
from lokos_tui.ui.frame.confirm import ConfirmScreen, TextScreen
from lokos_tui.ui.frame.lines import Line, MessageLine
from lokos_tui.ui.frame.session import context_of
from screens.accounts.acts import password_lines
from screens.accounts.fields import (
    CATEGORY,
    DESIGNATION,
    DISTRICT,
    EMAIL,
    GP,
    MOBILE,
    NAME,
    ROLE,
    VILLAGE,
    note_name,
    once_name_is_right,
    show_problems,
)
from screens.accounts.grants import DraftRoles
from screens.accounts.place_choice import Places, RolePart, read_block_places
from screens.accounts.user_id import id_problem, next_proposal, proposals_line, typed_id
from screens.shared.block_choice import STAFF_ABOVE

_PLACE_KEYS = ("role", "gp", "village")


class NewUserScreen(DraftScreen["CreatedUser | None"]):
    """A form for one account; its result is the account made, None when none was."""

    AUTO_FOCUS = "ChoiceField"
    ROUTE = "user_new"
    DOING = "creating a user"
    CSS = "NewUserScreen Form { height: auto; max-height: 1fr; margin: 0 0 1 0; }"
    ACTIONS: ClassVar[tuple[Action, ...]] = (
        SAVE_ACTION,
        Action(
            "user_new.propose",
            "ctrl+n",
            pgettext("key", "next free id"),
            _("Take the next proposed user id."),
            priority=10,
        ),
        Action(
            "user_new.add-role",
            "ctrl+r",
            pgettext("key", "add role"),
            _("Keep this role and choose one more."),
            priority=20,
        ),
        Action(
            "user_new.drop-role",
            "ctrl+t",
            pgettext("key", "drop role"),
            _("Take the last added role off."),
            priority=30,
        ),
        Action(
            "app.back", "escape", pgettext("key", "back"), _("Leave the form; typed work is asked about."), priority=80
        ),
    )

    def __init__(self, block_code: str | None = None) -> None:
        super().__init__()
        self.block_code = block_code
        self.roles = DraftRoles()
        self.proposals: tuple[str, ...] = ()
        self._made: CreatedUser | None = None
        self._taken = ""
        """The proposal that a key put into the field; '' as soon as anything else is typed."""

    def compose_body(self) -> ComposeResult:
        """Compose the form, the added roles and the proposals."""
        actor = context_of(self).actor
        prefix, above = actor.state_prefix, (self.block_code or actor.area.scope) == ABOVE_BLOCK
        yield Form(
            (
                CATEGORY,
                ROLE,
                NAME,
                MOBILE,
                *((DISTRICT,) if above else (GP, VILLAGE)),
                FormField(
                    "user_id",
                    _("User id"),
                    required=True,
                    help=_("capitals and digits"),
                    width=28,
                    capitals=True,
                    check=lambda value: id_problem(value, prefix),
                ),
                EMAIL,
                DESIGNATION,
            )
        )
        yield Line(id="proposals")
        yield MessageLine(id="roles")

    def on_mount(self) -> None:
        """Offer what this user may make."""
        ctx = context_of(self)
        self.block_code = self.block_code or ctx.actor.area.scope
        self.part = RolePart(ctx, self.block_code)
        self.set_title(
            STAFF_ABOVE if self.block_code == ABOVE_BLOCK else ctx.actor.block_name, _("Users"), _("New user")
        )
        self.set_status(_("* must be filled. The first password is made by the program and shown once."))
        if not self.part.roles:
            reason = self.app_refusal()
            self.refuse(reason)
            return
        form, code = self.form, self.block_code
        form.load({"user_id": prefix_of(ctx.actor.state_prefix)})
        self.part.fill(form)
        self._show_roles()
        self._propose()
        if code == ABOVE_BLOCK:
            self.run_read(lambda: ctx.read(blocks), self._take_districts, group="places")
        else:
            self.run_read(lambda: read_block_places(ctx, code), self._take_places, group="places")

    def app_refusal(self) -> str:
        """Return why no account can be made here."""
        return self.why_not_making() or _("You may make no account that is at home here.")

    def why_not_making(self) -> str | None:
        """Return the refusal of the permission table, None when there is none."""
        from lokos_tui.ui.frame.host import host_of

        return host_of(self).why_not_permitted(Permission.USERS_CREATE)

    @property
    def form(self) -> Form:
        """The form."""
        return self.query_one(Form)

    def _take_districts(self, rows: tuple[BlockRow, ...]) -> None:
        districts = sorted({(row.district_code, row.district) for row in rows}, key=lambda item: item[1])
        self.form.set_choices("district", [("", _("(the whole state)")), *districts])

    def _take_places(self, places: Places) -> None:
        self.part.take_places(self.form, places)

    # While it is typed

    @on(Form.Changed)
    def _changed(self, event: Form.Changed) -> None:
        if event.key == "user_id":
            self._id_typed(event.value)
        self.part.changed(self.form, event.key, event.value)
        if event.key in ("category", *_PLACE_KEYS):
            self._propose()

    def _id_typed(self, value: str) -> None:
        prefix = context_of(self).actor.state_prefix
        typed = typed_id(value, prefix, self.proposals, held=self._taken)
        if typed.value != value:
            self._set_id(typed.value)
        if typed.taken or typed.value != self._taken:
            self._taken = typed.value if typed.taken else ""
        empty = typed.value == prefix_of(prefix)
        self.form.set_problem("user_id", None if empty else id_problem(typed.value, prefix))
        if typed.taken:
            self._look_up_id(typed.value)

    def _set_id(self, value: str) -> None:
        self.form.set_value("user_id", value)
        field = self.query_one("#field-user_id")
        field.cursor_position = len(value)  # type: ignore[attr-defined]

    @on(Form.Left)
    def _left(self, event: Form.Left) -> None:
        if isinstance(event, Form.Changed):
            return
        if event.key == "mobile":
            self._look_up_mobile(event.value)
        elif event.key == "name":
            note_name(self.form, event.value)
        elif event.key == "user_id":
            self._look_up_id(event.value)

    def _look_up_mobile(self, mobile: str) -> None:
        if mobile_problem(mobile) is None:
            ctx, code = context_of(self), self.block_code or ""
            self.run_read(lambda: ctx.read(same_mobile, code, mobile), self._note_mobile, group="mobile")

    def _note_mobile(self, others: tuple[str, ...]) -> None:
        more = len(others) - 1
        if not others:
            note = _("ok")
        elif more:
            note = _("ok; also on {user_id} and {n} more (same person?)", user_id=others[0], n=more)
        else:
            note = _("ok; also on {user_id} (same person?)", user_id=others[0])
        self.form.set_note("mobile", note)

    def _look_up_id(self, user_id: str) -> None:
        ctx = context_of(self)
        if id_problem(user_id, ctx.actor.state_prefix) is None:
            self.run_read(
                lambda: ctx.read(ids_taken, (user_id,)), lambda taken: self._note_id(user_id, taken), group="taken"
            )

    def _note_id(self, user_id: str, taken: frozenset[str]) -> None:
        if self.form.values()["user_id"] != user_id:
            return
        if user_id in taken:
            self.form.set_problem("user_id", _("taken; ^N takes a free one"))
        else:
            self.form.set_note("user_id", pgettext("user id", "free"))

    def _propose(self) -> None:
        values, ctx, code = self.form.values(), context_of(self), self.block_code or ""
        if not values["role"]:
            self._show_proposals(())
            return
        role, gp, village = Role(values["role"]), _number(values, "gp"), _number(values, "village")
        self.run_read(lambda: ctx.read(propose_ids, code, role, gp, village), self._show_proposals, group="propose")

    def _show_proposals(self, proposals: tuple[str, ...]) -> None:
        self.proposals = proposals
        self.query_one("#proposals", Line).show(proposals_line(proposals, self.size.width))

    def action_propose(self) -> None:
        """Take the next proposed user id."""
        if proposal := next_proposal(self.form.values()["user_id"], self.proposals):
            self._taken = proposal
            self._set_id(proposal)
            self.form.focus_field("user_id")
            self._look_up_id(proposal)
        else:
            self.say(_("Choose a category and a role first; the free ids are made from them."), "refused")

    # More roles

    def action_add_role(self) -> None:
        """Keep the role of the form and choose one more."""
        draft = self.part.draft(self.form.values())
        if draft is None:
            self.say(_("Choose a role first."), "refused")
            return
        self.roles = self.roles.add(draft)
        self.form.set_value("role", "")
        self._show_roles()
        self.form.focus_field("category")

    def action_drop_role(self) -> None:
        """Take the last added role off."""
        self.roles = self.roles.drop_last()
        self._show_roles()

    def why_not(self, action_id: str) -> str | None:
        """Only an added role can be taken off."""
        if action_id == "user_new.drop-role" and not self.roles.added:
            return _("No role was added yet.")
        return super().why_not(action_id)

    def _show_roles(self) -> None:
        line = self.query_one("#roles", MessageLine)
        if not self.roles.added:
            line.tell("", "ok")
        elif warning := self.roles.warning():
            line.tell(joined("  ", (_("Roles: {roles}.", roles=str(self.roles)), warning)), "warn")
        else:
            line.tell(_("Roles: {roles}", roles=str(self.roles)), "ok")
        self.show_keys()

    # Saving

    def action_save(self) -> None:
        """Check the fields and make the account."""
        if not self.roles.added and self.form.says_untouched():
            return
        draft = self.part.draft(self.form.values())
        missing = draft is None and not self.roles.added
        self.form.set_problem("role", _("choose a role") if missing else None)
        self.form.save()

    @on(Form.SaveRequested)
    def _confirm(self, event: Form.SaveRequested) -> None:
        values = dict(event.values)
        draft = self.part.draft(values)
        roles = self.roles.add(draft) if draft else self.roles
        once_name_is_right(self.form, values["name"], lambda: self._confirm_roles(values, roles))

    def _confirm_roles(self, values: dict[str, str], roles: DraftRoles) -> None:
        if warning := roles.warning():
            self.app.push_screen(
                ConfirmScreen(joined(" ", (warning, _("Better give her two ids. Make it all the same?")))),
                lambda yes: self._save(values, roles) if yes else None,
            )
        else:
            self._save(values, roles)

    def _save(self, values: dict[str, str], roles: DraftRoles) -> None:
        ctx = context_of(self)
        command = CreateUser(
            block_code=self.block_code or "",
            user_id=values["user_id"],
            name=values["name"],
            mobile=values["mobile"],
            roles=roles.grants(),
            email=values["email"],
            designation=values["designation"],
            district_code=values.get("district", ""),
        )
        self.say(_("Saving ..."))
        self.run_read(lambda: ctx.send(command), self._saved, group="save", on_error=self._refused)

    def _saved(self, made: CreatedUser) -> None:
        self._made = made
        self.draft_done()
        self.app.push_screen(
            TextScreen(_("{user_id} is made", user_id=made.user_id), password_lines(made), secret=made.first_password),
            lambda _read: self.leave(),
        )

    def _refused(self, error: LokosError) -> None:
        if isinstance(error, Invalid):
            self.say(show_problems(self.form, error.problems), "refused")
            return
        self.say(_("Not saved: {error}", error=str(error)), "refused")
        if error.code == "user_id.taken":
            self.form.set_problem("user_id", _("taken; ^N takes a free one"))
            self.form.focus_field("user_id")
            self._propose()

    def unsaved(self) -> str | None:
        """Ask before typed work is left."""
        if self._made is not None or not (self.form.changed or self.roles.added):
            return None
        return _("What you typed for this user is not saved.")

    # Its draft

    def draft_params(self) -> dict[str, Param]:
        """Open the form for the same block."""
        return {"block_code": self.block_code}

    def draft_values(self) -> Mapping[str, str]:
        """Return the fields and the roles added so far."""
        return {**super().draft_values(), "roles": self.roles.packed()}

    def fill_draft(self, draft: Draft) -> str | None:
        """Take the fields back in the order in which they depend on each other."""
        self.roles = DraftRoles.unpacked(draft.values.get("roles", ""), self.part.roles)
        self.part.category_changed(self.form, draft.values.get("category", ""))
        changed = super().fill_draft(draft)
        self._show_roles()
        self._propose()
        self._look_up_id(self.form.values()["user_id"])
        return changed

    def leave(self) -> None:
        """Close, with the account that was made."""
        self.dismiss(self._made)


def _number(values: dict[str, str], key: str) -> int:
    """Return the id chosen in a field, 0 when nothing is, or the form has no such field."""
    return int(values.get(key) or 0)
