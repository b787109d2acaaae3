"""The mapping planner: on whom a link lands, and which rows stay out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from importers.loads.corrections import Corrections, parse_correction
from importers.loads.plan_mapping import plan_mapping
from lokos_tui.domain.accounts.roles import Role
from lokos_tui.domain.links.rules import LoadNorm
from lokos_tui.domain.loads.mapping import AccountFact, CboFact, Fault, HolderFact, PlaceFact, Plan, RoleFact
from lokos_tui.domain.loads.outcomes import LoadOutcome
from tests.importers.loads.test_plan_mapping import SNAPSHOT, Sheet, codes, plan, row

ONE_MOBILE = "9999000007"
MANY = replace(
    SNAPSHOT,
    accounts=(
        AccountFact(1, "IUP_MEENA", "MEENA DEVI", ONE_MOBILE, True),
        AccountFact(2, "IUP_GEETA", "GEETA DEVI", ONE_MOBILE, True),
        AccountFact(3, "IUP_RADHA", "RADHA DEVI", ONE_MOBILE, True),
        AccountFact(4, "IUP_SEEMA", "SEEMA DEVI", "9999000008", True),
        AccountFact(5, "IUP_SEEMATWO", "SEEMA DEVI", "9999000008", True),
        AccountFact(6, "IUP_HEMA", "HEMA DEVI", "9999000009", True),
    ),
    roles=(
        RoleFact(51, 1, "SHG_BK", True),
        RoleFact(52, 2, "SHG_BK", True),
        RoleFact(53, 3, "VO_BK", True),
        RoleFact(54, 4, "VO_BK", True),
        RoleFact(55, 5, "VO_BK", True),
        RoleFact(56, 6, "SHG_BK", False),
    ),
    holders=(),
    taken=frozenset({"IUP_ELSEWHERE"}),
)
"""Three women with one telephone, two of them of one role; two women of one name and number; a role that is off."""


def many(*rows: tuple[str, ...], **options: object) -> Plan:
    """Return the plan of rows for the block where women share a telephone."""
    return plan_mapping(Sheet(list(rows)), MANY, **options)  # type: ignore[arg-type]


def who(made: Plan) -> list[tuple[str, int, int]]:
    """Return (user id, account, role) of the people of a plan."""
    return [(one.user_id, one.account_id, one.role_id) for one in made.people]


@pytest.mark.parametrize(("name", "expected"), [
    ("MEENA DEVI", ("IUP_MEENA", 1, 51)),
    ("GEETA DEVI", ("IUP_GEETA", 2, 52)),
    ("Geeta  devi", ("IUP_GEETA", 2, 52)),
])  # fmt: skip
def test_of_women_with_one_mobile_the_named_one_is_linked(name: str, expected: tuple[str, int, int]) -> None:
    """Two bookkeepers have one number: the link lands on the one whose name the row has."""
    made = many(row(name=name, mobile=ONE_MOBILE, shg_code="990000101"))
    assert (who(made), [one.outcome for one in made.rows]) == ([expected], [LoadOutcome.LINK])


def test_a_shared_mobile_without_a_name_is_nobody() -> None:
    """The number alone does not say which of two bookkeepers: the row stays out and both ids are proposed."""
    made = many(row(name="", mobile=ONE_MOBILE, shg_code="990000101"))
    assert [one.outcome for one in made.rows] == [LoadOutcome.FAULT]
    assert [(one.code, one.proposals) for one in made.faults()] == [("person.several", ("IUP_GEETA", "IUP_MEENA"))]


def test_a_mobile_of_one_bookkeeper_finds_her_without_a_name() -> None:
    """One holder of the role has the number: no name is needed."""
    made = many(row(name="", mobile=ONE_MOBILE, category="VO", vo="990000201"))
    assert who(made) == [("IUP_RADHA", 3, 53)]
    assert [one.outcome for one in made.rows] == [LoadOutcome.LINK]


def test_another_name_on_a_bookkeepers_mobile_is_another_woman() -> None:
    """Families share telephones: a new account, with a remark that names who has the number."""
    made = many(row(name="KAMLA DEVI", mobile=ONE_MOBILE, shg_code="990000101"))
    assert ([one.outcome for one in made.rows], codes(made)) == ([LoadOutcome.LINK], {"person.shared_mobile"})
    assert [(one.name, one.is_new) for one in made.people] == [("KAMLA DEVI", True)]


@pytest.mark.parametrize(("name", "mobile", "category", "account"), [
    ("RADHA DEVI", ONE_MOBILE, "VO Trans Approver", 0),
    ("RADHA DEVI", ONE_MOBILE, "CLF", 0),
    ("KAMLA DEVI", ONE_MOBILE, "CLF", 0),
    ("SEEMA DEVI", "9999000008", "CLF", 0),
    ("SEEMA DEVI", "9999000010", "CLF", 0),
])  # fmt: skip
def test_a_role_of_another_kind_of_cbo_is_a_new_account(name: str, mobile: str, category: str, account: int) -> None:
    """A VO's bookkeeper who takes a role of a CLF gets an account of its own, whoever has her number."""
    made = many(row(name=name, mobile=mobile, category=category, clf="990000301"))
    assert [(one.account_id, one.is_new) for one in made.people] == [(account, True)]
    assert [one.outcome for one in made.rows] == [LoadOutcome.LINK]


