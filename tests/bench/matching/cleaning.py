"""The cleaning a competent user does before she gives a person file to splink or recordlinkage.

It knows nothing of the project's own rules: lower case, Devanagari letter by
letter, titles and suffixes off, digits of numbers, dates as YYYY-MM-DD.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

FIELDS = (
    "first", "last", "man", "man_last", "dob", "year", "mobile", "account", "ifsc", "voter", "token", "gp", "village",
    "block", "shg",
)  # fmt: skip
_TITLES = {"smt", "shrimati", "mrs", "ms", "miss", "late", "shri", "sri", "swargiya", "km", "mst", "md", "mohd",
           "mohammad", "mohammed"}  # fmt: skip
_SUFFIXES = {"devi", "kumari", "bai", "bibi", "khatun", "khatoon", "begum", "bano", "ben", "kaur", "dei", "tai"}
_JOINED = re.compile(r"^(\w{3,})(devi|kumari|bai|bibi|khatun|begum|bano|ben|bhai)$")
_RELATED = re.compile(r"\b(?:[wd]\s*/\s*o|wo|wife of|daughter of)\b.*", re.IGNORECASE)


def _table(letters: str, sounds: str) -> dict[str, str]:
    return dict(zip(letters, sounds.split(), strict=True))


_CONSONANTS = _table(
    "कखगघङचछजझञटठडढणतथदधनपफबभमयरलवशषसह",
    "k kh g gh n ch chh j jh n t th d dh n t th d dh n p ph b bh m y r l v sh sh s h",
)
_SIGNS = _table("ािीुूृेैोौ", "a i i u u ri e ai o au")
_LETTERS = _table("अआइईउऊऋएऐओऔ", "a a i i u u ri e ai o au")


def roman(text: str) -> str:
    """Return the text with its Devanagari letters in roman ones; a short a is written except at a word's end."""
    found = []
    for at, char in enumerate(text):
        after = text[at + 1 : at + 2]
        if char in _CONSONANTS:
            bare = not after or after in _SIGNS or after in "़्" or not after.strip()
            found.append(_CONSONANTS[char] + ("" if bare else "a"))
        elif char in "ंँ":
            found.append("n")
        elif char not in "़्":
            found.append(_SIGNS.get(char) or _LETTERS.get(char) or char)
    return "".join(found)


def words(text: str) -> list[str]:
    """Return the words of a name without titles, suffixes and what follows a w/o."""
    plain = unicodedata.normalize("NFKC", _RELATED.sub("", text)).lower()
    parts = re.sub(r"[^a-z ]", " ", roman(plain)).split()
    named = [found.group(1) if (found := _JOINED.match(part)) else part for part in parts if part not in _TITLES]
    return [part for part in named if part not in _SUFFIXES] or named


def split_name(text: str) -> tuple[str, str]:
    """Return first name and the rest; an initial is never the first name."""
    parts = words(text)
    long = [part for part in parts if len(part) > 2]
    first = (long or parts or [""])[0]
    rest = list(parts)
    if first in rest:
        rest.remove(first)
    return first, " ".join(rest)


def iso(text: str) -> str:
    """Return a date as YYYY-MM-DD, or empty when it is none."""
    for shape in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return dt.datetime.strptime(text, shape).date().isoformat()  # noqa: DTZ007
        except ValueError:
            continue
    return ""


def mobile(text: str) -> str:
    """Return the last ten digits, or empty for none and for a number of one digit only."""
    digits = "".join(filter(str.isdigit, text))[-10:]
    return digits if len(set(digits)) > 2 else ""


def cleaned(row: dict[str, str]) -> dict[str, str]:
    """Return a row of the person file as the peers get it; every gap is an empty text."""
    first, last = split_name(row["name"])
    man, man_last = split_name(row["father_or_husband_name"])
    dob = iso(row["dob"])
    return {
        "first": first, "last": last, "man": man, "man_last": man_last, "dob": dob,
        "year": dob[:4] or row["year_of_birth"],
        "mobile": mobile(row["mobile"]),
        "account": "".join(filter(str.isdigit, row["bank_account"])).lstrip("0"),
        "ifsc": row["ifsc"].upper(),
        "voter": re.sub("[^A-Z0-9]", "", row["voter_id"].upper()),
        "token": row["aadhaar_token"],
        "gp": row["gp"].lower(), "village": row["village"].lower(), "block": row["block"].lower(),
        "shg": row["shg"].lower(),
    }  # fmt: skip
