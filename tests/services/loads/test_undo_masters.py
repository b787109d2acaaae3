"""Taking a master list back: what it added goes unless something stands on it, what it changed is as before."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from lokos_tui.commands.links import ChangeLinks, LinkWish
from lokos_tui.commands.loads import UndoBatch, Undone
from lokos_tui.db import tables
from lokos_tui.db.models import metadata
from lokos_tui.domain.errors import Conflict
from tests.services.kit import Desk
from tests.services.loads.test_masters import (
    FILE,
    GP2,
    LIST,
    PLACES,
    SHG,
    VO,
    cbos,
    load_cbos,
    load_places,
    parents,
    places,
)
from tests.support.office import HERE

MOVED = {"cbo_type": "SHG", "code": SHG, "name": "HARIOM NAYA SHG", "vo_code": "39000900"}
SECOND = replace(FILE, sha256="e" * 64)


def _undo(desk: Desk, batch: int = 1) -> Undone:
    done: Undone = desk.run(UndoBatch(block_code=HERE, batch_id=batch))
    return done


def _state(desk: Desk, *names: str) -> dict[str, list[tuple[Any, ...]]]:
    """Return whole rows of tables of the block, to compare before with after."""
    return {name: [tuple(row) for row in desk.rows(metadata.tables[name])] for name in names}


def _cbo(desk: Desk, code: str) -> Any:
    return desk.rows(tables.cbo, tables.cbo.c.code == code)[0]


def test_places_go_and_changes_are_restored(desk: Desk) -> None:
    """After load and undo, gram panchayats and villages are to the last column what they were."""
    before = _state(desk, "gram_panchayat", "village")
    load_places(desk, places(desk, *PLACES))
    done = _undo(desk)
    assert (len(done.reversed), done.kept, done.failed) == (3, (), ())
    assert _state(desk, "gram_panchayat", "village") == before
    assert load_places(desk, places(desk, *PLACES)).batch_id == 2


def test_places_that_something_stands_on_are_kept(desk: Desk) -> None:
    """A village with an SHG stays, and its gram panchayat with it."""
    load_places(desk, places(desk, *PLACES))
    village = desk.rows(tables.village)[-1]
    cbo = tables.cbo
    desk.write(
        cbo.update().where(cbo.c.block_code == HERE, cbo.c.id == desk.here.shgs[0]).values(village_id=village.id)
    )
    done = _undo(desk)
    assert [(item.what, item.reason) for item in done.kept] == [
        ("village PURANA GAON", "CBOs, users or villages stand on it by now"),
        ("gp NAYA GAON", "CBOs, users or villages stand on it by now"),
    ]
    assert [item.what for item in done.reversed] == ["gp HAKIMPUR QAZI"]
    assert desk.rows(tables.import_batch)[0].state == "PARTLY_UNDONE"


def test_a_place_renamed_since_is_kept_as_it_is(desk: Desk) -> None:
    """What a later load changed is not set back under it, nor is a place it changed removed."""
    load_places(desk, places(desk, *PLACES))
    later = ((GP2, "HAKEEMPUR", "", "", "", ""), ("996003", "NAYI BASTI", "", "", "", ""))
    load_places(desk, places(desk, *later), SECOND)
    done = _undo(desk)
    assert {(item.what, item.reason) for item in done.kept} == {
        ("gp HAKEEMPUR", "changed again since"), ("gp NAYI BASTI", "a later load changed it"),
    }  # fmt: skip
    assert [row.name for row in desk.rows(tables.gram_panchayat)][1:] == ["HAKEEMPUR", "NAYI BASTI"]


def test_cbos_go_and_changes_are_restored(desk: Desk) -> None:
    """New CBOs go with their profiles and federation; a moved SHG is back in its VO and CLF."""
    before = _state(desk, "cbo", "shg_profile", "federation_profile")
    load_cbos(desk, cbos(desk, *LIST[:3], MOVED))
    assert _cbo(desk, SHG).vo_id == _cbo(desk, "39000900").id
    done = _undo(desk)
    assert (len(done.reversed), done.kept, done.failed) == (4, (), ())
    assert _state(desk, "cbo", "shg_profile", "federation_profile") == before
    assert parents(desk, _cbo(desk, SHG).id) == [(2, True, None)]
    assert load_cbos(desk, cbos(desk, *LIST[:3], MOVED)).batch_id == 2


def test_every_column_a_list_changes_is_restored(desk: Desk) -> None:
    """Name, place, day, origin and parents of an SHG, the CLF of a VO; what was unknown is unknown again."""
    load_cbos(desk, cbos(desk, *LIST[:3]))
    before = _state(desk, "cbo")
    change = MOVED | {"gp": "HAKEEMPUR QUAZI", "village": "QUAZIWALA", "formation_date": "01/02/2019", "origin": "New"}
    vo = {"cbo_type": "VO", "code": VO, "name": "PRERNA SANGATHAN 2", "clf_code": "49000900"}
    load_cbos(desk, cbos(desk, change, vo), SECOND)
    shg = _cbo(desk, SHG)
    assert (shg.gp_id, shg.village_id, shg.formation_date, shg.origin) == (2, 4, "2019-02-01", "NEW")
    done = _undo(desk, 2)
    assert ([item.what for item in done.reversed], done.kept, done.failed) == (
        ["SHG HARIOM NAYA SHG", "VO PRERNA SANGATHAN 2"], (), (),
    )  # fmt: skip
    assert _state(desk, "cbo") == before
    assert [open_ for _, open_, _ in parents(desk, shg.id)] == [False, True]
    assert parents(desk, 2) == [(_cbo(desk, "49000900").id, False, 2), (1, True, None)]


def test_an_shg_without_a_vo_has_none_again(desk: Desk) -> None:
    """The federation of an SHG that had none ends, and opens nowhere."""
    alone = _cbo(desk, "29000026")
    load_cbos(desk, cbos(desk, {"cbo_type": "SHG", "code": alone.code, "name": alone.name, "vo_code": VO}))
    assert _cbo(desk, alone.code).clf_id == 1
    _undo(desk)
    assert (_cbo(desk, alone.code).vo_id, _cbo(desk, alone.code).clf_id) == (None, None)
    assert parents(desk, alone.id) == [(2, False, 1)]


def test_linked_cbos_and_their_parents_are_kept(desk: Desk) -> None:
    """An SHG with a bookkeeper stays, and so do its VO and its CLF."""
    load_cbos(desk, cbos(desk, *LIST[:3]))
    number = desk.here.accounts["SHGBK2"]
    wish = (LinkWish(_cbo(desk, "29000900").id),)
    desk.run(ChangeLinks(block_code=HERE, account=number, role_id=number, link=wish))
    done = _undo(desk)
    assert ({item.what for item in done.kept}, done.reversed) == (
        {"SHG UJALA SHG", "VO UJALA SANGATHAN", "CLF UJALA SANKUL"}, (),
    )  # fmt: skip
    assert _cbo(desk, "29000900").clf_id == _cbo(desk, "49000900").id


def test_a_vo_with_shgs_of_another_load_is_kept(desk: Desk) -> None:
    """Only what nothing stands on goes; once the later load is taken back too, the VO stays for its history."""
    load_cbos(desk, cbos(desk, *LIST[:3]))
    load_cbos(desk, cbos(desk, MOVED), SECOND)
    done = _undo(desk)
    assert ([item.what for item in done.reversed], len(done.kept)) == (["SHG UJALA SHG"], 2)
    assert [item.what for item in _undo(desk, 2).reversed] == ["SHG HARIOM NAYA SHG"]
    assert _cbo(desk, SHG).vo_id == 2


def test_loads_taken_back_in_order_leave_what_they_found(desk: Desk) -> None:
    """The later first, then the earlier: all CBOs that were new to both are gone."""
    before = _state(desk, "cbo")
    load_cbos(desk, cbos(desk, *LIST[:3]))
    rename = {"cbo_type": "SHG", "code": "29000900", "name": "UJALA NAYA SHG", "vo_code": VO}
    load_cbos(desk, cbos(desk, rename), SECOND)
    assert [item.reason for item in (*_undo(desk, 2).kept, *_undo(desk, 1).kept)] == []
    assert _state(desk, "cbo") == before


def test_a_cbo_changed_since_is_kept(desk: Desk) -> None:
    """A new SHG that a later load renamed stays, and so does a later name."""
    load_cbos(desk, cbos(desk, LIST[2], LIST[3]))
    later = ({"cbo_type": "CLF", "code": "49000900", "name": "UJALA"}, LIST[3] | {"name": "HARIOM PURANA SHG"})
    load_cbos(desk, cbos(desk, *later), SECOND)
    assert {(item.what, item.reason) for item in _undo(desk).kept} == {
        ("SHG HARIOM PURANA SHG", "changed again since"), ("CLF UJALA", "a later load changed it"),
    }  # fmt: skip


def test_a_place_gone_since_is_said(desk: Desk) -> None:
    """A change away from a village that was then taken out cannot be set back, and says so."""
    load_places(desk, places(desk, *PLACES))
    here = {"cbo_type": "SHG", "code": SHG, "name": "HARIOM SHG", "gp": "NAYA GAON", "village": "PURANA GAON"}
    load_cbos(desk, cbos(desk, here))
    load_cbos(desk, cbos(desk, here | {"gp": "HAKIMPUR QAZI", "village": "QUAZIWALA"}), SECOND)
    assert len(_undo(desk, 1).reversed) == 3
    failed = _undo(desk, 3).failed
    assert [item.reason for item in failed] == ["the gp it had before is no longer there"]


def test_long_names_come_back_whole(desk: Desk) -> None:
    """A change of a very long name is read back from what the load kept."""
    row = {"cbo_type": "SHG", "code": SHG, "name": "सरस्वती स्वयं सहायता समूह " * 40}
    load_cbos(desk, cbos(desk, row))
    assert len(_undo(desk).reversed) == 1
    assert _cbo(desk, SHG).name == "HARIOM SHG"


@pytest.mark.parametrize("kind", ["places", "cbos"])
def test_twice_is_a_conflict(desk: Desk, kind: str) -> None:
    """A list taken back is not taken back again."""
    if kind == "places":
        load_places(desk, places(desk, *PLACES))
    else:
        load_cbos(desk, cbos(desk, *LIST))
    _undo(desk)
    with pytest.raises(Conflict):
        _undo(desk)
