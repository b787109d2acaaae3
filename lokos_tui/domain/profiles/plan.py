"""What loading a bundle would do, line by line: a pure function of the bundle and of what the block holds.

A line is taken whole or not at all: one outcome a line. A record that waits
for the block manager is locked (docs/domain.md#approval); what arrives late and is
older than what is here changes nothing.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from lokos_tui.domain.accounts.roles import BOOKKEEPER_OF
from lokos_tui.domain.errors import Conflict
from lokos_tui.domain.links.rules import USUAL_NORM, LoadNorm, kind_of, overload
from lokos_tui.domain.message import _, joined, pgettext
from lokos_tui.domain.profiles.model import Bundle, Entry, Kind, Line, digest
from lokos_tui.domain.text import fold
from lokos_tui.domain.verification.flow import Bucket, Event, may_happen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

BY_SHEET = "sheet-"
"""What the name of a record begins with that came from a workbook: a phone that knows the code takes it over."""


class Outcome(StrEnum):
    """What becomes of a record, or of a line as a whole."""

    NEW = "NEW"
    CHANGED = "CHANGED"
    UNCHANGED = "UNCHANGED"
    OLDER = "OLDER"
    REFUSED = "REFUSED"


WORDS: dict[Outcome, str] = {
    Outcome.NEW: pgettext("outcome", "new"),
    Outcome.CHANGED: pgettext("outcome", "changed"),
    Outcome.UNCHANGED: pgettext("outcome", "same"),
    Outcome.OLDER: pgettext("outcome", "older"),
    Outcome.REFUSED: pgettext("outcome", "refused"),
}
"""Behind a number, where there is little room."""
OUTCOME_WORDS: dict[Outcome, str] = WORDS | {Outcome.UNCHANGED: pgettext("outcome", "unchanged")}
"""By itself: the same as the outcome's code in small letters."""
_KIND_WORDS: dict[Kind, str] = {
    Kind.SHG: pgettext("kind", "SHG"),
    Kind.VO: pgettext("kind", "VO"),
    Kind.CLF: pgettext("kind", "CLF"),
    Kind.MEMBER: pgettext("kind", "member"),
}
_ONE_OF_KIND: dict[Kind, str] = {
    Kind.SHG: pgettext("kind", "an SHG"),
    Kind.VO: pgettext("kind", "a VO"),
    Kind.CLF: pgettext("kind", "a CLF"),
    Kind.MEMBER: pgettext("kind", "a member"),
}
_WEIGHT = (Outcome.NEW, Outcome.CHANGED, Outcome.OLDER, Outcome.UNCHANGED)


