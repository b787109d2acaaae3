"""Reasons in free words: every act that takes one refuses an Aadhaar number and too long a text, and writes nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from lokos_tui.commands.accounts import DeleteUser, SetUserActive
from lokos_tui.commands.base import Command
from lokos_tui.commands.links import ChangeLinks, LinkWish
from lokos_tui.commands.loads import ApplyMapping, UndoBatch
from lokos_tui.db import tables
from lokos_tui.domain.errors import Invalid
from lokos_tui.domain.reasons import MOST_WORDS
from tests.services.kit import FILE, Desk, fresh
from tests.support.office import HERE
from tests.support.refusals import refuses

BAD = {"aadhaar": "her number is 9999 4105 7058", "reason.long": "x" * (MOST_WORDS + 1)}


def _account(desk: Desk) -> dict[str, Any]:
    return {"block_code": HERE, "account": desk.here.accounts["SHGBK"], "version": 1}


def _link(desk: Desk, **reason: Any) -> Command[Any]:
    number = desk.here.accounts["SHGBK2"]
    wish = LinkWish(desk.here.shgs[21])
    return ChangeLinks(block_code=HERE, account=number, role_id=number, link=(wish,), **reason)


def _load(desk: Desk, why: str) -> Command[Any]:
    return ApplyMapping(block_code=HERE, plan=desk.plan([desk.shg(2, 22, 0)], [fresh(0)]), file=FILE, why=why)


def _undo(desk: Desk, why: str) -> Command[Any]:
    desk.run(_load(desk, ""))
    return UndoBatch(block_code=HERE, batch_id=1, why=why)


ACTS: Mapping[str, Callable[[Desk, str], Command[Any]]] = {
    "switch off": lambda desk, why: SetUserActive(**_account(desk), active=False, why=why),
    "delete": lambda desk, why: DeleteUser(**_account(desk), why=why),
    "link": lambda desk, why: _link(desk, why=why),
    "link over the norm": lambda desk, why: _link(desk, overload_reason=why),
    "load": _load,
    "undo a load": _undo,
}


@pytest.mark.parametrize("code", BAD)
@pytest.mark.parametrize("act", ACTS)
def test_a_reason_that_may_not_stand_is_refused(desk: Desk, act: str, code: str) -> None:
    """Refused, and no row of any table, nor the block's revision, is another one."""
    command = ACTS[act](desk, BAD[code])
    before, revision = desk.sizes(), desk.revision()
    with refuses(Invalid, code):
        desk.run(command)
    assert (desk.sizes(), desk.revision()) == (before, revision)


@pytest.mark.parametrize("act", ACTS)
def test_a_reason_of_full_length_is_kept(desk: Desk, act: str) -> None:
    """The act is done, and its audit entry has every character of the reason."""
    why = "x" * MOST_WORDS
    desk.run(ACTS[act](desk, why))
    assert [row.reason for row in desk.rows(tables.audit_entry)][-1] == why