def test_a_further_role_of_the_same_kind_is_hers() -> None:
    """A VO's bookkeeper becomes its approver with the account she has; the role is new."""
    made = many(row(name="RADHA DEVI", mobile=ONE_MOBILE, category="VO user (SHG Trans Approver)", vo="990000201"))
    assert who(made) == [("IUP_RADHA", 3, 0)]
    assert made.people[0].role is Role.VO_SHG_APPROVER


def test_a_further_role_of_another_name_is_not_hers() -> None:
    """Somebody else with the same telephone becomes approver: a new account, not the bookkeeper's."""
    made = many(row(name="KAMLA DEVI", mobile=ONE_MOBILE, category="VO user (SHG Trans Approver)", vo="990000201"))
    assert [one.account_id for one in made.people] == [0]


def test_two_accounts_that_would_fit_are_neither() -> None:
    """Two bookkeepers of one name and number: a further role is given to neither by chance."""
    made = many(row(name="SEEMA DEVI", mobile="9999000008", category="VO user (SHG Trans Approver)", vo="990000201"))
    assert [one.account_id for one in made.people] == [0]


def test_an_inactive_role_stays_out() -> None:
    """Her account is on, her role is off: the row stays out."""
    made = many(row(name="HEMA DEVI", mobile="9999000009", shg_code="990000101"))
    assert ([one.outcome for one in made.rows], codes(made)) == ([LoadOutcome.FAULT], {"role.inactive"})


@pytest.mark.parametrize(("cells", "code"), [
    ({"user_id": "IUP_MEENA", "name": "", "mobile": "9999000010"}, "person.mobile"),
    ({"user_id": "IUP_MEENA", "name": "KAMLA DEVI", "mobile": ""}, "person.name"),
    ({"user_id": "IUP_ELSEWHERE"}, "user_id.taken"),
    ({"designation": "x" * 51}, "designation.long"),
    ({"name": "A"}, "name.short"),
    ({"mobile": ""}, "mobile.missing"),
    ({"mobile": "5999000001"}, "mobile.shape"),
    ({"user_id": "IUP_AB"}, "user_id.short"),
])  # fmt: skip
def test_a_person_that_cannot_be_is_told_by_one_code(cells: Mapping[str, str], code: str) -> None:
    """Each contradiction and each field that will not do has its code, and the row stays out."""
    made = many(row(**{"shg_code": "990000101", **cells}))
    assert ([one.outcome for one in made.rows], codes(made)) == ([LoadOutcome.FAULT], {code})
    assert made.faults()[0].row == 2


def test_an_id_with_its_own_name_and_number_is_linked() -> None:
    """The id of an account with the name and mobile it has is that account."""
    made = many(row(user_id="iup_meena", name="MEENA DEVI", mobile=ONE_MOBILE, shg_code="990000101"))
    assert (who(made), codes(made)) == ([("IUP_MEENA", 1, 51)], set())


