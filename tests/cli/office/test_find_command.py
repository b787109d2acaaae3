"""``lokos find``: the same as on the screen, for scripts."""

from __future__ import annotations

import csv
import json
from io import StringIO

import pytest

from tests.cli.conftest import Lokos
from tests.support.phones import As

KEYS = [
    "kind", "id", "code", "name", "role", "mobile", "panchayat", "village", "group", "by", "at", "cbo_id", "waits",
]  # fmt: skip


def test_one_text_finds_users_and_groups(lokos: Lokos) -> None:
    """A user id and a code are found as data, and in a table for people; the words of a text need no quotes."""
    found = json.loads(lokos("find", "nbdadm", "--json")[1])
    assert [(row["kind"], row["code"], row["role"]) for row in found["rows"]] == [("USER", "IUP_NBDADM", "BLOCK_ADMIN")]
    assert (list(found["rows"][0]), found["more"]) == (KEYS, [])
    group = json.loads(lokos("cbos", "--json")[1])["rows"][0]
    status, table = lokos("find", *group["name"].split())
    assert status == 0
    assert group["name"] in table
    assert table.splitlines()[0].split()[:2] == ["What", "Id"]
    rows = list(csv.DictReader(StringIO(lokos("find", group["name"], "--format", "csv")[1])))
    assert group["name"] in {row["Name"] for row in rows}


def test_what_there_is_more_of_is_named(lokos: Lokos, capsys: pytest.CaptureFixture[str]) -> None:
    """Twenty of each kind are printed; the kinds with more stand in the data."""
    found = json.loads(lokos("find", "shg", "--json")[1])
    assert [row["kind"] for row in found["rows"]].count("SHG") == 20
    assert "SHG" in found["more"]


def test_a_text_that_is_too_short_is_wrong_usage(lokos: Lokos) -> None:
    """One letter is refused before anything is looked for."""
    assert lokos("find", "s") == (2, "")
    assert lokos("find", "12") == (2, "")


def test_each_role_finds_what_it_may_see(as_role: As) -> None:
    """A bookkeeper finds no user; the block manager does."""
    assert as_role("SHG_BK", "find", "nbdadm")[1] == {"rows": [], "more": []}
    assert [row["code"] for row in as_role("BLOCK_PM", "find", "nbdadm")[1]["rows"]] == ["IUP_NBDADM"]
