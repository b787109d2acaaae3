"""What can be done with one role of an account: take it away, give it back, change its place."""

from __future__ import annotations

from typing import ClassVar

from lokos_tui.commands.accounts import GiveRoleBack, RoleBack, TakeRole
from lokos_tui.domain.accounts.permissions import Permission
from lokos_tui.domain.accounts.roles import AccountStatus, Role, label_of
from lokos_tui.domain.accounts.taking import freed_words, frees
from lokos_tui.domain.message import _, joined, ngettext, pgettext
from lokos_tui.queries.accounts.users import RoleRow, UserDetail
from lokos_tui.ui.frame.actions import Action
from lokos_tui.ui.frame.confirm import ConfirmScreen, ReasonScreen
from lokos_tui.ui.frame.session import context_of, go
from screens.accounts.acts import AccountActs

_M = Permission.USERS_MANAGE


class RoleActs(AccountActs):
    """The keys of the role under the cursor; a subclass has the account and that role."""

    ACTIONS: ClassVar[tuple[Action, ...]] = (
        Action("role.take", "minus", pgettext("key", "take role"), _("Take the role away; her links of it end."), _M,
               priority=41),
        Action("role.place", "m", pgettext("key", "place of role"), _("The panchayat or village a role is for."), _M,
               priority=42),
        Action("role.undo", "u", pgettext("key", "give back"), _("Give back the role you took away last."), _M,
               priority=43),
    )  # fmt: skip

    detail: UserDetail | None = None
    taken: tuple[int, str] | None = None
    """The role that was taken away on this screen last: its id and what it is called."""

    def role(self) -> RoleRow | None:
        """Return the role under the cursor; override this."""
        return None

    def why_not(self, action_id: str) -> str | None:
        """The last role is not taken; what was not taken is not given back."""
        reason = super().why_not(action_id)
        if reason is not None or not action_id.startswith("role."):
            return reason
        if action_id == "role.undo":
            return None if self.taken else _("No role was taken away here.")
        if self.detail is None or self.role() is None:
            return _("There is no role under the cursor.")
        if action_id == "role.take" and len(self.detail.roles) == 1:
            return _("It is her only role: i inactivates the account, + adds another role.")
        return None

    # Taking and giving back

    def action_take(self) -> None:
        """Take the role under the cursor away, after saying what that frees."""
        detail, role = self.detail, self.role()
        if detail is None or role is None:
            return
        ending = (
            "" if detail.status != AccountStatus.ACTIVE else _("An open session in this role ends at its next act.")
        )
        question = _("Why is it taken from {user_id}?", user_id=detail.user_id)
        said = frees(Role(role.role), role.links, role.cluster)
        self.app.push_screen(
            ReasonScreen(joined(" ", (said, ending, question)), heading=_("Take a role away")),
            lambda why: None if why is None else self._take(detail, role, why),
        )

    def _take(self, detail: UserDetail, role: RoleRow, why: str) -> None:
        ctx = context_of(self)
        command = TakeRole(
            block_code=detail.block_code, account=detail.id, version=detail.version, role_id=role.id, why=why
        )
        self.run_read(lambda: ctx.send(command), lambda freed: self._taken(detail, role, freed), group="save")

    def _taken(self, detail: UserDetail, role: RoleRow, freed: int) -> None:
        label = label_of(role.role)
        self.taken = (role.id, label)
        said = freed_words(Role(role.role), freed)
        self.changed(
            _(
                "{user_id} is no longer {role}, {freed}. u gives it back.",
                user_id=detail.user_id,
                role=label,
                freed=said,
            )
        )

    def action_undo(self) -> None:
        """Give back the role that was taken away last."""
        if self.detail is None or self.taken is None:
            return
        detail, (role_id, label) = self.detail, self.taken
        sentence = _(
            "{user_id} is {role} again, with the CBOs that nobody else keeps by now.",
            user_id=detail.user_id,
            role=label,
        )
        self.app.push_screen(
            ConfirmScreen(sentence), lambda yes: self._give_back(detail, role_id, label) if yes else None
        )

    def _give_back(self, detail: UserDetail, role_id: int, label: str) -> None:
        ctx = context_of(self)
        command = GiveRoleBack(block_code=detail.block_code, account=detail.id, version=detail.version, role_id=role_id)
        self.run_read(lambda: ctx.send(command), lambda done: self._given(detail, label, done), group="save")

    def _given(self, detail: UserDetail, label: str, done: RoleBack) -> None:
        self.taken = None
        again = _("{user_id} is {role} again", user_id=detail.user_id, role=label)
        links = ngettext("{n} link is hers again", "{n} links are hers again", done.linked)
        kept = _("Somebody else keeps: {names}.", names=joined("; ", done.kept)) if done.kept else ""
        self.changed(joined(" ", (_("{again}; {links}.", again=again, links=links), kept)))

    # The place

    def action_place(self) -> None:
        """Change what the role under the cursor is for."""
        detail, role = self.detail, self.role()
        if detail is not None and role is not None:
            go(self, "user_role", block_code=detail.block_code, account=detail.id, role_id=role.id)