@pytest.mark.parametrize(("second", "code"), [
    ({"user_id": "IUP_FIRST", "name": "GEETA DEVI"}, "person.two_names"),
    ({"user_id": "IUP_OTHER"}, "person.two_ids"),
    ({"user_id": "IUP_FIRST", "mobile": "9999000011"}, "person.two_mobiles"),
    ({"user_id": "IUP_FIRST", "name": ""}, None),
    ({"name": "", "user_id": ""}, None),
    ({"name": "sunita devi", "user_id": ""}, None),
])  # fmt: skip
def test_a_new_woman_in_two_rows(second: dict[str, str], code: str | None) -> None:
    """The later row of somebody new is hers when nothing contradicts, and stays out by its code when something does."""
    first = row(user_id="IUP_FIRST", shg_code="990000101")
    made = many(first, row(**{"shg_code": "990000102", **second}))
    outcomes = [LoadOutcome.LINK, LoadOutcome.FAULT if code else LoadOutcome.LINK]
    assert [one.outcome for one in made.rows] == outcomes
    assert codes(made) == ({code} if code else set())
    assert [one.user_id for one in made.people] == ["IUP_FIRST"]


@pytest.mark.parametrize(("cells", "twin"), [
    ({"gp": "ALAPUR"}, True),
    ({"village": "ALAPUR"}, True),
    ({}, False),
    ({"gp": "ALAPUR", "user_id": "IUP_SECOND"}, False),
])  # fmt: skip
def test_one_name_in_one_place_with_two_mobiles(cells: dict[str, str], twin: bool) -> None:
    """Two numbers for one name in one place stay out; with ids, or without a place, they are two women."""
    made = many(row(**cells | ({"user_id": "IUP_FIRST"} if "user_id" in cells else {})),
                row(**cells, mobile="9999000011"))  # fmt: skip
    assert ("person.two_mobiles" in codes(made)) is twin
    assert len(made.people) == (1 if twin else 2)


def test_new_ids_are_free_and_from_the_nearest_place() -> None:
    """A proposed id takes the village, and no id of the sheet, of the block or of another block."""
    taken = replace(MANY, taken=frozenset({"IUP_ALAPURSHGBK2"}), accounts=(
        *MANY.accounts, AccountFact(9, "IUP_ALAPURSHGBK", "X Y Z", "9999000099", True),
    ))  # fmt: skip
    rows = [
        row(village="ALAPUR"),
        row(name="GEETA BAI", mobile="9999000011", village="ALAPUR", user_id="IUP_ALAPURSHGBK3"),
    ]
    made = plan_mapping(Sheet(rows), taken)  # type: ignore[arg-type]
    assert [one.user_id for one in made.people] == ["IUP_ALAPURSHGBK4", "IUP_ALAPURSHGBK3"]


@pytest.mark.parametrize(("cells", "expected"), [
    ({"shg_code": "990000101"}, "IUP_HAKEEMPURSHGBK"),
    ({"gp": "ALAPUR"}, "IUP_ALAPURSHGBK"),
    ({"gp": "HAKEEMPUR QUAZI"}, "IUP_HAKEEMPURQUAZISHGBK"),
    ({"village": "HAKEEMPUR"}, "IUP_HAKEEMPURSHGBK"),
    ({}, "IUP_NAJIBABADSHGBK"),
])  # fmt: skip
def test_an_id_is_named_for_the_nearest_place(cells: dict[str, str], expected: str) -> None:
    """Her village, else her GP, else the place of the first SHG she gets, else the block."""
    assert plan(row(**cells)).people[0].user_id == expected


# -- which rows stay out -----------------------------------------------------------------------------------


def sheet(*rows: tuple[str, ...], faults: list[Fault]) -> Sheet:
    """Return a sheet that was read with faults."""
    return Sheet(list(rows), list(faults))


@pytest.mark.parametrize("number", [2, 3])
def test_a_row_with_a_reading_fault_stays_out(number: int) -> None:
    """A cell that could not be read keeps its row out, the first row of a woman and the plain one after it."""
    bad = Fault(number, "reason", "?", "cell.unreadable", "Cannot be read.")
    rows = (row(shg_code="990000101"), row(shg_code="990000102"))
    made = plan_mapping(sheet(*rows, faults=[bad]), SNAPSHOT)  # type: ignore[arg-type]
    expected = [LoadOutcome.FAULT if at == number else LoadOutcome.LINK for at in (2, 3)]
    assert [one.outcome for one in made.rows] == expected
    assert [(one.row, one.code) for one in made.faults()] == [(number, "cell.unreadable")]


