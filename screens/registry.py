"""Every screen by its route. A loader imports its screen when it is first opened."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

from lokos_tui.ui.frame.base import BaseScreen


def _loader(module: str, name: str) -> Callable[..., BaseScreen[Any]]:
    def load(**params: object) -> BaseScreen[Any]:
        screen: BaseScreen[Any] = getattr(import_module(f"screens.{module}"), name)(**params)
        return screen

    return load


ROUTES: Mapping[str, Callable[..., BaseScreen[Any]]] = {
    "sign_in": _loader("accounts.sign_in", "SignInScreen"),
    "password": _loader("accounts.password", "PasswordScreen"),
    "home": _loader("office.home", "HomeScreen"),
    "home_manager": _loader("office.home_manager", "ManagerHomeScreen"),
    "users": _loader("accounts.list", "UsersScreen"),
    "user": _loader("accounts.detail", "UserScreen"),
    "user_new": _loader("accounts.create", "NewUserScreen"),
    "user_edit": _loader("accounts.edit", "EditUserScreen"),
    "user_add_role": _loader("accounts.add_role", "AddRoleScreen"),
    "links": _loader("links.screen", "LinkingScreen"),
    "cbos": _loader("cbos.list", "CbosScreen"),
    "cbo": _loader("cbos.history", "CboScreen"),
    "load": _loader("loads.load", "LoadScreen"),
    "load_check": _loader("loads.check", "CheckScreen"),
    "batches": _loader("loads.batches", "BatchesScreen"),
    "batch": _loader("loads.batch", "BatchScreen"),
    "display": _loader("office.display", "DisplayScreen"),
    "audit": _loader("office.audit", "AuditScreen"),
    "uploads": _loader("profiles.list", "UploadsScreen"),
    "upload": _loader("profiles.lines", "UploadScreen"),
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
