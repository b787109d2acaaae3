"""The save that u takes back: what takes it back, and the sentence that asks before, by name. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from lokos_tui.commands.links import ChangeLinks, LinksChanged, TakeBackLinks, taking_back
from lokos_tui.domain.text import counted
from lokos_tui.queries.cbos.list import CboRow
from screens.links.state import Pending

_NAMED_MOST: Final = 8


@dataclass(frozen=True, slots=True)
class SavedLinks:
    """A save: what takes it back, and the CBOs it linked, took over and unlinked, as they were before it."""

    back: TakeBackLinks
    linked: tuple[CboRow, ...]
    moved: tuple[CboRow, ...]
    unlinked: tuple[CboRow, ...]

    def sentence(self, who: str) -> str:
        """Return what taking it back does, by name."""
        back = [f"{row.name} goes back to {row.holder_name or row.holder_id}" for row in self.moved[:_NAMED_MOST]]
        if len(self.moved) > _NAMED_MOST:
            more = len(self.moved) - _NAMED_MOST
            back.append(counted(more, "more goes back to who had it", "more go back to who had them"))
        parts = [
            f"unlinked from {who}: {_names(self.linked)}" if self.linked else "",
            "; ".join(back),
            f"linked to {who} again: {_names(self.unlinked)}" if self.unlinked else "",
        ]
        return f"The last save is taken back. {'. '.join(part[:1].upper() + part[1:] for part in parts if part)}."


def saved_links(work: Pending, sent: ChangeLinks, done: LinksChanged) -> SavedLinks | None:
    """Return the save of some work, with the rows as they were before it; None when nothing was done."""
    back = taking_back(sent, done)
    if back is None:
        return None
    return SavedLinks(
        back,
        tuple(work.adds[cbo].row for cbo in done.linked),
        tuple(work.adds[cbo].row for cbo in done.moved),
        tuple(work.drops[cbo] for cbo in done.unlinked),
    )


def _names(rows: Sequence[CboRow]) -> str:
    more = f" and {len(rows) - _NAMED_MOST} more" if len(rows) > _NAMED_MOST else ""
    return ", ".join(row.name for row in rows[:_NAMED_MOST]) + more
