"""What a sheet is likely to mean and not sure to: asked once for all its rows, and nothing taken in silence."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.loads.plan_mapping import plan_mapping
from lokos_tui.domain.errors import Invalid
from lokos_tui.domain.loads.mapping import AccountFact, Fault, FieldChange, HolderFact, Plan, RoleFact
from lokos_tui.domain.loads.outcomes import LoadOutcome
from lokos_tui.domain.loads.questions import QUESTIONS, Question, parse_answer
from tests.importers.loads.test_plan_mapping import SNAPSHOT, Sheet, codes, row

HERS = AccountFact(1, "IUP_MEENA", "MEENA DEVI", "9999000001", True, "Samooh Sakhi", "9999000050")
BLOCK = replace(
    SNAPSHOT,
    accounts=(HERS, AccountFact(3, "IUP_RADHA", "RADHA DEVI", "9999000003", True)),
    roles=(RoleFact(51, 1, "SHG_BK", True, 2, 12), RoleFact(53, 3, "SHG_BK", True)),
    holders=(HolderFact(901, 105, 51, 1, 1743552000000), HolderFact(903, 101, 53, 3, 1743552000000)),
)
"""MEENA of ALAPUR keeps SARASWATI there; RADHA, whose place nobody wrote down, keeps RADHE KRISHNA in HAKEEMPUR."""
NEW = "9999000099"


def made(*rows: tuple[str, ...], **answers: str) -> Plan:
    """Return the plan of rows with answers, by their names with _ for -."""
    given_answers = {name.replace("_", "-"): answer for name, answer in answers.items()}
    return plan_mapping(Sheet(list(rows)), BLOCK, answers=given_answers)  # type: ignore[arg-type]


def questions(plan: Plan) -> list[tuple[str, int, str]]:
    """Return (question, rows, answer) of a plan."""
    return [(one.asked.value, one.rows, one.answer) for one in plan.questions]


@pytest.mark.parametrize("cells", [
    {"shg_code": "990000105"}, {"shg_name": "SARASWATI"}, {"village": "ALAPUR", "shg_code": ""},
    {"gp": "ALAPUR"}, {"name": "Mina Devi", "shg_code": "990000105"}, {"shg_code": "990000102; 990000105"},
])  # fmt: skip
def test_a_known_woman_with_a_new_mobile_is_asked_about(cells: dict[str, str]) -> None:
    """Her name with an SHG she keeps, or with her place, and another mobile: no account is made in silence."""
    plan = made(row(**{"name": "MEENA DEVI", "mobile": NEW, **cells}))
    assert (codes(plan), plan.people) == ({"person.new_mobile"}, [])
    assert questions(plan) == [("new-mobile", 1, "")]
    assert "IUP_MEENA" in plan.faults()[0].sentence and "Samooh Sakhi" in plan.faults()[0].sentence


def test_the_answer_holds_for_all_her_rows() -> None:
    """Yes: her mobile changes once, her links stay; no: a second account, and its SHGs move."""
    rows = [row(name="MEENA DEVI", mobile=NEW, shg_code=code) for code in ("990000105", "990000102")]
    assert questions(made(*rows)) == [("new-mobile", 2, "")]
    same = made(*rows, new_mobile="same")
    assert [(one.user_id, one.changes) for one in same.people] == [
        ("IUP_MEENA", (FieldChange("mobile", "9999000001", NEW),))
    ]
    outcomes = [one.outcome for one in same.rows]
    assert sorted(outcomes) == sorted([LoadOutcome.SAME, LoadOutcome.CHANGE, LoadOutcome.LINK])
    assert same.counts()["new_users"] == 0
    other = made(*rows, new_mobile="other")
    assert ([one.is_new for one in other.people], other.counts()["move"]) == ([True], 1)


@pytest.mark.parametrize("cells", [
    {"name": "RADHA DEVI", "shg_code": "990000105"}, {"name": "MEENA DEVI", "shg_code": "990000101"},
    {"name": "MEENA KUMARI", "shg_code": "990000105"}, {"name": "MEENA DEVI", "village": "HAKEEMPUR"},
])  # fmt: skip
def test_a_name_alone_is_no_reason_to_ask(cells: dict[str, str]) -> None:
    """Neither her place nor an SHG of hers, or another name: a new woman, without a question."""
    plan = made(row(**{"mobile": NEW, **cells}))
    assert (questions(plan), [one.is_new for one in plan.people]) == ([], [True])


def test_a_number_she_had_is_hers() -> None:
    """A sheet with her mobile of before finds her, and changes nothing."""
    plan = made(row(name="MEENA DEVI", mobile="9999000050", shg_code="990000105"))
    assert ([one.user_id for one in plan.people], codes(plan), plan.people[0].changes) == (["IUP_MEENA"], set(), ())


@pytest.mark.parametrize(("cells", "code", "change"), [
    ({"name": "", "mobile": NEW}, "person.mobile", FieldChange("mobile", "9999000001", NEW)),
    ({"name": "MEENA KUMARI", "mobile": ""}, "person.name", FieldChange("name", "MEENA DEVI", "MEENA KUMARI")),
    ({"name": "", "mobile": "", "designation": "BK"}, "person.designation",
     FieldChange("designation", "Samooh Sakhi", "BK")),
])  # fmt: skip
def test_a_field_of_an_account_is_changed_when_that_is_answered(
    cells: dict[str, str], code: str, change: FieldChange
) -> None:
    """An id with another mobile, name or designation: asked; changed or kept as it is answered."""
    line = row(**{"user_id": "IUP_MEENA", "shg_code": "990000105", **cells})
    assert (codes(made(line)), questions(made(line))) == ({code}, [("update", 1, "")])
    changed = made(line, update="change")
    assert ([one.changes for one in changed.people], codes(changed)) == ([(change,)], set())
    kept = made(line, update="keep")
    assert ([one.changes for one in kept.people], [one.outcome for one in kept.rows]) == ([()], [LoadOutcome.SAME])


def test_an_id_with_another_womans_name_and_number_is_a_wrong_id() -> None:
    """Nothing is asked, and no answer makes one woman of the two."""
    line = row(user_id="IUP_MEENA", name="KAMLA DEVI", mobile=NEW, shg_code="990000105")
    for answers in ({}, {"update": "change"}):
        assert (codes(made(line, **answers)), questions(made(line, **answers))) == (
            {"person.name", "person.mobile"},
            [],
        )


def test_two_rows_that_change_her_differently_are_a_fault() -> None:
    """The second mobile for one account stays out; the first is taken."""
    rows = [row(user_id="IUP_MEENA", name="", mobile=number, shg_code="990000105") for number in (NEW, "9999000098")]
    plan = made(*rows, update="change")
    assert (codes(plan) >= {"person.two_changes"}, plan.people[0].changes[0].after) == (True, NEW)


def test_a_value_that_will_not_do_is_no_change() -> None:
    """A changed mobile is checked like a new one."""
    plan = made(row(user_id="IUP_MEENA", name="", mobile="12345", shg_code="990000105"), update="change")
    assert codes(plan) == {"mobile.shape"}


def test_names_that_differ_in_a_letter_are_two_women() -> None:
    """Sunita Awati and Sunita Bwati of one village: nothing is asked, and the sheet's own words are kept."""
    rows = [row(name=name, mobile=mobile, gp="ALAPUR") for name, mobile in
            (("Sunita Awati", NEW), ("Sunita Bwati", "9999000098"), ("Sunita Cwati", NEW))]  # fmt: skip
    plan = made(*rows)
    assert (questions(plan), [one.name for one in plan.people]) == (
        [],
        ["Sunita Awati", "Sunita Bwati", "Sunita Cwati"],
    )
    assert [fault.row for fault in plan.faults() if fault.code == "person.shared_mobile"] == [4]


