"""Every screen by its route, as the areas register them. A loader imports its screen when it is first opened."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from typing import Any

from lokos_tui.registered import area_modules
from lokos_tui.ui.frame.base import BaseScreen

Loader = Callable[..., BaseScreen[Any]]


def _loader(place: str) -> Loader:
    module, _, name = place.partition(":")

    def load(**params: object) -> BaseScreen[Any]:
        screen: BaseScreen[Any] = getattr(import_module(f"screens.{module}"), name)(**params)
        return screen

    return load


def gathered(registered: Iterable[Mapping[str, str]]) -> dict[str, Loader]:
    """Return the loaders of routes, each 'module:Class' below ``screens``. Raises ValueError for one given twice."""
    found: dict[str, Loader] = {}
    for routes in registered:
        if twice := found.keys() & routes.keys():
            raise ValueError(f"registered twice: {sorted(twice)}")
        found |= {route: _loader(place) for route, place in routes.items()}
    return found


ROUTES: Mapping[str, Loader] = gathered(area.ROUTES for area in area_modules("screens"))
