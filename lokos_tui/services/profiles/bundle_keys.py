"""The key an account signs its bundles with: shown to whoever may manage the account, changed when it is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select, update

from lokos_tui.db import tables
from lokos_tui.domain.accounts.permissions import Area, require_may_manage
from lokos_tui.domain.accounts.roles import Role
from lokos_tui.domain.errors import Invalid, NotFound
from lokos_tui.domain.reasons import reason_problems
from lokos_tui.domain.text import clean
from lokos_tui.services.accounts.keys import bundle_key, shown_key

if TYPE_CHECKING:
    from lokos_tui.commands.profiles import NewBundleKey
    from lokos_tui.services.unit_of_work import UnitOfWork


def new_bundle_key(work: UnitOfWork, command: NewBundleKey) -> str:
    """Give an account a new bundle key and return it as it stands on a slip; the old one signs nothing any more."""
    reason = clean(command.reason)
    if problems := reason_problems(reason):
        raise Invalid(problems)
    user = tables.user_account
    mine = (user.c.block_code == command.block_code) & (func.upper(user.c.user_id) == command.user_id.upper())
    row = work.connection.execute(select(user).where(mine, user.c.status == "ACTIVE")).first()
    if row is None:
        raise NotFound("user.unknown", f"There is no active user {clean(command.user_id)} in your block.", "")
    area = Area(row.state_code, row.district_code, command.block_code)
    require_may_manage(work.actor, (Role(row.role),), area, row.created_by)
    number = row.bundle_key + 1
    work.connection.execute(update(user).where(mine).values(bundle_key=number, version=user.c.version + 1))
    work.record(command.action, command.block_code, "user", row.user_id, {"key": number}, reason)
    return shown_key(bundle_key(work.keys, row.user_id, number))
