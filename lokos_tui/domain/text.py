"""Text from outside: made whole on the way in, made safe on the way out.

``clean`` is for what comes in (a form, a cell, an option); ``safe`` for what
goes to a terminal, a log or an error message; ``name_key`` gives the bytewise
comparable form that lists are sorted by; ``fold`` forgives the spelling
variants of Indian place and group names.
"""

from __future__ import annotations

import re
import unicodedata

# C0, DEL, C1, line separators, bidirectional controls, tags, noncharacters,
# private use and the byte order mark. ZWJ and ZWNJ stay: Hindi needs them.
_BAD = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufdd0-\ufdef"
    "\ue000-\uf8ff\ud800-\udfff\ufffe\uffff\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
_SPACES = re.compile(r"\s+")
_OTHER_SPACES = re.compile(r"[^\S ]")
_MARK = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_MARKS = re.compile(f"({_MARK}{{4}}){_MARK}+")  # more than four marks on one letter are a heap
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_LONGEST_CELL = 100_000
LEAST_LATIN, LEAST_OTHER = 2, 2
"""Letters of the shortest name: Latin ones, and letters as read of the scripts that write a vowel as a sign."""
_PAST_LATIN = "\u0370"
_VIRAMA, _JOINERS = 9, "\u200c\u200d"
SUBSTITUTE = "\u00bf"  # an inverted question mark: one cell wide in every terminal, in latin-1 too


def has_controls(value: str) -> bool:
    """True when the text holds a character that may never reach a terminal."""
    return _BAD.search(value.replace("\n", " ").replace("\t", " ").replace("\r", " ")) is not None


def clean(value: str) -> str:
    """Return text as it is kept: NFC, single spaces, trimmed, no control characters."""
    if value.isascii() and value.isprintable():
        return " ".join(value.split()) if "  " in value or value[:1] == " " or value[-1:] == " " else value
    value = unicodedata.normalize("NFC", value)
    value = _SPACES.sub(" ", value.replace("\u00a0", " "))
    return _SPACES.sub(" ", _BAD.sub("", value)).strip()


def letters_as_read(text: str) -> int:
    """Return how many letters a reader counts: a consonant with its signs, and those joined to it, are one (श्री: 1)."""
    count, joined = 0, False
    for char in unicodedata.normalize("NFC", text):
        if char.isalpha():
            count, joined = count + (not joined), False
        elif unicodedata.combining(char) == _VIRAMA:
            joined = True
        elif char not in _JOINERS:
            joined = False
    return count


def long_enough_name(text: str) -> bool:
    """True when a text may be a person's name: two Latin letters, or two letters as read of another script."""
    latin = latin_letters(text)
    return latin >= LEAST_LATIN or letters_as_read("".join(c for c in text if c >= _PAST_LATIN)) >= LEAST_OTHER


def latin_letters(text: str) -> int:
    """Return how many Latin letters a text has."""
    return sum(1 for char in text if char.isalpha() and char < _PAST_LATIN)


def plain_digits(text: str) -> str:
    """Return text with the digits of every script as 0 to 9, those of Devanagari among them."""
    if text.isascii():
        return text
    return "".join(str(int(char)) if char.isdecimal() else char for char in text)


def safe(value: object, limit: int = 200) -> str:
    """Return text that cannot steer a terminal: one line, visible marks, at most ``limit`` characters.

    Square brackets are left alone: callers hand the text over as plain text,
    never as markup.
    """
    text = str(value)
    if not (text.isascii() and text.isprintable()):
        text = _BAD.sub(SUBSTITUTE, _OTHER_SPACES.sub(" ", text))
        text = _MARKS.sub(r"\1", text)
    return text if len(text) <= limit else text[: limit - 1] + "\u2026"


def csv_cell(value: object) -> str:
    """Return a cell of a csv file, safe to show and no formula to any spreadsheet; '' for None."""
    text = "" if value is None else safe(value, _LONGEST_CELL)
    return f"'{text}" if text.startswith(_FORMULA) else text


def name_key(value: str) -> str:
    """Return the sort key of a name: compared bytewise, the same on every engine (text, at most 80)."""
    if not value.isascii():
        value = "".join(c for c in unicodedata.normalize("NFKD", value) if not "\u0300" <= c <= "\u036f")
    return _SPACES.sub(" ", "".join(c if _in_key(c) else " " for c in value.upper())).strip()[:80]


def _in_key(char: str) -> bool:
    return char.isalnum() or unicodedata.category(char)[0] == "M"


_FOLDS = (
    ("CHH", "C"),
    ("CH", "C"),
    ("KSH", "KS"),
    ("SH", "S"),
    ("TH", "T"),
    ("DH", "D"),
    ("BH", "B"),
    ("GH", "G"),
    ("KH", "K"),
    ("JH", "J"),
    ("PH", "F"),
    ("X", "KS"),
    ("Z", "J"),
    ("Q", "K"),
    ("CK", "K"),
    ("V", "B"),
    ("W", "B"),
    ("EE", "I"),
    ("II", "I"),
    ("OO", "U"),
    ("OU", "U"),
    ("AA", "A"),
    ("AU", "O"),
    ("AI", "E"),
    ("Y", "I"),
)
_DOUBLES = re.compile(r"(.)\1+")
_NOT_LETTER = re.compile(r"[^A-Z0-9]+")


def fold(value: str) -> str:
    """Return a name without spaces and spelling variants (HAKEEMPUR QUAZI and HAKIMPURKAJI fold alike).

    Latin letters only are folded; a Devanagari name folds to its name key
    without spaces.
    """
    key = name_key(value)
    if not key.isascii():
        return key.replace(" ", "")
    text = _NOT_LETTER.sub("", key)
    for old, new in _FOLDS:
        text = text.replace(old, new)
    return _DOUBLES.sub(r"\1", text)


def latin_only(value: str) -> str:
    """Return the capitals and digits of a name: what may stand in a user id."""
    return _NOT_LETTER.sub("", name_key(value))
