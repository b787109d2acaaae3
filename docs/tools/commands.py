"""The page of the command line, from its parser."""

from __future__ import annotations

from argparse import SUPPRESS, Action, ArgumentParser, _SubParsersAction
from collections.abc import Iterator
from typing import Any, NamedTuple

from docs.tools.markdown import cell, code, table
from lokos_tui.cli.parser import build_parser

_HEAD = """# Commands

Everything the screens do, for scripts and for a file sent over SSH. `lokos` alone opens the screens. `--as USER_ID`
says who acts; the password is asked for, or taken from `LOKOS_PASSWORD`; `--json` gives data. This page is made from
the program's own parser, as are the man page and the completion of the shell
([Installing](install.md#completion-and-manual)).

| exit status | |
| --- | --- |
| 0 | done |
| 1 | some rows were refused, or a dry run found problems |
| 2 | wrong usage |
| 3 | refused: file, sign-in, permission, database |

What went wrong is one plain sentence on standard error; [Messages](messages.md) lists them all. With `--json` (or
`--format json`) it stands on standard output too, as one object on one line; the exit status is the same:

```
{"error": {"code": "invalid", "message": "...", "hint": "...",
           "problems": [{"field": "mobile", "code": "mobile.shape", "message": "...", "hint": "..."}]}}
```

`code` is what scripts compare and does not change: `usage` is a command line that cannot be read, `unexpected` a fault
of ours. `problems` is empty but where fields break rules. A report of rows that were refused (exit status 1) is the
command's own object, as ever. Behind data that has begun, and where a file goes to standard output (`-o -`), there is
no such object.
"""
_COMMON = ("help", "home", "as_user", "role", "json", "version")


class Command(NamedTuple):
    """One command: the words that call it, what it does, and its parser."""

    words: str
    help: str
    parser: ArgumentParser


def page() -> str:
    """Return the page as Markdown: one heading a command."""
    parser = build_parser()
    common = table(("option", "what it is"), [_option(action) for action in parser._actions if _is_option(action)])  # noqa: SLF001
    return "\n".join([_HEAD, "## Options of every command\n", common, *(_part(one) for one in commands(parser))])


def commands(parser: ArgumentParser, words: str = "lokos") -> Iterator[Command]:
    """Return every command below a parser that does something, in the order of the help."""
    for action in parser._actions:  # noqa: SLF001 - argparse tells its commands in no other way
        if isinstance(action, _SubParsersAction):
            helps = {choice.dest: choice.help or "" for choice in action._choices_actions}  # noqa: SLF001
            for name, below in action.choices.items():
                inner = list(commands(below, f"{words} {name}"))
                yield from inner or [Command(f"{words} {name}", helps[name], below)]


def every_parser(parser: ArgumentParser) -> Iterator[ArgumentParser]:
    """Return a parser and all that stand below it."""
    yield parser
    for action in parser._actions:  # noqa: SLF001
        if isinstance(action, _SubParsersAction):
            for below in action.choices.values():
                yield from every_parser(below)


def _part(command: Command) -> str:
    actions = [action for action in command.parser._actions if action.dest not in _COMMON]  # noqa: SLF001
    usage = " ".join([command.words, *(_usage(action) for action in sorted(actions, key=_is_option))])
    text = f"## {command.words}\n\n{cell(command.help).capitalize()}.\n\n```\n{usage}\n```\n"
    text += f"\n{cell(command.parser.epilog)}\n" if command.parser.epilog else ""
    return f"{text}\n{table(('argument', 'what it is'), [_option(action) for action in actions])}" if actions else text


def _is_option(action: Action) -> bool:
    return bool(action.option_strings)


def _value(action: Action) -> str:
    if action.nargs == 0:
        return ""
    metavar: Any = action.metavar or (action.dest.upper() if action.option_strings else action.dest)
    return str(metavar)


def _usage(action: Action) -> str:
    value = _value(action)
    text = f"{action.option_strings[-1]} {value}".strip() if action.option_strings else value
    text += " ..." if action.nargs == "+" else ""
    needed = action.required if action.option_strings else action.nargs not in {"?", "*"}
    return text if needed else f"[{text}]"


def _option(action: Action) -> tuple[str, str]:
    value = _value(action)
    names = ", ".join(f"{name} {value}".strip() for name in action.option_strings) or value
    help_text = "" if action.help in {None, SUPPRESS} else str(action.help)
    choices = ", ".join(code(str(choice)) for choice in action.choices or () if choice != "")
    return code(names), cell(help_text) + (f" ({choices})" if choices else "")
