"""Spelling, Devanagari and names: what is forgiven, and what is another name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lokos_tui.matching import known_names, names
from lokos_tui.matching.devanagari import has_devanagari, to_latin
from lokos_tui.matching.spelling import likeness, spell
from lokos_tui.matching.tails import WOMAN_JOINED, is_of_a_woman, split

CAPITALS = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1, max_size=14)


@pytest.mark.parametrize(
    ("one", "other"),
    [("SUNITA", "SUNEETA"), ("LAKSHMI", "LAXMI"), ("SHANTI", "SANTI"), ("VIMLA", "BIMLA"), ("GEETA", "GITA"),
     ("SUDHA", "SUDA"), ("ZARINA", "JARINA"), ("PUSHPPA", "PUSPA"), ("CHHOTI", "CHOTI")],
)  # fmt: skip
def test_one_name_in_two_spellings_has_one_fold(one: str, other: str) -> None:
    """The common slips of spelling leave no trace."""
    assert likeness(spell(one), spell(other)) == 1.0


@pytest.mark.parametrize(
    ("one", "other"), [("SUNITA", "REKHA"), ("GANGA", "GANGOTRI"), ("ASHA", "USHA"), ("RAM", "RAJ"), ("MEENA", "HINA")]
)
def test_another_name_is_no_spelling(one: str, other: str) -> None:
    """Names that only share letters are not taken for one."""
    assert likeness(spell(one), spell(other)) < 0.7


@pytest.mark.parametrize(("one", "other"), [("ANITA", "AINTA"), ("KAMLESH", "KAMELSH"), ("URMILA", "URMLIA")])
def test_two_letters_typed_the_wrong_way_round_are_likely_one_word(one: str, other: str) -> None:
    """A crossing is seen even where the fold takes the word apart."""
    assert likeness(spell(one), spell(other)) >= 0.7


@given(CAPITALS, CAPITALS)
def test_likeness_is_symmetric_and_between_0_and_1(one: str, other: str) -> None:
    """The order of two words never matters."""
    there, back = likeness(spell(one), spell(other)), likeness(spell(other), spell(one))
    assert there == back
    assert 0.0 <= there <= 1.0


@given(CAPITALS)
def test_a_word_is_wholly_like_itself(word: str) -> None:
    """One text is one name, and its code begins as its fold does, forgiving E for I and O for U."""
    spelt = spell(word)
    assert likeness(spelt, spelt) == 1.0
    assert spelt.code[:1] in {spelt.fold[:1], "I", "U"}


@pytest.mark.parametrize(
    ("written", "latin"),
    [("सुनीता", "SUNITA"), ("कमला", "KAMLA"), ("सीता", "SITA"), ("लक्ष्मी", "LAKSHMI"), ("रेखा", "REKHA"),
     ("ज़ैनब", "ZAINAB"), ("पूनम", "POONAM"), ("अनीता", "ANITA"), ("राधा", "RADHA"), ("शांति", "SHANTI")],
)  # fmt: skip
def test_devanagari_is_read_as_the_latin_name(written: str, latin: str) -> None:
    """A name in Devanagari and the usual Latin spelling are one name."""
    assert likeness(spell(to_latin(written)), spell(latin)) == 1.0


@given(st.text(st.characters(min_codepoint=0x0900, max_codepoint=0x097F), max_size=20))
def test_any_devanagari_is_read_in_capitals(text: str) -> None:
    """Signs without a consonant, doubled signs and unknown letters fail nobody."""
    assert to_latin(text) == to_latin(text).upper()
    assert has_devanagari(text) == bool(text)


@pytest.mark.parametrize(
    ("text", "first", "rest", "tails"),
    [
        ("SUNITADEVI", "SUNITA", (), {"DEVI"}),
        ("Smt. Sunita Devi", "SUNITA", (), {"DEVI"}),
        ("Devi Sunita", "SUNITA", (), {"DEVI"}),
        ("SELVI AMMAL", "SELVI", (), {"AMMAL"}),
        ("Goddidei Rout", "GODDI", ("ROUT",), {"DEI"}),
        ("Kundapalli Ramadevi", "RAMA", ("KUNDAPALLI",), {"DEVI"}),
        ("Kalavati Bala Das", "KALAVATI", (), {"BALA"}),
        ("Shabananisha", "SHABANA", (), {"NISHA"}),
        ("MANISHA", "MANISHA", (), set()),
        ("Yadav Meena", "MEENA", ("YADAV",), set()),
    ],
)
def test_a_womans_name_taken_apart(text: str, first: str, rest: tuple[str, ...], tails: set[str]) -> None:
    """Titles go, the tail stands apart, the first name is found wherever it stands."""
    found = names.woman(text)
    assert found.first is not None
    assert found.first.text == first
    assert tuple(word.text for word in found.rest)[: len(rest)] == rest
    assert found.tails >= {spell(tail).fold for tail in tails}


def test_mohammad_moves_behind_in_every_spelling() -> None:
    """MD SALIM and SALIM MOHAMMAD are one man's name."""
    assert {names.man(text).first for text in ("Md Salim", "Mohd. Salim", "Salim", "Salim Mohammad")} == {
        spell("SALIM")
    }


@pytest.mark.parametrize("mark", ["w/o", "W/O.", "wife of", "D/o", "s/o", "C/O", "d\\o"])
def test_the_husbands_name_is_cut_off(mark: str) -> None:
    """What stands behind W/O and the like is the other person's name."""
    assert [part.strip() for part in names.cut_relation(f"Sunita Devi {mark} Ramesh")] == ["Sunita Devi", "Ramesh"]


@given(st.text(max_size=60))
def test_no_text_is_too_odd_for_a_name(text: str) -> None:
    """Reading a name never fails, and a name with a letter in it is never empty."""
    own, behind = names.cut_relation(text)
    found = names.woman(own)
    assert bool(found) == bool(names.words_of(own))
    assert names.man(behind) is not None


@pytest.mark.parametrize("word", ["RAI", "BAI", "KAUR", "DEVI", "RANI", "BEN"])
def test_a_tail_alone_is_a_name(word: str) -> None:
    """A tail is only taken off when a name is left."""
    assert split(word, WOMAN_JOINED) == (word, "")
    assert names.woman(word).first == spell(word)


def test_only_an_ending_tells_a_womans_name() -> None:
    """YELLAMMA is a woman's name, AMMAL alone stands behind one."""
    assert is_of_a_woman("YELLAMMA")
    assert not is_of_a_woman("AMMAL")


def test_common_names_weigh_less_than_rare_ones() -> None:
    """The tables give 5.5 bits to the commonest first names and 8.5 to one that is not listed."""
    assert known_names.woman_bits(spell("SUNITA").fold) == 5.5
    assert known_names.woman_bits("XQXQ") == known_names.RARE
    assert known_names.man_bits(spell("RAMESH").fold) == 5.5
    assert known_names.family_bits(spell("YADAV").fold) < known_names.OTHER_FAMILY
