"""What leaves for the central server in the next file, and what came back: pure rules (docs/outbox.md).

A group's records leave in the order in which they were approved, each version
once. A file has one line a group, so a record that was approved twice leaves
in two files.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import TYPE_CHECKING, Final

from lokos_tui.domain.message import pgettext
from lokos_tui.domain.profiles.checks import MOST_MEMBERS
from lokos_tui.domain.profiles.model import RecordKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

MOST_GROUPS = 19_000
MOST_BYTES = 60_000_000
"""Limits of one file, below those of the format; what does not fit waits for the next one."""
_AROUND = 300
"""Bytes of a record around its content."""
_BYTES_A_CHARACTER = 4

ACK_FORMAT = "lokos-acknowledgement"
ACK_VERSION = 1


@dataclass(frozen=True, slots=True)
class Waiting:
    """An approved record that waits; ``length`` is the number of characters of its content, ``at`` ms UTC."""

    id: int
    cbo_id: int
    kind: str
    record_id: int
    at: int
    length: int


def leaving(rows: Iterable[Waiting], since: int = 0) -> list[int]:
    """Return the ids that leave in the next file.

    ``rows`` come by group, then by id; what was approved before ``since``
    stays, and with it what stands on it.
    """
    found: list[int] = []
    room, groups = MOST_BYTES, 0
    for _, group in groupby(rows, key=lambda row: row.cbo_id):
        taken = list(_of_group(sorted(group, key=lambda row: row.id), since))
        room -= sum(_AROUND + row.length * _BYTES_A_CHARACTER for row in taken)
        groups += bool(taken)
        if room < 0 or groups > MOST_GROUPS:
            break
        found += [row.id for row in taken]
    return found


def _of_group(rows: Sequence[Waiting], since: int) -> Iterator[Waiting]:
    """Give the group's own oldest row, then others as they were approved, up to the first that must wait."""
    own = next((row for row in rows if row.kind == RecordKind.CBO), None)
    if own is not None and own.at < since:
        return
    ordered = [own, *(row for row in rows if row is not own)] if own is not None else rows
    seen: set[tuple[str, int]] = set()
    members = 0
    for row in ordered:
        key = (row.kind, row.record_id)
        members += row.kind == RecordKind.MEMBER
        if key in seen or members > MOST_MEMBERS:
            return
        if row.at >= since:
            yield row
        else:
            members -= row.kind == RecordKind.MEMBER
        seen.add(key)


class AnswerKind(StrEnum):
    """What the central server did with a record; '' is stored while it has not answered."""

    TAKEN = "TAKEN"
    REFUSED = "REFUSED"


class ExportState(StrEnum):
    """How far a file for the central server has come."""

    NOT_WRITTEN = "not written"
    SENT = "sent"
    IN_PART = "acknowledged in part"
    ACKNOWLEDGED = "acknowledged"


EXPORT_WORDS: Final = {
    ExportState.NOT_WRITTEN: pgettext("export", "not written"),
    ExportState.SENT: pgettext("export", "sent"),
    ExportState.IN_PART: pgettext("export", "acknowledged in part"),
    ExportState.ACKNOWLEDGED: pgettext("export", "acknowledged"),
}
"""What lists show; the same words as the states, in the language in force."""


def export_state(written_at: int | None, acknowledged_at: int | None, unanswered: int) -> ExportState:
    """Return the state of a file by the moments at which it was written and acknowledged, None for not yet.

    ``unanswered`` counts its records that the central server has said nothing of.
    """
    if written_at is None:
        return ExportState.NOT_WRITTEN
    if acknowledged_at is None:
        return ExportState.SENT
    return ExportState.IN_PART if unanswered else ExportState.ACKNOWLEDGED


@dataclass(frozen=True, slots=True)
class Answer:
    """What the central server said of one record, in which line; ``reason`` is '' for one that was taken."""

    line: int
    uid: str
    revision: int
    taken: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """An acknowledgement file: which export it is about, by name and SHA-256, and its answers."""

    export_uid: str
    block_code: str
    sha256: str
    answers: tuple[Answer, ...]
