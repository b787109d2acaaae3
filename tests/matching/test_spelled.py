"""A name's pattern matches the spellings that fold alike, and the cheap letters never sort one of them out."""

from __future__ import annotations

import re

import pytest

from lokos_tui.matching.spelled import folded, letters_of, spelling_pattern

ALIKE = (
    ("SUNITA", "SUNEETA"), ("SUNITA", "SOONITHA"), ("LAKSHMI", "LAXMI"), ("LAXMI", "LAKSHMEE"), ("VIMLA", "BIMLA"),
    ("VIDYA", "BIDDYA"), ("PHOOLWATI", "FULVATI"), ("JHUNI", "ZUNEE"), ("QAMAR", "KAMAR"), ("GYANWATI", "GYANVATI"),
    ("CHAMPA", "CHHAMPA"), ("सुनीता", "SUNITA"), ("SANGITA DEVI", "SANGEETA DEVEE"), ("SAMPATI", "SANPATI"),
)  # fmt: skip
OTHERS = (("SUNITA", "ANITA"), ("SITA", "GITA"), ("RADHA", "REKHA"), ("MEENA", "RINA"))


@pytest.mark.parametrize(("typed", "kept"), ALIKE)
def test_another_spelling_is_matched(typed: str, kept: str) -> None:
    """What is typed finds the name as it is kept, and the letters it is sorted by are all in it."""
    assert re.search(spelling_pattern(typed), kept)
    assert all(set(one) & set(kept) for one in letters_of(typed))


@pytest.mark.parametrize(("typed", "kept"), OTHERS)
def test_another_name_is_not(typed: str, kept: str) -> None:
    """Names that differ in what is heard stay apart."""
    assert not re.search(spelling_pattern(typed), kept)


@pytest.mark.parametrize("typed", ["", "AB", "12", "क", "%", "(((", "[A-Z]{3}", ".*.*"])
def test_too_little_and_signs_match_nothing(typed: str) -> None:
    """Fewer than three letters give no pattern; signs never become part of one."""
    assert spelling_pattern(typed) in ("", spelling_pattern("AZ"))
    assert re.fullmatch(r"[A-Z ]*", folded(typed))
