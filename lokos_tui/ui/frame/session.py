"""What a screen of a signed-in user asks of the app: the context, and the way to other screens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, cast, runtime_checkable

from lokos_tui.domain.accounts.roles import Category, Role, category_of, is_community
from lokos_tui.domain.errors import Refused
from lokos_tui.domain.message import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.message_pump import MessagePump

    from lokos_tui.context import Context
    from lokos_tui.drafts import Draft, Drafts
    from lokos_tui.preferences import Look, Start
    from lokos_tui.ui.frame.action_screen import ActionScreen
    from lokos_tui.ui.frame.actions import Entry


@runtime_checkable
class Navigator(Protocol):
    """The app as screens see it beside the shared parts' ``Host``."""

    ctx: Context | None
    look: Look
    """Signs and colours in force."""
    start: Start
    """Mouse and drawing from the next start on."""

    def next_value(self, name: str) -> bool:
        """Take the next value of a display setting; True when it could be remembered."""
        ...

    def elsewhere(self, screen: ActionScreen[Any], known: frozenset[str]) -> Sequence[Entry]:
        """Return the other screens and actions of the program; ``known`` are ids of actions that are listed already."""
        ...

    @property
    def drafts(self) -> Drafts | None:
        """Return the drafts of who is signed in, None when nobody is."""
        ...

    def go(self, route: str, **params: object) -> None:
        """Open a screen by its route."""
        ...

    def go_on(self, draft: Draft) -> None:
        """Open a draft's screen with what was typed."""
        ...


def context_of(node: MessagePump) -> Context:
    """Return the signed-in user's context; raises Refused when nobody is signed in."""
    ctx = cast("Navigator", node.app).ctx
    if ctx is None:
        raise Refused("session.none", _("Nobody is signed in."), _("Sign in first."))
    return ctx


def go(node: MessagePump, route: str, **params: object) -> None:
    """Open a screen by its route."""
    cast("Navigator", node.app).go(route, **params)


def home_route(ctx: Context) -> str:
    """Return the route of the first screen of who is signed in."""
    if ctx.actor.role is Role.BLOCK_PM:
        return "home_manager"
    if is_community(ctx.actor.role):
        return "home_own"
    return "home" if category_of(ctx.actor.role) is Category.BLOCK else "home_above"


def drafts_of(node: MessagePump) -> Drafts | None:
    """Return the drafts of who is signed in; None where nobody is, or the app keeps none."""
    return getattr(node.app, "drafts", None)


def navigator_of(node: MessagePump) -> Navigator:
    """Return the app as screens see it."""
    return cast("Navigator", node.app)