def test_one_name_in_one_village_with_two_mobiles_is_asked() -> None:
    """One woman takes the first mobile with a remark, two women get an account each; unanswered, the row stays out."""
    rows = [row(name="KAMLA DEVI", mobile=mobile, gp="ALAPUR") for mobile in (NEW, "9999000098")]
    assert (questions(made(*rows)), made(*rows).has_faults) == ([("same-name", 1, "")], True)
    assert [one.mobile for one in made(*rows, same_name="two").people] == [NEW, "9999000098"]
    one = made(*rows, same_name="one")
    assert ([who.mobile for who in one.people], one.has_faults) == ([NEW], False)


def test_a_bookkeeper_written_once_over_her_rows() -> None:
    """Rows without name, mobile and id under hers are asked about with one fault each, and filled when answered."""
    first = row(name="KAMLA DEVI", mobile=NEW, shg_code="990000101")
    blank = {"name": "", "mobile": "", "user_id": "", "category": ""}
    rows = [first, row(**blank, shg_code="990000102"), row(**blank, shg_code="990000103")]
    asked = made(*rows)
    assert (questions(asked), [fault.code for fault in asked.faults() if fault.row > 2]) == (
        [("fill-names", 2, "")], ["person.above"] * 2,
    )  # fmt: skip
    filled = made(*rows, fill_names="fill")
    assert ([one.name for one in filled.people], filled.has_faults) == (["KAMLA DEVI"], False)
    assert filled.counts()["link"] + filled.counts()["move"] == 3


def test_a_row_without_a_bookkeeper_above_says_what_is_missing() -> None:
    """Nobody stands above the first row: name and mobile are missing, and nothing is asked."""
    plan = made(row(name="", mobile="", shg_code="990000101"))
    assert (codes(plan), questions(plan)) == ({"name.missing", "mobile.missing"}, [])


def test_the_own_vo_of_an_shg_is_information() -> None:
    """Without a category, SHG rows that name their own VO and CLF link SHGs alone; one answer assigns the VO too."""
    line = row(name="KAMLA DEVI", mobile=NEW, category="", shg_code="990000105", vo="PRAGATI VO", clf="UJALA CLF")
    plan = made(line)
    assert ([one.cbo_type for one in plan.rows], questions(plan)) == (["SHG"], [("vo-column", 1, "information")])
    assigned = made(line, vo_column="assign")
    assert [one.cbo_type for one in assigned.rows] == ["SHG", "VO", "CLF"]
    other = made(row(name="KAMLA DEVI", mobile=NEW, category="", shg_code="990000104", vo="PRAGATI VO"))
    assert questions(other) == []


@given(st.sampled_from(list(Question)), st.text(max_size=8))
def test_an_answer_is_one_of_two(question: Question, other: str) -> None:
    """What an option says is read, in any case; anything else is refused with the answers there are."""
    for answer in QUESTIONS[question].answers:
        assert parse_answer(f" {question.value.upper()} = {answer.value}") == (question.value, answer.value)
        assert answer.words
    if other.strip().lower() not in {answer.value for answer in QUESTIONS[question].answers}:
        with pytest.raises(Invalid):
            parse_answer(f"{question.value}={other}")


def test_faults_keep_their_form() -> None:
    """A fault without a question is what it was."""
    assert Fault(2, "name", "", "x", "y").question == ""
