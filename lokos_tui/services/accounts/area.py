"""Accounts: the commands and what carries them out."""

from lokos_tui.commands.accounts import (
    AddRole,
    ChangeOwnPassword,
    ChooseLanguage,
    CreateUser,
    DeleteUser,
    EditUser,
    ResetPassword,
    SetUserActive,
)
from lokos_tui.services.accounts import user_state, users
from lokos_tui.services.registry import Handler, handles

HANDLERS: tuple[Handler, ...] = (
    handles(CreateUser).by(users.create_user),
    handles(EditUser).by(users.edit_user),
    handles(AddRole).by(users.add_role),
    handles(SetUserActive).by(user_state.set_active),
    handles(DeleteUser).by(user_state.delete_user),
    handles(ResetPassword).by(user_state.reset_password),
    handles(ChangeOwnPassword).by(user_state.change_own_password),
    handles(ChooseLanguage).by(user_state.choose_language),
)
