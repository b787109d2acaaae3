"""What the schema finds, in words: where, what, and what to do; never the value itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from importers.profiles.places import place_of
from lokos_tui.domain.errors import Problem
from lokos_tui.domain.identifiers import hide_aadhaar
from lokos_tui.domain.message import _
from lokos_tui.domain.profiles.checks import MOST_MEMBERS
from lokos_tui.domain.text import safe

_SAID: dict[str, Callable[[str, str], str]] = {
    "required": lambda where, name: _(
        "{where} is missing something that must be there ({name}).", where=where, name=name
    ),
    "type": lambda where, _name: _("{where} is of the wrong type.", where=where),
    "pattern": lambda where, _name: _("{where} does not have the shape the format asks for.", where=where),
    "maxLength": lambda where, _name: _("{where} is too long.", where=where),
    "minimum": lambda where, _name: _("{where} is too small.", where=where),
    "maximum": lambda where, _name: _("{where} is too large.", where=where),
    "additionalProperties": lambda where, name: _(
        "{where} has a field the format does not know ({name}).", where=where, name=name
    ),
}
_MOST = 10


def problems_of(errors: Any) -> tuple[Problem, ...]:
    """Return the schema's errors as problems, at most ten of one line."""
    found: list[Problem] = []
    for error in errors:
        if len(found) == _MOST:
            break
        found.append(_problem(error))
    return tuple(found)


def _problem(error: Any) -> Problem:
    path = [str(part) for part in error.instance_path]
    field, where = ".".join(path) or "line", place_of(path)
    keyword = str(error.schema_path[-1]) if error.schema_path else ""
    if keyword == "maxItems":
        sentence = _("{where}: an SHG is sent with at most {most} members.", where=where, most=MOST_MEMBERS)
        return Problem(field, "schema.maxItems", sentence, _("Is it really one group?"))
    return Problem(
        field, f"schema.{keyword}", _sentence(error, keyword, field, where), _("The phone's program must be mended.")
    )


def _sentence(error: Any, keyword: str, field: str, where: str) -> str:
    if keyword == "maximum" and field == "offline_meetings":
        return _("{where} is too large: at most 4 offline meetings are sent at once.", where=where)
    if keyword not in _SAID:
        return _("{where} is not what the format asks for.", where=where)
    return _SAID[keyword](where, hide_aadhaar(safe(_name(error), 40)))


def _name(error: Any) -> str:
    kind = error.kind
    for attribute in ("property", "unexpected"):
        value = getattr(kind, attribute, None)
        if value:
            return value if isinstance(value, str) else ", ".join(str(one) for one in value)
    return ""
