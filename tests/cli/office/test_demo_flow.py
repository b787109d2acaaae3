"""The main job from the command line, on a small sample office."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from lokos_tui.cli.main import run

SAMPLES = Path(__file__).resolve().parents[3] / "sample_data"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """A sample office of 60 SHGs, as ``lokos demo`` leaves it."""
    home = tmp_path_factory.mktemp("demo")
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("LOKOS_DATABASE_URL", raising=False)
        assert run(["demo", "--home", str(home), "--no-open", "--untouched", "--shgs-per-block", "60"]) == 0
        yield json.loads((home / "demo-accounts.json").read_text())


@pytest.fixture
def lokos(made: dict[str, Any], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    """Run a command as the Block Admin; returns status and standard output."""
    admin = next(a for a in made["accounts"] if a["role"] == "BLOCK_ADMIN")
    monkeypatch.setenv("LOKOS_HOME", made["home"])
    monkeypatch.setenv("LOKOS_PASSWORD", admin["password"])
    monkeypatch.delenv("LOKOS_DATABASE_URL", raising=False)

    def go(*argv: str) -> tuple[int, str]:
        capsys.readouterr()
        status = run(["--as", admin["user_id"], *argv])
        return status, capsys.readouterr().out

    return go


def test_the_sample_mapping_is_loaded_whole(made: dict[str, Any]) -> None:
    """The sample office holds every row of the sample mapping, and its accounts file is private."""
    assert made["load"]["counts"]["fault"] == 0
    assert made["load"]["counts"]["link"] > 0
    assert (Path(made["home"]) / "demo-accounts.json").stat().st_mode & 0o777 == 0o600


def test_running_it_again_uses_it_again(made: dict[str, Any], lokos: Any) -> None:
    """A second ``lokos demo`` gives the same accounts."""
    status, out = lokos("demo", "--json")
    assert (status, json.loads(out)["accounts"]) == (0, made["accounts"])


def test_the_same_file_changes_nothing(lokos: Any) -> None:
    """A file that was loaded is recognised: status 0, nothing written."""
    status, out = lokos("import", "mapping", str(SAMPLES / "mapping.xlsx"), "--json")
    report = json.loads(out)
    assert (status, report["batch_id"]) == (0, 0)
    assert "loaded as load" in report["known"]


def test_faults_stop_a_whole_load(lokos: Any) -> None:
    """A dry run and a whole load of faulty rows end with status 1 and name the cells."""
    for extra in (("--dry-run",), ()):
        status, out = lokos("import", "mapping", str(SAMPLES / "mapping_with_faults.xlsx"), *extra)
        assert status == 1
        assert "Mapping!F2" in out
        assert "Did you mean HAKEEMPUR QUAZI?" in out


def test_users_as_csv_is_every_user(lokos: Any) -> None:
    """--all streams every page, and the table's page of 25 is a part of it."""
    status, out = lokos("users", "--format", "csv", "--all")
    rows = list(csv.DictReader(io.StringIO(out)))
    page = json.loads(lokos("users", "--json")[1])
    assert status == 0
    assert [row["User ID"] for row in rows][: len(page["rows"])] == [row["user_id"] for row in page["rows"]]


def test_link_history_unlink(lokos: Any) -> None:
    """An SHG is linked and unlinked, and its history says by whom."""
    code = json.loads(lokos("cbos", "--linked", "no", "--json")[1])["rows"][0]["code"]
    assert json.loads(lokos("link", "IUP_NBDSHGBK", code, "--json")[1])["linked"] == [code]
    assert json.loads(lokos("unlink", "IUP_NBDSHGBK", code, "--json")[1])["unlinked"] == [code]
    spans = json.loads(lokos("cbo", code, "--json")[1])["spans"]
    assert [span["user_id"] for span in spans] == ["IUP_NBDSHGBK"]


def test_first_password_is_shown_once_on_create(lokos: Any) -> None:
    """Creating a user prints her first password; deleting her frees nothing she does not hold."""
    made = ("--grant", "SHG_BK", "--name", "Rita Lal", "--mobile", "6999999088", "--user-id", "IUP_ALAPURSHGBK9")
    status, out = lokos("user", "create", *made, "--json")
    assert status == 0
    assert len(json.loads(out)["first_password"]) == 19
    assert json.loads(lokos("user", "delete", "IUP_ALAPURSHGBK9", "--reason", "left", "--json")[1])["freed"] == 0


def test_the_chain_holds(lokos: Any) -> None:
    """The audit trail of all of this verifies."""
    assert lokos("audit", "--verify")[0] == 0
