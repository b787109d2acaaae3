"""A number and the noun behind it agree by the rules of plurals: such a message has a form for one and one for more."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[2]
MARKS: Final = {"_": 0, "pgettext": 1, "ngettext": 0}
"""How many arguments stand before the words."""
COUNTED: Final = re.compile(r"\{(\w+)\} (?:([a-z]+) )?([A-Za-z]+s)\b")
"""A place, at most one word between, and a word that ends as a plural does."""
NO_NOUNS: Final = frozenset({
    "is", "has", "was", "does", "this", "its", "as", "less", "plus", "us", "unless", "answers", "breaks", "belongs",
    "begins", "gets", "gives", "goes", "holds", "keeps", "lies", "lists", "means", "names", "repeats", "stands",
    "blocks", "needs", "stays", "takes", "verifies", "waits", "shows", "loads", "looks", "differs", "frees",
})  # fmt: skip
"""Words in s that are verbs or small words, behind which nothing is counted."""
BETWEEN: Final = NO_NOUNS | {
    "a", "again", "and", "at", "by", "for", "from", "in", "no", "not", "of", "on", "or", "than", "the", "to", "with",
}  # fmt: skip
LIMITS: Final = frozenset({"least", "most"})
"""Places of limits that are written in the program or in a range of its settings: always more than one."""
ALLOWED: Final = {"is over {n} bytes": "a limit of some thousands"}
"""Other messages that may count without a form for one, and why."""


def faults_of(source: str) -> Iterator[str]:
    """Give each message of a module in which a number is followed by a plural noun that does not follow it."""
    for node in ast.walk(ast.parse(source)):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKS):
            continue
        name = node.func.id
        first = MARKS[name]
        texts = [
            str(a.value) for a in node.args[first : first + 1 + (name == "ngettext")] if isinstance(a, ast.Constant)
        ]
        for place, text in enumerate(texts):
            by_rule = name == "ngettext" and place == 1
            yield from (text for _match in counted(text, by_rule=by_rule) if text not in ALLOWED)


def counted(text: str, *, by_rule: bool) -> Iterator[str]:
    """Give the counted nouns of a message; ``by_rule`` says that its {n} chose this form."""
    for place, between, noun in COUNTED.findall(text):
        if noun.lower() in NO_NOUNS or between in BETWEEN or place in LIMITS or (by_rule and place == "n"):
            continue
        yield noun


def test_every_counted_noun_has_a_form_for_one() -> None:
    """No message says '1 bundles': a number before a plural noun is ngettext's own {n}."""
    files = [path for root in ("lokos_tui", "screens", "importers") for path in sorted((ROOT / root).rglob("*.py"))]
    assert len(files) > 200
    found = [f"{path.name}: {text}" for path in files for text in faults_of(path.read_text(encoding="utf-8"))]
    assert found == []


@pytest.mark.parametrize(
    ("source", "wrong"),
    [
        ('_("{n} bundles in the inbox", n=count)', True),
        ('_("{count} new records", count=count)', True),
        ('pgettext("short", "{number} rows", number=count)', True),
        ('ngettext("{n} bundles", "{n} bundles", count)', True),
        ('ngettext("{n} member, {groups} groups", "{n} members, {groups} groups", count, groups=groups)', True),
        ('ngettext("{n} bundle", "{n} bundles", count)', False),
        ('_("{name} has links", name=name)', False),
        ('_("{active} of {least} active members", active=active, least=5)', False),
    ],
)
def test_the_finder_finds_the_kind(source: str, wrong: bool) -> None:
    """What it is to find, and what only looks like it."""
    assert bool(list(faults_of(source))) is wrong
