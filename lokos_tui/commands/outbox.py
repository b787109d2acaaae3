"""Commands of the outbox: form a file, mark it written, write it again, take its acknowledgement, show the key."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from lokos_tui.commands.base import Command
from lokos_tui.domain.accounts.permissions import Permission
from lokos_tui.domain.outbox.leaving import Acknowledgement


@dataclass(frozen=True, slots=True)
class Formed:
    """An export: its number (0: nothing was ready), its name, who formed it when (ms UTC), how many records.

    ``resumed`` says that it was formed before and never written. ``waiting``
    records wait for the next file, ``held`` for the approval of their SHG.
    ``sha256`` is '' until it was written.
    """

    export_id: int
    export_uid: str = ""
    made_by: str = ""
    made_at: int = 0
    records: int = 0
    resumed: bool = False
    waiting: int = 0
    held: int = 0
    sha256: str = ""


@dataclass(frozen=True, kw_only=True)
class FormExport(Command[Formed]):
    """Choose what leaves in the next file; the result is ``Formed``.

    One that was formed and never written is given back first. ``since`` (ms
    UTC) leaves what was approved before where it is; ``retry_refused`` sends
    again what the central server refused.
    """

    permission: ClassVar[Permission] = Permission.EXPORT_APPROVED
    action: ClassVar[str] = "export.form"

    since: int | None = None
    retry_refused: bool = False


@dataclass(frozen=True, kw_only=True)
class FinishExport(Command[None]):
    """Say that an export's file is whole, with the SHA-256 of its bytes."""

    permission: ClassVar[Permission] = Permission.EXPORT_APPROVED
    action: ClassVar[str] = "export.finish"

    export_id: int
    sha256: str


@dataclass(frozen=True, kw_only=True)
class RepeatExport(Command[Formed]):
    """Give a written export back, to be written once more; the result is ``Formed``."""

    permission: ClassVar[Permission] = Permission.EXPORT_APPROVED
    action: ClassVar[str] = "export.again"

    export_id: int


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """What an acknowledgement said: records taken and refused, how many of these were known already.

    ``gone`` records were refused then and left again since; ``unanswered``
    ones of the export have no answer yet.
    """

    export_uid: str
    taken: int
    refused: int
    known: int
    gone: int
    unanswered: int


@dataclass(frozen=True, kw_only=True)
class Acknowledge(Command[Acknowledged]):
    """Keep what the central server answered, all of the file or nothing; the result is ``Acknowledged``."""

    permission: ClassVar[Permission] = Permission.EXPORT_APPROVED
    action: ClassVar[str] = "export.acknowledge"

    acknowledgement: Acknowledgement


@dataclass(frozen=True, kw_only=True)
class ShowExportKey(Command[str]):
    """Show the key that the block's exports are signed with, for the central server; the result is the key."""

    permission: ClassVar[Permission] = Permission.EXPORT_APPROVED
    action: ClassVar[str] = "export.key"
