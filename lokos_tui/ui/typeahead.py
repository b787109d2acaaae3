"""Keys one after another: what is typed ahead lands where it would have landed had she waited.

On a slow line several keys arrive in one packet. Textual hands all of them to
the widget that has the focus at that moment, so a password typed right after
Enter would land in the field before. Here the next key is handed on only when
everything the last one set off has been done.
"""

from __future__ import annotations

import asyncio
from collections import deque
from typing import Any, Final

from textual import events
from textual.app import App

PASSES: Final = 3
"""A key goes down to the widget, back up to the app, and its action's message up again."""
PATIENCE: Final = 1.0
"""Seconds after which a widget that does not answer is not waited for."""


class KeysInOrder(App[None]):
    """An app that settles between two keys."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._typed: deque[events.Key] = deque()
        self._handing: asyncio.Task[None] | None = None

    async def on_event(self, event: events.Event) -> None:
        """Queue keys that come from the terminal; everything else goes its usual way."""
        if isinstance(event, events.Key) and not event.is_forwarded:
            self._typed.append(event)
            if self._handing is None or self._handing.done():
                self._handing = asyncio.create_task(self._hand_on())
            return
        await super().on_event(event)

    async def _hand_on(self) -> None:
        while self._typed:
            await super().on_event(self._typed.popleft())
            await self._settle()

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
