"""What the values of a filter's words stand for: the words that the columns show find what they say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from lokos_tui.domain.message import _, joined
from lokos_tui.language.near import Near, nearest
from lokos_tui.ui.filter.words import FilterWords


class Value(NamedTuple):
    """What may be asked for: its key in the query, and its names, the one that is said first."""

    key: str
    names: tuple[str, ...]

    @property
    def said(self) -> str:
        """The name that a person reads."""
        return self.names[0]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The values of one word. ``called`` is the word as it is said; ``one``: only the first of the nearest is taken.

    ``named``: the values are the names of places, of which there may be thousands.
    """

    called: str
    values: Sequence[Value]
    one: bool = False
    named: bool = False

    def find(self, text: str, least: Near = Near.SPELT) -> tuple[Value, ...]:
        """Return the values that come nearest to a text, all that are equally near; () for none."""
        found = tuple(self.values[place] for place in nearest(text, (value.names for value in self.values), least))
        return found[:1] if self.one else found


@dataclass(frozen=True, slots=True)
class Settled:
    """What a filter asks: the keys of each word, the free text; what the status line says, and what was not understood.

    ``words`` is the filter with the values that were taken: what is kept when it is saved.
    """

    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    free: str = ""
    said: str = ""
    unknown: str = ""
    words: FilterWords = field(default_factory=FilterWords)

    def one(self, word: str) -> str:
        """Return the key of a word of which one is taken, '' for none."""
        return next(iter(self.keys.get(word, ())), "")


def settled(asked: FilterWords, known: Mapping[str, Vocabulary]) -> Settled:
    """Return what a typed filter asks for; a word without a vocabulary (a code) is taken as it is typed.

    Free words behind a value belong to it as long as a name is found that has
    them: ``role:SHG Bookkeeper sunita`` is a role and a name.
    """
    keys: dict[str, tuple[str, ...]] = {}
    said: list[str] = []
    unknown: list[str] = []
    values: dict[str, str] = {}
    free = list(asked.before)
    for word, value in asked.words.items():
        behind = asked.behind.get(word, ())
        taken = _reach(value, behind, known[word]) if word in known else 0
        values[word] = text = " ".join((value, *behind[:taken]))
        free += behind[taken:]
        found = known[word].find(text) if word in known else (Value(text, (text,)),)
        if found:
            keys[word] = tuple(one.key for one in found)
            said.append(joined(": ", (known[word].called if word in known else word, _listed(found))))
        else:
            unknown.append(_not_understood(word, text, known[word]))
    shown = " ".join(free)
    return Settled(
        keys,
        shown,
        joined("   ", (*said, f"/{shown}" if shown else "")),
        joined("; ", unknown),
        FilterWords(shown, values),
    )


def _reach(value: str, behind: Sequence[str], vocabulary: Vocabulary) -> int:
    """Return how many of the words behind a value belong to it."""
    found = (
        count for count in range(len(behind), 0, -1) if vocabulary.find(" ".join((value, *behind[:count])), Near.WORD)
    )
    return next(found, 0)


def _listed(found: Iterable[Value]) -> str:
    return joined(", ", dict.fromkeys(one.said for one in found))


def _not_understood(word: str, text: str, vocabulary: Vocabulary) -> str:
    if not vocabulary.named:
        options = joined(", ", (value.said for value in vocabulary.values))
        return _("{word}: is one of {options}", word=word, options=options)
    return _("no {word} is called {text}", word=vocabulary.called, text=text)
