"""Switching accounts on and off, deleting them softly, and their passwords."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from lokos_tui.commands.accounts import (
    ChangeOwnPassword,
    ChooseLanguage,
    CreatedUser,
    DeleteUser,
    ResetPassword,
    SetUserActive,
)
from lokos_tui.db import tables
from lokos_tui.db.models import UserAccount, UserSecret
from lokos_tui.domain.accounts.permissions import Permission, require
from lokos_tui.domain.accounts.roles import AccountStatus
from lokos_tui.domain.errors import Invalid, NotFound, Problem, Refused
from lokos_tui.domain.message import _
from lokos_tui.language.catalogue import CODE
from lokos_tui.services.accounts import passwords
from lokos_tui.services.accounts.deputies import CLOSE, admin_came, close, grant_of
from lokos_tui.services.accounts.users import managed, not_oneself, stamp
from lokos_tui.services.links.change import close_links
from lokos_tui.services.reasons import kept_reason

if TYPE_CHECKING:
    from sqlmodel import Session

    from lokos_tui.services.accounts.keys import Keys
    from lokos_tui.services.unit_of_work import UnitOfWork


def set_active(work: UnitOfWork, command: SetUserActive) -> int:
    """Switch an account off or on and return its new version; her links stay, her open sessions end at the next act."""
    account = managed(work, command.block_code, command.account, command.version)
    not_oneself(work, account.user_id)
    reason = kept_reason(command.why)
    account.status = AccountStatus.ACTIVE.value if command.active else AccountStatus.INACTIVE.value
    stamp(work, account)
    admin_came(work, account)
    work.record(
        command.action,
        command.block_code,
        "user",
        account.user_id,
        {"status": account.status},
        reason=reason,
    )
    return account.version


def delete_user(work: UnitOfWork, command: DeleteUser) -> int:
    """Delete an account softly: it stays in every history, its links are freed; returns how many were."""
    account = managed(work, command.block_code, command.account, command.version)
    not_oneself(work, account.user_id)
    if work.grant:
        raise Refused(
            "deputy.delete",
            _("A deputed staff administrator deletes nobody."),
            _("Make the account inactive; an admin above the block deletes it."),
        )
    reason = kept_reason(command.why)
    if grant_of(work.connection, command.block_code, account.id):
        gone = close(work.connection, account, work.now, work.actor.user_id, "account deleted")
        work.record(CLOSE, command.block_code, "user", gone.user_id, {"grant": gone.grant}, reason="account deleted")
    link = tables.cbo_link
    held = select(link.c.id, link.c.cbo_id).where(
        link.c.block_code == command.block_code, link.c.account_id == account.id, link.c.unlinked_at.is_(None)
    )
    links = work.connection.execute(held).all()
    close_links(work, command.block_code, [row.id for row in links], "account deleted")
    account.status = AccountStatus.DELETED.value
    stamp(work, account)
    work.record(
        command.action,
        command.block_code,
        "user",
        account.user_id,
        {"freed_links": len(links), "freed_cbos": [row.cbo_id for row in links]},
        reason=reason,
    )
    return len(links)


def reset_password(work: UnitOfWork, command: ResetPassword) -> CreatedUser:
    """Give an account a new first password, shown once and changed at the next sign-in."""
    account = managed(work, command.block_code, command.account)
    not_oneself(work, account.user_id)
    first = give_first(work.session, work.keys, account, work.now)
    work.record(command.action, command.block_code, "user", account.user_id)
    return CreatedUser(account.id, account.user_id, first)


def give_first(session: Session, keys: Keys, account: UserAccount, now: int) -> str:
    """Replace an account's password by a new first one, unlock it, and return the password, which is kept nowhere."""
    first = passwords.generate_first()
    secret = session.get(UserSecret, (account.block_code, account.id)) or UserSecret(
        block_code=account.block_code, id=account.id, hashed=""
    )
    secret.kind, secret.hashed = "FIRST", passwords.hash_first(keys.first_password, first)
    secret.must_change, secret.changed_at = True, now
    secret.failed_attempts, secret.locked_until = 0, None
    session.add(secret)
    return first


def change_own_password(work: UnitOfWork, command: ChangeOwnPassword) -> None:
    """Replace the actor's own password; raises Invalid when the old one is wrong or the new one will not do."""
    require(work.actor, Permission.OWN_PASSWORD)
    secret = work.session.get(UserSecret, (work.actor.area.scope, work.actor.account))
    if secret is None:
        raise NotFound(
            "user.unknown", _("This account has no password."), _("Ask your admin for a new first password.")
        )
    if not passwords.verify(secret.kind, secret.hashed, command.old, work.keys.first_password):
        raise Invalid([Problem("old", "password.wrong", _("The present password is not right."), _("Type it again."))])
    problems = list(
        passwords.password_problems(command.new, work.actor.user_id, (work.actor.block_name, work.actor.name))
    )
    if passwords.verify(secret.kind, secret.hashed, command.new, work.keys.first_password):
        problems.append(
            Problem("new", "password.same", _("The new password is the present one."), _("Choose another."))
        )
    if problems:
        raise Invalid(problems)
    secret.kind, secret.hashed = "OWN", passwords.hash_own(command.new)
    secret.must_change, secret.changed_at = False, work.now
    work.session.add(secret)
    work.record(command.action, work.actor.area.scope, "user", work.actor.user_id)


def choose_language(work: UnitOfWork, command: ChooseLanguage) -> None:
    """Keep the language the actor chose; raises Invalid for what is no language's code."""
    if not CODE.fullmatch(command.language):
        raise Invalid([Problem("language", "language.code", _("This is no language."), _("Choose one of the list."))])
    account = work.session.get(UserAccount, (work.actor.area.scope, work.actor.account))
    if account is None:
        raise NotFound("user.unknown", _("This account is not there any more."), _("Ask your admin."))
    account.language = command.language
    work.session.add(account)
    work.record(command.action, work.actor.area.scope, "user", account.user_id, details={"language": command.language})
