"""The save that u takes back: what takes it back, and the sentence that asks before, by name. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from lokos_tui.commands.links import ChangeLinks, LinksChanged, TakeBackLinks, taking_back
from lokos_tui.domain.links.taking_back import GoesBack, has_again
from lokos_tui.domain.message import _, joined, ngettext
from lokos_tui.queries.cbos.list import CboRow
from screens.links.cells import named, saved_sentence
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
        back = [
            _("{name} goes back to {holder}", name=row.name, holder=row.holder_name or row.holder_id)
            for row in self.moved[:_NAMED_MOST]
        ]
        if len(self.moved) > _NAMED_MOST:
            more = len(self.moved) - _NAMED_MOST
            back.append(ngettext("{n} more goes back to who had it", "{n} more go back to who had them", more))
        parts = (
            _("The last save is taken back."),
            _("Unlinked from {user_id}: {names}.", user_id=who, names=_names(self.linked)) if self.linked else "",
            _("{changes}.", changes=joined("; ", back)) if back else "",
            _("Linked to {user_id} again: {names}.", user_id=who, names=_names(self.unlinked)) if self.unlinked else "",
        )
        return joined(" ", parts)

    def taken_back(self, done: LinksChanged, who: str) -> str:
        """Return what taking it back did: who has again what was taken over, and what it was to ``who``."""
        gone = {row.id: row for row in self.moved}
        back = [gone[cbo] for cbo in done.moved]
        again = has_again(GoesBack(row.holder_name, row.holder_id, row.cbo_type) for row in back)
        own = replace(done, moved=())
        rest = saved_sentence(own, who) if own.linked or own.unlinked or own.refused or not again else ""
        return joined(" ", (*again, rest))


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
    return named([row.name for row in rows], _NAMED_MOST)
