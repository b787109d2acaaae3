"""A small real office for the screens: made once a session, copied for each test, on a fixed clock."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from lokos_tui.app import LokosApp
from lokos_tui.commands.accounts import ChangeOwnPassword
from lokos_tui.context import Context, Office
from lokos_tui.demo.block import make_block
from lokos_tui.demo.geography import block_facts
from lokos_tui.demo.load import fill_block
from lokos_tui.domain.accounts.permissions import Actor, Area
from lokos_tui.domain.accounts.roles import Role
from lokos_tui.services.office.make import BlockFacts, FirstAccount, init_office
from lokos_tui.settings import load_settings
from screens.elsewhere import elsewhere
from screens.registry import ROUTES

NOW = 1_767_252_600_000  # 01/01/2026 13:00 IST
BLOCK = "996"
ADMIN = "IUP_NBDADM"
PASSWORD = "neem ka bada ped 82"


@pytest.fixture(autouse=True)
def _a_terminal_of_today(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every screen test see the same terminal, wherever the tests run."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "")


def clock() -> int:
    """Return the one moment of all tests."""
    return NOW


def _open(home: Path) -> Office:
    return Office(load_settings(home), clock)


@pytest.fixture(scope="session")
def office_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an office: block NAJIBABAD, 120 SHGs, its accounts and links, one Block Admin."""
    home = tmp_path_factory.mktemp("template") / "office"
    place = block_facts(1)
    district, state = place.district, place.district.state
    facts = BlockFacts(state.lgd_code, state.name, state.prefix, district.code, district.name, place.code, place.name)
    first = init_office(load_settings(home), facts, FirstAccount(ADMIN, "REKHA ADMIN", "9412300001"), NOW)
    office = _open(home)
    office.sign_in(ADMIN, first).send(ChangeOwnPassword(block_code=BLOCK, old=first, new=PASSWORD))
    with office.store.writing() as connection:
        fill_block(connection, make_block(place, shgs=120), now=NOW - 86_400_000 * 30, by=ADMIN)
    office.close()
    return home


@pytest.fixture
def office(office_template: Path, tmp_path: Path) -> Iterator[Office]:
    """An office of one's own."""
    home = tmp_path / "office"
    shutil.copytree(office_template, home)
    office = _open(home)
    yield office
    office.close()


AppMaker = Callable[..., LokosApp]


@pytest.fixture
def ctx(office: Office) -> Context:
    """The Block Admin at work."""
    return Context(office, actor_of(Role.BLOCK_ADMIN))


def actor_of(role: Role, *, area: Area | None = None) -> Actor:
    """Return somebody who has signed in, in one role."""
    return Actor(
        user_id=ADMIN,
        name="REKHA ADMIN",
        role=role,
        area=Area("9", "132", BLOCK) if area is None else area,
        account=1,
        block_name="NAJIBABAD",
        state_prefix="UP",
    )


class SignedInApp(LokosApp):
    """The real program with somebody signed in; the wanted screen stands where the sign-in would."""

    def __init__(self, context: Context, route: str, **params: object) -> None:
        super().__init__(context.office, {**ROUTES, "sign_in": lambda: ROUTES[route](**params)}, elsewhere=elsewhere)
        self.ctx = context
        self.faults: list[BaseException] = []

    def report_unexpected(self, exc: BaseException) -> None:
        """Keep the fault: the fixture fails the test with it."""
        self.faults.append(exc)
        super().report_unexpected(exc)


@pytest.fixture
def open_screen(ctx: Context) -> Iterator[AppMaker]:
    """Return a maker of the program at a route; ``role`` signs somebody else in. Unexpected faults fail the test."""
    made: list[SignedInApp] = []

    def make(route: str, *, role: Role | None = None, area: Area | None = None, **params: Any) -> LokosApp:
        context = ctx if role is None else Context(ctx.office, actor_of(role, area=area))
        made.append(SignedInApp(context, route, **params))
        return made[-1]

    yield make
    for fault in (fault for app in made for fault in app.faults):
        raise fault