@dataclass(frozen=True, slots=True)
class Known:
    """A record the block holds: ``revision`` and ``digest`` of its newest version (0 and '' for none).

    ``version`` counts its versions; ``approved`` says that one was approved,
    or that it came from the older MIS with a code; ``with_group`` that a
    member went back for no other reason than that her group did.
    ``row_version`` and the places are asked for by an opening load alone.
    """

    kind: Kind
    id: int
    name: str
    uid: str | None
    code: str | None
    bucket: str
    shg_id: int = 0
    shg_name: str = ""
    version: int = 0
    revision: int = 0
    digest: str = ""
    approved: bool = False
    with_group: bool = False
    row_version: int = 0
    gp_id: int = 0
    village_id: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """A gram panchayat (``gp_id`` 0) or a village of the block."""

    id: int
    codes: tuple[str, ...]
    name: str
    gp_id: int = 0


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What the block holds of what a bundle names.

    ``linked`` are the ids of the CBOs whose books the bundle's maker keeps,
    ``kinds`` the kinds she keeps books for, ``held`` how many of each.
    """

    block_code: str
    maker: str
    kinds: frozenset[Kind]
    linked: frozenset[int]
    panchayats: tuple[Place, ...] = ()
    villages: tuple[Place, ...] = ()
    by_uid: Mapping[str, Known] = field(default_factory=dict)
    by_code: Mapping[tuple[Kind, str], Known] = field(default_factory=dict)
    held: Mapping[Kind, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RecordPlan:
    """What becomes of one record; ``known`` is what the block holds of it, ``reason`` why it is refused."""

    entry: Entry
    outcome: Outcome
    digest: str
    known: Known | None = None
    reason: str = ""

    @property
    def writes(self) -> bool:
        """True when a version of it is written."""
        return self.outcome in (Outcome.NEW, Outcome.CHANGED)


@dataclass(frozen=True, slots=True)
class LinePlan:
    """What becomes of one line; the ids of its places and of the federation above it, 0 for none."""

    line: Line
    outcome: Outcome
    reason: str = ""
    locked: bool = False
    cbo: RecordPlan | None = None
    members: tuple[RecordPlan, ...] = ()
    gp_id: int = 0
    village_id: int = 0
    parent_id: int = 0


@dataclass(frozen=True, slots=True)
class UploadPlan:
    """What loading a bundle would do; ``warnings`` say where its maker would keep more books than the norm."""

    bundle: Bundle
    lines: tuple[LinePlan, ...]
    warnings: tuple[str, ...] = ()

    def count(self, outcome: Outcome) -> int:
        """Return how many lines end so."""
        return sum(1 for line in self.lines if line.outcome is outcome)

    @property
    def locked(self) -> bool:
        """True when a line may be taken later: what it changes waits for the block manager."""
        return any(line.locked for line in self.lines)


class _Refusal(Conflict):
    def __init__(self, sentence: str, *, locked: bool = False) -> None:
        super().__init__("profile.line", sentence)
        self.locked = locked


def plan_upload(bundle: Bundle, snapshot: Snapshot, norm: LoadNorm = USUAL_NORM) -> UploadPlan:
    """Return what becomes of each line of a bundle; new CBOs are its maker's, and are held against the norm."""
    seen: dict[str, str] = {}
    lines = tuple(_line(line, snapshot, seen) for line in bundle.lines)
    return UploadPlan(bundle, lines, tuple(_overloads(lines, snapshot, norm)))


def _overloads(lines: Iterable[LinePlan], snapshot: Snapshot, norm: LoadNorm) -> Iterator[str]:
    new = Counter(line.cbo.entry.kind for line in lines if line.cbo is not None and line.cbo.outcome is Outcome.NEW)
    for role in BOOKKEEPER_OF.values():
        kind = Kind(str(kind_of(role)))
        warning = overload(role, snapshot.held.get(kind, 0) + new[kind], norm) if new[kind] else ""
        if warning:
            yield _("{maker} would keep {warning}", maker=snapshot.maker, warning=warning)


def _line(line: Line, snapshot: Snapshot, seen: dict[str, str]) -> LinePlan:
    try:
        return _taken(line, snapshot, seen)
    except _Refusal as refusal:
        return LinePlan(line, Outcome.REFUSED, _placed(line, refusal.sentence), refusal.locked)


def _placed(line: Line, reason: str) -> str:
    """Return a reason with the sheet and row before it, where the line came from a workbook."""
    return reason if not line.sheet or reason.startswith(f"{line.place}: ") else joined(": ", (line.place, reason))


def _taken(line: Line, snapshot: Snapshot, seen: dict[str, str]) -> LinePlan:
    entry = line.cbo
    if entry is None or line.has_errors:
        raise _Refusal(faults_of(line))
    _require_once(line, entry, seen)
    gp_id, village_id = _places(entry, snapshot)
    cbo = _by_code(entry, snapshot) if line.by_code else _record(entry, snapshot)
    _require_hers(entry, cbo, snapshot)
    parent = _parent(entry, snapshot)
    members = tuple(_member(member, cbo, snapshot) for member in line.members)
    refused = [plan for plan in (cbo, *members) if plan.outcome is Outcome.REFUSED]
    if refused:
        locked = all(plan.known is not None and plan.known.bucket == Bucket.PENDING_BM for plan in refused)
        raise _Refusal(joined(" ", (plan.reason for plan in refused)), locked=locked)
    seen |= dict.fromkeys((name for one in (entry, *line.members) for name in _names(one)), line.place)
    outcome = min((plan.outcome for plan in (cbo, *members)), key=_WEIGHT.index)
    return LinePlan(line, outcome, "", False, cbo, members, gp_id, village_id, parent)


