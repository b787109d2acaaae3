"""Who a command acts as: ``--as``, ``--role``, and the password from the terminal or LOKOS_PASSWORD."""

from __future__ import annotations

import getpass
import os
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from lokos_tui.cli.output import tell
from lokos_tui.domain.accounts.roles import FACTS, Role
from lokos_tui.domain.errors import Invalid, Problem, Refused
from lokos_tui.domain.message import _
from lokos_tui.domain.text import clean
from lokos_tui.language import words
from lokos_tui.language.choice import prefer

if TYPE_CHECKING:
    from lokos_tui.context import Context, Office

_TERMINAL = "/dev/tty"


@contextmanager
def acting(args: Namespace) -> Iterator[Context]:
    """Sign in as the options say, and give the database back afterwards. Raises Refused."""
    from lokos_tui.bootstrap import open_office

    if not args.as_user:
        raise Invalid(
            [Problem("as", "as.missing", _("Nobody is named to act as."), _("Add --as USER_ID."))], code="usage.as"
        )
    office = open_office(args.home)
    try:
        role = role_of(args.role) if args.role else None
        office.store  # noqa: B018 - a missing office is said before a password is asked
        for sentence in office.notices:
            tell(sentence)
        yield _sign_in(office, args, role)
    finally:
        office.close()


def _sign_in(office: Office, args: Namespace, role: Role | None) -> Context:
    if args.by_key:
        ctx = office.sign_in_by_key(args.as_user, role)
    else:
        ctx = office.sign_in(args.as_user, password_of(_("Password of {user_id}: ", user_id=args.as_user)), role)
    prefer(ctx.actor.language, office.settings.home)
    return ctx


def password_of(prompt: str) -> str:
    """Return LOKOS_PASSWORD, or what is typed on the terminal; raises Refused where there is neither."""
    return os.environ.get("LOKOS_PASSWORD") or ask_secret(prompt)


def ask_secret(prompt: str) -> str:
    """Ask for a secret on the terminal, never on standard input (a workbook may come that way)."""
    try:
        os.close(os.open(_TERMINAL, os.O_RDWR | os.O_NOCTTY))
        return getpass.getpass(words(prompt))
    except (OSError, EOFError) as error:
        raise Refused(
            "password.terminal",
            _("There is no terminal to ask for the password."),
            _("Set LOKOS_PASSWORD for this command."),
        ) from error


def at_a_terminal() -> bool:
    """Return whether somebody may be asked: standard input is a terminal, and so is where questions are printed."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def asked(prompt: str) -> str:
    """Return what is typed to a question at the terminal; '' where there is none, or nothing is typed."""
    if not at_a_terminal():
        return ""
    sys.stderr.write(words(prompt))
    sys.stderr.flush()
    return clean(sys.stdin.readline())


def reason_of(
    args: Namespace,
    question: str = _("Why is it taken back? "),
    sentence: str = _("Say why it is taken back, in a few words."),
) -> str:
    """Return --reason, or what is typed at the terminal when it is asked; raises Invalid where there is neither."""
    reason = clean(args.reason) or asked(question)
    if reason:
        return reason
    problem = Problem("reason", "reason.missing", sentence, _("Add --reason 'wrong file', for example."))
    raise Invalid([problem], code="usage.reason")


def agreed(sentence: str) -> bool:
    """Ask a question that y answers with yes; False where nobody can be asked."""
    return asked(_("{sentence} Do it all the same? (y) ", sentence=sentence)).casefold() in {"y", "yes"}


def role_of(text: str) -> Role:
    """Return the role meant by its name or its words, English or of the language in force; raises Invalid."""
    for role, facts in FACTS.items():
        own = (words(facts.sign_in_label), words(facts.label))
        if _bare(text) in {_bare(name) for name in (role.value, facts.sign_in_label, facts.label, *own)}:
            return role
    raise Invalid(
        [
            Problem(
                "role",
                "role.unknown",
                _("{text} is not a role.", text=text),
                _("One of: {roles}.", roles=", ".join(FACTS)),
            )
        ],
        code="usage.role",
    )


def _bare(name: str) -> str:
    """Return the letters and digits of a name alone, for it is typed in any case and spacing."""
    return "".join(c for c in name.casefold() if c.isalnum())


def block_of(args: Namespace, ctx: Context) -> str:
    """Return the block a command is about: the option, else the actor's own."""
    return str(getattr(args, "block", "") or ctx.actor.area.scope)
