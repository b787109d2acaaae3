"""A name is found by its Latin spelling where it stands in Devanagari, and the other way round."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lokos_tui.domain.text import name_key
from lokos_tui.matching.devanagari import devanagari_pattern, latin_spellings

WRITTEN = {
    "सुनीता": ("SUNITA", "SUNEETA"), "कमला": ("KAMLA", "KAMALA"), "शांति": ("SHANTI",), "शान्ति": ("SHANTI",),
    "गीता": ("GEETA", "GITA"), "पुष्पा": ("PUSHPA",), "लक्ष्मी": ("LAXMI", "LAKSHMI"), "देवी": ("DEVI",),
    "कुमारी": ("KUMARI",), "उषा": ("USHA",), "अनीता": ("ANITA",), "रेखा": ("REKHA",), "विमला": ("VIMLA", "BIMLA"),
    "मुन्नी": ("MUNNI",), "रुख़साना": ("RUKHSANA",), "ज़ीनत": ("ZEENAT", "JEENAT"), "सावित्री": ("SAVITRI",),
    "किरण": ("KIRAN",), "ज्योति": ("JYOTI",), "गुड्डी": ("GUDDI",), "आरती": ("AARTI", "ARTI"), "संगीता": ("SANGEETA",),
    "ओमवती": ("OMWATI",), "कृष्णा": ("KRISHNA",), "शकुंतला": ("SHAKUNTALA",), "गायत्री": ("GAYATRI",), "माया": ("MAYA",),
}  # fmt: skip
"""Names as they stand in Devanagari, and as staff write them in Latin letters."""


@pytest.mark.parametrize("name", WRITTEN)
def test_a_latin_spelling_finds_devanagari(name: str) -> None:
    """Every spelling finds the name, and no other name of the list that does not sound like it."""
    for spelling in WRITTEN[name]:
        pattern = devanagari_pattern(spelling)
        assert re.search(pattern, name_key(name)), spelling
        others = [
            other
            for other in WRITTEN
            if re.search(pattern, name_key(other)) and spelling not in WRITTEN[other] and name not in other
        ]
        assert not others, spelling


@pytest.mark.parametrize(("name", "latin"), [("सुनीता", "SUNITA"), ("कमला", "KAMLA"), ("देवी", "DEVI"), ("उषा", "USHA")])
def test_devanagari_finds_a_usual_latin_spelling(name: str, latin: str) -> None:
    """One of the spellings is the usual one."""
    assert latin in latin_spellings(name)


@given(st.text(max_size=30))
def test_whatever_is_typed_is_a_pattern_or_none(text: str) -> None:
    """What is typed never becomes a broken or a wild expression: only Latin letters are read."""
    pattern = devanagari_pattern(text)
    re.compile(pattern)
    assert pattern == "" or (text.split() and all(word.isascii() and word.isalpha() for word in text.split()))


@given(st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=3, max_size=12))
def test_letters_alone_never_match_everything(word: str) -> None:
    """A pattern asks for at least one letter of Devanagari, so it finds no empty name."""
    assert re.search(devanagari_pattern(word), "") is None
