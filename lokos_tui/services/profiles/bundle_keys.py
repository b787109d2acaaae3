"""The key an account signs its bundles with: shown to whoever may manage the account, changed when it is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lokos_tui.domain.accounts.permissions import Area, require_may_manage
from lokos_tui.domain.accounts.roles import Role
from lokos_tui.domain.errors import NotFound
from lokos_tui.domain.message import _
from lokos_tui.domain.text import clean
from lokos_tui.services.accounts.keys import bundle_key, shown_key
from lokos_tui.services.accounts.users import active_named
from lokos_tui.services.reasons import kept_reason

if TYPE_CHECKING:
    from lokos_tui.commands.profiles import NewBundleKey
    from lokos_tui.services.unit_of_work import UnitOfWork


def new_bundle_key(work: UnitOfWork, command: NewBundleKey) -> str:
    """Give an account a new bundle key and return it as it stands on a slip; the old one signs nothing any more."""
    reason = kept_reason(command.reason, must=True)
    account = active_named(work.session, command.block_code, command.user_id)
    if account is None:
        raise NotFound(
            "user.unknown", _("There is no active user {user_id} in your block.", user_id=clean(command.user_id)), ""
        )
    area = Area(account.state_code, account.district_code, command.block_code)
    require_may_manage(work.actor, (Role(account.role),), area, account.created_by)
    account.bundle_key += 1
    account.version += 1
    work.session.add(account)
    work.record(command.action, command.block_code, "user", account.user_id, {"key": account.bundle_key}, reason)
    return shown_key(bundle_key(work.keys, account.user_id, account.bundle_key))
