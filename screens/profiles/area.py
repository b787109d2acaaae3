"""Profiles: their screens, and their sections of the first screens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lokos_tui.domain.accounts.permissions import Permission
from lokos_tui.domain.message import _, ngettext, pgettext
from screens.shared.sections import MANAGER, OFFICE, OWN, Cells, Reading, Section

if TYPE_CHECKING:
    from lokos_tui.context import Context


def _read_inbox(ctx: Context, _known: int | None) -> int:
    from lokos_tui.files.profiles.bundles import waiting

    return len(waiting(ctx.settings.inbox))


def _bundles(count: int) -> Cells:
    return "", ngettext("{n} bundle in the inbox", "{n} bundles in the inbox", count) if count else ""


INBOX: Final = Reading(_read_inbox, Permission.PROFILES_UPLOAD)
"""How many bundles lie in the inbox."""
ROUTES: Final = {"uploads": "profiles.list:UploadsScreen", "upload": "profiles.lines:UploadScreen"}
REACHED: Final = {
    "upload": (("uploads", "uploads.open"),),
}
"""The screens that an action of another one opens."""
SECTIONS: Final = (
    Section(
        home=OFFICE, place=80, action="home.uploads", name=pgettext("key", "profiles"),
        help=_("Profiles that arrived."), route="uploads",
        label=_("Profiles that arrived"), permission=Permission.PROFILES_UPLOAD, of_one_block=True,
    ),
    Section(
        home=OWN, place=30, action="home.uploads", name=pgettext("key", "profiles"),
        help=_("Profiles that arrived."), route="uploads",
        label=_("Profiles that arrived"), permission=Permission.PROFILES_UPLOAD, of_one_block=True,
        counted=INBOX.cells(_bundles),
    ),
    Section(
        home=MANAGER, place=60, action="home.uploads", name=pgettext("key", "profiles"),
        help=_("Profiles that arrived."),
        route="uploads", label=_("Profiles that arrived"), permission=Permission.PROFILES_UPLOAD, of_one_block=True,
        counted=INBOX.cells(_bundles),
    ),
)  # fmt: skip
