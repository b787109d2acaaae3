"""What the owner of the server does with the key file: an admin's password, a state that is joined, one more block."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Table, select

from lokos_tui.db import tables
from lokos_tui.db.engine import Store
from lokos_tui.domain.accounts.permissions import ABOVE_BLOCK
from lokos_tui.domain.accounts.roles import Role
from lokos_tui.domain.errors import Conflict, Invalid, NotFound, Refused, Unavailable
from lokos_tui.services.accounts.keys import Keys, from_secret, load_keys
from lokos_tui.services.accounts.sign_in import sign_in
from lokos_tui.services.office import owner
from lokos_tui.services.office.make import BlockFacts, FirstAccount, make_office, office_is_made, open_existing
from lokos_tui.settings import DatabaseSettings, Settings
from tests.support.office import NOW
from tests.support.refusals import refuses

BLOCK = BlockFacts("9", "UTTAR PRADESH", "UP", "132", "BIJNOR", "996", "NAJIBABAD")
ADMIN = FirstAccount("IUP_NAJIBABADADM", "REKHA DEVI", "9999900001")
OTHER = FirstAccount("IUP_NAJIBABADBTU", "MEENA RAWAT", "9999900002", Role.BLOCK_THEMATIC)
STATE = FirstAccount("IUP_SADM", "ASHA LAL", "9999900003", Role.STATE_ADMIN)


class Made:
    """An office just made in a folder: its store, keys and first passwords."""

    def __init__(self, home: Path, url: str, **more: Any) -> None:
        settings = Settings(home=home, database=DatabaseSettings(url))
        self.made = make_office(settings, BLOCK, ADMIN, NOW, **more)
        self.store: Store = open_existing(settings.database_url)
        self.keys: Keys = load_keys(home)

    def rows(self, table: Table) -> list[Any]:
        """Return every row of a table, by block and id."""
        with self.store.reading() as connection:
            return list(connection.execute(select(table).order_by(*table.primary_key.columns)))

    def acts(self, block: str) -> list[tuple[str, str]]:
        """Return who did what in a block."""
        return [(row.actor, row.action) for row in self.rows(tables.audit_entry) if row.block_code == block]


@pytest.fixture
def url(store: Store) -> str:
    """The URL of a database without an office, of either engine."""
    return store.write.url.render_as_string(hide_password=False)


def test_the_first_account_is_deputed_too(tmp_path: Path, url: str) -> None:
    """A block's first Block Admin holds the grant when nobody else does: both acts stand in the trail."""
    office = Made(tmp_path, url, deputed=True)
    assert [(row.block_code, row.account_id, row.granted_by) for row in office.rows(tables.staff_deputy)] == [
        ("996", 1, "OWNER")
    ]
    assert office.acts("996") == [(ADMIN.user_id, "office.init"), ("OWNER", "deputy.grant")]
    actor = sign_in(office.store, office.keys, NOW, ADMIN.user_id, office.made.first_password)
    assert (actor.role, actor.deputy) == (Role.BLOCK_ADMIN, 1)
    office.store.close()


def test_another_person_is_deputed(tmp_path: Path, url: str) -> None:
    """An account of its own, a Block Thematic user with a first password; the Block Admin holds no grant then."""
    office = Made(tmp_path, url, deputed=True, deputy=OTHER)
    actor = sign_in(office.store, office.keys, NOW, OTHER.user_id, office.made.deputy_password)
    assert (actor.role, actor.deputy) == (Role.BLOCK_THEMATIC, 1)
    admin = sign_in(office.store, office.keys, NOW, ADMIN.user_id, office.made.first_password)
    assert admin.deputy == 0
    office.store.close()


@pytest.mark.parametrize(
    "deputy",
    [FirstAccount(ADMIN.user_id, "MEENA RAWAT", "9999900002"), FirstAccount("IUP_NEW", "MEENA RAWAT", ADMIN.mobile)],
)
def test_the_deputy_of_an_office_is_another_person(tmp_path: Path, deputy: FirstAccount) -> None:
    """The same user id or the same mobile is the same person: refused before anything is made."""
    with refuses(Invalid, "deputy.person"):
        make_office(Settings(home=tmp_path / "new"), BLOCK, ADMIN, NOW, deputed=True, deputy=deputy)
    assert not (tmp_path / "new").exists()


def test_an_office_that_is_made_is_seen(tmp_path: Path) -> None:
    """Asked before the questions: no file is no office, and looking makes none."""
    settings = Settings(home=tmp_path)
    assert not office_is_made(settings)
    assert not list(tmp_path.iterdir())
    make_office(settings, BLOCK, ADMIN, NOW)
    assert office_is_made(settings)


def test_an_admin_gets_a_new_first_password(tmp_path: Path, url: str) -> None:
    """Unlocked and active again, recorded; the old password serves no more, the new one must be changed."""
    office = Made(tmp_path, url, deputed=True)
    with office.store.writing() as connection:
        connection.execute(tables.user_account.update().values(status="INACTIVE"))
        connection.execute(
            tables.user_secret.update().values(failed_attempts=5, locked_until=NOW + 1, must_change=False)
        )
    reset = owner.reset_admin(office.store, office.keys, NOW, ADMIN.user_id)
    assert reset.activated
    with refuses(Refused, "sign_in"):
        sign_in(office.store, office.keys, NOW, ADMIN.user_id, office.made.first_password)
    assert sign_in(office.store, office.keys, NOW, ADMIN.user_id, reset.first_password).must_change_password
    secret = office.rows(tables.user_secret)[0]
    assert (secret.failed_attempts, secret.locked_until) == (0, None)
    act = next(row for row in office.rows(tables.audit_entry) if row.action == "office.reset_admin")
    assert (act.actor, json.loads(act.details)) == ("OWNER", {"activated": True})
    assert not owner.reset_admin(office.store, office.keys, NOW, ADMIN.user_id).activated
    office.store.close()


