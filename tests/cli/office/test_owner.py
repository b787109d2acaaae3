"""``lokos office``: by the owner of the key file without signing in, and by a District Admin who adds her blocks."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from lokos_tui.cli.main import run
from lokos_tui.commands.accounts import ChangeOwnPassword
from lokos_tui.context import Office
from lokos_tui.domain.accounts.permissions import ABOVE_BLOCK
from lokos_tui.settings import load_settings

BLOCK = ("--state", "UP", "--district", "BIJNOR", "--block", "NAJIBABAD")
ADMIN = ("--admin", "IUP_NBDADM", "--name", "REKHA DEVI", "--mobile", "9999912345")
OWN = "neela haathi ped 77"


@pytest.fixture
def ask(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    """Run a command on one office and return its status, what it prints as JSON, and what it says."""

    def asked(*words: str) -> tuple[int, dict[str, Any], str]:
        status = run(["--home", str(tmp_path), "--json", *words])
        told = capsys.readouterr()
        return status, json.loads(told.out) if told.out else {}, told.err

    return asked


def test_an_admin_who_lost_her_password(ask: Any, tmp_path: Path) -> None:
    """A new one is printed once; a person is told in words; nobody but an admin, and only with the key file."""
    ask("init", *BLOCK, *ADMIN)
    status, found, _said = ask("office", "reset-admin", "iup_nbdadm")
    assert (status, found["user_id"], found["activated"]) == (0, "IUP_NBDADM", False)
    office = Office(load_settings(tmp_path))
    assert office.sign_in("IUP_NBDADM", found["first_password"]).actor.must_change_password
    office.close()
    assert ask("office", "reset-admin", "IUP_NOBODY")[0] == 3
    (tmp_path / "office.key").unlink()
    status, _found, said = ask("office", "reset-admin", "IUP_NBDADM")
    assert (status, "key file is missing" in said) == (3, True)


def test_from_a_deputy_to_the_state(ask: Any) -> None:
    """The grant is ended and given, the state is joined, the grant ends with it, and a block is added."""
    ask("init", *BLOCK, *ADMIN)
    assert ask("office", "end-deputy", "IUP_NBDADM")[0] == 1
    assert ask("office", "end-deputy", "IUP_NBDADM", "--reason", "another comes")[1]["deputy"] is False
    assert ask("office", "deputy", "IUP_NBDADM")[1] == {"user_id": "IUP_NBDADM", "block": "996", "deputy": True}
    joined = ("office", "join-state", "--name", "ASHA LAL", "--mobile", "9999911111")
    assert ask(*joined)[0] == 2
    status, found, _said = ask(*joined, "--district-admin", "IUP_BIJNORDADM")
    assert (status, found["role"], found["ended"]) == (0, "DISTRICT_ADMIN", ["IUP_NBDADM"])
    assert ask("office", "deputy", "IUP_NBDADM")[0] == 3
    assert ask("office", "add-block", "kotwali", "--district", "bijnor")[1] == {"block": "994", "name": "KOTWALI"}
    status, _found, said = ask("office", "add-block", "kotwali", "--district", "bijnor")
    assert (status, "in this office already" in said) == (3, True)
    assert ask("office", "add-block", "kotwali")[0] == 2
    assert ask("office", "add-block", "ratu", "--district", "bijnor")[0] == 2


def test_a_districts_office_works(ask: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its admin adds a block by name and makes its Block Admin and block manager, with ids from the block's name."""
    _status, found, _said = ask("init", "--office", "district", "--state", "JH", "--district", "ranchi",
                                "--admin", "IJH_RANCHIDADM", *ADMIN[2:])  # fmt: skip
    office = Office(load_settings(tmp_path))
    actor = office.sign_in("IJH_RANCHIDADM", found["first_password"])
    actor.send(ChangeOwnPassword(block_code=ABOVE_BLOCK, old=found["first_password"], new=OWN))
    office.close()
    monkeypatch.setenv("LOKOS_PASSWORD", OWN)
    acting = ("--as", "IJH_RANCHIDADM")
    assert ask(*acting, "office", "add-block", "ratu")[1] == {"block": "3232", "name": "RATU"}
    making = (*acting, "user", "create", "--block", "3232")
    assert ask(*making, "--grant", "BLOCK_PM", "--propose")[1]["proposals"][0] == "IJH_RATUBPM"
    for role, user_id, mobile in (
        ("BLOCK_ADMIN", "IJH_RATUADM", "9999933333"),
        ("BLOCK_PM", "IJH_RATUBPM", "9999944444"),
    ):
        named = ("--grant", role, "--user-id", user_id, "--name", "SITA KUMARI", "--mobile", mobile)
        status, made, _said = ask(*making, *named)
        assert (status, made["user_id"]) == (0, user_id)
        office = Office(load_settings(tmp_path))
        assert office.sign_in(user_id, made["first_password"]).actor.role == role
        office.close()
