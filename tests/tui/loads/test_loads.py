"""Loading a workbook on the screen: inbox, check, correct, apply, take back."""

from __future__ import annotations

import shutil
import stat
import threading
from pathlib import Path
from typing import Any

import pytest
from textual.app import App
from textual.pilot import Pilot

from lokos_tui.commands.loads import UndoBatch
from lokos_tui.context import Context
from lokos_tui.domain.accounts.roles import Role
from lokos_tui.files.loads.load import Load
from lokos_tui.files.loads.templates import free_name
from lokos_tui.ui.table.table import PagedTable
from screens.loads.check import CheckScreen
from screens.loads.files import inbox_files, size_words
from tests.support.until import PATIENCE, until_seen
from tests.tui.conftest import BLOCK, AppMaker
from tests.tui.ui_kit import press, screen_text, settle

SAMPLES = Path(__file__).parents[3] / "sample_data"
HEADINGS = "User ID,Bookkeeper Name,Mobile,Designation,Role Category,Gram Panchayat,Village,SHG Code,SHG Name"


def shown(app: App[Any]) -> str:
    """Return the screen as one text, its lines joined."""
    return " ".join(" ".join(line.strip() for line in screen_text(app)).split())


def sample(ctx: Context, name: str) -> Path:
    """Put a sample file into the office's inbox."""
    inbox = ctx.settings.inbox
    inbox.mkdir(exist_ok=True)
    return Path(shutil.copy(SAMPLES / name, inbox / name))


def check_screen(app: App[Any]) -> CheckScreen:
    """Return the check screen wherever it stands."""
    return next(screen for screen in app.screen_stack if isinstance(screen, CheckScreen))


async def planned(pilot: Pilot[Any]) -> CheckScreen:
    """Wait until the file is read and planned."""
    await settle(pilot)
    await settle(pilot)
    return check_screen(pilot.app)


def test_inbox_lists_workbooks_newest_first(tmp_path: Path) -> None:
    """Links, folders and other suffixes are passed over."""
    (tmp_path / "a.xlsx").write_bytes(b"x" * 14_000)
    (tmp_path / "b.CSV").write_text("x")
    (tmp_path / "notes.txt").write_text("x")
    (tmp_path / "folder.xlsx").mkdir()
    (tmp_path / "link.xlsx").symlink_to(tmp_path / "a.xlsx")
    assert {file.name for file in inbox_files(tmp_path)} == {"a.xlsx", "b.CSV"}
    assert inbox_files(tmp_path / "nowhere") == ()


def test_words_of_files(tmp_path: Path) -> None:
    """Sizes read as words, and a name that is taken gets a number."""
    assert [size_words(size) for size in (812, 14_200, 3_100_000)] == ["812 B", "14 kB", "3.1 MB"]
    (tmp_path / "out.xlsx").touch()
    assert free_name(tmp_path, "out", ".xlsx").name == "out-2.xlsx"


async def test_empty_inbox_says_where_to_put_a_file(open_screen: AppMaker, ctx: Context) -> None:
    """The sentence names the folder; r finds the file that came."""
    app = open_screen("load")
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        assert "The inbox is empty" in shown(app)
        sample(ctx, "mapping.xlsx")
        await press(pilot, "r")
        assert "mapping.xlsx" in shown(app)


async def test_a_file_that_was_loaded_is_marked_by_its_content(open_screen: AppMaker, ctx: Context) -> None:
    """The list says by which load and when, under another name too; a changed file is a new one; taken back says so."""
    path = sample(ctx, "mapping.xlsx")
    job = Load(ctx, "mapping", path, path.name)
    job.read()
    job.check()
    number = job.apply().batch_id
    again = path.with_name("renamed.xlsx")
    shutil.copy(path, again)
    other = path.with_name("other.csv")
    other.write_bytes(b"SHG Code,Name\n1,2\n")
    app = open_screen("load")
    async with app.run_test(size=(100, 24)) as pilot:
        await settle(pilot)
        said = {name: next(line for line in screen_text(app) if name in line) for name in (path.name, again.name)}
        assert all(f"{number}, 01/01/2026" in line for line in said.values())
        assert ", 01/01" not in next(line for line in screen_text(app) if other.name in line).replace("  ", "")
        ctx.send(UndoBatch(block_code=BLOCK, batch_id=number, why="wrong file"))
        await press(pilot, "r")
        assert f"{number}, taken back" in next(line for line in screen_text(app) if path.name in line)
    assert path.exists()


