"""What a load meets in the office: the same, other content, a list without profiles, what waits, codes, parents."""

from __future__ import annotations

import pytest

from lokos_tui.commands.opening import OpeningLoaded
from lokos_tui.db import tables
from lokos_tui.domain.errors import Conflict, Invalid
from lokos_tui.domain.opening.states import OpeningOutcome
from tests.support.bundles import shg
from tests.support.office import HERE, add_cbo, cbo
from tests.support.openings import SOURCE, WOMAN, Moving, a_block, federation, official_shg


def outcomes(done: OpeningLoaded) -> dict[str, int]:
    """Return how many records ended how."""
    counts = done.plan.counts()
    return {one.value: counts[one.value.lower()] for one in OpeningOutcome if counts[one.value.lower()]}


def reasons(done: OpeningLoaded, outcome: OpeningOutcome) -> str:
    """Return every reason of an outcome as one text."""
    return " ".join(row.reason for row in done.plan.having(outcome))


def test_a_second_load_finds_what_is_here(moving: Moving) -> None:
    """The same records again: nothing is written, no load is made."""
    moving.load()
    moving.accept()
    before, sizes = moving.official(), moving.queue.desk.sizes()
    done = moving.load()
    assert (done.opening_id, outcomes(done)) == (0, {"SAME": 23})
    assert (moving.official(), moving.queue.desk.sizes()) == (before, sizes)


def test_other_content_is_said_and_left_out(moving: Moving) -> None:
    """A record that is official here with other content stays as it is; what is new beside it comes."""
    moving.load()
    moving.accept()
    again = official_shg(1, members=8, vo="VO/0001")
    again["members"][0]["profile"]["mobile"] = "9811111111"
    done = moving.load(again)
    assert outcomes(done) == {"NEW": 2, "SAME": 6, "LEFT_OUT": 1}
    assert "with another: Mobile" in reasons(done, OpeningOutcome.LEFT_OUT)
    moving.accept(2)
    assert moving.member(WOMAN.format(20)).mobile != "9811111111"
    assert moving.member(WOMAN.format(27)).shg_id == moving.cbo("099600001").id


def test_a_cbo_of_a_list_gets_its_profile(moving: Moving) -> None:
    """An SHG that is here by a list keeps its id and links, and is official with its profile; undo restores it."""
    before = moving.official()
    listed = moving.queue.desk.rows(tables.cbo, tables.cbo.c.cbo_type == "SHG")[2]
    line = official_shg(6) | {"code": listed.code}
    done = moving.load(line)
    assert outcomes(done) == {"NEW": 6, "FILL": 1}
    moving.accept()
    now = moving.cbo(listed.code)
    assert (now.id, now.bucket, now.source, now.name) == (listed.id, "APPROVED", SOURCE, "GANGA 00006 SHG")
    assert now.vo_id == listed.vo_id
    assert moving.queue.desk.rows(tables.shg_profile, tables.shg_profile.c.id == listed.id)[0].meeting_frequency
    moving.take_back()
    assert {**moving.official(), "shg_profile": []} == {**before, "shg_profile": []}
    again = moving.load(line)
    assert outcomes(again) == {"NEW": 6, "FILL": 1}


def test_a_record_that_waits_is_left_to_who_decides_it(moving: Moving) -> None:
    """An upload of a known SHG that waits for the block manager is not overtaken by a load."""
    moving.load()
    moving.accept()
    number = moving.cbo("099600002").id
    link = moving.queue.desk.rows(tables.cbo_link)[0]
    values = {**dict(link._mapping), "id": 990, "cbo_id": number, "batch_id": None, "source_row": None}
    moving.queue.desk.write(tables.cbo_link.insert().values(**values))
    sent = official_shg(2, address="NAYA TOLA") | {"uid": "shg-phone"}
    for place, one in enumerate(sent["members"]):
        one["uid"] = f"phone-{place}"
    moving.queue.upload(sent)
    done = moving.load(official_shg(2, address="PURANA TOLA"))
    assert "waits for the block manager here" in reasons(done, OpeningOutcome.LEFT_OUT)


def test_an_upload_after_the_load_is_newer(moving: Moving) -> None:
    """The revision of what a load brought is the lowest: a phone that counts from 1 is not taken for older."""
    moving.load()
    moving.accept()
    versions = moving.queue.desk.rows(tables.profile_version)
    assert {row.revision for row in versions} == {0}


def test_codes_given_later_never_meet_those_of_a_load(moving: Moving) -> None:
    """What this office approves gets codes that neither an accepted load has, nor one that waits."""
    moving.load(official_shg(0, members=8), official_shg(1))
    moving.accept()
    moving.load(official_shg(2), official_shg(3))
    moving.queue.upload(shg("shg-0001", first=700))
    codes = [code for _kind, _id, code in moving.queue.approve().codes]
    assert codes[-1] == "099600004"
    assert codes[0] == "09960000008"  # 0 to 7 are the first SHG's women
    moving.accept(2)
    women = [row.member_code for row in moving.queue.desk.rows(tables.member)]
    assert len(set(women)) == len(women)


