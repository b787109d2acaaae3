"""The page of the keys, from the actions that the screens register."""

from __future__ import annotations

import inspect
import pkgutil
import re
from collections.abc import Iterable, Iterator
from importlib import import_module

import screens
from docs.tools.markdown import cell, code, table
from lokos_tui.ui.frame.actions import GLOBAL_ACTIONS, Action, key_name
from lokos_tui.ui.frame.text_pane import PANE_ACTIONS
from lokos_tui.ui.table.keys import TABLE_ACTIONS

_HEAD = """# Keys

The last line of every screen names the keys that work now, `?` explains them all, `Ctrl+P` finds an action by its name.
This page is made from the same records. `^S` is Ctrl+S. An own key is set by the name in the last column:

```toml
[ui]
keys = { "users.new" = "f5" }
```
"""


_SOURCE = re.compile(r" \(docs/[^)]*\)")


def page() -> str:
    """Return the page as Markdown: a heading a section of screens, a smaller one a screen."""
    everywhere = {"On every screen": GLOBAL_ACTIONS, "In every list": TABLE_ACTIONS, "In every text": PANE_ACTIONS}
    parts = [_HEAD, "## Everywhere\n", *(_part(title, actions) for title, actions in everywhere.items())]
    section = ""
    for kind in screens_with_actions():
        now = kind.__module__.split(".")[1]
        if now != section:
            section = now
            parts.append(f"## {section.replace('_', ' ').capitalize()}\n")
        title = _SOURCE.sub("", (inspect.getdoc(kind) or kind.__name__).splitlines()[0]).rstrip(".")
        parts.append(_part(title, vars(kind)["ACTIONS"]))
    return "\n".join(parts)


def screens_with_actions() -> Iterator[type]:
    """Return every class of the screens that has actions of its own, by module and place in it."""
    for module in pkgutil.walk_packages(screens.__path__, "screens."):
        for _, kind in inspect.getmembers(import_module(module.name), inspect.isclass):
            if kind.__module__ == module.name and vars(kind).get("ACTIONS"):
                yield kind


def _part(title: str, actions: Iterable[Action]) -> str:
    rows = (
        (
            " ".join(code(key_name(key)) for key in (action.key, *action.aliases)),
            cell(action.label),
            cell(action.help),
            code(action.id),
        )
        for action in actions
    )
    return f"### {title}\n\n{table(('key', 'action', 'what it does', 'name'), rows)}"
