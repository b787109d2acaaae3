"""The columns of opening loads, of their totals, their sample and their findings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from lokos_tui.domain.dates import grouped, time_of
from lokos_tui.domain.duplicates.results import NUMBER_WORDS
from lokos_tui.domain.field import Field, pick
from lokos_tui.domain.message import _, joined, ngettext, pgettext
from lokos_tui.domain.opening.states import STATE_WORDS, OpeningState

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lokos_tui.queries.opening.loads import GpRow, OpeningFindingRow, OpeningLoadRow, SampleRow


def brought(counts: Mapping[str, int]) -> str:
    """Return what a load brings, in words: '270 SHGs, 17 VOs, 2 CLFs, 2,967 members'."""
    shgs, vos, clfs, women = (counts.get(name, 0) for name in ("shgs", "vos", "clfs", "members"))
    parts = (
        ngettext("{n} SHG", "{n} SHGs", shgs) if shgs else "",
        ngettext("{n} VO", "{n} VOs", vos) if vos else "",
        ngettext("{n} CLF", "{n} CLFs", clfs) if clfs else "",
        ngettext("{n} member", "{n} members", women) if women else "",
    )
    return joined(", ", parts) or _("nothing new")


def _numbers(row: OpeningFindingRow) -> str:
    return joined(" ", (NUMBER_WORDS.get(number, number) for number in re.split(r"[ ,]+", row.numbers)))


_LOADS: tuple[Field[OpeningLoadRow], ...] = (
    Field("id", _("Load"), lambda row: row.id, 5, align="right", identifies=True),
    Field("at", _("When"), lambda row: time_of(row.loaded_at), 16, identifies=True),
    Field("state", _("State"), lambda row: row.state, 10, 1, shown=lambda row: STATE_WORDS[OpeningState(row.state)]),
    Field("brings", _("Brings"), lambda row: brought(row.counts), 24, 2, flexible=True),
    Field("source", _("Source"), lambda row: row.source, 20, 3, flexible=True),
    Field("by", _("By"), lambda row: row.loaded_by, 16, 4),
    Field("file", _("File"), lambda row: row.file_name, 16, 5, flexible=True),
    Field("confirmed", _("Confirmed"), lambda row: row.confirmed),
    Field("decided_by", _("Decided by"), lambda row: row.decided_by or ""),
)
LOADS_ON_SCREEN: Final = pick(_LOADS, "id", "at", "state", "brings", "source", "by", "file")
LOADS_PRINTED: Final = pick(_LOADS, "id", "at", "state", "brings", "confirmed", "source", "by", "decided_by", "file")
GPS: tuple[Field[GpRow], ...] = (
    Field(
        "gp", _("Gram Panchayat"), lambda row: row.gp, 20, flexible=True, identifies=True,
        shown=lambda row: row.gp or _("(none)"),
    ),
    Field("shgs", "SHG", lambda row: row.shgs, 6, 1, "right", shown=lambda row: grouped(row.shgs)),
    Field("vos", "VO", lambda row: row.vos, 5, 4, "right", shown=lambda row: grouped(row.vos)),
    Field("clfs", "CLF", lambda row: row.clfs, 5, 5, "right", shown=lambda row: grouped(row.clfs)),
    Field("members", _("Members"), lambda row: row.members, 8, 1, "right", shown=lambda row: grouped(row.members)),
    Field("active", _("Active"), lambda row: row.active, 8, 2, "right", shown=lambda row: grouped(row.active)),
    Field(
        "with_account", _("With account"), lambda row: row.accounts, 12, 3, "right",
        shown=lambda row: grouped(row.accounts),
    ),
)  # fmt: skip
SAMPLE: tuple[Field[SampleRow], ...] = (
    Field("code", pgettext("short", "SHG code"), lambda row: row.code, 11, identifies=True),
    Field("name", _("SHG name"), lambda row: row.name, 20, flexible=True, identifies=True),
    Field("gp", _("Gram Panchayat"), lambda row: row.gp, 14, 3, flexible=True),
    Field("village", _("Village"), lambda row: row.village, 14, 2, flexible=True),
    Field("members", _("Members"), lambda row: row.members, 7, 1, "right"),
    Field("active", _("Active"), lambda row: row.active, 6, 4, "right"),
    Field("with_account", pgettext("short", "Account"), lambda row: row.accounts, 7, 4, "right"),
)
FINDINGS: tuple[Field[OpeningFindingRow], ...] = (
    Field("code", _("Code"), lambda row: row.one_code, 11, identifies=True),
    Field("name", _("Name"), lambda row: row.one, 13, 1, flexible=True),
    Field("other_code", _("Is also"), lambda row: row.other_code, 11, identifies=True),
    Field("other", _("Name"), lambda row: row.other, 13, 2, flexible=True),
    Field(
        "where", _("Where"), lambda row: "HERE" if row.other_here else "LOAD", 9, 1,
        shown=lambda row: _("in office") if row.other_here else _("in load"),
    ),
    Field("numbers", _("By"), lambda row: row.numbers, 10, 3, flexible=True, shown=_numbers),
)  # fmt: skip
