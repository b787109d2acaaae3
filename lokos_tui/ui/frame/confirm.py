"""Questions at the foot of the screen: yes or no, a reason, a text to read, a choice from a list."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import ClassVar, Final, Generic, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from lokos_tui.domain.message import _, joined, ngettext, pgettext
from lokos_tui.domain.text import clean
from lokos_tui.language.near import ranked
from lokos_tui.ui.form.line_input import LineInput
from lokos_tui.ui.frame.copying import copy_out
from lokos_tui.ui.frame.lines import KeysLine, Rule
from lokos_tui.ui.frame.messages import Say
from lokos_tui.ui.frame.text_pane import TextPane
from lokos_tui.ui.table.columns import TableColumn
from lokos_tui.ui.table.memory_source import list_source
from lokos_tui.ui.table.messages import RowActivated
from lokos_tui.ui.table.table import PagedTable

YES: Final = "Y"
"""Says yes, in every question: a capital, so that it is never pressed by habit or by the way."""
NO: Final = "n"
"""Says no, as Esc does."""
DO_IT: Final = pgettext("key", "do it")
LEAVE_IT: Final = pgettext("key", "leave it as it is")
CLOSE: Final = pgettext("key", "close")
TO_FIND: Final = (pgettext("key", "type"), pgettext("key", "to find"))
"""Entries of a question's keys."""
_CONFIRM: Final = _("Please confirm")
_REASON: Final = _("A reason is asked")
Result = TypeVar("Result")
Value = TypeVar("Value", bound=Hashable)


class Question(ModalScreen[Result]):
    """A panel at the foot of the screen under a rule; Esc always leaves things as they are."""

    AUTO_FOCUS = "TextPane"
    BINDINGS: ClassVar[list[BindingType]] = [("escape", "back", "back")]
    DROPS_ITS_KEY: ClassVar[bool] = False
    """True where the key that opened it, pressed again before it was seen, is not typed into it."""

    def __init__(self, heading: str, keys: tuple[tuple[str, str], ...]) -> None:
        super().__init__()
        self.heading = heading
        self._keys = keys

    def compose(self) -> ComposeResult:
        """Compose rule, body and keys."""
        with Vertical(classes="question"):
            yield Rule(self.heading)
            yield from self.compose_body()
            yield KeysLine(id="question-keys")

    def compose_body(self) -> ComposeResult:
        """Compose the middle; override this."""
        yield from ()

    def on_mount(self) -> None:
        """Name the keys."""
        self.query_one("#question-keys", KeysLine).show_keys(self._keys)

    @on(Say)
    def _say(self, event: Say) -> None:
        event.stop()
        self.query_one(Rule).show(event.text)

    def say_nothing_done(self, key: str) -> None:
        """Say that a key does nothing; the last line has those that do."""
        self.query_one(Rule).show(_("{key} does nothing here.", key=key))

    def action_back(self) -> None:
        """Close without an answer."""
        self.dismiss(None)


class ConfirmScreen(Question[bool]):
    """One sentence of what will happen. The capital Y does it, here and in every question; n and Esc leave it."""

    def __init__(self, sentence: str, *, label: str = DO_IT, heading: str = _CONFIRM) -> None:
        super().__init__(heading, ((YES, label), (f"{NO} Esc", LEAVE_IT)))
        self.sentence = sentence

    def compose_body(self) -> ComposeResult:
        """Compose the sentence."""
        yield TextPane((self.sentence,))

    def on_key(self, event: events.Key) -> None:
        """Say yes or no; Enter, which is pressed by habit, and the small y do nothing and say so."""
        if event.character in (YES, NO, NO.upper()):
            event.stop()
            self.dismiss(event.character == YES)

    def say_nothing_done(self, key: str) -> None:
        """Say which key does it."""
        self.query_one(Rule).show(_("{key} does nothing here: the capital {yes} does it.", key=key, yes=YES))

    def action_back(self) -> None:
        """Say no."""
        self.dismiss(False)


