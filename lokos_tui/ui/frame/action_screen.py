"""What can be done on a screen, by whom, and doing it by name: what footer, help and palette ask of a screen."""

from __future__ import annotations

from typing import Any, ClassVar, TypeVar

from textual.screen import Screen

from lokos_tui.ui.frame.actions import GLOBAL_ACTIONS, Action
from lokos_tui.ui.frame.host import host_of
from lokos_tui.ui.frame.messages import Kind

Result = TypeVar("Result")


def actions_of(kind: type[ActionScreen[Any]]) -> tuple[Action, ...]:
    """Return the actions of a kind of screen, its own over the global ones."""
    own: dict[str, Action] = {action.id: action for action in GLOBAL_ACTIONS}
    for base in reversed(kind.__mro__):
        own.update({action.id: action for action in base.__dict__.get("ACTIONS", ())})
    return tuple(own.values())


class ActionScreen(Screen[Result]):
    """A screen whose keys are ``Action``s."""

    ACTIONS: ClassVar[tuple[Action, ...]] = ()
    """What can be done here, beside the global actions; the method of 'users.new' is ``action_new``."""

    def say(self, text: str, kind: Kind = "ok") -> None:
        """Show what just happened; the frame has the line for it."""
        raise NotImplementedError

    def all_actions(self) -> tuple[Action, ...]:
        """Return the actions of this screen and the global ones (for footer, palette and help)."""
        return actions_of(type(self))

    def action_of(self, action_id: str) -> Action | None:
        """Return the action with this id, None when this screen has none."""
        return next((action for action in self.all_actions() if action.id == action_id), None)

    def why_not(self, action_id: str) -> str | None:
        """Return why an action cannot be done now, None when it can. Overrides ask ``super()`` first."""
        action = self.action_of(action_id)
        if action is None or action.permission is None:
            return None
        return host_of(self).why_not_permitted(action.permission)

    async def action_perform(self, action_id: str) -> None:
        """Carry out an action by id, or say why not."""
        action = self.action_of(action_id)
        if action is None:
            return
        if reason := self.why_not(action_id):
            self.say(reason, "refused")
            return
        self.say("")
        await self.run_action(action.method.removeprefix("action_"))
