"""Take the pictures of the README: real screens of the demonstration office at 80x24, on a fixed clock.

``make pictures`` writes ``.pictures/*.svg`` anew; the same program gives the same pictures.
"""

from __future__ import annotations

import asyncio
import re
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from lokos_tui.app import LokosApp
from lokos_tui.commands.accounts import ChangeOwnPassword
from lokos_tui.commands.duplicates import RefreshDuplicates
from lokos_tui.context import Context, Office
from lokos_tui.demo import bundle
from lokos_tui.demo.block import make_block
from lokos_tui.demo.geography import block_facts
from lokos_tui.demo.load import fill_block
from lokos_tui.domain.accounts.roles import Role
from lokos_tui.domain.paging import PageRequest
from lokos_tui.files.loads.load import Load
from lokos_tui.files.profiles import bundles as profiles
from lokos_tui.queries.accounts.users import UserFilters, user_page
from lokos_tui.services.office.make import BlockFacts, FirstAccount, init_office
from lokos_tui.settings import load_settings
from screens.registry import ROUTES
from tests.support.languages import speaking
from tests.support.managers import make_manager

ROOT = Path(__file__).parents[2]
NOW = 1_767_252_600_000  # 01/01/2026 13:00 IST
ADMIN, PASSWORD, BLOCK = "IUP_NBDADM", "neem ka bada ped 82", "996"
SAMPLES = ("mapping_with_faults.xlsx", "mapping.xlsx")


def make_office(home: Path) -> Office:
    """Make the block of the samples with 120 SHGs, its Block Admin, and a filled inbox."""
    place = block_facts(1)
    district, state = place.district, place.district.state
    facts = BlockFacts(state.lgd_code, state.name, state.prefix, district.code, district.name, place.code, place.name)
    first = init_office(load_settings(home), facts, FirstAccount(ADMIN, "REKHA ADMIN", "9412300001"), NOW)
    office = Office(load_settings(home), lambda: NOW)
    office.sign_in(ADMIN, first).send(ChangeOwnPassword(block_code=BLOCK, old=first, new=PASSWORD))
    with office.store.writing() as connection:
        fill_block(connection, make_block(place, shgs=120), now=NOW - 86_400_000 * 30, by=ADMIN)
    office.settings.inbox.mkdir(exist_ok=True)
    for name in SAMPLES:
        shutil.copy(ROOT / "sample_data" / name, office.settings.inbox / name)
    return office


def load_sample(ctx: Context) -> int:
    """Load the sample mapping and return the load's number."""
    path = ctx.settings.inbox / "mapping.xlsx"
    job = Load(ctx, "mapping", path, path.name)
    job.read()
    job.check()
    return job.apply(good_rows_only=bool(job.bad_rows)).batch_id


def load_bundle(ctx: Context) -> Context:
    """Load the sample bundle in the name of a bookkeeper and check it; returns the block manager."""
    users = ctx.read(user_page, UserFilters(block_code=BLOCK, roles=(Role.SHG_BK.value,)), ctx.policy, PageRequest(1))
    data = bundle.bundle(None, users.rows[0].user_id)
    profiles.load(ctx, BLOCK, profiles.read(ctx, BLOCK, data), bundle.NAME, accept_unsigned=True)
    ctx.send(RefreshDuplicates(block_code=BLOCK))
    return make_manager(ctx)


async def rest(pilot: Pilot[Any]) -> None:
    """Wait until the screen and its reading threads are done."""
    for _ in range(4):
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()


def tidy(svg: str) -> str:
    """Take the fonts of the net away and keep blanks as they are: the picture needs nothing but itself."""
    svg = re.sub(r"@font-face\s*\{.*?\}\s*", "", svg, flags=re.DOTALL)
    svg = svg.replace("Fira Code, monospace", "Menlo, Consolas, 'DejaVu Sans Mono', monospace")
    return svg.replace("<svg ", '<svg xml:space="preserve" ', 1)


async def take(app: LokosApp, folder: Path, name: str, keys: Sequence[str] = ()) -> None:
    """Open the program, type ``keys`` and keep the picture as ``name``.svg."""
    async with app.run_test(size=(80, 24)) as pilot:
        await rest(pilot)
        for key in keys:
            await pilot.press(key)
            await rest(pilot)
        (folder / f"{name}.svg").write_text(tidy(app.export_screenshot(title="lokos")), encoding="utf-8")


class At(LokosApp):
    """The program with somebody signed in, at a route."""

    def __init__(self, ctx: Context, route: str, **params: object) -> None:
        super().__init__(ctx.office, {**ROUTES, "sign_in": lambda: ROUTES[route](**params)})
        self.ctx = ctx


async def take_all(office: Office, folder: Path) -> None:
    """Take every picture of the README."""
    ctx = office.sign_in(ADMIN, PASSWORD)
    faulty = office.settings.inbox / SAMPLES[0]
    sign_in = ("enter", *"block adm", "enter", *ADMIN)
    await take(LokosApp(office, ROUTES), folder, "sign-in", sign_in)
    await take(At(ctx, "load_check", kind="mapping", path=faulty), folder, "check")
    batch = load_sample(ctx)
    await take(At(ctx, "batch", batch_id=batch), folder, "batch")
    manager = load_bundle(ctx)
    await take(At(manager, "duplicates"), folder, "duplicates", ("enter",))
    await take(At(manager, "home_manager"), folder, "my-task")
    await take(At(manager, "verify"), folder, "queue", ("down",))
    found = ("slash", *"ganga", "enter", "enter")
    await take(At(manager, "verify"), folder, "review", (*found, "Y", "down", "down", "n", "enter"))
    with speaking("hi"):
        await take(At(manager, "home_manager"), folder, "my-task-hindi")
        await take(At(manager, "verify"), folder, "review-hindi", (*found, "down", "down"))
    await take(At(ctx, "home"), folder, "home")
    await take(At(ctx, "users"), folder, "users", ("down",))
    typed = ("S", "enter", "tab", *"SUNITA DEVI", "enter", *"98765", "enter", "tab", "tab", "A")
    await take(At(ctx, "user_new"), folder, "new-user", typed)
    await take(At(ctx, "users"), folder, "linking", ("l", "space", "space", "right", "space"))


def main(folder: Path) -> None:
    """Write the pictures into ``folder``."""
    folder.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        office = make_office(Path(scratch) / "office")
        try:
            asyncio.run(take_all(office, folder))
        finally:
            office.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / ".pictures")
