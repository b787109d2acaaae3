"""The one door for writes: authorise, open the transaction, run the change, record it, commit.

Nothing else commits. A refused attempt is recorded too, in a transaction of
its own, because the one it was refused in is gone. Writers of one block
follow one another: what a handler reads stays so until it is done.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from lokos_tui.db import bulk
from lokos_tui.domain.accounts.permissions import ABOVE_BLOCK, Actor, require
from lokos_tui.domain.errors import Conflict, LokosError, Refused
from lokos_tui.domain.message import _
from lokos_tui.domain.policy import SHIPPED_POLICY, Policy
from lokos_tui.services.accounts import sign_in
from lokos_tui.services.handlers import HANDLERS
from lokos_tui.services.unit_of_work import UnitOfWork, append_audit

if TYPE_CHECKING:
    from collections.abc import Callable

    from lokos_tui.commands.base import Command
    from lokos_tui.db.engine import Store
    from lokos_tui.services.accounts.keys import Keys

R = TypeVar("R")


class Door:
    """Carries commands out for signed-in actors."""

    def __init__(self, store: Store, keys: Keys, clock: Callable[[], int], policy: Policy = SHIPPED_POLICY) -> None:
        self._store = store
        self._keys = keys
        self._clock = clock
        self._policy = policy
        # Writes in sets go past SQLAlchemy to the driver, whose errors are its own.
        self._clashes = (IntegrityError, store.write.dialect.loaded_dbapi.IntegrityError)

    def run(self, actor: Actor, command: Command[R]) -> R:
        """Carry one command out and return the result that the command names.

        Raises Refused, NotFound, Conflict or Invalid when it may not or
        cannot be; then nothing was changed and, when it was refused, the
        attempt stands in the audit trail.
        """
        now = self._clock()
        try:
            with self._store.writing() as connection, Session(connection, expire_on_commit=False) as session:
                fresh = sign_in.still_valid(session, actor)
                work = UnitOfWork(session, fresh, self._keys, now, self._policy)
                require(
                    fresh, command.permission, work.area_of(command.block_code, getattr(command, "district_code", ""))
                )
                bulk.lock_block(connection, command.block_code)
                result = HANDLERS.of(command)(work, command)
                session.flush()
                return result
        except Refused as refusal:
            self._record_refusal(actor, command, refusal, now)
            raise
        except self._clashes as error:
            raise Conflict(
                "saved.meanwhile",
                _("Somebody saved the same, or what this stands on, at this very moment; nothing was changed."),
                _("Refresh and try again."),
            ) from error

    def _record_refusal(self, actor: Actor, command: Command[object], refusal: LokosError, now: int) -> None:
        home = actor.area.block or ABOVE_BLOCK
        with self._store.writing() as connection:
            append_audit(
                connection,
                self._keys,
                now,
                actor,
                command.action,
                home,
                details={"block": command.block_code, "code": refusal.code},
                reason=refusal.sentence,
                outcome="refused",
            )
