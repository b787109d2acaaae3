"""Many groups decided from the command line: the plan is the screen's own, then each outcome by name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import pytest

from lokos_tui.bootstrap import open_office
from lokos_tui.cli.main import run
from lokos_tui.domain.verification.bulk import BulkAct
from screens.verification.bulk import BulkScreen
from tests.support.phones import As, Phone
from tests.tui.conftest import SignedInApp
from tests.tui.ui_kit import settle

Verify = Callable[..., tuple[int, Any]]
NAMES = ["SHG-0001 SAKHI MANDAL", "SHG-0002 SAKHI MANDAL", "SHG-0003 SAKHI MANDAL", "SHG-0004 SAKHI MANDAL"]
OURS = ("--search", "shg-000")


@pytest.fixture
def verify(as_role: As, phone: Phone) -> Verify:
    """A block manager to whom four SHGs were sent: the third of two women only, the fourth with a number crossed."""
    lines = [phone.shg(f"shg-000{number}", first=number * 20) for number in range(1, 5)]
    lines[2]["members"] = lines[2]["members"][:2]
    assert as_role("SHG_BK", "import", "profiles", str(phone.send(lines, "bundle-0001")))[0] == 0

    def go(*argv: str) -> tuple[int, Any]:
        return as_role("BLOCK_PM", "verify", *argv)

    crossed = ("shg-0004", "--member", "shg-0004-m0", "--identifier", "mobile", "--remark", "mobile_wrong")
    assert go("cross", *crossed)[0] == 0
    return go


def outcomes(told: dict[str, Any], part: str) -> list[tuple[str, str]]:
    """Return (name, outcome) of a part of what was told."""
    return [(one["name"], one["outcome"]) for one in told[part]]


def test_every_ready_group_is_approved_and_the_others_stay(verify: Verify) -> None:
    """A dry run writes nothing; the run does what it said; each that stays says why; the acts can be taken back."""
    status, tried = verify("approve", "--all-ready", "--tick-clean", "--dry-run", *OURS)
    assert (status, tried["dry_run"], tried["outcome"]) == (1, True, [])
    planned = [(NAMES[2], "stays"), (NAMES[3], "stays"), (NAMES[0], "planned"), (NAMES[1], "planned")]
    assert sorted(outcomes(tried, "plan")) == sorted(planned)
    assert len(verify("list", *OURS)[1]["rows"]) == 4
    became = [(name, said.replace("planned", "done")) for name, said in planned]
    status, done = verify("approve", "--all-ready", "--tick-clean", *OURS)
    assert (status, done["act"], done["plan"]) == (1, "approve", tried["plan"])
    assert sorted(outcomes(done, "outcome")) == sorted(became)
    why = {one["name"]: one["why"] for one in done["outcome"]}
    assert "2 of 5 active members" in why[NAMES[2]]
    assert "Mobile Number crossed" in why[NAMES[3]]
    assert {row["name"] for row in verify("list", *OURS)[1]["rows"]} == set(NAMES[2:])
    acts = [one["act"] for one in done["outcome"] if one["outcome"] == "done"]
    assert [verify("undo", str(act), "--reason", "tried")[1] for act in acts] == [{"taken_back": 7}] * 2


def test_without_ticks_only_what_is_ticked_is_ready(verify: Verify) -> None:
    """Without --tick-clean nothing is ticked for anybody: the group whose identifiers were ticked before goes alone."""
    assert verify("tick", "shg-0002")[0] == 0
    status, done = verify("approve", "--all-ready", *OURS)
    assert status == 1
    assert [name for name, said in outcomes(done, "outcome") if said == "done"] == [NAMES[1]]


def test_filters_choose_which_and_all_done_is_status_0(verify: Verify) -> None:
    """The filters are those of the list; where all of them are done the status is 0, and where none fits as well."""
    status, done = verify("approve", "--all-ready", "--tick-clean", "--search", "shg-0001", "--status", "new")
    assert (status, outcomes(done, "outcome")) == (0, [(NAMES[0], "done")])
    assert verify("approve", "--all-ready", "--search", "no such name")[1]["plan"] == []
    assert verify("approve", "--all-ready", "--search", "no such name")[0] == 0


def test_every_waiting_group_goes_back_with_one_remark(verify: Verify) -> None:
    """A remark that does not fit leaves all where they are, tried or run; one that fits sends them back."""
    all_ours = ("reject", "--all-waiting", *OURS)
    assert verify(*all_ours)[0] == 2
    assert verify(*all_ours, "--remark", "nonsense")[0] == 2
    for more in (("--dry-run",), ()):
        status, told = verify(*all_ours, "--remark", "not_resident", *more)
        assert (status, {said for _, said in outcomes(told, "plan")}) == (1, {"stays"})
        assert "does not fit here" in told["plan"][0]["why"]
    status, tried = verify(*all_ours, "--remark", "other", "--dry-run")
    assert (status, {one["why"] for one in tried["plan"]}) == (1, {"Say what is wrong, in a few words."})
    status, done = verify(*all_ours, "--remark", "formation_date", "--words", "see the register")
    assert (status, {said for _, said in outcomes(done, "outcome")}, len(done["outcome"])) == (0, {"done"}, 4)
    assert verify("list", *OURS)[1]["rows"] == []


@pytest.mark.parametrize(
    "argv",
    [
        ("approve",),
        ("approve", "shg-0001", "--all-ready"),
        ("approve", "shg-0001", "--search", "sakhi"),
        ("approve", "shg-0001", "--dry-run"),
        ("approve", "shg-0001", "--kind", "vo"),
        ("approve", "--all-ready", "--members-only"),
        ("reject", "--all-waiting", "--member", "shg-0001-m0", "--remark", "incomplete"),
        ("reject", "--all-waiting", "--seen", "0", "--remark", "incomplete"),
        ("reject", "--remark", "incomplete"),
    ],
)
def test_one_or_all_never_both(argv: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    """What is meant for one group is wrong usage with all of them, and the other way round; nobody has to sign in."""
    assert run(["verify", *argv]) == 2
    assert "lokos verify --help" in capsys.readouterr().err


def test_told_to_be_read(
    verify: Verify, made: dict[str, Any], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without --json: first what will happen to each, then what happened, then both in numbers."""
    manager = next(one for one in made["accounts"] if one["role"] == "BLOCK_PM")
    monkeypatch.setenv("LOKOS_PASSWORD", manager["password"])
    verify("list")
    capsys.readouterr()
    assert run(["--as", manager["user_id"], "verify", "approve", "--all-ready", "--tick-clean", *OURS]) == 1
    plan, outcome = capsys.readouterr().out.split("\n\n")
    assert plan.count("will be approved") == 2
    assert plan.count("stays") == 2
    assert "with 6 members" in plan
    assert outcome.count("\napproved") == 2
    assert outcome.endswith("2 are approved, 2 stay.\n")


@pytest.mark.parametrize(
    ("act", "argv"),
    [
        (BulkAct.APPROVE, ("approve", "--all-ready", "--tick-clean")),
        (BulkAct.REJECT, ("reject", "--all-waiting", "--remark", "formation_date")),
    ],
)
async def test_the_screen_and_the_command_line_plan_the_same(
    verify: Verify, made: dict[str, Any], act: BulkAct, argv: tuple[str, ...]
) -> None:
    """The same groups, marked on the screen, have the same fates for the same reasons, in the same order."""
    told = verify(*argv, "--dry-run", *OURS)[1]["plan"]
    manager = next(one for one in made["accounts"] if one["role"] == "BLOCK_PM")
    office = open_office(made["home"])
    ctx = office.sign_in(manager["user_id"], manager["password"])
    ids = tuple(row["id"] for row in verify("list", *OURS)[1]["rows"])
    app = SignedInApp(ctx, "bulk", ids=ids, act=act)
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        fates = cast("BulkScreen", app.screen).fates
    office.close()
    assert len(fates) == 4
    assert [(one.cbo_id, one.outcome.name.lower(), one.why) for one in fates] == [
        (one["id"], one["outcome"], one["why"]) for one in told
    ]
    assert app.faults == []
