"""What waits for the block manager: versions as bookkeepers would have uploaded them, noted while the rows are made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lokos_tui.demo.people import mobile
from lokos_tui.demo.records import Version
from lokos_tui.domain.dates import iso_day
from lokos_tui.domain.profiles.fields import FIELDS, KEPT_OF_AADHAAR
from lokos_tui.domain.profiles.model import Kind, canonical, digest
from lokos_tui.domain.roles import Duty, Role
from lokos_tui.domain.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from lokos_tui.demo.block import BlockData
    from lokos_tui.demo.records import Cbo, FederationProfile, Gp, Member, ShgProfile, User, Village
    from lokos_tui.domain.profiles.model import Value

DAYS = 15
"""Requests are spread over so many days, today the last of them."""
_DAY_MS = 86_400_000
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
                self._note("M", Kind.MEMBER, member.id, self._cbos[member.shg_id], member._asdict())
            yield member

    def _note_cbo(self, cbo: Cbo, profile: dict[str, Any]) -> None:
        above = cbo.vo_id if cbo.cbo_type == "SHG" else cbo.clf_id
        placed = {
            "gp": self._gps.get(cbo.gp_id or 0, ""),
            "village": self._villages.get(cbo.village_id or 0, ""),
            "vo" if cbo.cbo_type == "SHG" else "clf": self._codes.get(above or 0) or "",
        }
        self._note("C", Kind(cbo.cbo_type), cbo.id, cbo, profile | cbo._asdict() | placed)

    def _note(self, record_kind: str, kind: Kind, number: int, cbo: Cbo, row: Mapping[str, Any]) -> None:
        maker = self._makers.get(cbo.id) or self._makers.get(0)
        if maker is None:
            return
        if row["change_type"] == "MODIFIED":
            row = {**row, "mobile": mobile(self.data.place.number, _NEW_MOBILE[kind] + number)}
        content = _content(kind, row)
        self.versions.append(
            Version(
                len(self.versions) + 1, record_kind, number, 1, "WAITING", 1, canonical(content), digest(content),
                maker.user_id, maker.user_id, self._asked(cbo), maker.mobile, maker.mobile,
            )
        )  # fmt: skip

    def _asked(self, cbo: Cbo) -> int:
        return self.now - cbo.id * 7 % DAYS * _DAY_MS


def _content(kind: Kind, row: Mapping[str, Any]) -> dict[str, Value]:
    """Return the filled fields of a record as a phone sends them."""
    names = [field.name for field in FIELDS[kind]]
    names += KEPT_OF_AADHAAR if kind is Kind.MEMBER else ()
    return {name: row[name] for name in names if row.get(name)}


def _words(places: Sequence[Gp] | Sequence[Village]) -> dict[int, str]:
    """Return what a phone calls each place: its name, or its code where another's name sounds the same."""
    sounds = [fold(place.name) for place in places]
    return {
        place.id: place.name if sounds.count(sound) == 1 else place.nrlm_code
        for place, sound in zip(places, sounds, strict=True)
    }


def _makers(data: BlockData) -> dict[int, User]:
    """Return who keeps each CBO's books; under 0 the first bookkeeper of SHGs, for those whom nobody keeps yet."""
    users = {user.id: user for user in data.users}
    found = {link.cbo_id: users[link.user] for link in data.links if link.duty == Duty.BOOKS.value}
    first = next((user for user in data.users if user.role == Role.SHG_BK.value and user.status == "ACTIVE"), None)
    return found | ({0: first} if first else {})
