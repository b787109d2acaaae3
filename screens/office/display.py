"""Display settings: language, signs, colours, mouse, drawing and background; what is chosen is remembered."""

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
    "terminal": _("as the terminal says"),
    "ascii": _("ASCII only"),
    "utf-8": "UTF-8",
    "16": _("16 colours"),
    "none": _("no colours"),
    "off": pgettext("setting", "off"),
    "on": pgettext("setting", "on"),
    "diff": _("only what changed"),
    "plain": pgettext("drawing", "plain"),
    "dark": pgettext("background", "dark"),
    "light": pgettext("background", "light"),
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
    """Six settings; Enter or the digit takes the next value."""

    ACTIONS = (
        Action(
            "display.change",
            "enter",
            pgettext("key", "next value"),
            _("Change the setting under the cursor."),
            priority=1,
        ),
        Action("display.language", "0", pgettext("key", "language"), _("The next language, at once."), priority=2),
        Action("display.signs", "1", pgettext("key", "signs"), _("ASCII or UTF-8 signs."), show=False),
        Action("display.colours", "2", pgettext("key", "colours"), _("16 colours or none."), show=False),
        Action(
            "display.mouse",
            "3",
            pgettext("key", "mouse"),
            _("Mouse reports on or off, from the next start."),
            show=False,
        ),
        Action(
            "display.drawing",
            "4",
            pgettext("key", "drawing"),
            _("How the screen is sent, from the next start."),
            show=False,
        ),
        Action(
            "display.background",
            "5",
            pgettext("key", "background"),
            _("Colours for a dark or a light background."),
            show=False,
        ),
        Action(
            "display.clipboard",
            "6",
            pgettext("key", "copying"),
            _("Whether ^Y copies to your own clipboard."),
            show=False,
        ),
    )

    def compose_body(self) -> ComposeResult:
        """Compose the settings as a list."""
        yield PagedTable[Setting](
            (
                TableColumn("label", _("Display"), 12),
                TableColumn("value", "", 20),
                TableColumn("remark", "", 24, 1, flexible=True),
            ),
            fetch=self._page,
            cells=lambda row: (joined(" ", (row.number, row.label)), _word(row.value), row.remark),
            row_id=lambda row: row.number,
            markable=False,
        )

    def on_mount(self) -> None:
        """Show what holds now."""
        self.set_title(_("Display settings"))
        self.set_status(_("What you choose is remembered."))

    def _page(self, request: PageRequest) -> Page[Setting]:
        return list_source(self._settings(), lambda row: (row.number, row.number))(request)

    def _settings(self) -> tuple[Setting, ...]:
        host, terminal = navigator_of(self), environ.get("TERM", "")
        later = _("from the next start, on {terminal}", terminal=terminal)
        return (
            Setting(0, "language", _("Language"), spoken(), _("at once, for you")),
            Setting(1, "signs", _("Signs"), host.look.signs, _("at once, for you")),
            Setting(2, "colours", _("Colours"), host.look.colours, _("at once, for you")),
            Setting(3, "mouse", _("Mouse"), host.start.mouse, later),
            Setting(4, "display", _("Drawing"), host.start.display, later),
            Setting(
                5, "background", _("Background"), host.start.background, _("at once, on {terminal}", terminal=terminal)
            ),
            Setting(6, "copy", _("Copying"), host.look.copy, _("at once, for you: ^Y")),
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

    def action_background(self) -> None:
        """Take the colours for the other background."""
        self._next("background")

    def action_clipboard(self) -> None:
        """Turn copying on or off."""
        self._next("copy")

    def _next(self, name: str) -> None:
        remembered = navigator_of(self).next_value(name)
        self.query_one(PagedTable).refresh_rows()
        row = next(row for row in self._settings() if row.name == name)
        label, value = row.label, _word(row.value)
        if name in ("language", "signs", "colours", "background", "copy"):
            done = _("{setting}: {value}.", setting=label, value=value)
        else:
            done = _("{setting}: {value} from the next start.", setting=label, value=value)
        self.say(joined(" ", (done, "" if remembered else _("It cannot be remembered."))))
