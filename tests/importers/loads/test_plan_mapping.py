"""The mapping planner: what a row means, and everything that is wrong with it at once."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from importers.loads.corrections import Corrections, parse_correction, repeated_faults
from importers.loads.plan_mapping import plan_mapping
from importers.loads.preview import MappingPreview
from lokos_tui.domain.accounts.naming import user_id_problems
from lokos_tui.domain.identifiers import aadhaar_in
from lokos_tui.domain.loads.mapping import (
    AccountFact,
    CboFact,
    FileFacts,
    HolderFact,
    PlaceFact,
    Plan,
    RoleFact,
    Snapshot,
)
from lokos_tui.domain.loads.outcomes import LoadOutcome
from lokos_tui.domain.text import has_controls

KEYS = (
    "user_id",
    "name",
    "mobile",
    "designation",
    "category",
    "gp",
    "village",
    "shg_code",
    "shg_name",
    "vo",
    "clf",
    "reason",
)
SNAPSHOT = Snapshot(
    "0996", "NAJIBABAD", "UP", 7,
    gps=(PlaceFact(1, 0, "9990000001", "HAKEEMPUR QUAZI"), PlaceFact(2, 0, "9990000002", "ALAPUR")),
    villages=(PlaceFact(11, 1, "9990000001001", "HAKEEMPUR"), PlaceFact(12, 2, "9990000002001", "ALAPUR")),
    cbos=(
        CboFact(101, "SHG", "990000101", "RADHE KRISHNA", 1, 11, 201, 301, True),
        CboFact(102, "SHG", "990000102", "JAI DURGA", 1, 11, 201, 301, True),
        CboFact(103, "SHG", "990000103", "JAI DURGA", 1, 11, 201, 301, True),
        CboFact(104, "SHG", "990000104", "EKTA", 2, 12, 0, 0, False),
        CboFact(105, "SHG", "990000105", "SARASWATI", 2, 12, 201, 301, True),
        CboFact(201, "VO", "990000201", "PRAGATI VO", 1, 11, 0, 301, True),
        CboFact(301, "CLF", "990000301", "UJALA CLF", 0, 0, 0, 0, True),
    ),
    accounts=(
        AccountFact(1, "UP_MEENASHGBK", "MEENA DEVI", "9999000001", True),
        AccountFact(2, "IUP_RITA", "RITA DEVI", "9999000002", False),
    ),
    roles=(RoleFact(51, 1, "SHG_BK", True), RoleFact(52, 2, "SHG_BK", True)),
    holders=(HolderFact(901, 105, 51, 1, 1743552000000),),
)  # fmt: skip


@dataclass
class Sheet:
    """A parsed sheet made by hand."""

    rows: list[tuple[str, ...]]
    faults: list[object] = field(default_factory=list)
    blank_rows: int = 0

    @property
    def numbers(self) -> list[int]:
        """Rows begin under the heading."""
        return list(range(2, len(self.rows) + 2))

    def row_name(self, row: int) -> int:
        """Name a row by its number."""
        return row

    def address(self, row: int, key: str) -> str:
        """Return an address such as H2."""
        return f"{chr(65 + KEYS.index(key))}{row}"


def row(**cells: str) -> tuple[str, ...]:
    """Return a row for SUNITA, with other cells as given."""
    base = {"name": "SUNITA DEVI", "mobile": "9999000010", "category": "SHG"}
    return tuple((base | cells).get(key, "") for key in KEYS)


def plan(*rows: tuple[str, ...], **options: object) -> Plan:
    """Return the plan of hand-made rows."""
    return plan_mapping(Sheet(list(rows)), SNAPSHOT, **options)  # type: ignore[arg-type]


def codes(made: Plan) -> set[str]:
    """Return the codes of all faults and warnings."""
    return {fault.code for fault in made.faults()}


@pytest.mark.parametrize(("cells", "outcome", "code"), [
    ({"shg_code": "990000101"}, LoadOutcome.LINK, None),
    ({"shg_name": "Radhe Krishna"}, LoadOutcome.LINK, None),
    ({"shg_name": "RADHEY KRISNA", "gp": "9990000001"}, LoadOutcome.FAULT, "cbo.unknown"),
    ({"shg_name": "RADHE KRISNA"}, LoadOutcome.FAULT, "cbo.unknown"),
    ({"shg_name": "RADHEKRISHNA"}, LoadOutcome.LINK, "name.spelling"),
    ({"shg_name": "JAI DURGA"}, LoadOutcome.FAULT, "name.twice"),
    ({"shg_code": "990000104"}, LoadOutcome.FAULT, "cbo.inactive"),
    ({"shg_code": "123"}, LoadOutcome.FAULT, "cbo.unknown"),
    ({"shg_code": "990000105"}, LoadOutcome.MOVE, "cbo.move"),
    ({"shg_code": "990000101", "gp": "ALAPUR"}, LoadOutcome.FAULT, "place.contradicts"),
    ({"shg_code": "990000101", "gp": "HAKEEMPUR KASI"}, LoadOutcome.FAULT, "place.unknown"),
    ({"shg_code": "990000101", "shg_name": "EKTA"}, LoadOutcome.LINK, "cbo.mismatch"),
    ({"shg_code": "990000101", "vo": "990000201", "clf": "UJALA CLF"}, LoadOutcome.LINK, None),
    ({"shg_code": "990000101", "category": "MANAGER"}, LoadOutcome.FAULT, "category.unknown"),
    ({"vo": "PRAGATI VO", "category": "ग्राम संगठन"}, LoadOutcome.LINK, None),
    ({"clf": "990000301", "category": "VO Trans Approver"}, LoadOutcome.LINK, None),
    ({}, LoadOutcome.USER, None),
    ({"category": ""}, LoadOutcome.FAULT, "category.missing"),
    ({"shg_code": "990000101", "user_id": "IUP_RITA", "name": "", "mobile": ""}, LoadOutcome.FAULT, "account.inactive"),
    ({"shg_code": "990000101", "user_id": "UP_MEENASHGBK"}, LoadOutcome.FAULT, "person.name"),
    ({"shg_code": "990000105", "user_id": "UP_MEENASHGBK", "name": "", "mobile": ""}, LoadOutcome.SAME, None),
    ({"shg_code": "990000105", "name": "MEENA DEVI", "mobile": "9999000001"}, LoadOutcome.SAME, None),
    ({"shg_code": "990000101", "user_id": "UP_NEW"}, LoadOutcome.FAULT, "user_id.old_form"),
])  # fmt: skip
def test_one_row(cells: dict[str, str], outcome: LoadOutcome, code: str | None) -> None:
    """Pins what each kind of cell gives: the outcome, and the fault or warning or none."""
    made = plan(row(**cells))
    assert [entry.outcome for entry in made.rows] == [outcome], made.faults()
    assert code in codes(made) if code else not codes(made)


def test_all_faults_of_a_row_at_once() -> None:
    """Pins that a row's name, mobile, place and code faults come together."""
    made = plan(row(name="", mobile="12", gp="HAKEEMPUR KASI", shg_code="1"))
    assert {"name.missing", "mobile.shape", "place.unknown", "cbo.unknown"} <= codes(made)


