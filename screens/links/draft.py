"""Unsaved links as text for a draft, and back onto the rows as they stand now. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from lokos_tui.domain.message import _
from lokos_tui.queries.cbos.list import CboRow
from screens.links.cells import named
from screens.links.state import Add, Pending

_ADD: Final = re.compile(r"(\d{1,18}):(\d{1,18})(!?)")
_NAMED_MOST: Final = 5


class Restored(NamedTuple):
    """The work as far as it still holds, and the names of the CBOs that somebody changed since."""

    work: Pending
    changed: tuple[str, ...]

    @property
    def sentence(self) -> str | None:
        """Return which CBOs were left out; None when none was."""
        if not self.changed:
            return None
        names = named(self.changed, _NAMED_MOST)
        return _("left out, because somebody changed them meanwhile: {names}", names=names)


def packed(work: Pending) -> dict[str, str]:
    """Return the work as texts: CBO, the link of its holder as it was shown, '!' for taking over."""
    adds = (f"{cbo}:{add.row.link_id or 0}{'!' * add.take_over}" for cbo, add in work.adds.items())
    return {"link": " ".join(adds), "unlink": " ".join(map(str, work.drops))}


def restored(values: Mapping[str, str], left: Iterable[CboRow], right: Iterable[CboRow]) -> Restored:
    """Return the packed work laid over the rows of both lists as they stand now."""
    free, hers = {row.id: row for row in left}, {row.id: row for row in right}
    adds: dict[int, Add] = {}
    changed: list[str] = []
    for match in map(_ADD.fullmatch, values.get("link", "").split()):
        if match is None:
            continue
        cbo, seen = int(match[1]), int(match[2])
        row = free.get(cbo)
        if row is not None and (row.link_id or 0) == seen:
            adds[cbo] = Add(row, take_over=match[3] == "!")
        else:
            changed.append(_name(cbo, free, hers))
    asked = [int(text) for text in values.get("unlink", "").split() if text.isdecimal() and len(text) < 19]  # noqa: PLR2004 - digits of an id
    changed += [_name(cbo, free, hers) for cbo in asked if cbo not in hers]
    return Restored(Pending(adds, {cbo: hers[cbo] for cbo in asked if cbo in hers}), tuple(changed))


def _name(cbo: int, *lists: Mapping[int, CboRow]) -> str:
    return next((rows[cbo].name for rows in lists if cbo in rows), _("no. {number}", number=cbo))
