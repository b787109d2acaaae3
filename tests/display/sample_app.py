"""A small app for the display tests: a table of 200 rows with a marker, a form, a notice; no product code."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import ClassVar

from lokos_tui.display import driver_class, prepare_environment, repaint

prepare_environment(os.environ)

from rich.segment import Segment  # noqa: E402
from rich.style import Style  # noqa: E402
from textual.app import App, ComposeResult  # noqa: E402
from textual.binding import Binding, BindingType  # noqa: E402
from textual.events import Key  # noqa: E402
from textual.geometry import Region  # noqa: E402
from textual.screen import Screen  # noqa: E402
from textual.strip import Strip  # noqa: E402
from textual.widget import Widget  # noqa: E402
from textual.widgets import Input, Static  # noqa: E402

ROWS = [
    f"{n:05d}  Asha Kumari {n % 37:02d}   Pragati SHG {n * 7 % 113:03d}   2{n * 31 % 1000:03d} rupees"
    for n in range(200)
]
NAMES = ["सरस्वती", "संगीता", "漢字", "e\u0301clair", "👩\u200d🌾 Rani", "₹ 12,34,567"]


class Table(Widget, can_focus=True):
    """Rows with a marker before the current one."""

    top = 0
    at = 0

    def render_line(self, y: int) -> Strip:
        """Draw one row."""
        n = self.top + y
        text = ROWS[n] if n < len(ROWS) else ""
        name = NAMES[n % len(NAMES)] if n % 5 == 0 else ""
        marker = "> " if n == self.at else "  "
        strip = Strip([Segment(marker), Segment(text, Style(bold=n % 9 == 0)), Segment("  " + name)])
        return Strip.join([strip.adjust_cell_length(self.size.width - 3), Strip([Segment(" |")])])

    def on_key(self, event: Key) -> None:
        """Move the marker; a page moves the window."""
        page = self.size.height
        step = {"down": 1, "up": -1, "pagedown": page, "pageup": -page}.get(event.key)
        if step is None:
            return
        old, self.at = self.at, max(0, min(len(ROWS) - 1, self.at + step))
        top = self.top + step if abs(step) == page else self.top
        if self.at >= top + page:
            top = self.at - page + 1
        top = max(0, min(top, self.at, len(ROWS) - page))
        if top != self.top:
            self.top = top
            self.refresh()
            return
        for n in (old, self.at):
            self.refresh(Region(0, n - top, self.size.width, 1))


class Form(Screen[None]):
    """A sign-in form."""

    CSS = "Input { border: none; height: 1; padding: 0; } Form { padding: 2 4; }"

    def compose(self) -> ComposeResult:
        """Two boxes and their labels."""
        yield Static("LokOS block office", markup=False)
        yield Static("Login name", markup=False)
        yield Input(select_on_focus=False)
        yield Static("Password", markup=False)
        yield Input(password=True)
        yield Static("Enter signs in. Ctrl+Q leaves.", markup=False)

    def on_mount(self) -> None:
        """No blinking: an idle screen sends nothing."""
        for box in self.query(Input):
            box.cursor_blink = False


class Sample(App[None]):
    """The app; the first argument picks the first screen."""

    ENABLE_COMMAND_PALETTE = False
    CSS = "Screen { scrollbar-size: 0 0; } #head, #foot { height: 1; background: ansi_blue; } Table { height: 1fr; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "form", "Form"), Binding("escape", "close_form", "Back"), Binding("f5", "paint", "Paint"),
        Binding("f6", "notice", "Notice"), Binding("f8", "crash", "Crash"), Binding("f9", "leave", "Leave"),
        Binding("ctrl+z", "suspend_process", "Suspend"),
    ]  # fmt: skip

    def __init__(self, saved: str) -> None:
        def save() -> None:
            Path(saved).write_text("saved", encoding="utf-8")

        super().__init__(driver_class=driver_class(on_hangup=save if saved else None), ansi_color=True)
        self.theme = "ansi-dark"

    def compose(self) -> ComposeResult:
        """A head, the table, a foot."""
        yield Static(" Sample", id="head", markup=False)
        yield Table()
        yield Static(" F2 form  F6 notice", id="foot", markup=False)

    def on_mount(self) -> None:
        """Start where asked; "deaf" shuts out SIGHUP, so that only the closed terminal tells."""
        if "deaf" in sys.argv:
            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGHUP})
        if "form" in sys.argv:
            self.push_screen(Form())
        else:
            self.query_one(Table).focus()

    def action_form(self) -> None:
        """Open the form."""
        self.push_screen(Form())

    def action_close_form(self) -> None:
        """Close the form."""
        if len(self.screen_stack) > 1:
            self.pop_screen()

    def action_paint(self) -> None:
        """Paint all again."""
        repaint(self)

    def action_notice(self) -> None:
        """Change the foot, as a notice does."""
        self.query_one("#foot", Static).update(" Saved 12 links.")

    def action_crash(self) -> None:
        """Fail."""
        raise RuntimeError("a planned fault")

    def action_leave(self) -> None:
        """End."""
        self.exit()


if __name__ == "__main__":
    app = Sample(os.environ.get("SAMPLE_SAVED", ""))
    app.run()
    sys.exit(app.return_code)
