"""An office moves in from the command line: workbook, csv or bundle; preview, load, accept, a second load, undo."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.support.openings import a_block, official_shg, write_csv, write_workbook
from tests.support.phones import As, Phone

SOURCE = ("--source", "NRLM MIS, 31/03/2026")


def placed(lines: list[Any], phone: Phone) -> list[Any]:
    """Put lines into the sample office's first village."""
    for line in lines:
        line["profile"]["gp"] = phone.place["gp"]
        if line["kind"] == "SHG":
            line["profile"]["village"] = phone.place["village"]
    return lines


@pytest.mark.parametrize("form", ["workbook", "csv", "bundle"])
def test_an_office_moves_in(as_role: As, phone: Phone, tmp_path: Path, form: str) -> None:
    """Each form of file ends as the same official records; the same file again finds everything here already."""
    lines = placed(a_block(), phone)
    files = {
        "workbook": lambda: [write_workbook(tmp_path / "old.xlsx", lines)],
        "csv": lambda: write_csv(tmp_path, lines),
        "bundle": lambda: [phone.send(lines, "bundle-0001")],
    }[form]()
    load = ("import", "opening", *map(str, files), *SOURCE)
    status, dry = as_role("BLOCK_ADMIN", *load, "--dry-run")
    assert (status, dry["opening"], dry["counts"]["new"], dry["counts"]["members"]) == (0, 0, 23, 18)
    assert dry["panchayats"][-1] | {"gp": ""} == {
        "gp": "", "shgs": 3, "vos": 1, "clfs": 1, "members": 18, "active": 18, "with_account": 0
    }  # fmt: skip
    status, done = as_role("BLOCK_ADMIN", *load)
    assert (status, done["opening"], done["counts"]) == (0, 1, dry["counts"])
    assert as_role("BLOCK_ADMIN", *load)[0] == 3  # one waits at a time
    assert as_role("BLOCK_ADMIN", "opening", "accept", "1", "--reason", "seen")[0] == 3
    shown = as_role("BLOCK_PM", "opening", "show", "1", "--sample", "--duplicates")[1]
    assert isinstance(shown, dict), shown
    assert (len(shown["sample"]), [len(group) for group in shown["groups"]]) == (3, [7, 7, 7])
    assert shown["duplicates"] == []
    status, accepted = as_role("BLOCK_PM", "opening", "accept", "1", "--reason", "compared with the registers")
    assert (status, accepted["members"], accepted["groups"]) == (0, 18, 5)
    status, again = as_role("BLOCK_ADMIN", *load)
    assert (status, again["opening"], again["counts"]["same"]) == (0, 0, 23)
    assert [row["state"] for row in as_role("BLOCK_ADMIN", "opening", "list", "--all")[1]] == ["ACCEPTED"]
    assert as_role("BLOCK_ADMIN", "opening", "undo", "1", "--reason", "wrong")[0] == 3
    assert as_role("BLOCK_PM", "opening", "undo", "1", "--reason", "wrong")[1]["taken_back"] == 23
    assert as_role("BLOCK_ADMIN", "audit", "--verify")[0] == 0


def test_a_second_load_brings_what_is_new(as_role: As, phone: Phone, tmp_path: Path) -> None:
    """New SHGs, new members of one that is here by its code alone; what is other here is said and left out."""
    first = write_workbook(tmp_path / "one.xlsx", placed([official_shg(1)], phone))
    as_role("BLOCK_ADMIN", "import", "opening", str(first), *SOURCE)
    as_role("BLOCK_PM", "opening", "accept", "1", "--reason", "compared with the registers")
    more = {"code": official_shg(1)["code"], "kind": "SHG", "members": official_shg(1, 8)["members"]}
    more["members"][0]["profile"]["name"] = "ANOTHER DEVI"
    second = write_workbook(tmp_path / "two.xlsx", [*placed([official_shg(2)], phone), more])
    status, done = as_role("BLOCK_ADMIN", "import", "opening", str(second), *SOURCE)
    counts = done["counts"]
    assert (status, counts["new"], counts["same"], counts["left_out"], counts["fault"]) == (0, 9, 5, 1, 0)
    assert "with another: Name" in done["left_out"][0]["reason"]
    assert done["left_out"][0]["where"] == "Members row 8"


def test_faults_stop_the_load_with_row_and_reason(as_role: As, phone: Phone, tmp_path: Path) -> None:
    """A missing code, a code twice and an unknown SHG: each with its row and what to do; good rows go by wish."""
    lines = placed([official_shg(1), official_shg(2), official_shg(3)], phone)
    lines[0]["members"][0]["code"] = ""
    lines[1]["members"][1]["code"] = lines[2]["members"][0]["code"]
    stray = {"code": "099699999", "kind": "SHG", "members": official_shg(7, 1)["members"]}
    file = write_workbook(tmp_path / "old.xlsx", [*lines, stray])
    status, done = as_role("BLOCK_ADMIN", "import", "opening", str(file), *SOURCE)
    assert (status, done["opening"]) == (1, 0)
    reasons = [one["reason"] for one in done["faults"]]
    assert any("(Members row 2) has no LokOS code. Write it" in reason for reason in reasons)
    assert any("stands in Members row 9 already. Keep one of the two" in reason for reason in reasons)
    assert any("099699999 is no SHG of this block" in reason for reason in reasons)
    status, done = as_role("BLOCK_ADMIN", "import", "opening", str(file), *SOURCE, "--load-good-rows")
    assert (status, done["opening"], done["counts"]["shgs"]) == (1, 1, 1)
