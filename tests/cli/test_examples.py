"""Every subcommand has one example, it can be parsed, and it stands in the help."""

from __future__ import annotations

import shlex

import pytest

from lokos_tui.cli.examples import EXAMPLES
from lokos_tui.cli.grammar import Subcommand
from lokos_tui.cli.parser import build_parser, parse
from lokos_tui.registered import area_modules

SUBCOMMANDS = [one for area in area_modules("lokos_tui.cli") for one in area.SUBCOMMANDS if isinstance(one, Subcommand)]


def test_every_subcommand_has_an_example_and_no_other_has() -> None:
    """One example for each, by its words."""
    assert set(EXAMPLES) == {one.words for one in SUBCOMMANDS}


@pytest.mark.parametrize("one", SUBCOMMANDS, ids=lambda one: one.words)
def test_an_example_calls_its_command_and_stands_in_its_help(
    one: Subcommand, capsys: pytest.CaptureFixture[str]
) -> None:
    """The parser takes it whole, it is carried out by the command's own function, and --help ends with it."""
    example = shlex.split(EXAMPLES[one.words])
    args = parse(example)
    assert args.handler == one.handler
    with pytest.raises(SystemExit):
        parse([*one.words.split(), "--help"])
    told = " ".join(capsys.readouterr().out.split())
    assert told.endswith(f"Example: lokos {EXAMPLES[one.words]}")
    assert build_parser().prog == "lokos"
