"""The states a profile goes through, and who may move it: one table (docs/domain.md#states).

What is not in the table cannot happen, through whatever door.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final, NamedTuple

from lokos_tui.domain.accounts.permissions import Permission
from lokos_tui.domain.errors import Conflict
from lokos_tui.domain.message import _, pgettext


class Bucket(StrEnum):
    """Where a record is on its way (the report's columns)."""

    INCOMPLETE = "INCOMPLETE"
    WITH_BOOKKEEPER = "WITH_BOOKKEEPER"
    PENDING_BM = "PENDING_BM"
    APPROVED = "APPROVED"
    REJECTED = "REJECTED"


BUCKET_WORDS: Final[Mapping[Bucket, str]] = {
    Bucket.INCOMPLETE: pgettext("bucket", "Incomplete"),
    Bucket.WITH_BOOKKEEPER: pgettext("bucket", "With bookkeeper"),
    Bucket.PENDING_BM: pgettext("bucket", "Waits for BM"),
    Bucket.APPROVED: pgettext("bucket", "Approved"),
    Bucket.REJECTED: pgettext("bucket", "Went back"),
}
"""How a person reads where a record is; BM is the block manager, as in LokOS's reports."""


class VersionState(StrEnum):
    """What became of one uploaded version of a record."""

    WAITING = "WAITING"
    APPROVED = "APPROVED"
    REJECTED = "REJECTED"
    REPLACED = "REPLACED"
    """It was approved, and a later version is official now; or the opening load it came with was taken back."""


class VerdictKind(StrEnum):
    """What one decision was; an activation has no version and gives a code to who was approved in the older MIS."""

    APPROVED = "APPROVED"
    REJECTED = "REJECTED"
    ACTIVATED = "ACTIVATED"


class ChangeType(StrEnum):
    """What waits of a record: all of it, or a change of what was approved; '' while nothing waits."""

    NEW = "NEW"
    MODIFIED = "MODIFIED"


CHANGE_WORDS = {ChangeType.NEW: _("New"), ChangeType.MODIFIED: _("Modified")}


class Event(StrEnum):
    """What may happen to a record."""

    UPLOAD = "UPLOAD"
    MARK = "MARK"
    APPROVE = "APPROVE"
    REJECT = "REJECT"
    ACTIVATE = "ACTIVATE"
    TAKE_BACK = "TAKE_BACK"
    ACCEPT = "ACCEPT"
    """It is official elsewhere, and the opening load that brought it is accepted."""


_B, _E = Bucket, Event

TRANSITIONS: dict[tuple[Bucket, Event], Bucket] = {
    (_B.INCOMPLETE, _E.UPLOAD): _B.PENDING_BM,
    (_B.WITH_BOOKKEEPER, _E.UPLOAD): _B.PENDING_BM,
    (_B.REJECTED, _E.UPLOAD): _B.PENDING_BM,
    (_B.APPROVED, _E.UPLOAD): _B.PENDING_BM,
    (_B.PENDING_BM, _E.MARK): _B.PENDING_BM,
    (_B.PENDING_BM, _E.APPROVE): _B.APPROVED,
    (_B.PENDING_BM, _E.REJECT): _B.REJECTED,
    (_B.APPROVED, _E.ACTIVATE): _B.APPROVED,
    (_B.APPROVED, _E.TAKE_BACK): _B.PENDING_BM,
    (_B.REJECTED, _E.TAKE_BACK): _B.PENDING_BM,
    (_B.INCOMPLETE, _E.ACCEPT): _B.APPROVED,
    (_B.WITH_BOOKKEEPER, _E.ACCEPT): _B.APPROVED,
}
"""A member is activated by her approval; ACTIVATE is for one approved in the older MIS who has no code yet."""

MAY: dict[Event, Permission] = {
    _E.UPLOAD: Permission.PROFILES_UPLOAD,
    _E.MARK: Permission.PROFILES_VERIFY,
    _E.APPROVE: Permission.PROFILES_VERIFY,
    _E.REJECT: Permission.PROFILES_VERIFY,
    _E.ACTIVATE: Permission.PROFILES_VERIFY,
    _E.TAKE_BACK: Permission.PROFILES_VERIFY,
    _E.ACCEPT: Permission.PROFILES_VERIFY,
}


class StateWords(NamedTuple):
    """A state in a sentence ("it is ..."), in a narrow column, and as a list of records says it.

    The narrow form is there because the sentence does not fit beside another
    record; ``listed`` is LokOS's own word, '' where it depends on more than the state.
    """

    said: str
    narrow: str
    listed: str = ""


WORDS: dict[Bucket, StateWords] = {
    _B.INCOMPLETE: StateWords(pgettext("state", "incomplete"), pgettext("state", "incomplete"), _("At work")),
    _B.WITH_BOOKKEEPER: StateWords(
        pgettext("state", "with the bookkeeper"), pgettext("state", "with the bookkeeper"), _("At work")
    ),
    _B.PENDING_BM: StateWords(
        pgettext("state", "waiting for the block manager"), pgettext("state", "waits for decision")
    ),
    _B.APPROVED: StateWords(pgettext("state", "approved"), pgettext("state", "approved")),
    _B.REJECTED: StateWords(pgettext("state", "rejected"), pgettext("state", "rejected"), _("Rejected")),
}
_DOING = {
    _E.UPLOAD: pgettext("cannot be", "changed by an upload"),
    _E.MARK: pgettext("cannot be", "ticked or crossed"),
    _E.APPROVE: pgettext("cannot be", "approved"),
    _E.REJECT: pgettext("cannot be", "rejected"),
    _E.ACTIVATE: pgettext("cannot be", "activated"),
    _E.TAKE_BACK: pgettext("cannot be", "taken back"),
    _E.ACCEPT: pgettext("cannot be", "accepted from an opening load"),
}


def may_happen(bucket: str, event: Event) -> bool:
    """Return whether a record of this bucket can take an event."""
    return (Bucket(bucket), event) in TRANSITIONS


def after(bucket: str, event: Event, name: str) -> Bucket:
    """Return where a record of this bucket is after an event; raises Conflict when it cannot be."""
    now = Bucket(bucket)
    found = TRANSITIONS.get((now, event))
    if found is None:
        raise Conflict(
            "flow",
            _("{name} is {said}; it cannot be {doing} now.", name=name, said=WORDS[now].said, doing=_DOING[event]),
            _("Refresh and look again."),
        )
    return found
