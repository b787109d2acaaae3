"""Commands that load a whole validated plan, and take a load back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import ClassVar

from lokos_tui.commands.accounts import CreatedUser
from lokos_tui.commands.base import Command
from lokos_tui.domain.accounts.permissions import Permission
from lokos_tui.domain.loads.mapping import FileFacts, Plan, RowResult
from lokos_tui.domain.loads.masters import MasterPlan

Progress = Callable[[str, int, int], None]
"""Called with (step, done, total); may raise Cancelled to stop: nothing is then written."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did.

    ``batch_id`` is 0 when nothing was written (the same file was loaded
    before, nothing was new, or ``changed`` rows stopped an all-or-nothing
    load). ``changed`` holds the rows that are no longer what the preview said.
    """

    batch_id: int
    counts: dict[str, int]
    changed: tuple[RowResult, ...] = ()
    users: tuple[CreatedUser, ...] = ()
    sentence: str = ""


@dataclass(frozen=True, kw_only=True)
class ApplyMapping(Command[Loaded]):
    """Carry a mapping plan out: all or nothing, or by ``good_rows_only`` what is good; the result is ``Loaded``."""

    permission: ClassVar[Permission] = Permission.LINKS_IMPORT
    action: ClassVar[str] = "import.mapping"
    kind: ClassVar[str] = "mapping"

    plan: Plan
    file: FileFacts
    good_rows_only: bool = False
    why: str = ""
    progress: Progress | None = field(default=None, compare=False)


@dataclass(frozen=True, kw_only=True)
class ApplyPlaces(Command[Loaded]):
    """Carry a plan of gram panchayats and villages out; the result is ``Loaded``."""

    permission: ClassVar[Permission] = Permission.PLACES_IMPORT
    action: ClassVar[str] = "import.places"
    kind: ClassVar[str] = "places"

    plan: MasterPlan
    file: FileFacts
    good_rows_only: bool = False
    progress: Progress | None = field(default=None, compare=False)


@dataclass(frozen=True, kw_only=True)
class ApplyCbos(Command[Loaded]):
    """Carry a plan of SHGs, VOs and CLFs out; the result is ``Loaded``."""

    permission: ClassVar[Permission] = Permission.CBOS_IMPORT
    action: ClassVar[str] = "import.cbos"
    kind: ClassVar[str] = "cbos"

    plan: MasterPlan
    file: FileFacts
    good_rows_only: bool = False
    progress: Progress | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class UndoneItem:
    """One thing a load had made: what it is, its row, and who changed it since and when, or why it could not go."""

    what: str
    row: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Undone:
    """The three lists of an undo: reversed, kept because somebody changed it since, could not."""

    reversed: tuple[UndoneItem, ...]
    kept: tuple[UndoneItem, ...]
    failed: tuple[UndoneItem, ...]
    again: tuple[str, ...] = ()
    """Who has how many CBOs again that the load had taken over, a sentence for each."""


@dataclass(frozen=True, kw_only=True)
class UndoBatch(Command[Undone]):
    """Take a whole load back; the result is ``Undone``. The batch's own kind decides the permission at the door."""

    permission: ClassVar[Permission] = Permission.LINKS_IMPORT
    action: ClassVar[str] = "import.undo"

    batch_id: int
    why: str = ""
