"""``lokos init``: an office and its first account; what is missing is asked for."""

from __future__ import annotations

import sys
from argparse import Namespace

from lokos_tui.cli import exits
from lokos_tui.cli.acting import role_of
from lokos_tui.cli.output import cell, column, print_json, say
from lokos_tui.domain.accounts.naming import prefix_of, tidy_user_id
from lokos_tui.domain.accounts.roles import Role
from lokos_tui.domain.cbos import states
from lokos_tui.domain.errors import Invalid, Problem
from lokos_tui.domain.message import _
from lokos_tui.language import words

_ASKED = (
    ("state", "--state", _("State (name, LGD code or the two letters): ")),
    ("district_code", "--district-code", _("District, LGD code: ")),
    ("district", "--district", _("District, name: ")),
    ("block_code", "--block-code", _("Block, LGD code: ")),
    ("block", "--block", _("Block, name: ")),
    ("admin", "--admin", ""),
    ("name", "--name", _("Her name: ")),
    ("mobile", "--mobile", _("Her mobile, 10 digits: ")),
)


def init(args: Namespace) -> int:
    """Make an office; its first password is printed once."""
    state = _ask_all(args)
    from lokos_tui.context import system_clock
    from lokos_tui.services.office.make import BlockFacts, FirstAccount, init_office
    from lokos_tui.settings import load_settings, office_home

    settings = load_settings(office_home(args.home))
    block = BlockFacts(
        state_code=state.lgd_code,
        state_name=state.name,
        state_prefix=state.prefix,
        state_nrlm=state.nrlm_code,
        district_code=args.district_code.strip(),
        district_name=args.district.strip().upper(),
        code=args.block_code.strip(),
        name=args.block.strip().upper(),
        nrlm_code=args.nrlm_code.strip(),
    )
    role = role_of(args.role) if args.role else Role.BLOCK_ADMIN
    first = FirstAccount(tidy_user_id(args.admin), args.name, args.mobile, role)
    password = init_office(settings, block, first, system_clock())
    if args.json:
        print_json({"home": str(settings.home), "user_id": first.user_id, "first_password": password})
    else:
        say(_("The office of {name} is made in {home}.", name=cell(block.name), home=settings.home))
        say(column(_("User id"), 16) + first.user_id)
        once = _("(shown once; it must be changed at the first sign-in)")
        say(column(_("First password"), 16) + f"{password}   {cell(once)}")
    return exits.DONE


def _ask_all(args: Namespace) -> states.State:
    missing = [option for field, option, _prompt in _ASKED if not getattr(args, field)]
    if missing and not sys.stdin.isatty():
        raise Invalid(
            [Problem("init", "init.missing", _("Missing: {options}.", options=", ".join(missing)))], code="usage.init"
        )
    state: states.State | None = None
    for field, _option, prompt in _ASKED:
        prefix = prefix_of(state.prefix) if state else ""
        asked = prompt or _("User id of the first admin (capitals and digits after {prefix}): ", prefix=prefix)
        while not getattr(args, field):
            setattr(args, field, input(words(asked)).strip())
        state = state or _state(args.state)
    codes = {"--district-code": args.district_code, "--block-code": args.block_code}
    wrong = [option for option, code in codes.items() if not (code.strip().isascii() and code.strip().isdigit())]
    if wrong:
        raise Invalid(
            [Problem("init", "init.code", _("{options}: a code is digits.", options=", ".join(wrong)))],
            code="usage.init",
        )
    return state or _state(args.state)


def _state(text: str) -> states.State:
    found = states.by_prefix(text) or states.by_code(text) or states.by_name(text)
    if found is None:
        raise Invalid(
            [
                Problem(
                    "state",
                    "state.unknown",
                    _("{text} is no state.", text=text),
                    _("For example UP, 9 or UTTAR PRADESH."),
                )
            ],
            code="usage.state",
        )
    return found
