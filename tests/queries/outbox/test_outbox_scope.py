"""Reads of the outbox: whoever may send, in her own block, and nobody else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Connection

from lokos_tui.domain.accounts.permissions import Actor
from lokos_tui.domain.accounts.roles import Role
from lokos_tui.domain.errors import NotFound, Refused
from lokos_tui.domain.paging import PageRequest
from lokos_tui.queries.outbox import exports as outbox
from tests.support.office import HERE, THERE, Office, actor_of
from tests.support.refusals import refuses

READS: tuple[Callable[[Connection, Actor, str], Any], ...] = (
    lambda c, a, b: outbox.export_lines(c, a, b, 1),
    lambda c, a, b: outbox.export_page(c, a, b, PageRequest()),
    lambda c, a, b: outbox.refused_records(c, a, b, 1),
)
SENDERS = {Role.BLOCK_ADMIN, Role.BLOCK_PM}


@pytest.mark.parametrize("role", Role)
def test_others_are_refused(small_office: Office, role: Role) -> None:
    """Another block's senders, and every other role, get nothing."""
    with small_office.store.reading() as connection:
        for read in READS:
            for block in (THERE, "424242") if role in SENDERS else (HERE, THERE):
                with pytest.raises(Refused):
                    read(connection, actor_of(role), block)


def test_senders_are_not_refused(small_office: Office) -> None:
    """In her own block a sender gets an empty list, and a sentence for an export that is not there."""
    with small_office.store.reading() as connection:
        for role in SENDERS:
            assert READS[0](connection, actor_of(role), HERE) == ((), 0)
            assert READS[1](connection, actor_of(role), HERE).rows == ()
            with refuses(NotFound, "export.unknown", "1"):
                READS[2](connection, actor_of(role), HERE)
