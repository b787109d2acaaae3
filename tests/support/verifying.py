"""What tests of verification share: uploads that wait, and a block manager who decides on them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from lokos_tui.commands.base import Command
from lokos_tui.commands.duplicates import RefreshDuplicates
from lokos_tui.commands.profiles import UploadProfiles
from lokos_tui.commands.verification import Approve, Decided, MarkIdentifiers, MarkWish, Reject, RemarkWish, Seen
from lokos_tui.db import tables
from lokos_tui.domain.accounts.permissions import Actor
from lokos_tui.domain.accounts.roles import Role
from lokos_tui.domain.verification.group import Group
from lokos_tui.queries.verification.group import load_group
from lokos_tui.services.accounts.keys import Keys
from tests.services.kit import Desk
from tests.support.bundles import bundle, shg
from tests.support.office import HERE

R = TypeVar("R")


@dataclass(slots=True)
class Queue:
    """A desk where bundles are loaded, and a block manager, who is neither maker nor loader."""

    desk: Desk
    keys: Keys
    count: int = 0
    uids: list[str] = field(default_factory=list)

    @property
    def manager(self) -> Actor:
        """The block manager."""
        return self.desk.actor(Role.BLOCK_PM, "BPM")

    def upload(self, *lines: dict[str, Any], check: bool = True, **more: Any) -> int:
        """Load lines (else one SHG of six) as the Block Admin, check for duplicates, return the first CBO's id."""
        self.count += 1
        sent = list(lines) or [shg()]
        command = UploadProfiles(
            block_code=HERE,
            bundle=bundle(self.keys, sent, upload_id=f"upload-{self.count:04}", **more),
            accept_unsigned=True,
        )
        done = self.desk.run(command)
        refused = [line.reason for line in done.plan.lines if line.reason]
        assert not refused, refused
        if check:
            self.desk.run(RefreshDuplicates(block_code=HERE))
        return self.cbo(str(sent[0]["uid"]))

    def cbo(self, uid: str) -> int:
        """Return the id of a CBO by the phone's name for it."""
        return int(self.desk.rows(tables.cbo, tables.cbo.c.uid == uid)[0].id)

    def group(self, cbo_id: int | None = None) -> Group:
        """Return a group as the block manager reads it; the first SHG by default."""
        with self.desk.office.store.reading() as connection:
            return load_group(connection, self.manager, HERE, cbo_id or self.cbo("shg-0001"))

    def seen(self, cbo_id: int | None = None, *, members: bool = True, cbo: bool = True) -> tuple[Seen, ...]:
        """Return the group's waiting records as they stand."""
        group = self.group(cbo_id)
        records = [*(group.members if members else ()), *([group.cbo] if cbo else [])]
        return tuple(Seen(one.kind, one.subject.id, one.subject.version) for one in records if one.subject.pending)

    def run(self, command: Command[R], who: Actor | None = None) -> R:
        """Carry a command out as the block manager."""
        return self.desk.door.run(who or self.manager, command)

    def approve(self, *seen: Seen, cbo_id: int | None = None, who: Actor | None = None) -> Decided:
        """Tick what is clean and approve: the records given, else the whole group."""
        return self.run(Approve(block_code=HERE, records=seen or self.seen(cbo_id), tick_clean=True), who)

    def reject(self, *seen: Seen, code: str = "INCOMPLETE", field_name: str = "", who: Actor | None = None) -> Decided:
        """Reject records, each with one remark."""
        remarks = tuple(RemarkWish(one.kind, one.id, field_name, code) for one in seen)
        return self.run(Reject(block_code=HERE, records=seen, remarks=remarks), who)

    def mark(self, seen: Seen, identifier: str, mark: str, code: str = "", who: Actor | None = None) -> Seen:
        """Tick or cross one identifier; return the record as it stands then."""
        self.run(MarkIdentifiers(block_code=HERE, marks=(MarkWish(seen, identifier, mark, code),)), who)
        table = tables.member if seen.kind == "M" else tables.cbo
        return Seen(seen.kind, seen.id, self.desk.one(table, seen.id).version)

    def second_manager(self) -> Actor:
        """Make another block manager of the block and return her."""
        row = {
            "block_code": HERE, "id": 900, "user_id": "IUP_AHMADPURSADATBPM2", "name": "LEELA MANAGER",
            "name_key": "LEELA MANAGER", "mobile": "9111100002", "category": "BLOCK", "role": "BPM",
            "state_code": "9", "district_code": "132", "created_at": 1,
        }  # fmt: skip
        row["role"] = Role.BLOCK_PM.value
        self.desk.write(tables.user_account.insert().values(**row))
        held = {key: row[key] for key in ("block_code", "id", "category", "role", "state_code", "district_code")}
        self.desk.write(tables.user_role.insert().values(**held, account_id=900, granted_at=1))
        self.desk.write(
            tables.user_secret.insert().values(block_code=HERE, id=900, kind="FIRST", hashed="x", must_change=False)
        )
        return replace(self.manager, account=900, user_id=str(row["user_id"]))