def test_several_codes_and_blank_category() -> None:
    """Pins several SHGs in one cell, and one account per kind when no category is stated."""
    made = plan(row(shg_code="990000101; 990000102", vo="990000201", category=""))
    assert [entry.outcome for entry in made.rows] == [LoadOutcome.LINK] * 3
    assert [person.role.value for person in made.people] == ["SHG_BK", "VO_BK"]


def test_same_shg_twice() -> None:
    """Pins a duplicate of one person, and a conflict of two naming each other's rows."""
    assert [r.outcome for r in plan(*[row(shg_code="990000101")] * 2).rows] == [LoadOutcome.LINK, LoadOutcome.SAME]
    made = plan(row(shg_code="990000101"), row(shg_code="990000101", name="GEETA DEVI", mobile="9999000011"))
    assert [r.outcome for r in made.rows] == [LoadOutcome.CONFLICT] * 2
    assert "Row 3" in made.rows[0].faults[-1].sentence and "Row 2" in made.rows[1].faults[-1].sentence


def test_two_mobiles_and_two_names() -> None:
    """Pins one name of a place under two mobiles, which is asked, and one mobile under two names: two women, told."""
    first = row(gp="ALAPUR", shg_code="")
    assert "person.two_mobiles" in codes(plan(first, row(gp="ALAPUR", mobile="9999000012")))
    made = plan(first, row(name="GEETA DEVI"))
    assert [one.name for one in made.people] == ["SUNITA DEVI", "GEETA DEVI"]
    assert codes(made) == {"person.shared_mobile"} and not made.has_faults


