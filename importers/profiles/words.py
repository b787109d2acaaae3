"""What the schema finds, in words: where, what, and what to do; never the value itself."""

from __future__ import annotations

from typing import Any

from importers.profiles.places import place_of
from lokos_tui.domain.errors import Problem
from lokos_tui.domain.identifiers import hide_aadhaar
from lokos_tui.domain.profiles.checks import MOST_MEMBERS
from lokos_tui.domain.text import safe

_WORDS = {
    "required": "is missing something that must be there",
    "type": "is of the wrong type",
    "pattern": "does not have the shape the format asks for",
    "const": "is not what the format asks for",
    "maxLength": "is too long",
    "minimum": "is too small",
    "maximum": "is too large",
    "additionalProperties": "has a field the format does not know",
}
_MORE = {"offline_meetings": ": at most 4 offline meetings are sent at once"}
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
        sentence = f"{where}: an SHG is sent with at most {MOST_MEMBERS} members."
        return Problem(field, "schema.maxItems", sentence, "Is it really one group?")
    name = f" ({hide_aadhaar(safe(_name(error), 40))})" if keyword in {"required", "additionalProperties"} else ""
    more = _MORE.get(field, "") if keyword == "maximum" else ""
    sentence = f"{where} {_WORDS.get(keyword, 'is not what the format asks for')}{more}{name}."
    return Problem(field, f"schema.{keyword}", sentence, "The phone's program must be mended.")


def _name(error: Any) -> str:
    kind = error.kind
    for attribute in ("property", "unexpected"):
        value = getattr(kind, attribute, None)
        if value:
            return value if isinstance(value, str) else ", ".join(str(one) for one in value)
    return ""
