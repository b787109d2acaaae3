"""Text from outside."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lokos_tui.domain.paging import Count
from lokos_tui.domain.text import clean, counted, fold, has_controls, latin_only, name_key, safe, with_article

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


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("SHG Bookkeeper", "an SHG Bookkeeper"),
        ("VO Bookkeeper", "a VO Bookkeeper"),
        ("CLF", "a CLF"),
        ("MIS", "an MIS"),
        ("Block Admin", "a Block Admin"),
        ("admin", "an admin"),
        ("user", "a user"),
        ("A", "an A"),
    ],
)
def test_articles_are_read_aloud(words: str, said: str) -> None:
    """Capitals are read letter by letter: an S-H-G, a V-O; other words as they are spoken."""
    assert with_article(words) == said
    assert with_article(words, begins=True) == said.capitalize()[0] + said[1:]


@pytest.mark.parametrize(
    ("count", "words", "said"),
    [
        (0, ("number",), "0 numbers"),
        (1, ("number",), "1 number"),
        (2, ("number",), "2 numbers"),
        (212345, ("record",), "2,12,345 records"),
        (1, ("record waits", "records wait"), "1 record waits"),
        (3, ("record waits", "records wait"), "3 records wait"),
        (Count(1), ("user",), "1 user"),
        (Count(1, more=True), ("user",), "1+ users"),
        (Count(10_000, more=True), ("user",), "10,000+ users"),
    ],
)
def test_counts_agree_with_their_nouns(count: int | Count, words: tuple[str, ...], said: str) -> None:
    """One rule for every count before a noun, with Indian grouping."""
    assert counted(count, *words) == said