@pytest.mark.parametrize("number", [2, 3])
def test_a_reading_warning_stops_nothing(number: int) -> None:
    """A warning of the reader is told with its row, and the row is linked."""
    told = Fault(number, "reason", "?", "cell.odd", "Odd.", warning=True)
    rows = (row(shg_code="990000101"), row(shg_code="990000102"))
    made = plan_mapping(sheet(*rows, faults=[told]), SNAPSHOT)  # type: ignore[arg-type]
    assert [one.outcome for one in made.rows] == [LoadOutcome.LINK, LoadOutcome.LINK]
    assert [(one.row, one.code) for one in made.faults()] == [(number, "cell.odd")]


@pytest.mark.parametrize("number", [2, 3])
def test_a_row_left_out_is_left_out(number: int) -> None:
    """The operator's choice holds for any row, a plain one too; it is neither linked nor a fault."""
    rows = (row(shg_code="990000101"), row(shg_code="990000102"))
    made = plan(*rows, left_out=frozenset({number}))
    assert [one.outcome for one in made.rows] == [
        LoadOutcome.LEFT_OUT if at == number else LoadOutcome.LINK for at in (2, 3)
    ]


def test_a_correction_holds_for_a_plain_row_too() -> None:
    """A corrected value changes every row that has it, the second of a woman as well."""
    fix = Corrections().adding(*parse_correction("shg_code:990000102=990000103"))
    made = plan(row(shg_code="990000101"), row(shg_code="990000102"), corrections=fix)
    assert [one.cbo_id for one in made.rows] == [101, 103]


def test_a_correction_covers_the_reading_fault_of_its_cell() -> None:
    """A cell that could not be read and was corrected stops its row no more; another's fault does."""
    fix = Corrections().adding(*parse_correction("reason:?=seen"))
    rows = (row(shg_code="990000101", reason="?"), row(shg_code="990000102", reason="!"))
    bad = [Fault(2, "reason", "?", "cell.unreadable", "No."), Fault(3, "reason", "!", "cell.unreadable", "No.")]
    made = plan_mapping(sheet(*rows, faults=bad), SNAPSHOT, corrections=fix)  # type: ignore[arg-type]
    assert [one.outcome for one in made.rows] == [LoadOutcome.LINK, LoadOutcome.FAULT]


def test_a_missing_cell_is_not_told_twice() -> None:
    """The reader's fault of a cell replaces that it is missing; another cell that is missing is still told."""
    bad = Fault(2, "mobile", "?", "cell.unreadable", "Cannot be read.")
    made = plan_mapping(sheet(row(mobile="", name="", shg_code="990000101"), faults=[bad]), SNAPSHOT)  # type: ignore[arg-type]
    assert codes(made) == {"cell.unreadable", "name.missing"}


def test_an_error_beside_a_warning_stops_the_entry() -> None:
    """An SHG of another name (a warning) in another place (an error) is not linked."""
    made = plan(row(shg_code="990000101", shg_name="EKTA", gp="ALAPUR"))
    assert [one.outcome for one in made.rows] == [LoadOutcome.FAULT]
    assert [(one.code, one.warning) for one in made.faults()] == [("place.contradicts", False), ("cbo.mismatch", True)]


def test_a_warning_frees_no_row_that_was_stopped() -> None:
    """A fault of the woman stops her row, whatever only warns of the SHG."""
    made = plan(row(shg_code="990000101", shg_name="EKTA", gp="UNKNOWN PLACE"))
    assert [one.outcome for one in made.rows] == [LoadOutcome.FAULT]
    assert codes(made) == {"place.unknown", "cbo.mismatch"}


