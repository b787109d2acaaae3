"""Hostile text through every shared widget: nothing raw comes out and every line keeps its width."""

from __future__ import annotations

import re
from typing import Any

import pytest
from rich.cells import cell_len
from textual import events
from textual.app import App, ComposeResult

from lokos_tui.ui.form.choice import ChoiceField
from lokos_tui.ui.form.form import Form, FormField
from lokos_tui.ui.form.line_input import LineInput
from lokos_tui.ui.frame.base import BaseScreen
from lokos_tui.ui.frame.confirm import ConfirmScreen, PickScreen, TextScreen
from lokos_tui.ui.frame.lines import Rule
from lokos_tui.ui.frame.progress import ProgressLine
from lokos_tui.ui.frame.text_pane import TextPane
from lokos_tui.ui.frame.theme import ASCII
from lokos_tui.ui.table.columns import TableColumn
from lokos_tui.ui.table.memory_source import list_source
from lokos_tui.ui.table.table import PagedTable
from tests.tui.ui_kit import UiApp, settle

pytestmark = pytest.mark.asyncio

HOSTILE = (
    "[/]",
    "[red]x[/red]",
    "[@click=app.quit]x[/]",
    "[[]",
    "\\[",
    "\x1b[31mred",
    "\x1b]0;title\x07",
    "\x9b31m",
    "a\nb\rc",
    "\u202etxt.exe",
    "\u2066x\u2069",
    "\u200b\ufeff",
    "x" * 10_000,
    "\u0938\u0941\u0928\u0940\u0924\u093e \u0926\u0947\u0935\u0940",
    "e" + "\u0301" * 50,
    "\u754c" * 90,
    "\U000e0041",
    "\ud800",
)
RAW = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200b\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\U000e0000-\U000e0fff\ud800-\udfff]"
)


class EveryWidget(BaseScreen[None]):
    """One hostile text in every place that shows text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def compose_body(self) -> ComposeResult:
        """Compose every widget."""
        text = self.text
        yield Rule(text)
        yield PagedTable[int](
            (
                TableColumn("a", text, 12),
                TableColumn("b", "B", 10, align="right"),
                TableColumn("c", "C", 9, flexible=True),
            ),
            fetch=list_source(range(5), lambda row: (row, row)),
            cells=lambda row: (text, text, text),
            row_id=int,
        )
        yield ProgressLine()
        yield TextPane((text,))
        yield ChoiceField(text, ((text, text),), text)
        yield Form((FormField("f", text, help=text), FormField("g", "G", "readonly")))

    def on_mount(self) -> None:
        """Fill everything with the text."""
        self.set_title(self.text, self.text)
        self.set_status(self.text)
        self.say(self.text, "refused")
        self.query_one(ProgressLine).report(self.text, 5, 10)
        self.query_one("#field-f", LineInput).post_message(events.Paste(self.text))
        form = self.query_one(Form)
        form.load({"f": self.text, "g": self.text})
        form.set_note("f", self.text)
        form.set_problem("g", self.text)


class HostileApp(UiApp):
    """An app whose user has a hostile name."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.who = text


def assert_clean(app: App[Any], width: int) -> None:
    """Assert that no line holds a raw character or another width than the screen's."""
    for strip in app.screen._compositor.render_strips():
        line = "".join(segment.text for segment in strip)
        assert not RAW.search(line), ascii(line)
        assert cell_len(line) == width, ascii(line)


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_every_widget_stands_hostile_text(size: tuple[int, int]) -> None:
    """Markup, escapes, bidi, endless, wide and combining text neither crash nor leave their cells."""
    app = HostileApp("[/]\x1b[31m")
    async with app.run_test(size=size) as pilot:
        for text in HOSTILE:
            app.who = text
            await app.push_screen(EveryWidget(text))
            await settle(pilot)
            assert_clean(app, size[0])
            app.pop_screen()


async def test_every_question_stands_hostile_text() -> None:
    """The same for questions, texts and choices at the foot of the screen."""
    app = HostileApp("x")
    async with app.run_test(size=(80, 24)) as pilot:
        every = " ".join(HOSTILE)
        options = list(enumerate(HOSTILE))
        for screen in (ConfirmScreen(every, heading=every), TextScreen(every, HOSTILE), PickScreen(every, options)):
            await app.push_screen(screen)
            await settle(pilot)
            assert_clean(app, 80)
            app.pop_screen()


async def test_brackets_are_shown_as_they_are() -> None:
    """Square brackets of data reach the screen untouched: they are not markup."""
    app = HostileApp("x")
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(EveryWidget("[red]x[/]"))
        await settle(pilot)
        text = "".join(segment.text for strip in app.screen._compositor.render_strips() for segment in strip)
        assert text.count("[red]x[/]") >= 5


async def test_ascii_terminal_gets_ascii_alone() -> None:
    """Where the terminal is not UTF-8, only ASCII is sent, whatever the data."""
    app = HostileApp("x")
    app.glyphs = ASCII
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(EveryWidget("\u0938\u0941\u0928\u0940\u0924\u093e"))
        await settle(pilot)
        strips = app.screen._compositor.render_strips()
        lines = ["".join(segment.text for segment in strip) for strip in strips]
        assert [line for line in lines if not line.isascii()] == []
