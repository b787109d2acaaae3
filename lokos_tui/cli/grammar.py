"""How an area writes its subcommands: records that say where a command stands, what it takes, who carries it out.

These modules and the areas' ``area`` modules are read at every start: they import argparse and words of the domain,
nothing heavy.
"""

from __future__ import annotations

from argparse import SUPPRESS, ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final, NoReturn

from lokos_tui.cli.examples import EXAMPLES
from lokos_tui.cli.words import HELP
from lokos_tui.domain.message import _
from lokos_tui.language import words

_COMMON: tuple[tuple[tuple[str, ...], dict[str, Any]], ...] = (
    (("--home",), {"metavar": "DIR", "help": _("the office's folder (else LOKOS_HOME)")}),
    (("--as",), {"dest": "as_user", "metavar": "USER_ID", "help": _("who acts; the password is asked for")}),
    (("--role",), {"help": _("the role to act in, when she holds several")}),
    (("--json",), {"action": "store_true", "help": _("print JSON")}),
    (("--lang",), {"metavar": "LANGUAGE", "help": _("the language of words: en, hi ... (else LOKOS_LANG)")}),
)
OF_ARGPARSE: Final = (
    _("usage: "),
    _("positional arguments"),
    _("options"),
    _("show this help message and exit"),
    _("show program's version number and exit"),
    _("the following arguments are required: %s"),
    _("unrecognized arguments: %s"),
    _("invalid choice: %(value)r (choose from %(choices)s)"),
    _("invalid %(type)s value: %(value)r"),
    _("argument %(argument_name)s: %(message)s"),
    _("expected one argument"),
    _("expected at least one argument"),
    _("not allowed with argument %s"),
)
"""Sentences of the standard library's parser, which looks them up in our catalogue by itself."""
FORMATS: Final = ("table", "csv", "json")


class WrongUsage(SystemExit):
    """A command line that cannot be read: it was said on standard error; ``hint`` is how it is written."""

    def __init__(self, code: object, message: str, usage: str) -> None:
        super().__init__(code)
        self.message = message
        self.hint = " ".join(usage.split())


class SharedWords(ArgumentParser):
    """A parser that knows what the arguments of many commands are."""

    def add_argument(self, *names: str, **options: Any) -> Any:
        """Add an argument; without help of its own it gets the shared one."""
        if shared := HELP.get(names[-1] if names else ""):
            options.setdefault("help", shared)
        if told := options.get("help"):
            options["help"] = words(told)
        return super().add_argument(*names, **options)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the command line, as argparse does; raises WrongUsage."""
        try:
            super().error(message)
        except SystemExit as stop:
            raise WrongUsage(stop.code, message, self.format_usage()) from None


@dataclass(frozen=True, slots=True)
class Subcommand:
    """One command: ``words`` are what is typed ('users', or 'user show' inside the group 'user').

    ``place`` is where it stands in the list that --help prints, lowest first.
    ``handler`` is 'module:function' below ``lokos_tui.cli``, imported when it
    is called. ``plain`` names text options ('--gp') and positional arguments
    ('user_id'), in their order; ``more`` adds what needs more said.
    """

    place: int
    words: str
    handler: str
    help: str
    plain: tuple[str, ...] = ()
    more: Callable[[ArgumentParser], object] | None = None


@dataclass(frozen=True, slots=True)
class CommandGroup:
    """A command that has commands of its own, which any area may add to: their words begin with its name."""

    place: int
    words: str
    help: str


def build(parser: ArgumentParser, registered: Iterable[Subcommand | CommandGroup]) -> ArgumentParser:
    """Add what the areas registered to a parser, each at its place. Raises ValueError for words registered twice."""
    below = {"": parser.add_subparsers(dest="command", metavar="COMMAND")}
    known: set[str] = set()
    for one in sorted(registered, key=lambda one: (one.words.count(" "), one.place)):
        if one.words in known:
            raise ValueError(f"registered twice: {one.words}")
        known.add(one.words)
        group, _blank, name = one.words.rpartition(" ")
        made = common(
            below[group].add_parser(name, help=words(one.help), description=words(one.help), allow_abbrev=False)
        )
        if example := EXAMPLES.get(one.words):
            made.formatter_class = RawDescriptionHelpFormatter  # an example is copied: it is not broken into lines
            made.epilog = words(_("Example: lokos {example}", example=example))
        if isinstance(one, CommandGroup):
            below[one.words] = made.add_subparsers(dest=f"{name}_command", required=True, metavar="COMMAND")
        else:
            _fill(made, one)
    return parser


def _fill(parser: ArgumentParser, command: Subcommand) -> None:
    parser.set_defaults(handler=command.handler)
    for option in command.plain:
        if option.startswith("-"):
            parser.add_argument(option, default="")
        else:
            parser.add_argument(option)
    if command.more is not None:
        command.more(parser)


def common(parser: ArgumentParser) -> ArgumentParser:
    """Add the options that every command takes, before or after its words."""
    for names, options in _COMMON:
        parser.add_argument(*names, default=SUPPRESS, **options)
    return parser


def listed(parser: ArgumentParser) -> None:
    """Add the options of a command that prints a list, page by page."""
    parser.add_argument("--format", choices=FORMATS, default="")
    parser.add_argument("--all", action="store_true", help=_("every row, not one page"))
    parser.add_argument("--after", default="", metavar="TOKEN", help=_("the page after the one that gave this token"))


def count(text: str) -> int:
    """Return a whole number of at least 1; raises ValueError."""
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number
