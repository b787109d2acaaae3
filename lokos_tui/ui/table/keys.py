"""The keys of every list, for the table itself, the help and the footer."""

from __future__ import annotations

from typing import Final

from lokos_tui.domain.message import _, pgettext
from lokos_tui.ui.frame.actions import Action

TABLE_ACTIONS: Final[tuple[Action, ...]] = (
    Action("table.open", "enter", pgettext("key", "open"), _("Open the row under the cursor."), priority=10),
    Action("table.down", "down", pgettext("key", "down"), _("One row down."), None, ("j",), False),
    Action("table.up", "up", pgettext("key", "up"), _("One row up."), None, ("k",), False),
    Action("table.page_down", "pagedown", pgettext("key", "page down"), _("One page down."), None, ("ctrl+f",), False),
    Action("table.page_up", "pageup", pgettext("key", "page up"), _("One page up."), None, ("ctrl+b",), False),
    Action("table.half_down", "ctrl+d", pgettext("key", "half down"), _("Half a page down."), show=False),
    Action("table.half_up", "ctrl+u", pgettext("key", "half up"), _("Half a page up."), show=False),
    Action("table.first", "home", pgettext("key", "first"), _("The first row of the list."), None, ("g",), False),
    Action("table.last", "end", pgettext("key", "last"), _("The last row of the list."), None, ("G",), False),
    Action("table.mark", "space", pgettext("key", "mark"), _("Mark the row, or take the mark off."), show=False),
    Action("table.mark_all", "a", pgettext("key", "mark all"), _("Mark every row that the filter shows."), show=False),
    Action("table.clear", "c", pgettext("key", "clear"), _("Take all marks off."), show=False),
    Action("table.sort", "s", pgettext("key", "sort"), _("Sort by the next column."), show=False),
    Action("table.reverse", "S", pgettext("key", "reverse"), _("Turn the order round."), show=False),
)
