"""Making an office: its folder, its key, its database, its first account. There is never a default one."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlmodel import Session, col, select

from lokos_tui.db import bulk, schema
from lokos_tui.db.engine import Store, open_store
from lokos_tui.db.models import Block, District, State, UserAccount, UserRole, UserSecret
from lokos_tui.domain.accounts.naming import user_id_problems
from lokos_tui.domain.accounts.people import account_problems
from lokos_tui.domain.accounts.permissions import ABOVE_BLOCK, ADMIN_ROLES
from lokos_tui.domain.accounts.persons import person
from lokos_tui.domain.accounts.roles import Category, Role, RoleStatus, category_of
from lokos_tui.domain.errors import Conflict, Invalid, Problem, Unavailable, no_office
from lokos_tui.domain.message import _
from lokos_tui.domain.text import clean, name_key
from lokos_tui.services.accounts import deputies, passwords
from lokos_tui.services.accounts.keys import load_keys, make_key_file
from lokos_tui.services.unit_of_work import append_audit

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sqlalchemy import ColumnElement

    from lokos_tui.services.accounts.keys import Keys
    from lokos_tui.settings import Settings

FOLDERS = ("inbox", "exports")


@dataclass(frozen=True, slots=True)
class BlockFacts:
    """A block and what it lies in: LGD codes as text; NRLM codes may be ''."""

    state_code: str
    state_name: str
    state_prefix: str
    district_code: str
    district_name: str
    code: str
    name: str
    state_nrlm: str = ""
    district_nrlm: str = ""
    nrlm_code: str = ""


@dataclass(frozen=True, slots=True)
class FirstAccount:
    """The office's first account: an admin of any level."""

    user_id: str
    name: str
    mobile: str
    role: Role = Role.BLOCK_ADMIN
    email: str = ""
    designation: str = ""


def open_existing(url: str, upgraded: Callable[[str], None] | None = None) -> Store:
    """Open an office's database, upgrading an older one after a backup; ``upgraded`` is told what was done.

    Raises Unavailable when there is no office in it, it does not answer, it
    is newer than the program, or the upgrade does not go through.
    """
    store = open_store(url)
    path = store.sqlite_path
    if path is not None and not path.exists():
        raise no_office(path)
    try:
        _require_office(store)
        done = schema.upgrade(store)
    except BaseException:
        store.close()
        raise
    if done is not None and upgraded is not None:
        upgraded(done.sentence)
    return store


def _require_office(store: Store) -> None:
    if schema.current(store) is None:
        raise Unavailable("office.missing", _("This database holds no office."), _("Make one with: lokos init."))


def make_folders(home: Path) -> None:
    """Make the office's folder and those in it, for its owner alone."""
    old = os.umask(0o077)
    try:
        for folder in (home, *(home / name for name in FOLDERS)):
            folder.mkdir(parents=True, exist_ok=True)
    finally:
        os.umask(old)


@dataclass(frozen=True, slots=True)
class MadeOffice:
    """The first passwords of an office just made, kept nowhere in the clear; '' where there is no deputy's account."""

    first_password: str
    deputy_password: str = ""


def office_is_made(settings: Settings) -> bool:
    """True when the database of these settings holds accounts already; raises Unavailable when it does not answer."""
    store = open_store(settings.database_url)
    try:
        if store.sqlite_path is not None and not store.sqlite_path.exists():
            return False
        if schema.current(store) is None:
            return False
        with store.reading() as connection:
            return connection.execute(select(UserAccount.id).limit(1)).first() is not None
    finally:
        store.close()


def init_office(settings: Settings, block: BlockFacts, first: FirstAccount, now: int) -> str:
    """Make an office without any grant, as `make_office` does, and return the first account's first password."""
    return make_office(settings, block, first, now).first_password


def make_office(
    settings: Settings,
    block: BlockFacts,
    first: FirstAccount,
    now: int,
    *,
    deputed: bool = False,
    deputy: FirstAccount | None = None,
) -> MadeOffice:
    """Make an office and return its first passwords.

    ``deputed`` gives a block's first account the grant of a deputed staff
    administrator; ``deputy`` gives it to an account of its own, a Block
    Thematic user. Raises Conflict when the database already holds accounts,
    Invalid with every problem of the accounts.
    """
    problems = [*_account_problems(first, block.state_prefix), *_deputy_problems(first, deputy, block.state_prefix)]
    if first.role not in ADMIN_ROLES:
        problems.append(
            Problem("role", "role.admin", _("The first account is an admin's."), _("Choose an admin role."))
        )
    if problems:
        raise Invalid(problems)
    make_folders(settings.home)
    make_key_file(settings.home)
    keys = load_keys(settings.home)
    old = os.umask(0o077)
    try:
        store = open_store(settings.database_url)
        schema.upgrade(store)
    finally:
        os.umask(old)
    try:
        with store.writing() as connection, Session(connection) as session:
            if session.exec(select(UserAccount.id)).first() is not None:
                raise office_exists()
            return _fill(session, keys, block, first, now, deputed=deputed, deputy=deputy)
    finally:
        store.close()


def office_exists() -> Conflict:
    """Return the refusal to make an office where one is."""
    return Conflict(
        "office.exists",
        _("This database already holds an office."),
        _("Sign in, or choose another --home."),
    )


