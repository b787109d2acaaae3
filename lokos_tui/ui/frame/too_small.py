"""What stands in place of a screen where the terminal has no room for one; the sheet says when."""

from __future__ import annotations

from typing import ClassVar

from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from lokos_tui.domain.message import _
from lokos_tui.ui.frame.host import host_of
from lokos_tui.ui.frame.paint import strip_of
from lokos_tui.ui.frame.text_pane import wrap


class TooSmall(Widget):
    """One sentence over the whole terminal."""

    WIDTHS: ClassVar[list[tuple[int, str]]] = [(0, "-too-narrow"), (40, "-wide-enough")]
    HEIGHTS: ClassVar[list[tuple[int, str]]] = [(0, "-too-low"), (10, "-high-enough")]
    """Classes that a screen takes from these many cells on."""

    def render_line(self, y: int) -> Strip:
        """Return line ``y`` of the sentence."""
        size = self.app.size
        sentence = _(
            "This terminal is too small: {width} x {height}. The screens need 40 x 10, better 80 x 24.",
            width=size.width,
            height=size.height,
        )
        rows = wrap((sentence,), max(1, self.size.width), host_of(self).glyphs)
        return strip_of([("".join(rows[y : y + 1]), Style())], self.size.width, self.rich_style)
