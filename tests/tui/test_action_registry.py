"""Rules that hold for every action of every screen, read from the registry itself."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
from textual.binding import Binding
from textual.widgets import Input

import screens
from lokos_tui.ui.filter.bar import FILTER_ACTION
from lokos_tui.ui.frame.actions import GLOBAL_ACTIONS, Action, footer
from lokos_tui.ui.frame.base import BaseScreen
from lokos_tui.ui.frame.lines import HELP_LABEL
from lokos_tui.ui.frame.progress import CANCEL_ACTION
from lokos_tui.ui.frame.text_pane import PANE_ACTIONS
from lokos_tui.ui.table.keys import TABLE_ACTIONS

NEAR_ESCAPE = frozenset({"f1", "f2", "1", "tab", "grave_accent", "escape", "q"})
"""Keys a finger on Escape may hit, and Escape's own."""
SCROLLING = frozenset(key for action in TABLE_ACTIONS[1:9] for key in (action.key, *action.aliases))
"""Keys that are held down or hammered while one looks through a list."""
HARD_TO_TAKE_BACK = frozenset({
    "users.delete", "batch.undo", "check.apply", "check.good", "users.password", "progress.cancel", "review.approve",
    "review.reject", "queue.bulk-approve", "queue.bulk-reject", "bulk.approve", "bulk.reject", "uploads.unsigned",
    "opening.accept", "opening.refuse", "opening.undo",
})  # fmt: skip
"""Acts that delete, replace or write much at once."""
CAPITALS = HARD_TO_TAKE_BACK - {"users.password"}
"""Those that need Shift; a new password is asked about with a capital letter."""
OVER_THE_TABLE = frozenset({"enter"})
"""Keys of the table that a screen may give a name of its own to."""


def screen_classes() -> list[type[BaseScreen[Any]]]:
    """Return every screen of the program."""
    for found in pkgutil.walk_packages(screens.__path__, "screens."):
        import_module(found.name)

    def below(kind: type[Any]) -> Iterator[type[Any]]:
        for sub in kind.__subclasses__():
            yield sub
            yield from below(sub)

    return sorted({kind for kind in below(BaseScreen) if kind.__module__.startswith("screens.")}, key=str)


def actions_of(kind: type[BaseScreen[Any]]) -> tuple[Action, ...]:
    """Return the actions of a screen, its own over the global ones."""
    own = {action.id: action for action in GLOBAL_ACTIONS}
    for base in reversed(kind.__mro__):
        own.update({action.id: action for action in base.__dict__.get("ACTIONS", ())})
    return tuple(own.values())


def everything() -> set[Action]:
    """Return every action there is."""
    shared = {*GLOBAL_ACTIONS, *TABLE_ACTIONS, *PANE_ACTIONS, FILTER_ACTION, CANCEL_ACTION}
    return shared.union(*(actions_of(kind) for kind in screen_classes()))


def keys_of(action: Action) -> set[str]:
    """Return an action's keys."""
    return {action.key, *action.aliases}


def test_nothing_destructive_is_near_escape_or_scrolling() -> None:
    """What is hard to take back has a capital letter, and no key of its own near Escape or among the moving keys."""
    found = {action.id: action for action in everything()}
    assert set(found) >= HARD_TO_TAKE_BACK
    for name in HARD_TO_TAKE_BACK:
        assert not keys_of(found[name]) & (NEAR_ESCAPE | SCROLLING), name
    for name in CAPITALS:
        assert all(len(key) == 1 and key.isupper() for key in keys_of(found[name])), name


def test_a_capital_letter_stands_for_nothing_small_by_accident() -> None:
    """Only what decides or is hard to take back, Refresh Duplicate, and what has a small sister, are capitals."""
    capitals = {action.id for action in everything() for key in keys_of(action) if len(key) == 1 and key.isupper()}
    checks = {name for name in capitals if name.endswith(".check")}
    sisters = {"table.last", "table.reverse", "pane.last", "review.tick-all", "queue.saved"}
    assert capitals - CAPITALS == checks | sisters
    assert all(keys_of(one) == {"D"} for one in everything() if one.id in checks)


@pytest.mark.parametrize("kind", screen_classes(), ids=lambda kind: kind.__name__)
def test_no_key_means_two_things_on_a_screen(kind: type[BaseScreen[Any]]) -> None:
    """Two actions of a screen never share a key, and none is hidden by the table's own keys."""
    seen: dict[str, str] = {}
    for action in actions_of(kind):
        for key in keys_of(action):
            assert key not in seen, f"{key}: {seen.get(key)} and {action.id}"
            seen[key] = action.id
    table = {key: action.id for action in TABLE_ACTIONS for key in keys_of(action)}
    hidden = {key: seen[key] for key in seen.keys() & table.keys() - OVER_THE_TABLE}
    assert hidden == {}


@pytest.mark.parametrize("kind", screen_classes(), ids=lambda kind: kind.__name__)
def test_every_action_has_a_method_a_label_and_a_sentence(kind: type[BaseScreen[Any]]) -> None:
    """The footer, the palette and the help have something to show, and the key does something."""
    for action in actions_of(kind):
        assert callable(getattr(kind, action.method, None)), f"{kind.__name__}.{action.method}"
        assert action.label
        assert action.help.endswith("."), action.id


@pytest.mark.parametrize("kind", screen_classes(), ids=lambda kind: kind.__name__)
def test_a_form_is_saved_without_leaving_the_field(kind: type[BaseScreen[Any]]) -> None:
    """Keys of a screen with fields to type into are no letters and no keys of the field."""
    if kind.AUTO_FOCUS not in ("LineInput", "ChoiceField") or not hasattr(kind, "form"):
        return
    own = {key for base in kind.__mro__ for action in base.__dict__.get("ACTIONS", ()) for key in keys_of(action)}
    field = {
        key.strip() for binding in Input.BINDINGS if isinstance(binding, Binding) for key in binding.key.split(",")
    }
    assert {key for key in own if len(key) == 1} == set()
    assert own & field == set()


def test_help_is_on_every_footer() -> None:
    """The last key shown where there is no room for all is the one that shows the rest."""
    for kind in screen_classes():
        assert HELP_LABEL in {label for _, label in footer(actions_of(kind), {})}


def test_movement_is_the_same_everywhere() -> None:
    """Arrows and the keys of vi in lists; the same letters in texts."""
    table = {key: action.id.partition(".")[2] for action in TABLE_ACTIONS for key in keys_of(action)}
    wanted = {"down": "down", "j": "down", "up": "up", "k": "up", "g": "first", "G": "last", "ctrl+d": "half_down"}
    assert wanted.items() <= table.items()
    pane = {key: action.id.partition(".")[2] for action in PANE_ACTIONS for key in keys_of(action)}
    assert {key: name for key, name in wanted.items() if key != "ctrl+d"}.items() <= pane.items()
