"""A key that does nothing where it is pressed says so, and which key shows those that do."""

from __future__ import annotations

from typing import Any

from textual.app import App
from textual.keys import key_to_character
from textual.widgets import Input

from lokos_tui.domain.message import _
from lokos_tui.ui.frame.actions import key_name


class SaysWhatDoesNothing(App[Any]):
    """An app in which no key is passed over in silence."""

    async def _check_bindings(self, key: str, priority: bool = False) -> bool:  # noqa: FBT001, FBT002 - Textual's
        """Carry out what a key is bound to; when that is nothing, say so on the screen in front."""
        done = await super()._check_bindings(key, priority)
        if not done and not priority:
            self._say_nothing_done(_called(key))
        return done

    def _say_nothing_done(self, key: str) -> None:
        own = getattr(self.screen, "say_nothing_done", None)
        say = getattr(self.screen, "say", None)
        if own is not None:
            own(key)
        elif say is not None:
            shows = "F1" if isinstance(self.focused, Input) else "?"
            say(_("{key} does nothing here; {shows} shows the keys.", key=key, shows=shows))


def _called(key: str) -> str:
    """Return a key as people read it: the letter it types, else its name."""
    typed = key_to_character(key) or ""
    return typed if typed.isprintable() and typed.strip() else key_name(key)
