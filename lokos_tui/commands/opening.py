"""Commands on opening loads: load one, accept or refuse it as a whole, take it back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import ClassVar

from lokos_tui.commands.base import Command
from lokos_tui.domain.accounts.permissions import Permission
from lokos_tui.domain.opening.plan import OpeningPlan
from lokos_tui.domain.profiles.model import Bundle
from lokos_tui.domain.verification.flow import MAY, Event

Progress = Callable[[str, int, int], None]
"""Called with (step, done, total); may raise Cancelled to stop: nothing is then written."""


@dataclass(frozen=True, slots=True)
class OpeningLoaded:
    """What a load did: the plan that was carried out, under which number (0: there was nothing new), what was found."""

    opening_id: int
    plan: OpeningPlan
    confirmed: int = 0
    potential: int = 0


@dataclass(frozen=True, kw_only=True)
class LoadOpening(Command[OpeningLoaded]):
    """Let the records of a file wait as one opening load; the result is ``OpeningLoaded``.

    ``source`` says where they are official. ``planned`` is the fingerprint of the plan that was shown ('' for none):
    anything else is refused. ``good_rows_only`` leaves faulty lines out; without it they stop the load.
    """

    permission: ClassVar[Permission] = Permission.OPENING_LOAD
    action: ClassVar[str] = "opening.load"

    bundle: Bundle
    source: str
    file_name: str = ""
    planned: str = ""
    good_rows_only: bool = False
    progress: Progress | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class OpeningAccepted:
    """What was accepted in one act, under which number."""

    act: int
    members: int
    groups: int


@dataclass(frozen=True, kw_only=True)
class AcceptOpening(Command[OpeningAccepted]):
    """Make every record of a waiting load official, all or none, with a sentence why; the result is its act."""

    permission: ClassVar[Permission] = MAY[Event.ACCEPT]
    action: ClassVar[str] = "opening.accept"

    opening_id: int
    why: str


@dataclass(frozen=True, kw_only=True)
class RefuseOpening(Command[int]):
    """Refuse a waiting load with a reason; nothing of it is kept. The result is how many records it had."""

    permission: ClassVar[Permission] = MAY[Event.ACCEPT]
    action: ClassVar[str] = "opening.refuse"

    opening_id: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class WithdrawOpening(Command[int]):
    """Take a waiting load back, by who may load one, with a reason. The result is how many records it had."""

    permission: ClassVar[Permission] = Permission.OPENING_LOAD
    action: ClassVar[str] = "opening.withdraw"

    opening_id: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class TakeBackOpening(Command[int]):
    """Take an accepted load back whole, by who accepted it, while nothing stands on it; the result counts records."""

    permission: ClassVar[Permission] = MAY[Event.ACCEPT]
    action: ClassVar[str] = "opening.take_back"

    opening_id: int
    reason: str
