"""Messages that the shared parts send to the screen they stand on."""

from __future__ import annotations

from typing import Literal

from textual.message import Message

from lokos_tui.domain.errors import LokosError

Kind = Literal["ok", "warn", "refused"]


class Say(Message):
    """Show a sentence on the message line."""

    def __init__(self, text: str, kind: Kind = "ok") -> None:
        super().__init__()
        self.text = text
        self.kind: Kind = kind


class ReadRefused(Message):
    """A list was refused its rows; ``empty`` when it holds none from before."""

    def __init__(self, error: LokosError, *, empty: bool) -> None:
        super().__init__()
        self.error = error
        self.empty = empty


class ReadAgain(Message):
    """A list that was refused its rows has read them now."""