async def test_template_is_written_for_its_owner_alone(open_screen: AppMaker, ctx: Context) -> None:
    """With t the template is written into the exports, mode 0600, and the message names it whole."""
    app = open_screen("load")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "t", "enter")
        (made,) = ctx.settings.exports.glob("mapping-996-*.xlsx")
        assert stat.S_IMODE(made.stat().st_mode) == 0o600
        assert made.name in shown(app).replace(" ", "")


async def test_faults_stand_first_and_apply_waits(open_screen: AppMaker, ctx: Context) -> None:
    """The faults are shown, the row under the cursor uncut; A is refused with what to do; Tab goes on; Enter looks."""
    app = open_screen("load_check", kind="mapping", path=sample(ctx, "mapping_with_faults.xlsx"))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await planned(pilot)
        assert "showing: faults" in screen_text(app)[1]
        assert "Did you mean HAKEEMPUR QUAZI?" in shown(app)
        await press(pilot, "A")
        assert "rows have faults: e corrects, o leaves out, L loads the good rows only." in shown(app)
        before = screen.group
        await press(pilot, "tab")
        assert screen.group != before
        await press(pilot, "enter")
        assert "Row " in shown(app)


async def test_a_wrong_value_is_corrected_once_for_all_its_rows(open_screen: AppMaker, ctx: Context) -> None:
    """Correcting HAKEEMPUR KUAZI with e takes the proposal in its three rows."""
    app = open_screen("load_check", kind="mapping", path=sample(ctx, "mapping_with_faults.xlsx"))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await planned(pilot)
        bad = screen.job.bad_rows
        await press(pilot, "e")
        assert "HAKEEMPUR QUAZI in all 3 rows" in shown(app)
        await pilot.press("enter")
        await planned(pilot)
        assert bad - screen.job.bad_rows == {2, 3, 4}
        assert "is read as HAKEEMPUR QUAZI" in shown(app)


async def test_a_row_is_left_out_and_taken_in_again(open_screen: AppMaker, ctx: Context) -> None:
    """With o a row goes out of the load, on it again back in; leaving asks before the choices are dropped."""
    app = open_screen("load_check", kind="mapping", path=sample(ctx, "mapping_with_faults.xlsx"))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await planned(pilot)
        await pilot.press("o")
        await planned(pilot)
        assert screen.job.choices.left_out == {2}
        await press(pilot, "escape")
        assert "dropped" in shown(app)
        await pilot.press("escape")
        screen.group = "left_out"
        screen.show_plan()
        await settle(pilot)
        await pilot.press("o")
        await planned(pilot)
        assert screen.job.choices.left_out == frozenset()


async def test_faults_workbook_is_private(open_screen: AppMaker, ctx: Context) -> None:
    """With w the faulty rows come back in a workbook, mode 0600."""
    app = open_screen("load_check", kind="mapping", path=sample(ctx, "mapping_with_faults.xlsx"))
    async with app.run_test(size=(80, 24)) as pilot:
        await planned(pilot)
        await press(pilot, "w")
        made = ctx.settings.exports / "mapping_with_faults-faults.xlsx"
        assert stat.S_IMODE(made.stat().st_mode) == 0o600


async def test_good_rows_load_papers_are_private_and_the_load_is_taken_back(
    open_screen: AppMaker, ctx: Context
) -> None:
    """L and Y load; failed rows and slips are 0600; U with a reason takes the load back, once."""
    app = open_screen("load_check", kind="mapping", path=sample(ctx, "mapping_with_faults.xlsx"))
    async with app.run_test(size=(80, 24)) as pilot:
        await planned(pilot)
        await press(pilot, "L")
        assert "come back as a workbook" in shown(app)
        await pilot.press("Y")
        await planned_batch(pilot)
        papers = list(ctx.settings.exports.iterdir())
        assert "mapping_with_faults-failed.xlsx" in {paper.name for paper in papers}
        assert {stat.S_IMODE(paper.stat().st_mode) for paper in papers} == {0o600}
        await press(pilot, "escape", "U")
        await press(pilot, *"wrong file", "enter")
        assert "kept: 0; could not: 0." in shown(app)
        await press(pilot, "U")
        assert "It was taken back already" in shown(app)


async def planned_batch(pilot: Pilot[Any]) -> None:
    """Wait until a load is written and its papers with it."""
    for _ in range(3):
        await settle(pilot)


