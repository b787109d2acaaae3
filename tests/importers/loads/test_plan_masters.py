"""The planners of the master lists."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

from importers.loads.plan_masters import plan_cbos, plan_places
from lokos_tui.domain.loads.mapping import CboFact, PlaceFact
from lokos_tui.domain.loads.masters import MasterPlan, MasterSnapshot

SNAPSHOT = MasterSnapshot(
    "0996", "NAJIBABAD", "9990000", 1, (PlaceFact(1, 0, "9990000001", "ALAPUR"),), (),
    (CboFact(5, "SHG", "990000101", "EKTA", 1, 0, 0, 0, True),),
)  # fmt: skip


def sheet(*rows: tuple[str, ...]) -> SimpleNamespace:
    """Return a parsed sheet made by hand."""
    return SimpleNamespace(rows=rows, numbers=range(2, len(rows) + 2), faults=(), blank_rows=0)


def outcomes(made: MasterPlan) -> list[str]:
    """Return kind and outcome of each entry in order."""
    return [f"{entry.what}:{entry.outcome}" for entry in made.rows]


def test_places() -> None:
    """Pins one entry per GP, parents first, and codes that begin with the parent's."""
    made = plan_places(sheet(
        ("9990000001", "ALAPUR", "", "9990000001001", "KALAN", ""),
        ("9990000001", "ALAPUR", "", "9880000001002", "KHURD", ""),
        ("9990000002", "GUDU", "", "", "", ""),
    ), SNAPSHOT)  # fmt: skip
    assert outcomes(made) == ["gp:same", "gp:new", "village:new", "village:fault"]
    assert made.rows[2].values["gp"] == ("id", 1) and made.faults()[0].code == "code.prefix"


def cbo(kind: str, code: str, name: str, **cells: str) -> tuple[str, ...]:
    """Return a row of the CBO list."""
    keys = ("gp", "village", "vo_code", "vo_name", "clf_code", "clf_name", "formation_date", "origin")
    return (kind, code, name, *(cells.get(key, "") for key in keys))


def test_cbos() -> None:
    """Pins VO before SHG, a change with what was before, a day in the future, a code twice, an unknown type."""
    made = plan_cbos(sheet(
        cbo("SHG", "990000101", "EKTA DEVI", gp="ALAPUR", vo_code="990000201"),
        cbo("VO", "990000201", "PRAGATI", gp="ALAPUR"),
        cbo("SHG", "990000102", "UJALA", formation_date="24/11/2026"), cbo("VO", "990000201", "PRAGATI"),
        cbo("JLG", "1", "X"),
    ), SNAPSHOT, today=date(2026, 11, 23))  # fmt: skip
    assert outcomes(made) == ["VO:new", "VO:fault", "SHG:change", "SHG:fault", ":fault"]
    assert made.rows[2].before["name"] == "EKTA" and made.rows[2].values["vo"] == ("row", 0)
    assert {"date.future", "code.twice", "type.unknown"} == {fault.code for fault in made.faults()}


def test_an_odd_name_of_a_cbo_is_a_warning() -> None:
    """The sign @ and a repeated letter are asked about and loaded all the same; a number in a name is usual."""
    made = plan_cbos(sheet(
        cbo("SHG", "990000103", "EKTA@SHG", gp="ALAPUR"), cbo("SHG", "990000104", "XXXX", gp="ALAPUR"),
        cbo("SHG", "990000105", "EKTA SHG 2", gp="ALAPUR"),
    ), SNAPSHOT, today=date(2026, 11, 23))  # fmt: skip
    assert outcomes(made) == ["SHG:new"] * 3
    assert [(one.row, one.key, one.code, one.warning) for one in made.faults()] == [
        (2, "name", "name.odd", True), (3, "name", "name.odd", True),
    ]  # fmt: skip
