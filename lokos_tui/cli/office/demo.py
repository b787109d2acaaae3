"""``lokos demo``: the sample office, made through the program's own doors."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
import time
from argparse import Namespace
from pathlib import Path
from typing import Any

from lokos_tui.cli import exits
from lokos_tui.cli.office import demo_office
from lokos_tui.cli.office.screens import has_terminal
from lokos_tui.cli.output import print_json, print_table, say
from lokos_tui.domain.accounts.roles import Role, label_of
from lokos_tui.domain.message import _

_DEFAULT = "~/.local/share/lokos-demo"


def demo(args: Namespace) -> int:
    """Make the sample office, or use the one that is there; open it where there is a terminal."""
    started = time.monotonic()
    home = Path(args.home or os.environ.get("LOKOS_HOME") or _DEFAULT).expanduser().absolute()
    kept = None if args.fresh else demo_office.read_kept(home)
    made = kept or demo_office.make(
        home, blocks=args.blocks, shgs=args.shgs_per_block, fresh=args.fresh, untouched=args.untouched
    )
    made = {**made, "seconds": round(time.monotonic() - started, 1)}
    opens = not args.no_open and not args.json and has_terminal()
    if args.json:
        from lokos_tui.settings import load_settings

        print_json({**made, "database_url": load_settings(home).database_url})
    else:
        _show(made, new=kept is None)
    return _open(made) if opens else exits.DONE


def _show(made: dict[str, Any], *, new: bool) -> None:
    home = made["home"]
    say(
        _("The sample office is made: {home}", home=home) if new else _("The sample office is there: {home}", home=home)
    )
    load = made["load"]
    counts = ", ".join(f"{name.replace('_', ' ')} {count}" for name, count in load["counts"].items() if count)
    say(_("The load of {file}: {counts}.", file=load["file"], counts=counts))
    rows = ((a["user_id"], label_of(a["role"]), a["block"], a["password"]) for a in made["accounts"])
    print_table((_("User ID"), _("Role"), _("Block"), _("Password")), rows)
    say(_("Open the screens: {command}", command=_opening(Path(home))))


def _opening(home: Path) -> str:
    """Return the command that opens this sample office, as it can be typed in the current directory."""
    place = () if home == Path(_DEFAULT).expanduser() else ("--home", str(home))
    return shlex.join((*_program(), "demo", *place))


def _program() -> tuple[str, ...]:
    """Return the words that start this program from the current directory: by name when the shell finds it."""
    started = Path(sys.argv[0]).absolute()
    if started.name == "__main__.py":
        return (sys.executable, "-m", "lokos_tui")
    found = shutil.which(started.name)
    if found and Path(found).absolute() == started:
        return (started.name,)
    here = Path.cwd()
    word = str(started.relative_to(here)) if started.is_relative_to(here) else str(started)
    return (word if os.sep in word else os.path.join(os.curdir, word),)  # noqa: PTH118 - a Path drops the leading dot


def _open(made: dict[str, Any]) -> int:
    from lokos_tui.bootstrap import open_office, run_screen

    admin = _admin(made)
    office = open_office(made["home"])
    return run_screen(office, user_id=admin["user_id"], password=admin["password"], role=admin["role"])


def _admin(made: dict[str, Any]) -> dict[str, str]:
    found: dict[str, str] = next(a for a in made["accounts"] if a["role"] == Role.BLOCK_ADMIN.value)
    return found
