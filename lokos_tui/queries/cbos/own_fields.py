"""The columns of a bookkeeper's or approver's own CBOs, on the screen and on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lokos_tui.domain.dates import day_of
from lokos_tui.domain.field import Field, Tone, pick
from lokos_tui.domain.message import _, pgettext
from lokos_tui.domain.verification.flow import BUCKET_WORDS, Bucket

if TYPE_CHECKING:
    from lokos_tui.queries.cbos.own import OwnRow


def _shown(count: int) -> str:
    return str(count) if count else ""


def _back_tone(text: str) -> Tone | None:
    return "warn" if text else None


OWN_PRINTED: Final[tuple[Field[OwnRow], ...]] = (
    Field("kind", _("Kind"), lambda row: row.kind, 4, 4),
    Field("code", _("Code"), lambda row: row.code, 9, identifies=True),
    Field("name", _("Name"), lambda row: row.name, 18, flexible=True, identifies=True),
    Field("gp", _("GP"), lambda row: row.gp, 14, 5),
    Field("village", _("Village"), lambda row: row.village, 12, 6),
    Field("parent", _("VO or CLF"), lambda row: row.parent, 14, 7, flexible=True),
    Field(
        "bucket", _("Profile"), lambda row: row.bucket, 15, 1, shown=lambda row: BUCKET_WORDS[Bucket(row.bucket)],
    ),
    Field("members", pgettext("short", "Mem"), lambda row: row.members, 3, 8, "right", printed=_("#Members"),
          shown=lambda row: _shown(row.members)),
    Field("waiting", pgettext("short", "Wait"), lambda row: row.waiting, 6, 2, "right", printed=_("#Waiting"),
          shown=lambda row: _shown(row.waiting)),
    Field("went_back", pgettext("short", "Back"), lambda row: row.went_back, 5, align="right", tone=_back_tone,
          printed=_("#Went back"), shown=lambda row: _shown(row.went_back)),
    Field("since", _("Since"), lambda row: day_of(row.since), 10, 9),
)  # fmt: skip
OWN_ON_SCREEN: Final = pick(
    OWN_PRINTED, "kind", "code", "name", "gp", "bucket", "waiting", "went_back", "village", "parent", "members", "since"
)
