"""The words that stand behind a first name, apart or joined on: DEVI, KUMARI, BAI, KHATUN, AMMA; KUMAR, SINGH, LAL."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """Return the words of a list written as one text."""
    return frozenset(text.split())


WOMAN_TAILS = words(
    "DEVI DEBI KUMARI BAI BIBI BEEBEE BIWI BI KHATUN KHATOON BEGUM BEGAM BANO BANU BEN BEHEN BAHEN KAUR "
    "DEVEE BAEE BEVA BEWA PARVEEN PARVIN NISHA NISA RANI WATI JI AMMA AMMAL AKKA BALA DEI TAI"
)
MAN_TAILS = words(
    "KUMAR SINGH PRASAD LAL CHAND CHANDRA NATH DAS BHAI JI KISHOR KISHORE RAM SINH KMR KR PD PRSD BHAU RAO"
)
WOMAN_JOINED = (
    "PARVEEN",
    "NISHA",
    "RANI",
    "KUMARI",
    "KAUR",
    "KHATOON",
    "KHATUN",
    "BEGUM",
    "BEGAM",
    "DEVI",
    "DEBI",
    "BIBI",
    "BANO",
    "BANU",
    "BAI",
    "BEN",
    "DEI",
    "TAI",
)
MAN_JOINED = ("PRASAD", "KUMAR", "SINGH", "BHAI")
_ENDINGS = ("AMMA", "AMMAL", "AVVA", "AKKA")
_LEAST = 3  # letters that must be left of the name


def split(word: str, joined: tuple[str, ...]) -> tuple[str, str]:
    """Return (name, tail joined on to it; '' when none is): SUNITADEVI is SUNITA and DEVI."""
    for tail in joined:
        if word.endswith(tail) and len(word) - len(tail) >= _LEAST:
            return word[: -len(tail)], tail
    return word, ""


def is_of_a_woman(word: str) -> bool:
    """True for a word that ends as only a woman's first name does: YELLAMMA, LAKSHMIAMMAL, BASAVVA."""
    return word.endswith(_ENDINGS) and word not in WOMAN_TAILS
