"""Devanagari to Latin letters, near enough to compare with what was typed in Latin.

A consonant carries an A unless a vowel sign or a virama follows; the A at a
word's end is not spoken, and neither is one between a spoken vowel and a
consonant with a vowel of its own (SUNAITA is not written; KAMALA is KAMLA).
"""

from __future__ import annotations

from functools import lru_cache

_CONSONANTS = {
    "क": "K", "ख": "KH", "ग": "G", "घ": "GH", "ङ": "N", "च": "CH", "छ": "CHH", "ज": "J", "झ": "JH", "ञ": "N",
    "ट": "T", "ठ": "TH", "ड": "D", "ढ": "DH", "ण": "N", "त": "T", "थ": "TH", "द": "D", "ध": "DH", "न": "N",
    "प": "P", "फ": "PH", "ब": "B", "भ": "BH", "म": "M", "य": "Y", "र": "R", "ल": "L", "ळ": "L", "व": "V",
    "श": "SH", "ष": "SH", "स": "S", "ह": "H", "क़": "Q", "ख़": "KH", "ग़": "G", "ज़": "Z", "ड़": "R", "ढ़": "RH",
    "फ़": "F",
}  # fmt: skip
_VOWELS = {
    "अ": "A", "आ": "AA", "इ": "I", "ई": "EE", "उ": "U", "ऊ": "OO", "ऋ": "RI", "ए": "E", "ऐ": "AI", "ओ": "O",
    "औ": "AU", "ऑ": "O", "ऍ": "E",
}  # fmt: skip
_SIGNS = {
    "ा": "AA", "ि": "I", "ी": "EE", "ु": "U", "ू": "OO", "ृ": "RI", "े": "E", "ै": "AI", "ो": "O", "ौ": "AU",
    "ॉ": "O", "ॅ": "E",
}  # fmt: skip
_NASAL = "ंँ"
_VIRAMA = "्"
_NUKTA = "़"
_DOTTED = {"क": "Q", "ख": "KH", "ग": "G", "ज": "Z", "ड": "R", "ढ": "RH", "फ": "F"}


def has_devanagari(text: str) -> bool:
    """True when a letter of the Devanagari block stands in the text."""
    return not text.isascii() and any("\u0900" <= char <= "\u097f" for char in text)


@lru_cache(maxsize=16_384)
def to_latin(word: str) -> str:
    """Return one word in capitals of the Latin alphabet; characters it does not know are kept."""
    sounds = _sounds(word)
    spoken = _without_silent(sounds)
    return "".join(consonant + vowel for consonant, vowel in spoken)


_WRITTEN_SHORT = (("AA", "A"), ("EE", "I"), ("OO", "U"))


def latin_spellings(text: str) -> tuple[str, ...]:
    """Return how names in Devanagari are mostly written in Latin capitals: long vowels long, and long vowels short.

    () where the text holds no Devanagari.
    """
    if not has_devanagari(text):
        return ()
    long = " ".join(to_latin(word) for word in text.split())
    short = long
    for written, simple in _WRITTEN_SHORT:
        short = short.replace(written, simple)
    return (long, short)