class ReasonScreen(Question["str | None"]):
    """Asks for a reason; an empty one is not taken."""

    AUTO_FOCUS = "LineInput"
    DROPS_ITS_KEY = True

    def __init__(self, sentence: str, *, heading: str = _REASON, least: int = 3) -> None:
        super().__init__(heading, (("Enter", pgettext("key", "go on")), ("Esc", LEAVE_IT)))
        self.sentence = sentence
        self.least = least

    def compose_body(self) -> ComposeResult:
        """Compose the sentence and the field."""
        yield TextPane((self.sentence,))
        yield LineInput(placeholder=_("reason"))

    @on(Input.Submitted)
    def _take(self, event: Input.Submitted) -> None:
        reason = clean(event.value)
        if len(reason) < self.least:
            self.query_one(Rule).show(
                ngettext(
                    "Type a reason of at least {n} letter, or Esc.",
                    "Type a reason of at least {n} letters, or Esc.",
                    self.least,
                )
            )
        else:
            self.dismiss(reason)


class TextScreen(Question[None]):
    """Sentences to read: credentials shown once, the outcome of a load."""

    BINDINGS: ClassVar[list[BindingType]] = [("q,enter", "back", "back"), ("ctrl+y", "copy", "copy")]

    def __init__(self, heading: str, lines: Sequence[str], *, secret: str = "") -> None:
        """Show the lines; ``secret`` is a first password among them, which the copy key copies."""
        copies = (("^Y", pgettext("key", "copy")),) if secret else ()
        super().__init__(heading, (("Down PgDn", pgettext("key", "more")), *copies, ("Esc", CLOSE)))
        self.lines = tuple(lines)
        self.secret = secret

    def action_copy(self) -> None:
        """Copy the first password."""
        if self.secret:
            told, _kind = copy_out(self, self.secret, secret=True)
            self.query_one(Rule).show(told)

    def compose_body(self) -> ComposeResult:
        """Compose the text."""
        yield TextPane(self.lines)


class PickScreen(Question["Value | None"], Generic[Value]):
    """Choose one of many: type to find (any spelling), arrows, Enter."""

    AUTO_FOCUS = "LineInput"

    def __init__(
        self, heading: str, options: Sequence[tuple[Value, str]], *, current: Value | None = None, find: str = ""
    ) -> None:
        super().__init__(heading, (TO_FIND, ("Enter", pgettext("key", "choose")), ("Esc", LEAVE_IT)))
        self.options = tuple(options)
        self.current = current
        self._find = find
        self._moved = False

    def compose_body(self) -> ComposeResult:
        """Compose the field and the list."""
        yield LineInput(self._find, placeholder=_("type to find"))
        yield PagedTable[tuple[int, Value, str]](
            (TableColumn("label", "", 20, flexible=True),),
            fetch=list_source(self._matching(self._find), self._key),
            cells=lambda row: (joined("  ", (row[2], _("(now)") if row[1] == self.current else "")),),
            row_id=lambda row: row[0],
            empty=_("Nothing of that name. Backspace widens the search."),
            markable=False,
            header=False,
        )

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        self._moved = False
        self._table.show_source(list_source(self._matching(event.value), self._key))

    @on(Input.Submitted)
    def _choose(self, event: Input.Submitted) -> None:
        """Take the row she moved to; the nearest to what she typed when she moved nowhere, though it is still read."""
        matching = self._matching(event.value)
        row = self._table.current if self._moved else None
        if row is not None and row in matching:
            self.dismiss(row[1])
        elif matching:
            self.dismiss(matching[0][1])

    @on(RowActivated)
    def _picked(self, event: RowActivated) -> None:
        self.dismiss(event.row[1])

    def on_key(self, event: events.Key) -> None:
        """Move in the list while the field keeps the focus."""
        moves = {"down": 1, "up": -1, "pagedown": self._table.window.height, "pageup": -self._table.window.height}
        if event.key in moves:
            event.stop()
            self._moved = True
            self._table.move_by(moves[event.key])

    @property
    def _table(self) -> PagedTable[tuple[int, Value, str]]:
        return self.query_one(PagedTable)

    @staticmethod
    def _key(row: tuple[int, Value, str]) -> tuple[int, int]:
        return (row[0], row[0])

    def _matching(self, text: str) -> list[tuple[int, Value, str]]:
        """Return the options that hold every word of the text, names in any spelling, the nearest first."""
        if not text.strip():
            return [(place, value, label) for place, (value, label) in enumerate(self.options)]
        found = ranked(text, ((label,) for _value, label in self.options))
        return [(place, *self.options[number]) for place, number in enumerate(found)]
