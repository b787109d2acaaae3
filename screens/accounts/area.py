"""Accounts: their screens, and their sections of the first screens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lokos_tui.domain.accounts.permissions import Permission
from lokos_tui.domain.dates import grouped
from lokos_tui.domain.message import _, ngettext, pgettext
from screens.shared.readings import BLOCK
from screens.shared.sections import ABOVE, MANAGER, OFFICE, OWN, Cells, Section

if TYPE_CHECKING:
    from lokos_tui.queries.office.home import HomeCounts


def _users(counts: HomeCounts) -> Cells:
    over = counts.over_norm
    more = ngettext("{n} keeps more than the norm", "{n} keep more than the norm", over) if over else ""
    return grouped(counts.users), more


ROUTES: Final = {
    "sign_in": "accounts.sign_in:SignInScreen",
    "password": "accounts.password:PasswordScreen",
    "users": "accounts.list:UsersScreen",
    "user": "accounts.detail:UserScreen",
    "user_new": "accounts.create:NewUserScreen",
    "user_edit": "accounts.edit:EditUserScreen",
    "user_role": "accounts.role_place:RolePlaceScreen",
    "user_add_role": "accounts.add_role:AddRoleScreen",
}
REACHED: Final = {
    "user": (("users", "users.open"),),
    "user_new": (("users", "users.new"),),
    "user_edit": (("users", "users.edit"),),
    "user_add_role": (("users", "users.add-role"),),
    "user_role": (("user", "role.place"),),
}
"""The screens that an action of another one opens."""
SECTIONS: Final = (
    Section(
        home=OFFICE, place=10, action="home.users", name=pgettext("key", "users"),
        help=_("The accounts of the block."), route="users",
        label=_("Users and their links"), permission=Permission.USERS_VIEW, counted=BLOCK.cells(_users),
    ),
    Section(
        home=OFFICE, place=60, action="home.password", name=pgettext("key", "password"),
        help=_("Choose a new password."),
        route="password", label=_("My password"), permission=Permission.OWN_PASSWORD,
    ),
    Section(
        home=ABOVE, place=10, action="home.users", name=pgettext("key", "users"),
        help=_("The accounts of a block, or of staff above the blocks."), route="users",
        label=_("Users and their links"), permission=Permission.USERS_VIEW,
    ),
    *(
        Section(
            home=home, place=60, action="home.password", name=pgettext("key", "password"),
            help=_("Choose a new password."),
            route="password", label=_("My password"), permission=Permission.OWN_PASSWORD,
        )
        for home in (ABOVE, OWN)
    ),
    Section(
        home=MANAGER, place=70, action="home.users", name=pgettext("key", "users"),
        help=_("The accounts of the block."), route="users",
        label=_("Users and their links"), permission=Permission.USERS_VIEW,
    ),
    Section(
        home=MANAGER, place=100, action="home.password", name=pgettext("key", "password"),
        help=_("Choose a new password."),
        route="password", label=_("My password"), permission=Permission.OWN_PASSWORD,
    ),
)  # fmt: skip
