"""A person's name taken apart: the first name, the words that everybody carries, and the rest.

DEVI, KUMARI, BAI or KHATUN is written today and left out tomorrow, joined on
(SUNITADEVI) or set apart; SMT and SHRI are no name; "W/O RAMESH" belongs to
the husband; MOHAMMAD stands before half of all names and moves behind.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from lokos_tui.matching import known_names
from lokos_tui.matching.devanagari import has_devanagari, to_latin
from lokos_tui.matching.spelling import Word, spell
from lokos_tui.matching.tails import MAN_JOINED, MAN_TAILS, WOMAN_JOINED, WOMAN_TAILS, is_of_a_woman, split, words

if TYPE_CHECKING:
    from collections.abc import Callable

_TITLES = words(
    "SMT SHRIMATI SHREEMATI SRIMATI SHRI SHREE SRI SH MR MRS MS MISS DR KM KMR LATE LT MST MOST MUST MSTT MUSAMMAT "
    "MUSSAMAT SWARGIYA SVARGEEYA SWA SV SAU THE NEE URF ALIAS KUM SMTI MOSAMMAT"
)
_LEADING = words("DEVI KUMARI BIBI BAI BEGUM KUMAR")
_MOHAMMAD = words("MOHAMMED MUHAMMAD MOHD MOHMMAD MUHAMMED MD MOHAMAD")
_SHEIKH = words("SK SHAIKH SHEKH")
_ONE_OF_MANY = {**dict.fromkeys(_MOHAMMAD, "MOHAMMAD"), **dict.fromkeys(_SHEIKH, "SHEIKH")}
_BEHIND = words("MOHAMMAD SHEIKH ABDUL SYED SAYYAD SAIYED") | _MOHAMMAD | _SHEIKH
_RELATION = re.compile(
    r"\b(?:[WDSC]\s*[/\\.]\s*O\b\.?|(?:WIFE|DAUGHTER|SON|CARE)\s+OF\b|पत्नी|पुत्री|पुत्र|पति)", re.IGNORECASE
)
_WORDS = re.compile(r"[A-Z]+")


class Name(NamedTuple):
    """A name as it is compared: ``first`` is None when nothing is left of it.

    ``sure`` says that ``first`` is the first name, not a family name written
    before it; ``whole`` is every word joined, ``full`` its code with the tails.
    """

    first: Word | None
    rest: tuple[Word, ...]
    tails: frozenset[str]
    whole: str
    full: str
    sure: bool
    initials: frozenset[str]

    def __bool__(self) -> bool:
        return self.first is not None


NO_NAME = Name(None, (), frozenset(), "", "", sure=False, initials=frozenset())


def cut_relation(text: str) -> tuple[str, str]:
    """Return (name, name of the husband or father written behind W/O, D/O, S/O or C/O; '' when none is)."""
    found = _RELATION.search(text) if ("/" in text or " " in text or "." in text or "\\" in text) else None
    return (text, "") if found is None else (text[: found.start()], text[found.end() :])


@lru_cache(maxsize=65_536)
def woman(text: str) -> Name:
    """Return a woman's name taken apart; ``text`` in any script and case, without a relation's name."""
    return _apart(text, WOMAN_TAILS, WOMAN_JOINED, _is_woman)


@lru_cache(maxsize=65_536)
def man(text: str) -> Name:
    """Return a father's or husband's name taken apart."""
    return _apart(text, MAN_TAILS, MAN_JOINED, known_names.is_man)


def _is_woman(word: str) -> bool:
    return is_of_a_woman(word) or known_names.is_woman(word)


def words_of(text: str) -> list[str]:
    """Return the words of a text in capital Latin letters, Devanagari written in Latin."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
        if has_devanagari(text):
            text = " ".join(to_latin(word) if has_devanagari(word) else word for word in text.split())
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return _WORDS.findall(text.upper())


def _apart(text: str, tail_words: frozenset[str], joined: tuple[str, ...], known: Callable[[str], bool]) -> Name:
    written = [word for word in words_of(text) if word not in _TITLES] or words_of(text)
    if not written:
        return NO_NAME
    tails: set[str] = set()
    names: list[tuple[str, bool]] = []
    behind: list[str] = []
    initials: set[str] = set()
    for word in written:
        if len(word) == 1:
            initials.add(word)
        if word in _BEHIND:
            behind.append(_ONE_OF_MANY.get(word, word))
        elif names and word in tail_words:
            tails.add(spell(word).fold)
        else:
            name, tail = split(word, joined)
            names.append((name, bool(tail) or known(name)))
            if tail:
                tails.add(spell(tail).fold)
    if len(names) > 1 and names[0][0] in _LEADING:
        tails.add(spell(names.pop(0)[0]).fold)
    place = next((place for place, (_, sure) in enumerate(names) if sure), 0)
    sure = bool(names) and names[place][1]
    if place:
        names.insert(0, names.pop(place))
    order = [name for name, _ in names] + behind or written
    spelled = tuple(spell(word) for word in order)
    whole = "".join(word.fold for word in spelled if word.text not in behind)
    code = spell("".join(written)).code
    return Name(spelled[0], spelled[1:], frozenset(tails), whole, code, sure, frozenset(initials))
