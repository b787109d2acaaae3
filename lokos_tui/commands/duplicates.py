"""Commands on duplicates: check, decide, take a decision back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from lokos_tui.commands.base import Command
from lokos_tui.commands.loads import Progress
from lokos_tui.domain.accounts.permissions import Permission
from lokos_tui.domain.profiles.model import RecordKind


@dataclass(frozen=True, slots=True)
class RecordRef:
    """A record that findings name, by kind and id."""

    kind: RecordKind
    id: int


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check did: records checked, pairs weighed, findings that stand among them."""

    records: int
    weighed: int
    found: int


@dataclass(frozen=True, kw_only=True)
class RefreshDuplicates(Command[Checked]):
    """Check what arrived since the last check, or by ``everything`` every record; the result is ``Checked``."""

    permission: ClassVar[Permission] = Permission.DUPLICATES_REFRESH
    action: ClassVar[str] = "duplicates.refresh"

    everything: bool = False
    progress: Progress | None = field(default=None, compare=False)


@dataclass(frozen=True, kw_only=True)
class DecideNotDuplicate(Command[int]):
    """Say that a potential duplicate is none, with a coded reason; a confirmed one is refused to everybody."""

    permission: ClassVar[Permission] = Permission.PROFILES_VERIFY
    action: ClassVar[str] = "duplicates.decide"

    one: RecordRef
    other: RecordRef
    reason_code: str
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class UndoDecision(Command[None]):
    """Take a decision back: the finding stands open again."""

    permission: ClassVar[Permission] = Permission.PROFILES_VERIFY
    action: ClassVar[str] = "duplicates.undo"

    decision_id: int
    reason: str
