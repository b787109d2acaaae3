"""What screens and the command line hold: an office, and after sign-in a context.

Nothing here imports the database until it is first used, so the sign-in
screen is painted before SQLAlchemy is loaded.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from lokos_tui.domain.accounts.roles import FACTS, Role
from lokos_tui.domain.errors import no_office

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from lokos_tui.commands.base import Command
    from lokos_tui.db.engine import Store
    from lokos_tui.domain.accounts.permissions import Actor
    from lokos_tui.domain.policy import Policy
    from lokos_tui.services.accounts.keys import Keys
    from lokos_tui.settings import Settings

P = ParamSpec("P")
R = TypeVar("R")
Clock = Callable[[], int]


def system_clock() -> int:
    """Return now in milliseconds since 1970-01-01 UTC."""
    return time.time_ns() // 1_000_000


def _policy_of(settings: Settings) -> Policy:
    from lokos_tui.domain.duplicates.rules import Class, Rules
    from lokos_tui.domain.links.rules import LoadNorm
    from lokos_tui.domain.policy import Policy

    norm, own = settings.norm, settings.duplicates
    return Policy(
        norm=LoadNorm(norm.shgs, norm.vos, norm.clfs),
        duplicates=Rules(
            threshold=float(own.threshold),
            generic_mobile=own.generic_mobile,
            generic_account=own.generic_account,
            generic_voter=own.generic_voter,
            equal_mobile=Class(own.equal_mobile.upper()),
            equal_account=Class(own.equal_account.upper()),
        ),
        mandatory=tuple(settings.verification.mandatory.split()),
    )


class Office:
    """An office's folder and database, before anybody has signed in."""

    def __init__(self, settings: Settings, clock: Clock = system_clock) -> None:
        self.settings = settings
        self.clock = clock
        self.notices: list[str] = []
        """What opening the database did that its users should know: an upgrade, and where the copy from before is."""
        self._store: Store | None = None
        self._keys: Keys | None = None
        self._policy: Policy | None = None

    @property
    def roles(self) -> tuple[tuple[Role, str], ...]:
        """The roles in the sign-in list, with the words LokOS shows."""
        return tuple((role, facts.sign_in_label) for role, facts in FACTS.items())

    @property
    def store(self) -> Store:
        """The database; opened, and checked for its revision, at first use.

        Raises Unavailable when it does not answer, holds no office, or is
        newer than the program.
        """
        if self._store is None:
            from lokos_tui.services.office.make import open_existing

            self._store = open_existing(self.settings.database_url, self.notices.append)
        return self._store

    def require_file(self) -> None:
        """Raise Unavailable when the office's database file is missing; the database itself is not opened."""
        scheme, _, path = self.settings.database_url.partition(":///")
        if scheme == "sqlite" and not Path(path).exists():
            raise no_office(path)

    @property
    def keys(self) -> Keys:
        """The office's secret keys, read at first use."""
        if self._keys is None:
            from lokos_tui.services.accounts.keys import load_keys

            self._keys = load_keys(self.settings.home)
        return self._keys

    @property
    def policy(self) -> Policy:
        """What the office's settings decide about the rules; made once, at first use."""
        if self._policy is None:
            self._policy = _policy_of(self.settings)
        return self._policy

    def sign_in(self, user_id: str, password: str, role: Role | None = None) -> Context:
        """Return the context of a signed-in user; raises Refused. Call it in a worker thread."""
        from lokos_tui.services.accounts.sign_in import sign_in

        return Context(self, sign_in(self.store, self.keys, self.clock(), user_id, password, role))

    def sign_in_by_key(self, user_id: str, role: Role | None = None) -> Context:
        """Return the context of a user whose SSH key the server vouches for; raises Refused. Slow, as ``sign_in``."""
        from lokos_tui.services.accounts.sign_in import sign_in_by_key

        return Context(self, sign_in_by_key(self.store, self.keys, self.clock(), user_id, role))

    def close(self) -> None:
        """Give the database's connections back."""
        if self._store is not None:
            self._store.close()
            self._store = None


@dataclass(slots=True)
class Context:
    """One signed-in user at work: reads through queries, writes through the one door."""

    office: Office
    actor: Actor

    @property
    def settings(self) -> Settings:
        """The office's settings."""
        return self.office.settings

    def clock(self) -> int:
        """Return now in milliseconds since 1970-01-01 UTC."""
        return self.office.clock()

    def read(self, query: Callable[Concatenate[Connection, Actor, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run one query in a read-only transaction as this user. Call it in a worker thread."""
        with self.office.store.reading() as connection:
            return query(connection, self.actor, *args, **kwargs)

    def send(self, command: Command[R]) -> R:
        """Carry one command out at the door and return the result it names. Call it in a worker thread."""
        from lokos_tui.services.door import Door

        office = self.office
        return Door(office.store, office.keys, office.clock, office.policy).run(self.actor, command)

    @property
    def policy(self) -> Policy:
        """What this office's settings decide about the rules."""
        return self.office.policy

    def password_changed(self) -> None:
        """Note that the first password was changed: nothing is held back any more."""
        self.actor = replace(self.actor, must_change_password=False)

    def language_chosen(self, code: str) -> None:
        """Note the language that was kept with the account."""
        self.actor = replace(self.actor, language=code)
