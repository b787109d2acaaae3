"""Records in every state of verification, put straight into the tables: one SHG, and a member for each bucket."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Connection

from lokos_tui.db import tables
from lokos_tui.domain.profiles.model import canonical, digest
from lokos_tui.domain.verification.flow import Bucket
from tests.support.bundles import woman

SHG: Final = 900
MEMBERS: Final = {bucket: 910 + place for place, bucket in enumerate(Bucket)}
"""One member in each bucket, all of the one SHG."""
NO_CODE: Final = 930
"""A member approved in the older MIS who has no code."""
MAKER, LOADER = "IUP_MAKER", "IUP_LOADER"


def put_stage(connection: Connection, block: str, decided_by: str) -> None:
    """Put the SHG and its members into a block; what is decided was decided by ``decided_by``, acts 1 and 2."""
    shg = {
        "name": "STAGE SHG",
        "name_key": "STAGE SHG",
        "cbo_type": "SHG",
        "bucket": "PENDING_BM",
        "change_type": "NEW",
    }
    connection.execute(tables.cbo.insert().values(block_code=block, id=SHG, uid="stage-shg", **shg))
    connection.execute(tables.shg_profile.insert().values(block_code=block, id=SHG))
    for place, (bucket, number) in enumerate(MEMBERS.items(), 1):
        code = f"77{number}" if bucket is Bucket.APPROVED else None
        _member(connection, block, number, bucket, code)
        if bucket in (Bucket.PENDING_BM, Bucket.APPROVED, Bucket.REJECTED):
            _version(connection, block, place, number)
        if bucket in (Bucket.APPROVED, Bucket.REJECTED):
            _decided(connection, block, place, number, bucket, decided_by)
    _member(connection, block, NO_CODE, Bucket.APPROVED, None)


def act_of(bucket: Bucket) -> int:
    """Return the act that decided on the member of a bucket."""
    return list(Bucket).index(bucket) + 1


def _member(connection: Connection, block: str, number: int, bucket: Bucket, code: str | None) -> None:
    name = f"WOMAN {number}"
    row: dict[str, Any] = {"shg_id": SHG, "name": name, "name_key": name, "bucket": bucket.value, "member_code": code}
    row |= {"uid": f"stage-{number}", "change_type": "NEW", "duplicate": "NONE"}
    connection.execute(tables.member.insert().values(block_code=block, id=number, **row))
    result = {"overall": "NONE", "mobile": "NONE", "account": "NONE", "voter": "NONE", "stale": False, "checked_at": 1}
    connection.execute(tables.duplicate_result.insert().values(block_code=block, kind="M", id=number, **result))


def _version(connection: Connection, block: str, version: int, number: int) -> None:
    content = canonical(woman(number, name=f"WOMAN {number}"))
    row = {"record_kind": "M", "record_id": number, "version": 1, "state": "WAITING", "revision": 1, "content": content}
    row |= {"digest": digest({"name": number}), "made_by": MAKER, "loaded_by": LOADER, "at": 1}
    connection.execute(tables.profile_version.insert().values(block_code=block, id=version, **row))
    mark = {"version_id": version, "identifier": "mobile", "mark": "TICK", "decided_by": "IUP_TICKER", "decided_at": 1}
    connection.execute(tables.identifier_mark.insert().values(block_code=block, id=version, **mark))


def _decided(connection: Connection, block: str, version: int, number: int, bucket: Bucket, by: str) -> None:
    remarks = '[{"field":"","code":"INCOMPLETE","text":""}]' if bucket is Bucket.REJECTED else "[]"
    row = {"act": version, "record_kind": "M", "record_id": number, "version_id": version, "made_by": MAKER}
    row |= {"loaded_by": LOADER, "verdict": bucket.value, "decided_by": by, "decided_at": 1, "remarks": remarks}
    before = '{"member": {"bucket": "PENDING_BM", "member_code": null}}'
    connection.execute(tables.verdict.insert().values(block_code=block, id=version, before=before, **row))
    table = tables.profile_version
    mine = (table.c.block_code == block) & (table.c.id == version)
    connection.execute(table.update().where(mine).values(state=bucket.value))
