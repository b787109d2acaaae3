"""Making an office: its folder, its key, its database, its first account. There is never a default one."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlmodel import Session, select

from lokos_tui.db import bulk, schema
from lokos_tui.db.engine import Store, open_store
from lokos_tui.db.models import Block, District, State, UserAccount, UserRole, UserSecret
from lokos_tui.domain.accounts.naming import user_id_problems
from lokos_tui.domain.accounts.people import account_problems
from lokos_tui.domain.accounts.permissions import ABOVE_BLOCK, MAY_CREATE
from lokos_tui.domain.accounts.roles import Category, Role, category_of
from lokos_tui.domain.errors import Conflict, Invalid, Problem, Unavailable, no_office
from lokos_tui.domain.message import _
from lokos_tui.domain.text import clean, name_key
from lokos_tui.services.accounts import passwords
from lokos_tui.services.accounts.keys import load_keys, make_key_file
from lokos_tui.services.unit_of_work import append_audit

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

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


def init_office(settings: Settings, block: BlockFacts, first: FirstAccount, now: int) -> str:
    """Make an office and return the first account's first password, which is kept nowhere in the clear.

    Raises Conflict when the database already holds accounts, Invalid with
    every problem of the account.
    """
    problems = [
        *user_id_problems(first.user_id, block.state_prefix),
        *account_problems(clean(first.name), clean(first.mobile), clean(first.email), clean(first.designation)),
    ]
    if first.role not in MAY_CREATE:
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
    password = passwords.generate_first()
    try:
        with store.writing() as connection, Session(connection) as session:
            if session.exec(select(UserAccount.id)).first() is not None:
                raise Conflict(
                    "office.exists",
                    _("This database already holds an office."),
                    _("Sign in, or choose another --home."),
                )
            add_block(session, block)
            home = block.code if category_of(first.role) is Category.BLOCK else ABOVE_BLOCK
            _add_first(session, block, home, first, passwords.hash_first(keys.first_password, password), now)
            append_audit(
                connection,
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
    finally:
        store.close()
    return password


def add_block(session: Session, block: BlockFacts) -> None:
    """Add a block with its district and state where they are missing."""
    if session.get(State, block.state_code) is None:
        session.add(
            State(code=block.state_code, nrlm_code=block.state_nrlm, name=block.state_name, prefix=block.state_prefix)
        )
        session.flush()
    if session.get(District, block.district_code) is None:
        session.add(
            District(
                code=block.district_code,
                state_code=block.state_code,
                nrlm_code=block.district_nrlm,
                name=block.district_name,
            )
        )
        session.flush()
    if session.get(Block, block.code) is None:
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


def _add_first(session: Session, block: BlockFacts, home: str, first: FirstAccount, hashed: str, now: int) -> None:
    category = category_of(first.role)
    district = block.district_code if category in (Category.BLOCK, Category.DISTRICT) else ""
    state = block.state_code if category is not Category.NATIONAL else ""
    number = bulk.reserve(session.connection(), home, "user_account")
    name = clean(first.name)
    session.add(
        UserAccount(
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
            created_by=first.user_id,
        )
    )
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
            granted_by=first.user_id,
        )
    )
    session.add(UserSecret(block_code=home, id=number, hashed=hashed, changed_at=now))
    session.flush()
