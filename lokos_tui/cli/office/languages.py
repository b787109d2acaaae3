"""Languages of an office: which there are, one more from a translator's file, and one's own choice."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from lokos_tui.cli import exits
from lokos_tui.cli.output import print_json, print_table, say, tell
from lokos_tui.domain.errors import Invalid, Problem, no_office
from lokos_tui.domain.message import _, ngettext
from lokos_tui.language import spoken
from lokos_tui.language.catalogue import ADDED, CODE, file_of, languages
from lokos_tui.settings import office_home


def list_languages(args: Namespace) -> int:
    """Print every language there is, the one in force marked; returns the exit status."""
    home = office_home(args.home)
    rows = [
        (code, name, "office" if file_of(code, home / ADDED).exists() else "program") for code, name in languages(home)
    ]
    if args.json:
        print_json([{"code": code, "name": name, "from": origin} for code, name, origin in rows])
        return exits.DONE
    origins = {"office": _("added to this office"), "program": _("comes with the program")}
    print_table(
        (_("Code"), _("Language"), _("Where from"), ""),
        [(code, name, origins[origin], _("in force") if code == spoken() else "") for code, name, origin in rows],
    )
    return exits.DONE


def add(args: Namespace) -> int:
    """Check a ``.po`` and compile what can be taken of it into the office's folder; returns the exit status.

    Raises Unreadable for a file that is no catalogue, Unavailable where there is no office.
    """
    from lokos_tui.language.compile import checked, code_of, read, write

    home, path = office_home(args.home), Path(args.file)
    if not home.is_dir():
        raise no_office(home)
    po = read(path)
    code = code_of(po, path)
    good, problems = checked(po, path.name)
    for problem in problems:
        tell(str(problem))
    write(good, code, home / ADDED)
    say(
        ngettext(
            "{n} message of {code} is there now; the others are said in English.",
            "{n} messages of {code} are there now; the others are said in English.",
            len(good),
            code=code,
        )
    )
    say(_("Choose it with F4 on the screens, with --lang {code}, or with: lokos language use {code}", code=code))
    return exits.SOME_REFUSED if problems else exits.DONE


def use(args: Namespace) -> int:
    """Keep a language with the account of who acts; returns the exit status. Raises Invalid for an unknown one."""
    from lokos_tui.cli.acting import acting
    from lokos_tui.commands.accounts import ChooseLanguage
    from lokos_tui.language.choice import take

    home = office_home(args.home)
    known = dict(languages(home))
    if not CODE.fullmatch(args.code) or args.code not in known:
        said = _("There is no language {code}.", code=args.code)
        hint = _("There are: {languages}.", languages=", ".join(known))
        raise Invalid([Problem("code", "language.unknown", said, hint)], code="usage.lang")
    with acting(args) as ctx:
        ctx.send(ChooseLanguage(block_code=ctx.actor.area.scope, language=args.code))
    take(args.code, home)
    say(_("The program speaks {language} to you from now on.", language=known[args.code]))
    return exits.DONE