@pytest.mark.parametrize(("cells", "outcome", "code"), [
    ({"shg_code": "990000102", "gp": "ALAPUR"}, LoadOutcome.FAULT, "place.contradicts"),
    ({"shg_code": "990000102", "village": "ALAPUR"}, LoadOutcome.FAULT, "place.contradicts"),
    ({"shg_code": "990000102", "gp": "HAKEEMPUR QUAZI", "village": "HAKEEMPUR"}, LoadOutcome.LINK, None),
    ({"shg_code": "990000104"}, LoadOutcome.FAULT, "cbo.inactive"),
    ({"shg_code": "990000105"}, LoadOutcome.MOVE, "cbo.move"),
    ({"shg_code": "990000102", "shg_name": "JAI DURGA"}, LoadOutcome.LINK, None),
    ({"shg_code": "990000102", "shg_name": "EKTA"}, LoadOutcome.LINK, "cbo.mismatch"),
    ({"shg_code": "990000102", "vo": "990000201"}, LoadOutcome.LINK, None),
    ({"shg_code": "990000102", "clf": "990000301"}, LoadOutcome.LINK, None),
    ({"shg_code": "990000105", "vo": "NO SUCH"}, LoadOutcome.MOVE, "cbo.mismatch"),
    ({"shg_code": "990000101"}, LoadOutcome.SAME, "cbo.twice"),
])  # fmt: skip
def test_the_second_row_of_a_woman_is_judged_like_the_first(
    cells: dict[str, str], outcome: LoadOutcome, code: str | None
) -> None:
    """What a row gets does not depend on whether another row of the same woman stands above it."""
    place = {key: value for key, value in cells.items() if key in ("gp", "village")}
    first = row(shg_code="990000101" if not place or outcome is LoadOutcome.LINK else "990000105", **place)
    made = plan(first, row(**cells))
    last = made.rows[-1]
    assert last.outcome is outcome
    assert ({one.code for one in last.faults} >= {code}) if code else not last.faults
    alone = plan(row(**cells)).rows[0]
    if code != "cbo.twice":
        assert (alone.outcome, [one.code for one in alone.faults]) == (last.outcome, [one.code for one in last.faults])


def test_an_approver_and_a_bookkeeper_hold_one_cbo() -> None:
    """A VO has its bookkeeper and its approver; two approvers too; the same approver twice is told."""
    made = plan(
        row(vo="990000201", category="VO"),
        row(name="GEETA DEVI", mobile="9999000011", vo="990000201", category="VO user (SHG Trans Approver)"),
        row(name="ASHA DEVI", mobile="9999000012", vo="990000201", category="VO user (SHG Trans Approver)"),
        row(name="ASHA DEVI", mobile="9999000012", vo="990000201", category="VO user (SHG Trans Approver)"),
    )
    assert [one.outcome for one in made.rows] == [
        LoadOutcome.LINK,
        LoadOutcome.LINK,
        LoadOutcome.LINK,
        LoadOutcome.SAME,
    ]


def test_an_approver_who_holds_it_is_the_same() -> None:
    """An approver's link that is there already changes nothing, and does not make her the bookkeeper."""
    snapshot = replace(
        MANY, roles=(*MANY.roles, RoleFact(60, 3, "VO_SHG_APPROVER", True)), holders=(HolderFact(1, 201, 60, 3, 1),)
    )
    cells = {"name": "RADHA DEVI", "mobile": ONE_MOBILE, "vo": "990000201"}
    rows = [row(**cells, category="VO user (SHG Trans Approver)"), row(**cells, category="VO")]
    made = plan_mapping(Sheet(rows), snapshot)  # type: ignore[arg-type]
    assert [one.outcome for one in made.rows] == [LoadOutcome.SAME, LoadOutcome.LINK]


def test_a_third_row_of_a_conflict_is_in_it() -> None:
    """Three women for one SHG: none is linked, and each row names another."""
    made = plan(*(row(name=f"{name} DEVI", mobile=f"999900002{at}", shg_code="990000101")
                  for at, name in enumerate(("GEETA", "ASHA", "RADHA"))))  # fmt: skip
    assert [one.outcome for one in made.rows] == [LoadOutcome.CONFLICT] * 3
    assert [len(one.faults) for one in made.rows] == [1, 1, 1]


def test_a_move_says_from_whom_and_which_link() -> None:
    """A move carries the link it closes, and its sentence the holder and the day."""
    moved = plan(row(shg_code="990000105")).rows[0]
    assert (moved.outcome, moved.from_link) == (LoadOutcome.MOVE, 901)
    assert "UP_MEENASHGBK since 02/04/2025" in moved.faults[0].sentence


