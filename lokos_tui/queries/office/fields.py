"""The columns of the audit trail, on the screen and on the command line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from lokos_tui.domain.dates import time_of
from lokos_tui.domain.field import Field, pick
from lokos_tui.domain.message import _, joined, pgettext
from lokos_tui.queries.accounts.fields import USER_ID_WIDTH

if TYPE_CHECKING:
    from lokos_tui.queries.office.audit import AuditRow

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