def test_left_out_corrected_and_grouped() -> None:
    """Pins leaving a row out, correcting a repeated value once for all rows, and its group."""
    rows = [row(gp="HAKEEMPUR KASI", shg_code=code) for code in ("990000101", "990000102")]
    group = repeated_faults(plan(*rows))[0]
    assert (group.key, group.value, group.count, group.proposals[0]) == ("gp", "HAKEEMPUR KASI", 2, "HAKEEMPUR QUAZI")
    fix = Corrections().adding(*parse_correction("gp:HAKEEMPUR KASI=HAKEEMPUR QUAZI"))
    made = plan(*rows, corrections=fix, left_out=frozenset({3}))
    assert [entry.outcome for entry in made.rows] == [LoadOutcome.LINK, LoadOutcome.LEFT_OUT]


def test_json_has_every_row() -> None:
    """Pins the shape of the dry run's JSON: addresses of faults and whose the SHG was."""
    sheet = Sheet([row(shg_code="990000105")])
    made = plan_mapping(sheet, SNAPSHOT)  # type: ignore[arg-type]
    first = MappingPreview(made, sheet, SNAPSHOT).report(FileFacts("a.xlsx", "0", 1))["rows"][0]  # type: ignore[index]
    assert (first["outcome"], first["from_user"], first["faults"][0]["cell"]) == ("move", "UP_MEENASHGBK", "H2")
    assert "02/04/2025" in first["faults"][0]["sentence"]


def applied(made: Plan) -> Snapshot:
    """Return the snapshot as it is once the good rows of a plan are loaded."""
    good = [entry for entry in made.rows if entry.outcome in (LoadOutcome.LINK, LoadOutcome.MOVE)]
    new = {
        entry.person for entry in made.rows if entry.outcome in (LoadOutcome.LINK, LoadOutcome.MOVE, LoadOutcome.USER)
    }
    people = [person for person in made.people if person.index in new and not person.account_id]
    gone = {entry.from_link for entry in good}
    ids = {p.index: (1000 + p.index, 2000 + p.index) for p in people} | {
        p.index: (p.account_id, p.role_id) for p in made.people if p.account_id
    }
    return replace(
        SNAPSHOT,
        accounts=(
            *SNAPSHOT.accounts,
            *(AccountFact(ids[p.index][0], p.user_id, p.name, p.mobile, True) for p in people),
        ),
        roles=(*SNAPSHOT.roles, *(RoleFact(ids[p.index][1], ids[p.index][0], p.role, True) for p in people)),
        holders=(*(h for h in SNAPSHOT.holders if h.link_id not in gone),
                 *(HolderFact(5000 + e.row, e.cbo_id, ids[e.person][1], ids[e.person][0], 1) for e in good)),
    )  # fmt: skip


