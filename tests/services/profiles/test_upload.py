"""Loading bundles of profiles, on both databases."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from lokos_tui.commands.duplicates import RefreshDuplicates
from lokos_tui.commands.profiles import Uploaded, UploadProfiles
from lokos_tui.db import tables
from lokos_tui.domain.accounts.roles import Role
from lokos_tui.domain.errors import Invalid
from tests.support.bundles import MAKER, bundle, shg, woman
from tests.support.office import HERE, THERE
from tests.support.refusals import refuses

if TYPE_CHECKING:
    from lokos_tui.services.accounts.keys import Keys
    from tests.services.kit import Desk


def load(desk: Desk, keys: Keys, lines: list[Any], *, accept: bool = False, **more: Any) -> Uploaded:
    """Load a bundle as the block manager's assistant, the Block Admin."""
    done: Uploaded = desk.run(
        UploadProfiles(block_code=HERE, bundle=bundle(keys, lines, **more), accept_unsigned=accept)
    )
    return done


def outcomes(done: Uploaded) -> list[str]:
    """Return the outcome of each line."""
    return [line.outcome.value for line in done.plan.lines]


def test_a_new_shg_comes_whole(desk: Desk, keys: Keys) -> None:
    """A new SHG and its members wait for the block manager, linked to her who made them, every version kept."""
    done = load(desk, keys, [shg()])
    assert outcomes(done) == ["NEW"]
    assert done.records == 7
    cbo = desk.rows(tables.cbo, tables.cbo.c.uid == "shg-0001")[0]
    assert (cbo.bucket, cbo.change_type, cbo.code, cbo.origin) == ("PENDING_BM", "NEW", None, "NEW")
    members = desk.rows(tables.member, tables.member.c.shg_id == cbo.id)
    assert {member.bucket for member in members} == {"PENDING_BM"}
    assert [link.linked_by for link in desk.holding(cbo.id)] == [desk.here.user_ids["ADM"]]
    versions = desk.rows(tables.profile_version)
    assert {(row.version, row.state, row.made_by) for row in versions} == {(1, "WAITING", MAKER)}
    assert json.loads(versions[0].content)["meeting_frequency"] == "WEEKLY"


def test_the_same_again_changes_nothing(desk: Desk, keys: Keys) -> None:
    """The same bundle, and the same content under another id, find every record unchanged."""
    load(desk, keys, [shg()])
    before = desk.sizes()
    assert outcomes(load(desk, keys, [shg()])) == ["UNCHANGED"]
    assert {name: count for name, count in desk.sizes().items() if before[name] != count} == {
        "audit_entry": before["audit_entry"] + 1
    }
    assert outcomes(load(desk, keys, [shg()], upload_id="upload-0002")) == ["UNCHANGED"]


def test_another_bundle_under_one_id_is_refused(desk: Desk, keys: Keys) -> None:
    """An upload id names one content for good."""
    load(desk, keys, [shg()])
    with refuses(Invalid, "bundle.twice"):
        load(desk, keys, [shg("shg-0002", first=20)])


def test_what_waits_is_locked(desk: Desk, keys: Keys) -> None:
    """A newer revision of a record that waits is refused with that reason, and may be taken later."""
    load(desk, keys, [shg()])
    done = load(desk, keys, [shg(revision=2, profile={"name": "NAYA NAAM"})], upload_id="upload-0002")
    assert outcomes(done) == ["REFUSED"]
    assert "locked until she has decided" in done.plan.lines[0].reason
    assert done.plan.locked


def test_what_is_older_changes_nothing(desk: Desk, keys: Keys) -> None:
    """A bundle that arrives after a newer one is told so and changes nothing."""
    load(desk, keys, [shg(revision=3)])
    late = load(desk, keys, [shg(revision=2, profile={"name": "PURANA NAAM"})], upload_id="upload-0002")
    assert outcomes(late) == ["OLDER"]
    assert desk.rows(tables.cbo, tables.cbo.c.uid == "shg-0001")[0].name == "SHG-0001 SAKHI MANDAL"


