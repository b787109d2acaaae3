"""One line of progress, at most four times a second, with a way to stop."""

from __future__ import annotations

from threading import Event
from time import monotonic
from typing import ClassVar, Final

from textual import on
from textual.binding import BindingType
from textual.message import Message

from lokos_tui.domain.message import _, joined, ngettext, pgettext
from lokos_tui.ui.frame.actions import Action, bindings
from lokos_tui.ui.frame.host import host_of
from lokos_tui.ui.frame.lines import Line
from lokos_tui.ui.frame.theme import Glyphs

PERIOD: Final = 0.25
"""Seconds between two paintings at least."""

CANCEL_ACTION: Final = Action(
    "progress.cancel", "C", pgettext("key", "cancel"), _("Stop the work; nothing of it is kept."), priority=1
)


def progress_text(what: str, done: int, total: int | None, glyphs: Glyphs, width: int = 20) -> str:
    """Return 'reading 12,000 rows' or 'writing [#####.....] 50 %'; ``total`` of None is unknown."""
    if not total:
        return joined(" ", (what, ngettext("{n} row", "{n} rows", done))) if done else what
    share = min(max(done / total, 0.0), 1.0)
    full = int(share * width)
    return joined(" ", (what, f"[{glyphs.full * full}{glyphs.empty * (width - full)}]", f"{int(share * 100)} %"))


class ProgressLine(Line, can_focus=True):
    """Fed from a working thread by ``report``; the thread looks at ``cancelled`` in its loop."""

    BINDINGS: ClassVar[list[BindingType]] = bindings((CANCEL_ACTION,), direct=True)

    class Cancelled(Message):
        """The operator asked to stop."""

    class _Tick(Message, bubble=False):
        """A newer state is waiting to be shown."""

        def can_replace(self, message: Message) -> bool:
            """A newer tick takes the place of an older one."""
            return isinstance(message, ProgressLine._Tick)

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.cancelled = Event()
        self._state: tuple[str, int, int | None] = ("", 0, None)
        self._painted = 0.0

    def start(self, what: str) -> None:
        """Begin anew with a sentence; call on the app's thread."""
        self.cancelled.clear()
        self._painted = 0.0
        self.report(what, 0, None)
        self.focus()

    def report(self, what: str, done: int = 0, total: int | None = None) -> None:
        """Tell how far the work is; safe and cheap from any thread, thousands of times a second."""
        changed = what != self._state[0]
        self._state = (what, done, total)
        now = monotonic()
        if changed or now - self._painted >= PERIOD or (total is not None and done >= total):
            self._painted = now
            self.post_message(self._Tick())

    def action_cancel(self) -> None:
        """Ask the work to stop."""
        if not self.cancelled.is_set():
            self.cancelled.set()
            self.show(joined("   ", (self.text, _("stopping ..."))))
            self.post_message(self.Cancelled())

    @on(_Tick)
    def _paint(self) -> None:
        if not self.cancelled.is_set():
            self.show(progress_text(*self._state, host_of(self).glyphs))
