"""The keys of a screen, filterable, and the palette: both read the action registry."""

from __future__ import annotations

from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input

from lokos_tui.domain.message import _
from lokos_tui.language import words
from lokos_tui.ui.form.line_input import LineInput
from lokos_tui.ui.frame.action_screen import ActionScreen
from lokos_tui.ui.frame.actions import Action, key_name
from lokos_tui.ui.frame.confirm import CLOSE, TO_FIND, PickScreen, Question
from lokos_tui.ui.frame.host import host_of
from lokos_tui.ui.frame.paint import padded
from lokos_tui.ui.table.columns import TableColumn
from lokos_tui.ui.table.keys import TABLE_ACTIONS
from lokos_tui.ui.table.memory_source import list_source
from lokos_tui.ui.table.table import PagedTable

Entry = tuple[int, str, str, str]
"""(place, keys, label, sentence) of an action."""


def entries(screen: ActionScreen[Any], text: str = "") -> list[Entry]:
    """Return the actions of a screen and its lists that hold ``text`` in key, name or sentence."""
    overrides = host_of(screen).key_overrides
    actions: list[Action] = sorted(screen.all_actions(), key=lambda action: action.priority)
    if screen.query(PagedTable):
        actions += TABLE_ACTIONS
    rows = []
    for place, action in enumerate(actions):
        keys = " ".join(key_name(key) for key in action.keys(overrides))
        refusal = screen.why_not(action.id)
        rows.append((place, keys, action.label, _("Not now: {refusal}", refusal=refusal) if refusal else action.help))
    wanted = text.strip().lower()
    return [row for row in rows if wanted in " ".join((*row[1:], *map(words, row[1:]))).lower()]


def palette(screen: ActionScreen[Any]) -> None:
    """Let the operator choose any action that can be done now, and do it."""
    overrides = host_of(screen).key_overrides
    valid = [action for action in screen.all_actions() if screen.why_not(action.id) is None]
    options = [
        (action.id, _line(key_name(action.keys(overrides)[0]), action))
        for action in sorted(valid, key=lambda action: action.priority)
        if action.id != "app.palette"
    ]

    def carry_out(action_id: str | None) -> None:
        if action_id is not None:
            screen.call_later(screen.action_perform, action_id)

    screen.app.push_screen(PickScreen(_("Actions"), options), carry_out)


def _line(key: str, action: Action) -> str:
    """Return an action of the palette in three columns, in the language in force."""
    return padded((key, 8), (action.label, 16)) + words(action.help)


class HelpScreen(Question[None]):
    """Every key of the screen below it; typing narrows the list by key, name or sentence."""

    AUTO_FOCUS = "LineInput"

    def __init__(self, about: ActionScreen[Any]) -> None:
        super().__init__(_("Keys of this screen"), (TO_FIND, ("Esc", CLOSE)))
        self.about = about

    def compose_body(self) -> ComposeResult:
        """Compose the field and the list."""
        yield LineInput(placeholder=_("type to find a key"))
        yield PagedTable[Entry](
            (
                TableColumn("keys", _("Key"), 12),
                TableColumn("label", _("Action"), 14),
                TableColumn("help", _("What it does"), 20, flexible=True),
            ),
            fetch=list_source(entries(self.about), lambda row: (row[0], row[0])),
            cells=lambda row: row[1:],
            row_id=lambda row: row[0],
            empty=_("No key of that name."),
            markable=False,
        )

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        found = entries(self.about, event.value)
        self.query_one(PagedTable).show_source(list_source(found, lambda row: (row[0], row[0])))
