"""A block manager at the command line: the list, one group, marks, approval, rejection, taking back, history."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest

from lokos_tui.cli.main import run
from lokos_tui.domain.profiles.remarks import REMARKS

if TYPE_CHECKING:
    from tests.support.phones import As, Phone

Verify = Callable[..., tuple[int, Any]]
AGES = ("new", "days", "old")
WOMAN = "shg-0001-m0"


@pytest.fixture
def verify(as_role: As, phone: Phone) -> Verify:
    """A block manager of the sample office, to whom two SHGs of six women were sent."""
    first = phone.shg("shg-0001")
    bank = {"bank": "STATE BANK", "branch": "NAJIBABAD", "ifsc": "SBIN0001234", "account_no": "30412345836"}
    first["members"][0]["profile"] |= bank | {"voter_id": "ABC1234837"}
    path = phone.send([first, phone.shg("shg-0002", first=30)], "bundle-0001")
    assert as_role("SHG_BK", "import", "profiles", str(path))[0] == 0

    def go(*argv: str) -> tuple[int, Any]:
        return as_role("BLOCK_PM", *argv)

    return go


@pytest.fixture
def said(verify: Verify, made: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> Iterator[Callable[..., str]]:
    """The same manager; returns what was printed."""
    manager = next(one for one in made["accounts"] if one["role"] == "BLOCK_PM")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LOKOS_PASSWORD", manager["password"])

        def go(*argv: str) -> str:
            capsys.readouterr()
            assert run(["--as", manager["user_id"], *argv]) == 0
            return capsys.readouterr().out

        yield go


def test_from_the_list_to_approved_and_back(verify: Verify, capsys: pytest.CaptureFixture[str]) -> None:
    """Listed, shown, refused with every reason, approved as seen, taken back, and all of it told in words."""
    rows = verify("verify", "list", "--search", "shg-000", "--status", "new", "--sort", "name")[1]["rows"]
    assert [(row["name"], row["to_approve"]) for row in rows] == [
        ("SHG-0001 SAKHI MANDAL", 6),
        ("SHG-0002 SAKHI MANDAL", 6),
    ]
    number = str(rows[0]["id"])
    status, shown = verify("verify", "show", number)
    member = shown["members"][0]
    assert (status, shown["id"], shown["ready"]) == (0, rows[0]["id"], {"members": [], "group": False})
    assert [one["value"] for one in member["identifiers"]] == ["9800000000", "*****836", "**837"]
    assert "30412345836" not in json.dumps(shown)
    assert run(["--as", "IUP_NBDBPM", "verify", "approve", number]) == 1
    refusal = capsys.readouterr().err
    assert refusal.count("not decided") == 7
    assert "0 of 5 active members" not in refusal
    assert verify("verify", "approve", number, "--tick-clean", "--seen", "000000000000")[0] == 3
    status, done = verify("verify", "approve", number, "--tick-clean", "--seen", shown["seen"])
    assert (status, done["members"], done["groups"], len(done["codes"])) == (0, 6, 1, 7)
    code = next(one["code"] for one in done["codes"] if one["kind"] == "C")
    assert verify("verify", "show", code)[1]["bucket"] == "APPROVED"
    assert verify("verify", "approve", code)[0] == 1
    assert verify("verify", "undo", str(done["act"]), "--reason", "wrong group") == (0, {"taken_back": 7})
    assert verify("verify", "undo", str(done["act"]), "--reason", "wrong group")[0] == 3
    status, told = verify("history", "shg-0001")
    assert (status, told["record"]["id"]) == (0, rows[0]["id"])
    acts = [line["what"] for line in told["history"]]
    assert acts[-2].startswith(f"approved revision 1; it was given the code {code} (act")
    assert acts[-1].endswith(": wrong group")


def test_the_list_by_age(verify: Verify) -> None:
    """What was asked for today is new, and neither some days nor many days old: each word of --age narrows the list."""
    found = {age: verify("verify", "list", "--search", "shg-000", "--age", age)[1]["rows"] for age in AGES}
    asked = {row["id"]: row["request_date"] for rows in found.values() for row in rows}
    assert len(asked) == sum(len(rows) for rows in found.values()) == 2
    assert len([rows for rows in found.values() if rows]) == 1


def test_marks_and_members_by_themselves(verify: Verify) -> None:
    """One identifier ticked, one crossed, which forbids her approval; two members alone; her history."""
    one = ("verify", "tick", "shg-0001", "--member", WOMAN)
    assert verify(*one, "--identifier", "voter") == (0, {"ticked": 1})
    crossed = ("verify", "cross", "shg-0001", "--member", WOMAN, "--identifier", "account")
    assert verify(*crossed, "--remark", "nonsense")[0] == 2
    assert verify(*crossed, "--remark", "other")[0] == 1
    assert verify(*crossed, "--remark", "bank_ifsc", "--words", "of Kotdwar") == (0, {"crossed": 1})
    assert verify(*one) == (0, {"ticked": 1})
    assert verify("verify", "approve", "shg-0001", "--member", WOMAN)[0] == 1
    others = ("--member", "shg-0001-m1", "--member", "shg-0001-m2")
    status, done = verify("verify", "approve", "shg-0001", *others, "--tick-clean")
    assert (status, done["members"], done["groups"]) == (0, 2, 0)
    assert verify("verify", "approve", "shg-0002", "--members-only", "--tick-clean")[1]["members"] == 6
    assert verify("verify", "approve", "shg-0002", "--member", WOMAN)[0] == 3
    assert verify("verify", "tick", "shg-0002") == (0, {"ticked": 1})
    acts = [line["what"] for line in verify("history", "shg-0001", "--member", WOMAN)[1]["history"]]
    assert "crossed Account Number: IFSC does not match the branch: of Kotdwar" in acts
    assert verify("history")[0] == 2


def test_what_went_back_as_the_phone_reads_it(verify: Verify, as_role: As, said: Callable[..., str]) -> None:
    """A rejected group: one line a record with field, code and words; the bookkeeper sees her own."""
    rejected = ("verify", "reject", "shg-0001", "--remark", "formation_date", "--words", "see the register")
    status, done = verify(*rejected)
    assert (status, done["members"], done["groups"]) == (0, 6, 1)
    assert verify(*rejected)[0] == 3
    assert verify("verify", "reject", "shg-0002", "--member", "shg-0002-m0")[0] == 1
    mine = as_role("SHG_BK", "returned", "--format", "json", "--all")[1]
    assert {row["why"] for row in mine} == {
        "Formation date: formation date wrong: see the register",
        "sent back with the group's profile",
    }
    assert as_role("BLOCK_ADMIN", "returned")[0] == 3
    assert as_role("BLOCK_ADMIN", "verify", "show", "shg-0001")[0] == 3


def test_lines_for_a_phone(said: Callable[..., str]) -> None:
    """The documented lines: kind, uid, code, revision and remarks, nothing else."""
    assert said("returned", "--json", "--search", "shg-000") == ""
    said("verify", "reject", "shg-0001", "--remark", "formation_date", "--words", "see the register")
    lines = [json.loads(line) for line in said("returned", "--json", "--search", "shg-0001 sakhi").splitlines()]
    assert sorted(line["kind"] for line in lines) == ["MEMBER"] * 6 + ["SHG"]
    assert next(line for line in lines if line["kind"] == "SHG") == {
        "kind": "SHG",
        "uid": "shg-0001",
        "code": "",
        "revision": 1,
        "remarks": [
            {
                "field": "formation_date",
                "code": "FORMATION_DATE",
                "text": "see the register",
                "words": "formation date wrong: see the register",
            }
        ],
    }


def test_narrowed_to_a_cluster(verify: Verify, as_role: As, made: dict[str, Any]) -> None:
    """Who made the manager narrows her to a cluster; the next command sees no other."""
    state = next(one for one in made["accounts"] if one["role"] == "STATE_ADMIN")
    block = next(one for one in made["accounts"] if one["role"] == "BLOCK_PM")
    clf = as_role("BLOCK_ADMIN", "cbos", "--type", "CLF", "--format", "json")[1]["rows"][0]["code"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LOKOS_PASSWORD", state["password"])
        narrow = ["--as", state["user_id"], "verify", "cluster", block["user_id"]]
        assert run([*narrow, clf, "--block", block["block_code"]]) == 0
        assert verify("verify", "show", "shg-0001")[0] == 3
        patch.setenv("LOKOS_PASSWORD", state["password"])
        assert run([*narrow, "--block", block["block_code"]]) == 0
    assert verify("verify", "show", "shg-0001")[0] == 0


def test_as_text(said: Callable[..., str]) -> None:
    """Without --json a group, a history and what went back are tables and sentences to read."""
    shown = said("verify", "show", "shg-0001")
    assert "*****836" in shown
    assert "Not yet: " in shown
    assert "identifiers undecided (--tick-clean ticks 9); 6 members undecided; 0 of 5 active members." in shown
    assert "  SHG-0001 SAKHI MANDAL: 6 members undecided." in shown
    assert "9 identifiers ticked, one by one." in said("verify", "tick", "shg-0001")
    assert "Nothing was ticked" in said("verify", "tick", "shg-0001")
    done = said("verify", "reject", "shg-0001", "--member", WOMAN, "--remark", "not_resident")
    assert "1 member and 0 groups rejected." in done
    assert "not a resident of the village" in said("returned", "--search", "shg-0001 sakhi")
    assert "uploaded revision 1" in said("history", "--member", WOMAN)


def test_the_list_of_remarks(capsys: pytest.CaptureFixture[str]) -> None:
    """Remarks are listed without an office."""
    assert run(["verify", "remarks", "--json"]) == 0
    assert [one["code"] for one in json.loads(capsys.readouterr().out)] == [one.code for one in REMARKS]
