"""Budgets of the wire (80x24, PuTTY-like, no compression), at 2,000 and at 1,000,000 rows, with VisiData and mc beside.

The real program runs on a pseudo-terminal that answers no query; every byte it sends is counted.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench.wire_office import Account, grown_office, sample_office
from tests.bench.wire_peers import midnight_commander, visidata
from tests.bench.wire_steps import (
    Figures,
    Line,
    idle,
    moves,
    new_bookkeeper,
    sign_in,
    start,
    there_and_back,
)

LIMITS = {
    "first paint (sign-in)": 2_500,
    "s CPU to first paint": 0.5,
    "sign-in to home": 3_000,
    "cursor move": 200,
    "ten held": 600,  # what identifies the row goes before bytes: its line below is sent too
    "page of a list": 1_500,
    "last row of a list": 1_500,
    "another screen": 1_500,
    "back": 2_500,
    "a typed character": 60,
    "a notice": 300,
    "idle": 0,
    "create a user, link 12 SHGs, save": 15_000,
    "MB of memory at most": 150,
}
ROWS = 1_000_000
IDLE_SECONDS, IDLE_MINUTE = 5, 60


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Account:
    """The sample office: 126 accounts, 2,081 SHGs, 1,496 links."""
    return sample_office(tmp_path_factory.mktemp("wire") / "office")


@pytest.mark.bench
@pytest.mark.timeout(900)
def test_a_day_on_the_wire(office: Account, tmp_path: Path) -> None:
    """Every step of the budget table stays under its limit, at 2,000 rows and at 1,000,000."""
    grown = grown_office(office, tmp_path / "grown", ROWS)
    few, many = day(office), day(grown)
    peers = {"vd": visidata(tmp_path), "mc": midnight_commander(tmp_path)}
    show({"2,000 rows": few, "1,000,000": many, **peers})
    assert over(few) == {}
    assert over(many) == {}


@pytest.mark.bench
@pytest.mark.timeout(900)
def test_a_minute_of_silence(office: Account) -> None:
    """Nothing is sent while nobody types: a whole minute in a list, five seconds on every other section."""
    with Line(office) as line:
        start(line)
        sign_in(line)
        line.step("1", quiet=1.5)
        found: Figures = {f"idle in a list, {IDLE_MINUTE} s": line.settle(IDLE_MINUTE)}
        line.step("\x1b", "Users and their links", 1.0)
        found |= idle(line, IDLE_SECONDS)
    show({"bytes": found})
    assert over(found) == {}


def day(account: Account) -> Figures:
    """Carry out a day's steps on one office; the start is the quickest of three."""
    starts = []
    for _ in range(2):
        with Line(account) as line:
            starts.append(start(line))
    with Line(account) as line:
        starts.append(start(line))
        found = {name: min(one[name] for one in starts) for name in starts[0]}
        found |= sign_in(line) | there_and_back(line) | moves(line) | in_section(moves(line, "2"), "SHGs")
        found |= new_bookkeeper(line)
        found["MB of memory at most"] = line.memory_mb()
    return found


def in_section(figures: Figures, name: str) -> Figures:
    """Name the section in which figures were taken."""
    return {f"{step}: {name}": figure for step, figure in figures.items()}


def limit_of(name: str) -> float | None:
    """Return the limit of a step by the beginning of its name; None where there is none."""
    return next((limit for step, limit in LIMITS.items() if name.startswith(step)), None)


def over(figures: Figures) -> Figures:
    """Return the figures above their limit."""
    return {
        name: figure for name, figure in figures.items() if (limit := limit_of(name)) is not None and figure > limit
    }


def show(columns: dict[str, Figures]) -> None:
    """Print the budget table: a step, its limit, and what each column measured ('-' where it was not)."""
    print(f"\n{'':<40}{'at most':>10}" + "".join(f"{name:>12}" for name in columns))
    for step in next(iter(columns.values())):
        limit = limit_of(step)
        cells = [f"{limit:,g}" if limit is not None else "-"]
        cells += [f"{figures[step]:,g}" if step in figures else "-" for figures in columns.values()]
        print(f"{step:<40}{cells[0]:>10}" + "".join(f"{cell:>12}" for cell in cells[1:]))
