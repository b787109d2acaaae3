"""The page of the settings, from the descriptions in ``lokos_tui.settings`` that values are checked by."""

from __future__ import annotations

import inspect
from itertools import groupby

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
    facts = groupby(settings.describe(), lambda fact: fact.section)
    return "\n".join([_HEAD, *(_section(name, getattr(default, name), list(own)) for name, own in facts)])


def _section(name: str, record: object, facts: list[settings.SettingFact]) -> str:
    rows = (
        (code(fact.name), code(fact.default), cell(fact.range), cell(fact.help), code(fact.variable)) for fact in facts
    )
    head = ("setting", "default", "range", "what it does", "variable")
    return f"## [{name}]\n\n{inspect.cleandoc(type(record).__doc__ or '')}\n\n{table(head, rows)}"