def test_a_rejected_record_comes_back(desk: Desk, keys: Keys) -> None:
    """After a rejection the next revision waits again, as a second version, still as a new record."""
    load(desk, keys, [shg()])
    desk.write(tables.cbo.update().where(tables.cbo.c.uid == "shg-0001").values(bucket="REJECTED"))
    again = shg(revision=2, profile={"name": "NAYA NAAM", "village": "NAYA GAON"})
    for member in again["members"]:
        member["revision"] = 1
    assert outcomes(load(desk, keys, [again], upload_id="upload-0002")) == ["CHANGED"]
    cbo = desk.rows(tables.cbo, tables.cbo.c.uid == "shg-0001")[0]
    assert (cbo.bucket, cbo.change_type, cbo.name, cbo.name_key) == ("PENDING_BM", "NEW", "NAYA NAAM", "NAYA NAAM")
    version = tables.profile_version
    mine = (version.c.record_kind == "C") & (version.c.record_id == cbo.id)
    assert [row.version for row in desk.rows(version, mine)] == [1, 2]


def test_what_is_official_stays_while_an_edit_waits(desk: Desk, keys: Keys) -> None:
    """A migrated SHG keeps its official name while the edit of it waits."""
    cbo = tables.cbo
    mine = desk.holding(desk.here.shgs[0])[0]
    official = desk.one(cbo, mine.cbo_id)
    maker = next(who for who, number in desk.here.accounts.items() if number == mine.account_id)
    edit = shg("shg-edit", code=official.code, profile={"name": "NAYA NAAM"})
    done = load(desk, keys, [edit], made_by=desk.here.user_ids[maker])
    assert outcomes(done) == ["NEW"], done.plan.lines[0].reason
    now = desk.one(cbo, mine.cbo_id)
    assert (now.name, now.bucket, now.change_type, now.uid) == (official.name, "PENDING_BM", "MODIFIED", "shg-edit")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('{"kind": "SHG", "uid": "shg', "cut short"),
        ('{"kind": "SHG", "kind": "VO"}', "twice"),
        (shg("shg-far", profile={"gp": "999999"}), "no gram panchayat of block"),
        (shg("shg-many", members=51), "at most 50 members"),
        (shg("shg-ctl", profile={"address": "a\u0007b"}), "characters that cannot be kept"),
        (shg("shg-aad", profile={"address": "no. 9999 4105 7058"}), "may be an Aadhaar number"),
        (shg("shg-nul", profile={"name": "X"}), "at least 2 letters"),
        (shg("shg-code", code="123"), "no SHG of this block"),
        (shg("shg-0001", first=40), "already"),
    ],
    ids=["cut", "twice", "elsewhere", "many", "controls", "aadhaar", "short", "code", "again"],
)
def test_one_bad_line_does_not_stop_the_others(desk: Desk, keys: Keys, line: Any, words: str) -> None:
    """Each bad line gets one outcome with its reason; the whole one before it is taken; nothing half-written."""
    done = load(desk, keys, [shg(), line])
    assert outcomes(done) == ["NEW", "REFUSED"]
    assert words in done.plan.lines[1].reason
    assert len(desk.rows(tables.profile_version)) == 7
    kept = repr([desk.rows(table) for table in (tables.upload_line, tables.audit_entry, tables.profile_version)])
    assert "99994105" not in kept.replace(" ", "")


def test_a_member_of_two_shgs_is_taken_once(desk: Desk, keys: Keys) -> None:
    """A woman who stands in two SHGs of one upload is refused in the second, naming the first line."""
    second = shg("shg-0002", first=30)
    second["members"][0]["uid"] = "shg-0001-m0"
    done = load(desk, keys, [shg(), second])
    assert outcomes(done) == ["NEW", "REFUSED"]
    assert "stands in line 2 already" in done.plan.lines[1].reason


