"""A write that waits for another process says so, can be given up, and then has written nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

import pytest

from lokos_tui.db import bulk, tables
from lokos_tui.db.engine import Store, open_store
from lokos_tui.domain.errors import GivenUp, LokosError
from lokos_tui.patience import SAID_AFTER, SLICE, Patience, in_force, patient
from tests.support.holder import held
from tests.support.postgres import Postgres
from tests.support.until import PATIENCE

HERE = "996"


class Writer(Thread):
    """A thread that raises a counter by one, as every write of a block does first."""

    def __init__(self, store: Store) -> None:
        super().__init__(daemon=True)
        self.store, self.said, self.times = store, Event(), 0
        self.patience: Patience | None = None
        self.error: LokosError | None = None

    def run(self) -> None:
        """Write, watched."""
        with patient(self._tell) as self.patience:
            try:
                with self.store.writing() as connection:
                    bulk.reserve(connection, HERE, "user_account")
            except LokosError as error:
                self.error = error

    def _tell(self) -> None:
        self.times += 1
        self.said.set()


@contextmanager
def writing(store: Store) -> Iterator[Writer]:
    """Write from another thread; it has ended after the block."""
    writer = Writer(store)
    writer.start()
    yield writer
    writer.join(PATIENCE)
    assert not writer.is_alive()


def counted(store: Store) -> int:
    """Return how often the counter was raised."""
    with store.reading() as connection:
        return len(connection.execute(tables.block_counter.select()).all())


def test_it_is_said_within_half_a_second() -> None:
    """The wait before it is said and the two looks it may take are less than 0.5 s."""
    assert SAID_AFTER + 2 * SLICE < 0.5


def test_what_waits_says_so_once_and_goes_on_when_the_lock_is_free(store: Store) -> None:
    """Another process holds the lock: it is said, once; when it lets go, the write is carried out."""
    with writing(store) as writer:
        pass
    assert not writer.said.is_set()
    before = counted(store)
    with writing(store) as writer, held(store):
        pass
    with held(store):
        writer = Writer(store)
        writer.start()
        assert writer.said.wait(PATIENCE)
        assert writer.patience is not None
        assert writer.patience.waits
    writer.join(PATIENCE)
    assert (writer.times, writer.error) == (1, None)
    assert counted(store) == before
    with store.reading() as connection:
        assert connection.exec_driver_sql("SELECT value FROM block_counter").scalar_one() == 3


def test_what_is_given_up_has_written_nothing_and_the_next_write_is_well(store: Store) -> None:
    """Given up while the lock is held: GivenUp, no row, and neither the connection nor the next write is harmed."""
    with held(store), writing(store) as writer:
        assert writer.said.wait(PATIENCE)
        assert writer.patience is not None
        assert writer.patience.give_up()
    assert isinstance(writer.error, GivenUp)
    assert counted(store) == 0
    for _round in range(5):
        with writing(store) as writer:
            pass
        assert writer.error is None


def test_giving_up_what_does_not_wait_changes_nothing(store: Store) -> None:
    """Before and after a wait there is nothing to give up: the write is carried out."""
    with patient(lambda: None) as patience:
        assert not patience.give_up()
        with store.writing() as connection:
            bulk.reserve(connection, HERE, "user_account")
            assert in_force() is patience
        assert not patience.give_up()
    assert in_force() is None
    assert counted(store) == 1


def begun_before_the_other(store: Store) -> None:
    """Write two rows; another process takes the lock between them, and the operator gives up when it is said."""

    def give_up() -> None:
        patience = watched[0]
        patience.give_up()

    watched: list[Patience] = []
    with patient(give_up) as patience, store.writing() as connection:
        watched.append(patience)
        connection.exec_driver_sql("INSERT INTO state (code, nrlm_code, name, prefix) VALUES ('9', '', 'X', 'UP')")
        with held(store):
            bulk.reserve(connection, HERE, "user_account")


def test_a_wait_in_the_middle_of_a_transaction_is_given_up_too(small_postgres: Store) -> None:
    """Whoever has begun before the other took the lock waits at its next statement; nothing of it is kept."""
    with pytest.raises(GivenUp):
        begun_before_the_other(small_postgres)
    with small_postgres.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM state").scalar_one() == 0


@pytest.fixture
def small_postgres(postgres: Postgres) -> Iterator[Store]:
    """An upgraded, empty database on Postgres: SQLite's one lock is taken before the first statement."""
    name = postgres.make()
    store = open_store(postgres.url_of(name))
    yield store
    store.close()
    postgres.drop(name)
