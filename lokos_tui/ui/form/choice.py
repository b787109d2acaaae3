"""A one-line choice: left and right step, Enter or typing opens a list at the foot of the screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from lokos_tui.domain.message import _
from lokos_tui.ui.frame.host import host_of
from lokos_tui.ui.frame.paint import fit, plain, strip_of


class ChoiceField(Widget, can_focus=True):
    """One of a few or of thousands; ``value`` is '' while nothing is chosen."""

    value = reactive("", init=False)
    """The code of the chosen option."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("left", "step(-1)", "before"),
        ("right", "step(1)", "next"),
        ("enter,space", "choose", "choose"),
    ]

    class Changed(Message):
        """Another option was chosen; ``picked`` tells that it came from the list (so go on to the next field)."""

        def __init__(self, choice: ChoiceField, value: str, *, picked: bool) -> None:
            super().__init__()
            self.choice = choice
            self.value = value
            self.picked = picked

        @property
        def control(self) -> ChoiceField:
            """The field, for ``@on`` selectors."""
            return self.choice

    def __init__(
        self, label: str, options: Sequence[tuple[str, str]] = (), value: str = "", *, id: str | None = None
    ) -> None:
        super().__init__(id=id)
        self.label = label
        self.options = tuple(options)
        self.set_reactive(ChoiceField.value, value)

    def set_options(self, options: Sequence[tuple[str, str]]) -> None:
        """Replace the (code, label) options; a value that is no longer among them is dropped."""
        self.options = tuple(options)
        if self.value and self.value not in dict(options):
            self.value = ""
        self.refresh()

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - one line high
        """Return the chosen label; the focused field is reversed, with '<' and '>'."""
        glyphs, width = host_of(self).glyphs, self.size.width
        label = dict(self.options).get(self.value, self.value)
        text = plain(label or _("(choose)"), glyphs)
        shown = fit(f"< {text} >" if self.has_focus else text, width, glyphs)
        return strip_of([(shown, Style(reverse=self.has_focus))], width, self.rich_style)

    def on_key(self, event: events.Key) -> None:
        """Open the list at what is typed."""
        if event.character and event.character.isalnum():
            event.stop()
            self._open(event.character)

    def on_focus(self) -> None:
        """Show the signs."""
        self.refresh()

    def on_blur(self) -> None:
        """Take the signs away."""
        self.refresh()

    def action_step(self, delta: int) -> None:
        """Choose the option before or after."""
        codes = [code for code, _label in self.options]
        if codes:
            place = codes.index(self.value) + delta if self.value in codes else 0
            self._take(codes[place % len(codes)], picked=False)

    def action_choose(self) -> None:
        """Open the list."""
        self._open("")

    def _open(self, find: str) -> None:
        from lokos_tui.ui.frame.confirm import PickScreen

        screen: PickScreen[str] = PickScreen(self.label, self.options, current=self.value, find=find)
        self.app.push_screen(screen, lambda code: None if code is None else self._take(code, picked=True))

    def _take(self, code: str, *, picked: bool) -> None:
        self.value = code
        self.post_message(self.Changed(self, code, picked=picked))