@pytest.mark.parametrize(("cells", "key"), [
    ({"vo": "990000201", "category": "SHG"}, "category.mismatch"),
    ({"shg_code": "990000101", "category": "VO"}, "category.mismatch"),
    ({"shg_name": "RADHE KRISHNA", "category": "CLF"}, "category.mismatch"),
    ({"clf": "990000301", "category": "VO"}, "category.mismatch"),
])  # fmt: skip
def test_a_category_without_its_cbo_is_a_mistake(cells: dict[str, str], key: str) -> None:
    """A row that names only CBOs of another kind than its category stays out; it is no account alone."""
    made = plan(row(**cells))
    assert ([one.outcome for one in made.rows], codes(made)) == ([LoadOutcome.FAULT], {key})


def test_an_account_alone_is_made_once() -> None:
    """The first row without a CBO makes the account, the next changes nothing; one that is there is the same."""
    assert [one.outcome for one in plan(row(), row()).rows] == [LoadOutcome.USER, LoadOutcome.SAME]
    known = row(name="MEENA DEVI", mobile="9999000001")
    assert [one.outcome for one in plan(known).rows] == [LoadOutcome.SAME]
    assert [one.outcome for one in plan(row(mobile="12")).rows] == [LoadOutcome.FAULT]


def test_an_unknown_code_with_a_known_name_proposes_its_code() -> None:
    """The name beside a code that does not exist gives the code that is meant; a name of nobody gives none."""
    fault = plan(row(shg_code="1", shg_name="RADHE KRISHNA")).faults()[0]
    assert (fault.code, fault.proposals) == ("cbo.unknown", ("990000101",))
    assert "990000101" not in plan(row(shg_code="1", shg_name="NOBODY AT ALL")).faults()[0].proposals


def test_several_codes_are_not_held_against_one_name() -> None:
    """Two codes in a cell are linked without asking the name, which can be of one only."""
    made = plan(row(shg_code="990000101, 990000102", shg_name="RADHE KRISHNA"))
    assert ([one.outcome for one in made.rows], codes(made)) == ([LoadOutcome.LINK] * 2, set())


def test_parents_are_asked_only_when_the_category_says_so() -> None:
    """With a category, VO and CLF beside an SHG are its parents and only warn; without, and not its own, to link."""
    with_one = plan(row(shg_code="990000101", vo="NOT IT", clf="NOR IT"))
    assert [one.outcome for one in with_one.rows] == [LoadOutcome.LINK]
    assert [(one.key, one.code, one.proposals) for one in with_one.faults()] == [
        ("vo", "cbo.mismatch", ("PRAGATI VO",)), ("clf", "cbo.mismatch", ("UJALA CLF",)),
    ]  # fmt: skip
    without = plan(row(shg_code="990000104", vo="990000201", clf="990000301", category=""))
    assert [one.cbo_type.value for one in without.rows if one.cbo_type] == ["SHG", "VO", "CLF"]


@pytest.mark.parametrize(("count", "held", "warned"), [(2, 0, False), (3, 0, True), (2, 1, True), (1, 1, False)])
def test_the_load_of_a_bookkeeper_counts_what_she_has(count: int, held: int, warned: bool) -> None:
    """New links and those she keeps stand against the norm together; what is taken from her does not."""
    holders = (HolderFact(901, 105, 51, 1, 1),) if held else ()
    made = plan_mapping(
        Sheet([row(name="MEENA DEVI", mobile="9999000001", shg_code=f"99000010{at}") for at in range(1, count + 1)]),  # type: ignore[arg-type]
        replace(SNAPSHOT, holders=holders),
        norm=LoadNorm(shgs=2),
    )
    assert bool(made.warnings) is warned
    if warned:
        assert made.warnings[0].startswith("MEENA DEVI (UP_MEENASHGBK): ")


def test_a_moved_shg_is_no_longer_on_its_old_keepers_load() -> None:
    """One SHG goes from her and two come to her: two are weighed, not three."""
    rows = [
        row(shg_code="990000105"),
        *(row(name="MEENA DEVI", mobile="9999000001", shg_code=f"99000010{at}") for at in (1, 2)),
    ]
    made = plan_mapping(Sheet(rows), SNAPSHOT, norm=LoadNorm(shgs=2))  # type: ignore[arg-type]
    assert made.warnings == []


