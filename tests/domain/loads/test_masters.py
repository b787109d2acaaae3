"""What a plan of a master list says of itself: how many rows of each outcome, and which would be refused."""

from __future__ import annotations

from lokos_tui.domain.loads.mapping import Fault
from lokos_tui.domain.loads.masters import MasterPlan, MasterRow
from lokos_tui.domain.loads.outcomes import OF_MASTERS, LoadOutcome


def test_a_plan_counts_its_rows() -> None:
    """Every outcome of a master list is counted, with 0 where there is none; a row is new until it names a record."""
    rows = [MasterRow(2, LoadOutcome.NEW, "gp"), MasterRow(3, LoadOutcome.NEW, "gp")]
    made = MasterPlan("996", 1, rows)
    assert made.counts() == {one.value: 2 if one is LoadOutcome.NEW else 0 for one in OF_MASTERS}
    assert (made.has_faults, made.bad_rows, made.faults(), made.blank_rows) == (False, frozenset(), [], 0)
    assert {row.target for row in rows} == {0}


def test_one_row_that_is_refused_is_named() -> None:
    """A plan has faults as soon as one row has; warnings of the other rows are told as well, in their order."""
    odd, wrong = Fault(2, "gp", "", "odd", ""), Fault(3, "gp", "", "wrong", "")
    made = MasterPlan("996", 1, [
        MasterRow(2, LoadOutcome.NEW, "gp", faults=(odd,)), MasterRow(3, LoadOutcome.FAULT, "gp", faults=(wrong,)),
    ])  # fmt: skip
    assert (made.has_faults, made.bad_rows, made.faults()) == (True, frozenset({3}), [odd, wrong])
    assert made.counts()["fault"] == 1
