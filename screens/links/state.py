"""What is to be linked and unlinked, before it is saved. Pure: no widget, no database.

Every step can be taken back, the last first. Linking what is to be unlinked
only drops the unlinking, and the other way round, so that nothing is sent
which changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from lokos_tui.commands.links import LinkWish
from lokos_tui.domain.message import _
from lokos_tui.queries.cbos.list import CboRow


class Add(NamedTuple):
    """A CBO to be linked; ``take_over`` was asked for when somebody else holds it."""

    row: CboRow
    take_over: bool = False


@dataclass(frozen=True, slots=True)
class Pending:
    """One moment of the work: CBOs to link and CBOs to unlink, by id."""

    adds: Mapping[int, Add] = field(default_factory=dict)
    drops: Mapping[int, CboRow] = field(default_factory=dict)

    @property
    def empty(self) -> bool:
        """True when there is nothing to save."""
        return not self.adds and not self.drops

    @property
    def change(self) -> int:
        """By how much the number of her links will change."""
        return len(self.adds) - len(self.drops)


class PendingLinks:
    """The work on one role's links, with undo. ``exclusive``: a CBO has one holder (bookkeepers, not approvers)."""

    def __init__(self, *, exclusive: bool) -> None:
        self.exclusive = exclusive
        self.now = Pending()
        self._before: list[Pending] = []

    # Steps

    def link(self, rows: Iterable[CboRow]) -> tuple[CboRow, ...]:
        """Plan to link rows; returns those left out because somebody else holds them."""
        wanted = [row for row in rows if row.id not in self.now.adds]
        held = tuple(row for row in wanted if self.held_by_other(row))
        self._add({row.id: Add(row) for row in wanted if not self.held_by_other(row)})
        return held

    def take_over(self, rows: Iterable[CboRow]) -> None:
        """Plan to take rows over from whoever holds them."""
        self._add({row.id: Add(row, take_over=self.held_by_other(row)) for row in rows})

    def unlink(self, rows: Iterable[CboRow]) -> None:
        """Plan to unlink rows; those that were only to be linked go back."""
        wanted = {row.id: row for row in rows}
        adds = {key: add for key, add in self.now.adds.items() if key not in wanted}
        drops = {key: row for key, row in wanted.items() if key not in self.now.adds}
        self._step(Pending(adds, {**self.now.drops, **drops}))

    def keep(self, rows: Iterable[CboRow]) -> None:
        """Take rows off the list of those to be unlinked."""
        ids = {row.id for row in rows}
        self._step(Pending(self.now.adds, {key: row for key, row in self.now.drops.items() if key not in ids}))

    def undo(self) -> bool:
        """Take the last step back; False when there is none."""
        if not self._before:
            return False
        self.now = self._before.pop()
        return True

    def clear(self) -> None:
        """Drop everything (itself a step that can be taken back)."""
        self._step(Pending())

    def restore(self, work: Pending) -> None:
        """Begin with work from before, as one step that can be taken back."""
        self._step(work)

    def saved(self) -> None:
        """Start anew after a save; what was saved is no longer taken back here."""
        self.now = Pending()
        self._before.clear()

    # Questions

    def held_by_other(self, row: CboRow) -> bool:
        """True when linking this row takes it from somebody."""
        return self.exclusive and bool(row.link_id)

    @property
    def can_undo(self) -> bool:
        """True when there is a step to take back."""
        return bool(self._before)

    def wishes(self) -> tuple[LinkWish, ...]:
        """Return the links to ask for, with the holder's link that the screen showed."""
        return tuple(
            LinkWish(key, seen_link=(add.row.link_id or 0) if self.exclusive else 0, take_over=add.take_over)
            for key, add in self.now.adds.items()
        )

    def unlinks(self) -> tuple[int, ...]:
        """Return the CBO ids to unlink."""
        return tuple(self.now.drops)

    def __str__(self) -> str:
        if self.now.empty:
            return ""
        return _("unsaved: +{adds} -{drops}", adds=len(self.now.adds), drops=len(self.now.drops))

    def _add(self, adds: Mapping[int, Add]) -> None:
        drops = {key: row for key, row in self.now.drops.items() if key not in adds}
        fresh = {key: add for key, add in adds.items() if key not in self.now.drops}
        self._step(Pending({**self.now.adds, **fresh}, drops))

    def _step(self, after: Pending) -> None:
        if after != self.now:
            self._before.append(self.now)
            self.now = after