def _fill(
    session: Session,
    keys: Keys,
    block: BlockFacts,
    first: FirstAccount,
    now: int,
    *,
    deputed: bool,
    deputy: FirstAccount | None,
) -> MadeOffice:
    add_block(session, block)
    home = block.code if category_of(first.role) is Category.BLOCK else ABOVE_BLOCK
    password = passwords.generate_first()
    account = add_account(session, block, home, first, passwords.hash_first(keys.first_password, password), now)
    append_audit(
        session.connection(),
        keys,
        now,
        None,
        "office.init",
        home,
        entity="user",
        entity_id=first.user_id,
        details={"role": first.role.value, "block": block.code},
        user_id=first.user_id,
    )
    second = ""
    if deputy is not None:
        second = passwords.generate_first()
        account = add_account(session, block, home, deputy, passwords.hash_first(keys.first_password, second), now)
    if deputed or deputy is not None:
        depute(session, keys, account, now)
    return MadeOffice(password, second)


def depute(session: Session, keys: Keys, account: UserAccount, now: int) -> int:
    """Give an account the grant on behalf of the owner of the server, recorded; returns its number."""
    held = session.exec(select(UserRole.role).where(*_held(account))).all()
    number = deputies.give(session.connection(), account, held, now, deputies.OWNER)
    append_audit(
        session.connection(),
        keys,
        now,
        None,
        deputies.GIVE,
        account.block_code,
        entity="user",
        entity_id=account.user_id,
        details={"grant": number},
        user_id=deputies.OWNER,
    )
    return number


def _held(account: UserAccount) -> tuple[ColumnElement[bool], ...]:
    return (
        col(UserRole.block_code) == account.block_code,
        col(UserRole.account_id) == account.id,
        col(UserRole.status) == RoleStatus.ACTIVE,
    )


def _account_problems(wanted: FirstAccount, state_prefix: str) -> list[Problem]:
    fields = (clean(wanted.name), clean(wanted.mobile), clean(wanted.email), clean(wanted.designation))
    return [*user_id_problems(wanted.user_id, state_prefix), *account_problems(*fields)]


def _deputy_problems(first: FirstAccount, deputy: FirstAccount | None, state_prefix: str) -> list[Problem]:
    if deputy is None:
        return []
    if category_of(first.role) is not Category.BLOCK:
        return [deputy_problem(_("Only a block has a deputed staff administrator."))]
    if person(deputy.user_id, clean(deputy.mobile)).is_same(person(first.user_id, clean(first.mobile))):
        same = _("The deputed staff administrator has the user id or the mobile of the first account.")
        return [deputy_problem(same)]
    return _account_problems(deputy, state_prefix)


def deputy_problem(sentence: str) -> Problem:
    """Return what is wrong with the deputy that was named."""
    hint = _("Name another person, or nobody: then the Block Admin holds the grant.")
    return Problem("deputy", "deputy.person", sentence, hint)


def add_block(session: Session, block: BlockFacts) -> None:
    """Add a block with its district and state where they are missing; a code that is '' adds nothing."""
    if session.get(State, block.state_code) is None:
        session.add(
            State(code=block.state_code, nrlm_code=block.state_nrlm, name=block.state_name, prefix=block.state_prefix)
        )
        session.flush()
    if block.district_code and session.get(District, block.district_code) is None:
        session.add(
            District(
                code=block.district_code,
                state_code=block.state_code,
                nrlm_code=block.district_nrlm,
                name=block.district_name,
            )
        )
        session.flush()
    if block.code and session.get(Block, block.code) is None:
        session.add(
            Block(
                code=block.code,
                state_code=block.state_code,
                district_code=block.district_code,
                nrlm_code=block.nrlm_code,
                name=block.name,
                name_key=name_key(block.name),
            )
        )
        session.flush()


def add_account(
    session: Session, block: BlockFacts, home: str, first: FirstAccount, hashed: str, now: int, by: str = ""
) -> UserAccount:
    """Add an account and return it; ``by`` is who made it, '' for the account itself."""
    category = category_of(first.role)
    district = block.district_code if category in (Category.BLOCK, Category.DISTRICT) else ""
    state = block.state_code if category is not Category.NATIONAL else ""
    number = bulk.reserve(session.connection(), home, "user_account")
    name = clean(first.name)
    account = UserAccount(
        block_code=home,
        id=number,
        user_id=first.user_id,
        name=name,
        name_key=name_key(name),
        mobile=clean(first.mobile),
        email=clean(first.email),
        designation=clean(first.designation),
        state_code=state,
        district_code=district,
        category=category.value,
        role=first.role.value,
        created_at=now,
        created_by=by or first.user_id,
    )
    session.add(account)
    session.flush()
    session.add(
        UserRole(
            block_code=home,
            id=bulk.reserve(session.connection(), home, "user_role"),
            account_id=number,
            category=category.value,
            role=first.role.value,
            state_code=state,
            district_code=district,
            granted_at=now,
            granted_by=by or first.user_id,
        )
    )
    session.add(UserSecret(block_code=home, id=number, hashed=hashed, changed_at=now))
    session.flush()
    return account
