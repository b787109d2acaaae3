"""What differs from the program's tables is found and named, on both engines, and nothing else is."""

from __future__ import annotations

import pytest

from lokos_tui.db.compare import compare, expected_shape, shape
from lokos_tui.db.engine import Store
from lokos_tui.db.shape_sqlite import _parts_of_table
from lokos_tui.domain.errors import Unavailable

BOTH = {
    "ALTER TABLE verdict DROP COLUMN undo_reason": ["table verdict: column undo_reason is missing"],
    "ALTER TABLE claim ADD COLUMN note TEXT": ["table claim: column note is not one of this program's"],
    "DROP INDEX ix_verdict_act": ["table verdict: index ix_verdict_act is missing"],
    "DROP TABLE saved_filter": ["table saved_filter is missing"],
    "CREATE UNIQUE INDEX own ON claim (claimed_by)": ["table claim: index own is not one of this program's"],
}
SQLITE = {
    "DROP TRIGGER verdict_no_delete": ["table verdict: trigger verdict_no_delete is missing"],
    "CREATE TRIGGER own AFTER INSERT ON claim BEGIN DELETE FROM claim; END": [
        "table claim: trigger own is not one of this program's"
    ],
    "DROP INDEX ix_cbo_rejected; CREATE INDEX ix_cbo_rejected ON cbo (block_code)": [
        (
            "table cbo: index ix_cbo_rejected is 'CREATE INDEX ix_cbo_rejected ON cbo (block_code)' where this "
            "program has 'CREATE INDEX ix_cbo_rejected ON cbo (block_code, cbo_type, id) WHERE bucket = 'REJECTED''"
        )
    ],
    "ALTER TABLE claim DROP COLUMN claimed_until; ALTER TABLE claim ADD COLUMN claimed_until TEXT": [
        "table claim: column claimed_until is 'TEXT' where this program has 'BIGINT NOT NULL'"
    ],
    "DROP TABLE claim; CREATE TABLE claim (block_code TEXT NOT NULL, id BIGINT NOT NULL, claimed_by TEXT NOT NULL, "
    "claimed_until BIGINT NOT NULL, CONSTRAINT pk_claim PRIMARY KEY (block_code, id))": [
        "table claim: constraint fk_claim_cbo is missing"
    ],
}
POSTGRES = {
    "DROP TRIGGER verdict_kept ON verdict": ["table verdict: trigger verdict_kept is missing"],
    "ALTER TABLE verdict DISABLE TRIGGER verdict_kept": [
        "table verdict: trigger verdict_kept has another definition than this program's"
    ],
    "CREATE OR REPLACE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$": [
        "table audit_entry: trigger audit_no_change has another definition than this program's"
    ],
    "ALTER TABLE verdict DROP CONSTRAINT ck_maker_checker": ["table verdict: constraint ck_maker_checker is missing"],
    "ALTER TABLE claim DROP CONSTRAINT fk_claim_cbo, ADD CONSTRAINT fk_claim_cbo FOREIGN KEY (block_code, id) "
    "REFERENCES cbo (block_code, id) ON DELETE CASCADE": [
        (
            "table claim: constraint fk_claim_cbo is 'FOREIGN KEY (block_code, id) REFERENCES cbo(block_code, id) "
            "ON DELETE CASCADE' where this program has 'FOREIGN KEY (block_code, id) REFERENCES cbo(block_code, id)'"
        )
    ],
    "ALTER TABLE claim ALTER COLUMN claimed_by DROP NOT NULL": [
        "table claim: column claimed_by is 'text' where this program has 'text NOT NULL'"
    ],
    'ALTER TABLE cbo ALTER COLUMN name_key TYPE text COLLATE "POSIX"': [
        (
            "table cbo: column name_key is 'text COLLATE \"POSIX\" NOT NULL' where this program has "
            "'text COLLATE \"C\" NOT NULL'"
        )
    ],
}


