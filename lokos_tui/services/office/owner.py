"""What the owner of the server does without signing in: he holds the office's key file, which is the proof.

Everything here is recorded with ``OWNER`` for the actor and the name of the
operating system's user; nothing here decides about a profile.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlmodel import Session

from lokos_tui.db import bulk, tables
from lokos_tui.db.models import UserAccount
from lokos_tui.domain.accounts.naming import user_id_problems
from lokos_tui.domain.accounts.people import account_problems
from lokos_tui.domain.accounts.permissions import ABOVE_BLOCK, ADMIN_ROLES, ADMINS_ABOVE, Area
from lokos_tui.domain.accounts.roles import AccountStatus, Category, Role, category_of
from lokos_tui.domain.cbos import states
from lokos_tui.domain.errors import Invalid, NotFound, Problem, Refused, Unavailable
from lokos_tui.domain.message import _
from lokos_tui.domain.office.audit import HASHED, chain_hash
from lokos_tui.domain.text import clean
from lokos_tui.services.accounts import deputies, passwords
from lokos_tui.services.accounts.deputies import OWNER, Closed
from lokos_tui.services.accounts.user_state import give_first
from lokos_tui.services.accounts.users import account_named, refuse_taken, roles_of
from lokos_tui.services.office.blocks import require_new_block
from lokos_tui.services.office.make import BlockFacts, FirstAccount, add_account, add_block, depute
from lokos_tui.services.reasons import kept_reason
from lokos_tui.services.unit_of_work import append_audit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sqlalchemy import Connection

    from lokos_tui.db.engine import Store
    from lokos_tui.services.accounts.keys import Keys

RESET, JOIN, ADD = "office.reset_admin", "office.join_state", "office.add_block"


@dataclass(frozen=True, slots=True)
class AdminReset:
    """A new first password for an admin; ``activated`` says that her account was inactive until now."""

    user_id: str
    first_password: str
    activated: bool


@dataclass(frozen=True, slots=True)
class Joined:
    """An admin above the blocks, her first password, and the grants that ended with her coming."""

    user_id: str
    first_password: str
    closed: tuple[Closed, ...]


@contextmanager
def _owning(store: Store, keys: Keys) -> Iterator[Session]:
    """Give one transaction to the owner; raises Unavailable when the key file is not this office's."""
    with store.writing() as connection, Session(connection, expire_on_commit=False) as session:
        _require_own_key(session, keys)
        yield session
        session.flush()


def _require_own_key(session: Session, keys: Keys) -> None:
    """Hold the key against the newest entry of one chain of the audit trail: another office's key does not make it."""
    entry = tables.audit_entry
    columns = [entry.c[name] for name in (*HASHED, "prev_hash", "hash")]
    row = session.connection().execute(select(*columns).order_by(entry.c.at.desc(), entry.c.id.desc()).limit(1)).first()
    if row is None:
        return
    *fields, previous, found = row
    if chain_hash(keys.audit, previous, tuple(fields)) != found:
        raise Unavailable(
            "keys.other",
            _("The key file is not the one of this office."),
            _("Put the office's own key file back from the backup."),
        )


def reset_admin(store: Store, keys: Keys, now: int, user_id: str) -> AdminReset:
    """Give an admin a new first password, unlocked and active; raises NotFound or Refused for whoever is no admin."""
    with _owning(store, keys) as session:
        account = _named(session, user_id)
        bulk.lock_block(session.connection(), account.block_code)
        grant = deputies.grant_of(session.connection(), account.block_code, account.id)
        roles = {Role(held.role) for held in roles_of(session, account)}
        if not roles & ADMIN_ROLES and not grant:
            raise Refused(
                "reset.admin",
                _("{user_id} is no admin.", user_id=account.user_id),
                _("An admin gives other users a new first password: lokos user reset-password."),
            )
        activated = account.status != AccountStatus.ACTIVE
        account.status = AccountStatus.ACTIVE.value
        account.version += 1
        account.changed_at, account.changed_by = now, OWNER
        session.add(account)
        first = give_first(session, keys, account, now)
        session.flush()
        bulk.reserve(session.connection(), account.block_code, "revision")
        _record(session, keys, now, RESET, account.block_code, account.user_id, {"activated": activated})
        return AdminReset(account.user_id, first, activated)


def give_deputy(store: Store, keys: Keys, now: int, user_id: str) -> UserAccount:
    """Depute an account of a block that nobody is above; raises Refused, Conflict or NotFound. Returns the account."""
    with _owning(store, keys) as session:
        account = _named(session, user_id)
        bulk.lock_block(session.connection(), account.block_code)
        depute(session, keys, account, now)
        return account


def end_deputy(store: Store, keys: Keys, now: int, user_id: str, why: str) -> Closed:
    """Close the grant of an account; raises NotFound where it holds none, Invalid for no reason."""
    reason = kept_reason(why, must=True)
    with _owning(store, keys) as session:
        account = _named(session, user_id)
        bulk.lock_block(session.connection(), account.block_code)
        gone = deputies.close(session.connection(), account, now, OWNER, reason)
        _record_closed(session, keys, now, gone, reason)
        return gone


