"""An odd name on the command line: refused with the option that confirms it, taken with a warning when it is given."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import Lokos

MAKE = ("user", "create", "--user-id", "IUP_ODDNAME", "--mobile", "9999900001", "--grant", "SHG_BK")


def test_an_odd_name_is_confirmed_by_an_option(lokos: Lokos, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a terminal it is refused and --yes is named; with it the account is made and the doubt is said."""
    status, out = lokos(*MAKE, "--name", "SUNITA@DEVI", "--json")
    assert (status, json.loads(out)["error"]["problems"][0]["code"]) == (1, "name.odd")
    assert "--yes" in json.loads(out)["error"]["problems"][0]["hint"]
    assert lokos(*MAKE, "--name", "SUNITA@DEVI", "--yes")[0] == 0
    assert lokos("user", "edit", "IUP_ODDNAME", "--mobile", "9999900002")[0] == 0
    assert lokos("user", "edit", "IUP_ODDNAME", "--name", "SUNITA 2")[0] == 1
    assert lokos("user", "edit", "IUP_ODDNAME", "--name", "SUNITA 2", "--yes")[0] == 0
    assert lokos("user", "edit", "IUP_ODDNAME", "--name", "SUNITA DEVI")[0] == 0
