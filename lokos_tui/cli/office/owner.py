"""``lokos office ...``: what the owner of the server does with the office's key file, without signing in."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from lokos_tui.cli import exits
from lokos_tui.cli.acting import acting
from lokos_tui.cli.office.asked_places import Level, block_level, district_level, note, resolve, shown
from lokos_tui.cli.office.facts import state_problem
from lokos_tui.cli.output import print_json, say, say_wrapped, tell
from lokos_tui.domain.accounts.naming import tidy_user_id
from lokos_tui.domain.accounts.permissions import ABOVE_BLOCK
from lokos_tui.domain.accounts.roles import Role, label_of
from lokos_tui.domain.cbos import lgd
from lokos_tui.domain.cbos.lgd import LgdPlace
from lokos_tui.domain.errors import Invalid, Problem
from lokos_tui.domain.message import _, ngettext
from lokos_tui.domain.text import clean, plain_digits

if TYPE_CHECKING:
    from lokos_tui.context import Office
    from lokos_tui.services.office.make import FirstAccount


def reset_admin(args: Namespace) -> int:
    """Give an admin a new first password, unlocked and active."""
    from lokos_tui.services.office import owner

    with _owning(args) as office:
        made = owner.reset_admin(office.store, office.keys, office.clock(), tidy_user_id(args.user_id))
    if args.json:
        print_json({"user_id": made.user_id, "first_password": made.first_password, "activated": made.activated})
        return exits.DONE
    say(_("New password for {user_id}.", user_id=made.user_id))
    if made.activated:
        say(_("The account was inactive; it is active again."))
    say(_("First password, shown once: {password}", password=made.first_password))
    return exits.DONE


def deputy(args: Namespace) -> int:
    """Depute somebody to make and reset the staff of her block."""
    from lokos_tui.services.office import owner

    with _owning(args) as office:
        account = owner.give_deputy(office.store, office.keys, office.clock(), tidy_user_id(args.user_id))
    if args.json:
        print_json({"user_id": account.user_id, "block": account.block_code, "deputy": True})
    else:
        say_wrapped(_("{user_id} is a deputed staff administrator now: she makes and resets the staff of her block, "
                      "the block manager too.", user_id=account.user_id))  # fmt: skip
    return exits.DONE


def end_deputy(args: Namespace) -> int:
    """End somebody's grant."""
    from lokos_tui.services.office import owner

    with _owning(args) as office:
        gone = owner.end_deputy(office.store, office.keys, office.clock(), tidy_user_id(args.user_id), args.reason)
    if args.json:
        print_json({"user_id": gone.user_id, "block": gone.block_code, "deputy": False})
    else:
        say(_("{user_id} is no deputed staff administrator any more.", user_id=gone.user_id))
    return exits.DONE


def join_state(args: Namespace) -> int:
    """Make the first admin above the blocks and end the grants there."""
    from lokos_tui.services.office import owner

    admin = _admin(args)
    state = _state_code(args.state)
    with _owning(args) as office:
        joined_now = owner.join_state(
            office.store, office.keys, office.clock(), admin, state, lgd.tidy_code(args.district_code)
        )
    ended = [gone.user_id for gone in joined_now.closed]
    if args.json:
        print_json({"user_id": joined_now.user_id, "role": admin.role.value,
                    "first_password": joined_now.first_password, "ended": ended})  # fmt: skip
        return exits.DONE
    say(_("Made {user_id}, {role}.", user_id=joined_now.user_id, role=label_of(admin.role)))
    say(_("First password, shown once: {password}", password=joined_now.first_password))
    if ended:
        names = ", ".join(ended)
        say_wrapped(ngettext(
            "{n} deputed staff administrator is that no more: {names}.",
            "{n} deputed staff administrators are that no more: {names}.", len(ended), names=names,
        ))  # fmt: skip
    return exits.DONE


def add_block(args: Namespace) -> int:
    """Add a block: as the State or District Admin who is named by --as, else as the owner of the server."""
    block = _add_by_admin(args) if args.as_user else _add_by_owner(args)
    if args.json:
        print_json({"block": block.code, "name": block.name})
    else:
        say(_("Added the block {place}.", place=shown(block)))
    return exits.DONE


