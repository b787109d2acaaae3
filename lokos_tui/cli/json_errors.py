"""What went wrong as JSON, for whoever asked for JSON: one object, on one line of standard output.

``{"error": {"code", "message", "hint", "problems": [{"field", "code", "message", "hint"}]}}``: the words are English
and are not to be compared, the codes are stable. The sentence for people stands on standard error as ever, and the
exit status is the same. Nothing is printed behind data that has begun, nor where a file goes to standard output.
"""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from lokos_tui.cli import output
from lokos_tui.domain.errors import Invalid, LokosError, Problem

USAGE: Final = "usage"
INTERRUPTED: Final = "interrupted"
UNEXPECTED: Final = "unexpected"
"""Codes of what no rule refused: a command line that cannot be read, Ctrl-C, and a fault of ours."""
_PIPE: Final = "-"


def wanted_in(argv: Sequence[str]) -> bool:
    """Return whether a command line that could not be read asks for JSON."""
    own = argv[: argv.index("--")] if "--" in argv else argv

    pairs = {*own, *(f"{name}={value}" for name, value in pairwise(own))}
    return bool(pairs & {"--json", "--format=json"})


def wanted_by(args: Namespace) -> bool:
    """Return whether the options of a command ask for JSON, and for no file in its place."""
    shape = getattr(args, "format", "") or ("json" if args.json else "")
    return shape == "json" and getattr(args, "output", "") != _PIPE


def print_refusal(error: LokosError) -> None:
    """Print a refusal, with all its problems where a field breaks rules."""
    print_error(error.code, error.sentence, error.hint, error.problems if isinstance(error, Invalid) else ())


def print_error(code: str, message: str, hint: str = "", problems: Sequence[Problem] = ()) -> None:
    """Print one error; nothing when data was printed before it."""
    if output.has_begun():
        return
    told = [{"field": one.field, "code": one.code, "message": one.sentence, "hint": one.hint} for one in problems]
    error = {"code": code, "message": message, "hint": hint, "problems": told}
    print(json.dumps({"error": output.plain(error)}, ensure_ascii=False))
