"""A demonstration block into the database: sets, not rows, inside the caller's transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import text

from lokos_tui.db import models
from lokos_tui.db.bulk import insert_rows, reserve
from lokos_tui.demo import records
from lokos_tui.demo.waiting import Waiting
from lokos_tui.domain.accounts.roles import Role, category_of
from lokos_tui.domain.profiles.model import RecordKind
from lokos_tui.domain.text import name_key
from lokos_tui.matching.records import Ref
from lokos_tui.services.duplicates.stale import mark_stale

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy import Connection

    from lokos_tui.demo.block import BlockData
    from lokos_tui.demo.geography import BlockFacts

_REFERS = {
    "gp_id": "gram_panchayat",
    "village_id": "village",
    "vo_id": "cbo",
    "clf_id": "cbo",
    "shg_id": "cbo",
    "cbo_id": "cbo",
    "child_id": "cbo",
    "parent_id": "cbo",
    "account_id": "user_account",
    "role_id": "user_role",
    "upload_id": "upload",
}
_USER_COLUMNS = (
    "id",
    "user_id",
    "name",
    "name_key",
    "mobile",
    "email",
    "designation",
    "status",
    "state_code",
    "district_code",
    "category",
    "role",
    "created_at",
    "created_by",
    "changed_at",
    "changed_by",
    "version",
)
_ROLE_COLUMNS = (
    "id",
    "account_id",
    "category",
    "role",
    "state_code",
    "district_code",
    "gp_id",
    "village_id",
    "status",
    "granted_at",
    "granted_by",
)
_SECRET_COLUMNS = ("id", "kind", "hashed", "must_change", "changed_at", "failed_attempts")
_LINK_COLUMNS = ("id", "account_id", "role_id", "cbo_id", "cbo_type", "duty", "linked_at", "linked_by", "why")


def fill_block(
    connection: Connection, data: BlockData, *, now: int, by: str, hashed_first: str = "", sent: bool = False
) -> dict[str, int]:
    """Write a whole block and return how many rows went into each table.

    ``now`` is in milliseconds, ``by`` the user id that stands in the rows.
    ``hashed_first`` is the hash of a first password for every account; with
    '' nobody can sign in until a password is given. Ids go on from the
    block's counters, so accounts that are there already stay.
    """
    add_place(connection, data.place)
    load = _Loader(connection, data, now, by, hashed_first)
    waiting = load.places_and_cbos()
    if sent:
        load.sent(waiting)
    load.people()
    reserve(connection, data.place.code, "revision")
    return load.counts


def add_place(connection: Connection, place: BlockFacts) -> None:
    """Add the block with its district and state where they are missing."""
    district, state = place.district, place.district.state
    rows: tuple[tuple[str, dict[str, str]], ...] = (
        ("state", {"code": state.lgd_code, "nrlm_code": state.nrlm_code, "name": state.name, "prefix": state.prefix}),
        (
            "district",
            {
                "code": district.code,
                "state_code": state.lgd_code,
                "nrlm_code": district.nrlm_code,
                "name": district.name,
            },
        ),
        (
            "block",
            {
                "code": place.code,
                "state_code": state.lgd_code,
                "district_code": district.code,
                "nrlm_code": place.nrlm_code,
                "name": place.name,
                "name_key": name_key(place.name),
            },
        ),
    )
    for table, row in rows:
        marks = ", ".join(f":{column}" for column in row)
        statement = f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks}) ON CONFLICT DO NOTHING"  # noqa: S608 - fixed names
        connection.execute(text(statement), row)


class _Loader:
    def __init__(self, connection: Connection, data: BlockData, now: int, by: str, hashed_first: str) -> None:
        self.connection, self.data, self.now, self.by, self.hashed_first = connection, data, now, by, hashed_first
        self.block = data.place.code
        self.base: dict[str, int] = {}
        self.counts: dict[str, int] = {}
        for table, count in (
            ("gram_panchayat", len(data.gps)),
            ("village", len(data.villages)),
            ("cbo", len(data.cbos)),
            ("cbo_parent", len(data.parents)),
            ("user_account", len(data.users)),
            ("user_role", len(data.users)),
            ("cbo_link", len(data.links)),
        ):
            self.base[table] = reserve(connection, self.block, table, count) - 1
        for table in ("member", "profile_version", "upload", "upload_line"):  # how many is known at the end
            self.base[table] = reserve(connection, self.block, table, 0) - 1

    def places_and_cbos(self) -> Waiting:
        data, waiting = self.data, Waiting(self.data, self.now)
        self._write(models.GramPanchayat, records.Gp._fields, data.gps)
        self._write(models.Village, records.Village._fields, data.villages)
        self._write(models.Cbo, records.Cbo._fields, waiting.cbos())
        self._write(models.CboParent, records.Parent._fields, data.parents)
        self._write(models.ShgProfile, records.ShgProfile._fields, waiting.shgs(data.shg_profiles()), ids="cbo")
        profiles = waiting.federations(data.federation_profiles())
        self._write(models.FederationProfile, records.FederationProfile._fields, profiles, ids="cbo")
        count = self._write(models.Member, records.Member._fields, waiting.members(data.members()))
        reserve(self.connection, self.block, "member", count)
        return waiting

    def sent(self, waiting: Waiting) -> None:
        """Write what waits and how it arrived, and that nothing of it was checked for duplicates yet."""
        base = {RecordKind.CBO: self.base["cbo"], RecordKind.MEMBER: self.base["member"]}
        moved = [one._replace(record_id=one.record_id + base[one.record_kind]) for one in waiting.versions]
        tables: tuple[tuple[Any, tuple[str, ...], Sequence[tuple[Any, ...]]], ...] = (
            (models.Upload, records.Upload._fields, waiting.uploads()),
            (models.UploadLine, records.UploadLine._fields, waiting.lines()),
            (models.ProfileVersion, records.Version._fields, moved),
        )
        for model, columns, rows in tables:
            reserve(self.connection, self.block, model.__table__.name, self._write(model, columns, rows))
        for at in sorted({one.at for one in moved}):
            refs = (Ref(one.record_kind, one.record_id) for one in moved if one.at == at)
            mark_stale(self.connection, self.block, refs, at)

    def people(self) -> None:
        users = self.data.users
        self._write(models.UserAccount, _USER_COLUMNS, (self._account(user) for user in users))
        self._write(models.UserRole, _ROLE_COLUMNS, (self._role(user) for user in users))
        secret = ("FIRST", self.hashed_first, True, self.now, 0)
        self._write(models.UserSecret, _SECRET_COLUMNS, ((user.id, *secret) for user in users), ids="user_account")
        links = (
            (link.id, link.user, link.user, link.cbo_id, link.cbo_type, link.duty, self.now, self.by, "")
            for link in self.data.links
        )
        self._write(models.CboLink, _LINK_COLUMNS, links)

    def _account(self, user: records.User) -> tuple[Any, ...]:
        district = self.data.place.district
        return (
            user.id,
            user.user_id,
            user.name,
            name_key(user.name),
            user.mobile,
            "",
            user.designation,
            user.status,
            district.state.lgd_code,
            district.code,
            category_of(Role(user.role)).value,
            user.role,
            self.now,
            self.by,
            0,
            "",
            1,
        )

    def _role(self, user: records.User) -> tuple[Any, ...]:
        district = self.data.place.district
        return (
            user.id,
            user.id,
            category_of(Role(user.role)).value,
            user.role,
            district.state.lgd_code,
            district.code,
            user.gp_id,
            user.village_id,
            "ACTIVE",
            self.now,
            self.by,
        )

    def _write(self, model: Any, columns: tuple[str, ...], rows: Iterable[tuple[Any, ...]], ids: str = "") -> int:
        table = model.__table__
        shifts = {
            column: self.base[_REFERS.get(column, ids or table.name)]
            for column in columns
            if column in {"id", *_REFERS}
        }
        moved = [(columns.index(column), by) for column, by in shifts.items() if by]
        count = insert_rows(self.connection, table, ("block_code", *columns), _shifted(self.block, rows, moved))
        self.counts[table.name] = count
        return count


def _shifted(block: str, rows: Iterable[tuple[Any, ...]], moved: list[tuple[int, int]]) -> Iterator[tuple[Any, ...]]:
    """Put the block before each row, and move ids and references by what the block's counters had given out."""
    if not moved:
        return ((block, *row) for row in rows)
    return _moved(block, rows, moved)


def _moved(block: str, rows: Iterable[tuple[Any, ...]], moved: list[tuple[int, int]]) -> Iterator[tuple[Any, ...]]:
    for row in rows:
        values = list(row)
        for place, by in moved:
            if values[place] is not None:
                values[place] += by
        yield (block, *values)
