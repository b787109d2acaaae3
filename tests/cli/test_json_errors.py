"""Who asks for JSON gets errors as JSON too: one object on standard output, beside the sentence on standard error."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lokos_tui.cli import json_errors, output
from lokos_tui.cli.examples import EXAMPLES
from lokos_tui.cli.main import carry_out, run
from lokos_tui.cli.parser import parse
from lokos_tui.commands.accounts import ChangeOwnPassword
from lokos_tui.context import Office
from lokos_tui.domain.errors import Conflict
from lokos_tui.services.office.make import BlockFacts, FirstAccount, init_office
from lokos_tui.settings import load_settings
from tests.cli.test_examples import SUBCOMMANDS

ADMIN, BLOCK, PASSWORD, NOW = "IUP_NBDADM", "996", "neem ka bada ped 82", 1_767_252_600_000
WORDS = [one.words for one in SUBCOMMANDS]
WITHOUT_OFFICE = frozenset({"init", "doctor", "demo", "duplicates match", "verify remarks", "language list"})
"""What needs no office that is there."""
SIGNED_IN = [words for words in WORDS if "--as" in EXAMPLES[words]]
Refused = Callable[..., tuple[int, dict[str, Any], str]]


@pytest.fixture
def refused(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Refused:
    """Run a command line that is refused; returns status, the error object, and what standard error says."""
    monkeypatch.delenv("LOKOS_PASSWORD", raising=False)

    def go(*argv: str) -> tuple[int, dict[str, Any], str]:
        capsys.readouterr()
        status = run(list(argv))
        out, err = capsys.readouterr()
        assert out.count("\n") == 1, out
        told = json.loads(out)
        assert list(told) == ["error"]
        assert list(told["error"]) == ["code", "message", "hint", "problems"]
        assert told["error"]["code"]
        assert told["error"]["message"]
        assert all(list(one) == ["field", "code", "message", "hint"] for one in told["error"]["problems"])
        assert "lokos" in err
        return status, told["error"], err

    return go


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> str:
    """An office with one admin; nothing that is refused changes it."""
    folder = tmp_path_factory.mktemp("office") / "home"
    settings = load_settings(folder)
    facts = BlockFacts("9", "UTTAR PRADESH", "UP", "132", "BIJNOR", BLOCK, "NAJIBABAD")
    first = init_office(settings, facts, FirstAccount(ADMIN, "REKHA ADMIN", "9412300001"), NOW)
    office = Office(settings, lambda: NOW)
    office.sign_in(ADMIN, first).send(ChangeOwnPassword(block_code=BLOCK, old=first, new=PASSWORD))
    office.close()
    return str(folder)


def example(words: str) -> list[str]:
    """Return the example of a command."""
    return shlex.split(EXAMPLES[words])


@pytest.mark.parametrize("words", WORDS)
def test_wrong_usage_of_every_command(words: str, refused: Refused) -> None:
    """An option that is not there: status 2, code 'usage', and how the command is written as the hint."""
    status, error, err = refused("--json", *example(words), "--no-such-option")
    assert (status, error["code"], error["problems"]) == (2, "usage", [])
    assert "--no-such-option" in error["message"]
    assert error["hint"].startswith("usage: lokos")
    assert "usage: lokos" in err


@pytest.mark.parametrize("words", [words for words in WORDS if words not in WITHOUT_OFFICE])
def test_every_command_without_an_office(words: str, refused: Refused, tmp_path: Path) -> None:
    """The office is missing, or the file that is read before it: status 3, its code, the same sentence on both."""
    status, error, err = refused("--json", *example(words), "--home", str(tmp_path / "none"))
    proof = words.startswith("office ")  # the owner of the server shows the key file first
    assert (status, error["code"]) == (3, "keys.missing" if proof else "office.missing")
    assert error["message"] in err
    assert error["hint"] in err


@pytest.mark.parametrize("words", SIGNED_IN)
def test_every_command_that_nobody_signs_in_for(words: str, refused: Refused, home: str) -> None:
    """Without a terminal and without a password: status 3 and the code of the refusal."""
    status, error, _err = refused("--json", *example(words), "--home", home)
    assert (status, error["code"]) == (3, "password.terminal")


@pytest.mark.parametrize("words", SIGNED_IN)
def test_every_command_without_as(words: str, refused: Refused, home: str) -> None:
    """Nobody is named to act as: wrong usage, with the field and the option in its problem."""
    argv = example(words)[2:]
    status, error, _err = refused("--json", *argv, "--home", home)
    assert (status, error["code"]) == (2, "usage.as")
    assert error["problems"][0]["code"] == "as.missing"
    assert "--as" in error["problems"][0]["hint"]


@pytest.mark.parametrize("command", ["import mapping", "import places", "import profiles", "export acknowledge"])
def test_a_bad_file(command: str, refused: Refused, home: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is not there and one that is nothing: status 3, the code of the refusal."""
    monkeypatch.setenv("LOKOS_PASSWORD", PASSWORD)
    bad = Path(home) / "bad.xlsx"
    bad.write_bytes(b"\x00 nothing")
    for file in (bad, bad.with_name("none.xlsx")):
        status, error, err = refused("--json", "--home", home, "--as", ADMIN, *command.split(), str(file))
        assert status in {1, 3}
        assert error["message"].split("(")[0].strip() in err


