"""What waits for the block manager: versions as bookkeepers would have uploaded them, noted while the rows are made."""

from __future__ import annotations

import json
from collections import Counter
from hashlib import sha256
from itertools import groupby
from typing import TYPE_CHECKING, Any

from lokos_tui.demo.people import mobile
from lokos_tui.demo.records import Upload, UploadLine, Version
from lokos_tui.domain.accounts.roles import Duty, Role
from lokos_tui.domain.dates import iso_day
from lokos_tui.domain.profiles.fields import FIELDS, KEPT_OF_AADHAAR
from lokos_tui.domain.profiles.model import Kind, RecordKind, canonical, digest
from lokos_tui.domain.profiles.plan import Outcome
from lokos_tui.domain.text import fold
from lokos_tui.domain.verification.flow import VersionState

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from lokos_tui.demo.block import BlockData
    from lokos_tui.demo.records import Cbo, FederationProfile, Gp, Member, ShgProfile, User, Village
    from lokos_tui.domain.profiles.model import Value

DAYS = 15
"""Requests are spread over so many days, today the last of them."""
_DAY_MS = 86_400_000
_NO_LINES = {outcome.value.lower(): 0 for outcome in Outcome}
_NEW_MOBILE = {Kind.SHG: 300_000, Kind.VO: 800_000, Kind.CLF: 800_000, Kind.MEMBER: 600_000}


class Waiting:
    """Watches profiles and members go by and keeps a version of each that waits; ``now`` in milliseconds."""

    def __init__(self, data: BlockData, now: int) -> None:
        self.data, self.now = data, now
        self.versions: list[Version] = []
        self._cbos = {cbo.id: cbo for cbo in data.cbos if cbo.waits}
        self._codes = {cbo.id: cbo.code for cbo in data.cbos if cbo.cbo_type != "SHG"}
        self._gps = _words(data.gps)
        self._villages: dict[int, str] = {}
        for gp in data.gps:
            self._villages |= _words([village for village in data.villages if village.gp_id == gp.id])
        self._makers = _makers(data)
        self._uploads: dict[tuple[User, int], int] = {}
        self._line_of: dict[int, int] = {}
        self._members = Counter[int]()

    def cbos(self) -> Iterator[Cbo]:
        """Return the CBOs, those that wait with the day they were asked for."""
        return (cbo._replace(request_date=iso_day(self._asked(cbo))) if cbo.waits else cbo for cbo in self.data.cbos)

    def shgs(self, profiles: Iterable[ShgProfile]) -> Iterator[ShgProfile]:
        """Pass SHG profiles on."""
        for profile in profiles:
            if profile.id in self._cbos:
                self._note_cbo(self._cbos[profile.id], profile._asdict())
            yield profile

    def federations(self, profiles: Iterable[FederationProfile]) -> Iterator[FederationProfile]:
        """Pass profiles of VOs and CLFs on."""
        for profile in profiles:
            if profile.id in self._cbos:
                self._note_cbo(self._cbos[profile.id], profile._asdict())
            yield profile

    def members(self, members: Iterable[Member]) -> Iterator[Member]:
        """Pass members on."""
        for member in members:
            if member.waits:
                self._note(RecordKind.MEMBER, Kind.MEMBER, member.id, self._cbos[member.shg_id], member._asdict())
            yield member

    def _note_cbo(self, cbo: Cbo, profile: dict[str, Any]) -> None:
        above = cbo.vo_id if cbo.cbo_type == "SHG" else cbo.clf_id
        placed = {
            "gp": self._gps.get(cbo.gp_id or 0, ""),
            "village": self._villages.get(cbo.village_id or 0, ""),
            "vo" if cbo.cbo_type == "SHG" else "clf": self._codes.get(above or 0) or "",
        }
        self._note(RecordKind.CBO, Kind(cbo.cbo_type), cbo.id, cbo, profile | cbo._asdict() | placed)

    def _note(self, record_kind: RecordKind, kind: Kind, number: int, cbo: Cbo, row: Mapping[str, Any]) -> None:
        maker = self._makers.get(cbo.id) or self._makers.get(0)
        if maker is None:
            return
        if row["change_type"] == "MODIFIED":
            row = {**row, "mobile": mobile(self.data.place.number, _NEW_MOBILE[kind] + number)}
        content, asked = _content(kind, row), self._asked(cbo)
        upload = self._uploads.setdefault((maker, asked), len(self._uploads) + 1)
        self._line_of[cbo.id] = upload
        self._members[cbo.id] += record_kind == RecordKind.MEMBER
        self.versions.append(
            Version(
                len(self.versions) + 1, record_kind, number, 1, VersionState.WAITING, 1, canonical(content),
                digest(content),
                maker.user_id, maker.user_id, asked, maker.mobile, maker.mobile, upload,
            )
        )  # fmt: skip

    def uploads(self) -> list[Upload]:
        """Return the bundles that brought the versions noted so far: one a bookkeeper and day."""
        of_upload: dict[int, Counter[str]] = {}
        for line in self.lines():
            of_upload.setdefault(line.upload_id, Counter())[line.outcome.lower()] += 1
        return [
            Upload(
                number, f"demo-{number:04d}", sha256(f"demo-{number}".encode()).hexdigest(), 1, maker.user_id, at,
                maker.user_id, at, "SIGNED", True, f"{maker.user_id}.jsonl", json.dumps(_NO_LINES | of_upload[number]),
            )
            for (maker, at), number in self._uploads.items()
        ]  # fmt: skip

    def lines(self) -> list[UploadLine]:
        """Return the lines of those bundles: one a CBO."""
        ordered = sorted((upload, cbo_id) for cbo_id, upload in self._line_of.items())
        numbered = (
            (upload, place, self._cbos[cbo_id])
            for upload, group in groupby(ordered, key=lambda pair: pair[0])
            for place, (_, cbo_id) in enumerate(group, 2)
        )
        return [
            UploadLine(
                number, upload, place, cbo.cbo_type, cbo.uid or "", cbo.name,
                "NEW" if cbo.change_type == "NEW" else "CHANGED", "", cbo.id, self._members[cbo.id],
            )
            for number, (upload, place, cbo) in enumerate(numbered, 1)
        ]  # fmt: skip

    def _asked(self, cbo: Cbo) -> int:
        return self.now - cbo.id * 7 % DAYS * _DAY_MS


def _content(kind: Kind, row: Mapping[str, Any]) -> dict[str, Value]:
    """Return the filled fields of a record as a phone sends them."""
    names = [field.name for field in FIELDS[kind]]
    names += KEPT_OF_AADHAAR if kind is Kind.MEMBER else ()
    return {name: row[name] for name in names if row.get(name)}


def _words(places: Sequence[Gp | Village]) -> dict[int, str]:
    """Return what a phone calls each place: its name, or its code where another's name sounds the same."""
    sounds = Counter(fold(place.name) for place in places)
    return {place.id: place.name if sounds[fold(place.name)] == 1 else place.nrlm_code for place in places}


def _makers(data: BlockData) -> dict[int, User]:
    """Return who keeps each CBO's books; under 0 the first bookkeeper of SHGs, for those whom nobody keeps yet."""
    users = {user.id: user for user in data.users}
    found = {link.cbo_id: users[link.user] for link in data.links if link.duty == Duty.BOOKS.value}
    first = next((user for user in data.users if user.role == Role.SHG_BK.value and user.status == "ACTIVE"), None)
    return found | ({0: first} if first else {})
