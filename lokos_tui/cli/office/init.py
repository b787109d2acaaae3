"""``lokos init``: an office and its first account, by questions on a terminal or by options for a script."""

from __future__ import annotations

import sys
from argparse import Namespace
from typing import TYPE_CHECKING

from lokos_tui.cli import exits
from lokos_tui.cli.acting import role_of
from lokos_tui.cli.office.answers import Answers
from lokos_tui.cli.office.asked_places import note
from lokos_tui.cli.office.facts import Kind, Wanted, given, levels, wanted_of
from lokos_tui.cli.office.made import print_made
from lokos_tui.cli.office.questions import ask_all
from lokos_tui.cli.output import tell
from lokos_tui.domain.accounts.roles import Role, category_of
from lokos_tui.domain.cbos.lgd import LgdPlace
from lokos_tui.domain.errors import Invalid, LokosError, Problem
from lokos_tui.domain.message import _

if TYPE_CHECKING:
    from lokos_tui.settings import Settings


class Stopped(LokosError):
    """The questions were left before the end; nothing was made."""

    exit_status = exits.INTERRUPTED


def init(args: Namespace) -> int:
    """Make an office; its first passwords are printed once."""
    from lokos_tui.services.office.make import office_exists, office_is_made
    from lokos_tui.settings import load_settings, office_home

    settings = load_settings(office_home(args.home))
    role = role_of(args.role) if args.role else None
    kind = _kind(args, role)
    answers = Answers(settings.home, asking=sys.stdin.isatty())
    found = given(args, kind or Kind.BLOCK, answers)
    if (found.lacking or found.problems) and sys.stdin.isatty():
        if office_is_made(settings):
            raise office_exists()
        for problem in found.problems:
            tell(str(problem))
        _ask(args, role, kind, answers)
    else:
        answers["office"] = (kind or Kind.BLOCK).value
        found.require(answers)
    return _make(args, settings, wanted_of(answers, role, args.nrlm_code), answers)


def _kind(args: Namespace, role: Role | None) -> Kind | None:
    """Return what the options say the office is; None where neither says anything."""
    level = category_of(role).value.casefold() if role else ""
    of_role = next((kind for kind in Kind if kind.value == level), None)
    said = Kind(args.office) if args.office else None
    if said and of_role and said is not of_role:
        sentence = _("--office {office} and --role {role} are of two levels.", office=said.value, role=args.role)
        raise Invalid([Problem("office", "init.level", sentence, _("Leave --role out."))], code="usage.init")
    return said or of_role


def _ask(args: Namespace, role: Role | None, kind: Kind | None, answers: Answers) -> None:
    try:
        ask_all(answers, role, kind, beside=args.json)
    except (EOFError, KeyboardInterrupt) as stop:
        print(file=sys.stderr)
        hint = _("Your answers are kept and offered next time.") if answers.are_kept else ""
        raise Stopped("init.stopped", _("Stopped; no office was made."), hint) from stop


def _make(args: Namespace, settings: Settings, wanted: Wanted, answers: Answers) -> int:
    from lokos_tui.context import system_clock
    from lokos_tui.services.office.make import make_office

    for level, code, name in levels(answers):
        if code and (said := note(level, LgdPlace(code, name))):
            tell(said)
    made = make_office(
        settings,
        wanted.block,
        wanted.first,
        system_clock(),
        deputed=wanted.kind is Kind.BLOCK,
        deputy=wanted.deputy,
    )
    answers.drop()
    print_made(args, settings.home, wanted, made)
    return exits.DONE
