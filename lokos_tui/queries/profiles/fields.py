"""The columns of the uploads, and of the lines of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lokos_tui.domain.dates import time_of
from lokos_tui.domain.field import Field
from lokos_tui.domain.message import _, joined, pgettext
from lokos_tui.domain.profiles.model import Signed
from lokos_tui.domain.profiles.plan import OUTCOME_WORDS, WORDS, Outcome
from lokos_tui.queries.accounts.fields import USER_ID_WIDTH

if TYPE_CHECKING:
    from lokos_tui.queries.profiles.uploads import UploadLineRow, UploadRow


def counts_words(row: UploadRow) -> str:
    """Return what became of an upload's lines: '12 new, 1 refused'."""
    counts = ((row.counts.get(outcome.value.lower()), word) for outcome, word in WORDS.items())
    return joined(", ", (joined(" ", (count, word)) for count, word in counts if count)) or _("no lines")


UPLOAD: tuple[Field[UploadRow], ...] = (
    Field("at", _("When"), lambda row: time_of(row.loaded_at), 16, identifies=True),
    Field("made_by", _("Made by"), lambda row: row.made_by, USER_ID_WIDTH, identifies=True),
    Field("signed", _("Signed"), lambda row: _("yes") if row.signed == Signed.YES else pgettext("signed", "NO"), 6, 2),
    Field(
        "counts", _("Lines"), counts_words, 12, 1, flexible=True,
        shown=lambda row: joined(", ", (counts_words(row), "" if row.whole else _("cut short"))),
    ),
    Field("loaded_by", _("Loaded by"), lambda row: row.loaded_by, USER_ID_WIDTH, 4),
    Field("file", _("File"), lambda row: row.file_name, 16, 3, flexible=True),
)  # fmt: skip
LINE: tuple[Field[UploadLineRow], ...] = (
    Field("line", pgettext("of a bundle", "Line"), lambda row: row.line_no, 4, align="right", identifies=True),
    Field("kind", _("Kind"), lambda row: row.kind, 5),
    Field("name", _("Name"), lambda row: row.name, 24, flexible=True, identifies=True),
    Field("members", _("Members"), lambda row: row.members, 7, 2, "right", shown=lambda row: str(row.members or "")),
    Field("outcome", _("Outcome"), lambda row: OUTCOME_WORDS[Outcome(row.outcome)], 10),
    Field("reason", _("Why"), lambda row: row.reason, 20, 1, flexible=True),
)
