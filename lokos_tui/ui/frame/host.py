"""What the shared parts ask of the app they run in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol, cast, runtime_checkable

from textual.message_pump import MessagePump

from lokos_tui.ui.frame.theme import Glyphs


@runtime_checkable
class Host(Protocol):
    """The app as the shared parts see it; a test app implements the same five names."""

    glyphs: Glyphs
    key_overrides: Mapping[str, str]
    """Action id to keys (comma separated), from the settings."""

    @property
    def who(self) -> str:
        """Return the right end of line 1: user id and role, or ''."""
        ...

    def why_not_permitted(self, permission: str) -> str | None:
        """Return the sentence that refuses a permission, or None when the actor has it."""
        ...

    def report_unexpected(self, exc: BaseException) -> None:
        """Log an unexpected error and show its reference; never raises."""
        ...


def host_of(node: MessagePump) -> Host:
    """Return the app of a widget or screen as its host."""
    return cast("Host", node.app)
