"""``lokos``: finds the command, runs it, and says every refusal in one sentence."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from lokos_tui.cli import exits, json_errors, output
from lokos_tui.cli.grammar import WrongUsage
from lokos_tui.cli.output import tell
from lokos_tui.cli.parser import parse
from lokos_tui.domain.errors import Cancelled, Invalid, LokosError
from lokos_tui.domain.message import _, joined
from lokos_tui.language import speak_on_screen
from lokos_tui.language.choice import ask, asked_for
from lokos_tui.patience import patient


def run(argv: list[str]) -> int:
    """Run one command line and return its exit status; never raises for what a user can do."""
    speak_on_screen(on_screen=False)
    output.begin()
    try:
        if code := asked_for(argv, os.environ):
            ask(code, _home_of(argv))
        args = parse(argv)
    except LokosError as error:
        return _refused(error, as_json=json_errors.wanted_in(argv))
    except SystemExit as stop:
        return not_parsed(stop, argv)
    return carry_out(args)


def not_parsed(stop: SystemExit, argv: Sequence[str]) -> int:
    """Return the exit status of a command line that was not carried out: help, the version, or wrong usage."""
    if isinstance(stop, WrongUsage) and json_errors.wanted_in(argv):
        json_errors.print_error(json_errors.USAGE, stop.message, stop.hint)
    return stop.code if isinstance(stop.code, int) else exits.DONE


def _home_of(argv: list[str]) -> Path:
    """Return the office's folder before the command line is parsed: its languages are needed for that."""
    from lokos_tui.settings import office_home

    finder = ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    finder.add_argument("--home", nargs="?")
    return office_home(finder.parse_known_args(argv)[0].home)


def carry_out(args: Namespace) -> int:
    """Run a parsed command line and return its exit status; says every refusal, never raises."""
    output.begin()
    as_json = json_errors.wanted_by(args)
    try:
        with patient(lambda: tell(_("Waiting for the database: another process is writing. Ctrl-C gives up."))):
            status = _handler(args)
        sys.stdout.flush()
    except LokosError as error:
        return _refused(error, as_json=as_json)
    except KeyboardInterrupt:
        tell(_("stopped."))
        if as_json:
            json_errors.print_error(json_errors.INTERRUPTED, _("stopped."))
        return exits.INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return exits.PIPE_CLOSED
    except Exception as error:  # noqa: BLE001 - our fault, whatever it is: a reference, never a traceback
        return _unexpected(error, args, as_json=as_json)
    return status


def _handler(args: Namespace) -> int:
    module, _, function = args.handler.partition(":")
    return int(getattr(import_module(f"lokos_tui.cli.{module}"), function)(args))


def _refused(error: LokosError, *, as_json: bool) -> int:
    if as_json:
        json_errors.print_refusal(error)
    if isinstance(error, Invalid):
        tell(joined(" ", (str(problem) for problem in error.problems)))
        return exits.USAGE if error.code.startswith("usage.") else exits.SOME_REFUSED
    tell(str(error))
    return exits.INTERRUPTED if isinstance(error, Cancelled) else error.exit_status


def _unexpected(error: Exception, args: Namespace, *, as_json: bool) -> int:
    from lokos_tui.cli.faults import record
    from lokos_tui.settings import office_home

    reference, path = record(error, office_home(args.home))
    if path:
        told = _("unexpected fault, reference {reference}; details in {path}", reference=reference, path=path)
    else:
        told = _("unexpected fault, reference {reference}", reference=reference)
    tell(told)
    if as_json:
        json_errors.print_error(json_errors.UNEXPECTED, told)
    return exits.REFUSED
