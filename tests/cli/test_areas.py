"""The commands as their areas register them: all of them, once each, in the order that --help prints."""

from __future__ import annotations

from argparse import ArgumentParser
from importlib import import_module
from pathlib import Path

import pytest

import lokos_tui.cli
from lokos_tui.areas import AREAS
from lokos_tui.cli.grammar import CommandGroup, Subcommand, build
from lokos_tui.cli.parser import build_parser, parse
from lokos_tui.registered import area_modules

COMMANDS = (
    "init", "doctor", "office", "demo", "import", "template", "users", "user", "password", "links", "link", "unlink",
    "cbo", "find", "cbos", "own-cbos", "blocks", "batches", "batch", "undo", "opening", "audit", "inbox", "duplicates",
    "verify", "history", "returned", "export", "language",
)  # fmt: skip
IN_GROUPS = {
    "office": ("add-block", "deputy", "end-deputy", "join-state", "reset-admin"),
    "user": (
        "show",
        "bundle-key",
        "create",
        "edit",
        "add-role",
        "role",
        "activate",
        "inactivate",
        "delete",
        "reset-password",
    ),
    "user role": ("take", "back", "place"),
    "duplicates": ("match", "refresh", "list", "generic", "show", "decide", "undo"),
    "verify": ("list", "show", "tick", "cross", "approve", "reject", "undo", "remarks", "cluster"),
    "export": ("approved", "again", "acknowledge", "list", "key"),
    "opening": ("list", "show", "accept", "refuse", "undo"),
    "language": ("list", "add", "use"),
}


def registered() -> list[Subcommand | CommandGroup]:
    """Return what all areas register."""
    return [one for area in area_modules("lokos_tui.cli") for one in area.SUBCOMMANDS]


def commands_of(text: str) -> tuple[str, ...]:
    """Return the commands that a printed help lists, in its order."""
    lines = text.partition("COMMAND\n")[2].splitlines()
    return tuple(line.split()[0] for line in lines if line.startswith("    ") and line[4:5].strip())


def test_every_folder_of_an_area_registers_itself() -> None:
    """A folder of the command line that bears an area's name has its ``area`` module, and no area lacks a folder."""
    root = Path(lokos_tui.cli.__path__[0])
    assert {path.parent.name for path in root.glob("*/area.py")} == set(AREAS)
    assert [module.__name__ for module in area_modules("lokos_tui.cli")] == [f"lokos_tui.cli.{a}.area" for a in AREAS]


def test_the_help_lists_the_commands_in_their_order(capsys: pytest.CaptureFixture[str]) -> None:
    """Each command stands in the help where it always stood, those of a group in the group's own help."""
    for words, listed in {"": COMMANDS, **IN_GROUPS}.items():
        with pytest.raises(SystemExit):
            parse([*words.split(), "--help"])
        assert commands_of(capsys.readouterr().out) == listed


def test_every_command_is_registered_once_by_one_area() -> None:
    """No words twice; a second command of the same words is refused when the parser is made."""
    words = [one.words for one in registered()]
    assert sorted(words) == sorted([*COMMANDS, *(f"{g} {name}" for g, names in IN_GROUPS.items() for name in names)])
    with pytest.raises(ValueError, match="registered twice: users"):
        build(ArgumentParser(), [*registered(), next(one for one in registered() if one.words == "users")])


@pytest.mark.parametrize("one", [one for one in registered() if isinstance(one, Subcommand)], ids=lambda one: one.words)
def test_every_command_is_carried_out_by_a_function(one: Subcommand) -> None:
    """The handler that is named as text exists and can be called."""
    module, _, name = one.handler.partition(":")
    assert callable(getattr(import_module(f"lokos_tui.cli.{module}"), name))


def test_places_are_not_shared() -> None:
    """Two commands of one list never stand at the same place: their order is not left to chance."""
    places = [(one.words.rpartition(" ")[0], one.place) for one in registered()]
    assert len(set(places)) == len(places)
    assert build_parser().prog == "lokos"
