"""The words ``gp: village: vo: clf:`` of a filter, turned into the ids that the lists ask for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol

from lokos_tui.context import Context
from lokos_tui.domain.message import _, joined
from lokos_tui.domain.text import fold
from lokos_tui.queries.cbos.places import federations, gps, villages

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


@dataclass(frozen=True, slots=True)
class Found:
    """The ids of the words that name something, what the status line says of them, and the words that name nothing."""

    ids: Mapping[str, int] = field(default_factory=dict)
    said: str = ""
    unknown: str = ""


@dataclass(frozen=True, slots=True)
class PlaceBook:
    """The panchayats, villages and federations of a block by filter word."""

    entries: Mapping[str, Sequence[Named]] = field(default_factory=dict)

    def find(self, words: Mapping[str, str]) -> Found:
        """Return the ids that the place words of a filter stand for."""
        ids: dict[str, int] = {}
        said: list[str] = []
        unknown: list[str] = []
        for word in PLACE_WORDS:
            if not (text := words.get(word, "")):
                continue
            if (entry := best(self.entries.get(word, ()), text)) is None:
                unknown.append(_("no {word} is called {text}", word=_SHOWN[word], text=text))
            else:
                ids[word] = entry.id
                said.append(joined(": ", (_SHOWN[word], entry.name)))
        return Found(ids, joined("   ", said), joined("; ", unknown))


def best(entries: Sequence[Named], text: str) -> Named | None:
    """Return the entry of this code or name, else the first whose name begins with it or holds it, in any spelling."""
    wanted = fold(text)
    if not wanted:
        return None
    folded = [(entry, fold(entry.name)) for entry in entries]
    exact = [entry for entry, name in folded if name == wanted or (entry.code and entry.code == text)]
    begins = [entry for entry, name in folded if name.startswith(wanted)]
    holds = [entry for entry, name in folded if wanted in name]
    return next(iter([*exact, *begins, *holds]), None)


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
