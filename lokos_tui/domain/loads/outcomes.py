"""What becomes of a row of a file that is loaded, with its words and sign; and what the list of a load's rows adds."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final, NamedTuple


class LoadOutcome(StrEnum):
    """What becomes of one row of a sheet; every row, and in a mapping every CBO of it, has exactly one.

    The values stand in the database, in a load's counts and in --json: they do not change.
    """

    LINK = "link"
    MOVE = "move"
    SAME = "same"
    USER = "user"
    NEW = "new"
    CHANGE = "change"
    CONFLICT = "conflict"
    FAULT = "fault"
    LEFT_OUT = "left_out"


class LoadMade(StrEnum):
    """What a load made, as the list of its rows says it.

    No outcomes: those are planned for rows of the sheet, and kept for the rows that did not simply add something.
    These are read from the links, accounts, places and CBOs that carry the load's number, and are kept nowhere.
    """

    LINKED = "linked"
    ACCOUNT = "account"
    ADDED = "added"


class OutcomeWords(NamedTuple):
    """How an outcome is called in a count of rows, and its sign at the start of a line."""

    words: str
    sign: str


_O = LoadOutcome
OUTCOME_WORDS: Final[Mapping[LoadOutcome, OutcomeWords]] = {
    _O.LINK: OutcomeWords("new links", "+"),
    _O.MOVE: OutcomeWords("moves", ">"),
    _O.SAME: OutcomeWords("same", "="),
    _O.USER: OutcomeWords("accounts only", "+"),
    _O.NEW: OutcomeWords("new", "+"),
    _O.CHANGE: OutcomeWords("changed", ">"),
    _O.CONFLICT: OutcomeWords("conflicts", "x"),
    _O.FAULT: OutcomeWords("faults", "x"),
    _O.LEFT_OUT: OutcomeWords("left out", "-"),
}
OF_MAPPING: Final = (_O.LINK, _O.MOVE, _O.SAME, _O.USER, _O.CONFLICT, _O.FAULT, _O.LEFT_OUT)
"""What a row of a mapping can come to, in the order in which they are counted and gone through."""
OF_MASTERS: Final = (_O.NEW, _O.CHANGE, _O.SAME, _O.FAULT, _O.LEFT_OUT)
"""What a row of a master list can come to."""
WRITTEN: Final = (_O.LINK, _O.MOVE, _O.USER)
"""The outcomes of a mapping that write something."""
BAD: Final[frozenset[LoadOutcome]] = frozenset({_O.CONFLICT, _O.FAULT})
"""The outcomes of rows that are refused."""
