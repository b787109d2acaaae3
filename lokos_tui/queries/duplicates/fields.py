"""The columns of findings, of numbers that too many hold, and of results, on the screen and on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lokos_tui.domain.duplicates.results import (
    FOUND_WORDS,
    NUMBER_WORDS,
    TO_CHECK,
    WORDS,
    DuplicateResult,
    Found,
    result_in_full,
    result_tone,
    result_word,
)
from lokos_tui.domain.field import Field, pick
from lokos_tui.domain.message import _, joined, pgettext

if TYPE_CHECKING:
    from lokos_tui.queries.duplicates.findings import FindingLine, GenericLine
    from lokos_tui.queries.duplicates.results import GroupResult, MemberResult

CHOICES: Final[dict[str, str]] = {"": pgettext("finding", "all")} | {
    found.value: words for found, words in FOUND_WORDS.items()
}
"""What can be asked for, in words: all, or one kind of finding."""


def _found_word(row: FindingLine) -> str:
    return CHOICES[Found.DECIDED if row.decided else row.found]


def _found(row: FindingLine) -> str:
    return WORDS[DuplicateResult.OVERRIDDEN if row.decided else DuplicateResult(row.found)].shown


def _numbers(row: FindingLine, separator: str) -> str:
    return joined(separator, (NUMBER_WORDS.get(number, number) for number in row.numbers.split(",")))


FINDING_PRINTED: tuple[Field[FindingLine], ...] = (
    Field("number", pgettext("of a finding", "Number"), lambda row: row.number),
    Field(
        "found", _("Found"), _found, 9, shown=_found_word,
    ),
    Field("weight", _("Weight"), lambda row: row.weight, 6, 3, "right", shown=lambda row: f"{row.weight:.1f}"),
    Field("one", pgettext("of two", "One"), lambda row: row.one_name, 14, flexible=True, identifies=True),
    Field("one_group", pgettext("of which group", "of"), lambda row: row.one_group, 10, 1, flexible=True),
    Field("other", pgettext("of two", "Other"), lambda row: row.other_name, 14, flexible=True, identifies=True),
    Field("other_group", pgettext("of which group", "of"), lambda row: row.other_group, 10, 1, flexible=True),
    Field(
        "numbers", _("Same"), lambda row: _numbers(row, ","), 10, 2, shown=lambda row: _numbers(row, " "),
        printed=_("Same numbers"),
    ),
)  # fmt: skip
FINDING_ON_SCREEN: Final = pick(
    FINDING_PRINTED, "found", "one", "one_group", "other", "other_group", "numbers", "weight"
)
GENERIC: tuple[Field[GenericLine], ...] = (
    Field("field", pgettext("kind", "Number"), lambda row: NUMBER_WORDS.get(row.field, row.field), 14, identifies=True),
    Field("shown", _("Value"), lambda row: row.shown, 24, flexible=True, identifies=True),
    Field("holders", _("Held by"), lambda row: row.holders, 8, align="right"),
)
GROUP: tuple[Field[GroupResult], ...] = (
    Field("code", _("SHG Code"), lambda row: row.code, 9, identifies=True, short=_("Code")),
    Field("name", _("SHG Name"), lambda row: row.name, 18, flexible=True, identifies=True),
    Field(
        "own", _("SHG duplicate"), lambda row: result_word(row.own, unchecked=TO_CHECK), 10, 1, tone=result_tone,
        full=lambda row: result_in_full(row.own, unchecked=TO_CHECK),
    ),
    Field("members", _("Members"), lambda row: row.members, 7, 2, "right"),
    Field("duplicates", _("Duplicate"), lambda row: row.duplicates, 9, 1, "right"),
    Field("stale", _("To check"), lambda row: row.stale, 8, 2, "right", shown=lambda row: str(row.stale or "")),
)  # fmt: skip
MEMBER: tuple[Field[MemberResult], ...] = (
    Field("name", _("Member"), lambda row: row.name, 18, flexible=True, identifies=True),
    Field("code", _("Member Code"), lambda row: row.code, 8, 3),
    Field(
        "overall", _("Duplicate"), lambda row: TO_CHECK if row.stale else result_word(row.overall), 10,
        tone=result_tone, full=lambda row: TO_CHECK if row.stale else result_in_full(row.overall),
    ),
    Field("mobile", _("Mobile"), lambda row: result_word(row.mobile), 9, 1),
    Field("account", _("Account"), lambda row: result_word(row.account), 9, 1),
    Field("voter", _("Voter ID"), lambda row: result_word(row.voter), 9, 1),
    Field("aadhaar", _("Aadhaar"), lambda row: result_word(row.aadhaar), 9, 2),
)  # fmt: skip
