"""What can be done with one account, from the list and from its own screen."""

from __future__ import annotations

from typing import ClassVar, NamedTuple

from lokos_tui.commands.accounts import CreatedUser, DeleteUser, ResetPassword, SetUserActive
from lokos_tui.domain.accounts.permissions import Permission
from lokos_tui.domain.accounts.roles import FACTS, AccountStatus, Role, RoleStatus
from lokos_tui.domain.links.rules import kind_of
from lokos_tui.domain.message import _, joined, ngettext, pgettext
from lokos_tui.queries.accounts.users import RoleRow, UserDetail, user_detail
from lokos_tui.queries.cbos.list import CboRow
from lokos_tui.queries.links.links import links_of
from lokos_tui.ui.frame.actions import Action
from lokos_tui.ui.frame.base import BaseScreen
from lokos_tui.ui.frame.confirm import ConfirmScreen, PickScreen, ReasonScreen, TextScreen
from lokos_tui.ui.frame.paint import padded
from lokos_tui.ui.frame.session import context_of, go


class Account(NamedTuple):
    """The account an act is about, at the version that was read."""

    block_code: str
    id: int
    user_id: str
    name: str
    status: str
    version: int

    @property
    def who(self) -> str:
        """User id and name, for sentences."""
        return f"{self.user_id} ({self.name})"


class AccountActs(BaseScreen[None]):
    """The keys of one account; a subclass says which account is meant."""

    _M = Permission.USERS_MANAGE
    ACTIONS: ClassVar[tuple[Action, ...]] = (
        Action(
            "users.links",
            "l",
            pgettext("key", "links"),
            _("Her CBOs: link and unlink."),
            Permission.LINKS_VIEW,
            priority=15,
        ),
        Action("users.edit", "e", pgettext("key", "edit"), _("Name, mobile, e-mail, designation."), _M, priority=20),
        Action(
            "users.password", "p", pgettext("key", "password"), _("A new first password, shown once."), _M, priority=25
        ),
        Action(
            "users.inactivate",
            "i",
            pgettext("key", "in/activate"),
            _("She cannot sign in; or can again."),
            _M,
            priority=26,
        ),
        Action(
            "users.add-role", "plus", pgettext("key", "add role"), _("One more role on the account."), _M, priority=40
        ),
        Action(
            "users.delete", "D", pgettext("key", "delete"), _("Delete the account and free its links."), _M, priority=45
        ),
    )

    def account(self) -> Account | None:
        """Return the account meant, None when there is none; override this."""
        return None

    def why_not(self, action_id: str) -> str | None:
        """Nothing can be done without an account."""
        reason = super().why_not(action_id)
        if reason is None and action_id in _NEEDS_ACCOUNT and self.account() is None:
            return _("There is no user under the cursor.")
        return reason

    def changed(self, sentence: str) -> None:
        """Say what was done and read the account again."""
        self.say(sentence)
        self.action_refresh()

    def action_edit(self) -> None:
        """Open the fields of the account."""
        if account := self.account():
            go(self, "user_edit", block_code=account.block_code, account=account.id)

    # Links

    def action_links(self) -> None:
        """Open the links of her role, asked for when she has several."""
        account, ctx = self.account(), context_of(self)
        if account:
            self.run_read(
                lambda: ctx.read(user_detail, account.block_code, account.id), self._choose_role, group="links"
            )

    def _choose_role(self, detail: UserDetail) -> None:
        linked = [
            role for role in detail.roles if kind_of(Role(role.role)) is not None and role.status == RoleStatus.ACTIVE
        ]
        if not linked:
            self.say(_("{user_id} has no role that is linked to CBOs. + adds one.", user_id=detail.user_id), "refused")
        elif len(linked) == 1:
            self._open_links(detail, linked[0].id)
        else:
            options = [(role.id, role_words(role)) for role in linked]
            self.app.push_screen(
                PickScreen(_("Links of which role"), options),
                lambda role_id: None if role_id is None else self._open_links(detail, role_id),
            )

    def _open_links(self, detail: UserDetail, role_id: int) -> None:
        go(self, "links", block_code=detail.block_code, account=detail.id, role_id=role_id)

    # Password

    def action_password(self) -> None:
        """Give a new first password, shown once."""
        if account := self.account():
            sentence = _(
                "{who} gets a new first password, shown once. Her present password ends now; "
                "she chooses her own at the next sign-in.",
                who=account.who,
            )
            self.app.push_screen(ConfirmScreen(sentence), lambda yes: self._reset(account) if yes else None)

    def _reset(self, account: Account) -> None:
        ctx = context_of(self)
        command = ResetPassword(block_code=account.block_code, account=account.id)
        self.run_read(lambda: ctx.send(command), self._show_password, group="save")

    def _show_password(self, made: CreatedUser) -> None:
        self.app.push_screen(TextScreen(_("New first password"), password_lines(made), secret=made.first_password))
        self.changed(_("{user_id} has a new first password.", user_id=made.user_id))

    # On and off

    def action_inactivate(self) -> None:
        """Switch the account off, or on again."""
        account = self.account()
        if account is None:
            return
        if account.status == AccountStatus.ACTIVE:
            sentence = _("{who} will not be able to sign in; her links stay. Why?", who=account.who)
            self.app.push_screen(
                ReasonScreen(sentence), lambda why: None if why is None else self._set_active(account, why)
            )
        else:
            sentence = _("{who} will be able to sign in again.", who=account.who)
            self.app.push_screen(ConfirmScreen(sentence), lambda yes: self._set_active(account, "") if yes else None)

    def _set_active(self, account: Account, why: str) -> None:
        ctx, active = context_of(self), account.status != AccountStatus.ACTIVE
        command = SetUserActive(
            block_code=account.block_code, account=account.id, version=account.version, active=active, why=why
        )
        if active:
            done = _("{user_id} is active again.", user_id=account.user_id)
        else:
            done = _("{user_id} is inactive; i makes her active again.", user_id=account.user_id)
        self.run_read(lambda: ctx.send(command), lambda _version: self.changed(done), group="save")

    # Delete

    def action_delete(self) -> None:
        """Delete the account, after saying which links are freed."""
        account, ctx = self.account(), context_of(self)
        if account:
            self.run_read(
                lambda: ctx.read(links_of, account.block_code, account.id),
                lambda links: self._confirm_delete(account, links),
                group="links",
            )

    def _confirm_delete(self, account: Account, links: tuple[CboRow, ...]) -> None:
        self.app.push_screen(
            ConfirmScreen(
                deletion_sentence(account, links), label=pgettext("key", "delete"), heading=_("Delete a user")
            ),
            lambda yes: self._ask_delete_reason(account) if yes else None,
        )

    def _ask_delete_reason(self, account: Account) -> None:
        self.app.push_screen(
            ReasonScreen(_("Why is {who} deleted?", who=account.who)),
            lambda why: None if why is None else self._delete(account, why),
        )

    def _delete(self, account: Account, why: str) -> None:
        ctx = context_of(self)
        command = DeleteUser(block_code=account.block_code, account=account.id, version=account.version, why=why)
        self.run_read(lambda: ctx.send(command), lambda freed: self.deleted(account, freed), group="save")

    def deleted(self, account: Account, freed: int) -> None:
        """Say what a deletion did; the account's own screen closes itself as well."""
        self.changed(deleted_sentence(account.user_id, freed))

    # One more role

    def action_add_role(self) -> None:
        """Choose one more role."""
        account = self.account()
        if account is None:
            return

        from screens.accounts.add_role import AddRoleScreen

        self.app.push_screen(
            AddRoleScreen(account.block_code, account.id),
            lambda sentence: None if sentence is None else self.changed(sentence),
        )


