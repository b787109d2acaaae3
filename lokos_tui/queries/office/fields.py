"""The columns of the audit trail, on the screen and on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lokos_tui.domain.dates import time_of
from lokos_tui.domain.field import Field, pick
from lokos_tui.domain.message import _, pgettext

if TYPE_CHECKING:
    from lokos_tui.queries.office.audit import AuditRow

AUDIT_PRINTED: tuple[Field[AuditRow], ...] = (
    Field("at", _("When"), lambda row: time_of(row.at), 16),
    Field("actor", _("Who"), lambda row: row.actor, 22, 1),
    Field("role", _("Role"), lambda row: row.role),
    Field("action", _("What"), lambda row: row.action, 20),
    Field("outcome", _("Outcome"), lambda row: row.outcome, 8),
    Field(
        "entity",
        pgettext("audit", "On"),
        lambda row: f"{row.entity} {row.entity_id}".strip(),
        20,
        2,
        flexible=True,
        printed=pgettext("audit", "Of"),
    ),
    Field("reason", _("Reason"), lambda row: row.reason),
)
AUDIT_ON_SCREEN: Final = pick(AUDIT_PRINTED, "at", "actor", "action", "entity", "outcome")
