"""The sample office's staff: made at the door where the matrix allows it, each with a random password of her own."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from lokos_tui.commands.accounts import ChangeOwnPassword, CreateUser, RoleGrant
from lokos_tui.domain.accounts.permissions import ABOVE_BLOCK
from lokos_tui.domain.accounts.roles import Role

if TYPE_CHECKING:
    from lokos_tui.context import Context, Office
    from lokos_tui.demo.geography import BlockFacts as Place
    from lokos_tui.services.office.make import BlockFacts


class Account(NamedTuple):
    """A sample account; ``block`` and ``block_code`` are '' for staff above the blocks."""

    user_id: str
    role: str
    block: str
    block_code: str
    password: str


class _Wanted(NamedTuple):
    user_id: str
    name: str
    role: Role
    in_block: bool = True


_BY_STATE = (
    _Wanted("IUP_DEMODADM", "Kavita Verma", Role.DISTRICT_ADMIN, in_block=False),
    _Wanted("IUP_NBDADM", "Sunita Rawat", Role.BLOCK_ADMIN),
    _Wanted("IUP_NBDBPM", "Rakesh Tyagi", Role.BLOCK_PM),
    _Wanted("IUP_NBDBTU", "Meena Joshi", Role.BLOCK_THEMATIC),
    _Wanted("IUP_NBDBPM2", "Savita Negi", Role.BLOCK_PM),
)
_BY_BLOCK = (_Wanted("IUP_NBDSHGBK", "Anita Chauhan", Role.SHG_BK),)
_FIRST = "IUP_DEMOSADM"


def make_accounts(office: Office, blocks: int, fill: Callable[[], None]) -> tuple[list[Account], Context]:
    """Make the office, fill it, make its staff; return them and the first Block Admin's context."""
    from lokos_tui.demo.geography import block_facts
    from lokos_tui.services.office.make import FirstAccount, init_office

    place = block_facts(1)
    first = FirstAccount(_FIRST, "Asha Saxena", _mobile(0), Role.STATE_ADMIN)
    password = init_office(office.settings, _facts(place), first, office.clock())
    fill()
    account, state_admin = _own_password(office, _FIRST, password, Role.STATE_ADMIN, None)
    accounts = [account]
    block_admin = state_admin
    for wanted in _BY_STATE:
        account, ctx = _make(office, state_admin, wanted, place, len(accounts))
        accounts.append(account)
        block_admin = ctx if wanted.role is Role.BLOCK_ADMIN else block_admin
    for wanted in _BY_BLOCK:
        accounts.append(_make(office, block_admin, wanted, place, len(accounts))[0])
    if blocks > 1:
        accounts.append(_second_admin(office, block_facts(2), len(accounts)))
    return accounts, block_admin


def _facts(place: Place) -> BlockFacts:
    from lokos_tui.services.office.make import BlockFacts

    district, state = place.district, place.district.state
    return BlockFacts(
        state_code=state.lgd_code,
        state_name=state.name,
        state_prefix=state.prefix,
        state_nrlm=state.nrlm_code,
        district_code=district.code,
        district_name=district.name,
        district_nrlm=district.nrlm_code,
        code=place.code,
        name=place.name,
        nrlm_code=place.nrlm_code,
    )


def _make(office: Office, maker: Context, wanted: _Wanted, place: Place, number: int) -> tuple[Account, Context]:
    made = maker.send(
        CreateUser(
            block_code=place.code if wanted.in_block else ABOVE_BLOCK,
            district_code="" if wanted.in_block else place.district.code,
            user_id=wanted.user_id,
            name=wanted.name,
            mobile=_mobile(number),
            roles=(RoleGrant(wanted.role),),
        )
    )
    home = place if wanted.in_block else None
    return _own_password(office, made.user_id, made.first_password, wanted.role, home)


def _own_password(office: Office, user_id: str, first: str, role: Role, place: Place | None) -> tuple[Account, Context]:
    """Replace a first password by a random one of her own, so that she signs in at once."""
    from lokos_tui.services.accounts.passwords import generate_first

    own = generate_first()
    ctx = office.sign_in(user_id, first, role)
    ctx.send(ChangeOwnPassword(block_code=ctx.actor.area.scope, old=first, new=own))
    ctx.password_changed()
    block, code = (place.name, place.code) if place else ("", "")
    return Account(user_id, role.value, block, code, own), ctx


def _second_admin(office: Office, place: Place, number: int) -> Account:
    """Make the admin of a block of another state: nobody in this office is above it."""
    from sqlmodel import Session

    from lokos_tui.services.accounts.passwords import generate_first, hash_first
    from lokos_tui.services.office import make as offices

    user_id = f"I{place.district.state.prefix}_{''.join(c for c in place.name if c.isalpha())}ADM"
    first = generate_first()
    wanted = offices.FirstAccount(user_id, "Pushpa Toppo", _mobile(number))
    with office.store.writing() as connection, Session(connection) as session:
        hashed = hash_first(office.keys.first_password, first)
        offices.add_account(session, _facts(place), place.code, wanted, hashed, office.clock())
    return _own_password(office, user_id, first, Role.BLOCK_ADMIN, place)[0]


def _mobile(number: int) -> str:
    return f"69999990{number:02d}"
