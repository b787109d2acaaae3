"""Making and opening an office: for its owner alone, once, never with a default account."""

from __future__ import annotations

from pathlib import Path

import pytest

from lokos_tui.db.engine import Store
from lokos_tui.domain.accounts.roles import Role
from lokos_tui.domain.errors import Conflict, Unavailable
from lokos_tui.services.accounts.keys import load_keys
from lokos_tui.services.accounts.sign_in import sign_in
from lokos_tui.services.office.make import BlockFacts, FirstAccount, init_office, open_existing
from lokos_tui.settings import Settings
from tests.support.office import NOW
from tests.support.refusals import refuses

BLOCK = BlockFacts("9", "UTTAR PRADESH", "UP", "132", "BIJNOR", "996", "NAJIBABAD")
FIRST = FirstAccount("IUP_NAJIBABADBADM", "REKHA DEVI", "9876543210")


def test_an_office_is_made_once(tmp_path: Path) -> None:
    """Folders 0700, files 0600, the first account signs in, and a second init is refused."""
    home = tmp_path / "office"
    settings = Settings(home=home)
    password = init_office(settings, BLOCK, FIRST, NOW)
    assert {path.name: oct(path.stat().st_mode & 0o777) for path in (home, home / "inbox", home / "exports")} == {
        "office": "0o700", "inbox": "0o700", "exports": "0o700",
    }  # fmt: skip
    assert {oct(path.stat().st_mode & 0o777) for path in home.iterdir() if path.is_file()} == {"0o600"}
    with pytest.raises(Conflict):
        init_office(settings, BLOCK, FIRST, NOW)
    store = open_existing(settings.database_url)
    assert sign_in(store, load_keys(home), NOW, FIRST.user_id, password).role is Role.BLOCK_ADMIN
    store.close()


def test_no_office_is_one_sentence(tmp_path: Path) -> None:
    """A missing file and a wrong URL are said, not thrown at the operator."""
    for url in (f"sqlite:///{tmp_path / 'none.db'}", "mysql://host/x", "nonsense"):
        with pytest.raises(Unavailable):
            open_existing(url)


def test_a_newer_database_is_left_alone(store: Store) -> None:
    """A revision the program does not know is refused by name."""
    with store.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with refuses(Unavailable, "schema.newer"):
        open_existing(store.write.url.render_as_string(hide_password=False))