def test_a_member_of_another_shg_is_refused(desk: Desk, keys: Keys) -> None:
    """A woman who is a member of one SHG cannot come in with another."""
    load(desk, keys, [shg()])
    second = shg("shg-0002", first=30)
    second["members"][0]["uid"] = "shg-0001-m0"
    done = load(desk, keys, [second], upload_id="upload-0002")
    assert "is a member of SHG-0001 SAKHI MANDAL already" in done.plan.lines[0].reason


def test_only_what_is_linked_to_her(desk: Desk, keys: Keys) -> None:
    """A bookkeeper's bundle touches no CBO whose books another keeps."""
    load(desk, keys, [shg()])
    other = desk.here.user_ids["SHGBK2"]
    done = load(desk, keys, [shg(revision=2, profile={"name": "X Y Z"})], upload_id="upload-0002", made_by=other)
    assert "not linked to" in done.plan.lines[0].reason


def test_an_unsigned_bundle_needs_a_choice(desk: Desk, keys: Keys) -> None:
    """Unsigned it is refused; by explicit choice it is taken and marked."""
    with refuses(Invalid, "bundle.unsigned"):
        load(desk, keys, [shg()], signed=False)
    load(desk, keys, [shg()], signed=False, accept=True)
    assert [row.signed for row in desk.rows(tables.upload)] == ["UNSIGNED"]


def test_another_block_is_refused_whole(desk: Desk, keys: Keys) -> None:
    """A bundle of another block is not taken here."""
    with refuses(Invalid, "bundle.block"):
        load(desk, keys, [shg()], block=THERE)


def test_she_loads_only_her_own(desk: Desk, keys: Keys) -> None:
    """A bookkeeper who is signed in loads bundles that she made."""
    mine = bundle(keys, [shg()])
    with refuses(Invalid, "bundle.maker"):
        desk.door.run(desk.actor(Role.SHG_BK, "SHGBK2"), UploadProfiles(block_code=HERE, bundle=mine))
    desk.door.run(desk.actor(Role.SHG_BK, "SHGBK"), UploadProfiles(block_code=HERE, bundle=mine))


def test_duplicates_are_stale_until_checked(desk: Desk, keys: Keys) -> None:
    """What arrives is stale; the check finds the same woman in two new SHGs and settles it."""
    twice = shg("shg-0002", first=30)
    twice["members"][0]["profile"] = woman(0, name="SUNEETA", designation="MEMBER")
    load(desk, keys, [shg(), twice])
    result = tables.duplicate_result
    with desk.office.store.reading() as connection:
        assert {row.stale for row in connection.execute(result.select())} == {True}
    done = desk.run(RefreshDuplicates(block_code=HERE))
    assert (done.records, done.found) == (14, 1)
    with desk.office.store.reading() as connection:
        rows = connection.execute(result.select()).all()
        found = connection.execute(tables.finding.select()).one()
    assert not any(row.stale for row in rows)
    assert found.found == "CONFIRMED" if "," in found.numbers else "POTENTIAL"
    assert {row.duplicate for row in desk.rows(tables.member)} == {"NONE", found.found}


def test_more_books_than_the_norm_are_said(desk: Desk, keys: Keys) -> None:
    """A bundle that gives its maker more SHGs than the norm warns and tells the trail; one that gives none does not."""
    done = load(desk, keys, [shg(f"shg-{number:04}", members=1, first=number * 10) for number in (1, 2)])
    new = desk.rows(tables.cbo, tables.cbo.c.uid == "shg-0001")[0]
    (link,) = desk.holding(new.id)
    mine = (tables.cbo_link.c.account_id == link.account_id, tables.cbo_link.c.unlinked_at.is_(None))
    held = len(desk.rows(tables.cbo_link, *mine))
    assert done.plan.warnings == (f"{MAKER} would keep {held} SHGs; the norm for one bookkeeper is 20.",)
    again = load(desk, keys, [shg("shg-0001", members=1, first=10)], upload_id="upload-0002")
    assert again.plan.warnings == ()
    entries = [row for row in desk.rows(tables.audit_entry) if row.action == "profiles.upload"]
    assert ["over the norm" in row.details for row in entries] == [True, False]
