"""The columns of findings, of numbers that too many hold, and of results, on the screen and on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lokos_tui.domain.duplicates.results import FOUND_WORDS, TO_CHECK, Found, result_tone, result_word
from lokos_tui.domain.field import Field, pick

if TYPE_CHECKING:
    from lokos_tui.queries.duplicates.findings import FindingLine, GenericLine
    from lokos_tui.queries.duplicates.results import GroupResult, MemberResult

CHOICES: Final[dict[str, str]] = {"": "all"} | {found.value: words for found, words in FOUND_WORDS.items()}
"""What can be asked for, in words: all, or one kind of finding."""


def _found_word(row: FindingLine) -> str:
    return CHOICES[Found.DECIDED if row.decided else row.found]


FINDING_PRINTED: tuple[Field[FindingLine], ...] = (
    Field("number", "Number", lambda row: row.number),
    Field(
        "found", "Found", lambda row: "decided" if row.decided else row.found.lower(), 13, shown=_found_word,
    ),
    Field("weight", "Weight", lambda row: row.weight, 6, 3, "right", shown=lambda row: f"{row.weight:.1f}"),
    Field("one", "One", lambda row: row.one_name, 16, flexible=True),
    Field("one_group", "of", lambda row: row.one_group, 12, 2, flexible=True),
    Field("other", "Other", lambda row: row.other_name, 16, flexible=True),
    Field("other_group", "of", lambda row: row.other_group, 12, 2, flexible=True),
    Field(
        "numbers", "Same", lambda row: row.numbers, 10, 1, shown=lambda row: row.numbers.replace(",", " "),
        printed="Same numbers",
    ),
)  # fmt: skip
FINDING_ON_SCREEN: Final = pick(
    FINDING_PRINTED, "found", "one", "one_group", "other", "other_group", "numbers", "weight"
)
GENERIC: tuple[Field[GenericLine], ...] = (
    Field("field", "Number", lambda row: row.field, 14),
    Field("shown", "Value", lambda row: row.shown, 24, flexible=True),
    Field("holders", "Held by", lambda row: row.holders, 8, align="right"),
)
GROUP: tuple[Field[GroupResult], ...] = (
    Field("name", "SHG", lambda row: row.name, 28, flexible=True),
    Field("own", "SHG duplicate", lambda row: result_word(row.own, unchecked=TO_CHECK), 13, tone=result_tone),
    Field("members", "Members", lambda row: row.members, 7, align="right"),
    Field("duplicates", "Duplicate", lambda row: row.duplicates, 9, align="right"),
    Field("stale", "To check", lambda row: row.stale, 8, align="right", shown=lambda row: str(row.stale or "")),
)
MEMBER: tuple[Field[MemberResult], ...] = (
    Field("name", "Member", lambda row: row.name, 18, flexible=True),
    Field(
        "overall", "Duplicate", lambda row: TO_CHECK if row.stale else result_word(row.overall), 10, tone=result_tone
    ),
    Field("mobile", "Mobile", lambda row: result_word(row.mobile), 9, 1),
    Field("account", "Account", lambda row: result_word(row.account), 9, 1),
    Field("voter", "Voter ID", lambda row: result_word(row.voter), 9, 1),
    Field("aadhaar", "Aadhaar", lambda row: result_word(row.aadhaar), 9, 2),
)
