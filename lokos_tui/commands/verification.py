"""Commands of the block manager: mark identifiers, approve, reject, take back, claim, and narrow her to a cluster."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from lokos_tui.commands.base import Command
from lokos_tui.domain.accounts.permissions import Permission
from lokos_tui.domain.profiles.model import RecordKind
from lokos_tui.domain.verification.flow import MAY, Event

if TYPE_CHECKING:
    from lokos_tui.domain.verification.group import Record


@dataclass(frozen=True, slots=True)
class Seen:
    """A record as it was on the screen: which one, by kind and id, and the version of its row."""

    kind: RecordKind
    id: int
    version: int

    @classmethod
    def of(cls, record: Record) -> Seen:
        """Return a record as it stands where it is shown."""
        return cls(record.kind, record.subject.id, record.subject.version)


@dataclass(frozen=True, slots=True)
class MarkWish:
    """One identifier to tick, or to cross with a coded remark; ``mark`` is TICK or CROSS."""

    seen: Seen
    identifier: str
    mark: str
    remark_code: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class RemarkWish:
    """Why a record goes back: about a field of it ('' is the whole profile), coded, with words where they help."""

    kind: RecordKind
    id: int
    field: str
    code: str
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class MarkIdentifiers(Command[int]):
    """Tick or cross identifiers, each recorded by itself; the result is how many."""

    permission: ClassVar[Permission] = MAY[Event.MARK]
    action: ClassVar[str] = "verify.mark"

    marks: tuple[MarkWish, ...]


@dataclass(frozen=True, kw_only=True)
class TickClean(Command[int]):
    """Tick every clean identifier of the records seen, each recorded by itself; the result is how many."""

    permission: ClassVar[Permission] = MAY[Event.MARK]
    action: ClassVar[str] = "verify.tick_clean"

    records: tuple[Seen, ...]


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided in one act, under which number; ``codes`` were given, as (kind, id, code)."""

    act: int
    members: int
    groups: int
    codes: tuple[tuple[str, int, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Approve(Command[Decided]):
    """Approve and activate the records seen, members before their group, all or none; the result is ``Decided``."""

    permission: ClassVar[Permission] = MAY[Event.APPROVE]
    action: ClassVar[str] = "verify.approve"

    records: tuple[Seen, ...]
    tick_clean: bool = False
    """Tick the clean identifiers of these records first."""


@dataclass(frozen=True, kw_only=True)
class Reject(Command[Decided]):
    """Send the records seen back with remarks; a group takes its undecided members along. The result is ``Decided``."""

    permission: ClassVar[Permission] = MAY[Event.REJECT]
    action: ClassVar[str] = "verify.reject"

    records: tuple[Seen, ...]
    remarks: tuple[RemarkWish, ...]


@dataclass(frozen=True, kw_only=True)
class TakeBack(Command[int]):
    """Take back what one act of one's own decided, with a reason, while nothing stands on it."""

    permission: ClassVar[Permission] = MAY[Event.TAKE_BACK]
    action: ClassVar[str] = "verify.take_back"

    act: int
    reason: str


@dataclass(frozen=True, slots=True)
class Claimed:
    """Who has a CBO open now, until when (milliseconds UTC); ``mine`` is False when a colleague had it first."""

    claimed_by: str
    claimed_until: int
    mine: bool


@dataclass(frozen=True, kw_only=True)
class ClaimCbo(Command[Claimed]):
    """Mark a CBO as open for a few minutes; the result is ``Claimed``."""

    permission: ClassVar[Permission] = Permission.PROFILES_VERIFY
    action: ClassVar[str] = "verify.claim"

    cbo_id: int


@dataclass(frozen=True, kw_only=True)
class ReleaseCbo(Command[None]):
    """Take one's own mark off a CBO."""

    permission: ClassVar[Permission] = Permission.PROFILES_VERIFY
    action: ClassVar[str] = "verify.release"

    cbo_id: int


@dataclass(frozen=True, kw_only=True)
class SetCluster(Command[None]):
    """Narrow a block manager to one cluster by its CLF's code, or give her the whole block again ('')."""

    permission: ClassVar[Permission] = Permission.USERS_MANAGE
    action: ClassVar[str] = "user.cluster"

    user_id: str
    clf_code: str
