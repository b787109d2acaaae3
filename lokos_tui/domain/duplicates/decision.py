"""What a decision on a pair may say: why two records that look alike are not one."""

from __future__ import annotations

from lokos_tui.domain.message import _, pgettext

REASONS: dict[str, str] = {
    "RELATIVE": _("a relative of hers"),
    "NAMESAKE": _("a namesake"),
    "SHARED_NUMBER": _("they share a telephone or an account"),
    "SEEN_BOTH": _("both were seen in person"),
    "OTHER": _("another reason"),
}
"""The reasons to choose from, by code."""
REASONS_IN_SHORT: dict[str, str] = {
    "RELATIVE": pgettext("reason", "relative"),
    "NAMESAKE": pgettext("reason", "namesake"),
    "SHARED_NUMBER": pgettext("reason", "shared number"),
    "SEEN_BOTH": pgettext("reason", "seen both"),
    "OTHER": pgettext("reason", "other"),
}
"""The same in a word or two, before what was written to it."""
