"""The lines of a finding, in English and in a language whose letters take other room than they have characters."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polib
import pytest
from rich.cells import cell_len

from lokos_tui import language
from lokos_tui.domain.duplicates.rules import Class, Level
from lokos_tui.domain.profiles.fields import MEMBER, label_of
from lokos_tui.domain.profiles.model import Kind, RecordKind
from lokos_tui.domain.profiles.shown import shown_by_name
from lokos_tui.language.catalogue import ADDED
from lokos_tui.language.compile import write
from lokos_tui.matching.weigh import Term
from lokos_tui.queries.duplicates.finding import Decision, FindingDetail, Side
from screens.duplicates.side_by_side import finding_lines

WORDS = {
    ("field", "Husband or father"): "पति या पिता",
    ("field", "Relation"): "संबंध",
    ("choice", "Husband"): "पति",
    ("", "Group"): "समूह",
    ("", "What"): "क्या",
    ("", "Mobile"): "मोबाइल",
    ("", "the same"): "एक ही",
    ("reason", "seen both"): "दोनों देखी गईं",
}


@pytest.fixture
def marathi(tmp_path: Path) -> Iterator[None]:
    """Speak a language of eight messages while the test runs."""
    po = polib.POFile()
    po.metadata = {"Language": "mr", "Content-Type": "text/plain; charset=UTF-8"}
    po.extend(polib.POEntry(msgctxt=ctx or None, msgid=text, msgstr=said) for (ctx, text), said in WORDS.items())
    write(po, "mr", tmp_path / ADDED)
    assert language.speak("mr", tmp_path)
    yield
    language.speak(language.ENGLISH)


def side(name: str, relation: str) -> Side:
    """Return one record of a finding."""
    values = {"name": name, "relation_name": "RAMESH", "relation": relation, "mobile": "9800000000"}
    told = tuple((label_of(Kind.MEMBER, key), shown_by_name(Kind.MEMBER, key, one)) for key, one in values.items())
    return Side(RecordKind.MEMBER, 1, name, "-", "EKTA SHG", "", "PENDING_BM", told)


def finding() -> FindingDetail:
    """Return a decided finding of two records."""
    terms = (Term("mobile", Level.EQUAL, 5.0),)
    decided = Decision(7, "IUP_BPM", 0, "SEEN_BOTH", "")
    one, other = side("SUNITA", "HUSBAND"), side("SUNEETA", "FATHER")
    return FindingDetail(1, Class.POTENTIAL, 16.0, terms, ("mobile",), 0, one, other, decided)


def test_in_english() -> None:
    """Labels, values and terms stand in columns of 18, 25 and 25 letters, as they always did."""
    lines = finding_lines(finding())
    assert "Husband or father = RAMESH                    RAMESH" in lines
    assert "Relation            Husband                   Father" in lines
    assert "Mobile              the same                 speaks clearly for it (+5.0)" in lines
    assert "Together                                     +16.0" in lines
    assert "says IUP_BPM on 01/01/1970 05:30: seen both. Holds" in lines[-1]


@pytest.mark.usefixtures("marathi")
def test_in_another_script() -> None:
    """What is chosen from a list is said too, and each column begins in the same cell of every line."""
    lines = [str(line) for line in finding_lines(finding())]
    relation = next(line for line in lines if line.startswith("संबंध"))
    father = next(line for line in lines if line.startswith("पति या पिता"))
    mobile = next(line for line in lines if line.startswith("मोबाइल") and "एक ही" in line)
    assert cell_len(relation.split("पति")[0]) == cell_len(father.split("RAMESH")[0]) == 20
    assert cell_len(relation.split("Father")[0]) == cell_len(father.rpartition("RAMESH")[0]) == 46
    assert cell_len(mobile.split("एक ही")[0]) == 20
    assert cell_len(mobile.split("speaks")[0]) == 45


@pytest.mark.usefixtures("marathi")
def test_every_kind_of_field_keeps_its_code_in_english() -> None:
    """A choice is a code in the data whatever is spoken: only its words change, never the value itself."""
    relation = next(field for field in MEMBER if field.name == "relation")
    told = shown_by_name(Kind.MEMBER, "relation", "HUSBAND")
    assert (told, language.words(told)) == ("Husband", "पति")
    assert relation.choices == ("HUSBAND", "FATHER")
