"""Keys one after another: what is typed ahead lands where it would have landed had she waited.

On a slow line several keys arrive in one packet. Textual hands all of them to
the widget that has the focus at that moment, so a password typed right after
Enter would land in the field before. Here the next key is handed on only when
everything the last one set off has been done, and while a screen is on its way
(the password is being checked) keys wait for it.
"""

from __future__ import annotations

import asyncio
from collections import deque
from typing import Any, Final

from textual import events
from textual.app import App

PASSES: Final = 3
"""A key goes down to the widget, back up to the app, and its action's message up again."""
NEVER_HELD: Final = frozenset({"ctrl+q"})
"""Keys that work while others wait: the way out."""
PATIENCE: Final = 1.0
"""Seconds after which a widget that does not answer is not waited for."""


class KeysInOrder(App[None]):
    """An app that settles between two keys."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._typed: deque[events.Key] = deque()
        self._handing: asyncio.Task[None] | None = None
        self._held = False

    def hold_keys(self) -> None:
        """Keep what is typed from now on for the screen that comes next (the password is being checked)."""
        self._held = True

    def release_keys(self, *, forget: bool = False) -> None:
        """Hand on what was held, in order; ``forget`` drops it: the screen it was meant for does not come."""
        if not self._held:
            return
        if forget:
            self._typed.clear()
        self._held = False
        self._start_handing(settled=False)

    async def on_event(self, event: events.Event) -> None:
        """Queue keys that come from the terminal; everything else goes its usual way."""
        passes = self._held and isinstance(event, events.Key) and event.key in NEVER_HELD
        if isinstance(event, events.Key) and not event.is_forwarded and not passes:
            self._typed.append(event)
            self._start_handing()
            return
        await super().on_event(event)

    def _start_handing(self, *, settled: bool = True) -> None:
        if self._handing is None or self._handing.done():
            self._handing = asyncio.create_task(self._hand_on(settled=settled))

    async def _hand_on(self, *, settled: bool) -> None:
        if not settled:
            await self._settle()
        while self._typed and not self._held:
            key, before = self._typed.popleft(), self.screen
            await super().on_event(key)
            await self._settle()
            if self.screen is not before and getattr(self.screen, "DROPS_ITS_KEY", False):
                self._drop_repeats(key)

    def _drop_repeats(self, key: events.Key) -> None:
        """Drop the key that opened a prompt where it was pressed again before the prompt could be seen."""
        while self._typed and self._typed[0].key == key.key:
            self._typed.popleft()

    async def _settle(self) -> None:
        """Wait until focus, its ancestors and the app have emptied their queues."""
        for _ in range(PASSES):
            here = self.focused or self.screen
            for node in (*here.ancestors_with_self, self):
                done = asyncio.Event()
                if not node.call_later(done.set):
                    continue
                try:
                    await asyncio.wait_for(done.wait(), PATIENCE)
                except TimeoutError:
                    return
