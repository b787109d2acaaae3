"""The JSON Schema of the format, made from the table of fields; ``python -m importers.profiles.schema`` writes it.

It says what a line is made of; whether a mobile or a date is right is for the
checks, which know more than a schema can say.
"""

from __future__ import annotations

import json
import sys
from functools import cache
from importlib import resources
from typing import Any

import jsonschema_rs

from lokos_tui.domain.profiles.checks import MOST_MEMBERS
from lokos_tui.domain.profiles.fields import FIELDS, Field, Type
from lokos_tui.domain.profiles.model import FORMAT, FORMAT_VERSION, Kind

FILE = f"profiles-{FORMAT_VERSION}.schema.json"
_LONG = 1_000
_LARGEST = 999_999_999
BY_CODE = "SHG_BY_CODE"
"""The line of an SHG that was sent before: its code and members, without its profile."""
_CODE = "^[A-Za-z0-9_./:-]{0,40}$"
_UID = "^[A-Za-z0-9_.:-]{4,64}$"
_TYPES: dict[Type, dict[str, Any]] = {
    Type.FLAG: {"type": "boolean"},
    Type.YEAR: {"type": "integer", "minimum": 0, "maximum": 9999},
    Type.PAISE: {"type": "integer", "minimum": 0, "maximum": _LARGEST},
    Type.DAY: {"type": "string", "pattern": "^([0-9]{4}-[0-9]{2}-[0-9]{2})?$"},
}


def make() -> dict[str, Any]:
    """Return the schema: a line is a header, a record, or the end."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"{FORMAT} {FORMAT_VERSION}: one line of a bundle",
        "oneOf": [{"$ref": f"#/$defs/{name}"} for name in ("header", "SHG", BY_CODE, "VO", "CLF", "end")],
        "$defs": {
            "header": _header(),
            "end": _end(),
            **{kind.value: _record(kind) for kind in (Kind.SHG, Kind.VO, Kind.CLF)},
            BY_CODE: _by_code(),
            "MEMBER": _object({**_identity(), "profile": _profile(Kind.MEMBER)}, ("uid", "revision", "profile")),
        },
    }


def _object(properties: dict[str, Any], required: tuple[str, ...]) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": False, "properties": properties, "required": list(required)}


def _header() -> dict[str, Any]:
    properties = {
        "format": {"const": FORMAT},
        "version": {"const": FORMAT_VERSION},
        "upload_id": {"type": "string", "pattern": "^[A-Za-z0-9_.:-]{8,64}$"},
        "block": {"type": "string", "pattern": "^[0-9]{1,10}$"},
        "made_by": {"type": "string", "pattern": "^[A-Za-z0-9_]{4,64}$"},
        "made_at": {"type": "string", "maxLength": 40},
        "sequence": {"type": "integer", "minimum": 0, "maximum": _LARGEST},
    }
    return _object(properties, ("format", "version", "upload_id", "block", "made_by", "made_at"))


def _end() -> dict[str, Any]:
    properties = {
        "end": {"const": True},
        "lines": {"type": "integer", "minimum": 0},
        "signature": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
    }
    return _object(properties, ("end", "lines"))


def _identity() -> dict[str, Any]:
    return {
        "uid": {"type": "string", "pattern": _UID},
        "code": {"type": "string", "pattern": _CODE},
        "revision": {"type": "integer", "minimum": 1, "maximum": _LARGEST},
    }


def _record(kind: Kind) -> dict[str, Any]:
    properties: dict[str, Any] = {
        "kind": {"const": kind.value},
        **_identity(),
        "offline_meetings": {"type": "integer", "minimum": 0, "maximum": 4},
        "profile": _profile(kind),
    }
    if kind is Kind.SHG:
        properties["members"] = _members()
    return _object(properties, ("kind", "uid", "revision", "profile"))


def _by_code() -> dict[str, Any]:
    properties = {
        "kind": {"const": Kind.SHG.value},
        "code": {"type": "string", "pattern": _CODE, "minLength": 1},
        "members": {**_members(), "minItems": 1},
    }
    return _object(properties, ("kind", "code", "members"))


def _members() -> dict[str, Any]:
    return {"type": "array", "maxItems": MOST_MEMBERS, "items": {"$ref": "#/$defs/MEMBER"}}


def _profile(kind: Kind) -> dict[str, Any]:
    return _object({field.name: _field(field) for field in FIELDS[kind]}, ())


def _field(field: Field) -> dict[str, Any]:
    return {"title": field.label, **_TYPES.get(field.type, {"type": "string", "maxLength": _LONG})}


@cache
def shipped() -> dict[str, Any]:
    """Return the schema as it ships."""
    found: dict[str, Any] = json.loads(resources.files(__package__).joinpath(FILE).read_text("utf-8"))
    return found


@cache
def validator(name: str) -> Any:
    """Return the compiled validator of one kind of line: header, SHG, SHG_BY_CODE, VO, CLF, end."""
    schema = shipped()
    return jsonschema_rs.Draft202012Validator({"$ref": f"#/$defs/{name}", "$defs": schema["$defs"]})


if __name__ == "__main__":
    sys.stdout.write(json.dumps(make(), indent=2, ensure_ascii=False) + "\n")