def _damage(store: Store, statements: str) -> list[str]:
    with store.writing() as connection:
        for statement in statements.split("; ") if "BEGIN" not in statements else [statements]:
            connection.exec_driver_sql(statement)
    return [one.sentence for one in compare(store)]


def test_a_new_database_differs_in_nothing(store: Store) -> None:
    """What the revisions make is what models and triggers say, and looking leaves no trace."""
    with store.reading() as connection:
        before = shape(connection)
    assert compare(store) == []
    with store.reading() as connection:
        assert shape(connection) == before
    assert len(before) > 500


@pytest.mark.parametrize("statement", BOTH)
def test_damage_on_either_engine_is_named(store: Store, statement: str) -> None:
    """A missing column, an added one, a missing index or table, an added rule: each is said as what it is."""
    assert _damage(store, statement) == BOTH[statement]


@pytest.mark.parametrize(
    ("store", "statement"),
    [*(("sqlite", one) for one in SQLITE), *(("postgres", one) for one in POSTGRES)],
    indirect=["store"],
)
def test_damage_in_an_engines_own_words_is_named(store: Store, statement: str) -> None:
    """Triggers dropped, switched off or rewritten, constraints and types that changed."""
    assert _damage(store, statement) == (SQLITE if store.is_sqlite else POSTGRES)[statement]


@pytest.mark.parametrize("statement", ["CREATE TABLE own (a TEXT)", "CREATE INDEX own ON claim (claimed_by)"])
def test_what_stops_nothing_is_told_apart(store: Store, statement: str) -> None:
    """A table or an index that an office added for itself is said, but is no harm."""
    with store.writing() as connection:
        connection.exec_driver_sql(statement)
    assert [one.harmless for one in compare(store)] == [True]


@pytest.mark.parametrize("store", ["postgres"], indirect=True)
def test_a_database_that_may_not_be_written_is_one_sentence(store: Store) -> None:
    """Where no temporary table may be made, that is said; it is not taken for health."""
    with store.writing() as connection:
        name = connection.exec_driver_sql("SELECT current_database()").scalar_one()
        connection.exec_driver_sql(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    store.close()
    with pytest.raises(Unavailable, match=r"could not be compared: .*read-only") as refused:
        compare(store)
    assert refused.value.code == "schema.unseen"


def test_a_rebuilt_table_is_the_same(store: Store) -> None:
    """A table that was made anew under another name and renamed, as SQLite needs it, differs in nothing."""
    if store.is_sqlite:
        with store.writing() as connection:
            made = str(connection.exec_driver_sql("SELECT sql FROM sqlite_master WHERE name = 'claim'").scalar_one())
            connection.exec_driver_sql(made.replace("CREATE TABLE claim", "CREATE TABLE other", 1))
            connection.exec_driver_sql("DROP TABLE claim")
            connection.exec_driver_sql('ALTER TABLE other RENAME TO "claim"')
    assert compare(store) == []


def test_expected_shape_knows_every_kind(store: Store) -> None:
    """The comparison covers tables, columns, indexes, constraints and triggers on either engine."""
    with store.write.connect() as connection, connection.begin() as look:
        kinds = {kind for _, kind, _ in expected_shape(connection)}
        look.rollback()
    assert kinds == {"table", "column", "index", "constraint", "trigger"}


def test_a_create_table_is_taken_apart() -> None:
    """Commas and brackets inside values split nothing; a constraint without a name is one too."""
    sql = """CREATE TABLE "t" (a TEXT DEFAULT 'x, (y' NOT NULL, "b"  BIGINT, CHECK (a IN ('(', ',')),
        CONSTRAINT c UNIQUE (a, b)) WITHOUT ROWID"""
    assert list(_parts_of_table("t", sql)) == [
        ("table", "t", "WITHOUT ROWID"),
        ("column", "a", "TEXT DEFAULT 'x, (y' NOT NULL"),
        ("column", "b", "BIGINT"),
        ("constraint", "CHECK (a IN ('(', ','))", "CHECK (a IN ('(', ','))"),
        ("constraint", "c", "UNIQUE (a, b)"),
    ]
