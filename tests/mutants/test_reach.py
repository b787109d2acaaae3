"""Which tests a change is shown to: those that come to its statement, and all for what runs on import."""

from __future__ import annotations

import pytest

from tests.mutants.changes import changes_of
from tests.mutants.reach import Reached, lines_about

SOURCE = b"""LIMIT = 5


def take(
    many=LIMIT + 1,
):
    if many > 3 and (
        many < 9
    ):
        return [
            many + 2,
        ]
    return many - 4
"""
REACHED = Reached(
    {"slow": 3.0, "quick": 1.0, "aside": 2.0},
    {"slow": frozenset({7, 10, 11}), "quick": frozenset({7, 8, 13}), "aside": frozenset()},
    frozenset(),
)


@pytest.mark.parametrize(("before", "lines", "shown"), [
    ("5", None, ["quick", "aside", "slow"]), ("LIMIT + 1", None, ["quick", "aside", "slow"]),
    ("many < 9", range(7, 13), ["quick", "slow"]), ("many + 2", range(10, 13), ["slow"]),
    ("many - 4", range(13, 14), ["quick"]),
])  # fmt: skip
def test_a_change_is_shown_to_who_comes_there(before: str, lines: range | None, shown: list[str]) -> None:
    """The whole statement counts, the quickest test is first; a default or a constant concerns every test."""
    change = next(one for one in changes_of(SOURCE) if one.before == before)
    assert lines_about(SOURCE, change) == lines
    assert list(REACHED.tests(SOURCE, change)) == shown


def test_what_tests_share_is_of_all_of_them() -> None:
    """A line that a fixture of several tests runs is noticed by any of them."""
    change = next(one for one in changes_of(SOURCE) if one.before == "many - 4")
    shared = Reached(REACHED.seconds, REACHED.lines, frozenset({13}))
    assert list(shared.tests(SOURCE, change)) == ["quick", "aside", "slow"]
