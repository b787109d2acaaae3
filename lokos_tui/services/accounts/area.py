"""Accounts: the commands and what carries them out."""

from lokos_tui.commands.accounts import (
    AddRole,
    ChangeOwnPassword,
    ChooseLanguage,
    CreateUser,
    DeleteUser,
    EditUser,
    GiveRoleBack,
    MoveRole,
    ResetPassword,
    SetUserActive,
    TakeRole,
)
from lokos_tui.services.accounts import role_changes, user_state, users
from lokos_tui.services.registry import Handler, handles

HANDLERS: tuple[Handler, ...] = (
    handles(CreateUser).by(users.create_user),
    handles(EditUser).by(users.edit_user),
    handles(AddRole).by(users.add_role),
    handles(TakeRole).by(role_changes.take_role),
    handles(GiveRoleBack).by(role_changes.give_role_back),
    handles(MoveRole).by(role_changes.move_role),
    handles(SetUserActive).by(user_state.set_active),
    handles(DeleteUser).by(user_state.delete_user),
    handles(ResetPassword).by(user_state.reset_password),
    handles(ChangeOwnPassword).by(user_state.change_own_password),
    handles(ChooseLanguage).by(user_state.choose_language),
)
