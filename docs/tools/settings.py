"""The page of the settings, from the records in ``lokos_tui.settings`` and what is written beside their fields."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from docs.tools.markdown import cell, code, table
from lokos_tui import settings

_HEAD = """# Settings

An office's settings stand in `settings.toml` in the office's folder (`LOKOS_HOME`). Everything has a default; a wrong
value is named by file, line and setting, and nothing is guessed. An environment variable wins over the file. This page
is made from `lokos_tui/settings.py`.

| variable | |
| --- | --- |
| `LOKOS_HOME` | the office's folder; without it `~/lokos-office` |
| `LOKOS_PASSWORD` | the password of the command line's `--as`; without it the password is asked for |

How a terminal shows the screens is set by variables of their own: see [the display layer](display.md#settings).
"""


def page() -> str:
    """Return the page as Markdown: one section of the file, one heading."""
    default = settings.Settings()
    parts = [_HEAD]
    for section in fields(default):
        record = getattr(default, section.name)
        if is_dataclass(record):
            parts.append(_section(section.name, record))
    return "\n".join(parts)


def _section(name: str, record: Any) -> str:
    said = told(type(record))
    rows = (
        (
            code(field.name),
            _default(getattr(record, field.name)),
            cell(said[field.name]),
            _variable(name, field.name, record),
        )
        for field in fields(record)
    )
    head = ("setting", "default", "what it does", "variable")
    return f"## [{name}]\n\n{inspect.cleandoc(type(record).__doc__ or '')}\n\n{table(head, rows)}"


def _default(value: object) -> str:
    if isinstance(value, bool):
        return code(str(value).lower())
    if isinstance(value, Mapping):
        return code("{}")
    return code(f'"{value}"' if isinstance(value, str) else str(value))


def _variable(section: str, name: str, record: Any) -> str:
    return "" if isinstance(getattr(record, name), Mapping) else code(f"LOKOS_{section}_{name}".upper())


def told(record: type) -> dict[str, str]:
    """Return what stands under each field of a dataclass, '' where nothing does."""
    body = ast.parse(inspect.cleandoc(inspect.getsource(record))).body[0]
    assert isinstance(body, ast.ClassDef)  # noqa: S101 - the source of a class is one
    found: dict[str, str] = {}
    name = ""
    for node in body.body:
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            name = node.target.id
            found[name] = ""
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and name:
            found[name] = str(node.value.value)
    return found
