"""Textual drivers for slow lines.

The seam is public: Textual hands a driver its whole output through ``write()``, one frame in one call, and a driver
class is given to ``App(driver_class=...)``. :class:`DiffDriver` reads that stream into a buffer and sends
differences; it reaches the byte budgets, so Textual's private ``App._display`` is left alone. Only ``LinuxDriver``
itself, its input thread and its terminal modes, is taken as it is; its private methods are not called or replaced.
"""

from __future__ import annotations

import atexit
import os
import re
import shutil
import sys
from collections.abc import Callable
from threading import RLock
from typing import TYPE_CHECKING, Any, ClassVar, Final
from weakref import WeakKeyDictionary

from textual.drivers.linux_driver import LinuxDriver

from lokos_tui.display.check import SelfCheck
from lokos_tui.display.clipboard import copy_sequence
from lokos_tui.display.emit import Emitter
from lokos_tui.display.line import LineWatch
from lokos_tui.display.parse import Screen
from lokos_tui.display.terminal import Terminal, display_mode, output_encoding
from lokos_tui.display.writer import BYTES_PER_SECOND, NewestWriter

if TYPE_CHECKING:
    from textual.app import App

_ENTER: Final = "\x1b[?1049h"
_LEAVE: Final = "\x1b[?1049l"
_RESTORE: Final = "\x1b[m\x1b[r\x1b[?2004l\x1b[?7h\x1b[?1049l\x1b[?25h"
_SYNC: Final = re.compile(r"\x1b\[\?2026[hl]")
_NEEDS_ANSWER: Final = re.compile(r"\x1b\[(?:\?(?:2026|2048)\$p|\?2048[hl]|[<>]\d*u|\?1004[hl])|\x1b\]22;.*", re.DOTALL)
_DRIVERS: Final[WeakKeyDictionary[App[Any], LineDriver]] = WeakKeyDictionary()
_DRAIN_SECONDS: Final = 2.0
_LOST_DRAIN_SECONDS: Final = 0.3


class LineDriver(LinuxDriver):
    """Textual's own output; ends the app when the line drops, and leaves the terminal as it was found.

    Mouse reports stay off unless ``LOKOS_MOUSE=1``: every move of a mouse is a packet up the slow line.
    """

    on_hangup: ClassVar[Callable[[], None] | None] = None

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        self.terminal = Terminal.from_environment(os.environ)
        if sys.__stderr__ is None or sys.__stdin__ is None:
            raise OSError("There is no terminal to draw on.")
        self._terminal_file = sys.__stderr__
        self._suspended = False
        _DRIVERS[app] = self
        super().__init__(app, debug=debug, mouse=mouse and self.terminal.mouse, size=size)
        self._line = LineWatch(self._loop, type(self).on_hangup, self._leave_app)
        self._line.watch_signals()
        if self.input_tty:
            self._line.watch_terminal(self.fileno)

    def start_application_mode(self) -> None:
        """Enter the alternate screen; from here on a crash restores the terminal too."""
        atexit.register(self._restore)
        super().start_application_mode()  # type: ignore[no-untyped-call]

    def stop_application_mode(self) -> None:
        """Leave the alternate screen and put the terminal's modes back."""
        super().stop_application_mode()
        atexit.unregister(self._restore)

    def suspend_application_mode(self) -> None:
        """Give the terminal back for a while."""
        self._suspended = True
        super().suspend_application_mode()

    def resume_application_mode(self) -> None:
        """Take the terminal again. A program that was stopped without a word never gave it back: it paints anew."""
        if not self._suspended:
            self.repaint()
            return
        self._suspended = False
        super().resume_application_mode()

    def run_input_thread(self) -> None:
        """Read keys until the app ends or the line is lost; a lost line is not a crash."""
        try:
            super().run_input_thread()
        except OSError:
            self._line.lose()

    def repaint(self) -> None:
        """Paint the whole screen again, for a terminal that shows something else than it should."""
        self._app.call_later(self._app.refresh)

    def send_control(self, sequence: str) -> None:
        """Send a sequence that changes no cell, as it is."""
        self.write(sequence)
        self.flush()

    def hold(self) -> None:
        """Wait a moment for an answer that is on its way; Textual's own output does not wait."""

    def release(self) -> None:
        """The answer has come."""

    def _leave_app(self, status: int) -> None:
        self._app.exit(return_code=status)

    def _restore(self) -> None:
        """Last chance after a crash: plain writes, no thread, no error."""
        try:
            os.write(self._terminal_file.fileno(), _RESTORE.encode())
        except OSError:
            return