def _add_by_admin(args: Namespace) -> LgdPlace:
    from lokos_tui.commands.office import AddBlock

    with acting(args) as ctx:
        area = ctx.actor.area
        district, block = _places(args, area.state, area.district)
        ctx.send(
            AddBlock(
                block_code=ABOVE_BLOCK,
                code=block.code,
                name=block.name,
                district_code=district.code,
                district_name=district.name,
                nrlm_code=clean(args.nrlm_code),
            )
        )
    return block


def _add_by_owner(args: Namespace) -> LgdPlace:
    from lokos_tui.services.office import owner
    from lokos_tui.services.office.make import BlockFacts

    wanted = _state_code(args.state)
    with _owning(args) as office:
        state = owner.state_of(office.store, wanted)
        district, block = _places(args, state.lgd_code, "")
        facts = BlockFacts(
            state_code=state.lgd_code,
            state_name=state.name,
            state_prefix=state.prefix,
            state_nrlm=state.nrlm_code,
            district_code=district.code,
            district_name=district.name,
            code=block.code,
            name=block.name,
            nrlm_code=clean(args.nrlm_code),
        )
        owner.add_block_as_owner(office.store, office.keys, office.clock(), facts)
    return block


def _places(args: Namespace, state: str, own_district: str) -> tuple[LgdPlace, LgdPlace]:
    """Return the district and the block that the options name. Raises Invalid with all that is missing or wrong."""
    level = district_level(lgd.districts(state))
    code, name = clean(args.district_code) or ("" if args.district else own_district), clean(args.district)
    if code or name:
        district, problems = _named(level, code, name, args.district_code, own_district)
    else:
        missing = Problem("district", "init.missing", _("Missing: {options}.", options="--district"))
        raise Invalid([missing], code="usage.place")
    level = block_level(lgd.blocks(district.code))
    typed = clean(args.block)
    is_code = plain_digits(typed).isdecimal()
    block, more = resolve(level, typed if is_code else clean(args.block_code), clean(args.name) if is_code else typed)
    if found := (*problems, *more):
        raise Invalid(found, code="usage.place")
    if said := note(level, block):
        tell(said)
    return district, block


def _named(level: Level, code: str, name: str, option: str, own: str) -> tuple[LgdPlace, tuple[Problem, ...]]:
    """Return a district of the list, or one that the office knows already: a District Admin's own needs no name."""
    if code and code == own and not option:
        known = lgd.find(level.known, code).places
        return known[0] if known else LgdPlace(code, ""), ()
    return resolve(level, code, name)


def _admin(args: Namespace) -> FirstAccount:
    from lokos_tui.services.office.make import FirstAccount

    named = [(args.state_admin, Role.STATE_ADMIN), (args.district_admin, Role.DISTRICT_ADMIN)]
    wanted = [(user_id, role) for user_id, role in named if user_id]
    if len(wanted) != 1:
        sentence = _("Name one admin: --state-admin or --district-admin.")
        raise Invalid([Problem("admin", "join.admin", sentence, "")], code="usage.admin")
    (user_id, role), *_rest = wanted
    return FirstAccount(tidy_user_id(user_id), clean(args.name), plain_digits(clean(args.mobile)), role)


def _state_code(text: str) -> str:
    """Return the LGD code of the state that an option names, '' for none named. Raises Invalid."""
    if not clean(text):
        return ""
    found = lgd.find_state(clean(text))
    if not found.sure or not found.places:
        raise Invalid([state_problem(clean(text), found)], code="usage.state")
    return found.places[0].code


@contextmanager
def _owning(args: Namespace) -> Iterator[Office]:
    """Open the office for the owner of its key file; raises Unavailable where either is missing."""
    from lokos_tui.bootstrap import open_office

    office = open_office(args.home)
    try:
        office.keys  # noqa: B018 - the key file is the proof: without it nothing is opened
        office.store  # noqa: B018 - a missing office is said before anything else
        for sentence in office.notices:
            tell(sentence)
        yield office
    finally:
        office.close()
