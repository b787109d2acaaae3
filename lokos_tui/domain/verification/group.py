"""One SHG, VO or CLF with all that its approval is judged by, as plain records for the review and the door."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from lokos_tui.domain.accounts.persons import Person
from lokos_tui.domain.profiles.model import RecordKind, Value, record_kind
from lokos_tui.domain.verification.flow import VersionState
from lokos_tui.domain.verification.gates import Subject
from lokos_tui.domain.verification.identifiers import Mark

PRESIDENT: Final = "PRESIDENT"
"""The designation of the member who presides over an SHG."""


class Beside(NamedTuple):
    """A finding of a record: its number, what it is, whether it was decided, and who is on the other side."""

    number: int
    found: str
    decided: bool
    name: str
    group: str


class Named(NamedTuple):
    """Somebody by name and mobile, each '' where it is not known."""

    name: str = ""
    mobile: str = ""


class Sent(NamedTuple):
    """A version: what it holds, who stands behind it, when it came (ms UTC), and its remarks when it was rejected."""

    id: int
    version: int
    state: VersionState
    revision: int
    content: Mapping[str, Value]
    made_by: str
    loaded_by: str
    at: int
    remarks: tuple[Mapping[str, str], ...] = ()
    act: int | None = None
    decided_by: str | None = None
    maker_name: str = ""
    maker_mobile: str = ""
    """Who ``made_by`` is, as her account says today; '' where there is no such account here."""


@dataclass(frozen=True, slots=True)
class Record:
    """A record with what is official of it (nothing before it was ever approved), what was sent, what was found.

    ``rejected`` is the version that went back last when nothing was approved
    since: what is sent now answers it.
    """

    subject: Subject
    change_type: str
    official: Mapping[str, Value]
    waiting: Sent | None = None
    rejected: Sent | None = None
    marked: Mapping[str, tuple[Mark, str, str]] = field(default_factory=dict)
    beside: tuple[Beside, ...] = ()

    decision: tuple[int, str] | None = None
    """The act that decided on it last, while it stands, and by whom."""

    defaults: Mapping[str, Value] = field(default_factory=dict)
    """What an office writes where a profile says nothing."""

    @property
    def kind(self) -> RecordKind:
        """Whether it is a member or a CBO."""
        return record_kind(self.subject.kind)

    @property
    def content(self) -> Mapping[str, Value]:
        """What is decided on: what was sent, or what is official while nothing waits."""
        return self.waiting.content if self.waiting else self.official

    def filled(self, content: Mapping[str, Value]) -> dict[str, Value]:
        """Return a content with what an office writes where a phone says nothing: two contents compared alike."""
        kept = {"origin": self.official["origin"]} if self.official.get("origin") else {}
        return {**self.defaults, **kept, **content}


@dataclass(frozen=True, slots=True)
class Group:
    """A CBO with its members; ``checker`` is who reads it, ``below`` counts the CBOs that belong to it."""

    cbo: Record
    members: tuple[Record, ...]
    panchayat: str
    village: str
    parent: str
    clf_id: int | None
    request_date: str
    below: int
    checker: Person
    claimed_by: str = ""
    claimed_until: int = 0

    @property
    def records(self) -> tuple[Record, ...]:
        """The group itself, then its members."""
        return (self.cbo, *self.members)

    @property
    def sent(self) -> Sent | None:
        """What waits of the group itself, else of the first member of whom something does."""
        return self.cbo.waiting or next((member.waiting for member in self.members if member.waiting), None)

    @property
    def president(self) -> Named:
        """Its President: of an SHG the member who is, of a VO or CLF who its profile names."""
        if name := self.cbo.content.get("president_name"):
            return Named(str(name), str(self.cbo.content.get("mobile", "")))
        for member in self.members:
            if member.content.get("designation") == PRESIDENT:
                return Named(member.subject.name, str(member.content.get("mobile", "")))
        return Named()

    @property
    def active(self) -> int:
        """Members who are active today: with a code, and not left."""
        return sum(1 for one in self.members if one.subject.code and one.subject.active)

    def record(self, kind: str, number: int) -> Record | None:
        """Return one of its records, None when it is not of this group."""
        return next((one for one in self.records if (one.kind, one.subject.id) == (kind, number)), None)
