"""``lokos doctor`` says what differs from the program's tables, what to do, and ends with the status for it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from lokos_tui.cli.main import run
from lokos_tui.db.engine import Store


def _doctor(
    store: Store, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> tuple[int, list[dict[str, Any]]]:
    url = store.write.url.set(drivername=store.write.dialect.name).render_as_string(hide_password=False)
    monkeypatch.setenv("LOKOS_DATABASE_URL", url)
    home.mkdir(mode=0o700, exist_ok=True)
    status = run(["--json", "doctor", "--home", str(home)])
    checks = json.loads(capsys.readouterr().out)["checks"]
    return status, [check for check in checks if check["what"] == "tables"]


def test_a_healthy_office_is_ok(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line says that tables, columns, indexes, constraints and triggers are the program's; status 0."""
    status, (line,) = _doctor(store, tmp_path / "home", monkeypatch, capsys)
    assert (status, line["state"]) == (0, "ok")


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        ("DROP INDEX ix_verdict_act", "Table verdict: index ix_verdict_act is missing."),
        ("ALTER TABLE verdict DROP COLUMN undo_reason", "Table verdict: column undo_reason is missing."),
        ("ALTER TABLE claim ADD COLUMN note TEXT", "Table claim: column note is not one of this program's."),
        ("DROP TRIGGER {trigger}", "Table audit_entry: trigger {name} is missing."),
    ],
)
def test_each_difference_is_a_line(
    store: Store,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    damage: str,
    sentence: str,
) -> None:
    """A dropped trigger or index, a missing and an added column are named, with what to do; status 3."""
    name = "audit_no_delete" if store.is_sqlite else "audit_no_change"
    trigger = name if store.is_sqlite else f"{name} ON audit_entry"
    with store.writing() as connection:
        connection.exec_driver_sql(damage.format(trigger=trigger))
    status, (line,) = _doctor(store, tmp_path / "home", monkeypatch, capsys)
    assert (status, line["state"], line["sentence"]) == (3, "x", sentence.format(name=name))
    assert line["to_do"]


def test_what_an_office_added_for_itself_is_a_note(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A table and an index of its own are told and are no fault; status 0."""
    with store.writing() as connection:
        connection.exec_driver_sql("CREATE TABLE own (a TEXT)")
        connection.exec_driver_sql("CREATE INDEX own_index ON claim (claimed_by)")
    status, lines = _doctor(store, tmp_path / "home", monkeypatch, capsys)
    assert (status, {line["state"] for line in lines}, len(lines)) == (0, {"!"}, 2)


def test_an_older_office_is_not_compared(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What an upgrade brings is no fault before it; the line of the migrations says what to do."""
    with store.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0003'")
    assert _doctor(store, tmp_path / "home", monkeypatch, capsys) == (0, [])