def test_a_field_that_breaks_rules(refused: Refused, home: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every problem is there with its field and code, not the first alone; the status is 1."""
    monkeypatch.setenv("LOKOS_PASSWORD", PASSWORD)
    status, error, _err = refused(
        "--json", "--home", home, "--as", ADMIN, "user", "create",
        "--user-id", "IUP_A", "--name", "", "--mobile", "12", "--grant", "SHG_BK",
    )  # fmt: skip
    assert status == 1
    assert {"user_id", "name", "mobile"} <= {one["field"] for one in error["problems"]}


def test_ctrl_c_and_faults_of_ours(refused: Refused, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C and what nobody foresaw have codes of their own."""
    for raised, status, code in (
        (KeyboardInterrupt, 130, json_errors.INTERRUPTED),
        (ZeroDivisionError, 3, json_errors.UNEXPECTED),
    ):

        def fail(_args: object, raised: type[BaseException] = raised) -> int:
            raise raised

        monkeypatch.setattr("lokos_tui.cli.main._handler", fail)
        assert refused("--json", "doctor")[:2][0] == status
        assert refused("--json", "doctor")[1]["code"] == code


def test_a_list_as_json_asks_for_it_too(refused: Refused, tmp_path: Path) -> None:
    """``--format json`` is the same wish, before and after the command was read; csv is none."""
    home = ["--home", str(tmp_path / "none")]
    for shape in (["--format", "json"], ["--format=json"]):
        assert refused(*example("cbos"), *shape, *home)[1]["code"] == "office.missing"
        assert refused(*example("cbos"), *shape, "--nothing")[1]["code"] == "usage"
    assert not json_errors.wanted_by(parse([*example("cbos"), "--json", "--format", "csv"]))
    assert not json_errors.wanted_in(["cbo", "--", "--json"])


def test_nothing_stands_behind_data_or_in_a_file(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Where a file goes to standard output, or a list has begun, the error is on standard error alone."""
    argv = ["--json", *example("export approved")[:-1], "-", "--home", str(tmp_path / "none")]
    assert run(argv) == 3
    out, err = capsys.readouterr()
    assert (out, "There is no office" in err) == ("", True)
    output.begin(begun=True)
    json_errors.print_refusal(Conflict("changed", "It was changed."))
    assert capsys.readouterr().out == ""


def test_what_ssh_refuses(tmp_path: Path) -> None:
    """The forced command answers in the same way, also what is refused before a command line is read."""
    command = [sys.executable, "-m", "lokos_tui.cli.forced", "--office", str(tmp_path)]
    for asked, lines in (("users --json", 1), ("users", 0)):
        env = os.environ | {"SSH_ORIGINAL_COMMAND": asked}
        done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stdout.count("\n")) == (3, lines)
        assert "Python was not started with -I." in done.stderr
        assert not lines or json.loads(done.stdout)["error"]["code"] == "forced.open"


def test_without_json_nothing_changes(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Standard output stays empty, standard error holds the sentence."""
    assert carry_out(parse([*example("users"), "--home", str(tmp_path / "none")])) == 3
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("lokos: There is no office")
