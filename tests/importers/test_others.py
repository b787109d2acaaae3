"""Columns nobody reads: what may be an Aadhaar number in them, and what only looks like one by chance."""

from __future__ import annotations

import pytest

from importers.model import Cell
from importers.others import is_other_number, suspects
from lokos_tui.domain.identifiers import verhoeff_ok

AADHAAR = 999941057058.0
CHANCE = [float(f"91{9999000000 + n}") for n in range(40)]
"""Mobiles with 91 before them; some have a right check digit."""
PASSING = [value for value in CHANCE if verhoeff_ok(str(int(value)))]


@pytest.mark.parametrize("heading", ["WhatsApp No.", "Alternate Mobile", "मोबाइल नं.", "Mob. No", ""])
def test_telephones_with_91_are_no_aadhaar_numbers(heading: str) -> None:
    """By the heading, or by the company they keep where there is none."""
    assert PASSING
    assert suspects(heading, CHANCE) == {}
    assert is_other_number(heading, CHANCE)


@pytest.mark.parametrize("heading", ["A/C No", "Bank Account Number", "खाता संख्या"])
def test_bank_accounts_of_twelve_digits_are_accounts(heading: str) -> None:
    """The heading says what they are, whatever their check digits."""
    assert suspects(heading, [AADHAAR, "999912345678"]) == {}
    assert is_other_number(heading, [AADHAAR])


def test_a_column_of_other_long_numbers_is_told_by_chance() -> None:
    """Forty numbers of twelve digits of which one in ten passes are another kind of number."""
    numbers: list[Cell] = [float(500_000_000_000 + 7 * n) for n in range(60)]
    assert any(verhoeff_ok(str(int(value or 0))) for value in numbers)
    assert suspects("Ration Card", numbers) == {}


@pytest.mark.parametrize(("heading", "values"), [
    ("Aadhaar No", [AADHAAR]), ("आधार", CHANCE), ("Remarks", ["none", AADHAAR, "no. 9999-4105-7058"]), ("", [AADHAAR]),
    ("UID", [*CHANCE, AADHAAR]), ("Guide", [AADHAAR]), ("WhatsApp", [AADHAAR]),
])  # fmt: skip
def test_a_true_suspicion_names_the_column(heading: str, values: list[Cell]) -> None:
    """An Aadhaar number is told wherever it stands, in a column of telephones too, by the column's heading."""
    found = suspects(heading, values)
    assert found
    assert all(code == "aadhaar" and (not heading or heading in sentence) for code, sentence, _hint in found.values())
