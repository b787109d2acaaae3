"""Commands on accounts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from lokos_tui.commands.base import Command
from lokos_tui.domain.accounts.permissions import Permission
from lokos_tui.domain.accounts.roles import Role


@dataclass(frozen=True, slots=True)
class RoleGrant:
    """A role to give, and the place it is for (ids of the block; None: the whole block)."""

    role: Role
    gp_id: int | None = None
    village_id: int | None = None


@dataclass(frozen=True, slots=True)
class CreatedUser:
    """An account just made; the first password is shown once and kept nowhere in the clear."""

    account: int
    user_id: str
    first_password: str


@dataclass(frozen=True, kw_only=True)
class CreateUser(Command[CreatedUser]):
    """Make an account with at least one role; the result is ``CreatedUser``.

    ``district_code`` is for staff above the blocks (``block_code`` '0').
    """

    permission: ClassVar[Permission] = Permission.USERS_CREATE
    action: ClassVar[str] = "user.create"

    user_id: str
    name: str
    mobile: str
    roles: tuple[RoleGrant, ...]
    email: str = ""
    designation: str = ""
    district_code: str = ""


@dataclass(frozen=True, kw_only=True)
class EditUser(Command[int]):
    """Change what may be changed of an account; ``version`` is the one that was read.

    ``status`` is ACTIVE or INACTIVE, '' leaves it as it is; ``why`` says why it changes.
    """

    permission: ClassVar[Permission] = Permission.USERS_MANAGE
    action: ClassVar[str] = "user.edit"

    account: int
    version: int
    name: str
    mobile: str
    email: str = ""
    designation: str = ""
    status: str = ""
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class AddRole(Command[int]):
    """Give an account one more role; the result is the new role's id."""

    permission: ClassVar[Permission] = Permission.USERS_MANAGE
    action: ClassVar[str] = "user.add_role"

    account: int
    version: int
    grant: RoleGrant


@dataclass(frozen=True, kw_only=True)
class TakeRole(Command[int]):
    """Take one role of an account away, not its last; the result is the number of links that this freed."""

    permission: ClassVar[Permission] = Permission.USERS_MANAGE
    action: ClassVar[str] = "user.take_role"

    account: int
    version: int
    role_id: int
    why: str = ""


@dataclass(frozen=True, slots=True)
class RoleBack:
    """What giving a role back did: how many of its links are hers again, and the names of the CBOs that are not."""

    linked: int
    kept: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class GiveRoleBack(Command[RoleBack]):
    """Undo a ``TakeRole``: the role and its links, but for those CBOs that somebody else keeps by now."""

    permission: ClassVar[Permission] = Permission.USERS_MANAGE
    action: ClassVar[str] = "user.give_role_back"

    account: int
    version: int
    role_id: int


@dataclass(frozen=True, kw_only=True)
class MoveRole(Command[int]):
    """Change the place of a role; the result is the account's new version. Her links stay.

    A role of a block is for a GP or village (None: the whole block); a
    role of a district is for the district of ``district_code``.
    """

    permission: ClassVar[Permission] = Permission.USERS_MANAGE
    action: ClassVar[str] = "user.move_role"

    account: int
    version: int
    role_id: int
    gp_id: int | None = None
    village_id: int | None = None
    district_code: str = ""


@dataclass(frozen=True, kw_only=True)
class SetUserActive(Command[int]):
    """Inactivate an account (it cannot sign in; its links stay) or make it active again."""

    permission: ClassVar[Permission] = Permission.USERS_MANAGE
    action: ClassVar[str] = "user.set_active"

    account: int
    version: int
    active: bool
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class DeleteUser(Command[int]):
    """Delete an account softly and free its links; the result is the number of links freed."""

    permission: ClassVar[Permission] = Permission.USERS_MANAGE
    action: ClassVar[str] = "user.delete"

    account: int
    version: int
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class ResetPassword(Command[CreatedUser]):
    """Give an account a new first password; the result is ``CreatedUser``. The admin never chooses it."""

    permission: ClassVar[Permission] = Permission.USERS_MANAGE
    action: ClassVar[str] = "user.reset_password"

    account: int


@dataclass(frozen=True, kw_only=True)
class ChangeOwnPassword(Command[None]):
    """Replace the actor's own password by one she chose."""

    permission: ClassVar[Permission] = Permission.OWN_PASSWORD
    action: ClassVar[str] = "user.change_password"

    old: str
    new: str


@dataclass(frozen=True, kw_only=True)
class ChooseLanguage(Command[None]):
    """Keep the language in which the program speaks to the actor: a code such as 'en', 'hi' or 'hi_Latn'."""

    permission: ClassVar[Permission] = Permission.OWN_PASSWORD
    action: ClassVar[str] = "user.choose_language"

    language: str
