"""Text from outside."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lokos_tui.domain.text import clean, fold, has_controls, latin_only, name_key, safe

HOSTILE = [
    "\x1b[31mred",
    "a\x9b2Jb",
    "x\u202eevil",
    "\x1b]52;c;AAAA\x07",
    "tag\U000e0041",
    "nul\x00",
    "\u2028line",
    "\ufeffbom",
]


@given(st.text())
def test_safe_never_lets_a_control_through(value: str) -> None:
    """Nothing that is shown can steer a terminal, whatever it was."""
    shown = safe(value)
    assert not has_controls(shown)
    assert "\n" not in shown
    assert "\x1b" not in shown
    assert len(shown) <= 200


@given(st.text())
def test_clean_is_settled_after_once(value: str) -> None:
    """Cleaning twice is cleaning once, and the result is NFC, trimmed and single-spaced."""
    once = clean(value)
    assert clean(once) == once
    assert once == unicodedata.normalize("NFC", once)
    assert once == once.strip()
    assert "  " not in once
    assert not has_controls(once)


@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_text_is_cleaned_on_the_way_in(value: str) -> None:
    """Escape sequences, bidirectional and tag characters do not reach the database."""
    assert not has_controls(clean(value))
    assert has_controls(value)


def test_hindi_keeps_its_joiners() -> None:
    """Zero width joiners that Hindi needs are kept, and words stay apart."""
    assert clean("क्\u200dष  त्र") == "क्\u200dष त्र"


@given(st.text())
def test_name_keys_compare_without_case_and_marks(value: str) -> None:
    """A sort key is stable: its own key is itself, in capitals where there are any."""
    key = name_key(value)
    assert name_key(key) == key
    assert name_key(f"  {value} ") == key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("HAKEEMPUR QUAZI", "HAKIMPUR KUAJI"),
        ("FAZALPUL FATEHULLA", "FAZALPULFATEHULLA"),
        ("Danapur", "DAANAPUR"),
        ("SHANKER JI", "SANKER  JI"),
        ("GHATYARI", "GATIARI"),
    ],
)
def test_spelling_variants_fold_alike(one: str, other: str) -> None:
    """The variants that Indian place names come in are the same when folded."""
    assert fold(one) == fold(other)


def test_different_names_do_not_fold_alike() -> None:
    """Folding forgives spelling, not another name."""
    assert len({fold(name) for name in ("JYOTI", "EKTA", "PRAGATI", "VIKAS", "KHUSHI", "LAXMI", "HARIOM")}) == 7


@given(st.text())
def test_latin_only_is_fit_for_a_user_id(value: str) -> None:
    """Only capitals and digits are left."""
    assert all(c.isascii() and (c.isupper() or c.isdigit()) for c in latin_only(value))
