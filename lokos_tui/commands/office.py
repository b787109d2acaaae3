"""Commands of the office itself: one more block; saved filters, which are their owner's alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from lokos_tui.commands.base import Command
from lokos_tui.domain.accounts.permissions import Permission

SECTIONS = ("shg", "federation")
"""The lists whose filters are saved: the SHG work list, the federation work list."""


@dataclass(frozen=True, kw_only=True)
class AddBlock(Command[None]):
    """Add a block; ``block_code`` is '0', ``code`` and ``district_code`` are LGD codes.

    A District Admin's block lies in her own district, ``district_code`` ''
    for it; ``district_name`` is for a district that the office does not know.
    """

    permission: ClassVar[Permission] = Permission.BLOCKS_ADD
    action: ClassVar[str] = "office.add_block"

    code: str
    name: str
    district_code: str = ""
    district_name: str = ""
    nrlm_code: str = ""


@dataclass(frozen=True, kw_only=True)
class SaveFilter(Command[None]):
    """Keep the words of a filter under a name; a name that is there already gets the new words."""

    permission: ClassVar[Permission] = Permission.PROFILES_VERIFY
    action: ClassVar[str] = "filter.save"

    section: str
    name: str
    words: str


@dataclass(frozen=True, kw_only=True)
class DropFilter(Command[None]):
    """Forget a saved filter of one's own."""

    permission: ClassVar[Permission] = Permission.PROFILES_VERIFY
    action: ClassVar[str] = "filter.drop"

    section: str
    name: str