GOOD_ROWS = [
    row(shg_code="990000101"), row(shg_code="990000102", name="GEETA DEVI", mobile="9999000011"),
    row(shg_code="990000103"), row(shg_code="990000105"), row(vo="990000201", category="VO"),
    row(clf="990000301", category="CLF Bookkeeper", name="ASHA DEVI", mobile="9999000013"),
]  # fmt: skip


@settings(max_examples=40)
@given(st.permutations(GOOD_ROWS), st.integers(1, 6))
def test_order_repeat_and_ids(rows: list[tuple[str, ...]], count: int) -> None:
    """Pins that row order does not change the links, a second load changes nothing, and ids are valid and free."""
    made, full = plan(*rows[:count]), plan(*rows)

    def links(p: Plan) -> set[tuple[str, str, int]]:
        return {(p.people[e.person].mobile, p.people[e.person].role, e.cbo_id) for e in p.rows}

    assert made.rows == plan(*rows[:count]).rows and links(full) == links(plan(*GOOD_ROWS))
    again = plan_mapping(Sheet(rows[:count]), applied(made))  # type: ignore[arg-type]
    assert {entry.outcome for entry in again.rows} == {LoadOutcome.SAME}
    ids = [person.user_id for person in full.people]
    assert len(set(ids)) == len(ids) and not any(user_id_problems(user_id, "UP") for user_id in ids)


CELLS: dict[str, tuple[str, ...]] = {
    "user_id": ("", "UP_MEENASHGBK", "IUP_RITA"),
    "name": ("SUNITA DEVI", "GEETA DEVI", "MEENA DEVI", ""),
    "mobile": ("9999000010", "9999000011", "9999000001", ""),
    "category": ("SHG", "VO", "", "SHG Trans Approver"),
    "gp": ("", "ALAPUR", "HAKEEMPUR QUAZI"),
    "village": ("", "HAKEEMPUR"),
    "shg_code": ("", "990000101", "990000102", "990000104", "990000105", "990000109", "990000101; 990000103"),
    "shg_name": ("", "RADHE KRISHNA", "JAI DURGA"),
    "vo": ("", "990000201"),
    "clf": ("", "UJALA CLF"),
}
ANY_ROW = st.fixed_dictionaries({key: st.sampled_from(values) for key, values in CELLS.items()}).map(
    lambda cells: row(**cells)
)
FEW_WRONG = st.sampled_from(("990000101", "990000102", "990000103", "990000109")).map(lambda code: row(shg_code=code))


@settings(max_examples=300)
@given(st.lists(ANY_ROW | FEW_WRONG, max_size=6))
def test_a_correction_of_nothing_changes_nothing(rows: list[tuple[str, ...]]) -> None:
    """Pins that a row has one rule, whether or not something is corrected elsewhere: rows, faults, people, ids."""
    nothing = Corrections().adding("name", "NOBODY OF THIS NAME", "NOBODY ELSE")
    assert plan(*rows, corrections=nothing) == plan(*rows)


def test_a_bad_row_before_does_not_take_the_place_from_the_id() -> None:
    """Pins that the id of a new user comes from where her SHG is, also when a faulty row of hers stands before it."""
    alone = plan(row(shg_code="990000101"))
    after = plan(row(shg_code="990000109"), row(shg_code="990000101"))
    assert after.people[0].user_id == alone.people[0].user_id != plan(row(shg_code="")).people[0].user_id


@settings(max_examples=80)
@given(
    st.lists(
        st.tuples(*[st.text(max_size=14) | st.sampled_from(["", "SHG", "990000101", "999941057058"])] * 12), max_size=4
    )
)
def test_any_text_is_planned_safely(rows: list[tuple[str, ...]]) -> None:
    """Pins that any cells give an outcome per row, and no fault carries controls or a whole Aadhaar number."""
    made = plan(*rows)
    assert {entry.row for entry in made.rows} == set(range(2, len(rows) + 2))
    for fault in made.faults():
        for text in (fault.value, fault.sentence, fault.hint, *fault.proposals):
            assert not has_controls(text) and not aadhaar_in(text)
