"""The shipped catalogues hold what the code says, all of it, and nothing that was shifted by a line."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from pathlib import Path

import polib
import pytest

from docs.tools import catalogue
from lokos_tui.language.catalogue import LATIN_FROM, NAMES, SHIPPED, file_of, languages, load
from lokos_tui.language.compile import checked, read
from tests.language.glossary import ALIKE, TERMS, terms_in

HINDI = SHIPPED / "hi" / "LC_MESSAGES" / "lokos.po"
SOURCES = [HINDI, SHIPPED / "hi_Latn" / "LC_MESSAGES" / "lokos.po"]
LONG = 14
"""Letters from which two messages with one translation are a shifted line, not a short word."""


def entries(path: Path = HINDI) -> list[polib.POEntry]:
    """Return the messages of a catalogue."""
    return list(polib.pofile(str(path)))


def words_of(entry: polib.POEntry | polib.MOEntry) -> list[str]:
    """Return every form of a translation."""
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def test_catalogues_are_up_to_the_code() -> None:
    """`make messages` would change nothing: no message is missing, and none is there that no code says."""
    behind = [path.name for path, text in catalogue.wanted().items() if path.read_bytes() != text]
    assert not behind, "make messages"


@pytest.mark.parametrize("path", SOURCES, ids=["hi", "hi_Latn"])
def test_every_shipped_message_can_be_taken(path: Path) -> None:
    """Places, forms, signs and length are right in every message; none is fuzzy, which would drop it in silence."""
    po = read(path)
    good, problems = checked(po, path.name)
    assert [str(problem) for problem in problems] == []
    assert not [entry.msgid for entry in po if entry.fuzzy or entry.obsolete]
    assert len(good) == len(po)


def test_hindi_is_complete() -> None:
    """Every message of the code has its words, in every form."""
    assert [entry.msgid for entry in entries() if not all(words_of(entry))] == []


def test_what_is_written_otherwise_in_latin_letters_is_a_message() -> None:
    """A message that went from the code goes from the short list too, and no word of it is in Devanagari."""
    known = {(entry.msgctxt, entry.msgid) for entry in entries()}
    for entry in entries(SOURCES[1]):
        assert (entry.msgctxt, entry.msgid) in known, entry.msgid
        assert entry.msgstr.isascii()


def test_no_two_messages_have_the_same_long_translation() -> None:
    """Two different sentences that read alike in Hindi: one of them stands on the wrong line."""
    found = defaultdict(set)
    for entry in entries():
        for text in words_of(entry):
            if len(text) >= LONG:
                found[text].add(" ".join(re.findall(r"\w+", terms_in(entry.msgid.lower()))))
    double = {text: ids for text, ids in found.items() if len(ids) > 1 and ids not in ALIKE}
    assert double == {}


@pytest.mark.parametrize("term", TERMS)
def test_a_term_is_always_the_same_word(term: str) -> None:
    """Each term of the glossary that stands in the English stands as its chosen word in the Hindi."""
    found = re.compile(rf"\b(?:{term})\b", re.IGNORECASE)
    wrong = [
        f"{entry.msgid} -> {text}"
        for entry in entries()
        if found.search(terms_in(f"{entry.msgid} {entry.msgid_plural}"))
        for text in words_of(entry)
        if not any(word in text for word in TERMS[term])
    ]
    assert wrong == []


def test_hindi_is_in_devanagari_and_kept_in_one_form() -> None:
    """NFC, no other script of India, and no digit of Devanagari: those are read, never shown."""
    for entry in entries():
        for text in words_of(entry):
            assert unicodedata.normalize("NFC", text) == text, entry.msgid
            assert not re.search("[\u0966-\u096f]", text), entry.msgid
            assert not re.search("[\u0980-\u0dff]", text), entry.msgid


def test_languages_name_themselves() -> None:
    """Each shipped language is offered by its own name, and its compiled form is there and read."""
    offered = dict(languages())
    assert list(offered) == ["en", "hi", "hi_Latn"]
    for code in offered.keys() - {"en"}:
        assert file_of(code, SHIPPED).exists(), "make messages"
        assert load(code) is not None
        assert offered[code] == NAMES[code]
    assert LATIN_FROM.keys() <= offered.keys()


def test_latin_letters_are_ascii_alone() -> None:
    """A terminal that shows nothing but ASCII shows every message of the Latin form."""
    compiled = polib.mofile(str(file_of("hi_Latn", SHIPPED)))
    left = [text for entry in compiled for text in words_of(entry) if not text.isascii()]
    assert left == []
