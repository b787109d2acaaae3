"""One more block of an office: by its State or District Admin at the door, or by the owner of the server."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lokos_tui.db.models import Block, District, State
from lokos_tui.domain.cbos.lgd import code_problem, place_name_problem
from lokos_tui.domain.errors import Conflict, Invalid, Problem, Refused
from lokos_tui.domain.message import _
from lokos_tui.domain.text import clean
from lokos_tui.services.office.make import BlockFacts, add_block

if TYPE_CHECKING:
    from sqlmodel import Session

    from lokos_tui.commands.office import AddBlock
    from lokos_tui.services.unit_of_work import UnitOfWork


def new_block(work: UnitOfWork, command: AddBlock) -> None:
    """Add a block to the actor's own district, or to a district of her state.

    Raises Conflict when it is there, Refused outside her area, Invalid with
    what is wrong of it.
    """
    area = work.area_of(command.block_code, clean(command.district_code))
    state = work.session.get(State, area.state)
    if state is None:
        raise Refused("area", _("That lies outside your area."), _("A State Admin adds blocks of her own state."))
    district = work.session.get(District, area.district)
    if district is not None and district.state_code != state.code:
        raise Refused("area", _("That lies outside your area."), _("The district lies in another state."))
    facts = BlockFacts(
        state_code=state.code,
        state_name=state.name,
        state_prefix=state.prefix,
        district_code=area.district,
        district_name=district.name if district else clean(command.district_name).upper(),
        code=clean(command.code),
        name=clean(command.name).upper(),
        nrlm_code=clean(command.nrlm_code),
    )
    require_new_block(work.session, facts)
    add_block(work.session, facts)
    work.record(
        command.action, command.block_code, "block", facts.code, {"name": facts.name, "district": facts.district_code}
    )


def require_new_block(session: Session, block: BlockFacts) -> None:
    """Raise Invalid with every problem of a block's facts, Conflict when the office has it already."""
    problems = (
        code_problem("district_code", block.district_code),
        place_name_problem("district", block.district_name),
        code_problem("code", block.code),
        place_name_problem("name", block.name),
    )
    if found := [problem for problem in problems if problem is not None]:
        raise Invalid(found)
    district = session.get(District, block.district_code)
    if district is not None and district.state_code != block.state_code:
        other = _("The district {code} lies in another state.", code=block.district_code)
        raise Invalid([Problem("district_code", "district.state", other, _("Look its LGD code up."))])
    if session.get(Block, block.code) is not None:
        raise Conflict(
            "block.exists",
            _("The block {code} is in this office already.", code=block.code),
            _("Nothing was changed."),
        )
