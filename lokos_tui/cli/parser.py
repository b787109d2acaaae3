"""The command line's frame: what every command takes; the commands themselves are registered by their areas."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from lokos_tui import __version__
from lokos_tui.cli.grammar import SharedWords, build, common
from lokos_tui.domain.message import _
from lokos_tui.language import words
from lokos_tui.registered import area_modules


def parse(argv: list[str]) -> Namespace:
    """Return the options of a command line; ``handler`` is 'module:function'. Leaves by SystemExit on wrong usage."""
    start = Namespace(home=None, as_user="", role="", json=False, by_key=False, handler="office.screens:open_screens")
    return build_parser().parse_args(argv, start)


def build_parser() -> ArgumentParser:
    """Return the whole grammar, of all areas; completion, man page and documentation are made from it."""
    parser = common(
        SharedWords(
            prog="lokos",
            description=words(_("The block office's LokOS. Without a command the screens open.")),
            epilog=words(_("Exit status: 0 done, 1 some rows refused, 2 wrong usage, 3 refused.")),
            allow_abbrev=False,
        )
    )
    parser.add_argument("-V", "--version", action="version", version=f"lokos {__version__}")
    return build(parser, [one for area in area_modules("lokos_tui.cli") for one in area.SUBCOMMANDS])
