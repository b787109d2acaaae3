"""Master lists from planned rows to tables: what is new, what changes, and the dated federation."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from importers.loads.plan_masters import CBO_KEYS, plan_cbos, plan_places
from lokos_tui.commands.loads import ApplyCbos, ApplyPlaces, Loaded
from lokos_tui.db import tables
from lokos_tui.domain.errors import Conflict, Invalid, NotFound
from lokos_tui.domain.loads.mapping import FileFacts
from lokos_tui.domain.loads.masters import MasterPlan
from lokos_tui.queries.loads.snapshots import master_snapshot
from tests.services.kit import Desk, sheet
from tests.support.office import HERE
from tests.support.refusals import refuses

FILE = FileFacts("list.xlsx", "c" * 64, 100)
GP1, GP2 = "996001", "996002"
CLF, VO, OTHER_VO, SHG = "49000001", "39000002", "39000003", "29000004"


def places(desk: Desk, *rows: tuple[str, ...]) -> MasterPlan:
    """Plan a list of places on the block as it stands."""
    with desk.office.store.reading() as connection:
        return plan_places(sheet(*rows), master_snapshot(connection, desk.actor(), HERE))


def cbos(desk: Desk, *rows: dict[str, str], keys: tuple[str, ...] = CBO_KEYS) -> MasterPlan:
    """Plan a list of CBOs on the block as it stands."""
    cells = [tuple(row.get(key, "") for key in keys) for row in rows]
    with desk.office.store.reading() as connection:
        snapshot = master_snapshot(connection, desk.actor(), HERE)
    return plan_cbos(sheet(*cells), snapshot, today=date(2026, 1, 1), keys=keys)


def load_places(desk: Desk, plan: MasterPlan, file: FileFacts = FILE, **more: Any) -> Loaded:
    """Carry a plan of places out."""
    done: Loaded = desk.run(ApplyPlaces(block_code=HERE, plan=plan, file=file, **more))
    return done


def load_cbos(desk: Desk, plan: MasterPlan, file: FileFacts = FILE, **more: Any) -> Loaded:
    """Carry a plan of CBOs out."""
    done: Loaded = desk.run(ApplyCbos(block_code=HERE, plan=plan, file=file, **more))
    return done


def counted(done: Loaded) -> tuple[int, int, int]:
    """Return how many were new, changed and the same."""
    return done.counts["new"], done.counts["change"], done.counts["same"]


def parents(desk: Desk, child: int) -> list[tuple[int, bool, int | None]]:
    """Return a CBO's federation in order: (parent, still there, batch)."""
    table = tables.cbo_parent
    return [(row.parent_id, row.left_on is None, row.batch_id) for row in desk.rows(table, table.c.child_id == child)]


PLACES = (
    (GP1, "AHMADPUR SADAT", "", "", "", ""),
    (GP2, "HAKIMPUR QAZI", "77", "", "", ""),
    ("996003", "NAYA GAON", "", "996003001", "PURANA GAON", "1234"),
)
LIST: tuple[dict[str, str], ...] = (
    {"cbo_type": "SHG", "code": "29000900", "name": "UJALA SHG", "gp": "AHMADPUR SADAT", "vo_code": "39000900",
     "formation_date": "15/08/2020", "origin": "New"},
    {"cbo_type": "VO", "code": "39000900", "name": "UJALA SANGATHAN", "clf_code": "49000900"},
    {"cbo_type": "CLF", "code": "49000900", "name": "UJALA SANKUL"},
    {"cbo_type": "SHG", "code": SHG, "name": "HARIOM NAYA SHG"},
    {"cbo_type": "VO", "code": VO, "name": "PRERNA SANGATHAN 2"},
)  # fmt: skip


def test_places_new_changed_and_the_same(desk: Desk) -> None:
    """A GP with its village new in one file, another renamed with its LGD code, a third left as it is."""
    done = load_places(desk, places(desk, *PLACES))
    assert (done.batch_id, counted(done)) == (1, (2, 1, 1))
    gp = {row.nrlm_code: row for row in desk.rows(tables.gram_panchayat)}
    assert (gp[GP2].name, gp[GP2].name_key, gp[GP2].lgd_code, gp[GP2].batch_id) == (
        "HAKIMPUR QAZI", "HAKIMPUR QAZI", "77", None,
    )  # fmt: skip
    village = desk.rows(tables.village)[-1]
    assert (village.name, village.gp_id, village.lgd_code, village.batch_id) == (
        "PURANA GAON", gp["996003"].id, "1234", 1,
    )  # fmt: skip


def test_cbos_new_in_one_file_with_their_parents(desk: Desk) -> None:
    """SHG, VO and CLF of one file in any order: linked, profiled, and the SHG's CLF follows from its VO."""
    done = load_cbos(desk, cbos(desk, *LIST))
    assert counted(done) == (3, 1, 1)
    cbo = tables.cbo
    clf, vo, shg = (desk.rows(cbo, cbo.c.code == code)[0] for code in ("49000900", "39000900", "29000900"))
    assert (vo.clf_id, shg.vo_id, shg.clf_id, shg.gp_id) == (clf.id, vo.id, clf.id, 1)
    assert (shg.formation_date, shg.origin, shg.batch_id) == ("2020-08-15", "NEW", 1)
    assert (parents(desk, shg.id), parents(desk, vo.id)) == ([(vo.id, True, 1)], [(clf.id, True, 1)])
    assert [row.id for row in desk.rows(tables.shg_profile)] == [shg.id]
    assert [row.id for row in desk.rows(tables.federation_profile)] == [clf.id, vo.id]
    assert desk.rows(cbo, cbo.c.code == SHG)[0].name_key == "HARIOM NAYA SHG"