async def test_a_load_is_recognised_the_second_time(open_screen: AppMaker, ctx: Context) -> None:
    """A whole file loads by A and Y with its slips; the same file again changes nothing and says so."""
    path = sample(ctx, "mapping.xlsx")
    job = Load(ctx, "mapping", path, path.name)
    job.read()
    job.check()
    job.apply(good_rows_only=bool(job.bad_rows))
    app = open_screen("load_check", kind="mapping", path=path)
    async with app.run_test(size=(80, 24)) as pilot:
        await planned(pilot)
        assert "was loaded as load 1 by IUP_NBDADM. Loading it again changes nothing." in shown(app)
        await press(pilot, "A")
        assert "there is nothing to load" in shown(app)


async def test_what_changed_since_the_preview_is_told(open_screen: AppMaker, ctx: Context) -> None:
    """Somebody else loads the same file between check and apply: nothing is written twice, and it is said."""
    path = sample(ctx, "mapping.xlsx")
    app = open_screen("load_check", kind="mapping", path=path)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await planned(pilot)
        other = Load(ctx, "mapping", path, path.name)
        other.read()
        other.check()
        other.apply(good_rows_only=bool(other.bad_rows))
        await pilot.press("L" if screen.job.bad_rows else "A", "Y")
        await planned_batch(pilot)
        assert "changed" in shown(app).lower()


async def test_a_broken_file_costs_one_sentence(open_screen: AppMaker, ctx: Context) -> None:
    """Bytes that are no workbook are refused in a sentence; the keys say why nothing can be done; Esc goes back."""
    ctx.settings.inbox.mkdir(exist_ok=True)
    path = ctx.settings.inbox / "broken.xlsx"
    path.write_bytes(b"PK\x03\x04 not a workbook")
    app = open_screen("load_check", kind="mapping", path=path)
    async with app.run_test(size=(80, 24)) as pilot:
        await planned(pilot)
        assert "The file was not read. Esc goes back." in shown(app)
        assert "Reading" not in shown(app)
        assert screen_text(app)[-1].split("  ")[:2] == ["Esc back", "r refresh"]
        await press(pilot, "L")
        assert shown(app).count("The file was not read.") == 1


@pytest.mark.parametrize(("kind", "name"), [("places", "places.xlsx"), ("cbos", "cbos.xlsx")])
async def test_master_lists_go_through_the_same_screen(
    open_screen: AppMaker, ctx: Context, kind: str, name: str
) -> None:
    """Places and CBOs are planned and shown by outcome, narrow too."""
    app = open_screen("load_check", kind=kind, path=sample(ctx, name))
    async with app.run_test(size=(60, 20)) as pilot:
        screen = await planned(pilot)
        assert screen.ready
        assert "showing: " in screen_text(app)[1]
        assert screen.query_one(PagedTable).current is not None


async def test_screen_and_dry_run_show_the_same_outcomes(open_screen: AppMaker, ctx: Context) -> None:
    """The plan on the screen is, row by row, what --dry-run --json prints."""
    path = sample(ctx, "mapping_with_faults.xlsx")
    job = Load(ctx, "mapping", path, path.name)
    job.read()
    job.check()
    printed: Any = job.preview.report(job.facts)
    app = open_screen("load_check", kind="mapping", path=path)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await planned(pilot)
        on_screen = [(row.row, row.outcome.value) for row in screen.job.plan.rows]
        assert on_screen == [(row["row"], row["outcome"]) for row in printed["rows"]]


async def test_a_viewer_may_not_load(open_screen: AppMaker, ctx: Context) -> None:
    """A Block Program Manager is told so at home and gets no plan by the route either."""
    app = open_screen("batches", role=Role.BLOCK_PM)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "Nothing was loaded in this block yet; the Block Admin loads workbooks." in shown(app)


async def test_a_long_file_leaves_the_keys_alive_and_can_be_stopped(
    open_screen: AppMaker, ctx: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While 25,000 rows are at work another key answers, and C stops it with nothing planned."""
    ctx.settings.inbox.mkdir(exist_ok=True)
    path = ctx.settings.inbox / "long.csv"
    rows = (f",SUNITA DEVI,98765{n:05d},,SHG,AHMADPUR SADAT,AHMADPUR SADAT,9{n:08d}," for n in range(25_000))
    path.write_text("\n".join((HEADINGS, *rows)), encoding="utf-8")
    pressed, check = threading.Event(), Load.check

    def check_when_pressed(job: Load) -> None:
        assert pressed.wait(PATIENCE)
        check(job)

    monkeypatch.setattr(Load, "check", check_when_pressed)
    app = open_screen("load_check", kind="mapping", path=path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("A")
        await until_seen(pilot, lambda: "It is still reading. C stops it." in shown(app))
        await pilot.press("C")
        pressed.set()
        screen = await planned(pilot)
        assert not screen.ready
        assert "Stopped; nothing was loaded. The file was not read. Esc goes back." in shown(app)
