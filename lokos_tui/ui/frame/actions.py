"""The action registry: one record per action feeds keys, footer, palette and help."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from textual.binding import Binding, BindingType

from lokos_tui.domain.message import _, pgettext


@dataclass(frozen=True, slots=True)
class Action:
    """One thing the operator can do on a screen.

    ``id`` is stable and names the key in the settings ('users.new'); the screen
    method is ``action_`` and its last part ('action_new'). ``key`` and
    ``aliases`` are Textual key names; two with a space between are pressed
    after each other, which the screen itself takes care of. ``permission`` of
    None needs none.
    ``show`` puts it on the footer, lowest ``priority`` first. ``alone``: it needs
    no row and writes nothing, so the palette of another screen carries it out.
    """

    id: str
    key: str
    label: str
    help: str = ""
    permission: str | None = None
    aliases: tuple[str, ...] = ()
    show: bool = True
    priority: int = 50
    alone: bool = False

    @property
    def method(self) -> str:
        """Return the name of the screen method that carries it out."""
        return "action_" + self.id.rpartition(".")[2].replace("-", "_")

    def keys(self, overrides: Mapping[str, str]) -> tuple[str, ...]:
        """Return the keys in force, the operator's own when the settings name some."""
        if own := overrides.get(self.id):
            return tuple(key.strip() for key in own.split(","))
        return (self.key, *self.aliases)


class Entry(NamedTuple):
    """One thing: its key here ('' for none), its name, a sentence, and what Enter does (None: it is only told)."""

    key: str
    label: str
    sentence: str
    act: Callable[[], object] | None = None


GLOBAL_ACTIONS: Final[tuple[Action, ...]] = (
    Action(
        "app.back",
        "escape",
        pgettext("key", "back"),
        _("One step back; typed work is kept or asked about."),
        None,
        ("q",),
        False,
        95,
    ),
    Action(
        "app.refresh",
        "r",
        pgettext("key", "refresh"),
        _("Read the list again and keep the place."),
        show=False,
        priority=92,
    ),
    Action(
        "app.help",
        "question_mark",
        pgettext("key", "help"),
        _("The keys and columns of this screen."),
        None,
        ("f1",),
        True,
        90,
    ),
    Action(
        "app.display",
        "f4",
        pgettext("key", "display"),
        _("Language, signs, colours, mouse and background of this terminal."),
        show=False,
        priority=93,
    ),
    Action(
        "app.find",
        "f",
        pgettext("key", "find"),
        _("Find users, groups, members and files by name, code or last digits."),
        priority=89,
    ),
    Action(
        "app.copy",
        "ctrl+y",
        pgettext("key", "copy"),
        _("Copy the code or user id of the row to your own clipboard."),
        show=False,
        priority=94,
    ),
    Action(
        "app.palette",
        "ctrl+p",
        pgettext("key", "actions"),
        _("Every screen and action of the program by name."),
        None,
        ("colon",),
        True,
        91,
    ),
)
"""Actions of every screen."""

_FUNCTION: Final = re.compile(r"f\d{1,2}")
_SHOWN: Final = {
    "question_mark": "?",
    "slash": "/",
    "colon": ":",
    "equals_sign": "=",
    "right_square_bracket": "]",
    "left_square_bracket": "[",
    "full_stop": ".",
    "comma": ",",
    "plus": "+",
    "minus": "-",
    "pageup": "PgUp",
    "pagedown": "PgDn",
}


def key_name(key: str) -> str:
    """Return a key as people read it: '^S', 'Enter', '?', 'g'; two keys after each other ('full_stop 1') as '.1'."""
    if " " in key:
        return "".join(key_name(part) for part in key.split())
    if key in _SHOWN:
        return _SHOWN[key]
    if key.startswith("ctrl+"):
        return "^" + key[5:].upper()
    if key.startswith("shift+"):
        return "Shift+" + key_name(key[6:])
    return key if len(key) == 1 else "Esc" if key == "escape" else key.capitalize()


def bindings(actions: Iterable[Action], *, direct: bool = False) -> list[BindingType]:
    """Return Textual bindings with ids, so that a keymap can move them.

    Screens go through ``perform``, which asks ``why_not`` first; ``direct``
    calls the method itself (widgets whose actions nobody is refused).
    """
    return [
        Binding(
            ",".join((action.key, *action.aliases)),
            action.method.removeprefix("action_") if direct else f"perform('{action.id}')",
            action.label,
            show=False,
            tooltip=action.help,
            id=action.id,
        )
        for action in actions
    ]


def works_while_typing(key: str) -> bool:
    """True for a key that a field of text leaves alone: with Ctrl, a function key, Escape."""
    name = key.partition(" ")[0]
    return name.startswith("ctrl+") or name == "escape" or _FUNCTION.fullmatch(name) is not None


def footer(
    actions: Iterable[Action],
    overrides: Mapping[str, str],
    *,
    typing: bool = False,
    in_field: Container[str] = (),
) -> tuple[tuple[str, str], ...]:
    """Return the (key, label) pairs of the actions that want to be shown, most used first.

    While something is typed, each stands with the key that works then, and those that have none are left out;
    ``in_field`` names actions whose own key works in the field too.
    """
    shown = []
    for action in sorted((action for action in actions if action.show), key=lambda action: action.priority):
        keys = action.keys(overrides)
        if typing and action.id not in in_field:
            keys = tuple(key for key in keys if works_while_typing(key))
        if keys:
            shown.append((key_name(keys[0]), action.label))
    return tuple(shown)
