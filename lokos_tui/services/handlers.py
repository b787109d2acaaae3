"""Which function carries out which command: gathered from the areas, each of which names its own in ``area.py``."""

from __future__ import annotations

from importlib import import_module

from lokos_tui.areas import AREAS
from lokos_tui.services.registry import Handler, Handlers


def _handlers_of(area: str) -> tuple[Handler, ...]:
    found: tuple[Handler, ...] = import_module(f"lokos_tui.services.{area}.area").HANDLERS
    return found


HANDLERS = Handlers(handler for area in AREAS for handler in _handlers_of(area))
