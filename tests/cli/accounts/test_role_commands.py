"""``lokos user role``: what is freed is said before and after, and a role comes back with its links."""

from __future__ import annotations

import json
from typing import Any

from tests.cli.conftest import Lokos


def bookkeeper(lokos: Lokos) -> str:
    """Return the user id of a bookkeeper of the sample office who keeps SHGs."""
    rows = json.loads(lokos("users", "--with-role", "SHG_BK", "--format", "json", "--all")[1])
    return str(next(row["user_id"] for row in _rows(rows) if row["links"]))


def _rows(found: Any) -> list[dict[str, Any]]:
    return list(found["rows"] if isinstance(found, dict) else found)


def roles_of(lokos: Lokos, user_id: str) -> dict[str, tuple[int, str]]:
    """Return the roles of a user, each with its links and panchayat."""
    detail = json.loads(lokos("user", "show", user_id, "--json")[1])
    return {role["role"]: (role["links"], role["gp"]) for role in detail["roles"]}


def test_a_role_is_taken_and_given_back(lokos: Lokos) -> None:
    """A dry run says what would be freed and frees nothing; the last role is refused with status 3."""
    user_id = bookkeeper(lokos)
    held = roles_of(lokos, user_id)["SHG_BK"][0]
    assert lokos("user", "role", "take", user_id, "SHG_BK", "--reason", "left")[0] == 3
    assert lokos("user", "add-role", user_id, "VO_BK")[0] == 0
    status, out = lokos("user", "role", "take", user_id, "shg bookkeeper", "--dry-run")
    assert (status, out) == (
        0,
        f"Taking SHG Bookkeeper away frees {held} SHGs. Nothing was written (dry run).\n",
    )
    assert roles_of(lokos, user_id)["SHG_BK"][0] == held
    status, out = lokos("user", "role", "take", user_id, "SHG_BK", "--reason", "left")
    assert (status, out) == (0, f"{user_id} is no longer SHG Bookkeeper: {held} SHGs freed.\n")
    assert roles_of(lokos, user_id) == {"VO_BK": (0, "")}
    status, out = lokos("user", "role", "back", user_id, "SHG_BK", "--json")
    assert (status, json.loads(out)) == (0, {"user_id": user_id, "role": "SHG_BK", "linked": held, "kept": []})
    assert roles_of(lokos, user_id)["SHG_BK"][0] == held
    assert lokos("user", "role", "back", user_id, "CLF_BK")[0] == 3


def test_the_place_of_a_role(lokos: Lokos) -> None:
    """Another panchayat, then none: the whole block; the same again changes nothing."""
    user_id = bookkeeper(lokos)
    gp = json.loads(lokos("cbos", "--format", "json", "--all")[1])
    other = next(row["gp"] for row in _rows(gp) if row["gp"] and row["gp"] != roles_of(lokos, user_id)["SHG_BK"][1])
    status, out = lokos("user", "role", "place", user_id, "SHG_BK", "--gp", other)
    assert (status, out) == (0, f"Changed the place of SHG Bookkeeper of {user_id}.\n")
    assert roles_of(lokos, user_id)["SHG_BK"][1] == other
    assert lokos("user", "role", "place", user_id, "SHG_BK", "--gp", other)[1] == f"{user_id}: nothing to change.\n"
    assert lokos("user", "role", "place", user_id, "SHG_BK")[0] == 0
    assert roles_of(lokos, user_id)["SHG_BK"][1] == ""
    assert lokos("user", "role", "place", user_id, "VO_BK")[0] == 3