_FEWEST = 3
_LATIN_CONSONANTS = {
    "KSH": "क्ष", "CHH": "[छच]", "CH": "[चछ]", "SH": "[शषस]", "TH": "[थठ]",
    "DH": "[धढ]", "BH": "भ", "GH": "घ", "KH": "ख़?", "JH": "झ", "PH": "फ़?", "RH": "[ढढ]़?",
    "GY": "ज्ञ", "X": "क्ष", "K": "क़?", "Q": "क़?", "G": "ग़?", "J": "ज़?",
    "Z": "ज़?", "C": "[कचस]", "T": "[तट]", "D": "[दड]़?", "N": "[नणंँङञ]",
    "M": "[मं]", "P": "प", "F": "फ़?", "B": "[बव]", "V": "[वब]", "W": "[वब]", "Y": "य",
    "R": "(?:र|ड़)", "L": "[लळ]", "S": "[सशष]", "H": "[हः]",
}  # fmt: skip
_LATIN_VOWELS = {
    "RI": ("(?:ऋ|र[िी])", "(?:ृ|र[िी])"),
    "AA": ("[आअ]", "ा?"), "AI": ("[ऐए]", "[ैे]"), "AU": ("[औओ]", "[ौो]"),
    "EE": ("[ईइ]", "[िी]"), "II": ("[ईइ]", "[िी]"), "OO": ("[ऊउ]", "[ुू]"),
    "OU": ("[औओ]", "[ौो]"), "A": ("[अआ]", "ा?"), "I": ("[इई]", "[िीृ]"),
    "U": ("[उऊ]", "[ुू]"), "E": ("[एऐई]", "[ेैी]"), "O": ("[ओऔऑ]", "[ोौॉ]"),
}  # fmt: skip
"""How a Latin vowel is written: as a letter of its own, and as a sign behind a consonant."""


@lru_cache(maxsize=256)
def devanagari_pattern(text: str) -> str:
    """Return a regular expression of the ways in which a name in Latin letters may stand in Devanagari.

    '' where the text holds anything but Latin letters and blanks, or fewer than three letters, which are like too much.
    """
    words = text.upper().split()
    letters = "".join(words)
    if len(letters) < _FEWEST or not (letters.isascii() and letters.isalpha()):
        return ""
    return " ".join(_written(word) for word in words)


def _written(word: str) -> str:
    out: list[str] = []
    place, behind = 0, False
    while place < len(word):
        for size in (3, 2, 1):
            piece = word[place : place + size]
            if piece in _LATIN_CONSONANTS and not (piece == "Y" and behind and not _vowel_at(word, place + 1)):
                letters = _LATIN_CONSONANTS[piece] + "\u094d?"
                if out and out[-1] == letters:  # a double letter may be written as one
                    out[-1] = f"(?:{letters}){{1,2}}"
                else:
                    out.append(letters)
                place, behind = place + size, True
                break
            if piece in _LATIN_VOWELS or piece == "Y":
                letter, sign = _LATIN_VOWELS["I" if piece == "Y" else piece]
                out.append(sign if behind else letter)
                place, behind = place + size, False
                break
    return "".join(out)


def _vowel_at(word: str, place: int) -> bool:
    return word[place : place + 1] in _LATIN_VOWELS


def _sounds(word: str) -> list[tuple[str, str]]:
    """Return (consonant, vowel) pairs; the unwritten vowel is a small ``a``."""
    found: list[tuple[str, str]] = []
    for char in word:
        if char in _CONSONANTS:
            found.append((_CONSONANTS[char], "a"))
        elif char in _VOWELS:
            found.append(("", _VOWELS[char]))
        elif char in _SIGNS and found:
            found[-1] = (found[-1][0], _SIGNS[char])
        elif char == _VIRAMA and found:
            found[-1] = (found[-1][0], "")
        elif char == _NUKTA and found:
            found[-1] = (_with_dot(found[-1][0]), found[-1][1])
        elif char in _NASAL:
            found.append(("N", ""))
        elif char.isalnum():
            found.append((char.upper(), ""))
    return found


def _with_dot(consonant: str) -> str:
    return next((dotted for plain, dotted in _DOTTED.items() if _CONSONANTS[plain] == consonant), consonant)


def _without_silent(sounds: list[tuple[str, str]]) -> list[tuple[str, str]]:
    last = len(sounds) - 1
    out: list[tuple[str, str]] = []
    for place, (consonant, vowel) in enumerate(sounds):
        silent = vowel == "a" and (
            (place == last and place > 0)
            or (0 < place < last and out[-1][1] != "" and sounds[place + 1][1] not in {"", "a"})
        )
        out.append((consonant, "" if silent else vowel.upper()))
    return out
