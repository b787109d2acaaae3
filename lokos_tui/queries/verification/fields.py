"""The columns of the work lists, of many decided at once and of what went back, on screens and the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lokos_tui.domain.dates import day_of, grouped, show_day, time_of
from lokos_tui.domain.duplicates.results import TO_CHECK, DuplicateResult, result_in_full, result_tone, result_word
from lokos_tui.domain.field import Field, Tone, pick, renamed
from lokos_tui.domain.message import _, joined, pgettext
from lokos_tui.domain.profiles.model import Kind
from lokos_tui.domain.verification.bulk import OUTCOME_WORDS, Outcome
from lokos_tui.domain.verification.flow import CHANGE_WORDS, ChangeType
from lokos_tui.queries.accounts.fields import USER_ID_WIDTH

if TYPE_CHECKING:
    from lokos_tui.domain.verification.bulk import Fate
    from lokos_tui.queries.verification.queue import QueueRow
    from lokos_tui.queries.verification.returned import ReturnedRow


_R: Final = DuplicateResult
_DUPLICATE: Final = {
    _R.NONE: _("none"), _R.SHARED: _("shared"), _R.POTENTIAL: _("potential"), _R.CONFIRMED: _("confirmed"),
    _R.OVERRIDDEN: _("overridden"), _R.NOT_CHECKED: _("not checked"),
}  # fmt: skip
"""A result as the command line has printed it from the first; on the screens one that was decided has another word."""


def _kind(row: ReturnedRow) -> str:
    return _("Member") if row.kind == Kind.MEMBER else row.kind


def status_word(status: str) -> str:
    """Return New or Modified, '' where nothing waits."""
    return CHANGE_WORDS[ChangeType(status)] if status else ""


RETURNED_PRINTED: tuple[Field[ReturnedRow], ...] = (
    Field(
        "at", _("Rejected"), lambda row: time_of(row.at) if row.at else "-", 10, 2,
        shown=lambda row: day_of(row.at) if row.at else "-", printed=_("When"),
    ),
    Field("kind", _("Kind"), lambda row: row.kind, 6, 4, shown=_kind),
    Field("name", _("Name"), lambda row: row.name, 18, identifies=True),
    Field("group", _("SHG"), lambda row: row.group, 12, 1),
    Field("code", _("Code"), lambda row: row.code or "-", 9, 5),
    Field("made_by", _("Bookkeeper"), lambda row: row.made_by, USER_ID_WIDTH, 3),
    Field("decided_by", _("By"), lambda row: row.decided_by, USER_ID_WIDTH, 6),
    Field(
        "why", _("Remarks"), lambda row: row.why, 36, flexible=True,
        shown=lambda row: row.why or _("rejected in the older MIS"),
    ),
)  # fmt: skip
RETURNED_ON_SCREEN: Final = pick(
    RETURNED_PRINTED, "at", "kind", "name", "group", "why", "made_by", "decided_by", "code"
)


def status_cell(row: QueueRow) -> str:
    """Return New or Modified; '<' says that it went back before, '!' that a colleague has it open."""
    signs = ("<" if row.came_back else "") + ("!" if row.claimed_by else "")
    return joined("", (status_word(row.status), f" {signs}" if signs else ""))


def own_result(row: QueueRow) -> str:
    """Return the own result of an SHG, VO or CLF, 'to check' while it was not checked."""
    return result_word(row.duplicate, unchecked=TO_CHECK)


def unless_none(count: int) -> str:
    """Return a count; none is left blank, and costs no byte."""
    return str(count) if count else ""


QUEUE_PRINTED: tuple[Field[QueueRow], ...] = (
    Field(
        "no", pgettext("short", "S No"), lambda row: row.no, 2, 1, "right", shown=lambda row: grouped(row.no),
        short=pgettext("short", "No"),
    ),
    Field("id", _("Id"), lambda row: row.id),
    Field("kind", _("Kind"), lambda row: row.kind, 4),
    Field("panchayat", _("Panchayat"), lambda row: row.panchayat, 6, 1, short=pgettext("short", "GP")),
    Field("village", _("Village"), lambda row: row.village, 6, 1),
    Field("code", _("SHG Code"), lambda row: row.code, 9, printed=_("Code"), identifies=True, short=_("Code")),
    Field("name", _("SHG Name"), lambda row: row.name, 13, flexible=True, identifies=True, printed=_("Name")),
    Field(
        "formation_date", _("Formation"), lambda row: show_day(row.formation_date), 10, 4, sort="formation",
        printed=_("Formation Date"),
    ),
    Field(
        "request_date", _("Request"), lambda row: show_day(row.request_date), 10, 1, sort="request",
        printed=_("Request Date"),
    ),
    Field("status", _("Status"), lambda row: status_word(row.status), 8, 3, shown=status_cell),
    Field(
        "duplicate", _("Duplicate"), lambda row: _DUPLICATE[DuplicateResult(row.duplicate)], 9, 3, tone=result_tone,
        shown=own_result, full=lambda row: result_in_full(row.duplicate, unchecked=TO_CHECK),
    ),
    Field(
        "members", _("Members"), lambda row: row.members, 3, 1, "right", printed=_("#Members"),
        short=pgettext("short", "Mem"),
    ),
    Field(
        "to_approve", _("To approve"), lambda row: row.to_approve, 3, 2, "right", sort="approve",
        short=pgettext("short", "App"),
        printed=_("#To be approved"),
        shown=lambda row: unless_none(row.to_approve), full=lambda row: grouped(row.to_approve),
    ),
    Field(
        "to_activate", _("To activate"), lambda row: row.to_activate, 3, 4, "right", sort="activate",
        short=pgettext("short", "Act"),
        printed=_("#To be activated"),
        shown=lambda row: unless_none(row.to_activate), full=lambda row: grouped(row.to_activate),
    ),
    Field(
        "duplicates", _("Duplicate members"), lambda row: row.duplicates, 3, 2, "right",
        short=pgettext("short", "Dup"),
        printed=_("#Duplicate Members"),
        shown=lambda row: unless_none(row.duplicates), full=lambda row: grouped(row.duplicates),
    ),
    Field("came_back", _("Came back"), lambda row: _("yes") if row.came_back else _("no")),
    Field("claimed_by", _("Open at"), lambda row: row.claimed_by, USER_ID_WIDTH, 5),
)  # fmt: skip
SHG_ON_SCREEN: Final = pick(
    QUEUE_PRINTED, "no", "panchayat", "village", "code", "name", "formation_date", "request_date", "status",
    "duplicate", "members", "to_approve", "to_activate", "duplicates", "claimed_by",
)  # fmt: skip
FEDERATION_ON_SCREEN: Final = renamed(
    pick(
        QUEUE_PRINTED, "kind", "no", "panchayat", "village", "code", "name", "formation_date", "request_date", "status",
        "duplicate", "claimed_by",
    ),
    {"code": _("Code"), "name": _("VO or CLF")},
)  # fmt: skip


def _fate_tone(text: str) -> Tone | None:
    return "warn" if text == Outcome.STAYS else "ok" if text == Outcome.DONE else None


FATE: tuple[Field[Fate], ...] = (
    Field("id", _("Id"), lambda row: row.cbo_id),
    Field("kind", _("Kind"), lambda row: row.kind),
    Field("code", _("Code"), lambda row: row.code, 9, identifies=True),
    Field("name", _("Group"), lambda row: row.name, 22, flexible=True, printed=_("Name"), identifies=True),
    Field(
        "outcome",
        "",
        lambda row: row.outcome.name.lower(),
        8,
        tone=_fate_tone,
        shown=lambda row: OUTCOME_WORDS[row.outcome],
    ),
    Field("why", "", lambda row: row.why, 20, 1, flexible=True),
    Field("act", pgettext("number", "Act"), lambda row: row.act, shown=lambda row: str(row.act or "")),
)
FATE_ON_SCREEN: Final = pick(FATE, "outcome", "code", "name", "why")
FATE_PRINTED: Final = pick(FATE, "outcome", "id", "kind", "name", "act", "why")
