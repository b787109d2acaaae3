"""Where in a line something stands, in an operator's words."""

from __future__ import annotations

from collections.abc import Sequence

from lokos_tui.domain.message import _, joined
from lokos_tui.domain.profiles.fields import FIELDS

_LABELS = {field.name: field.label for fields in FIELDS.values() for field in fields}


def place_of(path: Sequence[str]) -> str:
    """Return the words of a path: ``members 3 profile mobile`` is ``Member 4, Mobile``; the whole line for none."""
    if not path:
        return _("The line")
    parts, rest = [], list(path)
    if rest[0] == "members":
        parts.append(_("Member {number}", number=int(rest[1]) + 1) if len(rest) > 1 else _("Members"))
        rest = rest[2:]
    if rest[:1] == ["profile"]:
        rest = rest[1:]
        parts += [] if rest or parts else [_("The profile")]
    return joined(", ", [*parts, *(_LABELS.get(part, part) for part in rest)])
