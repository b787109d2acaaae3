"""Display settings: language, signs, colours, mouse and the way of drawing; what is chosen is remembered."""

from __future__ import annotations

from dataclasses import dataclass
from os import environ
from typing import Final

from textual import on
from textual.app import ComposeResult

from lokos_tui.domain.message import _, joined, pgettext
from lokos_tui.domain.paging import Page, PageRequest
from lokos_tui.language import spoken
from lokos_tui.language.catalogue import NAMES
from lokos_tui.ui.frame.actions import Action
from lokos_tui.ui.frame.base import BaseScreen
from lokos_tui.ui.frame.session import navigator_of
from lokos_tui.ui.table.columns import TableColumn
from lokos_tui.ui.table.memory_source import list_source
from lokos_tui.ui.table.messages import RowActivated
from lokos_tui.ui.table.table import PagedTable

_WORDS: Final = {
    "terminal": "as the terminal says",
    "ascii": "ASCII only",
    "utf-8": "UTF-8",
    "16": "16 colours",
    "none": "no colours",
    "off": "off",
    "on": "on",
    "diff": "only what changed",
    "plain": "plain",
}


def _word(value: str) -> str:
    """Return what a value is called; a language has its own name."""
    return _WORDS.get(value) or NAMES.get(value, value)


@dataclass(frozen=True, slots=True)
class Setting:
    """A line of the screen."""

    number: int
    name: str
    label: str
    value: str
    remark: str


class DisplayScreen(BaseScreen[None]):
    """Five settings; Enter or the digit takes the next value."""

    ACTIONS = (
        Action("display.change", "enter", "next value", "Change the setting under the cursor.", priority=1),
        Action("display.language", "0", pgettext("key", "language"), _("The next language, at once."), priority=2),
        Action("display.signs", "1", "signs", "ASCII or UTF-8 signs.", show=False),
        Action("display.colours", "2", "colours", "16 colours or none.", show=False),
        Action("display.mouse", "3", "mouse", "Mouse reports on or off, from the next start.", show=False),
        Action("display.drawing", "4", "drawing", "How the screen is sent, from the next start.", show=False),
    )

    def compose_body(self) -> ComposeResult:
        """Compose the settings as a list."""
        yield PagedTable[Setting](
            (
                TableColumn("label", "Display", 12),
                TableColumn("value", "", 20),
                TableColumn("remark", "", 24, 1, flexible=True),
            ),
            fetch=self._page,
            cells=lambda row: (joined(" ", (str(row.number), row.label)), _word(row.value), row.remark),
            row_id=lambda row: row.number,
            markable=False,
        )

    def on_mount(self) -> None:
        """Show what holds now."""
        self.set_title("Display settings")
        self.set_status("What you choose is remembered.")

    def _page(self, request: PageRequest) -> Page[Setting]:
        return list_source(self._settings(), lambda row: (row.number, row.number))(request)

    def _settings(self) -> tuple[Setting, ...]:
        host, later = navigator_of(self), f"from the next start, on {environ.get('TERM', '')}"
        return (
            Setting(0, "language", _("Language"), spoken(), _("at once, for you")),
            Setting(1, "signs", "Signs", host.look.signs, "at once, for you"),
            Setting(2, "colours", "Colours", host.look.colours, "at once, for you"),
            Setting(3, "mouse", "Mouse", host.start.mouse, later),
            Setting(4, "display", "Drawing", host.start.display, later),
        )

    def action_display(self) -> None:
        """Stay: this is the screen."""

    def action_change(self) -> None:
        """Change the setting under the cursor."""
        self.query_one(PagedTable).action_open()

    @on(RowActivated)
    def _change(self, event: RowActivated) -> None:
        self._next(event.row.name)

    def action_language(self) -> None:
        """Speak the next language."""
        self._next("language")

    def action_signs(self) -> None:
        """Take the next kind of signs."""
        self._next("signs")

    def action_colours(self) -> None:
        """Turn colours on or off."""
        self._next("colours")

    def action_mouse(self) -> None:
        """Turn mouse reports on or off."""
        self._next("mouse")

    def action_drawing(self) -> None:
        """Choose how the screen is sent."""
        self._next("display")

    def _next(self, name: str) -> None:
        remembered = navigator_of(self).next_value(name)
        self.query_one(PagedTable).refresh_rows()
        row = next(row for row in self._settings() if row.name == name)
        when = "" if name in ("language", "signs", "colours") else " from the next start"
        self.say(f"{row.label}: {_word(row.value)}{when}." + ("" if remembered else " It cannot be remembered."))
