"""Approved records put straight into the tables, and who sends them, for tests of the outbox."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field, replace
from typing import Any

from importers.profiles import read_bundle, stream_bundle
from lokos_tui.commands.outbox import Acknowledge, Acknowledged, FinishExport, Formed, FormExport
from lokos_tui.db import bulk, tables
from lokos_tui.domain.outbox.leaving import Acknowledgement, Answer
from lokos_tui.domain.profiles.model import Bundle, Header, Line, Value, canonical, digest
from lokos_tui.queries.outbox.exports import export_lines
from lokos_tui.services.accounts.keys import Keys, export_key
from tests.services.kit import Desk
from tests.support.bundles import MAKER, TODAY, shg, woman
from tests.support.office import HERE, NOW

DAY = 86_400_000
Sent = list[tuple[str, int]]
CHECKER = "IUP_AHMADPURSADATBPM"


@dataclass(slots=True)
class Approvals:
    """A desk, and records approved behind the door."""

    desk: Desk

    def group(self, uid: str, *, official: bool = False) -> int:
        """Make an SHG that waits for its first approval, or one that has its code; return its id."""
        with self.desk.office.store.writing() as connection:
            number = bulk.reserve(connection, HERE, "cbo")
            row = {
                "block_code": HERE, "id": number, "cbo_type": "SHG", "uid": uid, "name": uid.upper(),
                "name_key": uid.upper(), "code": f"77{number:07}" if official else None, "bucket": "PENDING_BM",
            }  # fmt: skip
            connection.execute(tables.cbo.insert().values(**row))
        return number

    def approve_group(self, cbo_id: int, revision: int = 1, at: int = NOW) -> str:
        """Approve an SHG: it gets its code at the first time; return its uid."""
        cbo = tables.cbo
        row = self.desk.one(cbo, cbo_id)
        code = row.code or f"77{cbo_id:07}"
        self.desk.write(cbo.update().where(cbo.c.block_code == HERE, cbo.c.id == cbo_id).values(code=code))
        profile = shg(row.uid)["profile"] | {"address": f"No. {revision}"}
        self._put("C", cbo_id, cbo_id, row.uid, code, revision, profile, at)
        return str(row.uid)

    def approve_member(
        self, cbo_id: int, number: int, revision: int = 1, at: int = NOW, profile: dict[str, Value] | None = None
    ) -> str:
        """Approve a member by her number, with a profile of her own or one given; return her uid."""
        uid, record = f"m-{cbo_id}-{number:03}", cbo_id * 1_000 + number
        if profile is None:
            profile = woman(number, designation="MEMBER") | {"other_kyc": f"Card {revision}"}
        kept = {"aadhaar_ref": f"1:{'f' * 64}", "aadhaar_last4": "7058"}
        self._put("M", record, cbo_id, uid, f"9{record:010}", revision, profile | kept, at)
        return uid

    def _put(
        self, kind: str, record: int, cbo_id: int, uid: str, code: str, revision: int, content: dict[str, Any], at: int
    ) -> None:
        with self.desk.office.store.writing() as connection:
            version, verdict, out = (
                bulk.reserve(connection, HERE, name) for name in ("profile_version", "verdict", "outbox")
            )
            key = {"block_code": HERE, "record_kind": kind, "record_id": record}
            connection.execute(
                tables.profile_version.insert().values(
                    **key,
                    id=version,
                    version=revision,
                    state="WAITING",
                    revision=revision,
                    content=canonical(content),
                    digest=digest(content),
                    made_by=MAKER,
                    loaded_by=MAKER,
                    at=at,
                )
            )
            connection.execute(
                tables.verdict.insert().values(
                    **key,
                    id=verdict,
                    act=verdict,
                    version_id=version,
                    made_by=MAKER,
                    loaded_by=MAKER,
                    verdict="APPROVED",
                    decided_by=CHECKER,
                    decided_at=at,
                )
            )
            states = tables.profile_version
            mine = (states.c.block_code == HERE) & (states.c.id == version)
            connection.execute(states.update().where(mine).values(state="APPROVED"))
            connection.execute(
                tables.outbox.insert().values(
                    **key,
                    id=out,
                    verdict_id=verdict,
                    cbo_id=cbo_id,
                    cbo_kind="SHG",
                    uid=uid,
                    code=code,
                    revision=revision,
                    content=canonical(content),
                    approved_at=at,
                )
            )


@dataclass(slots=True)
class Sender:
    """The Block Admin at the outbox; ``files`` holds the bytes of every written export by its number."""

    desk: Desk
    keys: Keys
    files: dict[int, bytes] = field(default_factory=dict)

    def __repr__(self) -> str:
        """Say nothing of the tables behind it."""
        return "Sender()"

    @property
    def made(self) -> Approvals:
        """Who approves."""
        return Approvals(self.desk)

    def form(self, **more: Any) -> Formed:
        """Form an export, or get one back."""
        found: Formed = self.desk.run(FormExport(block_code=HERE, **more))
        return found

    def render(self, formed: Formed) -> bytes:
        """Return the bytes of an export."""
        header = Header(formed.export_uid, HERE, formed.made_by, formed.made_at, formed.export_id)
        lines: list[Line] = []
        after = 0
        with self.desk.office.store.reading() as connection:
            while True:
                found, after = export_lines(connection, self.desk.actor(), HERE, formed.export_id, after)
                if not found:
                    break
                lines += found
        return b"".join(stream_bundle(header, lines, export_key(self.keys, HERE)))

    def send(self, **more: Any) -> Formed:
        """Form, write, finish."""
        formed = self.form(**more)
        if formed.export_id:
            data = self.render(formed)
            sha256 = hashlib.sha256(data).hexdigest()
            self.desk.run(FinishExport(block_code=HERE, export_id=formed.export_id, sha256=sha256))
            self.files[formed.export_id] = data
            return replace(formed, sha256=sha256)
        return formed

    def read(self, number: int) -> Bundle:
        """Read a written export as the central server would."""
        return read_bundle(self.files[number], today=TODAY, tokenise=str, key_of=lambda _: export_key(self.keys, HERE))

    def names(self, number: int) -> Sent:
        """Return (uid, revision) of the records of a file."""
        return names_in(self.files[number])

    def answer(self, formed: Formed, *answers: Answer, **more: Any) -> Acknowledged:
        """Acknowledge an export."""
        told = Acknowledgement(formed.export_uid, HERE, formed.sha256, answers)
        done: Acknowledged = self.desk.run(Acknowledge(block_code=HERE, acknowledgement=replace(told, **more)))
        return done


def names_in(data: bytes) -> Sent:
    """Return (uid, revision) of each record in a file, in its order."""
    rows = [json.loads(row) for row in data.decode().splitlines()][1:-1]
    entries = [one for row in rows for one in ([row] if "profile" in row else []) + row.get("members", [])]
    return [(one["uid"], one["revision"]) for one in entries]