def test_the_plan_carries_what_it_was_made_on() -> None:
    """The block, its revision and the number of blank rows go with the plan."""
    made = plan_mapping(Sheet([row()], blank_rows=3), SNAPSHOT)  # type: ignore[arg-type]
    assert (made.block_code, made.revision, made.blank_rows) == ("0996", 7, 3)


@pytest.mark.parametrize(("cells", "key", "value", "proposals"), [
    ({"village": "ALAPUR"}, "gp", "ALAPUR", ("HAKEEMPUR QUAZI",)),
    ({"gp": "ALAPUR", "village": "ALAPUR"}, "gp", "ALAPUR", ("HAKEEMPUR QUAZI",)),
    ({"shg_name": "EKTA"}, "shg_name", "EKTA", ("RADHE KRISHNA",)),
    ({"vo": "X"}, "vo", "X", ("PRAGATI VO",)),
    ({"gp": "HAKEEMPUR QUAZI", "village": "NO SUCH PLACE"}, "village", "NO SUCH PLACE", None),
    ({"gp": "NO SUCH PLACE", "village": "NOR THIS"}, "gp", "NO SUCH PLACE", None),
])  # fmt: skip
def test_a_fault_stands_at_its_cell(
    cells: dict[str, str], key: str, value: str, proposals: tuple[str, ...] | None
) -> None:
    """A contradiction names the column, the cell and what would do; a village is read inside its GP alone."""
    found = plan(row(shg_code="990000101", **cells)).faults()
    assert [(one.key, one.value, one.row) for one in found] == [(key, value, 2)]
    assert proposals is None or found[0].proposals == proposals


def test_another_village_of_the_right_gp_contradicts() -> None:
    """The GP is right and the village is another of it: the fault stands at the village and names the right one."""
    more = replace(SNAPSHOT, villages=(*SNAPSHOT.villages, PlaceFact(13, 1, "9990000001002", "NAYA GAON")))
    sheet_ = Sheet([row(shg_code="990000101", gp="HAKEEMPUR QUAZI", village="NAYA GAON")])
    (found,) = plan_mapping(sheet_, more).faults()  # type: ignore[arg-type]
    assert (found.key, found.code, found.proposals) == ("village", "place.contradicts", ("HAKEEMPUR",))


def test_an_entry_keeps_the_woman_it_was_for() -> None:
    """A row that stays out still says for whom and which SHG it was, when they could be told."""
    made = plan(row(shg_code="990000101"), row(shg_code="990000104"), row(name="A", mobile="9999000044", shg_code="1"))
    assert [(one.person, one.cbo_id, one.cbo_type) for one in made.rows] == [
        (0, 101, "SHG"), (0, 104, "SHG"), (-1, 0, "SHG"),
    ]  # fmt: skip
    unknown = plan(row(category="", name="A"))
    assert [(one.person, one.cbo_type) for one in unknown.rows] == [(-1, None)]
    stopped = plan(row(gp="NO SUCH PLACE"), row(gp="NO SUCH PLACE", category="VO", shg_code="990000101"))
    assert [(one.person, one.outcome) for one in stopped.rows] == [(0, LoadOutcome.FAULT), (1, LoadOutcome.FAULT)]
    assert [(one.person, one.outcome) for one in plan(row(name="A")).rows] == [(-1, LoadOutcome.FAULT)]
    assert [one.person for one in plan(row(name="A", category="VO", shg_code="990000101")).rows] == [-1]


def test_a_keeper_who_is_deleted_is_somebody_else() -> None:
    """The holder's account is not among those of the block any more: the move says so in words."""
    gone = replace(SNAPSHOT, holders=(HolderFact(901, 105, 77, 99, 1743552000000),))
    made = plan_mapping(Sheet([row(shg_code="990000105")]), gone)  # type: ignore[arg-type]
    assert made.rows[0].outcome is LoadOutcome.MOVE
    assert "is with somebody else since" in made.faults()[0].sentence


