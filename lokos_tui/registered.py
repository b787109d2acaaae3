"""What the areas register in a layer: the ``area`` modules of a package, in the order of the one list of areas."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from lokos_tui.areas import AREAS


def area_modules(package: str) -> Iterator[ModuleType]:
    """Give ``<package>.<area>.area`` of every area that has a folder in a package: 'screens', 'lokos_tui.cli'.

    A folder without its ``area`` module raises ModuleNotFoundError: it would stand there and never be reached.
    """
    for area in AREAS:
        if find_spec(f"{package}.{area}") is not None:
            yield import_module(f"{package}.{area}.area")
