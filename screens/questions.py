"""The questions of the shared parts, with their text at its full height (as far as the screen allows)."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.geometry import Size

from lokos_tui.ui import confirm
from lokos_tui.ui.host import host_of
from lokos_tui.ui.line_input import LineInput
from lokos_tui.ui.text_pane import TextPane, wrap


class FullPane(TextPane):
    """A text that is as high as its lines, and scrolls beyond two thirds of the screen."""

    def on_mount(self) -> None:
        """Leave room for what stands above the question."""
        self.styles.max_height = "60vh"

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's signature
        """Return the number of lines the text needs at a width."""
        return max(1, len(wrap(self.lines, max(1, width), host_of(self).glyphs)))


class ConfirmScreen(confirm.ConfirmScreen):
    """One sentence of what will happen, and the capital letter that does it."""

    def compose_body(self) -> ComposeResult:
        """Compose the sentence."""
        yield FullPane((self.sentence,))


class ReasonScreen(confirm.ReasonScreen):
    """Asks for a reason."""

    def compose_body(self) -> ComposeResult:
        """Compose the sentence and the field."""
        yield FullPane((self.sentence,))
        yield LineInput(placeholder="reason")


class TextScreen(confirm.TextScreen):
    """Sentences to read."""

    def compose_body(self) -> ComposeResult:
        """Compose the text."""
        yield FullPane(self.lines)
