"""What becomes of a row of a file that is loaded, with its words and sign; and what the list of a load's rows adds."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final, NamedTuple

from lokos_tui.domain.dates import grouped
from lokos_tui.domain.message import _, joined, pgettext


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
    _O.LINK: OutcomeWords(_("new links"), "+"),
    _O.MOVE: OutcomeWords(_("moves"), ">"),
    _O.SAME: OutcomeWords(pgettext("outcome", "same"), "="),
    _O.USER: OutcomeWords(_("accounts only"), "+"),
    _O.NEW: OutcomeWords(pgettext("outcome", "new"), "+"),
    _O.CHANGE: OutcomeWords(pgettext("outcome", "changed"), ">"),
    _O.CONFLICT: OutcomeWords(_("conflicts"), "x"),
    _O.FAULT: OutcomeWords(_("faults"), "x"),
    _O.LEFT_OUT: OutcomeWords(_("left out"), "-"),
}
ROW_WORDS: Final[Mapping[str, str]] = {
    _O.LINK: pgettext("row", "link"),
    _O.MOVE: pgettext("row", "move"),
    _O.SAME: pgettext("row", "same"),
    _O.USER: pgettext("row", "user"),
    _O.NEW: pgettext("row", "new"),
    _O.CHANGE: pgettext("row", "change"),
    _O.CONFLICT: pgettext("row", "conflict"),
    _O.FAULT: pgettext("row", "fault"),
    _O.LEFT_OUT: pgettext("row", "left out"),
    LoadMade.LINKED: pgettext("row", "linked"),
    LoadMade.ACCOUNT: pgettext("row", "account"),
    LoadMade.ADDED: pgettext("row", "added"),
    "new_users": pgettext("row", "new users"),
    "changed": pgettext("row", "changed"),
}
"""How one row of a load that was made is called, and what is counted of it; the keys are those of the database."""


def count_words(counts: Mapping[str, int], separator: str) -> str:
    """Return the counts of a load that are not 0, side by side: 'link 1,240  move 3'."""
    return joined(separator, (joined(" ", (ROW_WORDS.get(key, key), grouped(n))) for key, n in counts.items() if n))


OF_MAPPING: Final = (_O.LINK, _O.MOVE, _O.SAME, _O.USER, _O.CHANGE, _O.CONFLICT, _O.FAULT, _O.LEFT_OUT)
"""What a row of a mapping can come to, in the order in which they are counted and gone through."""
OF_MASTERS: Final = (_O.NEW, _O.CHANGE, _O.SAME, _O.FAULT, _O.LEFT_OUT)
"""What a row of a master list can come to."""
WRITTEN: Final = (_O.LINK, _O.MOVE, _O.USER, _O.CHANGE)
"""The outcomes of a mapping that write something."""
BAD: Final[frozenset[LoadOutcome]] = frozenset({_O.CONFLICT, _O.FAULT})
"""The outcomes of rows that are refused."""
