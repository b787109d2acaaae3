"""The one-line widgets of the frame: title, status, message, keys, rule."""

from __future__ import annotations

from typing import ClassVar, Final

from rich.cells import cell_len
from rich.style import Style
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from lokos_tui.domain.message import joined, pgettext
from lokos_tui.ui.frame.host import host_of
from lokos_tui.ui.frame.messages import Kind
from lokos_tui.ui.frame.paint import Piece, fit, plain, strip_of
from lokos_tui.ui.frame.text_pane import wrap

HELP_LABEL: Final = pgettext("key", "help")
"""The entry of the keys that is never left out."""
_WORDS: Final[dict[Kind, str]] = {"ok": "", "warn": "! ", "refused": "x "}


class Line(Widget):
    """One line of plain text; it is sent again only when it changes."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"line--ok", "line--warn", "line--refused", "line--dim", "line--key"}

    def __init__(self, text: str = "", *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.text = text

    def render_line(self, y: int) -> Strip:
        """Return the line itself; any further line is blank."""
        return strip_of(self.pieces(self.size.width) if y == 0 else [], self.size.width, self.rich_style)

    def pieces(self, width: int) -> list[Piece]:
        """Return the text of the line, cut to ``width`` cells."""
        glyphs = host_of(self).glyphs
        return [(fit(plain(self.text, glyphs), width, glyphs), Style())]

    def show(self, text: str) -> None:
        """Replace the text (nothing is painted when it is the same)."""
        if text != self.text:
            self.text = text
            self.refresh()

    def part(self, name: str) -> Style:
        """Return the style of a token of the sheet ('ok', 'warn', 'refused', 'dim', 'key')."""
        return self.get_component_rich_style(f"line--{name}", partial=True)


class TitleLine(Line):
    """Where I am on the left, who I am on the right; the right end gives way first."""

    def pieces(self, width: int) -> list[Piece]:
        """Return place and user; the user is dropped when both do not fit."""
        host = host_of(self)
        left, right = plain(self.text, host.glyphs), plain(host.who, host.glyphs)
        room = width - cell_len(left) - 2
        if cell_len(right) > room:
            return [(fit(left, width, host.glyphs), Style())]
        return [(left, Style()), (" " * (width - cell_len(left) - cell_len(right)), Style()), (right, Style())]


class MessageLine(Line):
    """What just happened, with a sign and a colour for warnings and refusals."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.kind: Kind = "ok"

    def tell(self, text: str, kind: Kind) -> None:
        """Show a sentence of a kind; it stays until the next act."""
        if (text, kind) == (self.text, self.kind):
            return
        before = self._rows(self.size.width)
        self.text, self.kind = text, kind
        self.refresh(layout=len(self._rows(self.size.width)) != len(before))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's
        """Return how many lines the sentence needs; the sheet says how many it may have."""
        return len(self._rows(width))

    def render_line(self, y: int) -> Strip:
        """Return line ``y`` of the sentence; the last one there is room for is cut."""
        width, rows = self.size.width, self._rows(self.size.width)
        text = " ".join(rows[y:]) if y == self.size.height - 1 else "".join(rows[y : y + 1])
        return strip_of([(fit(text, width, host_of(self).glyphs), self.part(self.kind))], width, self.rich_style)

    def _rows(self, width: int) -> list[str]:
        text = joined("", (_WORDS[self.kind], self.text)) if self.text else ""
        return wrap((text,), max(1, width), host_of(self).glyphs)


class KeysLine(Line):
    """The keys valid now, most used first; whole entries only."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.keys: tuple[tuple[str, str], ...] = ()

    def show_keys(self, keys: tuple[tuple[str, str], ...]) -> None:
        """Show (key, label) pairs."""
        if keys != self.keys:
            self.keys = keys
            self.refresh()

    def pieces(self, width: int) -> list[Piece]:
        """Return as many whole 'key label' entries as fit; where some do not, help is the last."""
        pieces: list[Piece] = []
        glyphs = host_of(self).glyphs
        for key, label in self._fitting(width):
            pieces += [("  " if pieces else "", Style()), (plain(key, glyphs), self.part("key"))]
            pieces.append((f" {plain(label, glyphs)}", Style()))
        return pieces

    def _fitting(self, width: int) -> tuple[tuple[str, str], ...]:
        if self._width(self.keys) <= width:
            return self.keys
        helps = tuple(pair for pair in self.keys if pair[1] == HELP_LABEL)
        shown = tuple(pair for pair in self.keys if pair not in helps)
        while shown and self._width((*shown, *helps)) > width:
            shown = shown[:-1]
        return (*shown, *helps)

    def _width(self, keys: tuple[tuple[str, str], ...]) -> int:
        """Return the cells that 'key label' entries need, two blanks between them."""
        glyphs = host_of(self).glyphs
        return sum(cell_len(plain(key, glyphs)) + cell_len(plain(label, glyphs)) + 3 for key, label in keys) - 2


class Rule(Line):
    """A line drawn across, where two parts must be told apart; it may carry a heading."""

    def pieces(self, width: int) -> list[Piece]:
        """Return the heading and the rule to the right edge."""
        glyphs = host_of(self).glyphs
        text = plain(self.text, glyphs)
        head = fit(f"{text} " if text else "", min(width, cell_len(text) + 1), glyphs)
        return [(head, Style()), (glyphs.rule * max(0, width - cell_len(head)), self.part("dim"))]