def test_a_code_twice_or_unknown_is_a_fault(moving: Moving) -> None:
    """Faults stop the load and say what to do; nothing is written."""
    one, two = official_shg(1), official_shg(2)
    two["members"][0]["code"] = one["members"][0]["code"]
    stray = {"kind": "SHG", "code": "099999999", "members": official_shg(3)["members"]}
    no_code = official_shg(4)
    del no_code["members"][2]["code"]
    no_vo = official_shg(5, vo="VO/9999")
    sizes = moving.queue.desk.sizes()
    with pytest.raises(Invalid, match="4 rows have faults"):
        moving.load(one, two, stray, no_code, no_vo)
    assert moving.queue.desk.sizes() == sizes
    done = moving.load(one, two, stray, no_code, no_vo, good=True)
    said = reasons(done, OpeningOutcome.FAULT)
    for words in (
        "stands in line 2 already. Keep one of the two", "099999999 is no SHG of this block", "has no LokOS code",
        "the VO VO/9999 is neither in this block nor good in this file",
    ):  # fmt: skip
        assert words in said
    assert (outcomes(done)["NEW"], outcomes(done)["FAULT"]) == (7, 4)


def test_a_code_that_another_has_is_a_fault(moving: Moving) -> None:
    """A woman's code that is another SHG's member here names her and her SHG."""
    moving.load(official_shg(1))
    moving.accept()
    other = official_shg(2)
    other["members"][0]["code"] = WOMAN.format(20)
    with pytest.raises(Invalid):
        moving.load(other)
    done = moving.load(other, official_shg(3), good=True)
    assert "a member of GANGA 00001 SHG here" in reasons(done, OpeningOutcome.FAULT)


def test_one_load_waits_at_a_time(moving: Moving) -> None:
    """A second load is refused while one waits, naming it."""
    moving.load()
    with pytest.raises(Conflict, match="Opening load 1 waits"):
        moving.load(official_shg(9))


def test_a_load_that_is_not_what_was_shown_is_refused(moving: Moving) -> None:
    """The door plans again: another outcome than the preview's is no load."""
    shown = moving.load(*a_block())
    moving.withdraw()
    moving.load(*a_block(), planned=shown.plan.fingerprint)
    moving.accept(2)
    with pytest.raises(Conflict, match="changed this block since the preview"):
        moving.load(*a_block(), planned=shown.plan.fingerprint)


@pytest.mark.parametrize("what", ["code", "place", "row"])
def test_what_changed_since_the_load_stops_it(moving: Moving, what: str) -> None:
    """A code that was given, a place that went, a list row that changed: nothing is accepted, and it is said."""
    listed = moving.queue.desk.rows(tables.cbo, tables.cbo.c.cbo_type == "SHG")[2]
    moving.load(official_shg(1), official_shg(6) | {"code": listed.code})
    before = moving.queue.desk.sizes()
    store = moving.queue.desk.office.store
    if what == "code":
        with store.writing() as connection:
            add_cbo(connection, cbo(HERE, 991, "SHG", "ANOTHER", code="099600001"))
        before["cbo"] += 1
    elif what == "place":
        record = tables.opening_record
        moving.queue.desk.write(record.update().values(village_id=99_999))
    else:
        moving.queue.desk.write(tables.cbo.update().where(tables.cbo.c.id == listed.id).values(version=9))
    with pytest.raises(Conflict, match="changed since load 1 was made"):
        moving.accept()
    assert moving.queue.desk.sizes() == before


def test_women_of_an_shg_that_is_here(moving: Moving) -> None:
    """An SHG that is only named by its code gets new women; its own row is not touched."""
    listed = moving.queue.desk.rows(tables.cbo, tables.cbo.c.cbo_type == "SHG")[2]
    moving.load({"kind": "SHG", "code": listed.code, "members": official_shg(8)["members"]})
    moving.accept()
    assert {row.shg_id for row in moving.queue.desk.rows(tables.member)} == {listed.id}
    assert moving.queue.desk.one(tables.cbo, listed.id) == listed


def test_the_federation_of_a_file_in_any_order(moving: Moving) -> None:
    """An SHG may stand before the VO it names, and that before its CLF."""
    moving.load(official_shg(1, vo="VO/0007"), federation("VO", 7, clf="CLF/0007"), federation("CLF", 7))
    moving.accept()
    assert moving.cbo("099600001").clf_id == moving.cbo("CLF/0007").id
