"""What a bundle of profiles is once it has been read: a header, and lines of one CBO each with its members.

A record's ``content`` holds its filled fields only, by the names of
``fields``: text, whole numbers and truth values, days as YYYY-MM-DD. It never
holds an Aadhaar number: ``aadhaar_ref`` is the keyed token,
``aadhaar_last4`` the last four digits.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from lokos_tui.domain.message import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lokos_tui.domain.errors import Problem

Value = str | int | bool
FORMAT = "lokos-profiles"
FORMAT_VERSION = 1


class Kind(StrEnum):
    """What a record describes."""

    SHG = "SHG"
    VO = "VO"
    CLF = "CLF"
    MEMBER = "MEMBER"


class RecordKind(StrEnum):
    """The two families of records: what the tables of versions, verdicts, findings and the outbox name a record by."""

    CBO = "C"
    MEMBER = "M"

    @property
    def word(self) -> str:
        """What it is called in a sentence of the audit trail."""
        return self.name.lower()


def record_kind(kind: Kind) -> RecordKind:
    """Return the family a record of this kind belongs to."""
    return RecordKind.MEMBER if kind is Kind.MEMBER else RecordKind.CBO


class Signed(StrEnum):
    """Whether a bundle is what its bookkeeper sent."""

    YES = "SIGNED"
    NO = "UNSIGNED"
    BROKEN = "BROKEN"
    """Signed, but not with her key, or changed since."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One record of a bundle.

    ``uid`` is the name the phone gave it, for good; ``code`` its LokOS code
    when it has one; ``revision`` rises each time the bookkeeper changes it.
    ``errors`` keep it out; ``warnings`` (norms, odd shapes) do not. ``place``
    is its sheet and row where it came from a workbook.
    """

    kind: Kind
    uid: str
    code: str
    revision: int
    content: Mapping[str, Value]
    errors: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    place: str = ""

    @property
    def name(self) -> str:
        """The record's name; '' when it has none."""
        return str(self.content.get("name", ""))


@dataclass(frozen=True, slots=True)
class Line:
    """One line (JSON Lines) or group of rows (workbook): one CBO and, for an SHG, its members.

    ``problems`` are faults of the line as a whole (cut short, not JSON, no
    such field); then ``cbo`` is None and there are no members. ``by_code``
    says that the SHG itself is not sent: it is known by its code, and its
    entry has neither a uid nor a content. ``number`` is the line's own within
    the upload; of a workbook ``sheet`` and ``row`` say where it stands.
    """

    number: int
    cbo: Entry | None = None
    members: tuple[Entry, ...] = ()
    problems: tuple[Problem, ...] = ()
    offline_meetings: int = 0
    by_code: bool = False
    sheet: str = ""
    row: int = 0

    @property
    def place(self) -> str:
        """Where an operator finds it: 'line 5', or 'Federation row 2' in a workbook."""
        return (
            _("{sheet} row {row}", sheet=self.sheet, row=self.row)
            if self.sheet
            else _("line {number}", number=self.number)
        )

    @property
    def has_errors(self) -> bool:
        """True when anything of the line keeps it out."""
        entries = (*((self.cbo,) if self.cbo else ()), *self.members)
        return bool(self.problems) or any(entry.errors for entry in entries)


@dataclass(frozen=True, slots=True)
class Header:
    """Who made the bundle, when, for which block (LGD code); ``upload_id`` is the bundle's own name."""

    upload_id: str
    block_code: str
    made_by: str
    made_at: int
    sequence: int = 0


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle that was read: ``sha256`` of its bytes, ``whole`` when its last line was there."""

    header: Header
    lines: tuple[Line, ...]
    sha256: str
    signed: Signed
    whole: bool = True
    problems: tuple[Problem, ...] = field(default=())


def canonical(content: Mapping[str, Value]) -> str:
    """Return content as JSON text that is equal for equal content."""
    return json.dumps(dict(content), sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def digest(content: Mapping[str, Value]) -> str:
    """Return the SHA-256 of content, 64 hexadecimal digits."""
    return hashlib.sha256(canonical(content).encode()).hexdigest()
