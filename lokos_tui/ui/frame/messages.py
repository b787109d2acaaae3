"""Messages that the shared parts send to the screen they stand on."""

from __future__ import annotations

from typing import Literal

from textual.message import Message

Kind = Literal["ok", "warn", "refused"]


class Say(Message):
    """Show a sentence on the message line."""

    def __init__(self, text: str, kind: Kind = "ok") -> None:
        super().__init__()
        self.text = text
        self.kind: Kind = kind
