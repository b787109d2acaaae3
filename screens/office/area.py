"""The office itself: the first screens, the audit trail, display settings, and what was typed and not saved."""

from __future__ import annotations

from typing import Final

from lokos_tui.domain.accounts.permissions import Permission
from lokos_tui.domain.message import _, pgettext
from screens.shared.sections import ABOVE, MANAGER, OFFICE, OWN, Section

ROUTES: Final = {
    OFFICE: "office.home:HomeScreen",
    MANAGER: "office.home_manager:ManagerHomeScreen",
    OWN: "office.home_own:OwnHomeScreen",
    ABOVE: "office.home_above:AboveHomeScreen",
    "display": "office.display:DisplayScreen",
    "audit": "office.audit:AuditScreen",
    "find": "office.find:FindScreen",
}
SECTIONS: Final = (
    Section(
        home=OFFICE, place=50, action="home.audit", name=pgettext("key", "audit"),
        help=_("Who did what, when."), route="audit",
        label=_("Audit trail"), remark=_("who did what, when"), permission=Permission.AUDIT_VIEW,
    ),
    Section(
        home=OFFICE, place=70, action="home.drafts", name=pgettext("key", "drafts"),
        help=_("What you typed and did not save."), route="",
    ),
    Section(
        home=ABOVE, place=50, action="home.audit", name=pgettext("key", "audit"),
        help=_("Who did what, when."), route="audit",
        label=_("Audit trail"), remark=_("who did what, when"), permission=Permission.AUDIT_VIEW,
    ),
    Section(
        home=ABOVE, place=70, action="home.drafts", name=pgettext("key", "drafts"),
        help=_("What you typed and did not save."), route="", key="t",
    ),
    Section(
        home=OWN, place=70, action="home.drafts", name=pgettext("key", "drafts"),
        help=_("What you typed and did not save."), route="", key="t",
    ),
    Section(
        home=MANAGER, place=90, action="home.audit", name=pgettext("key", "audit"),
        help=_("Who did what, when."), route="audit",
        label=_("Audit trail"), permission=Permission.AUDIT_VIEW,
    ),
    Section(
        home=MANAGER, place=120, action="home.drafts", name=pgettext("key", "drafts"),
        help=_("What you typed and did not save."),
        route="", key="t",
    ),
)  # fmt: skip