def test_only_an_admin_is_reset(tmp_path: Path, url: str) -> None:
    """Others get theirs from their admin; who is deputed is an admin here; an unknown id is said."""
    office = Made(tmp_path, url, deputed=True, deputy=OTHER)
    assert owner.reset_admin(office.store, office.keys, NOW, OTHER.user_id).first_password
    owner.end_deputy(office.store, office.keys, NOW, OTHER.user_id, "leaves")
    with refuses(Refused, "reset.admin"):
        owner.reset_admin(office.store, office.keys, NOW, OTHER.user_id)
    with refuses(NotFound, "user.unknown"):
        owner.reset_admin(office.store, office.keys, NOW, "IUP_NOBODY")
    office.store.close()


def test_another_offices_key_opens_nothing(tmp_path: Path, url: str) -> None:
    """A key that did not make the audit trail is refused, and nothing is written with it."""
    office, other = Made(tmp_path, url, deputed=True), from_secret(b"another office's secret of 32 byt")
    before = office.rows(tables.audit_entry)
    for act in (
        lambda: owner.reset_admin(office.store, other, NOW, ADMIN.user_id),
        lambda: owner.give_deputy(office.store, other, NOW, ADMIN.user_id),
        lambda: owner.end_deputy(office.store, other, NOW, ADMIN.user_id, "x of old"),
        lambda: owner.join_state(office.store, other, NOW, STATE, "", ""),
        lambda: owner.add_block_as_owner(office.store, other, NOW, BLOCK),
    ):
        with refuses(Unavailable, "keys.other"):
            act()
    assert office.rows(tables.audit_entry) == before
    office.store.close()


@pytest.mark.parametrize("role", [Role.STATE_ADMIN, Role.DISTRICT_ADMIN])
def test_the_office_joins_its_state(tmp_path: Path, url: str, role: Role) -> None:
    """The admin above signs in, the grant is closed in the same act, and no other can be given."""
    office = Made(tmp_path, url, deputed=True)
    admin = FirstAccount("IUP_ABOVE", "ASHA LAL", "9999900003", role)
    joined = owner.join_state(office.store, office.keys, NOW, admin, "", "")
    assert [(gone.block_code, gone.user_id) for gone in joined.closed] == [("996", ADMIN.user_id)]
    assert office.acts(ABOVE_BLOCK) == [("OWNER", "office.join_state")]
    assert office.acts("996")[-1] == ("OWNER", "deputy.close")
    actor = sign_in(office.store, office.keys, NOW, admin.user_id, joined.first_password)
    assert (actor.role, actor.area.state, actor.area.district) == (
        role,
        "9",
        "132" if role is Role.DISTRICT_ADMIN else "",
    )
    with refuses(Refused, "deputy.covered"):
        owner.give_deputy(office.store, office.keys, NOW, ADMIN.user_id)
    with refuses(Conflict, "user_id.taken"):
        owner.join_state(office.store, office.keys, NOW, admin, "", "")
    office.store.close()


def test_joining_is_all_or_nothing(tmp_path: Path, url: str) -> None:
    """An admin whose fields are wrong, or a place that the office has not, changes nothing."""
    office = Made(tmp_path, url, deputed=True)
    before = [office.rows(table) for table in (tables.staff_deputy, tables.user_account, tables.audit_entry)]
    for admin, state, code in (
        (FirstAccount("UP_SADM", "A", "12", Role.STATE_ADMIN), "", "user_id.old_form"),
        (STATE, "20", "join.place"),
    ):
        with refuses(Invalid, code):
            owner.join_state(office.store, office.keys, NOW, admin, state, "")
    assert before == [office.rows(table) for table in (tables.staff_deputy, tables.user_account, tables.audit_entry)]
    office.store.close()


def test_the_owner_adds_a_block_that_somebody_covers(tmp_path: Path, url: str) -> None:
    """Without an admin above nobody could make its Block Admin; it is added once, and its facts are checked."""
    office, more = Made(tmp_path, url, deputed=True), BlockFacts("9", "", "UP", "132", "BIJNOR", "994", "KOTWALI")
    with refuses(Refused, "block.nobody"):
        owner.add_block_as_owner(office.store, office.keys, NOW, more)
    owner.join_state(office.store, office.keys, NOW, STATE, "", "")
    owner.add_block_as_owner(office.store, office.keys, NOW, more)
    assert sorted(row.code for row in office.rows(tables.block)) == ["994", "996"]
    assert office.acts(ABOVE_BLOCK)[-1] == ("OWNER", "office.add_block")
    with refuses(Conflict, "block.exists"):
        owner.add_block_as_owner(office.store, office.keys, NOW, more)
    with refuses(Invalid, "place.name"):
        owner.add_block_as_owner(office.store, office.keys, NOW, BlockFacts("9", "", "UP", "132", "BIJNOR", "5", "7"))
    office.store.close()
