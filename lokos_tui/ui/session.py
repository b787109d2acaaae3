"""What a screen of a signed-in user asks of the app: the context, and the way to other screens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, cast

from lokos_tui.domain.errors import Refused

if TYPE_CHECKING:
    from textual.message_pump import MessagePump

    from lokos_tui.context import Context


class Navigator(Protocol):
    """The app as screens see it beside the shared parts' ``Host``."""

    ctx: Context | None

    def go(self, route: str, **params: object) -> None:
        """Open a screen by its route."""
        ...


def context_of(node: MessagePump) -> Context:
    """Return the signed-in user's context; raises Refused when nobody is signed in."""
    ctx = cast("Navigator", node.app).ctx
    if ctx is None:
        raise Refused("session.none", "Nobody is signed in.", "Sign in first.")
    return ctx


def go(node: MessagePump, route: str, **params: object) -> None:
    """Open a screen by its route."""
    cast("Navigator", node.app).go(route, **params)
