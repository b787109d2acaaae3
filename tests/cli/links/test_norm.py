"""The office's norm reaches the door through the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Lokos


@pytest.mark.parametrize(("norm", "status"), [(40, 0), (1, 1)])
def test_the_norm_is_the_one_in_the_settings(lokos: Lokos, made: dict[str, Any], norm: int, status: int) -> None:
    """One SHG more goes without a reason below this office's norm, and is refused above it, whatever is shipped."""
    people = json.loads(lokos("users", "--with-role", "SHG_BK", "--all", "--json")[1])
    groups = json.loads(lokos("cbos", "--type", "SHG", "--all", "--json")[1])
    busy = next(row["user_id"] for row in people if row["links"])
    free = next(row["code"] for row in groups if not row["holder"])
    (Path(made["home"]) / "settings.toml").write_text(f"[norm]\nshgs = {norm}\n", encoding="utf-8")
    assert lokos("link", busy, free)[0] == status
