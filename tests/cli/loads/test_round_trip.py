"""The golden path of the bulk load from the command line: faults, good rows, mending, undo, and loading again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

from tests.cli.conftest import Lokos
from tests.support.books import front

SAMPLES = Path(__file__).resolve().parents[3] / "sample_data"
MAPPING = str(SAMPLES / "mapping.xlsx")
FAULTY = str(SAMPLES / "mapping_with_faults.xlsx")
OUTCOMES = dict.fromkeys(range(2, 25), "fault") | {9: "move", 12: "conflict", 13: "conflict", 23: "move"}
"""What the planner says of each row of the faulty sample in the small sample office."""


def test_the_golden_path(lokos: Lokos, tmp_path: Path) -> None:
    """Plan, load the good rows, mend the returned workbook, load it, know it again, undo it, load it once more."""
    _dry_runs(lokos, tmp_path)
    first, failed = _load_good_rows(lokos, tmp_path)
    returned = list(_plan(lokos, str(failed))[1].values()).count("fault")
    mended = _mend(failed, tmp_path / "mended.xlsx")
    second = _load(lokos, mended)
    assert second["batch_id"] > first["batch_id"]
    assert second["counts"]["fault"] == returned - 3
    status, out = lokos("undo", str(second["batch_id"]), "--reason", "wrong sheet", "--json")
    lists = json.loads(out)
    assert status == 0
    assert lists["reversed"]
    assert (lists["kept"], lists["failed"]) == ([], [])
    again = _load(lokos, mended)
    assert again["batch_id"] > second["batch_id"]
    assert (again["counts"], again["new_users"]) == (second["counts"], second["new_users"])
    assert lokos("audit", "--verify")[0] == 0
    reasons = {entry["reason"] for entry in json.loads(lokos("audit", "--all", "--json")[1])}
    assert "wrong sheet" in reasons
    assert not any(reason.startswith("{") for reason in reasons)


def test_a_loaded_file_is_known(lokos: Lokos) -> None:
    """The mapping the sample office was made with ends with status 0, and no load is added."""
    before = lokos("batches", "--json")[1]
    status, out = lokos("import", "mapping", MAPPING, "--json")
    assert (status, json.loads(out)["batch_id"]) == (0, 0)
    assert lokos("batches", "--json")[1] == before


def test_the_same_file_goes_on_after_a_part_of_it_was_loaded(lokos: Lokos, tmp_path: Path) -> None:
    """A file of which the good rows were loaded is loaded to its end by a correction; then it is recognised."""
    path, gp = _two_new_links(lokos, tmp_path / "two.xlsx")
    status, out = lokos("import", "mapping", path, "--load-good-rows", "--json")
    first = json.loads(out)
    assert (status, first["counts"]["link"], first["counts"]["fault"]) == (1, 1, 1)
    correct = ("--correct", f"gp:{gp}XY={gp}")
    status, out = lokos("import", "mapping", path, *correct, "--json")
    second = json.loads(out)
    assert (status, second["counts"]["link"], second["batch_id"] > first["batch_id"]) == (0, 1, True)
    assert f"load {first['batch_id']}" in second["known"]
    status, out = lokos("import", "mapping", path, *correct, "--json")
    assert (status, json.loads(out)["batch_id"], json.loads(out)["counts"]["same"]) == (0, 0, 2)


def test_a_question_has_an_option(lokos: Lokos, tmp_path: Path) -> None:
    """A bookkeeper's name with her SHG and a new mobile: status 1 and the question; answered, her mobile is changed."""
    users = json.loads(lokos("users", "--all", "--json")[1])
    held = next(shg for shg in json.loads(lokos("cbos", "--linked", "yes", "--all", "--json")[1]) if shg["code"] != "-")
    who = next(user for user in users if user["name"] == held["holder"])
    path = tmp_path / "phone.csv"
    row = f",{who['name']},9876500001,SHG,{held['code']}"
    path.write_text(f"User ID,Bookkeeper Name,Mobile,Role Category,SHG Code\n{row}\n", encoding="utf-8")
    status, out = lokos("import", "mapping", str(path), "--json")
    report = json.loads(out)
    assert (status, report["batch_id"]) == (1, 0)
    assert [(one["question"], one["rows"], one["answer"]) for one in report["questions"]] == [("new-mobile", 1, "")]
    assert "--answer new-mobile=same" in lokos("import", "mapping", str(path))[1]
    status, out = lokos("import", "mapping", str(path), "--answer", "new-mobile=same", "--json")
    assert (status, json.loads(out)["counts"]["change"], json.loads(out)["counts"]["new_users"]) == (0, 1, 0)
    assert "9876500001" in lokos("user", "show", who["user_id"], "--json")[1]
    assert lokos("import", "mapping", str(path), "--answer", "new-mobile=maybe")[0] == 2


def _two_new_links(lokos: Lokos, path: Path) -> tuple[str, str]:
    """Write a workbook that gives two SHGs nobody keeps to a new bookkeeper, one GP misspelt; return that GP."""
    free = json.loads(lokos("cbos", "--linked", "no", "--all", "--json")[1])
    book = Workbook()
    sheet = front(book)
    sheet.append(["Bookkeeper Name", "Mobile", "Role Category", "Gram Panchayat", "SHG Code"])
    sheet.append(["GEETA NAYI", "9999000871", "SHG", "", free[0]["code"]])
    sheet.append(["GEETA NAYI", "9999000871", "SHG", f"{free[1]['gp']}XY", free[1]["code"]])
    book.save(path)
    return str(path), free[1]["gp"]


def _dry_runs(lokos: Lokos, folder: Path) -> None:
    """The plans of the faulty sample, the sample, and a template of the block's links."""
    template = str(folder / "template.xlsx")
    assert lokos("template", "mapping", template)[0] == 0
    assert _plan(lokos, FAULTY) == (1, OUTCOMES)
    for path in (MAPPING, template):
        status, rows = _plan(lokos, path)
        assert (status, set(rows.values())) == (0, {"same"})


def _plan(lokos: Lokos, path: str) -> tuple[int, dict[int, str]]:
    status, out = lokos("import", "mapping", path, "--dry-run", "--json")
    return status, {row["row"]: row["outcome"] for row in json.loads(out)["rows"]}


def _load_good_rows(lokos: Lokos, folder: Path) -> tuple[dict[str, Any], Path]:
    failed, slips = folder / "failed.xlsx", folder / "slips.txt"
    options = ("--load-good-rows", "--failed-rows", str(failed), "--credentials", str(slips), "--json")
    status, out = lokos("import", "mapping", FAULTY, *options)
    assert status == 1
    assert slips.stat().st_mode & 0o777 == 0o600
    done: dict[str, Any] = json.loads(out)
    assert done["batch_id"] > 0
    return done, failed


def _load(lokos: Lokos, path: str) -> dict[str, Any]:
    done: dict[str, Any] = json.loads(lokos("import", "mapping", path, "--load-good-rows", "--json")[1])
    return done


def _mend(failed: Path, target: Path) -> str:
    """Spell the gram panchayat right wherever the returned workbook has it wrong."""
    book = load_workbook(failed)
    for cells in book.worksheets[0].iter_rows():
        for cell in cells:
            if cell.value == "HAKEEMPUR KUAZI":
                cell.value = "HAKEEMPUR QUAZI"
    book.save(target)
    return str(target)