_NEEDS_ACCOUNT = frozenset(action.id for action in AccountActs.ACTIONS)


def role_words(role: RoleRow) -> str:
    """Return a role with its category, place and number of links, for a list of choices."""
    place = ", ".join(filter(None, (role.village, role.gp)))
    return joined("  ", (FACTS[Role(role.role)].sign_in_label, place, _("{n} linked", n=role.links)))


def password_lines(made: CreatedUser) -> tuple[str, ...]:
    """Return the sentences that show a first password once."""
    return (
        padded((_("User id"), 16)) + made.user_id,
        padded((_("First password"), 16)) + made.first_password,
        "",
        _(
            "It is shown only now and kept nowhere. Write it down for her; "
            "she must choose her own at the first sign-in."
        ),
    )


def deletion_sentence(account: Account, links: tuple[CboRow, ...]) -> str:
    """Return what a deletion will do, with the name of every CBO that will be without her."""
    start = _("{who} is deleted. Her name stays in every history and the user id is never used again.", who=account.who)
    if not links:
        return joined(" ", (start, _("She has no links.")))
    names = "; ".join(f"{row.name} ({row.gp})" if row.gp else row.name for row in links)
    freed = ngettext("{n} link is freed: {names}.", "{n} links are freed: {names}.", len(links), names=names)
    return joined(" ", (start, freed))


def deleted_sentence(user_id: str, freed: int) -> str:
    """Return what a deletion did, with the number of links that were freed."""
    return ngettext(
        "{user_id} is deleted; {n} link was freed.",
        "{user_id} is deleted; {n} links were freed.",
        freed,
        user_id=user_id,
    )
