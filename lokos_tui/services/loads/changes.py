"""What a mapping load changes of accounts there are: name, mobile, designation; taken back with the load."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from lokos_tui.commands.accounts import EditUser
from lokos_tui.commands.loads import UndoneItem
from lokos_tui.db.models import UserAccount
from lokos_tui.domain.accounts.roles import AccountStatus
from lokos_tui.domain.message import _
from lokos_tui.services.accounts.users import change_fields, managed
from lokos_tui.services.loads import batches

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lokos_tui.domain.loads.mapping import Person
    from lokos_tui.services.loads.undo_lists import Lists
    from lokos_tui.services.unit_of_work import UnitOfWork


def write(work: UnitOfWork, block: str, people: Iterable[Person], batch: int) -> None:
    """Give the accounts of these people the values the plan says, each recorded as a change of its account.

    Raises Refused for an account that is not the actor's to change, Invalid for a value that will not do.
    """
    for person in people:
        account = managed(work, block, person.account_id)
        after = {change.field: change.after for change in person.changes}
        change_fields(work, account, after)
        work.record(EditUser.action, block, "user", account.user_id, {**after, "batch": batch})


def kept(person: Person) -> str:
    """Return what undoing a load needs of a changed account, as the JSON of a kept row."""
    before = {change.field: change.before for change in person.changes}
    after = {change.field: change.after for change in person.changes}
    return json.dumps({"target": person.account_id, "before": before, "after": after}, ensure_ascii=False)


def undo(work: UnitOfWork, block: str, batch: int, lists: Lists) -> None:
    """Give the accounts of a batch back what they had before, unless somebody changed it since."""
    for row_no, user_id, change in batches.kept_changes(work, block, batch):
        _undo_one(work, block, row_no, user_id, change, lists)


def _undo_one(work: UnitOfWork, block: str, row_no: int, user_id: str, change: dict[str, Any], lists: Lists) -> None:
    account = work.session.get(UserAccount, (block, change["target"]))
    item = _("account {user_id}", user_id=user_id)
    if account is None or account.status == AccountStatus.DELETED:
        lists.failed.append(UndoneItem(item, row_no, _("it is no longer there")))
    elif any(getattr(account, field) != value for field, value in change["after"].items()):
        lists.kept.append(UndoneItem(item, row_no, _("changed again since")))
    else:
        change_fields(work, account, change["before"])
        never_hers = {change["after"].get("mobile"), account.mobile}
        account.former_mobiles = " ".join(one for one in account.former_mobiles.split() if one not in never_hers)
        work.record(EditUser.action, block, "user", account.user_id, {**change["before"], "undone_batch": True})
        lists.reversed.append(UndoneItem(item, row_no))
