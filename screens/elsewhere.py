"""Every screen and action of the program that a role may use, for the palette: the sections and what they lead to.

A screen is reached from a section of the first screen, or by an action of a screen that is reached (``REACHED`` of the
areas). Its actions are listed where the role holds their permission; choosing one opens the section and says which
keys lead on, or does it at once where it needs no row.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from lokos_tui.domain.accounts.permissions import ABOVE_BLOCK
from lokos_tui.domain.message import _, joined, pgettext
from lokos_tui.registered import area_modules
from lokos_tui.ui.frame.action_screen import ActionScreen, actions_of
from lokos_tui.ui.frame.actions import GLOBAL_ACTIONS, Action, Entry, key_name
from lokos_tui.ui.frame.host import host_of
from lokos_tui.ui.frame.session import context_of, go, home_route
from screens.registry import ROUTES

if TYPE_CHECKING:
    from screens.shared.sections import Section

_PLACES: Final[Mapping[str, str]] = {
    route: place for area in area_modules("screens") for route, place in area.ROUTES.items()
}
REACHED: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    route: ways for area in area_modules("screens") for route, ways in getattr(area, "REACHED", {}).items()
}
"""By the route of a screen that is no section: the routes and actions of the screens that open it."""
_EVERYWHERE: Final = frozenset(action.id for action in GLOBAL_ACTIONS)
_SIGN_OUT: Final = "home.sign-out"


class Place(NamedTuple):
    """A screen that is reached: its route, its section, and the actions that lead there from the section's screen."""

    route: str
    section: Section
    steps: tuple[Action, ...]


def elsewhere(screen: ActionScreen[Any], known: frozenset[str]) -> list[Entry]:
    """Return the other screens and actions for who is signed in; ``known`` are ids of actions that are listed."""
    sections = permitted_sections(screen)
    entries = [
        Entry("", one.name, one.help, partial(go, screen, one.route, **one.params))
        for one in sections
        if one.action not in known
    ]
    seen = set(known) | _EVERYWHERE
    for place in reached(screen, sections):
        for action in _permitted(screen, place.route):
            if action.id not in seen:
                seen.add(action.id)
                entries.append(_entry(screen, place, action))
    if _SIGN_OUT not in known:
        sign_out = partial(screen.call_later, screen.app.run_action, "app.sign_out")
        entries.append(Entry("^Q", pgettext("key", "sign out"), _("End this session."), sign_out))
    return entries


def permitted_sections(screen: ActionScreen[Any]) -> list[Section]:
    """Return the sections of the first screen that who is signed in may open, in their order."""
    ctx = context_of(screen)
    above = ctx.actor.area.scope == ABOVE_BLOCK
    home = home_route(ctx)
    every = (one for area in area_modules("screens") for one in area.SECTIONS if one.home == home and one.route)
    return [
        one
        for one in sorted(every, key=lambda one: one.place)
        if (one.permission is None or ctx.actor.may(one.permission)) and not (one.of_one_block and above)
    ]


def reached(screen: ActionScreen[Any], sections: list[Section]) -> Iterator[Place]:
    """Give the screens of the sections, then those they lead to by actions that are permitted, each once."""
    places: dict[str, Place] = {}
    for section in sections:
        places.setdefault(section.route, Place(section.route, section, ()))
    waiting = list(places)
    while waiting:
        place = places[waiting.pop(0)]
        yield place
        may = {action.id: action for action in _permitted(screen, place.route)}
        for route, ways in REACHED.items():
            opener = next((may[act] for parent, act in ways if parent == place.route and act in may), None)
            if opener is not None and route not in places:
                places[route] = Place(route, place.section, (*place.steps, opener))
                waiting.append(route)


def screen_class(route: str) -> type[ActionScreen[Any]]:
    """Return the class of a route's screen."""
    module, _colon, name = _PLACES[route].partition(":")
    found: type[ActionScreen[Any]] = getattr(import_module(f"screens.{module}"), name)
    return found


def _permitted(screen: ActionScreen[Any], route: str) -> list[Action]:
    refused = host_of(screen).why_not_permitted
    return [
        action
        for action in sorted(actions_of(screen_class(route)), key=lambda one: one.priority)
        if action.permission is None or refused(action.permission) is None
    ]


def _entry(screen: ActionScreen[Any], place: Place, action: Action) -> Entry:
    keys = joined(" ", (_key(screen, one) for one in (*place.steps, action)))
    told = _("{section}, {keys}: {sentence}", section=place.section.name, keys=keys, sentence=action.help)
    return Entry("", action.label, told, partial(screen.call_later, _open, screen, place, action))


def _key(screen: ActionScreen[Any], action: Action) -> str:
    return key_name(action.keys(host_of(screen).key_overrides)[0])


async def _open(screen: ActionScreen[Any], place: Place, action: Action) -> None:
    """Open the section's screen; do the action there where it needs no row, else say the keys that lead to it."""
    section = place.section
    opened = ROUTES[section.route](**section.params)
    await screen.app.push_screen(opened)
    if action.alone and not place.steps:
        opened.call_after_refresh(opened.action_perform, action.id)
        return
    keys = joined(_(", then "), (_key(screen, one) for one in (*place.steps, action)))
    opened.call_after_refresh(opened.say, _("{keys}: {sentence}", keys=keys, sentence=action.help))
