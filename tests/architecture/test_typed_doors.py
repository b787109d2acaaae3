"""A command, its handler and its result are one: mypy refuses a wrong pair, a wrong result and a lost type."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from lokos_tui.areas import AREAS
from lokos_tui.commands.accounts import EditUser
from lokos_tui.services.accounts.users import edit_user
from lokos_tui.services.handlers import HANDLERS
from lokos_tui.services.registry import Handlers, handles

ROOT = Path(__file__).parents[2]
_PROBE = '''"""A wrong door."""
from lokos_tui.commands.accounts import AddRole, CreatedUser, CreateUser, EditUser
from lokos_tui.context import Context
from lokos_tui.domain.accounts.permissions import Actor
from lokos_tui.services.accounts import users
from lokos_tui.services.door import Door
from lokos_tui.services.registry import handles
from lokos_tui.services.unit_of_work import UnitOfWork

def says_text(work: UnitOfWork, command: EditUser) -> str:
    return command.name

RIGHT = (handles(EditUser).by(users.edit_user), handles(AddRole).by(users.add_role))
SWAPPED_EDIT = handles(EditUser).by(users.add_role)  # expect: arg-type
SWAPPED_ADD = handles(AddRole).by(users.edit_user)  # expect: arg-type
OTHER_RESULT = handles(EditUser).by(says_text)  # expect: arg-type

def results(door: Door, ctx: Context, actor: Actor, create: CreateUser, edit: EditUser) -> None:
    made: CreatedUser = door.run(actor, create)
    version: int = ctx.send(edit)
    name: str = ctx.send(edit)  # expect: assignment
    number: int = door.run(actor, create)  # expect: assignment
    print(made, version, name, number)
'''


def _mypy(probe: Path) -> set[tuple[int, str]]:
    """Return (line, code) of every error that mypy finds in the probe."""
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--config-file", str(ROOT / "pyproject.toml"), "--no-incremental",
         "--hide-error-context", "--no-pretty", str(probe)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    found = re.findall(rf"^{re.escape(str(probe))}:(\d+): error: .*\[([a-z-]+)\]$", done.stdout, re.MULTILINE)
    assert done.returncode == (1 if found else 0), done.stdout + done.stderr
    return {(int(line), code) for line, code in found}


@pytest.mark.timeout(600)
def test_a_swapped_handler_and_a_wrong_result_fail_mypy(tmp_path: Path) -> None:
    """Handlers of two commands with the same result swapped, another result, a result taken as another type."""
    probe = tmp_path / "probe.py"
    probe.write_text(_PROBE, encoding="utf-8")
    lines = enumerate(_PROBE.splitlines(), 1)
    wrong = {(number, line.split("# expect: ")[1]) for number, line in lines if "# expect: " in line}
    assert _mypy(probe) == wrong


def test_every_area_brings_its_handlers() -> None:
    """Each area of the list has its own module of handlers, and each command is of the area that handles it."""
    for area in AREAS:
        assert (ROOT / "lokos_tui" / "services" / area / "area.py").is_file(), area
    for kind in HANDLERS.commands:
        area = kind.__module__.removeprefix("lokos_tui.commands.")
        assert HANDLERS.function_of(kind).__module__.startswith(f"lokos_tui.services.{area}."), kind


def test_a_command_has_one_handler() -> None:
    """Two functions for one command are refused at once, not at the first act."""
    pair = handles(EditUser).by(edit_user)
    with pytest.raises(ValueError, match="EditUser has two handlers"):
        Handlers([pair, pair])
