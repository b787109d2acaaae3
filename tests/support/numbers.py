"""Numbers of the shapes that people have, made at run time over the whole range of the rule and never written down.

A number that is kept in a file begins with 9999, which is given to nobody.
Those made here exist only while a test runs.
"""

from __future__ import annotations

from hypothesis import strategies as st

_DIGITS = "0123456789"
_TIMES = (
    "0123456789", "1234067895", "2340178956", "3401289567", "4012395678",
    "5987604321", "6598710432", "7659821043", "8765932104", "9876543210",
)  # fmt: skip
_SHIFT = (
    "0123456789", "1576283094", "5803796142", "8916043527", "9453126870", "4286573901", "2793806415", "7046913258",
)  # fmt: skip


def check_digit(digits: str) -> str:
    """Return the Verhoeff check digit, worked out here by itself: the program's own rule is what is tested."""
    check = 0
    for place, digit in enumerate(reversed(digits), 1):
        check = int(_TIMES[check][int(_SHIFT[place % 8][int(digit)])])
    return next(last for last in _DIGITS if _TIMES[check][int(last)] == "0")


def whole(eleven: str) -> str:
    """Return eleven digits with the right check digit behind them."""
    return eleven + check_digit(eleven)


def wrong(eleven: str, by: int) -> str:
    """Return eleven digits with a check digit that is wrong by 1 to 9."""
    return eleven + str((int(check_digit(eleven)) + by) % 10)


def _eleven(first: str) -> st.SearchStrategy[str]:
    return st.builds(str.__add__, st.sampled_from(first), st.text(_DIGITS, min_size=10, max_size=10))


ELEVEN = _eleven("23456789")
"""The first eleven digits of any number the rule speaks of: the first is 2 to 9."""
AADHAAR_LIKE = ELEVEN.map(whole)
"""Twelve digits that begin with 2 to 9 and have a right check digit."""
NOT_ISSUED = st.one_of(_eleven("01").map(whole), st.builds(wrong, ELEVEN, st.integers(1, 9)))
"""Twelve digits that fail a check: a first digit that is not given, or a wrong check digit."""
MOBILES = st.builds(str.__add__, st.sampled_from("6789"), st.text(_DIGITS, min_size=9, max_size=9))
"""Mobile numbers of every beginning."""
NOT_MOBILES = st.builds(str.__add__, st.sampled_from("012345"), st.text(_DIGITS, min_size=9, max_size=9))
"""Ten digits that begin as no mobile does."""
