"""The same steps in the programs that operators know, where they are installed: VisiData and Midnight Commander."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

from tests.bench.wire_steps import DOWN, PAGE_DOWN, Figures
from tests.display.terminal import Terminal

_ROWS: Final = 2_000
_ENVIRONMENT: Final = {"TERM": "xterm", "LANG": "C.UTF-8"}


def visidata(folder: Path) -> Figures:
    """Measure ``vd`` on a table like the user list; nothing when it is not installed."""
    if shutil.which("vd") is None:
        return {}
    table = folder / "users.csv"
    people = (f"IUP_B996N{n:06d},NAME {n},65{n:08d},SHG Bookkeeper,{n % 20},Active" for n in range(_ROWS))
    table.write_text("\n".join(["user_id,name,mobile,role,cbos,status", *people]), encoding="utf-8")
    return _measure(["vd", str(table)], folder, "IUP_B996N000001")


def midnight_commander(folder: Path) -> Figures:
    """Measure ``mc`` on a folder of as many files; nothing when it is not installed."""
    if shutil.which("mc") is None:
        return {}
    files = folder / "files"
    files.mkdir()
    for number in range(_ROWS):
        (files / f"IUP_B996N{number:06d}").touch()
    return _measure(["mc", str(files), str(files)], folder, "IUP_B996N000001")


def _measure(command: list[str], home: Path, shown: str) -> Figures:
    with Terminal(command, env={**_ENVIRONMENT, "HOME": str(home)}) as line:
        line.wait_for(shown, 30)
        line.settle(2.0)
        found: Figures = {"first paint (sign-in)": len(line.sent)}
        down = "\x1bOB" if b"\x1b[?1h" in line.sent else DOWN
        line.type(down, 1.0)
        found["cursor move"] = line.type(down, 1.0)
        found["ten held"] = line.type(down * 10, 1.0)
        found["page of a list"] = line.type(PAGE_DOWN, 1.5)
    return found
