"""A list of what can be done, found by typing and done by Enter: what the palette and the help are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.widgets import Input

from lokos_tui.domain.message import _, joined, pgettext
from lokos_tui.language import words
from lokos_tui.language.near import nearness
from lokos_tui.ui.form.line_input import LineInput
from lokos_tui.ui.frame.actions import Entry
from lokos_tui.ui.frame.confirm import CLOSE, TO_FIND, Question
from lokos_tui.ui.frame.host import host_of
from lokos_tui.ui.frame.paint import plain
from lokos_tui.ui.frame.text_pane import wrap
from lokos_tui.ui.table.columns import GAP, TableColumn
from lokos_tui.ui.table.memory_source import list_source
from lokos_tui.ui.table.messages import RowActivated
from lokos_tui.ui.table.paint import GUTTER
from lokos_tui.ui.table.table import PagedTable

_IN_SENTENCE: Final = 10
"""Behind what is called so stands what says so in its sentence."""
_LEAST: Final = 16
"""Cells that a sentence has at least."""


class Row(NamedTuple):
    """A line of the list: the first of an entry has key and name, further ones the rest of its sentence."""

    place: int
    key: str
    label: str
    text: str
    entry: Entry


class ActionList(Question[Entry]):
    """Typing narrows the list by key, name or sentence, in English and the language in force, in any spelling."""

    AUTO_FOCUS = "LineInput"

    def __init__(self, heading: str, entries: Sequence[Entry], empty: str) -> None:
        super().__init__(heading, (TO_FIND, ("Enter", pgettext("key", "do it")), ("Esc", CLOSE)))
        self.entries = tuple(entries)
        self.empty = empty
        self._text = ""
        self._moved = False

    def compose_body(self) -> ComposeResult:
        """Compose the field and the list."""
        keys, labels = self._widths()
        yield LineInput(placeholder=_("type to find"))
        yield PagedTable[Row](
            (
                TableColumn("key", "", keys),
                TableColumn("label", "", labels),
                TableColumn("text", "", _LEAST, flexible=True),
            ),
            fetch=list_source(self._rows(), _key),
            cells=lambda row: (row.key, row.label, row.text),
            row_id=lambda row: row.place,
            empty=self.empty,
            markable=False,
            header=False,
        )

    def found(self) -> list[Entry]:
        """Return the entries that what is typed finds, the nearest first; all of them while nothing is typed."""
        text = self._text.strip()
        if not text:
            return list(self.entries)
        if not text.isalnum() and (keys := [entry for entry in self.entries if text in entry.key.split()]):
            return keys
        near = ((_near(self._text, entry), place) for place, entry in enumerate(self.entries))
        return [self.entries[place] for how, place in sorted(one for one in near if one[0] >= 0)]

    def _rows(self) -> list[Row]:
        room = max(_LEAST, self.app.size.width - GUTTER - sum(self._widths()) - 2 * GAP)
        rows: list[Row] = []
        for entry in self.found():
            key, label = entry.key, entry.label
            for text in self._broken(entry.sentence, room):
                rows.append(Row(len(rows), key, label, text, entry))
                key = label = ""
        return rows

    def _broken(self, sentence: str, room: int) -> list[str]:
        """Return a sentence in lines of which none is wider than ``room`` when it is painted.

        Indian letters get blanks behind them when a line is painted, so theirs are broken a little earlier.
        """
        glyphs = host_of(self).glyphs
        for width in range(room, 0, -1):
            lines = wrap((sentence,), width, glyphs)
            if all(cell_len(plain(line, glyphs)) <= room for line in lines):
                return lines
        return [sentence]

    def _widths(self) -> tuple[int, int]:
        """Return the cells of the keys and of the names."""
        glyphs = host_of(self).glyphs

        def widest(texts: Sequence[str]) -> int:
            return max((cell_len(plain(text, glyphs)) for text in texts), default=1) or 1

        return widest([one.key for one in self.entries]), widest([one.label for one in self.entries])

    @property
    def _table(self) -> PagedTable[Row]:
        return self.query_one(PagedTable)

    def _show(self) -> None:
        self._table.show_source(list_source(self._rows(), _key))

    def on_resize(self) -> None:
        """Break the sentences for the new width."""
        self._show()

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        event.stop()
        self._text, self._moved = event.value, False
        self._show()

    @on(Input.Submitted)
    def _choose(self, event: Input.Submitted) -> None:
        """Take the row she moved to, else the nearest, though the list may still be read."""
        event.stop()
        row = self._table.current if self._moved else None
        found = self.found()
        if row is not None:
            self._take(row.entry)
        elif found:
            self._take(found[0])

    @on(RowActivated)
    def _picked(self, event: RowActivated) -> None:
        self._take(event.row.entry)

    def _take(self, entry: Entry) -> None:
        if entry.act is not None:
            self.dismiss(entry)

    def on_key(self, event: events.Key) -> None:
        """Move in the list while the field keeps the focus."""
        height = self._table.window.height
        moves = {"down": 1, "up": -1, "pagedown": height, "pageup": -height}
        if event.key in moves:
            event.stop()
            self._moved = True
            self._table.move_by(moves[event.key])


def carry_out(entry: Entry | None) -> None:
    """Do what was chosen; None is nothing."""
    if entry is not None and entry.act is not None:
        entry.act()


def _key(row: Row) -> tuple[int, int]:
    return row.place, row.place


def _near(text: str, entry: Entry) -> int:
    """Return how near a text comes to an entry, -1 for not at all: its key and name before its sentence."""
    if (near := nearness(text, (entry.key, entry.label))) is not None:
        return int(near)
    everything = joined(" ", (entry.key, entry.label, entry.sentence))
    further = nearness(text, (entry.sentence, everything, words(everything)))
    return -1 if further is None else _IN_SENTENCE + int(further)
