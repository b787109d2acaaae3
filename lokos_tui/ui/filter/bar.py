"""The one-line filter: '/' opens it, typing filters after a pause, Enter keeps, Esc drops."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Input

from lokos_tui.domain.message import _, pgettext
from lokos_tui.ui.filter.words import FilterWords, parse
from lokos_tui.ui.form.line_input import LineInput
from lokos_tui.ui.frame.actions import Action
from lokos_tui.ui.frame.lines import Line

PAUSE: Final = 0.25
"""Seconds without a key before the filter is applied: each application is a round trip."""

FILTER_ACTION: Final = Action(
    "list.filter",
    "slash",
    pgettext("key", "filter"),
    _("Show only rows that match what is typed."),
    priority=30,
    alone=True,
)
"""For a screen's ``ACTIONS``; its ``action_filter`` calls ``FilterBar.open``."""


class FilterBar(Horizontal):
    """A filter above a list; invisible while it is closed and empty."""

    class Changed(Message):
        """The filter in force is another one."""

        def __init__(self, bar: FilterBar, words: FilterWords) -> None:
            super().__init__()
            self.bar = bar
            self.words = words

        @property
        def control(self) -> FilterBar:
            """The bar, for ``@on`` selectors."""
            return self.bar

    class Closed(Message):
        """The filter was kept or dropped: the focus belongs to the list again."""

        def __init__(self, bar: FilterBar) -> None:
            super().__init__()
            self.bar = bar

        @property
        def control(self) -> FilterBar:
            """The bar, for ``@on`` selectors."""
            return self.bar

    def __init__(self, known: Collection[str] = (), *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.known = frozenset(known)
        self.words = FilterWords()
        self._kept = ""
        self._timer: Timer | None = None
        self.display = False

    def compose(self) -> ComposeResult:
        """Compose the sign and the field."""
        yield Line("/")
        known = "".join(f"  {word}:" for word in sorted(self.known))
        field = LineInput(placeholder=_("text{known}   Enter keeps, Esc drops", known=known))
        field.can_focus = False  # while it is closed, neither Tab nor the screen's first focus lands in it
        yield field
        drops = Line(_("Esc drops it"), id="filter-kept")
        drops.display = False
        yield drops

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(PAUSE, self._apply)

    @on(Input.Submitted)
    def _keep(self, event: Input.Submitted) -> None:
        event.stop()
        self._kept = self.input.value
        self._close()

    def on_key(self, event: events.Key) -> None:
        """Drop what was typed on Esc; the down key goes to the list."""
        if event.key == "escape":
            event.stop()
            self.input.value = self._kept
            self._close()
        elif event.key == "down":
            event.stop()
            self._close(keep_open=True)

    def open(self) -> None:
        """Show the filter and type into it."""
        self.display = True
        self._kept = self.input.value
        self.query_one("#filter-kept").display = False
        self.input.can_focus = True
        self.input.focus()

    @property
    def kept(self) -> bool:
        """True while a filter is in force and nobody types into it: Esc drops it."""
        return bool(self.input.value) and not self.input.can_focus

    def put(self, text: str) -> None:
        """Put a filter in force, as if it had been typed and kept."""
        self._kept = self.input.value = text
        self._close()

    def drop(self) -> None:
        """Take the filter off and close it."""
        self._kept = self.input.value = ""
        self._close()

    @property
    def input(self) -> LineInput:
        """The field that is typed into."""
        return self.query_one(LineInput)

    def _close(self, *, keep_open: bool = False) -> None:
        self._apply()
        self.input.can_focus = False
        self.display = keep_open or bool(self.input.value)
        self.query_one("#filter-kept").display = bool(self.input.value)
        self.post_message(self.Closed(self))

    def _apply(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        words = parse(self.input.value, self.known)
        if words != self.words:
            self.words = words
            self.post_message(self.Changed(self, words))
