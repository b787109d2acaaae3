"""The manual page and the completion of the shells, from the parser: ``python -m docs.tools.shell FOLDER``."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Final

import shtab
from argparse_manpage.manpage import Manpage  # type: ignore[import-untyped]

from docs.tools.commands import every_parser
from lokos_tui import __version__
from lokos_tui.cli.parser import build_parser

SHELLS: Final = {"bash": "lokos.bash", "zsh": "_lokos", "fish": "lokos.fish"}
MANUAL: Final = "lokos.1"
_FILES = {"file": shtab.FILE, "output": shtab.FILE, "failed_rows": shtab.FILE, "home": shtab.DIRECTORY}


def completion(shell: str) -> str:
    """Return the completion of a shell: 'bash', 'zsh' or 'fish'."""
    return str(shtab.complete(_with_files(build_parser()), shell))


def manual() -> str:
    """Return the manual page of section 1."""
    parser = build_parser()
    parser.man_short_description = "the block office's LokOS, in a terminal"  # type: ignore[attr-defined]
    told = {
        "prog": "lokos",
        "project_name": "lokos-tui",
        "version": __version__,
        "manual_section": "1",
        "manual_title": "LokOS",
    }
    return str(Manpage(parser, format="single-commands-section", _data=told))


def write(folder: Path) -> None:
    """Write the manual page and every completion into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MANUAL).write_text(manual(), encoding="utf-8")
    for shell, name in SHELLS.items():
        (folder / name).write_text(completion(shell), encoding="utf-8")


def _with_files(parser: ArgumentParser) -> ArgumentParser:
    for one in every_parser(parser):
        for action in one._actions:  # noqa: SLF001 - argparse tells its arguments in no other way
            if action.dest in _FILES:
                action.complete = _FILES[action.dest]  # type: ignore[attr-defined]
    return parser


if __name__ == "__main__":
    write(Path(sys.argv[1]))
