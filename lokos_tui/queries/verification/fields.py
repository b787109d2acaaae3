"""The columns of the work lists, of many decided at once and of what went back, on screens and the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lokos_tui.domain.dates import day_of, grouped, show_day, time_of
from lokos_tui.domain.duplicates.results import DuplicateResult, result_tone, result_word
from lokos_tui.domain.field import Field, Tone, pick, renamed
from lokos_tui.domain.profiles.model import Kind
from lokos_tui.domain.verification.bulk import Outcome

if TYPE_CHECKING:
    from lokos_tui.domain.verification.bulk import Fate
    from lokos_tui.queries.verification.queue import QueueRow
    from lokos_tui.queries.verification.returned import ReturnedRow


def _kind(row: ReturnedRow) -> str:
    return row.kind.capitalize() if row.kind == Kind.MEMBER else row.kind


RETURNED_PRINTED: tuple[Field[ReturnedRow], ...] = (
    Field(
        "at", "Rejected", lambda row: time_of(row.at) if row.at else "-", 10, 1,
        shown=lambda row: day_of(row.at) if row.at else "-", printed="When",
    ),
    Field("kind", "Kind", lambda row: row.kind, 6, 4, shown=_kind),
    Field("name", "Name", lambda row: row.name, 18),
    Field("group", "SHG", lambda row: row.group, 15, 2),
    Field("code", "Code", lambda row: row.code or "-", 11, 6),
    Field("made_by", "Bookkeeper", lambda row: row.made_by, 24, 3),
    Field("decided_by", "By", lambda row: row.decided_by, 14, 5),
    Field(
        "why", "Remarks", lambda row: row.why, 26, flexible=True,
        shown=lambda row: row.why or "rejected in the older MIS",
    ),
)  # fmt: skip
RETURNED_ON_SCREEN: Final = pick(
    RETURNED_PRINTED, "at", "kind", "name", "group", "why", "made_by", "decided_by", "code"
)


def status_cell(row: QueueRow) -> str:
    """Return New or Modified; '<' says that it went back before, '!' that a colleague has it open."""
    signs = ("<" if row.came_back else "") + ("!" if row.claimed_by else "")
    return f"{row.status.capitalize()}{' ' if signs else ''}{signs}"


def own_result(row: QueueRow) -> str:
    """Return the own result of an SHG, VO or CLF: blank for none, '?' while it was not checked."""
    return "" if row.duplicate == DuplicateResult.NONE else result_word(row.duplicate, unchecked="?")


def unless_none(count: int) -> str:
    """Return a count; none is left blank, and costs no byte."""
    return str(count) if count else ""


QUEUE_PRINTED: tuple[Field[QueueRow], ...] = (
    Field("no", "S No", lambda row: row.no, 4, 6, "right", shown=lambda row: grouped(row.no)),
    Field("id", "Id", lambda row: row.id),
    Field("kind", "Kind", lambda row: row.kind, 4),
    Field("panchayat", "Panchayat", lambda row: row.panchayat, 8, 4),
    Field("village", "Village", lambda row: row.village, 8, 7),
    Field("code", "SHG Code", lambda row: row.code, 9, 2, printed="Code"),
    Field("name", "SHG Name", lambda row: row.name, 13, flexible=True, printed="Name"),
    Field(
        "formation_date", "Formation", lambda row: show_day(row.formation_date), 10, 8, sort="formation",
        printed="Formation Date",
    ),
    Field(
        "request_date", "Request", lambda row: show_day(row.request_date), 10, 1, sort="request",
        printed="Request Date",
    ),
    Field("status", "Status", lambda row: row.status.capitalize(), 10, shown=status_cell),
    Field(
        "duplicate", "Duplicate", lambda row: row.duplicate.lower().replace("_", " "), 9, 1, tone=result_tone,
        shown=own_result,
    ),
    Field("members", "Mem", lambda row: row.members, 3, 3, "right", printed="#Members"),
    Field(
        "to_approve", "App", lambda row: row.to_approve, 3, align="right", sort="approve", printed="#To be approved",
        shown=lambda row: unless_none(row.to_approve),
    ),
    Field(
        "to_activate", "Act", lambda row: row.to_activate, 3, 5, "right", sort="activate", printed="#To be activated",
        shown=lambda row: unless_none(row.to_activate),
    ),
    Field(
        "duplicates", "Dup", lambda row: row.duplicates, 3, 2, "right", printed="#Duplicate Members",
        shown=lambda row: unless_none(row.duplicates),
    ),
    Field("came_back", "Came back", lambda row: "yes" if row.came_back else "no"),
    Field("claimed_by", "Open at", lambda row: row.claimed_by, 14, 9),
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
    {"code": "Code", "name": "VO or CLF"},
)  # fmt: skip


def _fate_tone(text: str) -> Tone | None:
    return "warn" if text == Outcome.STAYS else "ok" if text == Outcome.DONE else None


FATE: tuple[Field[Fate], ...] = (
    Field("id", "Id", lambda row: row.cbo_id),
    Field("kind", "Kind", lambda row: row.kind),
    Field("code", "Code", lambda row: row.code),
    Field("name", "Group", lambda row: row.name, 22, flexible=True, printed="Name"),
    Field("outcome", "", lambda row: row.outcome.name.lower(), 8, tone=_fate_tone, shown=lambda row: row.outcome.value),
    Field("why", "", lambda row: row.why, 36, 1, flexible=True),
    Field("act", "Act", lambda row: row.act, shown=lambda row: str(row.act or "")),
)
FATE_ON_SCREEN: Final = pick(FATE, "outcome", "name", "why")
FATE_PRINTED: Final = pick(FATE, "outcome", "id", "kind", "name", "act", "why")
