"""Reads in a thread, with a rising token: a late answer to an old question is dropped."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Final, TypeVar

from textual import on
from textual.message import Message
from textual.message_pump import MessagePump

from lokos_tui.display import answer_came, await_answer
from lokos_tui.domain.errors import LokosError
from lokos_tui.domain.message import _
from lokos_tui.patience import Patience, patient
from lokos_tui.ui.frame.host import host_of
from lokos_tui.ui.frame.messages import Say

Result = TypeVar("Result")


class ReadDone(Message, bubble=False):
    """The answer of a thread: what to do with it, on the app's own thread."""

    def __init__(self, group: str, token: int, take: Callable[[], None]) -> None:
        super().__init__()
        self.group = group
        self.token = token
        self.take = take


class DatabaseWaits(Message, bubble=False):
    """A thread waits for a lock that another process holds."""


WAITS: Final = _("Waiting for the database: another process is writing. Esc gives up.")


class ReadsInThreads(MessagePump):
    """Gives a screen or widget ``run_read``."""

    _read_tokens: dict[str, int]
    _watched: set[Patience]

    def run_read(
        self,
        fn: Callable[[], Result],
        on_result: Callable[[Result], None],
        group: str = "read",
        on_error: Callable[[LokosError], None] | None = None,
        *,
        at_once: bool = False,
    ) -> None:
        """Run ``fn`` in a thread and hand its result to ``on_result``, unless the group asked again since.

        What is painted meanwhile is held a moment for the answer; ``at_once`` shows it without waiting.

        A ``LokosError`` goes to ``on_error`` or becomes the message line's
        sentence; any other exception is reported by the app.
        """
        tokens = self.__dict__.setdefault("_read_tokens", {})
        token = tokens[group] = tokens.get(group, 0) + 1
        if not at_once:
            await_answer(self.app)
        work = partial(self._read_in_thread, fn, on_result, group, token, on_error or self._say_error)
        self.run_worker(work, group=group, thread=True, exit_on_error=False)  # type: ignore[attr-defined]

    def _read_in_thread(
        self,
        fn: Callable[[], Result],
        on_result: Callable[[Result], None],
        group: str,
        token: int,
        on_error: Callable[[LokosError], None],
    ) -> None:
        take: Callable[[], None]
        try:
            with self._patient():
                take = partial(on_result, fn())
        except LokosError as exc:
            take = partial(on_error, exc)
        except Exception as exc:  # noqa: BLE001 - reported with a reference by the app
            take = partial(self._say_unexpected, exc)
        self.post_message(ReadDone(group, token, take))

    @contextmanager
    def _patient(self) -> Iterator[None]:
        """Let the work of this thread say that it waits for a lock, and be given up."""
        watched: set[Patience] = self.__dict__.setdefault("_watched", set())
        with patient(lambda: self.post_message(DatabaseWaits())) as patience:
            watched.add(patience)
            try:
                yield
            finally:
                watched.discard(patience)

    @on(DatabaseWaits)
    def _say_waits(self, event: DatabaseWaits) -> None:
        event.stop()
        if any(patience.waits for patience in tuple(self.__dict__["_watched"])):
            answer_came(self.app)
            self.database_waits()

    def database_waits(self) -> None:
        """Say that a lock is waited for."""
        self.post_message(Say(WAITS, "warn"))

    def give_up_waiting(self) -> bool:
        """Give up what waits for a lock; False when nothing does."""
        watched: set[Patience] = self.__dict__.get("_watched", set())
        return sum(patience.give_up() for patience in tuple(watched)) > 0

    @on(ReadDone)
    def _take_read(self, event: ReadDone) -> None:
        event.stop()
        if self.__dict__["_read_tokens"].get(event.group) == event.token:
            event.take()
        answer_came(self.app)

    def _say_error(self, error: LokosError) -> None:
        self.post_message(Say(str(error), "refused"))

    def _say_unexpected(self, error: Exception) -> None:
        host_of(self).report_unexpected(error)
