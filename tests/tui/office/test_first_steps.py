"""A new office leads its Block Admin: places, CBOs, mapping; template and load one key away; then the guide goes."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from lokos_tui.context import Context, Office
from lokos_tui.domain.accounts.roles import Role
from lokos_tui.domain.office.first_steps import FirstSteps, Step
from lokos_tui.files.loads.load import Load
from tests.tui.conftest import AppMaker, SignedInApp, actor_of
from tests.tui.filled_office import make_empty
from tests.tui.loads.test_loads import SAMPLES
from tests.tui.ui_kit import press, screen_text, settle

FILES = {Step.PLACES: "places.xlsx", Step.CBOS: "cbos.xlsx", Step.MAPPING: "mapping.xlsx"}
NAMES = {Step.PLACES: "Step 1: places", Step.CBOS: "Step 2: SHGs, VOs, CLFs", Step.MAPPING: "Step 3: the mapping"}
SIZES = ((80, 24), (60, 20))


@pytest.fixture
def new(tmp_path: Path) -> Iterator[Office]:
    """An office in which nothing was done."""
    office = make_empty(tmp_path / "new")
    yield office
    office.close()


def load(ctx: Context, step: Step) -> None:
    """Load the sample file of a step."""
    ctx.settings.inbox.mkdir(exist_ok=True)
    path = Path(shutil.copy(SAMPLES / FILES[step], ctx.settings.inbox / FILES[step]))
    job = Load(ctx, step.value, path, path.name)
    job.read()
    job.check()
    job.apply(good_rows_only=bool(job.bad_rows))


def lines(app: SignedInApp) -> dict[Step, str]:
    """Return the lines of the guide that are on the screen."""
    rows = screen_text(app)
    return {step: line for step, name in NAMES.items() for line in rows if name in line}


def test_the_next_step_is_the_first_that_is_not_done() -> None:
    """In the order of the steps, whatever was done out of order; none when all are."""
    assert FirstSteps(0, 0, 0).next is Step.PLACES
    assert FirstSteps(3, 0, 4).next is Step.CBOS
    assert FirstSteps(3, 40, 0).next is Step.MAPPING
    assert FirstSteps(1, 1, 1).next is None


@pytest.mark.parametrize("size", SIZES)
async def test_step_by_step(new: Office, size: tuple[int, int]) -> None:
    """The next step is under the cursor and what is done is ticked; after the third the guide goes."""
    ctx = Context(new, actor_of(Role.BLOCK_ADMIN))
    app = SignedInApp(ctx, "home")
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        for number, step in enumerate(Step):
            shown = lines(app)
            assert shown[step].startswith(">"), shown
            assert "next" in shown[step]
            assert [one for one in Step if "done" in shown[one]] == list(Step)[:number]
            assert "A new office: Enter loads the next step, t writes its te" in screen_text(app)[1]
            load(ctx, step)
            await press(pilot, "r")
        assert lines(app) == {}
        assert "A new office" not in screen_text(app)[1]
    assert not app.faults


@pytest.mark.parametrize("step", Step)
async def test_each_step_has_its_load_and_its_template(new: Office, step: Step) -> None:
    """Enter opens the load of that kind; t writes the template of that kind into the exports and says where."""
    ctx = Context(new, actor_of(Role.BLOCK_ADMIN))
    app = SignedInApp(ctx, "home")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, *["down"] * list(Step).index(step))
        assert "t template" in screen_text(app)[-1]
        await press(pilot, "t")
        (written,) = new.settings.exports.iterdir()
        assert written.name.startswith(f"{step.value}-996-")
        said = "".join(screen_text(app)[-3:]).replace(" ", "")
        assert written.name in said
        await press(pilot, "enter")
        assert "Load, step 1 of 3" in screen_text(app)[0]
        assert str(new.settings.inbox) in "".join(screen_text(app)).replace(" ", "")
        kinds = {Step.PLACES: "places:", Step.CBOS: "CBOs:", Step.MAPPING: "links of bookkeepers"}
        assert f"Loading {kinds[step]}" in screen_text(app)[1]
    assert not app.faults


async def test_the_cursor_is_moved_once_a_step(new: Office) -> None:
    """Who went to another section stays there when the counts are read again."""
    app = SignedInApp(Context(new, actor_of(Role.BLOCK_ADMIN)), "home")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "down", "down", "down", "r")
        assert next(line for line in screen_text(app) if line.startswith(">")).startswith(">  1 Users")
        await press(pilot, "t")
        assert "No step of a new office is under the cursor. 3 has the templates" in " ".join(screen_text(app)[-3:])


async def test_a_full_office_has_no_guide(open_screen: AppMaker) -> None:
    """The Block Admin of an office at work sees her sections, and the template key is not offered."""
    app = open_screen("home")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert lines(app) == {}  # type: ignore[arg-type]
        assert "t template" not in screen_text(app)[-1]


async def test_who_loads_nothing_has_no_guide(new: Office) -> None:
    """A Block Thematic user of the new office sees her sections alone."""
    app = SignedInApp(Context(new, actor_of(Role.BLOCK_THEMATIC)), "home")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert lines(app) == {}
