"""Sentences that may be longer than the screen: wrapped by cells, scrolled by keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rich.cells import chop_cells
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from lokos_tui.domain.message import _, ngettext, pgettext
from lokos_tui.language import words
from lokos_tui.ui.frame.actions import Action, bindings
from lokos_tui.ui.frame.host import host_of
from lokos_tui.ui.frame.paint import fit, plain, strip_of
from lokos_tui.ui.frame.theme import Glyphs

PANE_ACTIONS: Final = (
    Action("pane.down", "down", pgettext("key", "down"), _("Scroll down."), None, ("j",), False),
    Action("pane.up", "up", pgettext("key", "up"), _("Scroll up."), None, ("k",), False),
    Action(
        "pane.page_down",
        "pagedown",
        pgettext("key", "page down"),
        _("One page down."),
        None,
        ("space", "ctrl+f"),
        False,
    ),
    Action("pane.page_up", "pageup", pgettext("key", "page up"), _("One page up."), None, ("ctrl+b",), False),
    Action("pane.first", "home", pgettext("key", "first"), _("The first line."), None, ("g",), False),
    Action("pane.last", "end", pgettext("key", "last"), _("The last line."), None, ("G",), False),
)


def wrap(lines: Sequence[str], width: int, glyphs: Glyphs) -> list[str]:
    """Return the lines cleaned and broken at blanks where they are wider than ``width`` cells."""
    out: list[str] = []
    for line in lines:
        row: str | None = None
        for word in plain(line, glyphs, 4000).split(" "):
            for piece in chop_cells(word, max(1, width)) or [""]:
                joined = piece if row is None else f"{row} {piece}"
                if row is not None and len(chop_cells(joined, max(1, width))) > 1:
                    out.append(row)
                    joined = piece
                row = joined
        out.append(row or "")
    return out


class TextPane(Widget, can_focus=True):
    """Plain sentences, one per item, never markup."""

    BINDINGS = bindings(PANE_ACTIONS, direct=True)

    def __init__(self, lines: Sequence[str], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.lines = tuple(lines)
        self.top = 0
        self._wrapped: list[str] = []

    def show_lines(self, lines: Sequence[str]) -> None:
        """Replace the sentences, from the top."""
        self.lines, self.top = tuple(lines), 0
        self._wrapped = wrap(self.lines, max(1, self.size.width), host_of(self).glyphs)
        self._scroll(0)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's
        """Return the number of lines the text needs at a width."""
        return max(1, len(wrap(self.lines, max(1, width), host_of(self).glyphs)))

    def on_resize(self, event: events.Resize) -> None:
        """Wrap again for the new width."""
        self._wrapped = wrap(self.lines, event.size.width, host_of(self).glyphs)
        self._scroll(0)

    def say_anew(self) -> None:
        """Say the same in the language in force, from the same place on."""
        self._wrapped = wrap(self.lines, max(1, self.size.width), host_of(self).glyphs)
        self._scroll(0)

    def render_line(self, y: int) -> Strip:
        """Return line ``y`` of what is in sight."""
        place = self.top + y
        text = self._wrapped[place] if place < len(self._wrapped) else ""
        below = len(self._wrapped) - self.top - self.size.height
        if below > 0 and y == self.size.height - 1 and self.can_focus:
            text = "   " + words(ngettext("({n} more line: Down, PgDn)", "({n} more lines: Down, PgDn)", below + 1))
        width = self.size.width
        return strip_of([(fit(text, width, host_of(self).glyphs), Style())], width, self.rich_style)

    def action_down(self) -> None:
        """Scroll one line down."""
        self._scroll(1)

    def action_up(self) -> None:
        """Scroll one line up."""
        self._scroll(-1)

    def action_page_down(self) -> None:
        """Scroll one page down."""
        self._scroll(self.size.height)

    def action_page_up(self) -> None:
        """Scroll one page up."""
        self._scroll(-self.size.height)

    def action_first(self) -> None:
        """Go to the first line."""
        self._scroll(-len(self._wrapped))

    def action_last(self) -> None:
        """Go to the last line."""
        self._scroll(len(self._wrapped))

    def _scroll(self, delta: int) -> None:
        top = max(0, min(self.top + delta, len(self._wrapped) - self.size.height))
        if top != self.top or delta == 0:
            self.top = top
            self.refresh()
