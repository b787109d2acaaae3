"""Every screen by its route. A loader imports its screen when it is first opened."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

from lokos_tui.ui.base import BaseScreen


def _loader(module: str, name: str) -> Callable[..., BaseScreen[Any]]:
    def load(**params: object) -> BaseScreen[Any]:
        screen: BaseScreen[Any] = getattr(import_module(f"screens.{module}"), name)(**params)
        return screen

    return load


ROUTES: Mapping[str, Callable[..., BaseScreen[Any]]] = {
    "sign_in": _loader("sign_in.screen", "SignInScreen"),
    "password": _loader("sign_in.password", "PasswordScreen"),
    "home": _loader("home.screen", "HomeScreen"),
    "home_manager": _loader("home.manager", "ManagerHomeScreen"),
    "users": _loader("users.list", "UsersScreen"),
    "user": _loader("users.detail", "UserScreen"),
    "user_new": _loader("users.create", "NewUserScreen"),
    "user_edit": _loader("users.edit", "EditUserScreen"),
    "user_add_role": _loader("users.add_role", "AddRoleScreen"),
    "links": _loader("linking.screen", "LinkingScreen"),
    "cbos": _loader("cbos.list", "CbosScreen"),
    "cbo": _loader("cbos.history", "CboScreen"),
    "load": _loader("imports.load", "LoadScreen"),
    "load_check": _loader("imports.check", "CheckScreen"),
    "batches": _loader("imports.batches", "BatchesScreen"),
    "batch": _loader("imports.batch", "BatchScreen"),
    "display": _loader("home.display", "DisplayScreen"),
    "audit": _loader("home.audit", "AuditScreen"),
    "uploads": _loader("uploads.list", "UploadsScreen"),
    "upload": _loader("uploads.lines", "UploadScreen"),
    "duplicates": _loader("duplicates.status", "StatusScreen"),
    "finding": _loader("duplicates.finding", "FindingScreen"),
    "duplicate_groups": _loader("duplicates.groups", "GroupsScreen"),
    "duplicate_members": _loader("duplicates.groups", "MembersScreen"),
    "verify": _loader("verification.queue", "QueueScreen"),
    "verify_federation": _loader("verification.queue", "FederationQueueScreen"),
    "review": _loader("verification.review", "ReviewScreen"),
    "bulk": _loader("verification.bulk", "BulkScreen"),
    "returned": _loader("verification.returned", "ReturnedScreen"),
    "history": _loader("verification.history", "HistoryScreen"),
    "generic_numbers": _loader("duplicates.generic", "GenericScreen"),
}
