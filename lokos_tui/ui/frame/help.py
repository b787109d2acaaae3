"""The keys of a screen, filterable, and the palette: both read the action registry."""

from __future__ import annotations

from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input

from lokos_tui.ui.form.line_input import LineInput
from lokos_tui.ui.frame.action_screen import ActionScreen
from lokos_tui.ui.frame.actions import Action, key_name
from lokos_tui.ui.frame.confirm import PickScreen, Question
from lokos_tui.ui.frame.host import host_of
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
        rows.append((place, keys, action.label, f"Not now: {refusal}" if refusal else action.help))
    wanted = text.strip().lower()
    return [row for row in rows if wanted in " ".join(row[1:]).lower()]


def palette(screen: ActionScreen[Any]) -> None:
    """Let the operator choose any action that can be done now, and do it."""
    overrides = host_of(screen).key_overrides
    valid = [action for action in screen.all_actions() if screen.why_not(action.id) is None]
    options = [
        (action.id, f"{key_name(action.keys(overrides)[0]):<8}{action.label:<16}{action.help}")
        for action in sorted(valid, key=lambda action: action.priority)
        if action.id != "app.palette"
    ]

    def carry_out(action_id: str | None) -> None:
        if action_id is not None:
            screen.call_later(screen.action_perform, action_id)

    screen.app.push_screen(PickScreen("Actions", options), carry_out)


class HelpScreen(Question[None]):
    """Every key of the screen below it; typing narrows the list by key, name or sentence."""

    AUTO_FOCUS = "LineInput"

    def __init__(self, about: ActionScreen[Any]) -> None:
        super().__init__("Keys of this screen", (("type", "to find"), ("Esc", "close")))
        self.about = about

    def compose_body(self) -> ComposeResult:
        """Compose the field and the list."""
        yield LineInput(placeholder="type to find a key")
        yield PagedTable[Entry](
            (
                TableColumn("keys", "Key", 12),
                TableColumn("label", "Action", 14),
                TableColumn("help", "What it does", 20, flexible=True),
            ),
            fetch=list_source(entries(self.about), lambda row: (row[0], row[0])),
            cells=lambda row: row[1:],
            row_id=lambda row: row[0],
            empty="No key of that name.",
            markable=False,
        )

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        found = entries(self.about, event.value)
        self.query_one(PagedTable).show_source(list_source(found, lambda row: (row[0], row[0])))
