"""Gram panchayats and villages named on the command line, by code or name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lokos_tui.domain.errors import NotFound
from lokos_tui.domain.message import _
from lokos_tui.domain.text import name_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lokos_tui.context import Context
    from lokos_tui.queries.cbos.places import Place


def gp_id(ctx: Context, block_code: str, text: str) -> int:
    """Return the id of a gram panchayat (0 for ''); raises NotFound."""
    if not text:
        return 0
    from lokos_tui.queries.cbos.places import gps

    unknown = _("There is no gram panchayat {text} in this block.", text=text)
    return _find(ctx.read(gps, block_code), text, "gram panchayat", unknown)


def village_id(ctx: Context, block_code: str, gp: int, text: str) -> int:
    """Return the id of a village (0 for ''); raises NotFound."""
    if not text:
        return 0
    from lokos_tui.queries.cbos.places import villages

    unknown = _("There is no village {text} in this block.", text=text)
    return _find(ctx.read(villages, block_code, gp), text, "village", unknown)


def _find(places: Iterable[Place], text: str, what: str, unknown: str) -> int:
    wanted = name_key(text)
    found = [place.id for place in places if place.code == text.strip() or name_key(place.name) == wanted]
    if len(found) == 1:
        return int(found[0])
    if found:
        raise NotFound(
            f"{what}.several", _("Several places are called {text}.", text=text), _("Write the code instead.")
        )
    raise NotFound(
        f"{what}.unknown",
        unknown,
        _("Check the spelling, or its code."),
    )
