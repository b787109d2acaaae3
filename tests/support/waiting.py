"""What waits in the small office: SHGs, members, a VO and a CLF in every state a work list tells apart."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, update

from lokos_tui.db import tables
from tests.support.office import BEFORE, NOW, Office, add_cbo, cbo

NEW_SHG, OLD_SHG, BY_MEMBER, NO_CODE, OTHER_CLF, BACK_SHG, APPROVED_SHG = 4, 5, 6, 7, 25, 8, 9
"""New and one day old; edited, twelve days old; only a member waits; only a code is missing; in the other
cluster; sent back and with its bookkeeper; nothing to do."""
VO, CLF, OTHER = 2, 1, 30
WAITING_SHGS = (NEW_SHG, OLD_SHG, BY_MEMBER, NO_CODE, OTHER_CLF)
ME, COLLEAGUE = "IUP_TEST", "IUP_AHMADPURSADATBPM2"


def fill(office: Office) -> None:
    """Put what waits into the block here, and one waiting SHG into the block there."""
    with office.store.writing() as connection:
        for block in (office.here.code, office.there.code):
            _change(connection, block, NEW_SHG, bucket="PENDING_BM", change_type="NEW", code=None,
                    request_date="2025-12-31", formation_date="2025-11-02", duplicate="NONE")  # fmt: skip
        here = office.here.code
        add_cbo(connection, cbo(here, OTHER, "CLF", "UJALA SANKUL", gp_id=2) | _pending("NEW", "2025-12-29"))
        _change(connection, here, OLD_SHG, request_date="2025-12-20", formation_date="2019-12-06",
                duplicate="POTENTIAL", bucket="PENDING_BM", change_type="MODIFIED")  # fmt: skip
        _change(connection, here, BY_MEMBER, bucket="APPROVED")
        _change(connection, here, NO_CODE, bucket="APPROVED", duplicate="CONFIRMED")
        _change(connection, here, OTHER_CLF, clf_id=OTHER, **_pending("NEW", "2025-12-27"))
        _change(connection, here, BACK_SHG, bucket="REJECTED")
        _change(connection, here, APPROVED_SHG, bucket="APPROVED")
        _change(connection, here, VO, **_pending("MODIFIED", "2025-12-22"))
        _members(connection, here)
        _checked(connection, here)
        _sent_back(connection, here, 1, "C", OLD_SHG)
        _claims(connection, here)


def _pending(change: str, day: str) -> dict[str, Any]:
    return {"bucket": "PENDING_BM", "change_type": change, "request_date": day}


def _change(connection: Connection, block: str, number: int, **values: Any) -> None:
    table = tables.cbo
    connection.execute(update(table).where(table.c.block_code == block, table.c.id == number).values(**values))


def _members(connection: Connection, block: str) -> None:
    wanted = (
        *((NEW_SHG, "PENDING_BM", "NEW", None, "NONE") for _ in range(3)),
        (NEW_SHG, "APPROVED", "", "2900001", "POTENTIAL"),
        (NEW_SHG, "APPROVED", "", None, "CONFIRMED"),
        (OLD_SHG, "PENDING_BM", "MODIFIED", "2900002", "OVERRIDDEN"),
        (OLD_SHG, "APPROVED", "", "2900003", "NONE"),
        (BY_MEMBER, "PENDING_BM", "NEW", None, "NONE"),
        (NO_CODE, "APPROVED", "", None, "NONE"),
        (NO_CODE, "REJECTED", "NEW", None, "NONE"),
        (APPROVED_SHG, "APPROVED", "", "2900004", "POTENTIAL"),
    )
    connection.execute(
        tables.member.insert(),
        [
            {"block_code": block, "id": number, "shg_id": shg, "member_code": code, "name": f"MEMBER {number}",
             "name_key": f"MEMBER {number}", "bucket": bucket, "change_type": change, "duplicate": found}
            for number, (shg, bucket, change, code, found) in enumerate(wanted, 1)
        ],
    )  # fmt: skip


def _checked(connection: Connection, block: str) -> None:
    """NEW_SHG and one member of it arrived after the check, everything else before."""
    stale = (("C", NEW_SHG), ("M", 2), ("C", OTHER_CLF))
    rows = [(kind, number, (kind, number) in stale) for kind, number in (*stale, ("C", OLD_SHG), ("M", 6))]
    connection.execute(
        tables.duplicate_result.insert(),
        [
            {"block_code": block, "kind": kind, "id": number, "uploaded_at": BEFORE, "stale": one}
            for kind, number, one in rows
        ],
    )


def _sent_back(connection: Connection, block: str, number: int, kind: str, record: int) -> None:
    made = {"block_code": block, "made_by": "IUP_X", "loaded_by": "IUP_Y"}
    version = {"id": number, "record_kind": kind, "record_id": record, "version": 1, "state": "WAITING"}
    connection.execute(
        tables.profile_version.insert(), [made | version | {"content": "{}", "digest": "x", "at": BEFORE}]
    )
    connection.execute(tables.verdict.insert(), [made | verdict(number, kind, record) | {"remarks": '[{"code":"X"}]'}])
    table = tables.profile_version
    mine = (table.c.block_code == made["block_code"]) & (table.c.id == number)
    connection.execute(table.update().where(mine).values(state="REJECTED"))


def verdict(number: int, kind: str, record: int, what: str = "REJECTED", at: int = BEFORE) -> dict[str, Any]:
    """Return a verdict of the version with its own number, by the manager who reads."""
    return {
        "id": number, "act": number, "record_kind": kind, "record_id": record, "version_id": number,
        "verdict": what, "decided_by": ME, "decided_at": at,
    }  # fmt: skip


def _claims(connection: Connection, block: str) -> None:
    held = ((NEW_SHG, COLLEAGUE, NOW + 1), (OLD_SHG, COLLEAGUE, NOW), (BY_MEMBER, ME, NOW + 60_000))
    connection.execute(
        tables.claim.insert(),
        [{"block_code": block, "id": number, "claimed_by": who, "claimed_until": until} for number, who, until in held],
    )
