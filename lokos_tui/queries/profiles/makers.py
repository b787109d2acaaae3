"""Who made a record: everybody behind its versions since one was approved last."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from lokos_tui.db import tables
from lokos_tui.domain.accounts.persons import Person, person
from lokos_tui.domain.verification.gates import contributors

_VERSION, _USER = tables.profile_version, tables.user_account


def makers(connection: Connection, block_code: str, kind: str, number: int) -> tuple[Person, ...]:
    """Return makers and loaders of a record (kind 'M' or 'C'), with the mobiles they had then and have had since."""
    maker, loader = _USER.alias("maker"), _USER.alias("loader")
    query = (
        select(
            _VERSION.c.state, _VERSION.c.made_by, _VERSION.c.made_mobile, maker.c.mobile, maker.c.former_mobiles,
            _VERSION.c.loaded_by, _VERSION.c.loaded_mobile, loader.c.mobile, loader.c.former_mobiles,
        )
        .outerjoin(maker, maker.c.user_id == func.upper(_VERSION.c.made_by))
        .outerjoin(loader, loader.c.user_id == func.upper(_VERSION.c.loaded_by))
        .where(_VERSION.c.block_code == block_code, _VERSION.c.record_kind == kind, _VERSION.c.record_id == number)
        .order_by(_VERSION.c.version)
    )  # fmt: skip
    rows = connection.execute(query)
    return contributors((state, person(*who[:4]), person(*who[4:])) for state, *who in rows)


def somebody(connection: Connection, user_id: str) -> Person:
    """Return an account as a person: with every mobile it has or had."""
    query = select(_USER.c.mobile, _USER.c.former_mobiles).where(_USER.c.user_id == user_id)
    row = connection.execute(query).first()
    return person(user_id, *(row or ()))
