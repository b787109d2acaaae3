"""A one-line field: no border, no blinking, and nothing typed or pasted into it can steer the terminal."""

from __future__ import annotations

from rich.text import Text
from textual import events
from textual.widgets import Input

from lokos_tui.domain.text import has_controls
from lokos_tui.language import words
from lokos_tui.ui.frame.host import host_of

MAX_LENGTH = 500
"""Characters kept of what is typed or pasted."""


def typed(value: str, *, capitals: bool = False) -> str:
    """Return text as a field keeps it while it is typed: one line, no control characters, spaces left alone."""
    if not (value.isascii() and value.isprintable()):
        value = " ".join(value.splitlines()).replace("\t", " ")
        value = "".join(char for char in value if not has_controls(char)) if has_controls(value) else value
    value = value[:MAX_LENGTH]
    return value.upper() if capitals else value


class LineInput(Input):
    """Textual's Input on one line; ``capitals`` forces capital letters."""

    def __init__(
        self,
        value: str = "",
        *,
        capitals: bool = False,
        secret: bool = False,
        placeholder: str = "",
        id: str | None = None,
    ) -> None:
        self.capitals = capitals
        self.hint = placeholder
        super().__init__(
            typed(value, capitals=capitals),
            placeholder=words(placeholder),
            password=secret,
            id=id,
            select_on_focus=False,
            compact=True,
        )
        self.cursor_blink = False

    def say_anew(self) -> None:
        """Say in the language in force what is to be typed here."""
        self.placeholder = words(self.hint)

    def validate_value(self, value: str) -> str:
        """Clean whatever is set, typed or pasted."""
        return typed(value, capitals=self.capitals)

    def on_paste(self, event: events.Paste) -> None:
        """Insert a paste as one clean line."""
        event.prevent_default()
        event.stop()
        self.insert_text_at_cursor(typed(event.text, capitals=self.capitals).strip())

    @property
    def _value(self) -> Text:
        """The value as shown; Textual's own draws a bullet that not every terminal has."""
        glyphs = host_of(self).glyphs
        shown = glyphs.dot * len(self.value) if self.password else self.value
        if not glyphs.unicode:
            shown = shown.encode("ascii", "replace").decode("ascii")
        return Text(shown, no_wrap=True, overflow="ignore", end="")
