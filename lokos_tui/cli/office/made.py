"""What ``lokos init`` made, and what comes next."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from lokos_tui.cli.office.facts import Kind, Wanted
from lokos_tui.cli.output import cell, column, print_json, say, say_wrapped
from lokos_tui.domain.accounts.roles import label_of
from lokos_tui.domain.message import _

if TYPE_CHECKING:
    from lokos_tui.services.office.make import FirstAccount, MadeOffice


def print_made(args: Namespace, home: Path, wanted: Wanted, made: MadeOffice) -> None:
    """Print an office just made: its accounts with their first passwords, and what to do next."""
    if args.json:
        print_json(_facts(home, wanted, made))
        return
    say()
    say_wrapped(_("The office of {name} is made in {home}.", name=_name(wanted), home=home))
    _say_account(wanted.first, made.first_password)
    if wanted.deputy is not None:
        _say_account(wanted.deputy, made.deputy_password)
    say()
    say_wrapped(_("A first password is shown once, and must be changed at the first sign-in."))
    if wanted.kind is Kind.BLOCK:
        say()
        say_wrapped(_about_the_deputy(args, home, wanted))
    say()
    say(_("Next:"))
    for number, (sentence, *commands) in enumerate(_steps(_lokos(args, home), wanted), 1):
        say_wrapped(sentence, indent=f"  {number}. ")
        for command in commands:
            say(f"       {command}")


def _about_the_deputy(args: Namespace, home: Path, wanted: Wanted) -> str:
    if wanted.deputy is not None:
        return _(
            "{user_id} is the deputed staff administrator: she makes the block manager.", user_id=wanted.deputy.user_id
        )
    command = f"{_lokos(args, home)} office deputy USER_ID"
    return _(
        "{user_id} is the deputed staff administrator too: she makes the block manager. Another person is better: "
        "make her an account, then give it to her with {command}.",
        user_id=wanted.first.user_id,
        command=command,
    )


def _facts(home: Path, wanted: Wanted, made: MadeOffice) -> dict[str, object]:
    first, deputy = wanted.first, wanted.deputy
    found: dict[str, object] = {"home": str(home), "user_id": first.user_id, "first_password": made.first_password}
    found |= {"office": wanted.kind.value, "role": first.role.value}
    if wanted.kind is Kind.BLOCK:
        found["deputy"] = (deputy or first).user_id
    if deputy is not None:
        found["deputy_first_password"] = made.deputy_password
    return found


def _say_account(account: FirstAccount, password: str) -> None:
    say()
    for label, value in (
        (_("Role"), label_of(account.role)),
        (_("User id"), account.user_id),
        (_("First password"), password),
    ):
        say(f"{column(label, 16)} {cell(value)}")


def _name(wanted: Wanted) -> str:
    block = wanted.block
    names = {Kind.BLOCK: block.name, Kind.DISTRICT: block.district_name, Kind.STATE: block.state_name}
    return names.get(wanted.kind) or block.name


def _lokos(args: Namespace, home: Path) -> str:
    return f"lokos --home {home}" if args.home else "lokos"


def _steps(lokos: str, wanted: Wanted) -> Iterator[tuple[str, ...]]:
    """Give what comes next, each step a sentence and the commands beneath it."""
    first = wanted.first.user_id
    yield _("Sign in as {user_id} and choose your own password:", user_id=first), lokos
    if wanted.kind is not Kind.BLOCK:
        if not wanted.block.code:
            yield _("Add each block by its LGD code or its name:"), f"{lokos} --as {first} office add-block BLOCK"
        yield (_("In the users of a block, n makes its Block Admin and its block manager."),)
        return
    deputy = (wanted.deputy or wanted.first).user_id
    yield (
        _(
            "Make the block manager: sign in as {user_id}; users, n; category BLOCK, role Block Program Manager.",
            user_id=deputy,
        ),
    )
    for kind, sentence in (
        ("places", _("Fill in the panchayats and villages, then load them:")),
        ("cbos", _("Fill in SHGs, VOs and CLFs, then load them:")),
        ("mapping", _("Fill in who keeps whose books, then load it:")),
    ):
        acting = f"{lokos} --as {first}"
        yield sentence, f"{acting} template {kind} {kind}.xlsx", f"{acting} import {kind} {kind}.xlsx"