def test_a_bank_account_goes_into_the_profile(desk: Desk) -> None:
    """An optional column of a new SHG stands in its profile."""
    row = {"cbo_type": "SHG", "code": "29000901", "name": "EKTA SHG", "bank_account": "12345678", "ifsc": "SBIN0001234"}
    load_cbos(desk, cbos(desk, row, keys=(*CBO_KEYS, "bank_account", "ifsc")))
    profile = desk.rows(tables.shg_profile)[0]
    assert (profile.account_no, profile.ifsc, profile.special_category) == ("12345678", "SBIN0001234", "GENERAL")


def test_an_shg_moved_to_another_vo(desk: Desk) -> None:
    """Its row in the federation closes, another opens, and its CLF is the new VO's."""
    load_cbos(desk, cbos(desk, *LIST))
    move = {"cbo_type": "SHG", "code": SHG, "name": "HARIOM NAYA SHG", "vo_code": "39000900"}
    back = move | {"vo_code": VO}
    for number, row in enumerate((move, back), 2):
        assert counted(load_cbos(desk, cbos(desk, row), replace(FILE, sha256=str(number)))) == (0, 1, 0)
    cbo = tables.cbo
    new = desk.rows(cbo, cbo.c.code == "39000900")[0]
    shg = desk.rows(cbo, cbo.c.code == SHG)[0]
    assert parents(desk, shg.id) == [(new.id, False, 2), (2, True, 3)]
    assert (shg.vo_id, shg.clf_id) == (2, 1)
    assert desk.rows(tables.cbo_parent, tables.cbo_parent.c.child_id == shg.id)[0].left_on == "2026-01-01"


def test_the_shgs_of_a_vo_follow_it_to_another_clf(desk: Desk) -> None:
    """Moving a VO gives every SHG of it the new CLF, and no SHG of another VO."""
    move = {"cbo_type": "VO", "code": VO, "name": "PRERNA SANGATHAN 2", "clf_code": "49000900"}
    load_cbos(desk, cbos(desk, LIST[2], move))
    cbo = tables.cbo
    clf = desk.rows(cbo, cbo.c.code == "49000900")[0].id
    assert {row.clf_id for row in desk.rows(cbo, cbo.c.vo_id == 2)} == {clf}
    assert {row.clf_id for row in desk.rows(cbo, cbo.c.vo_id == 3)} == {1}
    assert parents(desk, 2) == [(clf, True, 1)]


def test_a_plan_of_yesterday_is_a_conflict(desk: Desk) -> None:
    """When the block changed since the preview, nothing is written."""
    stale_places, stale_cbos = places(desk, *PLACES), cbos(desk, *LIST)
    desk.write(tables.village.update().where(tables.village.c.block_code == HERE).values(is_active=True))
    before = desk.sizes()
    with refuses(Conflict, "import.changed"):
        load_places(desk, stale_places)
    with refuses(Conflict, "import.changed"):
        load_cbos(desk, stale_cbos)
    assert desk.sizes() == before


def test_the_same_list_again_changes_nothing(desk: Desk) -> None:
    """All rows are the same; the file, or that everything is there, is said, and no table grows."""
    load_places(desk, places(desk, *PLACES))
    load_cbos(desk, cbos(desk, *LIST))
    before = desk.sizes()
    for plan, load in ((places(desk, *PLACES), load_places), (cbos(desk, *LIST), load_cbos)):
        assert {row.outcome.value for row in plan.rows} == {"same"}
        assert load(desk, plan).sentence.startswith("This file was loaded already as batch")
        other = load(desk, plan, replace(FILE, sha256="d" * 64))
        assert (other.batch_id, other.sentence) == (
            0, "Everything in this file is there already; nothing was changed.",
        )  # fmt: skip
    assert desk.sizes() == before


def test_faults_stop_a_master_list(desk: Desk) -> None:
    """A faulty row is refused whole, and passed over when only the good rows are wanted."""
    rows = (*PLACES, ("88", "ELSEWHERE", "", "", "", ""))
    before = desk.sizes()
    with pytest.raises(Invalid):
        load_places(desk, places(desk, *rows))
    assert desk.sizes() == before
    assert counted(load_places(desk, places(desk, *rows), good_rows_only=True)) == (2, 1, 1)
    assert "88" in desk.rows(tables.import_row)[-1].reason


def test_another_blocks_master_plan_is_refused(desk: Desk) -> None:
    """The plan's own block must be the command's."""
    plan = places(desk, *PLACES)
    plan.block_code = "1501"
    with pytest.raises(NotFound):
        load_places(desk, plan)


def test_long_names_do_not_cut_the_record_of_a_change(desk: Desk) -> None:
    """What a change replaced is kept whole, however long: an undo reads it."""
    load_cbos(desk, cbos(desk, {"cbo_type": "SHG", "code": SHG, "name": "सरस्वती " * 60}))
    assert desk.rows(tables.import_row)[0].reason.endswith("}}")