def faults_of(line: Line) -> str:
    """Return everything that is wrong with a line, each fault with the name, sheet and row of its record."""
    entries = (*((line.cbo,) if line.cbo else ()), *line.members)
    of_entries = (joined(": ", (_called(entry), str(fault))) for entry in entries for fault in entry.errors)
    return joined(" ", [*(str(problem) for problem in line.problems), *of_entries])


def _called(entry: Entry) -> str:
    """Return a record's name with the sheet and row it stands in, where it came from a workbook."""
    name = entry.name or ("" if entry.place else entry.uid)
    return joined(" ", (name, joined("", ("(", entry.place, ")")) if entry.place else ""))


def _require_once(line: Line, entry: Entry, seen: Mapping[str, str]) -> None:
    for one in (entry, *line.members):
        for name in _names(one):
            if name in seen:
                called, place = one.name or one.uid or one.code, seen[name]
                raise _Refusal(
                    _("{name} stands in {place} already. Keep it in one of the two rows.", name=called, place=place)
                    if line.sheet
                    else _(
                        "{name} stands in {place} already. Keep it in one of the two lines.", name=called, place=place
                    )
                )


def _names(entry: Entry) -> tuple[str, ...]:
    """Return what a record is known by: its uid, and its code where it has one."""
    return tuple(name for name in (entry.uid, f"{entry.kind} {entry.code}" if entry.code else "") if name)


def _places(entry: Entry, snapshot: Snapshot) -> tuple[int, int]:
    gp = find_place(str(entry.content.get("gp", "")), snapshot.panchayats, "gram panchayat", snapshot.block_code)
    inside = tuple(place for place in snapshot.villages if gp is None or place.gp_id == gp.id)
    village = find_place(str(entry.content.get("village", "")), inside, "village", snapshot.block_code)
    if village is not None and gp is None:
        return village.gp_id, village.id
    return gp.id if gp else 0, village.id if village else 0


def find_place(text: str, places: Iterable[Place], kind: str, block_code: str) -> Place | None:
    """Return the place a profile names by code or name, None for ''; raises Conflict when it is none, or several."""
    if not text:
        return None
    places = tuple(places)
    found = [place for place in places if text in place.codes] or [
        place for place in places if fold(place.name) == fold(text)
    ]
    if len(found) != 1:
        sentence = _PLACE_REFUSED[kind, bool(found)](text, block_code)
        correct = _("Send it to its own block, or correct the code in the profile.")
        raise _Refusal(joined(" ", (sentence, correct)))
    return found[0]


_PLACE_REFUSED: dict[tuple[str, bool], Callable[[str, str], str]] = {
    ("gram panchayat", False): lambda name, block: _(
        "{name} is no gram panchayat of block {block}.", name=name, block=block
    ),
    ("gram panchayat", True): lambda name, block: _(
        "{name} names more than one gram panchayat of block {block}.", name=name, block=block
    ),
    ("village", False): lambda name, block: _("{name} is no village of block {block}.", name=name, block=block),
    ("village", True): lambda name, block: _(
        "{name} names more than one village of block {block}.", name=name, block=block
    ),
}
"""The kind of a place, and whether several have the name: what is said."""


