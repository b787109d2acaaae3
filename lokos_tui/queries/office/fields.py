"""The columns of the audit trail and of what is found, on the screen and on the command line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from lokos_tui.domain.accounts.roles import Role, label_of
from lokos_tui.domain.dates import time_of
from lokos_tui.domain.field import Field, pick
from lokos_tui.domain.message import _, joined, pgettext
from lokos_tui.queries.accounts.fields import USER_ID_WIDTH

if TYPE_CHECKING:
    from lokos_tui.queries.office.audit import AuditRow
    from lokos_tui.queries.office.find import Found

_OUTCOMES: Final[Mapping[str, str]] = {
    "done": pgettext("outcome", "done"),
    "refused": pgettext("outcome", "refused"),
}


_ENTITIES: Final[Mapping[str, str]] = {
    "user": pgettext("audit", "user"),
    "cbo": pgettext("audit", "cbo"),
    "member": pgettext("audit", "member"),
    "batch": pgettext("audit", "batch"),
    "upload": pgettext("audit", "upload"),
    "export": pgettext("audit", "export"),
    "filter": pgettext("audit", "filter"),
    "pair": pgettext("audit", "pair"),
    "act": pgettext("audit", "act"),
    "opening": pgettext("audit", "opening"),
    "block": pgettext("audit", "block"),
}
"""How a person reads what an act was done to."""


def object_words(row: AuditRow) -> str:
    """Return what an act was done to, and its id: 'user IUP_ALAPURSHGBK'."""
    return joined(" ", (_ENTITIES.get(row.entity, row.entity), row.entity_id))


def outcome_word(outcome: str) -> str:
    """Return how a person reads what became of an act."""
    return _OUTCOMES.get(outcome, outcome)


AUDIT_PRINTED: tuple[Field[AuditRow], ...] = (
    Field("at", _("When"), lambda row: time_of(row.at), 16, identifies=True),
    Field("actor", _("Who"), lambda row: row.actor, USER_ID_WIDTH, identifies=True),
    Field("role", _("Role"), lambda row: row.role),
    Field("action", _("What"), lambda row: row.action, 12),
    Field("outcome", _("Outcome"), lambda row: row.outcome, 7, 1, shown=lambda row: outcome_word(row.outcome)),
    Field(
        "entity",
        pgettext("audit", "On"),
        lambda row: f"{row.entity} {row.entity_id}".strip(),
        12,
        2,
        flexible=True,
        shown=object_words,
        printed=pgettext("audit", "Of"),
    ),
    Field("reason", _("Reason"), lambda row: row.reason, 12, 3),
)
AUDIT_ON_SCREEN: Final = pick(AUDIT_PRINTED, "at", "actor", "action", "entity", "outcome", "reason")


KIND_WORDS: Final[Mapping[str, str]] = {
    "USER": pgettext("found", "User"),
    "SHG": _("SHG"),
    "VO": _("VO"),
    "CLF": _("CLF"),
    "MEMBER": _("Member"),
    "LOAD": pgettext("found", "Load"),
    "UPLOAD": pgettext("found", "Upload"),
}
"""What a record is that was found."""


def where_words(row: Found) -> str:
    """Return where a record belongs: a user's role and mobile, a group's places, a member's group, a file's day."""
    if row.kind == "USER":
        return joined("  ", (row.mobile, label_of(Role(row.beside))))
    if row.at:
        return joined("  ", (time_of(row.at), row.place))
    places = (row.place, "" if row.beside == row.place else row.beside)
    return joined(", ", places)


_GROUPS: Final = ("SHG", "VO", "CLF")


def _of(*kinds: str, value: Callable[[Found], str]) -> Callable[[Found], str]:
    """Return what gives a value for records of these kinds, '' for all others."""
    return lambda row: value(row) if row.kind in kinds else ""


FOUND_PRINTED: tuple[Field[Found], ...] = (
    Field("kind", _("What"), lambda row: row.kind, 6, shown=lambda row: KIND_WORDS[row.kind]),
    Field("id", _("Id"), lambda row: row.id),
    Field("code", _("Code, user id"), lambda row: row.code, 12, identifies=True),
    Field("name", _("Name"), lambda row: row.name, 12, flexible=True, identifies=True),
    Field("where", _("Where"), where_words, 20, 1, flexible=True),
    Field("role", _("Role"), _of("USER", value=lambda row: row.beside)),
    Field("mobile", _("Mobile"), lambda row: row.mobile),
    Field("panchayat", _("Panchayat"), _of(*_GROUPS, value=lambda row: row.place)),
    Field("village", _("Village"), _of(*_GROUPS, "MEMBER", value=lambda row: row.beside)),
    Field("group", _("SHG"), _of("MEMBER", value=lambda row: row.place)),
    Field("by", _("By"), _of("LOAD", "UPLOAD", value=lambda row: row.place)),
    Field("at", _("When"), lambda row: time_of(row.at) if row.at else ""),
    Field("cbo_id", _("CBO"), lambda row: row.cbo_id),
    Field("waits", _("Waits"), lambda row: row.waits),
)
FOUND_ON_SCREEN: Final = pick(FOUND_PRINTED, "kind", "code", "name", "where")
FOUND_TABLE: Final = pick(FOUND_PRINTED, "kind", "id", "code", "name", "where")
FOUND_DATA: Final = tuple(field for field in FOUND_PRINTED if field.key != "where")
"""For programs: each value by itself."""