@pytest.mark.parametrize(("cells", "key"), [
    ({"vo": "990000202", "category": "VO"}, "vo"),
    ({"clf": "990000302", "category": "CLF"}, "clf"),
    ({"shg_code": "990000104"}, "shg_code"),
])  # fmt: skip
def test_an_inactive_cbo_is_told_at_its_column(cells: dict[str, str], key: str) -> None:
    """An inactive SHG, VO or CLF is a fault of its own column."""
    off = replace(SNAPSHOT, cbos=(
        *SNAPSHOT.cbos,
        CboFact(202, "VO", "990000202", "OLD VO", 1, 11, 0, 301, False),
        CboFact(302, "CLF", "990000302", "OLD CLF", 0, 0, 0, 0, False),
    ))  # fmt: skip
    (found,) = plan_mapping(Sheet([row(**cells)]), off).faults()  # type: ignore[arg-type]
    assert (found.code, found.key) == ("cbo.inactive", key)


def test_ids_are_not_given_twice_in_one_sheet() -> None:
    """Two new women of one place get two ids; a woman of two roles keeps her account where one role fits."""
    made = plan(row(village="ALAPUR"), row(name="GEETA BAI", mobile="9999000011", village="ALAPUR"))
    assert [one.user_id for one in made.people] == ["IUP_ALAPURSHGBK", "IUP_ALAPURSHGBK2"]


def test_a_holder_of_two_roles_is_found_by_either() -> None:
    """She has two roles of VOs: her mobile alone finds her for each, and a role of another kind is not added."""
    two = replace(MANY, roles=(*MANY.roles, RoleFact(61, 3, "VO_SHG_APPROVER", True)))
    rows = [row(name="", mobile=ONE_MOBILE, vo="990000201", category=one)
            for one in ("VO", "VO user (SHG Trans Approver)")]  # fmt: skip
    made = plan_mapping(Sheet(rows), two)  # type: ignore[arg-type]
    assert [(one.account_id, one.role_id) for one in made.people] == [(3, 53), (3, 61)]
    mixed = replace(two, roles=(*two.roles, RoleFact(62, 3, "SHG_BK", True)))
    clf = [row(name="RADHA DEVI", mobile=ONE_MOBILE, clf="990000301", category="CLF")]
    assert [one.account_id for one in plan_mapping(Sheet(clf), mixed).people] == [0]  # type: ignore[arg-type]
    vo = [row(name="RADHA DEVI", mobile=ONE_MOBILE, vo="990000201", category="VO")]
    assert [one.account_id for one in plan_mapping(Sheet(vo), mixed).people] == [3]  # type: ignore[arg-type]


@pytest.mark.parametrize(("cells", "key"), [
    ({"user_id": "IUP_RITA", "name": "", "mobile": ""}, "user_id"),
    ({"name": "GEETA DEVI"}, "mobile"),
])  # fmt: skip
def test_a_fault_of_the_woman_stands_at_its_cell(cells: dict[str, str], key: str) -> None:
    """An inactive account is told at the id, a second woman at the mobile they share."""
    found = plan(row(), row(**cells)).faults()
    assert [one.key for one in found] == [key]


@pytest.mark.parametrize("name", ["SUNITA@DEVI", "SUNITA 2", "AAAA"])
def test_an_odd_name_of_a_new_person_is_a_warning(name: str) -> None:
    """The preview asks about it at its cell; the row is planned all the same, for it may be right."""
    made = many(row(name=name, mobile="9999000077", shg_code="990000101"))
    assert [(one.key, one.code, one.warning) for one in made.faults()] == [("name", "name.odd", True)]
    assert [one.name for one in made.people] == [name]
    assert [one.outcome for one in made.rows] == [LoadOutcome.LINK]


def test_an_odd_name_that_is_kept_already_is_not_asked_about_again() -> None:
    """A sheet that names an account as the office does says nothing new."""
    odd = replace(MANY, accounts=(AccountFact(1, "IUP_MEENA", "MEENA 2", ONE_MOBILE, True),), roles=MANY.roles[:1])
    made = plan_mapping(Sheet([row(name="MEENA 2", mobile=ONE_MOBILE, shg_code="990000101")]), odd)  # type: ignore[arg-type]
    assert list(made.faults()) == []