class DiffDriver(LineDriver):
    """Sends only the cells that changed since the terminal was last written to."""

    checks: ClassVar[bool] = False

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._lock = RLock()
        self._encoding = output_encoding(os.environ, self._terminal_file.encoding)
        self._screen = Screen(*shutil.get_terminal_size(), colours=self.terminal.colours, encoding=self._encoding)
        self._emitter = Emitter(erases_in_colour=self.terminal.erases_in_colour)
        self._controls: list[str] = []
        self._drawing = False
        self._changed = False
        self._writer: NewestWriter | None = None
        self._check = self._make_check() if type(self).checks else None

    def write(self, data: str) -> None:
        """Take a piece of Textual's stream: cells go to the buffer, other controls wait to be sent in order."""
        with self._lock:
            self._fit()
            if self._check is not None:
                self._check.textual_wrote(data)
            for control in self._screen.feed(data):
                self._pass_on(control)
            self._changed = True
        if self._writer is not None:
            self._writer.wake()

    def flush(self) -> None:
        """Nothing to do: the writer's thread sends when the line is free."""

    def repaint(self) -> None:
        """Clear the terminal and send every cell again."""
        with self._lock:
            self._emitter.invalidate()
            self._changed = True
        if self._writer is not None:
            self._writer.wake()

    def send_control(self, sequence: str) -> None:
        """Send a sequence that changes no cell, before the next difference."""
        with self._lock:
            self._controls.append(sequence)
        if self._writer is not None:
            self._writer.wake()

    def hold(self) -> None:
        """Wait a moment before sending, so that an answer and the screen it belongs to are sent as one."""
        if self._writer is not None:
            self._writer.hold()

    def release(self) -> None:
        """Send soon: the answer has come."""
        if self._writer is not None:
            self._writer.release()

    def start_application_mode(self) -> None:
        """Start, also after a suspend: the writer first, then Textual's terminal modes, then a whole paint."""
        if self._writer is None:
            self._writer = NewestWriter(self._terminal_file.fileno(), self._take, self._line.lose, _bytes_per_second())
        super().start_application_mode()

    def stop_application_mode(self) -> None:
        """Leave the alternate screen; all that was waiting has been written when this returns."""
        super().stop_application_mode()
        if self._writer is not None:
            self._writer.drain(_LOST_DRAIN_SECONDS if self._line.lost.is_set() else _DRAIN_SECONDS)

    def close(self) -> None:
        """End the writer's thread."""
        super().close()
        if self._writer is not None:
            self._writer.stop()
            self._writer = None

    def _make_check(self) -> SelfCheck:
        return SelfCheck.from_environment(os.environ, self.terminal.colours, self._encoding)

    def _fit(self) -> None:
        width, height = shutil.get_terminal_size()
        if (width, height) != (self._screen.buffer.width, self._screen.buffer.height):
            self._screen.resize(width, height)
            self._emitter.invalidate()

    def _pass_on(self, control: str) -> None:
        if _SYNC.fullmatch(control) or (not self.terminal.answers and _NEEDS_ANSWER.fullmatch(control)):
            return
        if control == _ENTER:
            self._drawing = True
            self._emitter.invalidate()
        elif control == _LEAVE:
            self._drawing = False
            control = "\x1b[m" + control
        self._controls.append(control)

    def _take(self) -> bytes:
        """What to send now: the controls in their order, then the difference to the newest state."""
        with self._lock:
            sent = "".join(self._controls)
            self._controls.clear()
            if self._drawing and self._changed:
                self._changed = False
                sent += self._difference()
            return sent.encode(self._encoding, "replace")

    def _difference(self) -> str:
        difference = self._emitter.emit(self._screen.buffer)
        if self._check is not None:
            self._check.driver_wrote(difference, self._screen.buffer)
        return difference


def repaint_app(app: App[Any]) -> None:
    """Paint ``app`` whole again; nothing where it runs without one of these drivers."""
    driver = _DRIVERS.get(app)
    if driver is not None:
        driver.repaint()


def copy_from(app: App[Any], text: str) -> bool:
    """Copy a text to the clipboard of the operator's machine; False without such a driver, or such a terminal."""
    driver, sequence = _DRIVERS.get(app), copy_sequence(text, os.environ)
    if driver is None or not sequence:
        return False
    driver.send_control(sequence)
    return True


def hold_app(app: App[Any], *, waiting: bool) -> None:
    """Hold what ``app`` paints for an answer on its way, or let it go; nothing without one of these drivers."""
    driver = _DRIVERS.get(app)
    if driver is not None:
        (driver.hold if waiting else driver.release)()


def choose_driver(on_hangup: Callable[[], None] | None) -> type[LineDriver]:
    """Return a driver class for the mode in ``LOKOS_DISPLAY``, with its own ``on_hangup``."""
    mode = display_mode(os.environ)
    base = LineDriver if mode == "plain" else DiffDriver
    hook = None if on_hangup is None else staticmethod(on_hangup)
    return type(base.__name__, (base,), {"on_hangup": hook, "checks": mode == "check"})


def _bytes_per_second() -> int:
    value = os.environ.get("LOKOS_LINE_BYTES", "")
    return int(value) if value.isdigit() and int(value) else BYTES_PER_SECOND
