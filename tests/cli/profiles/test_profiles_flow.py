"""Profiles from the command line: a bundle loaded, found again, checked, explained, decided; the inbox; the key."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from lokos_tui.cli.main import run
from lokos_tui.files.profiles import bundles
from tests.support.bundles import woman
from tests.support.phones import As, Phone


def two_alike(phone: Phone) -> list[Any]:
    """Return two SHGs in which one woman stands twice."""
    second = phone.shg("shg-0002", first=30)
    second["members"][0]["profile"] = woman(0, name="SUNEETA", mobile="9811111111", designation="MEMBER")
    return [phone.shg("shg-0001"), second]


def test_a_bundle_from_dry_run_to_decision(as_role: As, phone: Phone) -> None:
    """Dry run, load, load again, the finding explained, decided, refused twice, taken back."""
    file = str(phone.send(two_alike(phone), "bundle-0001"))
    status, dry = as_role("BLOCK_ADMIN", "import", "profiles", file, "--dry-run")
    assert (status, dry["counts"]["new"], dry["upload"], dry["signed"]) == (0, 2, 0, "signed")
    status, done = as_role("SHG_BK", "import", "profiles", file)
    assert (status, done["checked"], done["found"]) == (0, 14, 1)
    status, again = as_role("BLOCK_ADMIN", "import", "profiles", file)
    assert (status, again["counts"]["unchanged"], again["checked"]) == (0, 2, 0)
    finding = as_role("BLOCK_PM", "duplicates", "list", "--found", "potential")[1]["rows"][0]
    number = str(finding["number"])
    shown = as_role("BLOCK_PM", "duplicates", "show", number)[1]
    assert {"Husband", "Birth", "Village"} <= {term["field"] for term in shown["terms"]}
    decide = ("duplicates", "decide", number, "--reason-code", "namesake")
    assert as_role("BLOCK_ADMIN", *decide)[0] == 3
    assert as_role("BLOCK_PM", *decide)[0] == 0
    assert as_role("BLOCK_PM", *decide)[0] == 3
    decided = as_role("BLOCK_PM", "duplicates", "show", number)[1]["finding"]["decision"]
    assert decided["reason_code"] == "NAMESAKE"
    assert as_role("BLOCK_PM", "duplicates", "undo", str(decided["id"]), "--reason", "seen again")[0] == 0
    assert as_role("BLOCK_PM", "duplicates", "list", "--found", "potential")[1]["rows"]
    assert as_role("BLOCK_ADMIN", "audit", "--verify")[0] == 0


def test_the_inbox_takes_the_newest_first(as_role: As, phone: Phone) -> None:
    """Bundles of four meetings in any order end as the newest says; what is no bundle lies in refused."""
    for number in (3, 1, 4, 2):
        line = phone.shg("shg-0001", revision=number, offline_meetings=number, profile={"address": f"no. {number}"})
        phone.send([line], f"bundle-000{number}", sequence=number)
    (phone.home / "inbox" / "junk.jsonl").write_text("no bundle\n")
    status, found = as_role("BLOCK_ADMIN", "inbox")
    assert status == 1
    assert {one["file"]: one["where"] for one in found} == {
        **{f"bundle-000{number}.jsonl": "done" for number in (1, 2, 3, 4)},
        "junk.jsonl": "refused",
    }
    assert [one["records"] for one in found if one["file"] == "bundle-0004.jsonl"] == [7]
    assert sum(one["records"] for one in found) == 7
    assert as_role("BLOCK_ADMIN", "inbox") == (0, [])


def test_a_locked_bundle_is_held_for_later(as_role: As, phone: Phone) -> None:
    """A newer bundle of a record that waits is held, and tried again at the next pick-up."""
    phone.send([phone.shg("shg-0001")], "bundle-0001")
    as_role("BLOCK_ADMIN", "inbox")
    phone.send([phone.shg("shg-0001", revision=2, profile={"name": "NAYA NAAM"})], "bundle-0002")
    for _ in range(2):
        status, found = as_role("BLOCK_ADMIN", "inbox")
        assert (status, [(one["file"], one["where"]) for one in found]) == (1, [("bundle-0002.jsonl", "held")])


def test_a_cancelled_inbox_says_what_was_loaded(as_role: As, phone: Phone, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C before the second bundle: the first is loaded, the others are named, stay, and are taken later."""
    for number in (1, 2):
        phone.send([phone.shg(f"shg-100{number}", first=number * 60)], f"bundle-000{number}", sequence=number)
    phone.send(two_alike(phone), "bundle-0003", sequence=3)

    def stop(step: str, done: int, total: int) -> None:
        if (step, done) == ("load", 2):
            raise KeyboardInterrupt

    real = bundles.pick_up
    with monkeypatch.context() as change:
        change.setattr(bundles, "pick_up", lambda ctx, block, inbox, _: real(ctx, block, inbox, stop))
        status, found = as_role("BLOCK_ADMIN", "inbox")
    assert status == 130
    assert {one["file"]: (one["where"], one["records"]) for one in found} == {
        "bundle-0003.jsonl": ("done", 14), "bundle-0002.jsonl": ("inbox", 0), "bundle-0001.jsonl": ("inbox", 0),
    }  # fmt: skip
    assert as_role("BLOCK_PM", "duplicates", "list", "--found", "potential")[1]["rows"]
    assert all("Not loaded" in one["reason"] for one in found if one["where"] == "inbox")
    status, rest = as_role("BLOCK_ADMIN", "inbox")
    assert (status, sorted(one["where"] for one in rest)) == (0, ["done", "done"])


def test_a_new_key_ends_the_old_one(as_role: As, phone: Phone, capsys: pytest.CaptureFixture[str]) -> None:
    """After a new bundle key the old one signs nothing; an unsigned bundle needs --unsigned."""
    status, given = as_role("BLOCK_ADMIN", "user", "bundle-key", phone.user_id, "--reason", "phone lost")
    assert (status, len(given["bundle_key"].replace("-", ""))) == (0, 32)
    old = str(phone.send([phone.shg("shg-0001")], "bundle-0001"))
    assert as_role("BLOCK_ADMIN", "import", "profiles", old)[0] == 1
    new = str(phone.send([phone.shg("shg-0001")], "bundle-0002", key=2))
    assert as_role("BLOCK_ADMIN", "import", "profiles", new)[0] == 0
    bare = str(phone.send([phone.shg("shg-0002", first=30)], "bundle-0003", signed=False))
    assert as_role("BLOCK_ADMIN", "import", "profiles", bare)[0] == 1
    assert as_role("BLOCK_ADMIN", "import", "profiles", bare, "--unsigned")[0] == 0


def test_match_reads_a_plain_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The measuring command needs no office: pairs with class and weight, any column missing."""
    file = tmp_path / "people.csv"
    file.write_text(
        "id,name,father_or_husband_name,dob,village\n"
        "a,Sunita Devi,Ramesh,05/03/1985,Gudu\nb,SUNEETA,RAMESH,1985-03-05,GUDU\nc,Geeta,Mohan,,Gudu\n",
        encoding="utf-8",
    )
    assert run(["duplicates", "match", str(file), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [(pair["a"], pair["b"], pair["class"]) for pair in found["pairs"]] == [("a", "b", "potential")]
    assert found["records"] == 3
    file.write_text("colour\nred\n", encoding="utf-8")
    assert run(["duplicates", "match", str(file)]) == 3
    assert "names none of the columns" in capsys.readouterr().err
