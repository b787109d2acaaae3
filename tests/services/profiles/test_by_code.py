"""An SHG that a bundle names by its code alone: its members wait, it stays as it is; on both databases."""

from __future__ import annotations

from typing import Any

from lokos_tui.commands.profiles import UploadProfiles
from lokos_tui.db import tables
from lokos_tui.domain.profiles.plan import Outcome
from lokos_tui.services.accounts.keys import Keys
from tests.services.kit import Desk
from tests.support.bundles import bundle, shg
from tests.support.office import HERE
from tests.support.verifying import Queue


def test_its_members_wait_and_it_does_not(desk: Desk, keys: Keys) -> None:
    """A new woman comes under the approved SHG; its row, its place and its versions are what they were."""
    queue = Queue(desk, keys)
    cbo_id = queue.upload()
    done = queue.approve()
    code = next(code for kind, _, code in done.codes if kind == "C")
    before = shown(desk, cbo_id)
    woman = shg("shg-0009", members=1, first=30)["members"]
    line = {"kind": "SHG", "code": code, "members": woman}
    (plan,) = send(desk, keys, line, "upload-0100").plan.lines
    assert (plan.outcome, plan.reason) == (Outcome.NEW, "")
    assert shown(desk, cbo_id) == before
    (new,) = desk.rows(tables.member, tables.member.c.uid == "shg-0009-m0")
    assert (new.shg_id, new.bucket) == (cbo_id, "PENDING_BM")
    (told,) = desk.rows(tables.upload_line, tables.upload_line.c.cbo_id == cbo_id, tables.upload_line.c.uid == "")
    assert (told.name, told.members) == ("SHG-0001 SAKHI MANDAL", 1)


def test_a_code_that_was_not_given_yet(desk: Desk, keys: Keys) -> None:
    """An SHG without a code cannot be named by one: the line is refused in a sentence."""
    line = {"kind": "SHG", "code": "099600001", "members": shg("shg-0009", members=1)["members"]}
    (plan,) = send(desk, keys, line, "upload-0100").plan.lines
    assert plan.outcome is Outcome.REFUSED
    assert "no SHG of this block" in plan.reason


def send(desk: Desk, keys: Keys, line: dict[str, Any], name: str) -> Any:
    """Load a bundle of one line."""
    return desk.run(UploadProfiles(block_code=HERE, bundle=bundle(keys, [line], upload_id=name)))


def shown(desk: Desk, cbo_id: int) -> tuple[Any, ...]:
    """Return what is official of an SHG, and how many versions it has."""
    row = desk.one(tables.cbo, cbo_id)._asdict()
    versions = desk.rows(tables.profile_version, tables.profile_version.c.record_kind == "C")
    return {name: row[name] for name in row if name != "request_date"}, len(versions)