def _record(entry: Entry, snapshot: Snapshot) -> RecordPlan:
    content = digest(entry.content)
    known = snapshot.by_uid.get(entry.uid)
    if known is None and entry.code:
        known = snapshot.by_code.get((entry.kind, entry.code))
        if known is None:
            sentence = _("{code} is no {kind} of this block.", code=entry.code, kind=_KIND_WORDS[entry.kind])
            return _refuse(entry, content, None, sentence)
        if known.uid is not None and not known.uid.startswith(BY_SHEET):
            sentence = _("{code} is {name}, which another phone keeps.", code=entry.code, name=known.name)
            return _refuse(entry, content, known, sentence)
    if known is None:
        return RecordPlan(entry, Outcome.NEW, content)
    if known.kind is not entry.kind:
        kinds = {"known": _ONE_OF_KIND[known.kind], "sent": _ONE_OF_KIND[entry.kind]}
        return _refuse(entry, content, known, _("{uid} is {known} here, not {sent}.", uid=entry.uid, **kinds))
    if known.digest == content:
        return RecordPlan(entry, Outcome.UNCHANGED, content, known)
    if known.digest and entry.revision <= known.revision:
        return _older(entry, content, known)
    if not may_happen(known.bucket, Event.UPLOAD):
        sentence = _("{name} waits for the block manager; it is locked until she has decided.", name=entry.name)
        return _refuse(entry, content, known, sentence)
    return RecordPlan(entry, Outcome.CHANGED, content, known)


def _by_code(entry: Entry, snapshot: Snapshot) -> RecordPlan:
    """Return the plan of an SHG that is only named by its code: nothing of it changes."""
    known = snapshot.by_code.get((entry.kind, entry.code))
    if known is None:
        kind = _KIND_WORDS[entry.kind]
        raise _Refusal(
            _("{code} is no {kind} of this block. Send its profile with its members.", code=entry.code, kind=kind)
        )
    return RecordPlan(entry, Outcome.UNCHANGED, known.digest, known)


def _older(entry: Entry, content: str, known: Known) -> RecordPlan:
    if entry.revision < known.revision:
        return RecordPlan(entry, Outcome.OLDER, content, known)
    said = _(
        "{name}: revision {revision} came before with other content. Raise it.",
        name=entry.name,
        revision=entry.revision,
    )
    return _refuse(entry, content, known, said)


def _refuse(entry: Entry, content: str, known: Known | None, sentence: str) -> RecordPlan:
    return RecordPlan(entry, Outcome.REFUSED, content, known, sentence)


def _require_hers(entry: Entry, cbo: RecordPlan, snapshot: Snapshot) -> None:
    """Refuse a CBO whose books the maker does not keep; a new one is hers when she keeps that kind."""
    if entry.kind not in snapshot.kinds:
        kind = _ONE_OF_KIND[entry.kind]
        raise _Refusal(_("{maker} keeps no books of {kind}.", maker=snapshot.maker, kind=kind))
    if cbo.known is not None and cbo.known.id not in snapshot.linked:
        raise _Refusal(
            _(
                "{name} is not linked to {maker}. Ask the Block Admin to link it.",
                name=cbo.known.name,
                maker=snapshot.maker,
            )
        )


def _parent(entry: Entry, snapshot: Snapshot) -> int:
    """Return the id of the VO of an SHG, or of the CLF of a VO, that the profile names."""
    field_name, kind = {Kind.SHG: ("vo", Kind.VO), Kind.VO: ("clf", Kind.CLF)}.get(entry.kind, ("", Kind.CLF))
    code = str(entry.content.get(field_name, "")) if field_name else ""
    if not code:
        return 0
    found = snapshot.by_code.get((kind, code))
    if found is None:
        raise _Refusal(
            _(
                "{code} is no {kind} of this block. Correct the {kind} code, or leave it empty.",
                code=code,
                kind=_KIND_WORDS[kind],
            )
        )
    return found.id


def _member(entry: Entry, cbo: RecordPlan, snapshot: Snapshot) -> RecordPlan:
    plan = _record(entry, snapshot)
    known = plan.known
    here = cbo.known.id if cbo.known else 0
    if known is not None and known.kind is Kind.MEMBER and known.shg_id != here:
        said = _("{name} is a member of {shg} already.", name=entry.name, shg=known.shg_name)
        return _refuse(entry, plan.digest, None, said)
    if plan.outcome is Outcome.UNCHANGED and known is not None and known.with_group and _comes_again(cbo):
        return replace(plan, outcome=Outcome.CHANGED)
    return plan


def _comes_again(cbo: RecordPlan) -> bool:
    """True when a group is no longer with the bookkeeper: members who went back with it wait again as they were."""
    return cbo.writes or (cbo.known is not None and cbo.known.bucket != Bucket.REJECTED)
