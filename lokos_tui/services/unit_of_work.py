"""One transaction of one command: a session, ids, the audit trail; rolled back unless the door commits it."""

from __future__ import annotations

import getpass
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, select
from sqlmodel import Session

from lokos_tui.db import bulk, tables
from lokos_tui.db.models import Block
from lokos_tui.domain.accounts.permissions import ABOVE_BLOCK, Actor, Area, Basis
from lokos_tui.domain.errors import NotFound
from lokos_tui.domain.message import _
from lokos_tui.domain.office import audit
from lokos_tui.domain.policy import Policy

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lokos_tui.services.accounts.keys import Keys


def os_user() -> str:
    """Return the operating system's name of who runs the program."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return str(os.getuid())


def client_address() -> str:
    """Return the address the SSH session came from; '' on the machine itself."""
    return os.environ.get("SSH_CONNECTION", "").split(" ")[0]


@dataclass(slots=True)
class UnitOfWork:
    """What a handler works with; ``now`` is milliseconds since 1970-01-01 UTC, taken once for the whole act."""

    session: Session
    actor: Actor
    keys: Keys
    now: int
    policy: Policy
    grant: int = 0
    """The number of the grant that the act stands on, where it is the actor's as deputed staff administrator."""

    @property
    def connection(self) -> Connection:
        """The connection beneath the session, for work in sets."""
        return self.session.connection()

    def next_id(self, table: str, block_code: str, count: int = 1) -> int:
        """Take ``count`` ids of a table in a block; returns the first."""
        return bulk.reserve(self.connection, block_code, table, count)

    def area_of(self, block_code: str, district_code: str = "") -> Area:
        """Return where a block lies; block '0' is the actor's own state or district, or the district given."""
        if block_code == ABOVE_BLOCK:
            return Area(self.actor.area.state, district_code or self.actor.area.district)
        found = self.session.get(Block, block_code)
        if found is None:
            raise NotFound("block.unknown", _("There is no such block in this office."), "")
        return Area(found.state_code, found.district_code, found.code)

    def record(
        self,
        action: str,
        block_code: str,
        entity: str = "",
        entity_id: object = "",
        details: Mapping[str, Any] | None = None,
        reason: str = "",
        outcome: str = "done",
    ) -> None:
        """Append one entry to the block's audit chain, in this transaction; a grant it stands on is named in it."""
        stands_on = {"deputy": self.grant} if self.grant else {}
        append_audit(
            self.connection,
            self.keys,
            self.now,
            self.actor,
            action,
            block_code,
            entity=entity,
            entity_id=str(entity_id),
            details={**(details or {}), **stands_on},
            reason=reason,
            outcome=outcome,
        )

    def stand_on(self, basis: Basis) -> None:
        """Note what the act stands on; every entry that is recorded after it says so."""
        if basis is Basis.DEPUTY:
            self.grant = self.actor.deputy

    def taken_back(self, reason: str) -> dict[str, Any]:
        """Return the stamp of a row that is taken back now, by this actor, for ``reason``."""
        return {"undone_by": self.actor.user_id, "undone_at": self.now, "undo_reason": reason}

    def touch(self, block_code: str) -> None:
        """Raise the block's revision: plans made before are looked at again."""
        bulk.reserve(self.connection, block_code, "revision")


def append_audit(
    connection: Connection,
    keys: Keys,
    now: int,
    actor: Actor | None,
    action: str,
    block_code: str,
    *,
    entity: str = "",
    entity_id: str = "",
    details: Mapping[str, Any],
    reason: str = "",
    outcome: str = "done",
    user_id: str = "",
) -> None:
    """Append one entry to a block's chain; the counter's row lock keeps two writers from forking it."""
    number = bulk.reserve(connection, block_code, "audit_entry")
    entry = tables.audit_entry
    last = select(entry.c.hash).where(entry.c.block_code == block_code, entry.c.id == number - 1)
    previous = connection.execute(last).scalar_one_or_none() or audit.FIRST
    fields = (
        block_code,
        number,
        now,
        actor.user_id if actor else user_id,
        actor.role.value if actor else "",
        action,
        outcome,
        entity,
        entity_id,
        audit.details_text(details),
        audit.plain_text(reason),
        os_user(),
        client_address(),
    )
    row = dict(zip(audit.HASHED, fields, strict=True)) | {
        "prev_hash": previous,
        "hash": audit.chain_hash(keys.audit, previous, fields),
    }
    connection.execute(entry.insert(), row)
