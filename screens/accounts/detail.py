"""One account: its fields, its roles with the number of links, who made and changed it."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult

from lokos_tui.domain.accounts.roles import Role, label_of, status_word
from lokos_tui.domain.dates import time_of
from lokos_tui.domain.links.rules import kind_of
from lokos_tui.domain.message import _, joined, pgettext
from lokos_tui.language import words
from lokos_tui.queries.accounts.fields import NOT_GIVEN, ROLE
from lokos_tui.queries.accounts.users import RoleRow, UserDetail, user_detail
from lokos_tui.ui.frame.actions import Action
from lokos_tui.ui.frame.base import READING
from lokos_tui.ui.frame.lines import Rule
from lokos_tui.ui.frame.paint import padded
from lokos_tui.ui.frame.session import context_of, go
from lokos_tui.ui.frame.text_pane import TextPane
from lokos_tui.ui.table.fields import cells_of, columns_of
from lokos_tui.ui.table.memory_source import list_source
from lokos_tui.ui.table.messages import CursorMoved, RowActivated
from lokos_tui.ui.table.table import PagedTable
from screens.accounts.acts import Account, deleted_sentence
from screens.accounts.role_acts import RoleActs


class UserScreen(RoleActs):
    """The detail of one account."""

    CSS = "UserScreen #fields { height: 9; }"
    ACTIONS: ClassVar[tuple[Action, ...]] = (
        Action(
            "user.links",
            "enter",
            pgettext("key", "links of the role"),
            _("The CBOs of the role under the cursor."),
            priority=1,
        ),
    )

    def __init__(self, block_code: str, account: int) -> None:
        super().__init__()
        self.block_code = block_code
        self.account_id = account

    def compose_body(self) -> ComposeResult:
        """Compose the fields and the roles."""
        fields = TextPane((), id="fields")
        fields.can_focus = False
        yield fields
        yield Rule(_("Roles"))
        yield PagedTable[RoleRow](
            columns_of(ROLE),
            cells=cells_of(ROLE),
            row_id=lambda row: row.id,
            empty=_("This account has no role now."),
            markable=False,
        )

    def on_mount(self) -> None:
        """Read the account."""
        self.set_title(context_of(self).actor.block_name, _("Users"))
        self.show_state(READING)
        self.action_refresh()

    def on_screen_resume(self) -> None:
        """Something may have changed on the screen that was in front."""
        if self.detail is not None:
            self.action_refresh()

    def action_refresh(self) -> None:
        """Read the account again."""
        ctx = context_of(self)
        self.run_read(
            lambda: ctx.read(user_detail, self.block_code, self.account_id),
            self._show,
            on_error=self.show_refusal,
        )

    def _show(self, detail: UserDetail) -> None:
        first, self.detail = self.detail is None, detail
        table = self.query_one(PagedTable)
        self.show_state(None)
        self.set_title(context_of(self).actor.block_name, _("Users"), detail.user_id)
        self.set_status(_status(detail))
        self.query_one("#fields", TextPane).show_lines(field_lines(detail))
        if self.why_not("users.add-role") is None:
            self.query_one(Rule).show(_("Roles: + adds one, - takes one away, m changes its place"))
        table.show_source(list_source(detail.roles, lambda role: (label_of(role.role), role.id)))
        if first:
            table.focus()
        self.show_keys()

    def copied(self) -> str:
        """The user id."""
        return self.detail.user_id if self.detail else ""

    def account(self) -> Account | None:
        """Return the account shown."""
        detail = self.detail
        if detail is None:
            return None
        return Account(detail.block_code, detail.id, detail.user_id, detail.name, detail.status, detail.version)

    def role(self) -> RoleRow | None:
        """Return the role under the cursor."""
        row: RoleRow | None = self.query_one(PagedTable).current
        return row

    @on(CursorMoved)
    def _on_role(self) -> None:
        self.show_keys()

    def deleted(self, account: Account, freed: int) -> None:
        """Close: there is nothing more to see here."""
        from lokos_tui.ui.frame.messages import Say

        self.leave()
        self.app.screen.post_message(Say(deleted_sentence(account.user_id, freed)))

    @on(RowActivated)
    def _role_opened(self, event: RowActivated) -> None:
        role: RoleRow = event.row
        if kind_of(Role(role.role)) is None:
            self.say(_("The role {role} is not linked to CBOs.", role=label_of(role.role)))
        elif self.detail is not None:
            go(self, "links", block_code=self.detail.block_code, account=self.detail.id, role_id=role.id)


def _status(detail: UserDetail) -> str:
    waiting = _("has not chosen her own password yet") if detail.must_change else ""
    return joined("   ", (status_word(detail.status), waiting))


def field_lines(detail: UserDetail) -> tuple[str, ...]:
    """Return the fields of an account, one line each."""

    def line(label: str, value: str) -> str:
        return "   " + padded((label, 14)) + words(value)

    never = pgettext("moment", "never")
    made = _("{when} by {who}", when=time_of(detail.created_at), who=detail.created_by)
    if detail.batch_id:
        made = _("{made}, load {load}", made=made, load=detail.batch_id)
    changed = _("{when} by {who}", when=time_of(detail.changed_at), who=detail.changed_by)
    return (
        line(_("User id"), detail.user_id),
        line(_("Name"), detail.name),
        line(_("Mobile"), detail.mobile),
        line(_("E-mail"), detail.email or NOT_GIVEN),
        line(_("Designation"), detail.designation or NOT_GIVEN),
        line(_("Made"), made),
        line(_("Last change"), changed if detail.changed_at else never),
        line(_("Last sign-in"), time_of(detail.last_sign_in) if detail.last_sign_in else never),
    )