def join_state(store: Store, keys: Keys, now: int, admin: FirstAccount, state: str, district: str) -> Joined:
    """Make the first State or District Admin above the blocks, and close the grants of the blocks she covers.

    ``state`` and ``district`` (for a District Admin) are LGD codes of places
    that the office has; '' where it has only one. All of it or nothing.
    Raises Invalid, NotFound, or Conflict when the user id is taken.
    """
    if admin.role not in ADMINS_ABOVE:
        raise ValueError(admin.role)
    with _owning(store, keys) as session:
        place = _place_above(session.connection(), admin.role, state, district)
        _refuse_problems(admin, place.state_prefix)
        refuse_taken(session, admin.user_id)
        bulk.lock_block(session.connection(), ABOVE_BLOCK)
        first = passwords.generate_first()
        hashed = passwords.hash_first(keys.first_password, first)
        add_account(session, place, ABOVE_BLOCK, admin, hashed, now, OWNER)
        _record(session, keys, now, JOIN, ABOVE_BLOCK, admin.user_id, {"role": admin.role.value})
        why, area = f"{admin.user_id} covers the block", Area(place.state_code, place.district_code)
        closed = deputies.close_covered(session.connection(), area, now, OWNER, why)
        for gone in closed:
            _record_closed(session, keys, now, gone, why)
        return Joined(admin.user_id, first, closed)


def add_block_as_owner(store: Store, keys: Keys, now: int, block: BlockFacts) -> None:
    """Add a block to an office whose State or District Admin covers it.

    Raises Conflict when it is there, Refused when nobody above would make its
    Block Admin, Invalid with what is wrong of it.
    """
    with _owning(store, keys) as session:
        require_new_block(session, block)
        if deputies.admin_above(session.connection(), Area(block.state_code, block.district_code)) is None:
            raise Refused(
                "block.nobody",
                _("Nobody in this office could make the Block Admin of {name}.", name=block.name),
                _("Make the State or District Admin first: lokos office join-state."),
            )
        bulk.lock_block(session.connection(), ABOVE_BLOCK)
        add_block(session, block)
        details = {"name": block.name, "district": block.district_code}
        _record(session, keys, now, ADD, ABOVE_BLOCK, block.code, details, entity="block")


def state_of(store: Store, wanted: str) -> states.State:
    """Return the state an owner means: the one of this LGD code, or '' for the only one of the office."""
    with store.reading() as connection:
        return _state(connection, wanted)


def _state(connection: Connection, wanted: str) -> states.State:
    code = _only(set(connection.execute(select(tables.state.c.code)).scalars()), wanted, "--state")
    found = states.by_code(code)
    if found is None:
        raise NotFound("state.unknown", _("{text} is no state.", text=code), _("Name it by its LGD code."))
    return found


def _place_above(connection: Connection, role: Role, state: str, district: str) -> BlockFacts:
    place, known = _state(connection, state), tables.district
    if category_of(role) is Category.STATE:
        return BlockFacts(place.lgd_code, place.name, place.prefix, "", "", "", "")
    codes = connection.execute(select(known.c.code).where(known.c.state_code == place.lgd_code)).scalars()
    code = _only(set(codes), district, "--district-code")
    return BlockFacts(place.lgd_code, place.name, place.prefix, code, "", "", "")


def _only(found: set[str], wanted: str, option: str) -> str:
    """Return the code wanted, or the only one there is. Raises Invalid."""
    if wanted in found:
        return wanted
    if not wanted and len(found) == 1:
        return next(iter(found))
    known = ", ".join(sorted(found, key=lambda code: (len(code), code)))
    sentence = _("This office has the places with these LGD codes: {known}.", known=known)
    raise Invalid([Problem("place", "join.place", sentence, _("Add {option}.", option=option))], code="usage.place")


def _refuse_problems(admin: FirstAccount, prefix: str) -> None:
    fields = (clean(admin.name), clean(admin.mobile), clean(admin.email), clean(admin.designation))
    if problems := [*user_id_problems(admin.user_id, prefix), *account_problems(*fields)]:
        raise Invalid(problems)


def _named(session: Session, user_id: str) -> UserAccount:
    account = account_named(session, user_id)
    if account is None or account.status == AccountStatus.DELETED:
        raise NotFound("user.unknown", _("There is no user {user_id}.", user_id=user_id), _("Look at its spelling."))
    return account


def _record_closed(session: Session, keys: Keys, now: int, gone: Closed, why: str) -> None:
    _record(session, keys, now, deputies.CLOSE, gone.block_code, gone.user_id, {"grant": gone.grant}, reason=why)


def _record(
    session: Session,
    keys: Keys,
    now: int,
    action: str,
    block_code: str,
    what: str,
    details: Mapping[str, object],
    *,
    entity: str = "user",
    reason: str = "",
) -> None:
    append_audit(
        session.connection(),
        keys,
        now,
        None,
        action,
        block_code,
        entity=entity,
        entity_id=what,
        details=details,
        reason=reason,
        user_id=OWNER,
    )
