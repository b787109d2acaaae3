"""Sign-in with role, user id and password: one active role a session.

The same sentence and about the same time for an unknown user id, a wrong
password and a role she does not hold. Lock-out, one-time codes and remembered
sign-ins have their columns (``failed_attempts``, ``locked_until``) and their
place: between the check here and the actor it returns.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import Session, col, select

from lokos_tui.db.models import Block, ClusterScope, State, UserAccount, UserRole, UserSecret
from lokos_tui.domain.accounts.naming import tidy_user_id
from lokos_tui.domain.accounts.permissions import ABOVE_BLOCK, Actor, Area
from lokos_tui.domain.accounts.roles import AccountStatus, Role, RoleStatus
from lokos_tui.domain.errors import Refused
from lokos_tui.domain.message import _
from lokos_tui.domain.text import clean, safe
from lokos_tui.services.accounts import passwords
from lokos_tui.services.accounts.deputies import deputy_grant, person_of
from lokos_tui.services.accounts.users import account_named
from lokos_tui.services.unit_of_work import append_audit

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from lokos_tui.db.engine import Store
    from lokos_tui.services.accounts.keys import Keys

_NO = _("User id, password or role is not right.")
_NO_HINT = _("Check all three; a forgotten password is reset by your Block Admin.")
_NO_KEY = _("The account this key stands for is not active, or does not hold this role.")
_FIRST = _("The first password was not changed yet, so commands are not taken.")
_BY_KEY = {"by": "ssh key"}


def sign_in(store: Store, keys: Keys, now: int, user_id: str, password: str, role: Role | None = None) -> Actor:
    """Return the actor for a user id, password and role (None: her only role).

    Raises Refused with one and the same sentence for every reason, except
    when she holds several roles and named none. Both are audited.
    """
    wanted = tidy_user_id(clean(user_id))
    with store.writing() as connection, Session(connection, expire_on_commit=False) as session:
        account = account_named(session, wanted)
        found = _check(session, keys, account, password)
        roles = _roles(session, found) if found else []
        chosen = next((held for held in roles if role is None or held.role == role.value), None)
        if found is not None and chosen is not None and (role is not None or len(roles) == 1):
            return _admit(session, keys, now, found, chosen, {})
        details = {"role": role.value if role else ""}
        _record_refusal(connection, keys, now, account, wanted, details)
    if found is not None and role is None and len(roles) > 1:
        raise _several(roles)
    raise Refused("sign_in", _NO, _NO_HINT)


def sign_in_by_key(store: Store, keys: Keys, now: int, user_id: str, role: Role | None = None) -> Actor:
    """Return the actor for a user id that the server's administrator tied to an SSH key; no password is asked.

    Only the forced command calls this: the user id comes from the server's
    files, never from the remote side. Raises Refused; both are audited.
    """
    wanted = tidy_user_id(clean(user_id))
    with store.writing() as connection, Session(connection, expire_on_commit=False) as session:
        account = account_named(session, wanted)
        roles = _roles(session, account) if account and account.status == AccountStatus.ACTIVE else []
        fitting = [held for held in roles if role is None or held.role == role.value]
        if account is not None and len(fitting) == 1 and not _must_change(session, account):
            return _admit(session, keys, now, account, fitting[0], _BY_KEY)
        details = {**_BY_KEY, "role": role.value if role else ""}
        _record_refusal(connection, keys, now, account, wanted, details)
        if len(fitting) > 1:
            refusal = _several(fitting)
        elif fitting:
            refusal = Refused("sign_in.first", _FIRST, _("Run ssh without a command and sign in on the screens."))
        else:
            refusal = Refused("sign_in.key", _NO_KEY, _("Ask your Block Admin."))
    raise refusal


def _admit(
    session: Session, keys: Keys, now: int, account: UserAccount, held: UserRole, details: dict[str, str]
) -> Actor:
    actor = _actor(session, account, held)
    account.last_sign_in = now
    session.add(account)
    session.flush()
    append_audit(
        session.connection(),
        keys,
        now,
        actor,
        "session.sign_in",
        account.block_code,
        entity="user",
        entity_id=account.user_id,
        details=details,
    )
    return actor


def _record_refusal(
    connection: Connection, keys: Keys, now: int, account: UserAccount | None, wanted: str, details: dict[str, str]
) -> None:
    append_audit(
        connection,
        keys,
        now,
        None,
        "session.sign_in",
        account.block_code if account else ABOVE_BLOCK,
        details=details,
        reason="refused",
        outcome="refused",
        user_id=safe(wanted, 40),
    )


def _several(roles: list[UserRole]) -> Refused:
    return Refused(
        "sign_in.role",
        _("This user id holds several roles."),
        _("Choose one: {roles}.", roles=", ".join(held.role for held in roles)),
    )


def _must_change(session: Session, account: UserAccount) -> bool:
    secret = session.get(UserSecret, (account.block_code, account.id))
    return secret is None or secret.must_change


def _check(session: Session, keys: Keys, account: UserAccount | None, password: str) -> UserAccount | None:
    secret = session.get(UserSecret, (account.block_code, account.id)) if account else None
    if account is None or secret is None or account.status != AccountStatus.ACTIVE:
        passwords.waste_time(password)
        return None
    if secret.kind == "FIRST":
        passwords.waste_time(password)
    if not passwords.verify(secret.kind, secret.hashed, password, keys.first_password):
        return None
    if passwords.needs_rehash(secret.kind, secret.hashed):
        secret.hashed = passwords.hash_own(password)
        session.add(secret)
    return account


def _roles(session: Session, account: UserAccount) -> list[UserRole]:
    return list(
        session.exec(
            select(UserRole).where(
                UserRole.block_code == account.block_code,
                UserRole.account_id == account.id,
                UserRole.status == RoleStatus.ACTIVE,
            )
        )
    )


def _actor(session: Session, account: UserAccount, held: UserRole) -> Actor:
    block = session.get(Block, account.block_code) if account.block_code != ABOVE_BLOCK else None
    state = session.get(State, account.state_code)
    return Actor(
        user_id=account.user_id,
        name=account.name,
        role=Role(held.role),
        area=Area(account.state_code, account.district_code, block.code if block else ""),
        account=account.id,
        block_name=block.name if block else (state.name if state else ""),
        state_prefix=state.prefix if state else "",
        must_change_password=_must_change(session, account),
        language=account.language,
        deputy=deputy_grant(session.connection(), account.block_code, account.id, held.role) if block else 0,
        person=person_of(account),
        clf=_cluster(session, account) if held.role == Role.BLOCK_PM.value else 0,
    )


def _cluster(session: Session, account: UserAccount) -> int:
    """Return the cluster a block manager is narrowed to, 0 for none; it outlives her role taken and given again."""
    of_hers = select(UserRole.id).where(
        UserRole.block_code == account.block_code,
        UserRole.account_id == account.id,
        UserRole.role == Role.BLOCK_PM.value,
    )
    found = session.exec(
        select(ClusterScope).where(ClusterScope.block_code == account.block_code, col(ClusterScope.id).in_(of_hers))
    ).first()
    return found.clf_id if found else 0


def still_valid(session: Session, actor: Actor) -> Actor:
    """Return the actor as she stands now: an account switched off, or a role taken away, ends her next act.

    Raises Refused when the account or the role is no longer active.
    """
    account = session.get(UserAccount, (actor.area.scope, actor.account))
    held = next((role for role in _roles(session, account) if role.role == actor.role.value), None) if account else None
    if account is None or account.status != AccountStatus.ACTIVE or held is None:
        raise Refused(
            "session.ended",
            _("Your account or role was switched off."),
            _("Ask your admin; what you typed is not saved."),
        )
    return _actor(session, account, held)
