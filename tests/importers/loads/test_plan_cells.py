"""The mapping planner: what the cells of an SHG, its name and its parents mean together."""

from __future__ import annotations

from dataclasses import replace

import pytest

from importers.loads.plan_mapping import plan_mapping
from lokos_tui.domain.loads.mapping import AccountFact, CboFact, RoleFact
from lokos_tui.domain.loads.outcomes import LoadOutcome
from tests.importers.loads.test_plan_mapping import SNAPSHOT, Sheet, codes, plan, row

TWO_VOS = replace(SNAPSHOT, cbos=(*SNAPSHOT.cbos, CboFact(202, "VO", "990000202", "NAYA VO", 1, 11, 0, 301, True)))


@pytest.mark.parametrize("code", ["990000101,", "990000101;"])
def test_a_comma_after_a_code_loses_nothing(code: str) -> None:
    """One code with a separator behind it is that SHG, also with its name beside it."""
    made = plan(row(shg_code=code, shg_name="RADHE KRISHNA"))
    assert ([(one.outcome, one.cbo_id) for one in made.rows], codes(made)) == ([(LoadOutcome.LINK, 101)], set())


def test_several_names_are_not_held_against_each_other() -> None:
    """Two SHGs by their names in one cell are both linked, and neither is told that it has another name."""
    made = plan(row(shg_name="RADHE KRISHNA, SARASWATI"))
    assert [(one.outcome, one.cbo_id) for one in made.rows] == [(LoadOutcome.LINK, 101), (LoadOutcome.MOVE, 105)]
    assert codes(made) == {"cbo.move"}


@pytest.mark.parametrize(("cells", "keys"), [
    ({"clf": "NOR IT"}, ["clf"]),
    ({"vo": "NOT IT"}, ["vo"]),
    ({"vo": "NAYA VO"}, ["vo"]),
    ({"vo": "990000202"}, ["vo"]),
    ({"vo": "990000201", "clf": "990000301"}, []),
    ({"vo": "pragati  vo", "clf": "Ujala CLF"}, []),
])  # fmt: skip
def test_each_parent_is_compared_by_itself(cells: dict[str, str], keys: list[str]) -> None:
    """A wrong VO or a wrong CLF beside an SHG is told, each without the other; the right one in any case is not."""
    made = plan_mapping(Sheet([row(shg_code="990000101", **cells)]), TWO_VOS)  # type: ignore[arg-type]
    assert [one.outcome for one in made.rows] == [LoadOutcome.LINK]
    assert [(one.key, one.code, one.warning) for one in made.faults()] == [(key, "cbo.mismatch", True) for key in keys]


def test_without_a_category_another_vo_is_no_parent() -> None:
    """A row without a category links its SHG and its VO; that the SHG belongs to another VO is nobody's mistake."""
    sheet = Sheet([row(shg_code="990000101", vo="990000202", category="")])
    made = plan_mapping(sheet, TWO_VOS)  # type: ignore[arg-type]
    assert [(one.outcome, one.cbo_id) for one in made.rows] == [(LoadOutcome.LINK, 101), (LoadOutcome.LINK, 202)]
    assert codes(made) == set()


@pytest.mark.parametrize(("cells", "named"), [
    ({"shg_code": "990000101", "category": "VO"}, "SHG"),
    ({"shg_name": "EKTA", "category": "CLF"}, "SHG"),
    ({"vo": "990000201", "category": "CLF"}, "VO"),
    ({"clf": "990000301", "category": "VO"}, "CLF"),
])  # fmt: skip
def test_the_category_that_would_fit_is_proposed(cells: dict[str, str], named: str) -> None:
    """Of a row whose category names no CBO of it, the kind it does name is offered for the category's cell."""
    (found,) = plan(row(**cells)).faults()
    assert (found.key, found.value, found.proposals) == ("category", cells["category"], (named,))


@pytest.mark.parametrize(("held", "account"), [
    ((), 3),
    (("VO_BK",), 3),
    (("VO_BK", "SHG_BK"), 0),
    (("SHG_BK", "VO_BK"), 0),
    (("SHG_BK",), 0),
])  # fmt: skip
def test_a_further_role_only_beside_roles_of_its_kind(held: tuple[str, ...], account: int) -> None:
    """An account without a role, or with VO roles alone, takes a VO's approver; with another kind it does not."""
    hers = replace(
        SNAPSHOT,
        accounts=(AccountFact(3, "IUP_RADHA", "RADHA DEVI", "9999000007", True),),
        roles=tuple(RoleFact(60 + at, 3, role, True) for at, role in enumerate(held)),
        holders=(),
    )
    cells = row(name="RADHA DEVI", mobile="9999000007", vo="990000201", category="VO user (SHG Trans Approver)")
    made = plan_mapping(Sheet([cells]), hers)  # type: ignore[arg-type]
    assert [(one.account_id, one.role_id) for one in made.people] == [(account, 0)]
    assert [one.outcome for one in made.rows] == [LoadOutcome.LINK]
