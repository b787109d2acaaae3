"""The words ``gp: village: vo: clf:`` of a filter, turned into the ids that the lists ask for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, Protocol

from lokos_tui.context import Context
from lokos_tui.domain.message import _
from lokos_tui.queries.cbos.places import federations, gps, villages
from lokos_tui.ui.filter.values import Settled, Value, Vocabulary

PLACE_WORDS: Final = ("gp", "village", "vo", "clf")
_SHOWN: Final = {"gp": _("GP"), "village": _("Village"), "vo": _("VO"), "clf": _("CLF")}


class Named(Protocol):
    """A place or a federation: an id, its code ('' when it has none) and its name."""

    @property
    def id(self) -> int:
        """Its number in the block."""
        ...

    @property
    def code(self) -> str:
        """Its code, '' when it has none."""
        ...

    @property
    def name(self) -> str:
        """Its name."""
        ...


@dataclass(frozen=True)
class PlaceBook:
    """The panchayats, villages and federations of a block by filter word."""

    entries: Mapping[str, Sequence[Named]] = field(default_factory=dict)

    @cached_property
    def known(self) -> Mapping[str, Vocabulary]:
        """What may be typed behind each word: a name in any spelling, or a code; the value's key is the id."""
        return {
            word: Vocabulary(_SHOWN[word], _values(self.entries.get(word, ())), one=True, named=True)
            for word in PLACE_WORDS
        }

    def ids(self, asked: Settled) -> dict[str, int]:
        """Return the ids of the place words that a filter asks for, as the lists' filters call them: 'gp_id'."""
        return {f"{word}_id": int(asked.one(word) or 0) for word in PLACE_WORDS}


def _values(entries: Sequence[Named]) -> tuple[Value, ...]:
    """Return the entries as values; one whose name another has too is told apart by its label."""
    named = Counter(entry.name for entry in entries)
    return tuple(Value(str(entry.id), _names(entry, alone=named[entry.name] == 1)) for entry in entries)


def _names(entry: Named, *, alone: bool) -> tuple[str, ...]:
    label = getattr(entry, "label", entry.name)
    names = (entry.name, label) if alone else (label, entry.name)
    return (*names, *([entry.code] if entry.code.strip("-") else []))


def read_places(ctx: Context, block_code: str) -> PlaceBook:
    """Read a block's places and federations; call it in a worker thread."""
    return PlaceBook(
        {
            "gp": ctx.read(gps, block_code),
            "village": ctx.read(villages, block_code),
            "vo": ctx.read(federations, block_code, "VO"),
            "clf": ctx.read(federations, block_code, "CLF"),
        }
    )
