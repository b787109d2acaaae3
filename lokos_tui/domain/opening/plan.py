"""What an opening load would bring, record by record: a pure function of the file and of what the block holds.

A line of the file, an SHG with its members or one VO or CLF, has no fault or is not loaded at all. Inside it each
record is new, already here, or left out because what is here is not the same: an opening load changes nothing that
is official here, and nothing that somebody is at work on.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from lokos_tui.domain.cbos.life import Life
from lokos_tui.domain.errors import Conflict
from lokos_tui.domain.identifiers import aadhaar_in
from lokos_tui.domain.message import _, joined
from lokos_tui.domain.opening.states import WRITTEN, OpeningOutcome
from lokos_tui.domain.profiles.fields import label_of
from lokos_tui.domain.profiles.model import Entry, Kind, Line, digest
from lokos_tui.domain.profiles.plan import BY_SHEET, Known, Place, faults_of, find_place
from lokos_tui.domain.verification.flow import Bucket

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lokos_tui.domain.profiles.model import Bundle, Value

_CODE = re.compile(r"[A-Za-z0-9_./:-]{1,40}")
_ORDER = (Kind.CLF, Kind.VO, Kind.SHG)
_PARENTS = {Kind.SHG: ("vo", Kind.VO), Kind.VO: ("clf", Kind.CLF)}
_TOLD = 5
Named = tuple[Kind, str]
"""A record by its kind and code."""


@dataclass(frozen=True, slots=True)
class OpeningSnapshot:
    """What the block holds of what the file names: records by code and by uid, and what was approved of some.

    ``contents`` holds the approved content of those records whose digest is another than the file's.
    """

    block_code: str
    panchayats: tuple[Place, ...] = ()
    villages: tuple[Place, ...] = ()
    by_code: Mapping[Named, Known] = field(default_factory=dict)
    by_uid: Mapping[str, Known] = field(default_factory=dict)
    contents: Mapping[Named, Mapping[str, Value]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OpeningRow:
    """One record of the file and what becomes of it; ``reason`` says why it is left out or what is wrong.

    A faulty line is one row with all its reasons, and ``members`` counts the women who stay out with it. ``known_id``
    and ``seen`` are the id and row version of what is here (0: nothing); ``shg`` is a member's SHG by code, and
    ``shg_id`` its id when it is here.
    """

    entry: Entry
    outcome: OpeningOutcome
    place: str
    reason: str = ""
    known_id: int = 0
    seen: int = 0
    gp_id: int = 0
    village_id: int = 0
    parent: str = ""
    shg: str = ""
    shg_id: int = 0
    members: int = 0

    @property
    def active(self) -> bool:
        """True unless she, or it, has left."""
        return self.entry.content.get("life", Life.ACTIVE.value) == Life.ACTIVE.value

    @property
    def account(self) -> bool:
        """True when a bank account stands in the profile."""
        return bool(self.entry.content.get("account_no"))

    @property
    def brings(self) -> bool:
        """True when something of it is loaded."""
        return self.outcome in WRITTEN


@dataclass(frozen=True, slots=True)
class GpTotals:
    """What a load brings of one gram panchayat (id 0: of none)."""

    gp_id: int
    shgs: int = 0
    vos: int = 0
    clfs: int = 0
    members: int = 0
    active: int = 0
    accounts: int = 0


@dataclass(frozen=True, slots=True)
class OpeningPlan:
    """What loading a file would do; ``rows`` are in the order they would be written: CLFs, VOs, SHGs and members."""

    bundle: Bundle
    rows: tuple[OpeningRow, ...]

    def having(self, *outcomes: OpeningOutcome) -> tuple[OpeningRow, ...]:
        """Return the rows that end so."""
        return tuple(row for row in self.rows if row.outcome in outcomes)

    def counts(self) -> dict[str, int]:
        """Return how many of what is brought, and how many rows end how; a faulty line counts with its members."""
        brought = [row for row in self.rows if row.brings]
        kinds = Counter(row.entry.kind for row in brought)
        women = [row for row in brought if row.entry.kind is Kind.MEMBER]
        ends = Counter(row.outcome for row in self.rows)
        return {
            "shgs": kinds[Kind.SHG],
            "vos": kinds[Kind.VO],
            "clfs": kinds[Kind.CLF],
            "members": len(women),
            "active": sum(row.active for row in women),
            "with_account": sum(row.account for row in women),
            "shgs_with_account": sum(row.account for row in brought if row.entry.kind is Kind.SHG),
            **{outcome.value.lower(): ends[outcome] for outcome in OpeningOutcome},
            "members_of_faults": sum(row.members for row in self.rows),
        }

    def totals(self) -> tuple[GpTotals, ...]:
        """Return what is brought of each gram panchayat, by id."""
        found: dict[int, Counter[str]] = defaultdict(Counter)
        names = {Kind.SHG: "shgs", Kind.VO: "vos", Kind.CLF: "clfs", Kind.MEMBER: "members"}
        for row in self.rows:
            if row.brings:
                count = found[row.gp_id]
                count[names[row.entry.kind]] += 1
                if row.entry.kind is Kind.MEMBER:
                    count["active"] += row.active
                    count["accounts"] += row.account
        return tuple(GpTotals(gp, **count) for gp, count in sorted(found.items()))

    @property
    def fingerprint(self) -> str:
        """The digest of what would be written: a load that would write anything else is another one."""
        return digest({str(n): f"{row.entry.kind} {row.entry.code} {row.outcome}" for n, row in enumerate(self.rows)})


class _Fault(Conflict):
    def __init__(self, sentence: str) -> None:
        super().__init__("opening.line", sentence)


def plan_opening(bundle: Bundle, snapshot: OpeningSnapshot) -> OpeningPlan:
    """Return what becomes of each record of the file; VOs and CLFs of the same file may be named as parents."""
    planner = _Planner(snapshot)
    lines = sorted(bundle.lines, key=lambda line: _ORDER.index(line.cbo.kind) if line.cbo else 0)
    return OpeningPlan(bundle, tuple(row for line in lines for row in planner.line(line)))


class _Planner:
    """One walk over the file: which codes stood before, and which VOs and CLFs of it are loaded."""

    def __init__(self, snapshot: OpeningSnapshot) -> None:
        self._snapshot = snapshot
        self._seen: dict[Named, str] = {}
        self._loaded: set[Named] = set()

    def line(self, line: Line) -> Iterator[OpeningRow]:
        """Give the rows of a line, or one row with its faults."""
        try:
            rows = list(self._rows(line))
        except Conflict as fault:
            yield self._faulty(line, fault.sentence)
            return
        self._seen |= {(row.entry.kind, row.entry.code): row.place for row in rows}
        self._loaded |= {(row.entry.kind, row.entry.code) for row in rows if row.brings}
        yield from rows

    def _faulty(self, line: Line, reason: str) -> OpeningRow:
        entry = line.cbo or Entry(Kind.SHG, "", "", 0, {})
        return OpeningRow(entry, OpeningOutcome.FAULT, line.place, reason, members=len(line.members))

    def _rows(self, line: Line) -> Iterator[OpeningRow]:
        entry = line.cbo
        if entry is None or line.has_errors:
            raise _Fault(faults_of(line))
        told = [fault for one in (entry, *line.members) if (fault := self._code_fault(one, line))]
        if told:
            more = (_("({n} more)", n=len(told) - _TOLD),) if len(told) > _TOLD else ()
            raise _Fault(joined(" ", (*told[:_TOLD], *more)))
        gp_id, village_id = self._places(entry)
        parent = self._parent(entry, line)
        cbo = self._shg_here(entry) if line.by_code else self._record(entry, line.place)
        if line.by_code and cbo.known_id:
            gp_id, village_id = cbo.gp_id, cbo.village_id
        cbo = replace(cbo, gp_id=gp_id, village_id=village_id, parent=parent)
        if not line.by_code:
            yield cbo
        for one in line.members:
            row = self._member(one, cbo, line)
            yield replace(row, gp_id=gp_id, village_id=village_id, shg=entry.code, shg_id=cbo.known_id)

    def _code_fault(self, entry: Entry, line: Line) -> str:
        """Return what is wrong with a record's code, '' for nothing."""
        name, place = entry.name or entry.code, entry.place or line.place
        if not entry.code:
            return _(
                "{name} ({place}) has no LokOS code. Write it; a record without one comes by a bookkeeper's upload.",
                name=name,
                place=place,
            )
        if not _CODE.fullmatch(entry.code) or aadhaar_in(entry.code):
            return _("{name} ({place}): that is no LokOS code. Copy it from the older MIS.", name=name, place=place)
        before = self._seen.get((entry.kind, entry.code))
        if before is not None and not line.by_code:
            return _(
                "{name} ({place}): the code {code} stands in {before} already. Keep one of the two.",
                name=name,
                place=place,
                code=entry.code,
                before=before,
            )
        return ""

    def _places(self, entry: Entry) -> tuple[int, int]:
        here, block = self._snapshot, self._snapshot.block_code
        gp = find_place(str(entry.content.get("gp", "")), here.panchayats, "gram panchayat", block)
        inside = tuple(one for one in here.villages if gp is None or one.gp_id == gp.id)
        village = find_place(str(entry.content.get("village", "")), inside, "village", block)
        if village is not None and gp is None:
            return village.gp_id, village.id
        return gp.id if gp else 0, village.id if village else 0

    def _parent(self, entry: Entry, line: Line) -> str:
        """Return the code of the VO of an SHG, or of the CLF of a VO, that is here or in the file; '' for none."""
        name, kind = _PARENTS.get(entry.kind, ("", Kind.CLF))
        code = str(entry.content.get(name, "")) if name else ""
        if code and (kind, code) not in self._loaded and (kind, code) not in self._snapshot.by_code:
            sentence = (
                _("{place}: the VO {code} is neither in this block nor good in this file.", place=line.place, code=code)
                if kind is Kind.VO
                else _(
                    "{place}: the CLF {code} is neither in this block nor good in this file.",
                    place=line.place,
                    code=code,
                )
            )
            raise _Fault(joined(" ", (sentence, _("Add it to the file, correct the code, or leave it empty."))))
        return code

    def _shg_here(self, entry: Entry) -> OpeningRow:
        """Return the row of an SHG that is only named by its code: it is here, or in the file before."""
        known = self._snapshot.by_code.get((Kind.SHG, entry.code))
        if known is None:
            raise _Fault(
                _(
                    "{code} is no SHG of this block. Load its profile with its members, or correct the code.",
                    code=entry.code,
                )
            )
        return OpeningRow(
            entry, OpeningOutcome.SAME, "", known_id=known.id, gp_id=known.gp_id, village_id=known.village_id
        )

    def _record(self, entry: Entry, place: str) -> OpeningRow:
        here = self._snapshot
        known = here.by_code.get((entry.kind, entry.code))
        uid = "" if entry.uid.startswith(BY_SHEET) else entry.uid
        twin = here.by_uid.get(uid) if uid else None
        if twin is not None and twin != known:
            raise _Fault(
                _(
                    "{name} ({place}): an upload without the code {code} is here already. It is decided first.",
                    name=entry.name,
                    place=entry.place or place,
                    code=entry.code,
                )
            )
        made = OpeningRow(entry, OpeningOutcome.NEW, entry.place or place)
        return made if known is None else self._against(made, known)

    def _against(self, row: OpeningRow, known: Known) -> OpeningRow:
        """Return a row for what is here: the same, without a profile until now, or with other content."""
        entry = row.entry
        row = replace(row, known_id=known.id, seen=known.row_version)
        if known.bucket == Bucket.PENDING_BM:
            why = _("{name} waits for the block manager here; she decides it.", name=known.name)
            return replace(row, outcome=OpeningOutcome.LEFT_OUT, reason=why)
        if known.digest == digest(entry.content):
            return replace(row, outcome=OpeningOutcome.SAME)
        by_list = known.bucket in (Bucket.WITH_BOOKKEEPER, Bucket.INCOMPLETE) and not known.digest
        if by_list and entry.kind is not Kind.MEMBER:
            return replace(row, outcome=OpeningOutcome.FILL)
        return replace(row, outcome=OpeningOutcome.LEFT_OUT, reason=self._differs(entry, known))

    def _differs(self, entry: Entry, known: Known) -> str:
        """Return what is other here than in the file."""
        content = self._snapshot.contents.get((entry.kind, entry.code))
        if content is None:
            return _("{code} is {name} here, from before; nothing of it is changed.", code=entry.code, name=known.name)
        names = sorted(
            name for name in content.keys() | entry.content.keys() if content.get(name) != entry.content.get(name)
        )
        listed = joined(", ", dict.fromkeys(label_of(entry.kind, name) for name in names))
        return _(
            "{code} is official here as {name}, with another: {fields}. It is not overwritten: have the bookkeeper "
            "upload what changed.",
            code=entry.code,
            name=known.name,
            fields=listed,
        )

    def _member(self, entry: Entry, cbo: OpeningRow, line: Line) -> OpeningRow:
        row = self._record(entry, line.place)
        known = self._snapshot.by_code.get((Kind.MEMBER, entry.code))
        if known is not None and known.shg_id != cbo.known_id:
            raise _Fault(
                _(
                    "{name} ({place}): the code {code} is {known}'s, a member of {shg} here. Correct the code or the "
                    "SHG, or leave her out.",
                    name=entry.name,
                    place=row.place,
                    code=entry.code,
                    known=known.name,
                    shg=known.shg_name,
                )
            )
        return row
