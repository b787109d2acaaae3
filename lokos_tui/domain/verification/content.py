"""What becomes official when a version is approved, and what changed since another version."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lokos_tui.domain.profiles.fields import FIELDS, KEPT_OF_AADHAAR, Field
from lokos_tui.domain.profiles.model import Kind, Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lokos_tui.domain.verification.identifiers import Identifier


@dataclass(frozen=True, slots=True)
class Change:
    """One field that differs; '' where a side has nothing."""

    field: Field
    before: Value
    after: Value


def approved_content(
    sent: Mapping[str, Value], official: Mapping[str, Value], crossed: Iterable[Identifier]
) -> dict[str, Value]:
    """Return what becomes official: what was sent, but a crossed identifier keeps what it was.

    An Aadhaar token that was taken once stays when a later version has none.
    """
    found = dict(sent)
    for name in (name for one in crossed for name in one.fields):
        found.pop(name, None)
        if official.get(name):
            found[name] = official[name]
    if not found.get(KEPT_OF_AADHAAR[0]):
        found |= {name: official[name] for name in KEPT_OF_AADHAAR if official.get(name)}
    return found


def changes(kind: Kind, before: Mapping[str, Value], after: Mapping[str, Value]) -> tuple[Change, ...]:
    """Return the fields that differ, in the order of the profile; nothing said and false are one."""
    found = []
    for one in FIELDS[kind]:
        name = KEPT_OF_AADHAAR[0] if one.name == "aadhaar" else one.name
        shown = KEPT_OF_AADHAAR[1] if one.name == "aadhaar" else one.name
        if (before.get(name) or "") != (after.get(name) or ""):
            found.append(Change(one, before.get(shown, ""), after.get(shown, "")))
    return tuple(found)
