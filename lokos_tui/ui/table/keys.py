"""The keys of every list, for the table itself, the help and the footer."""

from __future__ import annotations

from typing import Final

from lokos_tui.ui.frame.actions import Action

TABLE_ACTIONS: Final[tuple[Action, ...]] = (
    Action("table.open", "enter", "open", "Open the row under the cursor.", priority=10),
    Action("table.down", "down", "down", "One row down.", None, ("j",), False),
    Action("table.up", "up", "up", "One row up.", None, ("k",), False),
    Action("table.page_down", "pagedown", "page down", "One page down.", None, ("ctrl+f",), False),
    Action("table.page_up", "pageup", "page up", "One page up.", None, ("ctrl+b",), False),
    Action("table.half_down", "ctrl+d", "half down", "Half a page down.", show=False),
    Action("table.half_up", "ctrl+u", "half up", "Half a page up.", show=False),
    Action("table.first", "home", "first", "The first row of the list.", None, ("g",), False),
    Action("table.last", "end", "last", "The last row of the list.", None, ("G",), False),
    Action("table.mark", "space", "mark", "Mark the row, or take the mark off.", show=False),
    Action("table.mark_all", "a", "mark all", "Mark every row that the filter shows.", show=False),
    Action("table.clear", "c", "clear", "Take all marks off.", show=False),
    Action("table.sort", "s", "sort", "Sort by the next column.", show=False),
    Action("table.reverse", "S", "reverse", "Turn the order round.", show=False),
)
